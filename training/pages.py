"""Documents of a question set as the product reads them, with the questions' gold spans carried over."""

import bisect
import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ingest.load import load
from ingest.passages import split
from retriever.types import Passage, Span, Statement

# Link targets, attributes, tags and footnote marks: the loader drops them, so they are no words here either.
_MARKUP = re.compile(r"\]\([^)]*\)|\{:[^}]*\}|</?[a-zA-Z][^>]*>|\[\d+ ?\]")
# A statement answers when it shares at least so much of the shorter of the two with a gold span.
SHARED = 0.5


@dataclass(frozen=True, slots=True)
class Place:
    """One statement of a page, with its passage."""

    passage: Passage
    statement: Statement
    before: Statement | None  # the statement before it in the passage

    @property
    def text(self) -> str:
        """The statement's words."""
        return self._words(self.statement)

    @property
    def heading(self) -> str:
        """The title and the nearest heading."""
        nearest = self.passage.section[-1:] or ()
        return " > ".join(dict.fromkeys((self.passage.title, *nearest)))

    @property
    def lead(self) -> str:
        """The line that introduces the statement, or the one before it."""
        return self._words(self.before) if self.before else ""

    def _words(self, statement: Statement) -> str:
        start = self.passage.start
        return " ".join(self.passage.text[statement.start - start : statement.end - start].split())


@dataclass(frozen=True, slots=True)
class Page:
    """One document with its places in order."""

    name: str
    text: str
    passages: tuple[Passage, ...]
    places: tuple[Place, ...]

    def answering(self, spans: Sequence[Span]) -> list[int]:
        """Positions of the places whose statements hold a gold span, or a good part of it."""
        return [
            i
            for i, place in enumerate(self.places)
            if any(_share(span, (place.statement.start, place.statement.end)) >= SHARED for span in spans)
        ]


@dataclass(frozen=True, slots=True)
class Question:
    """A question about one page; the spans refer to the page's text."""

    name: str
    text: str
    page: str
    answerable: bool
    spans: tuple[Span, ...]
    short: str | None
    near: Span | None  # the closest text where nothing answers
    paragraph: Span | None  # where nothing else may answer, for questions asked of one paragraph


def read_set(folder: Path) -> tuple[dict[str, Page], list[Question]]:
    """A question set's pages by name, and its questions without a history."""
    texts = {row["doc_id"]: row for row in read_rows(folder / "documents.jsonl")}
    with tempfile.TemporaryDirectory() as scratch:
        pages = {name: _page(Path(scratch) / str(n), row) for n, (name, row) in enumerate(texts.items())}
    questions = []
    for row in read_rows(folder / "questions.jsonl"):
        if row.get("history"):
            continue
        page, text = pages[row["doc_id"]], texts[row["doc_id"]]["text"]
        near = carried(text, page.text, [row["near_span"]]) if row.get("near_span") else []
        paragraph = carried(text, page.text, [row["meta"]["para"]]) if "para" in row.get("meta", {}) else []
        questions.append(
            Question(
                name=row["id"],
                text=row["question"],
                page=row["doc_id"],
                answerable=row["answerable"],
                spans=tuple(carried(text, page.text, row["spans"])),
                short=(row.get("answers") or [None])[0],
                near=near[0] if near else None,
                paragraph=paragraph[0] if paragraph else None,
            )
        )
    return pages, questions


def carried(old: str, new: str, spans: Sequence[Span]) -> list[Span]:
    """Where the words of each span of `old` stand in `new`, nearest to the same share of the text.

    Spans whose words are not there are left out.

    >>> carried("See [the form](x.pdf) now.", "See the form now.", [(4, 13)])
    [(4, 12)]
    """
    sought, sought_at = letters(old)
    found, found_at = letters(new)
    out = []
    for start, end in spans:
        first, last = (bisect.bisect_left(sought_at, edge) for edge in (start, end))
        words = sought[first:last]
        starts = [match.start() for match in re.finditer(f"(?={re.escape(words)})", found)] if words else []
        if starts:
            share = first / len(sought)
            at = min(starts, key=lambda position: abs(position / len(found) - share))
            out.append((found_at[at], found_at[at + len(words) - 1] + 1))
    return out


@lru_cache(maxsize=16)  # a page is asked for once a question
def letters(text: str) -> tuple[str, list[int]]:
    """Letters and digits in lower case without markup, with where each stood."""
    bare = _MARKUP.sub(lambda match: " " * len(match.group()), text)
    places = [i for i, character in enumerate(bare) if character.isalnum()]
    return "".join(bare[i].lower()[0] for i in places), places


def _page(folder: Path, row: dict[str, str]) -> Page:
    suffix = ".md" if row["doc_id"].endswith(".md") else ".txt"
    name = re.sub(r"[^\w .()'&-]+", " ", row["title"] or "untitled").strip()[:100] + suffix
    folder.mkdir()
    (folder / name).write_text(row["text"], encoding="utf-8")
    document = load(folder / name, name)
    passages = tuple(split(document))
    places = tuple(
        Place(passage, statement, passage.statements[i - 1] if i else None)
        for passage in passages
        for i, statement in enumerate(passage.statements)
    )
    return Page(row["doc_id"], document.text, passages, places)


def _share(one: Span, other: Span) -> float:
    common = min(one[1], other[1]) - max(one[0], other[0])
    return common / min(one[1] - one[0], other[1] - other[0]) if common > 0 else 0.0


def read_rows(path: Path) -> list[dict]:
    """The objects of a file that holds one a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
