"""What the parts of the Learn place share, as HTML: their addresses, their bar, links to the words of documents."""

from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs, urlencode, urlsplit

from app.page_words import page_words
from app.render import PATH_SEPARATOR, one_line, place_path, place_text
from app.types import Citation
from app.web.ask.answer_view import source_path

PARTS = {"path": "Reading path", "glossary": "Glossary", "cards": "Flash cards"}
FIRST_PART = "path"
NOTHING = (
    '<p class="nothing">There is nothing to learn from yet, for no document has been read. '
    '<a href="./library" data-place="library">Put some into the library</a>, then come back.</p>'
)


@dataclass(frozen=True, slots=True)
class LearnAddress:
    """What the page's address says is to be shown."""

    part: str = FIRST_PART
    choice: str = ""  # key of the documents to learn from; empty for the first choice there is

    def path(self) -> str:
        """The address, relative to the page."""
        named = {"part": self.part, "of": self.choice}
        return f"./learn?{urlencode({name: value for name, value in named.items() if value})}"


def read_address(address: str) -> LearnAddress:
    """Return what an address says; the first part where it names none that there is.

    >>> read_address("/learn?part=cards&of=document%3Aleave.txt")
    LearnAddress(part='cards', choice='document:leave.txt')
    """
    named = parse_qs(urlsplit(address).query)
    part = (named.get("part") or [FIRST_PART])[0]
    return LearnAddress(part if part in PARTS else FIRST_PART, (named.get("of") or [""])[0])


def parts_html(part: str, choice: str) -> str:
    """Return the bar with links to the parts, the present one marked."""
    links = "".join(
        f'<li><a id="learn-part-{name}" data-learn href="{escape(LearnAddress(name, choice).path())}"'
        f"{_current(name == part)}>{title}</a></li>"
        for name, title in PARTS.items()
    )
    return f'<nav class="parts" aria-label="Parts of Learn"><ul>{links}</ul></nav>'


def shown_html(address: str, content: str) -> str:
    """Return what is shown for an address, which the browser compares with the one it has come to meanwhile."""
    return f'<div data-address="{escape(address)}">{content}</div>'


def quote_html(id: str, citation: Citation, words: str = "") -> str:
    """Return words of a document as a link that opens them there; the whole quote where no words are given."""
    return (
        f'<a class="quoted" id="{escape(id)}" data-citation href="{escape(source_path(citation))}" dir="auto" '
        f'title="{escape(place_text(citation))}">{escape(one_line(words or citation.quote))}</a>'
    )


def place_html(id: str, citation: Citation, *, with_title: bool = True) -> str:
    """Return where a quote stands as a link that opens it there."""
    title, *headings = place_path(citation)
    if page := page_words(citation.page):
        headings.append(page)
    words = PATH_SEPARATOR.join(([title] if with_title else []) + headings) or title
    return (
        f'<a class="place-of" id="{escape(id)}" data-citation data-quote="{escape(one_line(citation.quote)[:400])}" '
        f'href="{escape(source_path(citation))}" dir="auto">{escape(words)}</a>'
    )


def _current(is_current: bool) -> str:
    return ' aria-current="page"' if is_current else ""
