"""A message of mail, whatever program kept it, as elements and attached files."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from ingest.elements import Element, ElementKind, Limits, Member, ParsedFile, SourceFile, heading, paragraph
from ingest.errors import EmptyDocument, IngestError
from ingest.formats.archive_names import safe_name, short_suffix
from ingest.formats.text_blocks import plain_elements
from ingest.formats.web.reader import WebPage, page_of_bytes

ENCRYPTED = "The message's body is encrypted and was not read."
NO_BODY = "The message has no text of its own."
NO_WORDS = "the message holds no words."
BROKEN_PAGE = "The message's formatted text could not be read."
TOO_MANY = "Only the first {:,} attached files were taken out."

PGP = "-----BEGIN PGP MESSAGE-----"
# The line over an earlier message that is quoted in full.
REPLIES_TO = re.compile(
    r"(?:On\s.{6,200}\swrote|Am\s.{6,200}\sschrieb(?:\s.{1,100})?|Le\s.{6,200}\sa écrit|El\s.{6,200}\sescribió"
    r"|Il\s.{6,200}\sha scritto|Em\s.{6,200}\sescreveu)\s?:|-{2,}\s?(?:original|forwarded) message\s?-{2,}",
    re.IGNORECASE | re.DOTALL,
)
# The head of an earlier message, as Outlook puts it over that.
EARLIER_FROM = re.compile(r"[>*\s]*(?:from|von|de|da)\*?\s?:\*?\s", re.IGNORECASE)
EARLIER_FACT = re.compile(
    r"[>*\s]*(?:sent|date|to|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|para|asunto|assunto|inviato|a|oggetto)"
    r"\*?\s?:",
    re.IGNORECASE,
)
MAX_HEAD_CHARS = 600
QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
# Plain text beside a formatted page that is shorter than this share of its words only says that there is a page.
MIN_PLAIN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class Page:
    """A body in HTML."""

    content: bytes
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message."""

    name: str  # as its sender gave it
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as its program kept it; what it does not have is empty."""

    subject: str = ""
    facts: tuple[tuple[str, str], ...] = ()  # "From", "To", "Cc", "Date" with what they say
    bodies: tuple[
        tuple[str, Page | None], ...
    ] = ()  # in order: plain text and the same as a page, either may be missing
    attachments: tuple[Attachment, ...] = ()
    is_encrypted: bool = False


def parsed_letter(letter: Letter, file: SourceFile) -> ParsedFile:
    """Return a message's head and body as elements, its attached files written where they are wanted.

    Raises:
        EmptyDocument: There is neither a head nor a body.
    """
    head = [heading(letter.subject, 1)] if letter.subject else []
    head += [paragraph(f"{name}: {words}") for name, words in letter.facts if words]
    notes: list[str] = []
    body: list[Element] = []
    is_encrypted = letter.is_encrypted or any(PGP in plain for plain, _ in letter.bodies)
    if not is_encrypted:
        for plain, page in letter.bodies:
            body += _body(plain, page, notes)
    if not head and not body and not letter.attachments:
        raise EmptyDocument(NO_WORDS)
    if is_encrypted:
        notes.append(ENCRYPTED)
    elif not body:
        notes.append(NO_BODY)
    if len(letter.attachments) > file.limits.members:
        notes.append(TOO_MANY.format(file.limits.members))
    elements = tuple(head + body)
    return ParsedFile(
        elements,
        title=letter.subject or None,
        notes=tuple(dict.fromkeys(notes)),
        unreadable=sum(run.text.count("\ufffd") for element in elements for run in element.runs),
        members=tuple(_unpacked(letter.attachments, file.unpack_to, file.limits)) if file.unpack_to else (),
    )


def _body(plain: str, page: Page | None, notes: list[str]) -> list[Element]:
    """Return the fuller of two forms of one body: the plain one, unless it only stands in for the page."""
    shown = _page(page, notes) if page else None
    written = [_marked_off(element) for element in plain_elements(plain)]
    if shown is None:
        return written
    has_tables = any(element.kind is ElementKind.TABLE for element in shown.elements)
    if written and not has_tables and _length(written) >= MIN_PLAIN_SHARE * _length(shown.elements):
        return written
    # A message has no furniture: the whole of it is what somebody wrote.
    kept = (
        replace(element, kind=ElementKind.PARAGRAPH) if element.kind is ElementKind.FURNITURE else element
        for element in shown.elements
    )
    return [_marked_off(element) for element in kept] or written


def _page(page: Page, notes: list[str]) -> WebPage | None:
    try:
        return page_of_bytes(page.content, page.charset)
    except EmptyDocument:
        return None
    except IngestError:
        notes.append(BROKEN_PAGE)
        return None


def _marked_off(element: Element) -> Element:
    """Make the line over an earlier message a heading, and take the marks of quoted lines away."""
    if element.kind is not ElementKind.PARAGRAPH:
        return element
    words = "".join(run.text for run in element.runs)
    if REPLIES_TO.fullmatch(words.strip()) or _is_earlier_head(words):
        return heading(" ".join(words.split()), 2)
    if words.lstrip().startswith(">"):
        return replace(element, runs=tuple(replace(run, text=QUOTE_MARKS.sub("", run.text)) for run in element.runs))
    return element


def _is_earlier_head(words: str) -> bool:
    lines = words.strip().split("\n")
    is_head = EARLIER_FROM.match(lines[0]) is not None and len(words) <= MAX_HEAD_CHARS
    return is_head and sum(EARLIER_FACT.match(line) is not None for line in lines) > 1


def _length(elements: list[Element] | tuple[Element, ...]) -> int:
    runs = sum(len(run.text) for element in elements for run in element.runs)
    return runs + sum(len(cell) for element in elements for row in element.rows for cell in row)


def _unpacked(attachments: tuple[Attachment, ...], folder: Path, limits: Limits) -> Iterator[Member]:
    """Write attached files into a folder; each is called by a name of its own."""
    names: set[str] = set()
    written = 0
    for number, attachment in enumerate(attachments[: limits.members], start=1):
        written += len(attachment.content)
        if written > limits.unpacked_bytes:
            return
        name = safe_name(attachment.name).rpartition("/")[2]
        path = PurePosixPath(name)
        copies = 1
        while name in names:
            copies += 1
            name = f"{path.stem} ({copies}){path.suffix}"
        names.add(name)
        target = folder / f"{number}{short_suffix(name)}"
        target.write_bytes(attachment.content)
        yield Member(name, target)
