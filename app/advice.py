"""What a person can do about files that were not read, or not well."""

import shutil
from collections import Counter
from collections.abc import Iterable, Sequence

from app.languages import MULTILINGUAL_MODEL, covers, language_name
from ingest.formats.registry import READ_AS
from ingest.loaded import Outcome
from ingest.report import FileReport

# A larger share of characters that could not be read is told.
UNREADABLE_SHARE = 0.01
# Read by LibreOffice, where it is installed.
OLD_FORMATS = ("doc", "ppt")


def advice(files: Iterable[FileReport], embedding_model: str) -> list[str]:
    """Return what to do about the files that were not read as they should be, a sentence for each kind of trouble.

    Args:
        files: Reports of all files.
        embedding_model: As the setting gives it.
    """
    every = list(files)
    return [
        *_on_passwords(every),
        *_on_pictures(every),
        *_on_formats(every),
        *_on_damage(every),
        *_on_size(every),
        *_on_characters(every),
        *_on_languages(every, embedding_model),
    ]


def counted(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "file"), counted(1200, "file"), counted(2, "copy", "copies")
    ('1 file', '1,200 files', '2 copies')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _on_passwords(files: Sequence[FileReport]) -> list[str]:
    remedy = "put the passwords into a file, one a line, and run `citewell ingest --passwords FILE`"
    return _told(_count(files, Outcome.NEEDS_PASSWORD), "file", ("needs", "need"), f"a password: {remedy}")


def _on_pictures(files: Sequence[FileReport]) -> list[str]:
    count = sum(one.outcome is Outcome.IMAGE_ONLY or bool(one.facts.image_pages) for one in files)
    if not count:
        return []
    verb = "is or holds" if count == 1 else "are or hold"
    what = f"{counted(count, 'file')} {verb} pictures of pages without words"
    if shutil.which("tesseract"):
        return [f"{what}, in which Tesseract found none: scan them anew, straight and at 300 dots an inch."]
    return [f"{what}: install Tesseract, then run `citewell ingest` again."]


def _on_formats(files: Sequence[FileReport]) -> list[str]:
    unsupported = [one for one in files if one.outcome is Outcome.UNSUPPORTED]
    old = [one for one in unsupported if one.facts.format in OLD_FORMATS]
    others = len(unsupported) - len(old)
    told = []
    if old:
        kinds = " and ".join(sorted({f".{one.facts.format}" for one in old}))
        remedy = "install LibreOffice, then run `citewell ingest` again"
        told.append(f"{counted(len(old), 'file')} of the old kind {kinds}: {remedy}.")
    if others:
        verb = "is" if others == 1 else "are"
        told.append(f"{counted(others, 'file')} {verb} of a kind that is not read: save as {READ_AS} what is needed.")
    return told


def _on_damage(files: Sequence[FileReport]) -> list[str]:
    remedy = "open each in the program that made it, save it anew, and run `citewell ingest` again"
    return _told(_count(files, Outcome.DAMAGED), "file", ("is", "are"), f"damaged: {remedy}")


def _on_size(files: Sequence[FileReport]) -> list[str]:
    remedy = "split, or raise CITEWELL_MAX_FILE_MB, CITEWELL_PARSE_SECONDS or CITEWELL_PARSE_MEMORY_MB"
    count = _count(files, Outcome.TOO_LARGE)
    return _told(count, "file", ("costs", "cost"), f"more to read than allowed: {remedy}")


def _on_characters(files: Sequence[FileReport]) -> list[str]:
    count = sum(one.duplicate_of is None and one.unreadable_share > UNREADABLE_SHARE for one in files)
    remedy = "look at the text with `citewell show`, and save the file anew from the program that made it"
    return _told(count, "document", ("has", "have"), f"characters that could not be read: {remedy}")


def _on_languages(files: Sequence[FileReport], embedding_model: str) -> list[str]:
    held = [one.facts.language for one in files if one.outcome.is_read and one.duplicate_of is None]
    foreign = Counter(language for language in held if not covers(embedding_model, language))
    if not foreign:
        return []
    first, *others = [(count, language_name(code)) for code, count in foreign.most_common()]
    parts = [f"{counted(first[0], 'document')} {'is' if first[0] == 1 else 'are'} in {first[1]}"]
    parts += [f"{count:,} in {name}" for count, name in others]
    remedy = f"set CITEWELL_EMBEDDING_MODEL={MULTILINGUAL_MODEL} and run `citewell ingest --rebuild`"
    return [f"{_listed(parts)}, which the embedding model does not cover: {remedy}."]


def _told(count: int, noun: str, verbs: tuple[str, str], what: str) -> list[str]:
    """A sentence about so many files, the verb for one or for several; none where there is none."""
    return [f"{counted(count, noun)} {verbs[count != 1]} {what}."] if count else []


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def _count(files: Sequence[FileReport], outcome: Outcome) -> int:
    return sum(one.outcome is outcome for one in files)
