"""Read messages as Outlook keeps them. The one module that imports oxmsg."""

import re
import struct
from email.parser import HeaderParser
from pathlib import Path

from oxmsg import Message
from oxmsg.domain import constants

from ingest.errors import UnreadableFile
from ingest.formats.encodings import decoded
from ingest.formats.letters import Attachment, Letter, Page
from ingest.formats.mail import header_words

# All that a damaged container or property of one has been seen to raise.
DAMAGE = (
    OSError, ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError, struct.error,
)  # fmt: skip
DAMAGED = "it is no message that Outlook kept, or a damaged one. Save it again from Outlook."
CONTENT_ID = 0x3712  # PidTagAttachContentId


def outlook_letter(path: Path) -> Letter:
    """Return the message that a file holds.

    Raises:
        UnreadableFile: It holds none.
    """
    try:
        message = Message.load(path.read_bytes())
        kind = message.message_class.upper()
        return Letter(
            subject=" ".join(message.subject.split()),
            facts=_facts(message),
            bodies=((_clean(message.body), _page(message)),),
            attachments=_attachments(message),
            is_encrypted=kind.startswith("IPM.NOTE.SMIME") and "MULTIPARTSIGNED" not in kind,
        )
    except DAMAGE as error:
        raise UnreadableFile(DAMAGED) from error


def _clean(body: str | None) -> str:
    return re.sub(r"\r\n?", "\n", body or "").replace("\0", "")


def _facts(message: Message) -> tuple[tuple[str, str], ...]:
    headers = HeaderParser().parsestr("\n".join(f"{name}: {value}" for name, value in message.message_headers.items()))
    sent = message.sent_date
    shown = {
        "From": message.sender or "",
        "To": message.properties.str_prop_value(constants.PID_DISPLAY_TO) or _recipients(message),
        "Cc": message.properties.str_prop_value(constants.PID_DISPLAY_CC) or "",
        "Date": sent.strftime("%a, %d %b %Y %H:%M:%S %z").strip() if sent else "",
    }
    return tuple((name, header_words(headers, name) or " ".join(words.split())) for name, words in shown.items())


def _recipients(message: Message) -> str:
    return "; ".join(f"{each.name} <{each.email_address}>".strip() for each in message.recipients)


def _page(message: Message) -> Page | None:
    content = message.properties.binary_prop_value(constants.PID_HTML)
    if content:
        return Page(content, message.properties.body_encoding)
    written = message.properties.str_prop_value(constants.PID_BODY_HTML)
    return Page(decoded(written.encode("utf-8")).encode("utf-8"), "utf-8") if written else None


def _attachments(message: Message) -> tuple[Attachment, ...]:
    """Return attached files; pictures inside the text and messages kept as objects are left out."""
    found = []
    for each in message.attachments:
        content = each.file_bytes
        is_inside = each.properties.str_prop_value(CONTENT_ID) and (each.mime_type or "").startswith("image/")
        if content and not is_inside:
            found.append(Attachment(each.file_name or "", content))
    return tuple(found)
