"""Decides when not to answer, and says so in words a person understands."""

from app.types import AbstentionReason
from retriever.terms import content_terms
from retriever.types import Reading

# Answers are given from this probability of being answered upwards: a wrong answer is held to cost a little more than
# "not in the documents" where they do answer, since the closest passages are shown then.
ANSWER_FROM = 0.55

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
    if not reading.evidence or reading.answerable < ANSWER_FROM:
        return "not_in_documents"
    return None


def is_unclear(question: str) -> bool:
    """Whether the question holds no word to search for ("why?", "and then?", "???").

    >>> is_unclear("what is it?"), is_unclear("budget")
    (True, False)
    """
    return not content_terms(question)


def abstention_words(reason: AbstentionReason) -> str:
    """The sentence shown in place of an answer."""
    return _WORDS[reason]
