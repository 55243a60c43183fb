"""Take uploaded files in: under which names, and which of them cannot be taken."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.library.names import free_name, safe_name
from app.library.queue import NEW, take_in
from app.library.records import FileResult, Upload
from app.library.sentences import disk_words
from app.report_card import size_words

# Of one upload; more come in as an archive, or as a folder that is ingested.
MOST_FILES = 200


@dataclass(slots=True)
class Arrivals:
    """Uploaded files as they are to be kept, by their paths below the folder of uploads."""

    new: list[str] = field(default_factory=list)
    replacing: list[str] = field(default_factory=list)
    refused: list[FileResult] = field(default_factory=list)


def take_files_in(
    uploads: Sequence[Upload],
    collection: str,
    *,
    ours: Collection[str],
    others: Collection[str],
    new: Path,
    replacing: Path,
    most_bytes: int,
) -> Arrivals:
    """Move uploaded files into drafts of tasks; none of them is left where it was.

    Args:
        uploads: The files.
        collection: The safe name of theirs.
        ours: Paths of uploaded files that are kept, or will be.
        others: Names of documents from elsewhere: a file that would have one of them gets a number.
        new: The draft for files that take no other's place.
        replacing: The draft for those that do.
        most_bytes: Of one file.
    """
    arrivals = Arrivals()
    held = {name.casefold(): name for name in ours}
    for number, upload in enumerate(uploads):
        reason = "" if number < MOST_FILES else f"More than {MOST_FILES} files at once. Upload the rest afterwards."
        reason = reason or _reason_to_refuse(upload.path, most_bytes)
        relative = f"{collection}/{safe_name(upload.name)}"
        relative = held.get(relative.casefold(), relative)
        replaces = relative in ours
        if not replaces or relative in arrivals.replacing:
            relative = free_name(relative, [*others, *arrivals.new, *ours])
            replaces = False
        if not reason:
            reason = _move(upload, (replacing if replaces else new) / NEW / relative)
        if reason:
            upload.path.unlink(missing_ok=True)
            arrivals.refused.append(FileResult(relative.partition("/")[2], reason, is_problem=True))
        else:
            (arrivals.replacing if replaces else arrivals.new).append(relative)
    return arrivals


def _move(upload: Upload, place: Path) -> str:
    """Move a file; return why that could not be done, if it could not."""
    try:
        take_in(upload, place)
    except OSError as error:
        return disk_words(error, "upload it again")
    return ""


def _reason_to_refuse(path: Path, most_bytes: int) -> str:
    if path.is_symlink() or not path.is_file():
        return "It did not arrive. Upload it again."
    size = path.stat().st_size
    if size == 0:
        return "It is empty."
    if size > most_bytes:
        return f"It is larger ({size_words(size)}) than the {size_words(most_bytes)} allowed. Split it."
    return ""
