"""Open a file without waiting for anyone: a pipe, a socket or a device under a file's name is refused."""

import hashlib
import os
import stat
from io import BufferedReader
from pathlib import Path

from ingest.elements import Limits
from ingest.errors import TooLarge, UnreadableFile

MEGABYTE = 1 << 20
# Opening a pipe without this waits until somebody writes to it. Windows has neither the flag nor such pipes.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def open_regular(path: Path) -> BufferedReader:
    """Return a regular file opened for reading; links are followed.

    What is looked at is the opened file itself, so it does not matter what the name stood for a moment before.

    Raises:
        UnreadableFile: It is a pipe, a socket, a device or a folder.
        OSError: It is not there, or may not be opened.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | _AT_ONCE)
    except ValueError as error:
        raise UnreadableFile("its name cannot be that of a file.") from error
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise UnreadableFile("it is not a file that can be read (a pipe, a socket, a device or a folder).")
        return os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise


def hash_of(path: Path) -> str:
    """Return the sha256 of a file's bytes, hexadecimal.

    Raises:
        OSError: It cannot be opened.
        UnreadableFile: It is a pipe or a device.
    """
    with open_regular(path) as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def check_size(size_bytes: int, limits: Limits) -> None:
    """Hold a file to the size that is allowed.

    Raises:
        TooLarge: It is larger.
    """
    if size_bytes > limits.file_bytes:
        most = limits.file_bytes // MEGABYTE
        raise TooLarge(f"it is larger ({size_bytes // MEGABYTE:,} MB) than the {most:,} MB allowed.")
