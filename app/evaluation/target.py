"""Where in the index the known answer to a question stands."""

from collections.abc import Collection
from dataclasses import dataclass

from app.evaluation.gold import GoldQuestion, Piece
from app.evaluation.words import Words, phrase_spans, words_of
from retriever.types import Span


class NotInIndex(Exception):
    """The document or the evidence of a question is not in the index."""


@dataclass(frozen=True, slots=True)
class Target:
    """The evidence of a question as places in one document of the index."""

    source: str
    # For each set of pieces, for each piece: every place where it stands in the document.
    evidence: tuple[tuple[tuple[Span, ...], ...], ...]


def find_source(name: str, sources: Collection[str]) -> str:
    """Return the indexed document that a question names: by its source, or by the words of its file name.

    Raises:
        NotInIndex: There is none, or more than one.

    >>> find_source("dmv/Address change#1_0", {"dmv-address-change-1-0.txt", "fees.txt"})
    'dmv-address-change-1-0.txt'
    """
    if name in sources:
        return name
    wanted = {words_of(name).folded, words_of(_without_ending(name)).folded}
    alike = [source for source in sources if wanted & _names(source)]
    if len(alike) == 1:
        return alike[0]
    raise NotInIndex(f"{'more than one' if alike else 'no'} document of the index is named '{name}'")


def find_target(gold: GoldQuestion, source: str, words: Words) -> Target:
    """Return where the evidence of a question stands among the words of its document.

    Raises:
        NotInIndex: A piece does not stand in the document.
    """
    return Target(source, tuple(tuple(_places(piece, words) for piece in group) for group in gold.evidence))


def _names(source: str) -> set[tuple[str, ...]]:
    path = _without_ending(source)
    return {words_of(path).folded, words_of(path.rpartition("/")[2]).folded}


def _without_ending(source: str) -> str:
    folder, slash, name = source.rpartition("/")
    return folder + slash + (name.rpartition(".")[0] or name)


def _places(piece: Piece, words: Words) -> tuple[Span, ...]:
    if not isinstance(piece, str):
        return (piece,)
    places = phrase_spans(words, words_of(piece).folded)
    if not places:
        raise NotInIndex(f"the document does not hold the evidence '{piece}'")
    return tuple(places)
