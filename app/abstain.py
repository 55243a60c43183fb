"""Decides when not to answer, and says so in words a person understands."""

import re

from app.same_name import holds
from app.types import AbstentionReason
from retriever.terms import content_terms, names, stem, terms
from retriever.types import Evidence, Reading, StatementKind

# What a wrong answer costs, in right answers, where nothing else is set: half of one, since what is quoted is true, its
# probability stands beside it, and its place is a click away.
COST_OF_WRONG = 0.5

# Stems of words that a person says to the assistant, about no document.
_OF_THE_CONVERSATION = frozenset(
    stem(word)
    for word in "again answer ask detail elaborate explain hello help hi hey info information know ok okay question "
    "repeat say show stuff talk thank thanks thing think understand want yes".split()
)
# Stems of words that open or end a conversation.
_GREETINGS = frozenset(stem(word) for word in "hello hey hi ok okay thank thanks yes".split())
# Stems of words that can be said or asked of anything.
_OF_ANYTHING = frozenset(
    stem(word)
    for word in "allow allowed allowing apply applies big bad begin change correct cost different difference end ends "
    "exactly expensive example fine finish forbidden free good happen happened happening happens important include "
    "included includes involve legal list long mandatory mean meaning means much necessary new next normal old "
    "optional permitted possible problem quick really reason required right safe start take takes time true valid "
    "work works worth wrong".split()
)
# Words for what was meant, that nothing was said of.
_STANDS_FOR = re.compile(
    r"\b(?:it|its|this|that|these|those|them|they|he|she|him|her|(?:the )?(?:other|same|former|latter)(?: ones?)?"
    r"|one)\b",
    re.IGNORECASE,
)

_WORDS: dict[AbstentionReason, str] = {
    "not_in_documents": "The documents do not answer this question. These are the closest passages.",
    "unclear_question": "I could not tell what you would like to know. Please ask in a few more words, "
    "naming the topic, for example: “What is …?” or “How many …?”",
    "empty_index": "There are no documents to answer from yet. Run `citewell ingest` to read some.",
}


def answer_from(cost_of_wrong: float) -> float:
    """The probability of being right from which an answer is worth giving.

    A right answer is worth 1, a wrong one costs `cost_of_wrong`, none is worth 0: p - (1 - p) * cost is then positive
    from cost / (1 + cost) on (Chow, "On Optimum Recognition Error and Reject Tradeoff", 1970).

    >>> answer_from(1), answer_from(3)
    (0.5, 0.75)
    """
    return cost_of_wrong / (1 + cost_of_wrong)


def find_abstention(question: str, reading: Reading, least: float) -> AbstentionReason | None:
    """Why the reading does not answer the question, or None when it does.

    Args:
        question: The question, made whole.
        reading: What the reader made of the hits.
        least: The probability from which an answer is given.
    """
    if is_unclear(question):
        return "unclear_question"
    if not reading.evidence or reading.answerable < least or _is_of_another(question, reading.evidence[0]):
        return "not_in_documents"
    return None


def is_unclear(question: str) -> bool:
    """Whether the question names nothing to search for ("why?", "???", "is it allowed?", "more details please").

    Words that can be said of anything name something only where nothing stands for what was meant: "is that allowed?"
    asks about "that", "what is allowed?" may be answered.

    >>> is_unclear("is it allowed?"), is_unclear("tell me more"), is_unclear("What is allowed?"), is_unclear("budget")
    (True, True, False, False)
    """
    named = content_terms(question)
    if not named or set(named) <= _OF_THE_CONVERSATION:
        return True
    return set(named) <= _OF_ANYTHING | _OF_THE_CONVERSATION and bool(_STANDS_FOR.search(question))


def is_greeting(question: str) -> bool:
    """Whether the question only greets, thanks or agrees."""
    named = set(content_terms(question))
    return bool(named) and named <= _GREETINGS


def _is_of_another(question: str, evidence: Evidence) -> bool:
    """Whether the evidence is a value whose label and headings hold none of the names asked about.

    A table of budgets by country looks much like an answer to a question about a country that is not in it.
    """
    if evidence.statement.kind is not StatementKind.FACT:
        return False
    passage, statement = evidence.passage, evidence.statement
    words = passage.words(statement.start, statement.end)
    held = terms(" ".join((passage.title, *passage.section, words)))
    asked = names(question)
    return bool(asked) and not any(holds(held, name) for name in asked)


def abstention_words(reason: AbstentionReason) -> str:
    """The sentence shown in place of an answer."""
    return _WORDS[reason]
