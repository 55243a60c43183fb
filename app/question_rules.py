"""The kinds of follow-up question, each with the rule that makes it whole from the topic of the conversation."""

import re

from app.question_compared import after_comparison, same_of_another, value_of_another
from app.question_continued import AUXILIARY, HOW_MANY, continued
from app.question_exchange import exchanged, is_name
from app.question_phrases import noun_phrases
from app.question_references import resolved
from app.question_topic import Topic, bare
from app.question_words import (
    ATTRIBUTES,
    AUXILIARIES,
    FUNCTION_WORDS,
    GRAMMAR,
    OPEN_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    is_plural,
    is_question_start,
    name_spans,
    stem,
    words_of,
)

MAX_CARRIED_WORDS = 25  # of an earlier question that a part is exchanged in
MAX_ELLIPSIS_WORDS = 8
MAX_OPEN_WORDS = 4
MAX_CASE_WORDS = 2  # that tell something: "what if" with more is a question of its own, by measurement on doc2dial
_COUNTED = re.compile(
    r"^((?:at|by|for|from|in|of|on|since|to|under|until|with) )?(how many|which|what) ((?:\w+ )?\w+)$", re.IGNORECASE
)
_WHAT_ABOUT = re.compile(r"^(?:what|how|waht|wat|hwo)(?:'s| is)? (?:about|abut|abt)\s+(.+)$", re.IGNORECASE)
_EVEN = re.compile(r"^(?:even|only|also|just|any|some)\s+(?=\w)", re.IGNORECASE)
_CONDITION = re.compile(
    rf"^(?:(?:what|how) (?:about )?)?((?:even |only )?(?:if|when(?! {AUXILIARY})|in case|unless) .+)$", re.IGNORECASE
)
_OTHER_CONDITION = re.compile(r"\s+(?:even |only )?(?:if|in case|unless)\s.*$", re.IGNORECASE)
_INVERSION = re.compile(
    rf"(?:,\s*|\s)(?:what|where|how|who|which|{AUXILIARY})\s+(?:\w+\s+)?(?:i|we|you|it|they)\b|"
    rf"\b(?:what|which|how|who)\s+{AUXILIARY}|^(?:if|when|unless)\b.*[,.;]",
    re.IGNORECASE,
)
_ABOUT_ACTIVITY = re.compile(
    r"^(?:how (?:long|much)(?: time)? (?:does|will|would) (?:it|that|this) (?:usually |normally )?(?:take|cost)|"
    r"is (?:it|that|this) (?:also )?(?:free|possible|allowed|mandatory|required|legal|compulsory|necessary|safe|hard|"
    r"difficult|easy|expensive|ok|okay|permitted)|what does (?:it|that|this) (?:take|cost))$",
    re.IGNORECASE,
)
_DONE_TO = {"need", "required", "bring", "cost", "take", "pay", "necessary", "do"}
# Not after "know" or "tell me", where "if" is "whether".
_CASE = re.compile(
    r"(?<=\w )(?<!know )(?<!me )(?<!see )(?<!ask )(?<!check )(?<!sure )(?<!determine )"
    r"(?:if|when|in case) (?:i|we|my|our|an?|the|someone|staff)\b.+$",
    re.IGNORECASE,
)
_TOLD = {"tell", "inform", "notify"}
_INFORMATION = re.compile(r"\b(?:information|info|know|learn|read|details|questions?)$", re.IGNORECASE)
_CLAUSE_WORDS = AUXILIARIES | PRONOUNS
_NO_ELLIPSIS = QUESTION_WORDS | {"to", "if"}


def made_whole(core: str, topic: Topic, *, joined: bool) -> str | None:
    """Return the question made whole by the first rule that knows its kind; None when it stands alone.

    Args:
        core: The question without the words that only open it.
        topic: What was spoken of before.
        joined: Whether it was opened with "and", "but" or "or".
    """
    return (
        continued(core, topic)
        or same_of_another(core, topic)
        or after_comparison(core, topic)
        or _in_case(core, topic)
        or _with_part_exchanged(core, topic, joined=joined)
        or _counted(core, topic)
        or _about_activity(core, topic)
        or _pointing_back(core, topic)
        or _left_open(core, topic)
    )


def _in_case(core: str, topic: Topic) -> str | None:
    """Rule for "what if I work abroad?": the earlier question under another condition."""
    found = _CONDITION.match(bare(core))
    if found is None or _INVERSION.search(found[1]) or not topic.asks:
        return None
    content = [word.lower for word in words_of(found[1]) if word.is_word and word.lower not in GRAMMAR | OPEN_WORDS]
    if core[:4].lower() == "what" and len(content) > MAX_CASE_WORDS:
        return None
    clause = found[1][0].lower() + found[1][1:]
    return f"{_OTHER_CONDITION.sub('', topic.stripped)} {resolved(clause, topic.candidates, topic.known_names)}?"


def _with_part_exchanged(core: str, topic: Topic, *, joined: bool) -> str | None:
    """Rule for "and for Pakistan?", "what about part-timers?", "and its budget?"."""
    found = _WHAT_ABOUT.match(bare(core))
    text = _EVEN.sub("", found[1] if found else bare(core))
    words = words_of(text)
    lower = [word.lower for word in words]
    preposition = lower[0] if lower[0] in PREPOSITIONS and len(words) > 1 else None
    noun = text[words[1].start :] if preposition else text
    asks = core.endswith("?") and len(words) <= 4
    short = len(words) <= 2 and (preposition is not None or is_name(noun, topic.known_names))
    too_long = len(words) > MAX_ELLIPSIS_WORDS or not 2 <= len(topic.question.split()) <= MAX_CARRIED_WORDS
    if not (found or joined or asks or short) or too_long:
        return None
    if not _NO_ELLIPSIS.isdisjoint(lower[:2]) or not _CLAUSE_WORDS.isdisjoint(lower):
        return None
    compared = value_of_another(noun, topic)
    if compared:
        return compared
    owned = resolved(text, topic.candidates, topic.known_names)
    if owned != text:
        return f"What {'are' if is_plural(text) else 'is'} {owned}?"
    add = bool(found or joined or preposition) or (text != bare(core) and stem(words[-1].lower) in ATTRIBUTES)
    return exchanged(topic.question, noun, preposition, topic.subject, topic.known_names, add=add)


def _counted(core: str, topic: Topic) -> str | None:
    """Rule for "how many members?" and "which countries?"."""
    found = _COUNTED.match(bare(core))
    if found is None or not any(noun_phrases(found[0])) or any(w in FUNCTION_WORDS for w in found[3].lower().split()):
        return None
    has_some = topic.subject is not None and topic.activity is None and not found[1]
    if topic.subject is not None and has_some and found[2].lower() == "how many":
        return f"{found[0]} {'do' if is_plural(topic.subject) else 'does'} {topic.subject} have?"
    if HOW_MANY.match(topic.question) and not found[1] and stem(found[3]) in topic.question.lower():
        return HOW_MANY.sub("Which ", topic.question)
    return f"{topic.stripped}, and {bare(core)[0].lower()}{bare(core)[1:]}?" if topic.asks else None


def _about_activity(core: str, topic: Topic) -> str | None:
    """Rule for "how long does it take?" after "how do I renew my licence?"."""
    activity = topic.activity if _ABOUT_ACTIVITY.match(bare(core)) else None
    return f"{bare(core)} to {activity}?" if activity else None


def _pointing_back(core: str, topic: Topic) -> str | None:
    """Rule for "when did it start?" and "who leads the unit?"."""
    whole = resolved(core, topic.candidates, topic.known_names, topic.person)
    return whole if whole != core else None


def _left_open(core: str, topic: Topic) -> str | None:
    """Rule for "how do I apply?", which leaves open what it is about."""
    words = [word.lower for word in words_of(core) if word.is_word]
    content = [word for word in words if word not in GRAMMAR]
    if topic.subject is None or not 0 < len(content) <= MAX_OPEN_WORDS or not is_question_start(words[0]):
        return None
    says_more = content != content[:1] or content[0] not in _TOLD
    says_more = says_more and any(word not in OPEN_WORDS and stem(word) not in OPEN_WORDS for word in content)
    if says_more or name_spans(words_of(core), topic.known_names):
        return None
    activity = topic.activity
    case = _CASE.search(topic.stripped)
    if case and "if" not in words:
        return f"{bare(core)} {case[0]}?"
    if activity and "happens" in content:
        return f"{bare(core)} when I {activity}?"
    if activity and content[-1] in _DONE_TO:
        return f"{bare(core)} to {activity}?"
    link = "about" if _INFORMATION.search(bare(core)) else "by" if content[-1] in {"covered", "included"} else "for"
    return f"{bare(core)} {link} {topic.subject}?"
