"""What a chat model can do with the documents: ask, search, read; each a tool with a text and a record as result."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.page_words import page_words
from app.programs.answer_desk import AnswerDesk
from app.programs.question import program_question
from app.render import Json, answer_json, answer_text, document_json, place_words
from app.search.passage_search import MOST_FOUND, PassageSearch
from app.search.records import Filters, FoundPassage
from app.search.search_json import search_json
from retriever.errors import UnknownDocument
from retriever.index import Index
from retriever.pages import page_at
from retriever.types import Document

# A chat model's context holds a few of these: about 5,000 words.
MOST_CHARS = 30_000
MOST_NAMED = 20
Arguments = Mapping[str, Any]


class WrongArguments(Exception):
    """A tool was called with what it cannot use; the message says what it can."""


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a tool found."""

    text: str  # for people, and for models that read text only
    record: Json


class Toolbox:
    """The tools, over one index. To be used in one event loop."""

    def __init__(self, desk: AnswerDesk, index: Index) -> None:
        """Answer at a desk; search and read in the index that it answers from."""
        self._desk = desk
        self._index = index
        self._search = PassageSearch(index)
        self._tools: Mapping[str, Callable[[Arguments, str], Awaitable[ToolResult]]] = {
            "ask": self._ask,
            "search": lambda arguments, person: asyncio.to_thread(self._find, arguments),
            "show": lambda arguments, person: asyncio.to_thread(self._show, arguments),
        }

    async def call(self, name: str, arguments: Arguments, person: str = "") -> ToolResult:
        """Return what a tool finds for somebody.

        Raises:
            WrongArguments: There is no such tool, or it cannot use these arguments.
            CannotBeAsked: The question cannot be answered.
            TooManyWaiting: A question is not answered.
            RetrieverError: The index cannot be read.
        """
        tool = self._tools.get(name)
        if tool is None:
            raise WrongArguments(f"There is no tool '{name}'; there are: {', '.join(self._tools)}.")
        return await tool(arguments, person)

    async def _ask(self, arguments: Arguments, person: str) -> ToolResult:
        answer = await self._desk.whole(program_question(arguments, person, self._desk.model))
        return ToolResult(answer_text(answer), answer_json(answer))

    def _find(self, arguments: Arguments) -> ToolResult:
        query = _text(arguments, "query")
        count = _number(arguments, "k", 5)
        if not 1 <= count <= MOST_FOUND:
            raise WrongArguments(f"'k' must be from 1 to {MOST_FOUND}.")
        filters = Filters(_text(arguments, "document", ""), _text(arguments, "collection", ""))
        result = self._search.find(query, filters, k=count)
        texts = [_passage_text(rank, one) for rank, one in enumerate(result.found, start=1)]
        nothing = "Nothing was found. Try other words, or fewer filters."
        return ToolResult("\n\n".join(texts) or nothing, search_json(query, result))

    def _show(self, arguments: Arguments) -> ToolResult:
        document = self._document(_text(arguments, "source"))
        start = max(0, _number(arguments, "start", 0))
        end = min(_number(arguments, "end", start + MOST_CHARS), start + MOST_CHARS, len(document.text))
        if start >= end:
            raise WrongArguments(
                f"'start' must be before 'end', and below {len(document.text)}, the document's length."
            )
        return ToolResult(_shown_text(document, start, end), _shown_json(document, start, end))

    def _document(self, source: str) -> Document:
        try:
            return self._index.document(source)
        except UnknownDocument as error:
            names = [record.source for record in self._index.documents()]
            more = f", and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            there = ", ".join(names[:MOST_NAMED]) or "none"
            raise WrongArguments(f"There is no document '{source}'; there are: {there}{more}.") from error


def _passage_text(rank: int, found: FoundPassage) -> str:
    passage = found.passage
    place = place_words(passage.section or (passage.title,), page_at(passage.pages, passage.start), passage.source)
    return f"{rank}. {place}, characters {passage.start}-{passage.end}:\n{passage.text}"


def _shown_text(document: Document, start: int, end: int) -> str:
    """A part of the text, after a line that says which, and how to go on."""
    whole = len(document.text)
    page = page_words(page_at(document.pages, start))
    go_on = f" Go on with start={end}." if end < whole else ""
    place = f"{document.title} ({document.source}){page and f', {page}'}"
    return f"{place}, characters {start}-{end} of {whole}.{go_on}\n\n{document.text[start:end]}"


def _shown_json(document: Document, start: int, end: int) -> Json:
    """The document's record with that part of its text, which begins at `start`, and the sections that are in it."""
    record = document_json(document)
    return {
        **record,
        "text": document.text[start:end],
        "start": start,
        "end": end,
        "characters": len(document.text),
        "sections": [one for one in record["sections"] if one["start"] < end and start < one["end"]],
        "pages": [one for one in record["pages"] if one["start"] < end and start < one["end"]],
    }


def _text(arguments: Arguments, name: str, default: str | None = None) -> str:
    value = arguments.get(name)
    if value is None and default is not None:
        return default
    if not isinstance(value, str) or not value.strip():
        raise WrongArguments(f"'{name}' must be text.")
    return value.encode(errors="replace").decode()


def _number(arguments: Arguments, name: str, default: int) -> int:
    value = arguments.get(name)
    if value is None:
        return default
    if not isinstance(value, int) or isinstance(value, bool):
        raise WrongArguments(f"'{name}' must be a whole number.")
    return value
