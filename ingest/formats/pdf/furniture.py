"""Find what comes back on page after page: running heads and feet, page numbers."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.formats.pdf.lines import TextLine

# Shares of a page's height, from its top and its bottom, in which heads and feet stand.
BAND = 0.2
MOST_ROWS = 4
# Of the height, where a lone number is the page's; and how far it is from the text, in sizes of its type.
FOOT = 0.12
APART = 1.8
# Lines at heights nearer than this, in points, are at the same place.
SAME_PLACE = 6.0
# Larger type than this, measured by the page's usual size, makes a title.
LARGEST = 1.25
MIN_PAGES = 3
MOST_WORDS = 30
NUMBER = re.compile(r"\d+|(?<=\s)[ivxlc]{1,6}$|^[ivxlc]{1,6}(?=\s)")
PAGE_WORDS = re.compile(
    r"(?:page|seite|página|pagina|p\.)\s*\d+(?:\s*(?:of|/|von|de|sur|di|van)\s*\d+)?|\d+\s*(?:of|/)\s*\d+",
    re.IGNORECASE,
)
BESIDE_NUMBER = re.compile(r"(\d{1,4})\s+\D.*|.*\D\s+(\d{1,4})")
MOST_RUNNING_WORDS = 12
LONE_NUMBER = re.compile(r"[-–—|\s]*(\d{1,4}|[ivxlc]{1,7})[-–—|\s]*", re.IGNORECASE)
# Where more than this share of a page's lines come back on another, the page itself does.
SAME_PAGE = 0.6


@dataclass(frozen=True, slots=True)
class PageRows:
    """The lines of one page, right across it, from top to bottom."""

    number: int
    height: float
    rows: tuple[TextLine, ...]


def furniture_rows(pages: Sequence[PageRows]) -> dict[int, list[TextLine]]:
    """Return for each page, by its number, the lines that are its running head and foot."""
    edges = {page.number: _edge_rows(page) for page in pages}
    found: dict[int, list[TextLine]] = {page.number: [] for page in pages}
    wanted = _recurring(pages, edges)
    numbers = _page_numbers(edges)
    places = [
        (row.baseline, row.size) for page in pages for row in edges[page.number] if _key(row) in wanted[page.number]
    ]
    for page in pages:
        for row in edges[page.number]:
            if (
                PAGE_WORDS.fullmatch(row.text.strip())
                or _key(row) in wanted[page.number]
                or id(row) in numbers
                or _is_in_place(row, places)
                or _is_own_number(row, page)
            ):
                found[page.number].append(row)
    return {
        number: rows if len(rows) < len(edges[number]) or _has_more(pages, number, rows) else []
        for number, rows in found.items()
    }


def _is_own_number(row: TextLine, page: PageRows) -> bool:
    """Whether the last line is a lone number, or the first one holds the page's own, well apart from the text."""
    if len(page.rows) < 2 or row.bold:
        return False
    if row is page.rows[-1]:
        is_apart = row.baseline - page.rows[-2].baseline > APART * row.size
        return is_apart and row.baseline > (1 - FOOT) * page.height and row.text.strip().isdecimal()
    beside = BESIDE_NUMBER.fullmatch(row.text)
    if row is not page.rows[0] or beside is None or page.number == 1 or len(row.text.split()) > MOST_RUNNING_WORDS:
        return False
    is_apart = page.rows[1].baseline - row.baseline > APART * row.size
    return is_apart and row.size <= page.rows[1].size and int(beside[1] or beside[2]) == page.number


def _is_in_place(row: TextLine, places: Sequence[tuple[float, float]]) -> bool:
    """Whether a numbered line stands where others pages have their running heads or feet, in the same type."""
    alike = sum(abs(row.baseline - height) < 1 and abs(row.size - size) < 0.3 for height, size in places)
    return alike >= MIN_PAGES and NUMBER.sub("", row.text) != row.text


def _has_more(pages: Sequence[PageRows], number: int, rows: Sequence[TextLine]) -> bool:
    """Whether a page has more lines than those that would be furniture, or the others have."""
    return any(len(page.rows) > len(rows) for page in pages if page.number == number or len(pages) > MIN_PAGES)


def _edge_rows(page: PageRows) -> list[TextLine]:
    """The rows at the top and the bottom of a page that are few enough and near enough to the edge."""
    top = [row for row in page.rows[:MOST_ROWS] if row.baseline <= BAND * page.height]
    bottom = [row for row in page.rows[-MOST_ROWS:] if row.baseline >= (1 - BAND) * page.height and row not in top]
    usual = statistics.median(row.size for row in page.rows) if page.rows else 0.0
    return [row for row in (*top, *bottom) if len(row.text.split()) <= MOST_WORDS and row.size <= LARGEST * usual]


def _key(row: TextLine) -> str:
    """Its letters, numbers aside, which come before the words on left pages and after them on right ones."""
    return "".join(filter(str.isalpha, NUMBER.sub("", " ".join(row.text.lower().split()))))


def _recurring(pages: Sequence[PageRows], edges: dict[int, list[TextLine]]) -> dict[int, set[str]]:
    """For each page the keys of rows that stand at the same height on enough other pages."""
    places: dict[str, list[tuple[int, float]]] = {}
    for number, rows in edges.items():
        for row in rows:
            places.setdefault(_key(row), []).append((number, row.baseline))
    enough = MIN_PAGES if len(pages) >= 2 * MIN_PAGES else 2
    found: dict[int, set[str]] = {page.number: set() for page in pages}
    for key, seen in places.items():
        for number, height in seen:
            others = {other for other, at in seen if abs(at - height) <= SAME_PLACE}
            if len(others) >= enough and key:
                found[number].add(key)
    if enough == 2:
        _keep_copied_pages(pages, found)
    return found


def _keep_copied_pages(pages: Sequence[PageRows], found: dict[int, set[str]]) -> None:
    """Take nothing from pages that are copies of others as wholes."""
    for page in pages:
        words = [row.text for row in page.rows]
        for other in pages:
            same = {row.text for row in other.rows}
            if other.number != page.number and sum(text in same for text in words) > SAME_PAGE * len(words):
                found[page.number].clear()


def _page_numbers(edges: dict[int, list[TextLine]]) -> set[int]:
    """The ids of rows with a number that counts up with the pages: alone, or beside a few words on enough pages."""
    beside: dict[int, list[tuple[int, TextLine]]] = {}
    lone: dict[int, list[tuple[int, TextLine]]] = {}
    for number, rows in edges.items():
        for row in rows:
            match = LONE_NUMBER.fullmatch(row.text)
            if match and match[1].isdigit():
                lone.setdefault(int(match[1]) - number, []).append((number, row))
            elif match:
                lone.setdefault(-100_000, []).append((number, row))
            numbered = BESIDE_NUMBER.fullmatch(row.text)
            if numbered and (row is rows[0] or row is rows[-1]) and len(row.text.split()) <= MOST_RUNNING_WORDS:
                offset = int(numbered[1] or numbered[2]) - number
                beside.setdefault(offset, []).append((number, row))
    counted = {offset: seen for offset, seen in beside.items() if len({number for number, _ in seen}) >= MIN_PAGES}
    lone |= {offset: lone.get(offset, []) + seen for offset, seen in counted.items()}
    return {id(row) for seen in lone.values() if len({number for number, _ in seen}) >= 2 for _, row in seen}
