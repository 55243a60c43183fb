import pytest

from app.checking.numbers import number_finding
from app.checking.quantities import quantities
from tests.app.checking.claims import found, found_by


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("USD 2.4 M", [(2.4e6, "usd")], id="magnitude as a letter"),
        pytest.param("$2.4 million", [(2.4e6, "usd")], id="magnitude as a word"),
        pytest.param("2,400,000 US dollars", [(2.4e6, "usd")], id="currency in words"),
        pytest.param("ninety-seven per cent", [(97, "%")], id="words and per cent"),
        pytest.param("two thousand one hundred and five", [(2105, "")], id="a long number in words"),
        pytest.param("30 working days", [(30, "working day")], id="working days"),
        pytest.param("a 30-day period", [(30, "day")], id="hyphen before the unit"),
        pytest.param("12 unused days", [(12, "day")], id="a word before the unit"),
        pytest.param("5.2\nmillion people", [(5.2e6, "")], id="line break before the magnitude"),
        pytest.param("between 5 and 10 weeks", [(5, "week"), (10, "week")], id="a range shares its unit"),
        pytest.param("EUR 1,001 to 10,000", [(1001, "eur"), (10000, "eur")], id="a range shares its currency"),
        pytest.param("2-3 million euros", [(2e6, "eur"), (3e6, "eur")], id="a range shares its magnitude"),
        pytest.param("-5 °C", [(-5, "degree")], id="negative"),
        pytest.param("half of it", [(50, "%")], id="a half in per cent"),
        pytest.param("5 km at 10:30 on 3 May 2020", [(5, "km")], id="times and dates are no numbers"),
        pytest.param("COVID-19 on form A4", [], id="codes are no numbers"),
    ],
)
def test_numbers_come_with_their_units(text, expected):
    assert [(one.value, one.unit) for one in quantities(text)] == expected


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param("97% are affected.", "97 per cent are affected", id="per cent in words"),
        pytest.param("Two offices exist.", "2 offices", id="a number in words"),
        pytest.param("It is the third year.", "the 3rd year", id="ordinal"),
        pytest.param("1000 people came.", "one thousand people came", id="a thousand"),
        pytest.param("It costs $2.4 million.", "It costs USD 2.4 M", id="currency by its sign"),
        pytest.param("The plan has three partners.", "Partners are Alpha, Beta and Gamma.", id="a list counted"),
        pytest.param("Half of the fare is paid.", "50 % of the fare is paid", id="a half"),
        pytest.param("It is paid twice.", "It is paid two times.", id="twice"),
        pytest.param("The budget is USD 5.", "Budget (USD)\n5", id="the unit stands in a head"),
        pytest.param("One of the offices moved.", "The office moved.", id="one that counts nothing"),
        pytest.param("In 2019 it opened.", "It opened on 1 May 2019.", id="the year of a date"),
        pytest.param("It ran in 2020.", "The season of 2019/20", id="the second year of two"),
        pytest.param("COVID-19 struck.", "Covid-19 struck", id="a code in other letters"),
    ],
)
def test_a_number_follows(claim, quote):
    assert found_by(number_finding, claim, quote) is None


@pytest.mark.parametrize(
    ("claim", "quote", "kind"),
    [
        pytest.param("12 came.", "120 came", "number", id="part of a longer number"),
        pytest.param("62 came.", "62.4 came", "number", id="whole part of a decimal"),
        pytest.param("It takes 30 weeks.", "It takes 30 days.", "unit", id="weeks for days"),
        pytest.param("It takes 30 days.", "It takes 30 working days.", "unit", id="days for working days"),
        pytest.param("It costs EUR 5.", "It costs USD 5.", "unit", id="another currency"),
        pytest.param("It is 5 miles.", "It is 5 km.", "unit", id="miles for kilometres"),
        pytest.param("97 people came.", "97% came.", "unit", id="people for per cent"),
        pytest.param("USD 5 per year.", "USD 5 per month.", "unit", id="another rate"),
        pytest.param("Staff earn 2.5 days a year.", "Staff earn 2.5 days for each month.", "unit", id="rate afar"),
        pytest.param("In 2020 it opened.", "2,020 people came in 2019.", "date", id="an amount is no year"),
        pytest.param("Form A5 is used.", "Form A4 is used.", "name", id="another code"),
        pytest.param("It is paid twice.", "It is paid.", "number", id="twice out of nothing"),
        pytest.param("There are three banks.", "The banks are in two towns.", "number", id="no list to count"),
        pytest.param("It is the fourth year.", "the 3rd year", "number", id="another ordinal"),
        pytest.param("USD 2.4 billion", "USD 2.4 M", "number", id="another magnitude"),
        pytest.param("It fell to 5 °C.", "It fell to -5 °C.", "number", id="the sign is lost"),
    ],
)
def test_a_number_does_not_follow(claim, quote, kind):
    assert found_by(number_finding, claim, quote) == kind


@pytest.mark.parametrize(
    ("claim", "quote", "kind"),
    [
        pytest.param("It is open 24 hours a day, 7 days a week.", "It is open 24/7.", None, id="24/7"),
        pytest.param("It is open 24/7.", "It is open 24 hours a day, 7 days a week.", None, id="24/7 in the claim"),
        pytest.param("It takes 30 minutes.", "It takes half an hour.", None, id="half an hour"),
        pytest.param("It takes half an hour.", "It takes 30 minutes.", None, id="half an hour in the claim"),
        pytest.param("It takes half an hour.", "It takes 40 minutes.", "number", id="another time"),
        pytest.param("It is open 24/7.", "It is open 12 hours a day.", "number", id="no 24/7"),
    ],
)
def test_numbers_said_in_a_way_of_their_own(claim, quote, kind):
    assert found_by(number_finding, claim, quote) == kind


@pytest.mark.parametrize(
    ("claim", "quote", "kind"),
    [
        pytest.param(
            "The mission trained 2021 officials.", "In 2021 the mission trained officials.", "date", id="counted"
        ),
        pytest.param(
            "The mission trained 2021 officials.", "The mission trained 2021 officials.", None, id="an amount"
        ),
        pytest.param("The 2021 reports are late.", "Reports of 2021 are late.", None, id="a year before a noun"),
    ],
)
def test_a_year_serves_as_no_amount(claim, quote, kind):
    assert found(claim, quote) == kind
