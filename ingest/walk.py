"""Find the files below a folder that are meant to be read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ingest.report import Problem

# Says where a folder's documents come from; a page about the documents, not one of them.
PROVENANCE_NAME = "SOURCES.md"


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
    def note(error: OSError) -> None:
        name = Path(error.filename).relative_to(root).as_posix()
        found.unreadable.append(Problem(name, f"cannot be opened: {error.strerror}"))

    for parent, folder_names, file_names in os.walk(folder, onerror=note):
        folder_names[:] = sorted(name for name in folder_names if not name.startswith("."))
        links = [name for name in folder_names if Path(parent, name).is_symlink()]
        for name in sorted(file_names) + links:
            if not _is_hidden(name) and not (name == PROVENANCE_NAME and Path(parent) == root):
                yield Path(parent, name)


def _sort_entry(path: Path, root: Path, found: Walk) -> None:
    relative = path.relative_to(root).as_posix()
    if not _is_unicode(relative):
        shown = os.fsencode(relative).decode("utf-8", "backslashreplace")
        found.unreadable.append(Problem(shown, "its name is not valid Unicode; rename it"))
        return
    try:
        if reason := _reason_to_skip(path, root):
            found.skipped.append(Problem(relative, reason))
        else:
            found.files.append(FoundFile(path, relative, path.stat().st_size))
    except OSError as error:
        found.unreadable.append(Problem(relative, f"cannot be opened: {error.strerror}"))


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


def _is_unicode(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
