"""What a process can be put into before it runs a command: without root's privileges, or before a full disk."""

import ctypes
import os
import resource
import sys

# The exit code of a process whose privileges stay.
PRIVILEGES_STAY = 77
# By <linux/capability.h> and <linux/prctl.h>.
OVERRIDES_OF_PERMISSIONS = (1, 2, 3)  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
CAPABILITY_VERSION = 0x20080522
PR_CAPBSET_DROP = 24


def drop_privileges() -> None:
    """Have permissions checked for this process and those it starts, root or not; end it where that cannot be had."""
    if os.geteuid() != 0:
        return
    if sys.platform != "linux":
        raise SystemExit(PRIVILEGES_STAY)
    libc = ctypes.CDLL(None)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION, 0)
    effective_permitted_inheritable = (ctypes.c_uint32 * 6)()
    failed = libc.capget(header, effective_permitted_inheritable)
    for capability in OVERRIDES_OF_PERMISSIONS:
        failed |= libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
        for which in range(3):
            effective_permitted_inheritable[which] &= ~(1 << capability)
    if failed | libc.capset(header, effective_permitted_inheritable):
        raise SystemExit(PRIVILEGES_STAY)


def limit_files(most_bytes: int) -> None:
    """Have every write beyond this place in a file fail, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (most_bytes, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
