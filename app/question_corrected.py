"""Corrections of the question asked last: "no, I meant annual leave", "I said 2019, not 2018"."""

import re

from app.question_exchange import exchanged
from app.question_phrases import noun_phrases
from app.question_topic import Topic, bare
from app.question_words import (
    AUXILIARIES,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    is_plural,
    words_of,
)

MAX_CORRECTION_WORDS = 10

_NO = r"(?:no|nope|sorry|oh|wait|oops|actually|well|hm+|i mean)"
_MEANT = (
    r"i (?:had |have )?(?:meant|mean|said|asked|wanted|was asking|am asking|was talking)"
    r"(?: to (?:say|ask|know))?(?: about| for(?= the\b))?|"
    r"i'?m (?:asking|talking) about|i was thinking of|make (?:that|it)"
)
_CORRECTION = re.compile(rf"^(?:{_NO}[\s,.!;:–-]+)*(?:(?:{_MEANT})[\s,:]+|rather |(?<=\s))(?P<new>.+)$", re.IGNORECASE)
_MEANT_LAST = re.compile(r"^(?P<new>.+?),? (?:i (?:mean|meant|said)|instead|rather)$", re.IGNORECASE)
_NOT_OLD = re.compile(r"^(?P<new>.+?)[,;]? (?:and |but )?(?:not|instead of|rather than) (?P<old>.+)$", re.IGNORECASE)
_OLD_FIRST = re.compile(r"^not (?P<old>[^,;]+)(?:[,;](?: but| rather)?| but) (?P<new>.+)$", re.IGNORECASE)
_STARTS = re.compile(rf"^(?:{_NO}\b|i'?m (?:asking|talking)\b|rather\b|not\b|{_MEANT})", re.IGNORECASE)
_COMPLAINT = re.compile(
    r"^(?:no\W+)?(?:that|this|it)(?:'s| is|s| was) (?:not|wrong|incorrect|false)"
    r"(?: (?:what|right|correct|true|it|the)\b.*)?$|"
    r"^(?:wrong|incorrect|not (?:what|quite|right|true)\b.*|no,? wrong)(?: answer)?$",
    re.IGNORECASE,
)
_MUCH = {"many", "much"}
_NO_PART = AUXILIARIES | PRONOUNS


def is_complaint(question: str) -> bool:
    """Whether it only says that the answer was not the right one.

    >>> is_complaint("That's not what I asked."), is_complaint("no, the other fund")
    (True, False)
    """
    return _COMPLAINT.match(bare(question)) is not None


def corrected(question: str, topic: Topic) -> str | None:
    """Return the earlier question as the person now says it was meant; None where nothing is corrected."""
    said = " ".join(bare(question).split())
    contrast = _OLD_FIRST.match(said) or _NOT_OLD.match(said)
    place = _place(contrast["old"], topic) if contrast else None
    new = _meant(contrast["new"] if contrast and place else said, alone=place is not None)
    words = [word.lower for word in words_of(new)] if new else []
    if new is None or not 0 < len(words) <= MAX_CORRECTION_WORDS:
        return None
    if words[0] in QUESTION_WORDS or words[0] in AUXILIARIES:
        return f"{new}?" if _asks(words) and place is None else None
    if not _NO_PART.isdisjoint(words):
        return None
    if place:
        return f"{topic.question[: place[0]]}{new}{topic.question[place[1] :]}"
    return _exchanged(new, words, topic)


def _asks(words: list[str]) -> bool:
    """Whether the words are a question's, not those of a clause ("how long it takes")."""
    return len(words) > 2 and (words[0] in AUXILIARIES or not AUXILIARIES.isdisjoint(words[1:4]) or words[1] in _MUCH)


def _place(old: str, topic: Topic) -> tuple[int, int] | None:
    """Return where the earlier question says what was not meant."""
    found = re.search(rf"\b{re.escape(old)}\b", topic.question, re.IGNORECASE)
    return found and found.span()


def _meant(said: str, *, alone: bool) -> str | None:
    """Return the words for what was meant; None where nothing says that they correct, unless they may stand alone."""
    last = _MEANT_LAST.match(said)
    if _STARTS.match(said):
        meant = _CORRECTION.match(said)
        return meant["new"] if meant else None
    if last:
        return last["new"]
    return said if alone else None


def _exchanged(new: str, words: list[str], topic: Topic) -> str | None:
    """Return the question with the part exchanged, or the part alone where it stands against none."""
    preposition = words[0] if words[0] in PREPOSITIONS and len(words) > 1 else None
    noun = new[len(words[0]) :].strip() if preposition else new
    phrases = noun_phrases(f"for {noun}", topic.known_names)
    if not phrases or not topic.asks:
        return None
    add = preposition is not None or phrases[0].is_time
    whole = exchanged(topic.question, noun, preposition, topic.subject, topic.known_names, add=add)
    return whole or f"What {'are' if is_plural(noun) else 'is'} {noun}?"
