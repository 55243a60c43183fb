"""Read web pages, alone or saved with their pictures in one file."""

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import Message

from ingest.elements import Element, ElementKind, ParsedFile, SourceFile
from ingest.errors import UnreadableFile
from ingest.formats.encodings import decoded
from ingest.formats.markup import XmlElement, html_root
from ingest.formats.web.flow import Surroundings, flow_elements
from ingest.formats.web.forms import labels
from ingest.formats.web.nodes import is_hidden, role, tag, words_in

# Where a page says which charset it is in; browsers look no further than this many bytes either.
HEAD_BYTES = 4096
STATED_CHARSET = re.compile(
    rb"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w:.-]+)|<\?xml[^>]*?encoding\s*=\s*[\"']([\w:.-]+)", re.IGNORECASE
)
# Of a page's words, how many at least are in the part that is its content.
MAIN_SHARE = 0.5
NO_PAGE = "it holds no web page. Save the page again from a browser."


@dataclass(frozen=True, slots=True)
class WebPage:
    """The content of one page."""

    elements: tuple[Element, ...]
    title: str | None


def read_html(file: SourceFile) -> ParsedFile:
    """Return what a web page holds: headings, text, lists and tables; what only serves to get around is furniture."""
    page = page_of_bytes(file.path.read_bytes())
    return ParsedFile(page.elements, page.title, unreadable=_unreadable(page))


def read_mhtml(file: SourceFile) -> ParsedFile:
    """Return what the web page in an archive of a page with its pictures holds.

    Raises:
        UnreadableFile: There is no page in it.
    """
    content = file.path.read_bytes()
    message = email.message_from_bytes(content.lstrip(b"\r\n \t"), policy=email.policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            page = page_of_bytes(_payload(part), part.get_content_charset(), part.get("Content-Location") or "")
            return ParsedFile(page.elements, page.title, unreadable=_unreadable(page))
    raise UnreadableFile(NO_PAGE)


def page_of_bytes(content: bytes, charset: str | None = None, base: str = "") -> WebPage:
    """Return the content of a page in any encoding.

    Args:
        content: The page's bytes.
        charset: What its message says that they are in, which goes before what the page says.
        base: The page's own address, where it is known.

    Raises:
        EmptyDocument: The page holds nothing.
        UnreadableFile: The bytes are no text.
    """
    stated = STATED_CHARSET.search(content[:HEAD_BYTES])
    named = (stated[1] or stated[2]).decode("ascii") if stated else None
    return page_of_text(decoded(content, charset or named), base)


def page_of_text(content: str, base: str = "") -> WebPage:
    """Return the content of a page; where all of it seems to be furniture, none of it is.

    Raises:
        EmptyDocument: The page holds nothing.
        UnreadableFile: Nothing of it can be read.
    """
    root = html_root(content)
    stated = next((node.get("href") for node in root.iter("base") if node.get("href")), None)
    base = stated or base
    known = Surroundings(
        main=_main(root),
        title=_only_title(root),
        labels=labels(root),
        words=words_in(root),
        base=base if base.startswith(("http://", "https://")) else "",
    )
    elements = flow_elements(root, known)
    if all(element.kind is ElementKind.FURNITURE for element in elements):
        elements = flow_elements(root, Surroundings(labels=known.labels, base=known.base, all_is_text=True))
    return WebPage(tuple(elements), _title(root))


def _main(root: XmlElement) -> XmlElement | None:
    """Return the part of a page that says it is its content, where it holds most of the words."""
    named = [node for node in root.iter() if tag(node) == "main" or role(node) == "main"]
    articles = list(root.iter("article"))
    parts = named[:1] or (articles if len(articles) == 1 else [])
    shown = [part for part in parts if not is_hidden(part)]
    return next((part for part in shown if words_in(part) >= MAIN_SHARE * words_in(root)), None)


def _only_title(root: XmlElement) -> XmlElement | None:
    titles = list(root.iter("h1"))
    return titles[0] if len(titles) == 1 else None


def _title(root: XmlElement) -> str | None:
    for node in root.iter("title"):
        parent = node.getparent()
        if parent is not None and tag(parent) != "svg" and (words := " ".join("".join(node.itertext()).split())):
            return words
    return None


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _unreadable(page: WebPage) -> int:
    return sum(run.text.count("\ufffd") for element in page.elements for run in element.runs)
