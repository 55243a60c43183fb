"""What the system said about files and disks, in words that say what to do."""

import errno

_REMEDIES = {
    errno.ENOSPC: "the disk is full{place}. Free some space and run the command again; what is in the index stays.",
    errno.EDQUOT: "your share of the disk is used up{place}. Free some space and run the command again.",
    errno.EROFS: "the disk can only be read{place}. Choose another folder with --data-dir.",
    errno.EACCES: "no permission{place}. Change who may use it, or choose another folder with --data-dir.",
    errno.EPERM: "no permission{place}. Change who may use it, or choose another folder with --data-dir.",
    errno.ENOENT: "there is no longer a file or folder{place}. Run the command again; what is in the index stays.",
    errno.ENOTDIR: "a part of the path is a file, not a folder{place}. Choose another folder with --data-dir.",
    errno.EEXIST: "there is a file where a folder is needed{place}. Choose another folder with --data-dir.",
    errno.EMFILE: "too many files are open at once. Raise the limit with `ulimit -n 4096` and run the command again.",
}


def disk_error_words(error: OSError) -> str | None:
    """Return what is wrong and what to do, in one line; None for errors that are not of files and disks.

    >>> disk_error_words(OSError(errno.ENOSPC, "No space left on device", "/srv/index"))
    'the disk is full (/srv/index). Free some space and run the command again; what is in the index stays.'
    """
    if error.errno not in _REMEDIES:
        return None
    return _REMEDIES[error.errno].format(place=f" ({error.filename})" if error.filename else "")
