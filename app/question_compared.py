"""Follow-ups that ask for the same of another: "is it the same for interns?", "and for Fiji?" after a comparison."""

import re
from collections.abc import Sequence

from app.comparison import find_comparison
from app.question_exchange import exchanged, is_name
from app.question_phrases import NounPhrase, noun_phrases
from app.question_topic import Topic, bare
from app.question_words import ARTICLES, is_person, is_plural, stem

_IT = r"(?:it|this|that|these|those|they|there|the rules?|things|the answer)"
_SAME = re.compile(
    rf"^(?:(?:is|are|was|were|would|will) {_IT}(?: be)? (?:also |still |any |exactly )*"
    r"(?:the same|same|different|similar|true|so|the case) (?:as )?|"
    r"(?:does|do|did) (?:exactly )?the same(?: \w+)? (?:also )?(?:apply|go|hold|count)s? |"
    r"(?:is )?the same(?: true)? |same )(?P<preposition>for|to|in|at|with|on|of) (?P<other>.+)$",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"\bbetween (?P<first>.+?) and (?P<second>[^,?]+)|[,:] (?P<one>[^,?]+?) or (?P<other>[^,?]+)", re.IGNORECASE
)
_ONE_OF = re.compile(r"^which (?:one|of (?:them|these|those|the two))\b", re.IGNORECASE)
_ORDER = re.compile(
    r"\bthe (?:(?P<first>first|former)|second|latter)(?: one)?\b(?! \w+(?:day|month|year|week)\b)", re.IGNORECASE
)
_WHICH_IS = re.compile(r"^which (?:one )?(?:is|are|was|were|has|have) (?P<word>[\w-]+)$", re.IGNORECASE)
_COMPARED_BY = re.compile(
    r"^(?P<start>(?:which|who|what)\b[^,]*? (?:is|are|was|were|has|have) )(?P<word>[\w-]+)(?P<rest>[,:].+)$",
    re.IGNORECASE,
)
_OWNED = {"of", "for", "in"}


def same_of_another(core: str, topic: Topic) -> str | None:
    """Rule for "is it the same for interns?": the earlier question, asked of them."""
    found = _SAME.match(bare(core))
    if found is None or not topic.asks:
        return None
    other, preposition = found["other"], found["preposition"].lower()
    instead = exchanged(topic.question, other, None, topic.subject, topic.known_names, add=False)
    link = "for" if preposition in {"to", "with"} else preposition
    return instead or exchanged(topic.question, other, link, topic.subject, topic.known_names)


def after_comparison(core: str, topic: Topic) -> str | None:
    """Rule for "which is smaller?", "which one needs approval?", "and the latter?" after two things were compared."""
    asked = bare(core)
    turned = _WHICH_IS.match(asked)
    compared = _COMPARED_BY.match(topic.question)
    if turned and compared and find_comparison(topic.question):
        return f"{compared['start']}{turned['word']}{compared['rest']}"
    pair = _pair(topic)
    if pair is None:
        return None
    if _ONE_OF.match(core) and len(asked.split()) > 2:
        return _ONE_OF.sub(f"Which of {pair[0]} and {pair[1]}", core)
    named = _ORDER.search(core)
    if named is None:
        return None
    return f"{core[: named.start()]}{pair[0] if named['first'] else pair[1]}{core[named.end() :]}"


def value_of_another(noun: str, topic: Topic) -> str | None:
    """Return the question for the value that was compared, of another: "What is the budget for Fiji?"."""
    phrases = noun_phrases(topic.question, topic.known_names)
    named = sum(len(re.split(r",| and | or ", old.name)) for old in phrases if old.name)
    if named < 2 or not is_name(noun, topic.known_names) or find_comparison(topic.question) is None:
        return None
    value = _compared_value(topic.question, phrases)
    return f"What {'are' if is_plural(value) else 'is'} the {value} for {noun}?" if value else None


def _compared_value(question: str, phrases: Sequence[NounPhrase]) -> str | None:
    """Return what the two things were compared by: "programme budget"."""
    plain = [old for old in phrases if old.name is None and not old.is_time and not is_person(old.text)]
    for old in plain:
        after = question[old.end :].split()
        owned = bool(after) and after[0].lower() in _OWNED
        if (old.asked and after[:1] in (["is"], ["was"], ["are"], ["were"])) or owned:
            words = [word for word in old.text.split() if word.lower() not in ARTICLES]
            return " ".join([*words[:-1], words[-1] if old.asked else stem(words[-1])])
    return None


def _pair(topic: Topic) -> tuple[str, str] | None:
    """Return the two things that the earlier question set against each other."""
    found = _PAIR.search(topic.stripped)
    if found is None:
        return None
    first, second = (found["first"], found["second"]) if found["first"] else (found["one"], found["other"])
    return first.strip(), second.strip()
