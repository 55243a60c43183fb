"""What became of files and jobs, in sentences for a person."""

import errno
from collections.abc import Iterable

from app.advice import counted
from app.library.kinds import page_kind
from app.library.records import FileResult
from ingest.loaded import Outcome
from ingest.report import FileReport, IngestReport
from retriever.errors import IndexLocked, RetrieverError

_DISK = {
    errno.ENOSPC: "The disk is full. Free some space",
    errno.EDQUOT: "The share of the disk is used up. Free some space",
    errno.EROFS: "The disk can only be read. Have that changed",
    errno.EACCES: "There is no permission to write to the data folder. Have that changed",
    errno.EPERM: "There is no permission to write to the data folder. Have that changed",
}


def sentence(words: str) -> str:
    """Return words as a sentence.

    >>> sentence("it is locked"), sentence("Done."), sentence("")
    ('It is locked.', 'Done.', '')
    """
    whole = words.strip()
    return whole and whole[0].upper() + whole[1:] + ("" if whole[-1] in ".!?" else ".")


def disk_words(error: OSError, then: str) -> str:
    """Return what is wrong with the disk or the files on it, and what to do.

    >>> disk_words(OSError(errno.ENOSPC, "No space left on device"), "upload it again")
    'The disk is full. Free some space, then upload it again.'
    """
    if error.errno in _DISK:
        return f"{_DISK[error.errno]}, then {then}."
    return f"It cannot be kept ({error.strerror or error}). Look into that, then {then}."


def trouble_words(error: Exception) -> str:
    """Return why work has to wait, and what ends that."""
    if isinstance(error, IndexLocked):
        return "Another program is changing the index. This goes on by itself when that has finished; nothing is lost."
    if isinstance(error, RetrieverError):
        return sentence(" ".join(str(error).split()))
    if isinstance(error, OSError) and error.errno in _DISK:
        return f"{_DISK[error.errno]}: this then goes on by itself."
    return sentence(f"It cannot be done now ({error}). It is tried again by itself")


def file_result(source: str, report: IngestReport, name: str = "") -> FileResult:
    """Return what a run has made of one file.

    Args:
        source: Its name in the index.
        report: Of the run.
        name: What to call it; its own name where empty.
    """
    name = name or source.rpartition("/")[2]
    reason = next((one.reason for one in report.failed if one.source == source), "")
    found = next((one for one in report.files if one.source == source), None)
    if found is None:
        return FileResult(name, sentence(reason or "It was left out"), is_problem=True)
    if found.outcome is Outcome.UNPACKED:
        return FileResult(name, unpacked_words(source, report.files))
    if not found.outcome.is_read:
        words = f"Not read ({found.outcome.value}): {found.reason}" if found.reason else found.outcome.value
        return FileResult(name, sentence(words), is_problem=True)
    if found.duplicate_of:
        return FileResult(name, f"Read: the same as “{found.duplicate_of}”, listed under both names.", source=source)
    held = size_words(found)
    if found.outcome is Outcome.PARTLY_READ:
        return FileResult(name, f"Read in part, {held}. {sentence(found.reason)}", is_problem=True, source=source)
    if source in report.unchanged:
        return FileResult(name, f"The same as before, {held}.", source=source)
    return FileResult(name, f"Read: {held}.", source=source)


def unpacked_words(source: str, files: Iterable[FileReport]) -> str:
    """Return what became of the files in an archive."""
    inside = [one for one in files if one.source.startswith(f"{source}/") and one.outcome is not Outcome.UNPACKED]
    read = sum(one.outcome.is_read for one in inside)
    return f"Unpacked: {counted(len(inside), 'file')}, {read:,} of them read."


def size_words(report: FileReport) -> str:
    """Return how much a document holds.

    >>> from ingest.loaded import FileFacts
    >>> size_words(FileReport("a.pdf", Outcome.READ, facts=FileFacts("pdf", pages=3), passages=1))
    '3 pages, 1 passage'
    """
    pages = counted(report.facts.pages, page_kind(report.facts.format))
    passages = counted(report.passages, "passage")
    return f"{pages}, {passages}" if report.facts.pages else passages
