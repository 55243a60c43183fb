"""Numbers of a text with what they are numbers of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from app.checking.addresses import addresses
from app.checking.dates import dates
from app.checking.number_words import CARDINAL, FRACTION, ORDINAL, cardinal, fraction, ordinal
from app.checking.units import CALENDAR, CURRENCIES, MEASURES, RATES, WORKING
from app.checking.words import content_stem

PERCENT = "%"
_MAGNITUDES = {
    "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "mio": 1e6, "billion": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_MONEY = r"US\$|[$€£¥₹]|\b(?:[Uu][Ss] [Dd]ollars?|" + "|".join(
    sorted({form for code in CURRENCIES if code.isalpha() for form in (code.upper(), code, code.capitalize())}, key=len)
) + r")\b"  # fmt: skip
# A letter, digit or point directly before makes it a part of something else: "COVID-19", "v1.2".
_DIGITS = r"(?<![\w.,/])(?<![A-Za-z]-)(?:\d{1,3}(?:[,']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\d)\.\d+)"
_NUMBER = re.compile(
    rf"(?:(?P<before>{_MONEY})\s?)?(?P<minus>(?<![\w)\]%.])-(?=\d)|\bminus )?"
    rf"(?:(?P<fraction>\b(?:{FRACTION})\b)|(?P<ordinal>\b(?:{ORDINAL})\b)|(?P<digits>{_DIGITS})"
    rf"(?![.,/]\d|:\d)|(?P<words>{CARDINAL}))"
    r"(?:[ \n-]?(?P<magnitude>(?:thousand|million|billion|trillion|mio|mn|bn|tn)\b|(?:M|K|B|k)\b|m\b))?",
    re.IGNORECASE,
)
_HINT = re.compile(rf"\d|\b(?:{CARDINAL}|{ORDINAL}|{FRACTION})\b", re.IGNORECASE)
_AFTER_PERCENT = re.compile(r"\s?(?:%|per ?cent\b|percentage points?\b)", re.IGNORECASE)
_AFTER_MONEY = re.compile(rf"\s?(?P<money>{_MONEY})")
_AFTER_WORD = re.compile(
    r"(?:[ \n-]|\s\(?)(?P<word>[^\W\d_]+|°[CF]?)|(?P<glued>°[CF]?|(?:km|kg|cm|mm|mg|g|m|h|ml|l|ha|gb|mb|tb|kb|kw|"
    r"mw|kwh|min|hrs?)\b)",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"\s*(?:\)|,)?\s*(?:per|a|an|each|every|/)\s?(?P<per>[a-z]+)|\s+(?P<ly>[a-z]+ly|per annum)\b", re.IGNORECASE
)
_LATER_RATE = re.compile(
    rf"[^.,;:()\d]{{1,40}}?\b(?:per|each|every)\s(?P<per>{'|'.join(u for u in MEASURES if len(u) > 2)})\b",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"(?<![\w.])(?:(?=[\w/-]*\d)(?=[\w/-]*[A-Za-z])[A-Za-z0-9]+(?:[-/][A-Za-z0-9]+)*|\d+(?:\.\d+){2,}|"
    r"\d{1,2}/\d{1,2})(?![\w])"
)
_NO_CODE = re.compile(
    r"\d+(?:st|nd|rd|th)|\d[\d.]*(?:[kmb]|mn|bn|km|kg|cm|mm|mg|g|h|ml|l|ha|gb|mb|tb|am|pm|min|hrs?|x)|"
    r"\d+(?:-\d+)?-[a-z]+|"
    r"(?:usd|eur|gbp|us|rs|chf)\d.*|[a-z]+(?:-[a-z]+)*-?/[a-z]+|\d{4}/\d{2,4}",
    re.IGNORECASE,
)
_BARE_YEAR = re.compile(r"(?:1[5-9]|20|21)\d\d")
_JOINS_RANGE = re.compile(r"\s*(?:-|to|and|or|/|up to|till|until)\s*(?:up to |about )?", re.IGNORECASE)
_STOPS_UNIT = frozenset(
    "of in on at for to by from with and or the a an is are was were be been has have had per each every after before "
    "within during than that which who when if as but not no may must can should will shall into out over under".split()
)

_MONEY_CODES = frozenset(CURRENCIES.values())

Kind = Literal["amount", "ordinal", "fraction", "year"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit."""

    value: float
    kind: Kind
    span: tuple[int, int]  # of the number with its sign, magnitude and unit
    text: str
    unit: str = ""  # a currency's code, PERCENT, or a measure under one name, "working day" among them
    nouns: tuple[str, ...] = ()  # stems of up to three words that follow, where they are no unit
    rate: str = ""  # "month" in "200 dollars per month"
    in_words: bool = False


def codes(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Words that hold digits and letters, and numbers with several points, with their spans.

    >>> [code for code, _ in codes("COVID-19 form A4, version 1.2.3, 30km, 3rd, 5-day")]
    ['COVID-19', 'A4', '1.2.3']
    """
    return [(match[0], match.span()) for match in _CODE.finditer(text) if not _NO_CODE.fullmatch(match[0])]


@lru_cache(maxsize=4096)
def quantities(text: str) -> tuple[Quantity, ...]:
    """The numbers of a plain text in order, those of dates, times, addresses and codes left out.

    >>> [(found.value, found.unit) for found in quantities("USD 2.4 M for thirty working days, or 5 per cent")]
    [(2400000.0, 'usd'), (30.0, 'working day'), (5.0, '%')]
    """
    if not _HINT.search(text):
        return ()
    left = list(text)
    spans = [span for _, span in addresses(text)] + [when.span for when in dates(text)] + [s for _, s in codes(text)]
    for begin, end in spans:
        left[begin:end] = "\x00" * (end - begin)
    masked = "".join(left)
    found = [one for match in _NUMBER.finditer(masked) for one in _read(match, masked)]
    return tuple(_ranges_joined(found, masked))


def _read(match: re.Match[str], text: str) -> Iterator[Quantity]:
    span, written = match.span(), match[0].strip()
    sign = -1.0 if match["minus"] else 1.0
    if match["fraction"]:
        yield Quantity(fraction(match["fraction"]), "fraction", span, written, PERCENT, in_words=True)
        return
    if match["ordinal"]:
        nouns = tuple(_following(text, match.end("ordinal")))
        yield Quantity(ordinal(match["ordinal"]), "ordinal", span, written, nouns=nouns, in_words=True)
        return
    magnitude = match["magnitude"] or ""
    if magnitude in ("m", "b") and not match["before"]:
        magnitude = ""  # metres
    end = match.end() if magnitude else match.end("digits" if match["digits"] else "words")
    values = [float(re.sub("[,']", "", match["digits"]))] if match["digits"] else cardinal(match["words"])
    for value in values:
        value = round(sign * value * _MAGNITUDES.get(magnitude.lower(), 1.0), 6)
        one = Quantity(
            value, "amount", (match.start(), end), text[match.start() : end].strip(), in_words=bool(match["words"])
        )
        one = _with_unit(one, text, (match["before"] or "").lower())
        if not one.unit and not magnitude and match["digits"] and _BARE_YEAR.fullmatch(match["digits"]):
            one = replace(one, kind="year")
        yield one


def _with_unit(one: Quantity, text: str, money: str) -> Quantity:
    start, end = one.span
    if money:
        return _with_rate(replace(one, unit=_currency(money)), text)
    if found := _AFTER_PERCENT.match(text, end):
        return replace(one, unit=PERCENT, span=(start, found.end()), text=text[start : found.end()])
    if found := _AFTER_MONEY.match(text, end):
        one = replace(
            one, unit=_currency(found["money"].lower()), span=(start, found.end()), text=text[start : found.end()]
        )
        return _with_rate(one, text)
    return _with_measure(one, text)


def _with_measure(one: Quantity, text: str) -> Quantity:
    """The measure among the next three words, "working" before it told."""
    start, place = one.span
    before: list[str] = []
    nouns: list[str] = []
    while len(before) < 4 and (found := _AFTER_WORD.match(text, place)):
        word = (found["word"] or found["glued"]).lower()
        if word in MEASURES and not (len(word) == 1 and found["word"] and found["word"].isupper()):
            unit = MEASURES[word]
            if unit == "day" and WORKING & set(before):
                unit = "working day"
            elif unit == "day" and CALENDAR & set(before):
                unit = "calendar day"
            # "two seconds", but in "second two" and "one point" no unit was meant alone.
            return _with_rate(replace(one, unit=unit, span=(start, found.end()), text=text[start : found.end()]), text)
        if word in _STOPS_UNIT:
            break
        before.append(word)
        place = found.end()
    nouns = [stem for word in before[:3] if (stem := content_stem(word))]
    return _with_rate(replace(one, nouns=tuple(nouns)), text) if not nouns else replace(one, nouns=tuple(nouns))


def _following(text: str, place: int) -> Iterator[str]:
    for _ in range(3):
        found = _AFTER_WORD.match(text, place)
        word = (found["word"] or found["glued"]).lower() if found else ""
        if not found or word in _STOPS_UNIT:
            return
        if stem := content_stem(word):
            yield stem
        place = found.end()


def _with_rate(one: Quantity, text: str) -> Quantity:
    found = _RATE.match(text, one.span[1])
    word = (found["per"] or found["ly"] or "").lower().removeprefix("per ") if found else ""
    rate = RATES.get(word, "") or (MEASURES.get(word, "") if found and found["per"] else "")
    if not rate and (later := _LATER_RATE.match(text, one.span[1])):
        rate = MEASURES[later["per"].lower()]
    return replace(one, rate=rate) if rate else one


def _currency(written: str) -> str:
    return CURRENCIES.get(written.removeprefix("us ").strip(), written)


def _ranges_joined(found: list[Quantity], text: str) -> Iterator[Quantity]:
    """Both ends of a range have the unit of the one that states it, and the magnitude of the last."""
    for place, one in enumerate(found):
        if one.unit or one.nouns:
            yield one
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        before = found[place - 1] if place else None
        if after and _JOINS_RANGE.fullmatch(text[one.span[1] : after.span[0]]):
            magnitude = _magnitude(after.text) if one.value < 1e3 and _magnitude(one.text) == 1.0 else 1.0
            one = replace(one, value=round(one.value * magnitude, 6), rate=after.rate)
            one = replace(one, unit=after.unit, kind="amount") if after.unit else replace(one, nouns=after.nouns)
        elif before and before.unit in _MONEY_CODES and _JOINS_RANGE.fullmatch(text[before.span[1] : one.span[0]]):
            one = replace(one, unit=before.unit, kind="amount")
        yield one


def _magnitude(text: str) -> float:
    found = re.search(r"[\d ](thousand|million|billion|trillion|mio|mn|bn|tn|[MKB])\b", text)
    return _MAGNITUDES[found[1].lower()] if found else 1.0
