"""Amounts and what they count."""

import pytest

from app.amounts import PERCENT, YEAR, amounts


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("USD 62.4 M", 62_400_000, "usd"),
        ("$192,359,453 in all", 192_359_453, "usd"),
        ("1.2 billion euros", 1_200_000_000, "eur"),
        ("25 %", 25, PERCENT),
        ("8 per cent of salary", 8, PERCENT),
        ("in 2019", 2019, YEAR),
        ("3 days", 3, "day"),
        ("1 day", 1, "day"),
        ("58", 58, ""),
    ],
)
def test_an_amount_is_read_with_its_unit(text, value, unit):
    assert [(found.value, found.unit) for found in amounts(text)] == [(value, unit)]


@pytest.mark.parametrize("text", ["a few days", "form 7600A", "version 1.2.3"])
def test_what_is_no_amount_is_not_read_as_one(text):
    assert amounts(text) == []


def test_an_amount_covers_its_own_signs_only():
    text = "paid: USD 62.4 M a year"
    (found,) = amounts(text)
    assert text[slice(*found.span)] == "USD 62.4 M"
