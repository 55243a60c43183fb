"""Decides when not to answer, and says so in words a person understands."""

from app.types import AbstentionReason
from retriever.terms import content_terms, names, terms
from retriever.types import Evidence, Reading, StatementKind

# Answers are given from even odds of being answered upwards.
ANSWER_FROM = 0.5

_WORDS: dict[AbstentionReason, str] = {
    "not_in_documents": "The documents do not answer this question. These are the closest passages.",
    "unclear_question": "I could not tell what you would like to know. Please ask in a few more words, "
    "naming the topic, for example: “What is …?” or “How many …?”",
    "empty_index": "There are no documents to answer from yet. Run `citewell ingest` to read some.",
}


def find_abstention(question: str, reading: Reading) -> AbstentionReason | None:
    """Why the reading does not answer the question, or None when it does.

    Args:
        question: The question, made whole.
        reading: What the reader made of the hits.
    """
    if is_unclear(question):
        return "unclear_question"
    if not reading.evidence or reading.answerable < ANSWER_FROM or _is_of_another(question, reading.evidence[0]):
        return "not_in_documents"
    return None


def is_unclear(question: str) -> bool:
    """Whether the question holds no word to search for ("why?", "and then?", "???").

    >>> is_unclear("what is it?"), is_unclear("budget")
    (True, False)
    """
    return not content_terms(question)


def _is_of_another(question: str, evidence: Evidence) -> bool:
    """Whether the evidence is a value whose label and headings hold none of the names asked about.

    A table of budgets by country looks much like an answer to a question about a country that is not in it.
    """
    if evidence.statement.kind is not StatementKind.FACT:
        return False
    passage, statement = evidence.passage, evidence.statement
    words = passage.words(statement.start, statement.end)
    asked = set(names(question))
    return bool(asked) and asked.isdisjoint(terms(" ".join((passage.title, *passage.section, words))))


def abstention_words(reason: AbstentionReason) -> str:
    """The sentence shown in place of an answer."""
    return _WORDS[reason]
