"""Claims that are wrong in exactly one way, made from true statements.

Shares no code with what checks claims. Each corruption returns a claim with the places it cites, which do not bear it
out, or None where the statement has nothing that could be changed so.
"""

import re
from collections.abc import Callable
from random import Random

from benchmarks.claim_mixtures import Wrong, added_detail, stitched_quote, wrong_document, wrong_subject
from benchmarks.claim_sources import Place
from benchmarks.claim_words import (
    LOWER_BOUND,
    MONTH,
    MONTHS,
    NUMBER_WORDS,
    UNCLEAR_BOUND,
    UPPER_BOUND,
    WEEKDAYS,
    Library,
    replaced,
)

Corruption = Callable[[Place, Library, Random], Wrong | None]

YEAR = re.compile(r"(?<![\w.,/$€-])(?:1[5-9]|20)\d\d(?![\w/%-]|[.,]\d)")
NUMBER = re.compile(
    rf"(?<![\w.,/:+-])(?<!\d )(?<!(?:[A-Z]) )(?:\d{{1,3}}(?:,\d{{3}})+|\d+(?:\.\d+)?|(?:{'|'.join(NUMBER_WORDS)})\b)"
    rf"(?![\w)]|[/:-]\w|[.,]\d| \d| (?:{MONTH})| [ap]\.?m)"
)
DATE_PARTS = (
    (re.compile(rf"(?<=\d )(?:{MONTH})\b|\b(?:{MONTH})(?= \d)|(?<=\bin )(?:{MONTH})\b"), MONTHS),
    (re.compile(rf"\b\d{{1,2}}(?= (?:{MONTH})\b)"), tuple(str(day) for day in range(1, 29))),
    (re.compile(rf"\b(?:{'|'.join(WEEKDAYS)})\b"), WEEKDAYS),
    (re.compile(r"\b\d{1,2}(?=:\d\d)"), tuple(f"{hour}" for hour in range(7, 21))),
)
BE = re.compile(
    r"\b(?:is|are|was|were|must|should|will|would|(?:has|have|had)(?= been|(?= \w+ed\b))"
    r"|can|could|may(?! be\b| have\b))"
    r"(?= (?!not\b|never\b|no\b|only\b|also\b|be no\b)[a-z\d])(?<!\bnot that)"
)
# Clauses in which a “not” would say nothing plain.
ASIDE = re.compile(r"\b(?:before|after|until|whether|as (?:many|much|long|soon)|when|how|than|just)\b[^,;]*$")
NEGATIONS = (
    (re.compile(r"\bcannot\b"), "can"),
    (
        re.compile(r"\b(may|can|must|should|would|could|is|are|was|were|does|do|did|has|have|will) not\b(?! only)"),
        r"\1",
    ),
    (re.compile(r"\bnever\b"), "always"),
    (re.compile(r"\bunless\b"), "if"),
    (re.compile(r"\bexcept\b"), "including"),
    (re.compile(r"\bwithout\b(?! \w+ing)"), "with"),
)
OPPOSITES = {
    "forbidden": "allowed",
    "prohibited": "permitted",
    "allowed": "forbidden",
    "permitted": "prohibited",
    "eligible": "ineligible",
    "accepted": "refused",
    "included": "excluded",
    "increased": "decreased",
    "reduced": "raised",
    "compulsory": "voluntary",
    "required": "optional",
    "valid": "invalid",
    "possible": "impossible",
    "open": "closed",
    "paid": "unpaid",
    "largest": "smallest",
    "encouraged": "discouraged",
}
OPPOSITE = re.compile(rf"(?<=(?:is|re|be) )(?:{'|'.join(OPPOSITES)})\b|\blargest\b")
DUTIES = (
    (
        re.compile(
            r"(?<=[a-z)\]] )may(?= (?!never\b|be (?:due|caused|related|the)|have\b|not\b|or may\b|also be\b)[a-z])"
        ),
        ("must", "should"),
    ),
    (re.compile(r"(?<=[a-z)\]] )must(?= (?!have been\b|not\b|never\b)[a-z])"), ("may", "should")),
    (re.compile(r"(?<=[a-z)\]] )should(?= (?!have been\b|not\b)[a-z])"), ("must", "may")),
    (re.compile(r"(?<=[a-z)\]] )can(?= (?!be\b|not\b|also\b|only\b|have\b)[a-z])"), ("must",)),
    (
        re.compile(
            r"(?<=[a-z)\]] )(?:cannot|(?:may|must|should) not)(?= (?!have\b|be (?:a|an|the|due|caused|able)\b)[a-z])"
        ),
        ("need not",),
    ),
    (re.compile(r"\b(?:is|are) (?:required|obliged) to\b"), ("may",)),
    (re.compile(r"\b(?:is|are) (?:allowed|permitted|free|entitled) to\b"), ("must",)),
    (re.compile(r"(?<=\byou )(?:need|have) to(?= \w)|\bhas to(?= \w)"), ("may",)),
)
# Units from small to large, and others that are neither.
UNIT_SCALES = (
    ("minute", "hour", "day", "week", "month", "year"),
    ("metre", "kilometre"),
    ("million", "billion"),
)
OTHER_UNITS = {
    "USD": "EUR",
    "EUR": "USD",
    "$": "€",
    "£": "$",
    "kg": "pounds",
    "km": "miles",
    "miles": "kilometres",
    "°C": "°F",
    "calendar days": "working days",
    "working days": "calendar days",
    "countries": "cities",
    "organizations": "companies",
    "percent": "percentage points",
    "feet": "metres",
    "nights": "weeks",
}
COUNT = rf"(?:\d[\d.,]*|{'|'.join(NUMBER_WORDS)}|one|an?) "
SCALED = "|".join(unit for scale in UNIT_SCALES for unit in scale)
SCALED_UNIT = re.compile(rf"(?<![\w-])(?P<count>{COUNT})(?P<unit>{SCALED})(?P<plural>s?)\b(?!-)")
OTHER_UNIT = re.compile(
    rf"(?P<before>(?:USD|EUR|\$|£)(?= ?\d))|{COUNT}?(?P<after>(?<=\d )(?:kg|km|miles|calendar days|working days"
    r"|countries|organizations|percent|feet|nights)\b|(?<=\d )°C)"
)


def wrong_number(place: Place, library: Library, choice: Random) -> Wrong | None:
    """One number made another: of the same statement, with digits changed, or near it."""
    numbers = [match for match in NUMBER.finditer(place.words) if not YEAR.fullmatch(match.group())]
    if not numbers:
        return None
    match = choice.choice(numbers)
    old, before = match.group(), place.words[: match.start()]
    others = [one.group() for one in numbers if one.group() != old and one.group().isalpha() == old.isalpha()]
    new = [*others, *_numbers_near(old, choice)]
    fitting = [one for one in new if _differs(_value(old), _value(one), before)]
    return _single(place, match, choice.choice(fitting[:4])) if fitting else None


def _numbers_near(old: str, choice: Random) -> list[str]:
    if old in NUMBER_WORDS:
        return choice.sample([word for word in NUMBER_WORDS if word != old], 4)
    places = [position for position, letter in enumerate(old) if letter.isdigit()]
    if len(places) == 1:
        return [str(int(old) + step) for step in choice.sample((-3, -2, 2, 3, 4, 5), 6) if int(old) + step > 1]
    at = choice.choice(places)
    digits = choice.sample("123456789", 6)
    swapped = old[:-2] + old[-1] + old[-2] if old[-2:].isdigit() and old[-2] != "0" and old[-1] != "0" else old
    return [swapped, *(replaced(old, at, at + 1, digit) for digit in digits)]


def _value(number: str) -> float:
    return NUMBER_WORDS.index(number) + 2 if number in NUMBER_WORDS else float(number.replace(",", ""))


def _differs(old: float, new: float, before: str) -> bool:
    """Whether the new value does not follow from the old one, after these words."""
    if LOWER_BOUND.search(before):
        return new > old
    if UPPER_BOUND.search(before):
        return new < old
    return new != old and not UNCLEAR_BOUND.search(before)


def wrong_date(place: Place, library: Library, choice: Random) -> Wrong | None:
    """One part of a date made another: day, month, year, weekday or hour."""
    text = place.words
    found = [(match, values) for pattern, values in DATE_PARTS for match in pattern.finditer(text)]
    found += [(match, ()) for match in YEAR.finditer(text)]
    if not found:
        return None
    match, values = choice.choice(found)
    if not values:
        if re.match(r"\W+or (?:later|earlier|before|after)\b", text[match.end() :]):
            return None
        step = choice.choice((1, 2, 3, 5, 10)) * (
            -1 if re.search(r"\b(?:since|before|by)\W+$", text[: match.start()]) else 1
        )
        return _single(place, match, str(int(match.group()) + step))
    return _single(
        place, match, choice.choice([value for value in values if value.lstrip("0") != match.group().lstrip("0")])
    )


def wrong_name(place: Place, library: Library, choice: Random) -> Wrong | None:
    """One proper name or acronym made another of the same shape."""
    names = library.names_in(place.words)
    if not names:
        return None
    before, name = choice.choice(names)
    other = library.another_name(place, before, name, choice)
    return (re.sub(rf"\b{re.escape(name)}\b", other, place.words), (place,)) if other else None


def wrong_negation(place: Place, library: Library, choice: Random) -> Wrong | None:
    """A “not” put in or taken out, an exception turned round, or a word made its opposite."""
    text = place.words
    taken = [(match, match.expand(new)) for pattern, new in NEGATIONS for match in pattern.finditer(text)]
    opposites = [(match, OPPOSITES[match.group()]) for match in OPPOSITE.finditer(text)]
    put = [(match, "cannot" if match.group() == "can" else f"{match.group()} not") for match in BE.finditer(text)]
    put = [pair for pair in put if not ASIDE.search(text[: pair[0].start()])]
    found = taken or choice.choice([one for one in (opposites, put) if one] or [[]])
    if not found or re.search(r"\bwhether or not\b|\bnot only\b", text):
        return None
    return _single(place, *choice.choice(found))


def wrong_duty(place: Place, library: Library, choice: Random) -> Wrong | None:
    """May, should, must or need not made another of these."""
    found = [(match, new) for pattern, new in DUTIES for match in pattern.finditer(place.words)]
    if not found or re.search(r"\b(?:[Nn]obody|[Nn]o one|may or may not)\b", place.words):
        return None
    match, new = choice.choice(found)
    return _single(place, match, choice.choice(new))


def wrong_unit(place: Place, library: Library, choice: Random) -> Wrong | None:
    """The same number of something else: weeks for days, euros for dollars."""
    text = place.words
    found = [(match.span("unit"), _scaled(match, text, choice)) for match in SCALED_UNIT.finditer(text)]
    for match in OTHER_UNIT.finditer(text):
        group = "before" if match["before"] else "after"
        found.append((match.span(group), OTHER_UNITS[match[group]]))
    if not found:
        return None
    (start, end), new = choice.choice(found)
    return (replaced(text, start, end, new), (place,)) if new else None


def _scaled(match: re.Match[str], text: str, choice: Random) -> str | None:
    scale = next(scale for scale in UNIT_SCALES if match["unit"] in scale)
    at, before = scale.index(match["unit"]), text[: match.start()]
    smaller, larger = scale[max(0, at - 1) : at], scale[at + 1 : at + 2]
    if UPPER_BOUND.search(before):
        larger = ()
    elif LOWER_BOUND.search(before):
        smaller = ()
    elif UNCLEAR_BOUND.search(before):
        return None
    fitting = (*smaller, *larger)
    article = match["count"].strip() in ("a", "an")
    fitting = tuple(one for one in fitting if not article or (one[0] == "h") == (match["count"].strip() == "an"))
    return choice.choice(fitting) if fitting else None


def _single(place: Place, match: re.Match[str], new: str) -> Wrong:
    text = replaced(place.words, match.start(), match.end(), new)
    return " ".join(text.split()), (place,)


CORRUPTIONS: dict[str, Corruption] = {
    "number": wrong_number,
    "date": wrong_date,
    "name": wrong_name,
    "negation": wrong_negation,
    "may or must": wrong_duty,
    "unit": wrong_unit,
    "swapped subject": wrong_subject,
    "wrong document": wrong_document,
    "stitched quote": stitched_quote,
    "added detail": added_detail,
}
