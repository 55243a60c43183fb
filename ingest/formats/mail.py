"""Read messages of mail: as they are sent, and as Outlook keeps them."""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header
from email.message import Message

from ingest.elements import ParsedFile, SourceFile
from ingest.errors import UnreadableFile
from ingest.formats.encodings import decoded
from ingest.formats.letters import Attachment, Letter, Page, parsed_letter

FACTS = ("From", "To", "Cc", "Date")
ENCRYPTED_TYPES = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
# What says something of a message and is no file that somebody attached.
SIGNATURES = frozenset({
    "application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature",
    "application/pgp-encrypted", "message/delivery-status", "text/rfc822-headers",
})  # fmt: skip
SUFFIXES = {"message/rfc822": ".eml", "text/calendar": ".ics", "text/html": ".html", "text/plain": ".txt"}
FOLDED = re.compile(r"\s*[\r\n]+\s*")
MAX_PARTS = 10_000


def read_eml(file: SourceFile) -> ParsedFile:
    """Return what a message holds: its subject as title, from whom to whom and when, its text; attached files apart.

    Raises:
        EmptyDocument: It has neither head nor body.
    """
    content = file.path.read_bytes().lstrip(b"\xef\xbb\xbf\r\n\t ")
    return parsed_letter(_letter(message_from_bytes(content, policy=policy.compat32)), file)


def read_msg(file: SourceFile) -> ParsedFile:
    """Return what a message that Outlook kept holds, as `read_eml` does.

    Raises:
        UnreadableFile: It is no such message, or a damaged one.
        EmptyDocument: It has neither head nor body.
    """
    from ingest.formats.outlook import outlook_letter

    return parsed_letter(outlook_letter(file.path), file)


def header_words(message: Message, name: str) -> str:
    """Return what a line of a message's head says, on one line; empty where there is none."""
    # As it was written: the usual way to ask gives U+FFFD for letters beyond ASCII.
    stated = [value for field, value in message.raw_items() if field.lower() == name.lower()]
    return "; ".join(filter(None, (_header(str(value)) for value in stated)))


def _header(raw: str) -> str:
    try:
        octets = raw.encode("ascii", "surrogateescape")
        if not octets.isascii():
            raw = _text(octets)
        pieces = decode_header(FOLDED.sub(" ", raw))
    except (MessageError, ValueError, UnicodeError):
        return " ".join(raw.encode("utf-8", "replace").decode().split())
    words = "".join(piece if isinstance(piece, str) else _text(piece, charset) for piece, charset in pieces)
    return " ".join(words.split())


def _text(content: bytes, charset: str | None = None) -> str:
    try:
        return decoded(content, charset)
    except UnreadableFile:
        return content.decode("ascii", "replace").replace("\0", "")


def _letter(message: Message) -> Letter:
    bodies: list[tuple[str, Page | None]] = []
    attachments: list[Attachment] = []
    for part in _parts(message):
        kind = part.get_content_type()
        if isinstance(part.get_payload(), list) and kind != "message/rfc822":
            bodies.append(_alternatives(part))
        elif kind in ("text/plain", "text/html", "text/enriched") and not _is_attached(part):
            bodies.append(_body(part))
        elif not _is_left_out(part):
            attachments.append(Attachment(_name(part), _content(part)))
    return Letter(
        subject=header_words(message, "Subject"),
        facts=tuple((name, header_words(message, name)) for name in FACTS),
        bodies=tuple(body for body in bodies if body[0].strip() or body[1]),
        attachments=tuple(attachments),
        is_encrypted=_is_encrypted(message),
    )


def _is_encrypted(message: Message) -> bool:
    kind = message.get_content_type()
    return kind in ENCRYPTED_TYPES and "signed" not in str(message.get_param("smime-type") or "")


def _parts(message: Message) -> Iterator[Message]:
    """Yield the parts of a message in order: those to choose from together, those of messages inside it not."""
    todo = [message]
    for _ in range(MAX_PARTS):
        if not todo:
            return
        part = todo.pop()
        inside = part.get_payload()
        kind = part.get_content_type()
        is_choice = kind == "multipart/alternative" and not _has_more_than_text(part)
        if isinstance(inside, list) and kind != "message/rfc822" and not is_choice:
            todo += [each for each in reversed(inside) if isinstance(each, Message)]
        else:
            yield part


def _has_more_than_text(part: Message) -> bool:
    """Whether files came with one of the forms of a text."""
    return any(not leaf.is_multipart() and (_is_attached(leaf) and not _is_left_out(leaf)) for leaf in part.walk())


def _alternatives(part: Message) -> tuple[str, Page | None]:
    """Return the plain and the formatted form of one text."""
    plain, page = "", None
    for leaf in part.walk():
        if not leaf.is_multipart() and not _is_attached(leaf):
            written, formatted = _body(leaf) if leaf.get_content_maintype() == "text" else ("", None)
            plain = plain or written
            page = page or formatted
    return plain, page


def _body(part: Message) -> tuple[str, Page | None]:
    charset = part.get_param("charset")
    named = charset if isinstance(charset, str) else part.get_content_charset()
    content = _content(part)
    if part.get_content_type() == "text/html":
        return "", Page(content, named)
    text = _text(content, named)
    if part.get_content_type() == "text/enriched":
        text = re.sub(r"</?[\w-]+>", "", text)
    is_flowed = str(part.get_param("format") or "").lower() == "flowed"
    return (_unflowed(text, str(part.get_param("delsp") or "")) if is_flowed else text), None


def _unflowed(text: str, delete_space: str) -> str:
    """Return text whose lines end in a space where they go on (RFC 3676), each paragraph on one line."""
    joined = re.sub(r"(?<!^--) \n(?![>\n])", "" if delete_space.lower() == "yes" else " ", text, flags=re.MULTILINE)
    return joined.replace("\n ", "\n")


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _is_left_out(part: Message) -> bool:
    """Whether a part is a picture inside the text, or only says something of the message."""
    kind = part.get_content_type()
    if kind in SIGNATURES or kind in ENCRYPTED_TYPES:
        return True
    is_inline = part.get_content_disposition() == "inline" or part.get("Content-ID") is not None
    return part.get_content_maintype() == "image" and is_inline


def _name(part: Message) -> str:
    stated = part.get_filename()
    if stated:
        return _header(stated)
    inside = part.get_payload()
    subject = header_words(inside[0], "Subject") if isinstance(inside, list) and isinstance(inside[0], Message) else ""
    return f"{subject or 'attachment'}{SUFFIXES.get(part.get_content_type(), '')}"


def _content(part: Message) -> bytes:
    """Return a part's bytes; those of a message inside this one as it would be sent."""
    inside = part.get_payload()
    if isinstance(inside, list):
        return b"".join(each.as_bytes() for each in inside if isinstance(each, Message))
    try:
        content = part.get_payload(decode=True)
    except (ValueError, UnicodeError, LookupError):
        content = str(inside).encode("utf-8", "replace")
    return content if isinstance(content, bytes) else b""
