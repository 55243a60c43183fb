"""Whether a written sentence speaks of what was asked about."""

from collections.abc import Iterable

from app.same_name import holds
from app.types import Citation
from retriever.terms import names, terms


def names_to_keep(question: str, quoted: Iterable[Citation]) -> list[str]:
    """Return the names asked about that the quoted answer speaks of; a sentence of a written one does so, too.

    What stands in a document's title is spoken of all through it, be it named or not.

    Args:
        question: Made whole.
        quoted: The citations of the quoted answer.
    """
    quoted = list(quoted)
    held, titles = _terms(quoted), set(terms(" ".join(one.title for one in quoted)))
    return [name for name in names(question) if holds(held, name) and not holds(titles, name)]


def speaks_of(kept: Iterable[str], text: str, citations: Iterable[Citation]) -> bool:
    """Return whether a sentence, or the quotes that it rests on with their headings, hold one of the names.

    A true sentence about Fiji is no answer to a question about Nepal.

    >>> quote = Citation(1, "a.md", "Budgets", ("Fiji",), None, 0, 9, "USD 2.1 M")
    >>> speaks_of(["nepal"], "The budget is USD 2.1 M.", [quote]), speaks_of(["fiji"], "It is USD 2.1 M.", [quote])
    (False, True)
    """
    kept = list(kept)
    held = set(terms(text)) | _terms(citations)
    return not kept or any(holds(held, name) for name in kept)


def _terms(citations: Iterable[Citation]) -> set[str]:
    words = " ".join(" ".join([*one.section, one.quote, one.header]) for one in citations)
    return set(terms(words))
