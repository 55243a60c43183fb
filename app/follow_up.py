"""Follow-up questions made whole from the conversation, by rules."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from app.question_continued import asks_on, continued, without_added
from app.question_corrected import corrected, is_complaint
from app.question_phrases import subjects
from app.question_rules import made_whole
from app.question_topic import MARKER, NO_ANSWER, Topic, bare
from app.question_words import GRAMMAR, is_question_start, words_of
from app.types import Turn

MAX_TURNS = 16  # of the history that are read, and those before them back to a question that stands alone
MAX_TURNS_BACK = 80  # are read at most
MAX_TURN_CHARS = 600
MAX_ADDED_CHARS = 240  # a rewrite that adds more is no longer a question one would ask
MIN_WHOLE_WORDS = 4  # of a question that stands alone
MAX_SUBJECTS = 6
MAX_REPLY_WORDS = 7
MAX_CONTEXT_WORDS = 120
MAX_ANSWER_WORDS = 40  # of one answer, in the context to search with

_COMMENT = (
    r"(?:thank(?:s| you) for [^.?!]*[.!]+\s*)|"
    r"(?:(?:oh|ah|ok|okay|alright|i see|i understand|understood|got it|hmm+|um+|uh+|and|but|or|so|also|then|"
    r"thanks a lot|thank you(?: very much| so much)?|thanks|(?:hi|hello|hey) there|hello|hi|hey|good morning)\b"
    r"[\s,.!;:…-]*)|"
    r"(?:(?:yes|yeah|yep|no|nope|right|sure|well|now|fine|good|great|nice|cool|perfect|excellent|wow|sorry|interesting|"
    r"please|that'?s (?:good|great|fine|ok|all|nice)|(?:that )?(?:sounds|makes) (?:good|great|fine|sense))"
    r"(?:[,.!;:…]+\s*|\s+(?=and\b)|$))"
)
_OPENERS = re.compile(f"^(?:{_COMMENT})+", re.IGNORECASE)
_JOINED = re.compile(
    r"^(?:(?:ok|okay|thanks|thank you|oh|yes|great|good)\b\W*)*(?:and|but|or|so|also|then)\b", re.IGNORECASE
)
_GREETING = re.compile(r"^\s*(?:hi|hello|hey|good (?:morning|afternoon|evening))\b", re.IGNORECASE)
_REPLY = re.compile(
    r"^(?:yes|yeah|yep|yup|no|nope|nah|not (?:really|yet|sure|at all)|sure|correct|right|exactly|of course|maybe|both|"
    r"neither|ok|okay|(?:i|we|they|it|he|she) (?:do|does|did|have|has|am|are|is|was|were|can|will|would)(?: not|n't)?|"
    r"(?:i|we) (?:don'?t|didn'?t|haven'?t|can'?t|won'?t)|i'?m not|do not|i think so)\b",
    re.IGNORECASE,
)
_POINTING = re.compile(
    r"\b(?:it|its|they|them|their|this|that|these|those|there|one|he|him|his|she|her|same|former|latter)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+(?=[^\s\[])")


def standalone_question(question: str, history: Sequence[Turn], known_names: Collection[str] = ()) -> str:
    """Return the question made whole from the conversation.

    Args:
        question: What the person asked last.
        history: The turns before, oldest first.
        known_names: Names that the documents hold; they are recognised in lower case too.

    Returns:
        A question that can be understood, and searched, alone: at most `MAX_ADDED_CHARS` longer than the question, with
        no name that stands in neither the question nor the history. The question itself where it stands alone, opens
        another topic, or cannot be made whole.

    >>> asked = [Turn("user", "What is the programme budget for Nepal?"), Turn("assistant", "USD 2.6 M [1]")]
    >>> standalone_question("And for Fiji?", asked)
    'What is the programme budget for Fiji?'
    """
    names = frozenset(known_names)
    topic: Topic | None = None
    for turn in history[_first_read(history) :]:
        if turn.role == "user":
            topic = _topic_after(turn.content[:MAX_TURN_CHARS].strip(), topic, names)
        elif topic is not None:
            topic = replace(topic, reply=f"{topic.reply} {turn.content}"[-MAX_TURN_CHARS:].strip())
    return question if topic is None else _whole(question, topic)


def search_context(question: str, standalone: str, history: Sequence[Turn]) -> str:
    """Return words of the conversation to search with beside the question made whole; empty when a new one begins.

    For a search of its own beside that with `standalone`, as `conversation_hits` does: one search with everything would
    find the old topic where that has changed.

    Args:
        question: What the person asked last.
        standalone: The same made whole.
        history: The turns before, oldest first.

    Returns:
        At most `MAX_CONTEXT_WORDS` words of what the person said and of the last two answers, each once, without those
        that `standalone` holds.
    """
    if _GREETING.match(question):
        return ""
    recent = history[-MAX_TURNS:]
    asked = [word for turn in recent if turn.role == "user" for word in _content_words(turn.content)]
    answers = [turn.content for turn in recent if turn.role == "assistant" and not NO_ANSWER.search(turn.content)]
    answered = [word for answer in answers[-2:] for word in _content_words(answer)[:MAX_ANSWER_WORDS]]
    said = {word.lower() for word in _content_words(standalone)}
    kept: dict[str, str] = {}
    for word in [*asked[-MAX_CONTEXT_WORDS // 2 :], *answered]:
        if word.lower() not in said:
            kept.setdefault(word.lower(), word)
    return " ".join(list(kept.values())[:MAX_CONTEXT_WORDS])


def _first_read(history: Sequence[Turn]) -> int:
    """Return the place of the first turn to read: far enough back to know what "and Fiji?" went on from."""
    place = max(0, len(history) - MAX_TURNS)
    while place > max(0, len(history) - MAX_TURNS_BACK) and not _opens_topic(history[place]):
        place -= 1
    return place


def _opens_topic(turn: Turn) -> bool:
    words = turn.content[:MAX_TURN_CHARS].lower().split()
    whole = turn.role == "user" and len(words) >= MIN_WHOLE_WORDS and is_question_start(words[0])
    return whole and _POINTING.search(turn.content) is None


def _content_words(text: str) -> list[str]:
    found = words_of(MARKER.sub("", text)[:MAX_TURN_CHARS])
    return [word.text for word in found if word.is_word and word.lower not in GRAMMAR and not word.text.isdigit()]


def _topic_after(question: str, topic: Topic | None, known_names: frozenset[str]) -> Topic | None:
    """Return the topic once the person has said this; thanks and a yes or no leave it as it was."""
    core = _core(question)
    if not core or (topic is not None and (_is_reply(question) or asks_on(core) or is_complaint(question))):
        return topic and replace(topic, reply="")
    whole = core if topic is None else _core(_whole(question, topic))
    earlier = () if topic is None else tuple(dict.fromkeys([*topic.subjects, *topic.earlier]))[:MAX_SUBJECTS]
    return Topic(
        without_added(_last_question(whole)), tuple(subjects(whole, known_names)[:MAX_SUBJECTS]), known_names, earlier
    )


def _last_question(core: str) -> str:
    """Return the last sentence of a turn that asks; the whole turn when none does."""
    asking = [part for part in _SENTENCE_END.split(core) if part.endswith("?") and len(part.split()) > 1]
    return _capital(_core(asking[-1]) or core) if asking else core


def _whole(question: str, topic: Topic) -> str:
    core = _core(question)
    if is_complaint(question):
        return question
    again = None if _asked_back(topic) else corrected(question, topic) or continued(core, topic)
    if again:
        whole: str | None = again
    elif _is_reply(question):
        whole = _answered_back(question, topic)
    elif not core or len(core) > MAX_TURN_CHARS:
        whole = None
    else:
        whole = made_whole(core, topic, joined=_JOINED.match(question.strip()) is not None)
    tidy = _tidy(whole) if whole else question
    return tidy if len(tidy) <= len(question) + MAX_ADDED_CHARS else question


def _core(question: str) -> str:
    """Return the question without the words that only open it ("Ok, thanks. And …"); empty when nothing is left."""
    core = _OPENERS.sub("", " ".join(question.split())).strip()
    return core if re.search(r"[^\W_]", core) else ""


def _tidy(question: str) -> str:
    text = _capital(" ".join(question.split()).rstrip(" ,"))
    asks = is_question_start(text.split()[0].lower()) and text[-1].isalnum()
    return f"{text}?" if asks else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_reply(question: str) -> bool:
    few = len(question.split()) <= MAX_REPLY_WORDS
    return few and "?" not in question and _REPLY.match(question.strip()) is not None


def _answered_back(reply: str, topic: Topic) -> str | None:
    """Return the earlier question with the assistant's own question and the reply to it in brackets."""
    asked = _asked_back(topic)
    return f"{topic.stripped}? ({_capital(asked)} {_capital(bare(reply))}.)" if asked else None


def _asked_back(topic: Topic) -> str | None:
    """Return what the assistant asked last; a quoted question is none of its own."""
    asked = [part for part in _SENTENCE_END.split(topic.reply) if part.endswith("?") and not MARKER.search(part)]
    return asked[-1] if asked else None
