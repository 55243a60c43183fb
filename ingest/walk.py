"""Find the files below a folder that are meant to be read."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.report import Problem

# Says where a folder's documents come from; a page about the documents, not one of them.
PROVENANCE_NAME = "SOURCES.md"
# Control characters, which could make a terminal do things, and those that turn the direction of writing round.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A regular file, named by its path below the folder."""

    path: Path
    relative: str  # with forward slashes
    size_bytes: int


@dataclass(slots=True)
class Walk:
    """What lies below a folder, in alphabetical order of the paths."""

    files: list[FoundFile] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)
    unreadable: list[Problem] = field(default_factory=list)  # folders and files that could not be looked at


def walk_path(start: Path, root: Path) -> Walk:
    """Return the files at or below `start`, named relative to `root`, which is `start` or a folder above it.

    Hidden files, lock files of office programs and the root's SOURCES.md are left out, except a file that is
    `start` itself. Links are followed to files inside the root only, so nothing from elsewhere comes in and no
    loop can form.
    """
    found = Walk()
    if start.is_dir():
        for entry in _entries(start, root, found):
            _sort_entry(entry, root, found)
    else:
        _sort_entry(start, root if root.is_dir() else root.parent, found)
    found.files.sort(key=lambda file: file.relative)
    return found


def _entries(folder: Path, root: Path, found: Walk) -> Iterator[Path]:
    # With a list of its own where to go, for folders may be nested deeper than functions may be.
    waiting = [folder]
    while waiting:
        parent = waiting.pop()
        try:
            with os.scandir(parent) as scanned:
                entries = sorted(scanned, key=lambda entry: entry.name)
        except OSError as error:
            found.unreadable.append(Problem(_shown(parent.relative_to(root)), f"cannot be opened: {error.strerror}"))
            continue
        for entry in entries:
            path = parent / entry.name
            if _is_folder(entry):
                waiting += [] if entry.name.startswith(".") else [path]
            elif not _is_hidden(entry.name) and not (entry.name == PROVENANCE_NAME and parent == root):
                yield path


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir(follow_symlinks=False)
    except OSError:
        return False  # whatever is wrong with it shows when it is looked at as a file


def _sort_entry(path: Path, root: Path, found: Walk) -> None:
    relative = path.relative_to(root)
    if reason := _reason_to_rename(relative.as_posix()):
        found.unreadable.append(Problem(_shown(relative), reason))
        return
    try:
        if reason := _reason_to_skip(path, root):
            found.skipped.append(Problem(relative.as_posix(), reason))
        else:
            found.files.append(FoundFile(path, relative.as_posix(), path.stat().st_size))
    except OSError as error:
        found.unreadable.append(Problem(relative.as_posix(), f"cannot be opened: {error.strerror}"))


def _reason_to_skip(path: Path, root: Path) -> str | None:
    if path.is_symlink():
        target = Path(os.path.realpath(path))  # unlike Path.resolve, does not raise on a link to itself
        if not target.exists():
            return "a link that leads nowhere"
        if not target.is_relative_to(root.resolve()):
            return "a link out of the folder"
        if target.is_dir():
            return "a link to a folder"
    if not path.is_file():
        return "not a file that can be read (a pipe, a socket or a device)"
    return None


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))


def _reason_to_rename(name: str) -> str | None:
    if any("\ud800" <= character <= "\udfff" for character in name):
        return "its name is not valid Unicode; rename it"
    if _UNSEEN.search(name):
        return "its name holds a line break or other signs that cannot be seen; rename it"
    return None


def _shown(relative: Path) -> str:
    """Return a name in which bytes and signs that cannot be shown are written as what they are."""
    name = os.fsencode(relative.as_posix()).decode("utf-8", "backslashreplace")
    return _UNSEEN.sub(lambda sign: sign[0].encode("unicode_escape").decode(), name)
