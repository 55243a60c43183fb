"""A judge of written answers that knows nothing of how they are checked, and reads with other rules.

It looks at what a person sees: the claims, and the quotes that they point to.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from app.types import Answer, Claim
from retriever.types import Document

NUMBER_WORDS = "two three four five six seven eight nine ten eleven twelve fifteen twenty thirty fifty hundred".split()
DIGITS = dict(zip(NUMBER_WORDS, "2 3 4 5 6 7 8 9 10 11 12 15 20 30 50 100".split(), strict=True))
SIGNS = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‑": "-", "*": " ", "_": " "})


def faults(answer: Answer, document_of: Callable[[str], Document]) -> list[str]:
    """Return what is wrong with a written answer; empty where nothing is, and for quoted answers.

    Args:
        answer: Growing or whole.
        document_of: The document of a source.
    """
    if answer.mode != "written":
        return []
    return [*_broken_citations(answer, document_of), *_unexplained(answer), *_unsupported(answer)]


def _broken_citations(answer: Answer, document_of: Callable[[str], Document]) -> Iterator[str]:
    for place, citation in enumerate(answer.citations, start=1):
        if citation.marker != place:
            yield f"citation {place} is numbered {citation.marker}"
        if document_of(citation.source).text[citation.start : citation.end] != citation.quote:
            yield f"{citation.quote!r} is not the text of {citation.source} at its place"


def _unexplained(answer: Answer) -> Iterator[str]:
    yield from (f"withheld without a reason: {one.text}" for one in answer.withheld if not (one.reason and one.kind))


def _unsupported(answer: Answer) -> Iterator[str]:
    cited = {citation.marker: f"{citation.header}\n{citation.quote}" for citation in answer.citations}
    for claim in answer.claims:
        quotes = [_plain(cited[marker]) for marker in claim.citations]
        if not quotes:
            yield f"cites nothing: {claim.text}"
        for words in _foreign(claim, quotes):
            yield f"{words!r} stands in none of the quotes of: {claim.text} {quotes}"


def _foreign(claim: Claim, quotes: list[str]) -> Iterator[str]:
    """What the claim holds of numbers, names, addresses and quoted words, and its quotes do not."""
    said, evidence = _plain(claim.text), "\n".join(quotes)
    known = set(re.findall(r"\w+", evidence.casefold()))
    numbers = set(_numbers(evidence))
    yield from (number for number in _numbers(said) if number not in numbers)
    for word in re.findall(r"[a-z]+", said.casefold()):
        if word in DIGITS and word not in known and DIGITS[word] not in numbers:
            yield word
    for found in re.finditer(r"[^\W\d_]+", said):
        word = found[0]
        is_name = word[0].isupper() and re.search(r"\w", said[: found.start()])
        is_acronym = len(word) > 1 and word.isupper()
        if (is_name or is_acronym) and word.casefold() not in known:
            yield word
    for address in re.findall(r"\S+@\S+|(?:https?://|www\.)\S+", said):
        if address.strip(".,;:!?()<>\"'") not in evidence:
            yield address
    for run in re.findall(r'"([^"]+)"', said):
        if _run(run) not in _run(evidence):
            yield run


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+(?:\.\d+)?", re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(SIGNS)


def _run(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
