"""Claims turned false at their subject: said of another, or with subject and object in each other's place."""

import random
import re
from collections.abc import Sequence

from retriever.terms import content_terms
from training.support_exchanges import Changed
from training.support_rewording import lower_first, upper_first
from training.support_verbs import AUXILIARIES, past, third_person

MOST_SUBJECT_WORDS = 6
_OPENS = re.compile(r"^(?:[A-Z][\w'’-]+|\d[\d,.]* [a-z]+)")
_NO_SUBJECT = frozenset(
    "it they this these those there he she we you i that if when in on at by for as while where once before after "
    "since during until with without note according yes no please see to from because although "
    "unless and but or so".split()
)
_PHRASE = re.compile(
    r"\b((?:the|a|an|its|their|our|your) (?:[\w-]+ ){0,2}[\w-]+)"
    r"(?= (?:of|in|for|on|to|by|from|with|at|and|or|who|which|that|before|after|within|if|when|every|each)\b|[,.;:]|$)"
)
_NAME = re.compile(r"(?<=\w )((?:the )?[A-Z][\w'’-]+(?: (?:of (?:the )?)?[A-Z][\w'’-]+)*)")


def verb_forms(verbs: frozenset[str]) -> frozenset[str]:
    """The words that a subject may end before: auxiliaries, and verbs in the present and the past."""
    return frozenset(AUXILIARIES) | {form for verb in verbs for form in (verb, third_person(verb), past(verb))}


def opening(sentence: str, forms: frozenset[str]) -> tuple[str, str] | None:
    """The subject that a sentence opens with, and the rest; None where it does not plainly open with one.

    >>> opening("The line manager approves the budget.", frozenset({"approves"}))
    ('The line manager', 'approves the budget.')
    """
    words = sentence.split()
    if not words or words[0].lower() in _NO_SUBJECT or not _OPENS.match(sentence):
        return None
    at = next((i for i, word in enumerate(words[: MOST_SUBJECT_WORDS + 1]) if i and word in forms), None)
    if at is None or len(words) < at + 3 or re.search(r"[,;:]", " ".join(words[:at])):
        return None
    return " ".join(words[:at]), " ".join(words[at:])


def subject_changes(
    claim: str, text: str, sentences: Sequence[str], forms: frozenset[str], chance: random.Random
) -> list[Changed]:
    """The claim said of another that the text or the document names, and with subject and object exchanged.

    Args:
        claim: An honest one.
        text: That it follows from.
        sentences: Of its document.
        forms: See `verb_forms`.
        chance: Draws the others.
    """
    parts = opening(claim, forms)
    if not parts:
        return []
    subject, rest = parts
    found = []
    others = _others(subject, claim, re.split(r"\n|(?<=[.;]) ", text), forms)
    if not others or chance.random() < 0.3:
        others = _others(subject, claim, sentences, forms) or others
    if others:
        other = upper_first(chance.choice(others))
        found.append(Changed(f"{other} {rest}", "subject", ((0, len(other)),), (subject, other)))
    objects = [m.span(1) for pattern in (_PHRASE, _NAME) for m in pattern.finditer(rest)]
    objects = [(start, end) for start, end in objects if not set(rest[start:end].split()) & forms]
    if objects:
        start, end = chance.choice(objects)
        new, moved = upper_first(rest[start:end]), lower_first(subject)
        at = len(new) + 1 + start
        spans = ((0, len(new)), (at, at + len(moved)))
        # "The coordinator is Leonor Dube" is "Leonor Dube is the coordinator".
        if rest[:start].strip() not in ("is", "are", "was", "were"):
            found.append(Changed(f"{new} {rest[:start]}{moved}{rest[end:]}", "subject_swap", spans))
    return [made for made in found if made.claim.rstrip(".") not in text and made.claim != claim]


def _others(subject: str, claim: str, sentences: Sequence[str], forms: frozenset[str]) -> list[str]:
    """Subjects and things of other sentences that the claim does not speak of."""
    said = set(content_terms(claim))
    found = []
    for sentence in sentences:
        parts = opening(sentence, forms)
        named = [parts[0]] if parts else []
        named += [match[1] for match in _PHRASE.finditer(sentence)]
        found += [name for name in named if content_terms(name) and not said & set(content_terms(name))]
    return [name for name in dict.fromkeys(found) if name.lower() != subject.lower() and not set(name.split()) & forms]
