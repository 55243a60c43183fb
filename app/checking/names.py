"""The rule for names: each proper name and acronym of a claim stands in its quotes, its parts together."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from app.checking.common_words import ORDINARY, ORDINARY_STEMS, TITLES
from app.checking.evidence import Evidence
from app.checking.records import Finding, FindingKind
from app.checking.words import Sentence, Word, sentence
from app.question_words import GRAMMAR
from retriever.terms import stem

_DEFINED = re.compile(r"(?P<before>[^()\n]{3,120})\(\s*[\"']?(?P<short>[A-Z][\w&/-]{1,11}?)s?[\"']?\s*\)")
_DEFINED_AFTER = re.compile(r"\b(?P<short>[A-Z][A-Z&/-]{1,11})s?\s*\((?P<long>[^()\n]{4,120})\)")
_DATED = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|"
    r"jul|aug|sept?|oct|nov|dec|(?:mon|tues|wednes|thurs|fri|satur|sun)days?)\Z"
)
# Little words that are written in capitals for stress.
_LOUD = frozenset("not no and or all any only never must may can always do does is are if both each every".split())
_CURRENCY = frozenset("usd eur gbp jpy chf us dollars dollar euro euros".split())
_LEAST_INITIALS = 3
_JOINING = frozenset("of the and for de da del der von van al el la le du".split())
_NATIONALITY = re.compile(r"(?:i|ian|an|ese|ish|ans|ians|is)\Z")


def name_finding(claim: str, evidence: Evidence) -> Finding | None:
    """What is wrong with the first name of the claim that does not stand in its quotes; None where all do.

    Args:
        claim: Plain text.
        evidence: Of the claim.
    """
    stand = _known(evidence.text)
    shorts = _defined(evidence.text)
    read = sentence(claim)
    for place, word in enumerate(read.words):
        if not _may_be_name(word) or _stands(word, stand):
            continue
        if _is_acronym(word):
            known = word.text.rstrip("s").upper() in shorts or _spells_known(word.text, evidence)
            if known or _has_initials(word.text.rstrip("s"), evidence):
                continue
            return Finding(FindingKind.ACRONYM, f"“{word.text}” stands in none of its quotes")
        if not (_opens(read, place) and _is_ordinary(word)):
            return Finding(FindingKind.NAME, f"“{word.text}” stands in none of its quotes")
    return _torn_finding(read, evidence)


def _known(text: str) -> frozenset[str]:
    """Stems of every word of the text, small words included."""
    return _stems(form for word in sentence(text).words for form in (word.lower, word.text))


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for form in (word, stem(word)))


def _may_be_name(word: Word) -> bool:
    if not any(map(str.isupper, word.text)) or len(word.text) == 1 or word.lower in TITLES:
        return False
    if word.lower in GRAMMAR:
        return word.text.isupper() and word.lower not in _LOUD
    return not _DATED.match(word.lower) and word.lower not in _CURRENCY


def _stands(word: Word, stand: frozenset[str]) -> bool:
    if word.lower in GRAMMAR:
        return word.text in stand
    return word.lower in stand or stem(word.lower) in stand or word.lower.removesuffix("s") in stand


def _is_acronym(word: Word) -> bool:
    return sum(map(str.isupper, word.text)) >= 2 and word.text.rstrip("s'").isupper()


def _opens(read: Sentence, place: int) -> bool:
    """Whether a capital letter tells nothing here: at the start, after a colon or an opening quotation mark."""
    before = read.text[: read.words[place].start].rstrip()
    return place == 0 or before.endswith((":", ".", "?", "!", '"')) or bool(re.search(r"(?:^|\s)[('\"-]*$", before))


def _is_ordinary(word: Word) -> bool:
    return (
        word.lower in ORDINARY
        or stem(word.lower) in ORDINARY_STEMS
        or bool(re.search(r"(?:ing|ly|tion|ment|ness)s?\Z", word.lower))
    )


@lru_cache(maxsize=1024)
def _defined(text: str) -> frozenset[str]:
    """Short forms that the text puts beside their long ones, either way round; any letter case of theirs."""
    return frozenset(match["short"].upper() for form in (_DEFINED, _DEFINED_AFTER) for match in form.finditer(text))


def _spells_known(short: str, evidence: Evidence) -> bool:
    """Whether words in capitals are ordinary words of the quotes, written loud, with their signs left out."""
    return re.sub(r"\W", "", short.lower()) in {re.sub(r"\W", "", word) for word in evidence.small_words}


def _has_initials(short: str, evidence: Evidence) -> bool:
    """Whether a short form of at least three letters has the initials of a name of the quotes, one letter a word."""
    letters = short.lower()
    initials = ("".join(word.lower[0] for word in run) for one in evidence.sentences for run in _runs(one))
    return len(letters) >= _LEAST_INITIALS and any(letters in run for run in initials)


def _torn_finding(read: Sentence, evidence: Evidence) -> Finding | None:
    """A name put together of parts of several: "Anita Smith" from "Anita Rao and John Smith"."""
    runs = [run for one in evidence.sentences for run in _runs(one)]
    for run in _runs(read):
        lowers = [word.lower for word in run]
        for left, right in pairwise(run):
            pair = (_form(left), _form(right))
            if _ever_together(pair, evidence.sentences):
                continue
            ends = [other for other in runs if pair[0] in map(_form, other)]
            begins = [other for other in runs if pair[1] in map(_form, other)]
            if not ends or not begins or any(_form(other[-1]) == pair[0] for other in ends):
                continue
            if any(_form(other[0]) == pair[1] for other in begins):
                continue
            words = read.text[left.start : right.end]
            if len(lowers) > 1:
                return Finding(FindingKind.NAME, f"“{words}” is put together of several names of its quotes")
    return None


def _form(word: Word) -> str:
    return stem(word.lower)


def _runs(read: Sentence) -> list[tuple[Word, ...]]:
    """Capitalised words side by side; titles and a sentence's ordinary first word are no part of a name."""
    runs: list[list[Word]] = [[]]
    for place, word in enumerate(read.words):
        named = word.text[0].isupper() and word.lower not in TITLES and word.lower not in GRAMMAR
        if named and place == 0 and word.lower in ORDINARY:
            named = False
        gap = read.text[read.words[place - 1].end : word.start] if place else ""
        if not named or (runs[-1] and gap.strip(" .-'")):
            runs.append([])
        if named:
            runs[-1].append(word)
    return [tuple(run) for run in runs if run]


def _ever_together(pair: tuple[str, str], found: Sequence[Sentence]) -> bool:
    """Whether the second follows the first within three words of one clause of a quote, in any letters."""
    for one in found:
        forms = [_form(word) for word in one.words]
        for place, form in enumerate(forms):
            if form == pair[0] and pair[1] in forms[place + 1 : place + 4]:
                between = one.words[place + 1 : place + 1 + forms[place + 1 : place + 4].index(pair[1])]
                if all(word.lower not in ("and", "or") for word in between):
                    return True
    return False
