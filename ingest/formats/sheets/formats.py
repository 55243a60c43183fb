"""Numbers of a spreadsheet as it displays them."""

import math
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from ingest.formats.sheets.dates import date_words, is_date_format

GENERAL = "General"
# ECMA-376 part 1, 18.8.30. Those of dates are shown as the reader's own country writes them, so here as ISO 8601 does.
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "yyyy-mm-dd",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
    22: "yyyy-mm-dd h:mm", 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 41: "#,##0;-#,##0", 42: "$#,##0;-$#,##0", 43: "#,##0.00;-#,##0.00",
    44: "$#,##0.00;-$#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_SERIAL = 2_958_465  # 31 December 9999
# A spreadsheet takes 1900 for a leap year: days before its 29 February count from one day later.
_FALSE_LEAP_DAY = 60
_SIGNIFICANT = 11  # digits that a plain number shows

_LITERALS = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.')
_DIGITS = re.compile(r"[#0?][#0?,.]*")
_PLACE = re.compile(r"[#0?]")


def displayed(value: float, code: str, *, from_1904: bool = False) -> str:
    """Return a number as a format code shows it.

    >>> [displayed(1234.5, "#,##0.00"), displayed(0.125, "0.0%"), displayed(45322, "d mmm yyyy")]
    ['1,234.50', '12.5%', '31 Jan 2024']
    """
    try:
        return _formatter(code, from_1904)(value)
    except ArithmeticError:
        # More places than numbers have: what Excel shows as a row of "#".
        return _plain(value)


@lru_cache(maxsize=4096)
def _formatter(code: str, from_1904: bool) -> Callable[[float], str]:
    sections = _sections(code)
    if is_date_format(_bare(sections[0])):
        return lambda value: _date(value, sections[0], from_1904)
    return lambda value: _number(value, sections)


def _sections(code: str) -> list[str]:
    """The parts of a code for positive numbers, negative ones, nought and text."""
    sections, start, quoted = [], 0, False
    for position, sign in enumerate(code):
        if sign == '"':
            quoted = not quoted
        elif sign == ";" and not quoted and code[position - 1 : position] != "\\":
            sections.append(code[start:position])
            start = position + 1
    return [*sections, code[start:]]


def _bare(section: str) -> str:
    """A section without what it shows as it stands."""
    return _LITERALS.sub(lambda match: match[0] if match[0].lower() in ("[h]", "[hh]", "[m]", "[s]") else "", section)


def _date(value: float, section: str, from_1904: bool) -> str:
    if not 0 <= value <= _LAST_SERIAL:
        return _plain(value)
    days = value + 1 if not from_1904 and 1 <= value < _FALSE_LEAP_DAY else value
    # Whole milliseconds, so that 11:59:59.9999 is noon.
    moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(milliseconds=round(days * 86_400_000))
    return date_words(moment, value, section)


def _number(value: float, sections: list[str]) -> str:
    section = sections[0]
    minus = "-" if value < 0 else ""
    if value < 0 and len(sections) > 1 and sections[1]:
        section, minus = sections[1], ""
    elif value == 0 and len(sections) > 2:
        section = sections[2]
    if not section or section.strip().lower() == GENERAL.lower() or section == "@":
        return _plain(value)
    pattern = _DIGITS.search(_masked(section))
    size = abs(value)
    if pattern is None:
        if GENERAL.lower() in section.lower():
            return " ".join(_shown(re.sub(GENERAL, _plain(size), section, flags=re.IGNORECASE)).split())
        return minus + _shown(section).strip()
    if "/" in _bare(section)[1:-1] or "e+" in _bare(section).lower() or "e-" in _bare(section).lower():
        return _plain(value)
    if _PLACE.search(_masked(section)[pattern.end() :]):
        return minus + _spread(size, section)
    before, after = _shown(section[: pattern.start()]), _shown(section[pattern.end() :])
    digits = _digits(size * 100 ** _bare(section).count("%"), pattern[0])
    if minus and not digits.strip("0.,"):
        minus = ""
    return (minus + before + digits + after).strip()


def _masked(section: str) -> str:
    """A section of the same length, what it shows as it stands blanked out."""
    return _LITERALS.sub(lambda match: " " * len(match[0]), section)


def _shown(section: str) -> str:
    """What a part of a section shows as it stands; room for signs that other numbers have is left out."""
    words = _LITERALS.sub(lambda match: match[1] or match[2] or match[3] or "", section)
    return words.replace("@", "")


def _spread(size: float, section: str) -> str:
    """A whole number's digits put one by one into places with signs between them, as in telephone numbers."""
    places = [match.start() for match in _PLACE.finditer(_masked(section))]
    digits = f"{round(size):0{len(places)}d}"
    extra = len(digits) - len(places)
    shown = {place: digits[extra + order] for order, place in enumerate(places)}
    shown[places[0]] = digits[: extra + 1]
    signs = "".join(shown.get(position, sign) for position, sign in enumerate(section))
    return _shown(signs).strip()


def _digits(size: float, pattern: str) -> str:
    """A positive number's digits by a pattern of places."""
    whole, _, places = pattern.partition(".")
    thousands = len(pattern) - len(pattern.rstrip(","))
    whole, places = whole.rstrip(",") if not places else whole, places.rstrip(",").replace(",", "")
    if not math.isfinite(size):
        return str(size)
    amount = Decimal(repr(size)) / Decimal(1000) ** thousands
    rounded = amount.quantize(Decimal(1).scaleb(-len(places)), ROUND_HALF_UP)
    words = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    integer, _, fraction = words.partition(".")
    optional = len(places) - len(places.rstrip("#?"))
    kept = fraction.rstrip("0") if optional else fraction
    fraction = kept.ljust(len(places) - optional, "0")
    integer = integer.zfill(whole.count("0")) if "," not in whole else integer
    if integer == "0" and "0" not in whole and fraction:
        integer = ""
    return f"{integer}.{fraction}" if fraction else integer


def _plain(value: float) -> str:
    """A number without a format: whole numbers in full, others with as many digits as tell."""
    if value == int(value) if math.isfinite(value) else False:
        return str(int(value)) if abs(value) < 1e21 else repr(value)
    words = f"{value:.{_SIGNIFICANT}g}"
    return words if "e" not in words else f"{value:.6g}".replace("e", "E")
