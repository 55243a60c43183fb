"""What a conversation has come to: the last whole question, what it is about, and what was answered."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.question_phrases import subjects
from app.question_words import ATTRIBUTES, CLASSES, VERBS, is_person, is_question_start, name_spans, stem, words_of

MAX_CARRIED_CHARS = 150  # of an earlier question that is carried on
MARKER = re.compile(r"\s*\[\d+\]")
NO_ANSWER = re.compile(
    r"not (?:in|found in|stated in|covered by) (?:the|these|your) (?:documents?|sources)|"
    r"(?:do(?:es)? not|n't) (?:have|answer)\b|"
    r"(?:could|can)(?: ?not|n't) (?:find|answer|tell)|no (?:information|answer)|there are no documents",
    re.IGNORECASE,
)
_ACTIVITY = re.compile(
    r"^(?:(?:how|where|when)\s+)?(?:do|can|could|should|may|must|would|am|are)\s+(?:i|we|you|one)\s+"
    r"(?:allowed to |able to |have to |need to |go about )?(\w+\s[^?]+|\w+)\??$|^how to ([^?]+)\??$",
    re.IGNORECASE,
)
_PERSON_NAME = re.compile(r"(?:[A-Z][\w.'’-]*[a-z.]\s+){1,2}[A-Z][\w'’-]*[a-z]")
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
_FIRST_SENTENCE = re.compile(r"(?:(?:yes|no)\b[\s,.]*)?(?P<rest>[^.?!\n]+)", re.IGNORECASE)


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
        doing = gerund(self.activity or "")
        return self.subjects or doing, answer_names(self.reply, self.known_names), self.earlier

    @property
    def subject(self) -> str | None:
        """The likeliest thing spoken of."""
        return next((group[0] for group in self.candidates if group), None)

    @property
    def told(self) -> str | None:
        """What more can be told of: the subject of the question, else of its answer."""
        asked, named, before = self.candidates
        answered = answer_subjects(self.reply, self.known_names)
        return next((group[0] for group in (asked, answered, named, before) if group), None)

    @property
    def person(self) -> str | None:
        """The first person that the last answer names."""
        names = answer_names(self.reply, self.known_names)
        return next((name for name in names if _PERSON_NAME.fullmatch(name) and not _is_role_or_body(name)), None)

    @property
    def activity(self) -> str | None:
        """What the person asked how to do, or whether they may: "renew my licence"."""
        found = _ACTIVITY.match(self.question)
        return (found[1] or found[2]) if found else None

    @property
    def asks(self) -> bool:
        """Whether the question has a question's form and length, so that it can be carried on."""
        return is_question_start(self.question.split()[0].lower()) and len(self.question) <= MAX_CARRIED_CHARS

    @property
    def stripped(self) -> str:
        """The last whole question without its closing mark."""
        return bare(self.question)


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


def _is_role_or_body(name: str) -> bool:
    """Whether a name is one of an office or an organisation: "Security Officer", "Coastal Unit"."""
    return is_person(name) or stem(name.split()[-1]) in CLASSES | ATTRIBUTES


@lru_cache(maxsize=256)
def answer_subjects(reply: str, known_names: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return what the answer's first sentence is about; nothing where there was no answer."""
    found = None if NO_ANSWER.search(reply) else _FIRST_SENTENCE.search(MARKER.sub("", reply).replace("*", ""))
    sentence = found["rest"].strip()[:MAX_CARRIED_CHARS] if found else ""
    return tuple(subjects(sentence, known_names)) if sentence else ()


def gerund(activity: str) -> tuple[str, ...]:
    """Return "working from abroad" for "work from abroad", alone; nothing for nothing."""
    verb, _, rest = activity.partition(" ")
    if not verb or verb.lower() not in VERBS:
        return ()
    if verb in _DOUBLED:
        verb += verb[-1]
    elif verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1]
    return (f"{verb}ing {rest}".strip(),)
