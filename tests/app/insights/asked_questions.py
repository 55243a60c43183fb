"""Parts of questions that were asked, made by hand."""

from datetime import UTC, datetime

from app.types import Abstention, Answer, Citation, Claim


def at(day: int, hour: int = 12, month: int = 6) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


def cite(source: str, quote: str = "Leave is 30 days.", marker: int = 1) -> Citation:
    return Citation(marker, source, source.removesuffix(".txt").title(), ("Leave",), None, 0, len(quote), quote)


def answered(question: str, *citations: Citation, short: str | None = None) -> Answer:
    claims = tuple(Claim(one.quote, (one.marker,)) for one in citations)
    return Answer(question, question, "Leave is 30 days. [1]", 0.9, {}, claims, citations, short)


def abstained(question: str, *closest: Citation, reason: str = "not_in_documents") -> Answer:
    return Answer(question, question, "Not found.", 0.1, {}, abstention=Abstention(reason, closest))
