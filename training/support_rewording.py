"""Honest rewordings of a sentence by rules: what it says stays, its words or their order change."""

import random
import re
from collections.abc import Callable
from functools import cache

from training.support_verbs import past, third_person
from training.support_words import SAME_MEANING

Rewording = Callable[[str, frozenset[str]], list[str]]
"""All that a rule makes of a sentence, given the verbs of the language in their base form."""

_ADJUNCT = re.compile(r"^((?:In|On|At|By|From|Since|During|Until|After|Before|For) [^,;:]{3,40}), ([^;]{15,}?)\.?$")
_CONDITION = re.compile(r"^((?:If|When|Where|Once|Unless|While|Because|Although) [^,;:]{5,90}), ([^;]{10,}?)\.?$")
_CONDITION_LAST = re.compile(r"^([^,;:]{10,}?),? ((?:if|when|once|unless|because|although) [^,;:]{5,90}?)\.?$")
_PASSIVE = re.compile(r"^([A-Z][^,;:]{2,50}?) (is|are|was|were) (\w+) by ((?:the |an? |its |our )?[\w' -]{2,40}?)\.?$")
_ACTIVE = re.compile(
    r"^([A-Z][^,;:]{2,40}?) (must|may|can|should|will|shall) (\w+) "
    r"((?:the|a|an|your|their|its|our|all|any) [\w-]+(?: [\w-]+)?)"
    r"((?: (?:to|in|on|at|by|for|from|with|within|before|after|of|when|if|unless)\b.*?)?)\.?$"
)
_RELATIVE = re.compile(
    r"^([A-Z][^,;:]{2,50}?), (?:which|who) ((?:is|are|was|were|has|have)\b[^,;:]{5,80}), ([^;]{8,}?)\.?$"
)
_TRAILING = re.compile(r"^(.{25,}?)(?:, (?:which|who|including|such as|for example)\b[^;]*|; .*| \([^)]*\))\.?$")
_BRACKETS = re.compile(r"(?<=\w) \([^)]{2,60}\)")
_TWO_CLAUSES = re.compile(r"^([^,;:]{15,}), (?:and|but|so) ([^;:]{15,}?)\.?$")
_WE = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_THEY = {"we": "they", "our": "their", "us": "them"}
_YOU = re.compile(r"\b(you|your|yours)\b", re.IGNORECASE)
_COMMON = frozenset(
    "the a an you your all each every if when in on at by for from since during until after before staff there no most "
    "both some many this these those its their our we they it he she one two three four five where once unless while "
    "because although as not only other another new any people".split()
)
_PREFIXES = (
    "According to the document, {}",
    "The document says that {}",
    "The rules say that {}",
    "It is stated that {}",
    "In short, {}",
    "Yes, {}",
    "Note that {}",
)


def reworded(sentence: str, verbs: frozenset[str], chance: random.Random) -> str:
    """The sentence after some of the rules that fit it, at least one where any does."""
    sentence = without_number(sentence)
    structural = [made for rule in _RULES for made in rule(sentence, verbs)]
    if structural and chance.random() < 0.6:
        sentence = chance.choice(structural)
    sentence = other_words(sentence, chance)
    if chance.random() < 0.12:
        sentence = chance.choice(_PREFIXES).format(lower_first(sentence))
    return upper_first(sentence)


def other_words(sentence: str, chance: random.Random) -> str:
    """The sentence with up to three words or phrases put otherwise."""
    fitting = [(old, new) for old, new in SAME_MEANING if old.search(sentence)]
    for old, new in chance.sample(fitting, min(len(fitting), chance.choice((1, 2, 3)))):
        sentence = old.sub(lambda match, new=new: new.capitalize() if match[0][0].isupper() else new, sentence, count=1)
    return sentence


def without_number(sentence: str) -> str:
    """The sentence without a rule's number or a list's mark before it.

    >>> without_number("3.2 The screen is filled in."), without_number("- tea")
    ('The screen is filled in.', 'tea')
    """
    return re.sub(r"^(?:\d+(?:\.\d+)+\.?|\d{1,2}[.)]|\(?[a-z]\)|[-*•–])\s+", "", sentence).strip()


def upper_first(sentence: str) -> str:
    """With a capital letter at its start."""
    return sentence[:1].upper() + sentence[1:]


def lower_first(sentence: str) -> str:
    """Without the capital letter at its start, where that is a common word's.

    >>> lower_first("The gym opens."), lower_first("UNHCR leads.")
    ('the gym opens.', 'UNHCR leads.')
    """
    first = sentence.split(" ", 1)[0]
    common = first.lower() in _COMMON
    return sentence[:1].lower() + sentence[1:] if common else sentence


def base_form(form: str, verbs: frozenset[str]) -> str | None:
    """The known verb of which a word is the past tense or participle; None where there is none.

    >>> base_form("approved", frozenset({"approve"})), base_form("red", frozenset({"approve"}))
    ('approve', None)
    """
    return _base_forms(verbs).get(form)


@cache
def _base_forms(verbs: frozenset[str]) -> dict[str, str]:
    """Each verb by its past tense and its participle."""
    return {form: verb for verb in sorted(verbs) for form in (past(verb), past(verb, participle=True))}


def _moved_adjunct(sentence: str, verbs: frozenset[str]) -> list[str]:
    return [
        f"{upper_first(m[2])} {lower_any(m[1])}." for m in (_ADJUNCT.match(sentence), _CONDITION.match(sentence)) if m
    ]


def _fronted_condition(sentence: str, verbs: frozenset[str]) -> list[str]:
    match = _CONDITION_LAST.match(sentence)
    return [f"{upper_first(match[2])}, {lower_first(match[1])}."] if match else []


def _made_active(sentence: str, verbs: frozenset[str]) -> list[str]:
    match = _PASSIVE.match(sentence)
    verb = base_form(match[3], verbs) if match else None
    if not match or not verb:
        return []
    plural = match[4].endswith("s") and not match[4].endswith("ss")
    active = past(verb) if match[2] in ("was", "were") else verb if plural else third_person(verb)
    return [f"{upper_first(match[4])} {active} {lower_first(match[1])}."]


def _made_passive(sentence: str, verbs: frozenset[str]) -> list[str]:
    match = _ACTIVE.match(sentence)
    if not match or match[3] not in verbs:
        return []
    done = past(match[3], participle=True)
    doer = lower_first(match[1])
    made = [f"{upper_first(match[4])} {match[2]} be {done} by {doer}{match[5]}."]
    # "A form must be sent": who sends it is left out.
    made += [f"{upper_first(match[4])} {match[2]} be {done}{match[5]}."]
    return made if doer.lower() not in ("it", "they", "we", "he", "she", "you", "i") else made[1:]


def _split_relative(sentence: str, verbs: frozenset[str]) -> list[str]:
    match = _RELATIVE.match(sentence)
    return [f"{match[1]} {match[2]}.", f"{match[1]} {match[3]}."] if match else []


def _shortened(sentence: str, verbs: frozenset[str]) -> list[str]:
    match = _TRAILING.match(sentence)
    bare = _BRACKETS.sub("", sentence)
    return [f"{match[1]}."] * bool(match) + [bare] * (bare != sentence) if match else [bare] * (bare != sentence)


def _other_person(sentence: str, verbs: frozenset[str]) -> list[str]:
    """What is said to the reader as said of somebody."""
    if not _YOU.search(sentence) or re.search(
        r"\b(?:you are|you're|you re|you have|yourself)\b", sentence, re.IGNORECASE
    ):
        return []
    told = re.sub(r"\byour\b", "their", sentence)
    told = re.sub(r"\bYour\b", "Their", told)
    told = re.sub(r"\byou\b", "applicants", told, count=1)
    told = re.sub(r"\bYou\b", "Applicants", told, count=1)
    return [re.sub(r"\byou\b", "they", told, flags=re.IGNORECASE)]


def _one_clause(sentence: str, verbs: frozenset[str]) -> list[str]:
    match = _TWO_CLAUSES.match(sentence)
    if not match or match[1].startswith(("If ", "When ", "Where ", "In ", "For ")):
        return []
    return (
        [f"{match[1]}.", f"{upper_first(match[2])}."]
        if lower_first(upper_first(match[2])) == match[2]
        else [f"{match[1]}."]
    )


def _of_them(sentence: str, verbs: frozenset[str]) -> list[str]:
    """What an office says of itself as said of it."""
    said = _WE.sub(lambda match: _THEY[match[0].lower()], sentence)
    return [upper_first(said)] if said != sentence else []


def lower_any(words: str) -> str:
    """With a small letter at its start."""
    return words[:1].lower() + words[1:]


_RULES: tuple[Rewording, ...] = (
    _moved_adjunct,
    _fronted_condition,
    _made_active,
    _made_passive,
    _split_relative,
    _shortened,
    _other_person,
    _one_clause,
    _of_them,
)
