"""One question back to a person whose own was too vague, with choices that the documents answer."""

import re
from collections.abc import Callable
from functools import lru_cache

from app.abstain import is_greeting
from app.acronym_answer import named_acronyms
from app.choices import answered_choices, is_headed, of_kind, of_topic, topic_words
from app.types import Abstention, Answer, Choice, Clarification
from retriever.index import Index
from retriever.terms import content_terms

Collections = frozenset[str] | None
Ask = Callable[[str, Collections], Answer]

LEAST_CHOICES = 2
MAX_TOPIC_WORDS = 3
MAX_TOPIC_TERMS = 2
# Passages in which the sections that hold a topic are looked for.
PASSAGES_SEARCHED = 30
# Documents that choices are made from where nothing is named; reading more would delay the answer.
DOCUMENTS_READ = 20
# Kinds of vague questions whose choices are remembered.
KINDS_KEPT = 32

# Asks for no kind of answer before another.
ANY_KIND = "what"
NOTHING_NAMED = "I could not tell what you would like to know. Is it one of these?"
_ASKS = re.compile(
    r"\b(?:what|which|who|whose|whom|when|where|why|how|is|are|was|were|do|does|did|can|could|may|must|should|shall|"
    r"will|would|has|have|had|versus|vs|or|and|tell|explain|describe|define|list|name|stands?|mean(?:s|ing)?|acronym)\b"
    r"|what's|who's",
    re.IGNORECASE,
)


class Clarifier:
    """Gives choices in answer to vague questions. Safe to use from several threads."""

    def __init__(self, index: Index, ask: Ask) -> None:
        """Make choices from the index, each of them asked before it is given.

        Args:
            index: Where the documents are.
            ask: Answers a whole question from some collections.
        """
        self._index = index
        self._ask = ask
        self._kept = lru_cache(maxsize=KINDS_KEPT)(self._of_kind)

    def clarified(self, answer: Answer, collections: Collections) -> Answer:
        """The answer with a question back in its place, where it was too vague and there is a choice; else as it is."""
        question = answer.searched_as or answer.standalone_question
        if answer.abstention and answer.abstention.reason == "unclear_question":
            clarification = None if is_greeting(question) else self._of_nothing_named(question, collections)
        elif is_bare_topic(question) and not (answer.abstention and answer.abstention.reason == "empty_index"):
            clarification = self._of_topic(question, answer, collections)
        else:
            clarification = None
        if clarification is None or len(clarification.choices) < LEAST_CHOICES:
            return answer
        return _asked_back(answer, clarification)

    def _of_nothing_named(self, question: str, collections: Collections) -> Clarification:
        held = frozenset(record.content_hash for record in self._index.documents())
        return Clarification(NOTHING_NAMED, self._kept(question.lower(), collections, held))

    def _of_topic(self, question: str, answer: Answer, collections: Collections) -> Clarification | None:
        defined = ((source, one) for source, found in self._index.acronyms(collections).items() for one in found)
        if named_acronyms(question, list(defined)):
            return None
        hits = self._index.search(question, PASSAGES_SEARCHED, collections)
        if answer.abstention is None and not (len(content_terms(question)) == 1 and is_headed(question, hits)):
            return None
        candidates = of_topic(question, hits, self._index.document)
        return Clarification(
            f"The documents speak of “{topic_words(question)}” in several places. Which do you mean?",
            answered_choices(candidates, lambda whole: self._ask(whole, collections)),
        )

    def _of_kind(self, question: str, collections: Collections, _held: frozenset[str]) -> tuple[Choice, ...]:
        """Choices where nothing is named, remembered for as long as the same documents are held."""
        records = [one for one in self._index.documents() if collections is None or one.collection in collections]
        documents = [self._index.document(record.source) for record in records[:DOCUMENTS_READ]]

        def answered(kind: str) -> tuple[Choice, ...]:
            return answered_choices(of_kind(kind, documents), lambda whole: self._ask(whole, collections))

        choices = answered(question)
        return choices if len(choices) >= LEAST_CHOICES else answered(ANY_KIND)


def is_bare_topic(question: str) -> bool:
    """Whether the question is nothing but a name or a word or two, or asks with one such word.

    >>> is_bare_topic("leave?"), is_bare_topic("the policy"), is_bare_topic("who approves?")
    (True, True, True)
    >>> is_bare_topic("What is leave for?"), is_bare_topic("Who approves leave?")
    (False, False)
    """
    words, named = re.findall(r"\w+", question), content_terms(question)
    if _ASKS.search(question):
        return len(named) == 1 and len(words) == MAX_TOPIC_TERMS
    return 0 < len(named) <= MAX_TOPIC_TERMS and len(words) <= MAX_TOPIC_WORDS


def _asked_back(answer: Answer, clarification: Clarification) -> Answer:
    """The answer's question and how it was looked for, with a question back in place of claims."""
    return Answer(
        question=answer.question,
        standalone_question=answer.standalone_question,
        text=clarification.question,
        confidence=answer.confidence,
        timings_ms=answer.timings_ms,
        abstention=Abstention("unclear_question", answer.abstention.closest if answer.abstention else answer.citations),
        searched_as=answer.searched_as,
        considered=answer.considered,
        clarification=clarification,
    )
