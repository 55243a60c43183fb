"""Numbers, dates and times as spreadsheets show them; expected values are what Excel displays."""

import pytest

from ingest.formats.sheets.formats import displayed


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (1234.0, "General", "1234"),
        (0.1 + 0.2, "General", "0.3"),
        (5012345678900.0, "General", "5012345678900"),
        (-2.5, "General", "-2.5"),
        (1234567.891, "#,##0", "1,234,568"),
        (1234.5, "#,##0.00", "1,234.50"),
        (2.5, "0", "3"),
        (7.0, "000", "007"),
        (0.5, "0%", "50%"),
        (0.0725, "0.00%", "7.25%"),
        (1.5, "0.##", "1.5"),
        (2.0, "0.##", "2"),
        (-1234.0, "#,##0;(#,##0)", "(1,234)"),
        (-1234.0, "#,##0_);[Red](#,##0)", "(1,234)"),
        (0.0, '#,##0;-#,##0;"-"', "-"),
        (1234.5, '_-"£"* #,##0.00_-', "£1,234.50"),
        (-1234.5, "$#,##0.00", "-$1,234.50"),
        (99.0, "[$€-407] #,##0", "€ 99"),
        (99.0, "#,##0 [$CHF]", "99 CHF"),
        (12.0, '0 "days"', "12 days"),
        (12500000.0, '0.0,,"M"', "12.5M"),
        (-0.001, "0.00", "0.00"),
        (5551234.0, "000-0000", "555-1234"),
        (3.0, "@", "3"),
        (12000.0, "0.00E+00", "12000"),
    ],
)
def test_numbers(value: float, code: str, expected: str) -> None:
    assert displayed(value, code) == expected


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (45322.0, "yyyy-mm-dd", "2024-01-31"),
        (45322.0, "d mmm yyyy", "31 Jan 2024"),
        (45322.0, "dddd, mmmm d, yyyy", "Wednesday, January 31, 2024"),
        (45322.0, "mm/dd/yy", "01/31/24"),
        (45322.0, "[$-809]dd mmmm yyyy;@", "31 January 2024"),
        (45322.5625, "yyyy-mm-dd hh:mm", "2024-01-31 13:30"),
        (0.5625, "h:mm AM/PM", "1:30 PM"),
        (0.5625, "h:mm:ss", "13:30:00"),
        (1.5, "[h]:mm", "36:00"),
        (0.0, "h:mm", "0:00"),
        (1.0, "yyyy-mm-dd", "1900-01-01"),
        (61.0, "yyyy-mm-dd", "1900-03-01"),
        (-1.0, "yyyy-mm-dd", "-1"),
        (45322.0, "yyyy\\.mm\\.dd", "2024.01.31"),
    ],
)
def test_dates_and_times(value: float, code: str, expected: str) -> None:
    assert displayed(value, code) == expected


@pytest.mark.parametrize(
    "code", ["", ";;;", "?", "[", '"', "#,##0;", "0/0", "\\", "General;General", "yyyy;", "[h", "* "]
)
@pytest.mark.parametrize("value", [0.0, -1.0, 1e300, float("inf"), float("nan"), 3e6, 0.1])
def test_no_code_however_odd_fails(value: float, code: str) -> None:
    assert isinstance(displayed(value, code), str)
