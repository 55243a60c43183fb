"""Follow-up questions made whole from the conversation, by rules."""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from app.question_phrases import subjects
from app.question_rules import MARKER, NO_ANSWER, Topic, bare, made_whole
from app.question_words import GRAMMAR, is_question_start, words_of
from app.types import Turn

MAX_TURNS = 16  # of the history that are read; older ones are not
MAX_TURN_CHARS = 600
MAX_ADDED_CHARS = 240  # a rewrite that adds more is no longer a question one would ask
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
    for turn in history[-MAX_TURNS:]:
        if turn.role == "user":
            topic = _topic_after(turn.content[:MAX_TURN_CHARS].strip(), topic, names)
        elif topic is not None:
            topic = replace(topic, reply=f"{topic.reply} {turn.content}"[-MAX_TURN_CHARS:].strip())
    return question if topic is None else _whole(question, topic)


def search_context(question: str, standalone: str, history: Sequence[Turn]) -> str:
    """Return words of the conversation to search with beside the question made whole; empty when a new one begins.

    Search twice, with `standalone` and with both together, and merge the two rankings, the second a little lighter: on
    the follow-up questions of doc2dial, BM25 had a passage of the right document among its first five for 69 % with the
    question as typed, 74 % with it made whole and 96 % so merged. Where the topic had changed, 83 % stayed 83 %; whole
    documents in place of passages: 69, 75 and 93 %, and 78 fell to 75 % (``benchmarks/follow_ups.py``). One search with
    everything together does not do: where the topic has changed it finds the old one.

    Args:
        question: What the person asked last.
        standalone: The same made whole.
        history: The turns before, oldest first.

    Returns:
        At most `MAX_CONTEXT_WORDS` words of what the person said and of the last two answers, without those that
        `standalone` holds.
    """
    if _GREETING.match(question):
        return ""
    recent = history[-MAX_TURNS:]
    asked = [word for turn in recent if turn.role == "user" for word in _content_words(turn.content)]
    answers = [turn.content for turn in recent if turn.role == "assistant" and not NO_ANSWER.search(turn.content)]
    answered = [word for answer in answers[-2:] for word in _content_words(answer)[:MAX_ANSWER_WORDS]]
    present = {word.lower for word in _content_words(standalone)}
    kept = [word for word in asked[-MAX_CONTEXT_WORDS // 2 :] + answered if word.lower not in present]
    return " ".join(kept[:MAX_CONTEXT_WORDS])


def _content_words(text: str) -> list[str]:
    found = words_of(MARKER.sub("", text)[:MAX_TURN_CHARS])
    return [word.text for word in found if word.is_word and word.lower not in GRAMMAR and not word.text.isdigit()]


def _topic_after(question: str, topic: Topic | None, known_names: frozenset[str]) -> Topic | None:
    """Return the topic once the person has said this; thanks and a yes or no leave it as it was."""
    core = _core(question)
    if not core or (_is_reply(question) and topic is not None):
        return topic and replace(topic, reply="")
    whole = core if topic is None else _core(_whole(question, topic))
    earlier = () if topic is None else tuple(dict.fromkeys([*topic.subjects, *topic.earlier]))[:MAX_SUBJECTS]
    return Topic(_last_question(whole), tuple(subjects(whole, known_names)[:MAX_SUBJECTS]), known_names, earlier)


def _last_question(core: str) -> str:
    """Return the last sentence of a turn that asks; the whole turn when none does."""
    asking = [part for part in _SENTENCE_END.split(core) if part.endswith("?") and len(part.split()) > 1]
    return _capital(_core(asking[-1]) or core) if asking else core


def _whole(question: str, topic: Topic) -> str:
    core = _core(question)
    if _is_reply(question):
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
    return core if re.search(r"\w", core) else ""


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
    asked = [part for part in _SENTENCE_END.split(topic.reply) if part.endswith("?") and not MARKER.search(part)]
    return f"{topic.stripped}? ({_capital(asked[-1])} {_capital(bare(reply))}.)" if asked else None
