"""Amounts in a text: numbers with their units, made comparable."""

import re
from dataclasses import dataclass

from retriever.terms import stem
from retriever.types import Span

PERCENT = "%"
YEAR = "year number"
CURRENCIES = frozenset("usd eur gbp jpy chf cad aud nzd sek nok dkk inr pkr bdt cny thb zar kes brl mxn".split())
_SIGNS = {"$": "usd", "us$": "usd", "€": "eur", "£": "gbp", "¥": "jpy", "euro": "eur", "euros": "eur"}
_MAGNITUDES = {"k": 1e3, "thousand": 1e3, "m": 1e6, "mn": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}

_MONEY = rf"\b(?:{'|'.join(sorted(CURRENCIES)).upper()}|[Ee]uros?)\b|US\$|[$€£¥]"
_AMOUNT = re.compile(
    rf"(?:(?P<before>{_MONEY})\s?)?"
    r"(?<![\w.,])(?P<number>\d{1,3}(?:[,’]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![.,]?\d|\w)"
    r"(?:\s?(?P<magnitude>thousand|million|billion|bn|mn|M|K)\b)?"
    rf"(?:\s?(?P<percent>%|per ?cent\b)|\s?(?P<after>{_MONEY})|\s+(?P<word>[A-Za-z]+))?"
)
_YEAR = re.compile(r"(?:19|20)\d{2}")


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with what it counts."""

    value: float
    unit: str  # a currency in small letters, PERCENT, YEAR, or the stem of the next word; empty where none follows
    span: Span  # in the text: number, magnitude, currency or per cent sign, but no next word


def amounts(text: str) -> list[Amount]:
    """The amounts written in digits, in order.

    >>> [(found.value, found.unit) for found in amounts("USD 62.4 M for 25 days in 2020")]
    [(62400000.0, 'usd'), (25.0, 'day'), (2020.0, 'year number')]
    """
    return [_amount(match) for match in _AMOUNT.finditer(text)]


def _amount(match: re.Match[str]) -> Amount:
    parts = ("before", "number", "magnitude", "percent", "after")
    held = [match.span(part) for part in parts if match[part]]
    value = float(re.sub("[,’]", "", match["number"])) * _MAGNITUDES.get((match["magnitude"] or "").lower(), 1.0)
    return Amount(round(value, 6), _unit(match), (held[0][0], held[-1][1]))


def _unit(match: re.Match[str]) -> str:
    money = (match["before"] or match["after"] or "").lower()
    if money:
        return _SIGNS.get(money, money)
    if match["percent"]:
        return PERCENT
    if _YEAR.fullmatch(match["number"]) and not match["magnitude"]:
        return YEAR
    return stem(match["word"].lower()) if match["word"] else ""
