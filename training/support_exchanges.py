"""Claims turned false by an exchange: one word, number, name or thing of a claim for another."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retriever.terms import content_terms
from retriever.types import Span
from training.support_rewording import upper_first
from training.support_verbs import AUXILIARIES
from training.support_words import MONTHS, WEEKDAYS

NUMBER = re.compile(r"(?<![\w.])\d[\d,.]*\d|(?<![\w.])\d(?!\w)")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
NAME = re.compile(r"\b[A-Z][\w'’.-]*[\w](?:(?: (?:of|and|for|the|de|van))? [A-Z][\w'’-]+)*")
PHRASE = re.compile(
    r"\b(?:the|a|an|your|their|its|our|each|any|this|all|every) ((?:[a-z][\w-]+ ){0,2}[a-z][\w-]+)"
    r"(?= (?:of|in|for|on|to|by|from|with|at|is|are|was|were|must|may|can|should|will|has|have|and|or|who|which|that)\b"
    r"|[,.;:])"
)
DETAIL = re.compile(
    r" ((?:for|in|within|by|after|before|through|with|during|because of"
    r"|under|at|from|on|to|without|as well as|including) [^,.;:()]{8,60})(?=[.;,]|$)"
)
AUX = re.compile(rf"\b({'|'.join(word for word in AUXILIARIES if word != 'cannot')})\b(?! not\b)(?!n['’]t)")


@dataclass(frozen=True, slots=True)
class Changed:
    """A claim after one change."""

    claim: str
    kind: str
    spans: tuple[Span, ...]  # of the changed words in the claim; beside them, where words went missing
    exchange: tuple[str, str] | None = None  # words before and after, where they were exchanged in one place


@dataclass(frozen=True, slots=True)
class Stock:
    """Words of the text and document from which a change may take what it puts in."""

    text: str
    names: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    details: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()


Change = Callable[[str, Stock, random.Random], Changed | None]


def stock(text: str, sentences: Sequence[str]) -> Stock:
    """What the sentences of a document hold, for claims that stand on `text`."""
    whole = "\n".join(sentences)
    return Stock(
        text,
        tuple(dict.fromkeys(name for sentence in sentences for name in names_inside(sentence))),
        tuple(dict.fromkeys(phrase for phrase in PHRASE.findall(whole) if not AUX.search(phrase))),
        tuple(dict.fromkeys(detail for detail in DETAIL.findall(whole) if not AUX.search(detail))),
        tuple(dict.fromkeys(NUMBER.findall(whole))),
        tuple(sentences),
    )


def names_inside(sentence: str) -> list[str]:
    """Names and other capitalised runs that do not merely open the sentence."""
    return [match[0] for match in NAME.finditer(sentence) if match.start() > 0]


def exchanged(claim: str, span: Span, new: str, kind: str) -> Changed:
    start, end = span
    if claim[start].isupper() and start == 0:
        new = upper_first(new)
    return Changed(claim[:start] + new + claim[end:], kind, ((start, start + len(new)),), (claim[start:end], new))


def by_dictionary(kind: str, ways: dict[str, list[str]]) -> Change:
    """Exchange one of the words by what the dictionary has for it."""
    pattern = re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(word) for word in sorted(ways, key=len, reverse=True)) + r")(?!\w)",
        re.IGNORECASE,
    )
    lowered = {word.lower(): others for word, others in ways.items()}

    def change(claim: str, held: Stock, chance: random.Random) -> Changed | None:
        # "May" inside a sentence is a month.
        places = [
            match
            for match in pattern.finditer(claim)
            if match.start() == 0 or match[0] != match[0].capitalize() or not match[0].isalpha()
        ]
        if not places:
            return None
        match = chance.choice(places)
        return exchanged(claim, match.span(), chance.choice(lowered[match[0].lower()]), kind)

    return change


def other_number(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    places = list(NUMBER.finditer(claim))
    if not places:
        return None
    match = chance.choice(places)
    others = [number for number in held.numbers if number != match[0] and abs(len(number) - len(match[0])) <= 1]
    near = [number for number in others if number in held.text]
    if others and chance.random() < 0.6:
        return exchanged(claim, match.span(), chance.choice(near or others), "number")
    digits = [i for i, c in enumerate(match[0]) if c.isdigit()]
    at = chance.choice(digits)
    digit = chance.choice([d for d in "123456789" if d != match[0][at]])
    return exchanged(claim, match.span(), match[0][:at] + digit + match[0][at + 1 :], "number")


def other_date(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    places = [
        (match.span(), str(int(match[0]) + chance.choice((-3, -2, -1, 1, 2, 3, 10)))) for match in _YEAR.finditer(claim)
    ]
    for words in (MONTHS, WEEKDAYS):
        for match in re.finditer(rf"\b(?:{'|'.join(words)})\b", claim):
            places.append((match.span(), chance.choice([word for word in words if word != match[0]])))
    return exchanged(claim, *chance.choice(places), "date") if places else None


def other_name(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    places = [m for m in NAME.finditer(claim) if m.start() > 0 or " " in m[0] or m[0].isupper()]
    if not places:
        return None
    match = chance.choice(places)
    others = [name for name in held.names if not set(name.lower().split()) & set(match[0].lower().split())]
    near = [name for name in others if name in held.text]
    if not others:
        return None
    return exchanged(claim, match.span(), chance.choice(near if near and chance.random() < 0.6 else others), "name")


def other_thing(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    """Another thing or office of the document in place of one of the claim's."""
    places = list(PHRASE.finditer(claim))
    if not places:
        return None
    match = chance.choice(places)
    own = set(content_terms(match[1]))
    others = [phrase for phrase in held.phrases if not own & set(content_terms(phrase))]
    near = [phrase for phrase in others if phrase in held.text]
    if not others:
        return None
    return exchanged(claim, match.span(1), chance.choice(near if near and chance.random() < 0.5 else others), "role")
