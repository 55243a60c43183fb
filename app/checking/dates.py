"""Dates and times of day in a text, and whether one follows from another."""

import re
from dataclasses import dataclass

_MONTH_NAMES = "january february march april may june july august september october november december".split()
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DAY = r"(?<![\d.,])(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[5-9]|20|21)\d\d(?![\d%]|[.,]\d)"
_TO = r"\s?(?:-|to|and|until|or|/)\s?"
_DATE = re.compile(
    rf"(?P<iso>(?<!\d)\d{{4}}-\d{{2}}-\d{{2}}(?!\d))"
    rf"|(?P<slashed>(?<![\d/.])\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d{{2}})(?![\d/]))"
    rf"|(?:(?P<first>{_DAY}){_TO})?(?P<day>{_DAY})(?:\s+of)?\s+(?P<month>{_MONTH})(?:,?\s+(?P<year>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH})\s+(?:the\s+)?(?:(?P<first2>{_DAY}){_TO})?(?P<day2>{_DAY})(?![\d.,]\d|\d|"
    rf"\s?%)(?:,?\s+(?P<year2>{_YEAR}))?"
    rf"|(?P<month3>{_MONTH})(?:\s+of)?,?\s+(?P<year3>{_YEAR})"
    rf"|(?P<month4>\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)",
)
# "May" alone is a month where nothing else can stand; "March" is no verb after these either.
_BEFORE_MONTH = re.compile(
    r"\b(?:in|of|by|since|until|till|during|from|to|before|after|through|mid|early|late|each|every|and|or)[\s-]+$", re.I
)
_HINT = re.compile(r"\d|day|noon|midnight|[JFMASOND](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:s|'s)?\b")
_TIME = re.compile(
    r"(?<![\d.,:])(?P<hour>[01]?\d|2[0-4])(?:(?P<sep>[:.])(?P<minute>[0-5]\d)(?![\d%]))?\s?(?P<half>[ap]\.?m\b\.?)"
    r"|(?<![\d.,:])(?P<hour2>[01]?\d|2[0-4]):(?P<minute2>[0-5]\d)(?![\d:])"
    r"|\b(?P<word>noon|midday|midnight)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A date, or the part of one that is stated; a day of the week; a time of day."""

    span: tuple[int, int]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: str = ""
    minute: int | None = None  # of the day

    def follows_from(self, other: "When") -> bool:
        """Whether all that this one states is stated by the other: "May 2025" follows from "1 May 2025"."""
        mine = (self.year, self.month, self.day, self.weekday or None, self.minute)
        theirs = (other.year, other.month, other.day, other.weekday or None, other.minute)
        return all(part is None or part == whole for part, whole in zip(mine, theirs, strict=True))


def dates(text: str) -> list[When]:
    """The dates and times of a plain text in order; both readings of "01/05/2025", both ends of "1-5 May".

    >>> [(when.year, when.month, when.day) for when in dates("May 1, 2025, or 2025-05-02, not in May")]
    [(2025, 5, 1), (2025, 5, 2), (None, 5, None)]
    """
    if not _HINT.search(text):
        return []
    found = [when for match in _DATE.finditer(text) for when in _read(match)]
    found += [When(match.span(), weekday=match[1].lower()) for match in _WEEKDAY.finditer(text)]
    found += [When(match.span(), minute=_minute(match)) for match in _TIME.finditer(text)]
    return sorted(found, key=lambda when: when.span)


def _read(match: re.Match[str]) -> list[When]:
    span = match.span()
    if match["iso"]:
        year, month, day = map(int, match["iso"].split("-"))
        return _possible(span, year, month, day)
    if match["slashed"]:
        one, two, year = map(int, re.split(r"[/.]", match["slashed"]))
        year += 2000 if year < 100 else 0
        either = _possible(span, year, two, one)
        return either if one == two else either + _possible(span, year, one, two)
    if match["month4"]:
        alone = match["month4"] not in ("May", "March") or _BEFORE_MONTH.search(match.string[: match.start()])
        return [When(span, month=_month(match["month4"]))] if alone else []
    if match["month3"]:
        return [When(span, int(match["year3"]), _month(match["month3"]))]
    month = _month(match["month"] or match["month2"])
    stated = match["year"] or match["year2"]
    days = (match["first"], match["day"], match["first2"], match["day2"])
    return [When(span, int(stated) if stated else None, month, _number(day)) for day in days if day]


def _possible(span: tuple[int, int], year: int, month: int, day: int) -> list[When]:
    return [When(span, year, month, day)] if 1 <= month <= 12 and 1 <= day <= 31 else []


def _month(name: str) -> int:
    return next(place for place, one in enumerate(_MONTH_NAMES, start=1) if one[:3] == name[:3].lower())


def _number(day: str) -> int:
    return int(re.sub(r"\D", "", day))


def _minute(match: re.Match[str]) -> int:
    if match["word"]:
        return 0 if match["word"].lower() == "midnight" else 12 * 60
    hour = int(match["hour"] or match["hour2"])
    minute = int(match["minute"] or match["minute2"] or 0)
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    return hour % 24 * 60 + minute
