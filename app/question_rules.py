"""The kinds of follow-up question, each with the rule that makes it whole from the topic of the conversation."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.question_exchange import exchanged, is_name
from app.question_phrases import noun_phrases
from app.question_references import resolved
from app.question_words import (
    AUXILIARIES,
    FUNCTION_WORDS,
    GRAMMAR,
    OPEN_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    QUESTION_WORDS,
    VERBS,
    is_plural,
    is_question_start,
    name_spans,
    stem,
    words_of,
)

MAX_CARRIED_CHARS = 150  # of an earlier question that is carried on
MAX_CARRIED_WORDS = 25
MAX_ELLIPSIS_WORDS = 8
MAX_OPEN_WORDS = 4
MARKER = re.compile(r"\s*\[\d+\]")
NO_ANSWER = re.compile(
    r"not (?:in|found in|stated in|covered by) (?:the|these|your) (?:documents?|sources)|"
    r"(?:do not|does not|n't) have\b|"
    r"(?:could|can)(?: ?not|n't) (?:find|answer)|no (?:information|answer)",
    re.IGNORECASE,
)

_MORE = re.compile(
    r"^(?:(?:can|could|would|will) you |please |kindly |"
    r"i (?:want|need|would like|'d like)(?: to (?:know|hear|learn))? )*"
    r"(?:(?:tell me|give me|say|know|explain|learn) )?(?:(?:some|a bit|a little|any|it|that|this) )?"
    r"(?:more|further|in more detail)(?: (?:details?|information|info))?"
    r"(?: (?:about|on) (?:it|that|this|them|these|those))?(?: please)?$|"
    r"^(?:(?:can|could) you )?(?:go on|continue|elaborate|explain(?: (?:it|that|this))?)(?: please)?$",
    re.IGNORECASE,
)
_ELSE = re.compile(r"^(?:what|anything|something) (?:else|more)(?: (?:is there|should i know))?$", re.IGNORECASE)
_BARE = re.compile(
    r"^(?:(?:since|until|by|from|for|with|to|of) )?(?:who|whom|what|when|where|why|how)"
    r"(?: (?:so|not|come|long|much|many|often|far|exactly|for))?$|^which(?: ones?)?$",
    re.IGNORECASE,
)
_NOT_AFTER_PLAIN = {"who", "whom", "what", "which", "which ones", "how many", "how much"}
_AUXILIARY = r"(?:is|are|was|were|do|does|did|can|could|should|will|would|may|must|has|have)\b"
_PLAIN_QUESTION = re.compile(rf"^(?:(?:when|where|why|how)\s+)?(?={_AUXILIARY})", re.IGNORECASE)
_HOW_MANY = re.compile(r"^how (?:many|much) (?=\w)", re.IGNORECASE)
_COUNTED = re.compile(
    r"^((?:at|by|for|from|in|of|on|since|to|under|until|with) )?(how many|which|what) ((?:\w+ )?\w+)$", re.IGNORECASE
)
_WHAT_ABOUT = re.compile(r"^(?:what|how|waht|wat|hwo)(?:'s| is)? (?:about|abut|abt)\s+(.+)$", re.IGNORECASE)
_PERSON_NAME = re.compile(r"(?:[A-Z][\w.'’-]*[a-z.]\s+){1,2}[A-Z][\w'’-]*[a-z]")
_EVEN = re.compile(r"^(?:even|only|also|just)\s+(?=\w)", re.IGNORECASE)
_CONDITION = re.compile(
    rf"^(?:(?:what|how) (?:about )?)?((?:even |only )?(?:if|when(?! {_AUXILIARY})|in case|unless) .+)$", re.IGNORECASE
)
_OTHER_CONDITION = re.compile(r"\s+(?:even |only )?(?:if|in case|unless)\s.*$", re.IGNORECASE)
_INVERSION = re.compile(
    rf"(?:,\s*|\s)(?:what|where|how|who|which|{_AUXILIARY})\s+(?:\w+\s+)?(?:i|we|you|it|they)\b|"
    rf"\b(?:what|which|how|who)\s+{_AUXILIARY}|^(?:if|when|unless)\b.*[,.;]",
    re.IGNORECASE,
)
_ACTIVITY = re.compile(
    r"^(?:(?:how|where|when)\s+)?(?:do|can|could|should|may|must|would|am|are)\s+(?:i|we|you|one)\s+"
    r"(?:allowed to |able to |have to |need to |go about )?(\w+\s[^?]+|\w+)\??$|^how to ([^?]+)\??$",
    re.IGNORECASE,
)
_ABOUT_ACTIVITY = re.compile(
    r"^(?:how (?:long|much)(?: time)? (?:does|will|would) (?:it|that|this) (?:usually |normally )?(?:take|cost)|"
    r"is (?:it|that|this) (?:also )?(?:free|possible|allowed|mandatory|required|legal|compulsory|necessary|safe|hard|"
    r"difficult|easy|expensive|ok|okay|permitted)|what does (?:it|that|this) (?:take|cost))$",
    re.IGNORECASE,
)
_DONE_TO = {"need", "required", "bring", "cost", "take", "pay", "necessary", "do"}
_INFORMATION = re.compile(r"\b(?:information|info|know|learn|read|details|questions?)$", re.IGNORECASE)
_DOUBLED = {
    "begin",
    "get",
    "let",
    "permit",
    "put",
    "quit",
    "refer",
    "run",
    "set",
    "sit",
    "stop",
    "submit",
    "swim",
    "transfer",
}
_CLAUSE_WORDS = AUXILIARIES | PRONOUNS
_NO_ELLIPSIS = QUESTION_WORDS | {"to", "if"}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation has come to: the last whole question, its subjects, and what was said since."""

    question: str
    subjects: tuple[str, ...]  # likeliest first
    known_names: frozenset[str]
    earlier: tuple[str, ...] = ()  # subjects of the questions before it
    reply: str = ""

    @property
    def candidates(self) -> tuple[tuple[str, ...], ...]:
        """What a word that points back may mean: by the last question, by its answer, by earlier ones."""
        doing = _gerund(_activity(self) or "")
        return self.subjects or doing, answer_names(self.reply, self.known_names), self.earlier

    @property
    def subject(self) -> str | None:
        """The likeliest thing spoken of."""
        return next((group[0] for group in self.candidates if group), None)

    @property
    def asks(self) -> bool:
        """Whether the question has a question's form and length, so that it can be carried on."""
        return is_question_start(self.question.split()[0].lower()) and len(self.question) <= MAX_CARRIED_CHARS

    @property
    def stripped(self) -> str:
        """The last whole question without its closing mark."""
        return bare(self.question)


def made_whole(core: str, topic: Topic, *, joined: bool) -> str | None:
    """Return the question made whole by the first rule that knows its kind; None when it stands alone.

    Args:
        core: The question without the words that only open it.
        topic: What was spoken of before.
        joined: Whether it was opened with "and", "but" or "or".
    """
    return (
        _continued(core, topic)
        or _bare_question(core, topic)
        or _in_case(core, topic)
        or _with_part_exchanged(core, topic, joined=joined)
        or _counted(core, topic)
        or _about_activity(core, topic)
        or _pointing_back(core, topic)
        or _left_open(core, topic)
    )


def bare(text: str) -> str:
    """Return a text without its closing marks."""
    return text.rstrip(" ?!.…").strip()


@lru_cache(maxsize=256)
def answer_names(reply: str, known_names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return up to three names in what the assistant said, bold ones first; none where it had no answer."""
    if NO_ANSWER.search(reply):
        return ()
    text = MARKER.sub("", reply)
    marked = [part for part in re.findall(r"\*\*(.+?)\*\*", text) if part[0].isupper() and len(part.split()) < 6]
    plain = text.replace("*", "")[:200]
    words = words_of(plain)
    names = [plain[words[start].start : words[end - 1].end] for start, end in name_spans(words, known_names)]
    return tuple(dict.fromkeys([*marked, *names]))[:3]


def _continued(core: str, topic: Topic) -> str | None:
    """Rule for "tell me more" and "what else?"."""
    if topic.subject is None:
        return None
    if _MORE.match(bare(core)):
        return f"Tell me more about {topic.subject}."
    return f"What else is there about {topic.subject}?" if _ELSE.match(bare(core)) else None


def _bare_question(core: str, topic: Topic) -> str | None:
    """Rule for "why?", "since when?", "which ones?"."""
    asked = bare(core).lower()
    if not _BARE.match(asked):
        return None
    if asked.startswith("which") and _HOW_MANY.match(topic.question):
        return _HOW_MANY.sub("Which ", topic.question)
    asked = "why" if asked in {"how so", "why so", "how come"} else asked
    plain = _PLAIN_QUESTION.match(topic.question)
    if plain and asked not in _NOT_AFTER_PLAIN:
        rest = topic.question[plain.end() :]
        return f"{asked} {rest[0].lower()}{rest[1:]}"
    return f"{topic.stripped}, and {asked}?" if topic.asks else None


def _in_case(core: str, topic: Topic) -> str | None:
    """Rule for "what if I work abroad?": the earlier question under another condition."""
    found = _CONDITION.match(bare(core))
    if found is None or _INVERSION.search(found[1]) or not topic.asks:
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
    owned = resolved(text, topic.candidates, topic.known_names)
    if owned != text:
        return f"What {'are' if is_plural(text) else 'is'} {owned}?"
    add = bool(found or joined or preposition)
    return exchanged(topic.question, noun, preposition, topic.subject, topic.known_names, add=add)


def _counted(core: str, topic: Topic) -> str | None:
    """Rule for "how many members?" and "which countries?"."""
    found = _COUNTED.match(bare(core))
    if found is None or not any(noun_phrases(found[0])) or any(w in FUNCTION_WORDS for w in found[3].lower().split()):
        return None
    has_some = topic.subject is not None and _activity(topic) is None and not found[1]
    if topic.subject is not None and has_some and found[2].lower() == "how many":
        return f"{found[0]} {'do' if is_plural(topic.subject) else 'does'} {topic.subject} have?"
    if _HOW_MANY.match(topic.question) and not found[1] and stem(found[3]) in topic.question.lower():
        return _HOW_MANY.sub("Which ", topic.question)
    return f"{topic.stripped}, and {bare(core)[0].lower()}{bare(core)[1:]}?" if topic.asks else None


def _about_activity(core: str, topic: Topic) -> str | None:
    """Rule for "how long does it take?" after "how do I renew my licence?"."""
    activity = _activity(topic) if _ABOUT_ACTIVITY.match(bare(core)) else None
    return f"{bare(core)} to {activity}?" if activity else None


def _activity(topic: Topic) -> str | None:
    """Return what the person asked how to do, or whether they may: "renew my licence"."""
    found = _ACTIVITY.match(topic.question)
    return (found[1] or found[2]) if found else None


def _gerund(activity: str) -> tuple[str, ...]:
    """Return "working from abroad" for "work from abroad", alone; nothing for nothing."""
    verb, _, rest = activity.partition(" ")
    if not verb or verb.lower() not in VERBS:
        return ()
    if verb in _DOUBLED:
        verb += verb[-1]
    elif verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1]
    return (f"{verb}ing {rest}".strip(),)


def _pointing_back(core: str, topic: Topic) -> str | None:
    """Rule for "when did it start?" and "who leads the unit?"."""
    names = answer_names(topic.reply, topic.known_names)
    person = next((name for name in names if _PERSON_NAME.fullmatch(name)), None)
    whole = resolved(core, topic.candidates, topic.known_names, person)
    return whole if whole != core else None


def _left_open(core: str, topic: Topic) -> str | None:
    """Rule for "how do I apply?", which leaves open what it is about."""
    words = [word.lower for word in words_of(core) if word.is_word]
    content = [word for word in words if word not in GRAMMAR]
    if topic.subject is None or not 0 < len(content) <= MAX_OPEN_WORDS or not is_question_start(words[0]):
        return None
    says_more = any(word not in OPEN_WORDS and stem(word) not in OPEN_WORDS for word in content)
    if says_more or name_spans(words_of(core), topic.known_names):
        return None
    activity = _activity(topic)
    if activity and "happens" in content:
        return f"{bare(core)} when I {activity}?"
    if activity and content[-1] in _DONE_TO:
        return f"{bare(core)} to {activity}?"
    link = "about" if _INFORMATION.search(bare(core)) else "by" if content[-1] in {"covered", "included"} else "for"
    return f"{bare(core)} {link} {topic.subject}?"
