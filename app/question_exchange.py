"""One part of a question exchanged for another: "and for Pakistan?", "what about part-timers?"."""

import re
from collections.abc import Sequence

from app.question_phrases import NounPhrase, noun_phrases
from app.question_words import (
    ATTRIBUTES,
    CLASSES,
    OPEN_WORDS,
    TO_PLURAL,
    TO_SINGULAR,
    VERBS,
    is_person,
    is_plural,
    name_spans,
    stem,
    words_of,
)

# "The budget of Nepal" and "for Pakistan" name the same side of a thing.
_OWNING = {"of", "for", "in"}
_OURS = {"my", "our", "your"}
_DEFINITE = {"the", "this", "that"} | _OURS


def exchanged(
    question: str,
    noun: str,
    preposition: str | None,
    subject: str | None,
    known_names: frozenset[str] = frozenset(),
    *,
    add: bool = True,
) -> str | None:
    """Return the question with one part exchanged for another.

    Args:
        question: A whole question.
        noun: The new part: a name, a year, a noun phrase.
        preposition: What the new part was introduced with ("and *in* 2019?").
        subject: What the question is about.
        known_names: Names recognised in lower case too.
        add: Whether a part that stands against none may be added.

    Returns:
        The question with `noun` where it held a name, a year or a noun of the same kind; else with `noun` added at its
        end, or, for what nearly anything has ("the budget"), a question for that of the subject. None when `noun` is
        no noun phrase, or would have to be added.
    """
    phrases = noun_phrases(question, known_names)
    probe = noun_phrases(f"for {noun}", known_names)
    if not probe:
        return None
    new = probe[0]
    slot = _slot(new, noun, preposition, phrases, is_name(noun, known_names))
    if slot is None and is_person(noun) and is_plural(noun) and preposition in {None, "for"}:
        slot = _slot(new, noun, None, phrases, named=False) or _speaker_place(question)
    if slot is not None:
        before = agreeing(question[: slot[0]], question[slot[0] : slot[1]], noun)
        return before + noun + question[slot[1] :]
    if not add:
        return None
    if new.head in ATTRIBUTES and preposition is None and subject and not (is_person(noun) and is_plural(noun)):
        article = "" if new.determiner or new.name else "the "
        return f"What {'are' if is_plural(noun) else 'is'} {article}{noun} of {subject}?"
    return f"{question.rstrip(' ?!.')} {preposition or ('in' if new.is_time else 'for')} {noun}?"


def _slot(
    new: NounPhrase, noun: str, preposition: str | None, phrases: Sequence[NounPhrase], named: bool
) -> tuple[int, int] | None:
    """Return where the earlier question holds the part that the new one stands against."""
    if new.is_time:
        return next(((old.start, old.end) for old in reversed(phrases) if old.is_time), None)
    rest = [old for old in phrases if not old.is_time]
    after_same = [old for old in rest if preposition and old.preposition == preposition]
    if named:
        names = [old for old in after_same if old.name] or [old for old in rest if old.name]
        alike = [old for old in names if _same_kind(old, new)] or names
        if alike and not (preposition and not after_same):
            return _name_place(alike[-1])
        owned = [old for old in alike if preposition in _OWNING and old.preposition in _OWNING and _same_kind(old, new)]
        if owned:
            return _name_place(owned[-1])
        return (after_same[-1].start, after_same[-1].end) if after_same else None
    if _may_be_name(new, noun):
        names = [old for old in rest if old.name and old.preposition in {preposition, "for", "in", "of", "to"} - {None}]
        if names:
            return _name_place(names[-1])
    same_head = [old for old in rest if old.head == new.head and not old.asked]
    alike = same_head or after_same or [old for old in rest if _shares_stem(old.text, noun)]
    if alike:
        return alike[-1].start, alike[-1].end
    attribute = new.head in ATTRIBUTES and new.determiner not in _OURS
    if preposition or (attribute and not any(old.head in ATTRIBUTES for old in rest)):
        return None
    fitting = [old for old in rest if not old.name and not old.asked and is_person(old.text) == is_person(noun)]
    if attribute:
        fitting = [old for old in rest if old.head in ATTRIBUTES]
    elif not is_person(noun):
        fitting = [old for old in fitting if (old.determiner in _DEFINITE) == (new.determiner in _DEFINITE)]
    return (fitting[-1].start, fitting[-1].end) if fitting else None


def agreeing(before: str, old: str, new: str) -> str:
    """Return the words before a part with their last verb in the number of the new part."""
    verb = before.split()[-1] if before.split() else ""
    turned = TO_PLURAL if is_plural(new) else TO_SINGULAR
    if is_plural(old) == is_plural(new) or verb.lower() not in turned:
        return before
    other = turned[verb.lower()]
    return f"{before.rstrip()[: -len(verb)]}{other.capitalize() if verb[0].isupper() else other} "


def _speaker_place(question: str) -> tuple[int, int] | None:
    """Return where "I" or "we" is the subject of a question that says no more of them."""
    if re.search(r"\b(?:my|our|me|us|myself)\b", question, re.IGNORECASE):
        return None
    found = re.search(r"\b(?:do|did|can|could|may|must|should|will|would)\s+(I|we|you)\b", question, re.IGNORECASE)
    return found and found.span(1)


def _may_be_name(new: NounPhrase, noun: str) -> bool:
    """Whether a word typed in lower case may be a name all the same: one word, no plural, of no class known here."""
    known = VERBS | ATTRIBUTES | CLASSES | OPEN_WORDS
    return noun.isalpha() and noun not in known and new.determiner is None and not (is_plural(noun) or is_person(noun))


def _same_kind(one: NounPhrase, other: NounPhrase) -> bool:
    """Whether both are acronyms, or neither is: a country does not take the place of an organisation."""
    return (one.name or "").isupper() == (other.name or "").isupper()


def _name_place(phrase: NounPhrase) -> tuple[int, int]:
    start = phrase.start + phrase.text.index(phrase.name or "")
    return start, start + len(phrase.name or "")


def _shares_stem(first: str, second: str) -> bool:
    stems = [{stem(word)[:6] for word in re.split(r"[\s-]+", text) if len(word) > 3} for text in (first, second)]
    return bool(stems[0] & stems[1])


def is_name(text: str, known_names: frozenset[str] = frozenset()) -> bool:
    """Whether a text is a name and nothing else."""
    words = words_of(f"about {re.sub('^the ', '', text)}")
    return len(words) > 1 and name_spans(words, known_names) == [(1, len(words))]
