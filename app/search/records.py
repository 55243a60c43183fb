"""What can be searched for and what is found."""

from dataclasses import dataclass

from retriever.types import Passage, Span


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents are searched; an empty field leaves none out."""

    document: str = ""  # its source
    collection: str = ""
    kind: str = ""  # in words: "PDF", "Word document"
    read: str = ""  # when it was read: the value of a `ReadWithin`

    def __bool__(self) -> bool:
        """Whether any document may be left out."""
        return any((self.document, self.collection, self.kind, self.read))


@dataclass(frozen=True, slots=True)
class FilterOption:
    """One value of a filter."""

    value: str
    label: str
    documents: int  # that it leaves, with the other filters as they are


@dataclass(frozen=True, slots=True)
class Offered:
    """What each filter can be set to, without "any"; options that leave no document are missing unless chosen."""

    documents: tuple[FilterOption, ...]
    collections: tuple[FilterOption, ...]
    kinds: tuple[FilterOption, ...]
    reads: tuple[FilterOption, ...]
    searched: int  # documents that all filters leave


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that was found, and what of it to show. All positions are in its document's text."""

    passage: Passage
    score: float  # orders the passages of one search
    shown: Span  # whole statements of it
    marks: tuple[Span, ...]  # the words that matched; else the statement that means most nearly what was typed
    has_words: bool  # whether words of it, or of its headings, matched: if not, it was found by its meaning

    @property
    def is_by_heading(self) -> bool:
        """Whether the words that matched stand over it, not in it."""
        return self.has_words and not self.marks


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The passages for what was typed, best first."""

    found: tuple[FoundPassage, ...]
    searched_as: str = ""  # what was typed as the documents spell it, where that differs
    documents: int = 0  # that were searched
    milliseconds: float = 0.0
