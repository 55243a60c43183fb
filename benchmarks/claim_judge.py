"""Judges whether words stand in quotes, by words alone; shares no code with what checks claims for the product."""

import re
from collections.abc import Sequence

NUMBER_NAMES = {
    word: str(number)
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen twenty".split()
    )
}
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
QUOTED = re.compile(r"“([^”]{2,})”|\"([^\"]{2,})\"|‘([^’]{2,}) ?’(?!\w)")
# Words that begin a sentence with a capital and are no names.
SMALL_WORDS = frozenset(
    "a an the this that these those it its they their he she his her we our you your i there here in on at by for from"
    " of to with without under over after before during since until if when while where as and or but not no yes all"
    " any each every both some many most more less few several one two three what which who whose how why also"
    " however".split()
)
ORDINARY = 4  # letters from which a word says something
SHARED = 0.75  # of a claim's words that say something, for its quotes to bear it out


def missing(claim: str, quotes: Sequence[str]) -> list[str]:
    """Numbers, names and quoted words of the claim that stand in none of its quotes.

    >>> missing("Two offices, in Lima and Dhaka, cost 3,000.", ["2 offices in Dhaka", "3000 in all"])
    ['Lima']
    >>> missing("It says “in all cases”.", ["in all", "cases"])
    ['in all cases']
    """
    numbers = {number for quote in quotes for number in numbers_of(quote)}
    words = {word for quote in quotes for word in folded(quote)}
    runs = [f" {' '.join(folded(quote))} " for quote in quotes]
    quoted = [next(filter(None, match)) for match in QUOTED.findall(claim)]
    return [
        *(number for number in numbers_of(claim) if number not in numbers),
        *(name for name in names_of(claim) if not set(folded(name)) <= words),
        *(run for run in quoted if not any(f" {' '.join(folded(run))} " in one for one in runs)),
    ]


def is_borne_out(claim: str, quotes: Sequence[str]) -> bool:
    """Whether nothing is missing, most words stand in the quotes, and a “not” of the one is a “not” of the other."""
    if not quotes or missing(claim, quotes):
        return False
    stems = {word[:5] for quote in quotes for word in folded(quote)}
    said = [word[:5] for word in folded(claim) if len(word) >= ORDINARY]
    is_shared = sum(stem in stems for stem in said) >= SHARED * len(said)
    return is_shared and (_denies(claim) <= _denies(" ".join(quotes)))


def numbers_of(text: str) -> list[str]:
    """Its numbers in digits, number words too."""
    digits = [match.group().replace(",", "").rstrip(".") for match in NUMBER.finditer(text)]
    return digits + [
        NUMBER_NAMES[word] for word in folded(text) if word in NUMBER_NAMES and word not in ("one", "zero")
    ]


def names_of(text: str) -> list[str]:
    """Words with a capital that are no ordinary beginning of a sentence."""
    found = []
    for match in re.finditer(r"[^\W\d_][\w'’-]*", text):
        word = match.group()
        is_start = not text[: match.start()].strip(' “"‘(') or re.search(r"[.!?:;]\W*$", text[: match.start()])
        is_name = word[:1].isupper() and word.lower() not in SMALL_WORDS
        if is_name and (not is_start or not word[1:].islower()):
            found.append(re.sub(r"['’]s?$", "", word))
    return found


def folded(text: str) -> list[str]:
    """Its words in lower case, without marks and possessives."""
    return [re.sub(r"['’]s?$", "", word).lower() for word in WORD.findall(text)]


def _denies(text: str) -> bool:
    return bool(re.search(r"\b(?:not|no|never|none|nobody|cannot|without|forbidden|unless)\b|n['’]t\b", text.lower()))
