import pytest

from app.checking.dated import date_finding
from app.checking.limits import time_finding
from tests.app.checking.claims import found, found_by


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param("since May 1, 2025", "from 1 May 2025", id="month first"),
        pytest.param("on 2025-05-01", "on 1 May 2025", id="ISO"),
        pytest.param("on 1 May 2025", "on 01/05/2025", id="slashes, day first"),
        pytest.param("in May 2025", "on 1 May 2025", id="a part of a date"),
        pytest.param("by March 31", "by 31 March", id="without a year"),
        pytest.param("on 3 May 2020", "from 1 to 3 May 2020", id="end of a range"),
        pytest.param("at 10 am", "at 10:00", id="hour of the morning"),
        pytest.param("by 6 pm", "at 18:00", id="hour of the evening"),
        pytest.param("Staff may go.", "Staff go.", id="may is no month"),
    ],
)
def test_a_date_follows(claim, quote):
    assert found_by(date_finding, claim, quote) is None


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param("on 2 May 2025", "on 1 May 2025", id="another day"),
        pytest.param("in June 2025", "on 1 May 2025", id="another month"),
        pytest.param("on 1 May 2024", "on 1 May 2025", id="another year"),
        pytest.param("on 1 May 2025", "in May 2025", id="more than is stated"),
        pytest.param("in March 2019", "in March 2018 and May 2019", id="put together of two"),
        pytest.param("at 8 pm", "at 18:00", id="another hour"),
        pytest.param("on Friday", "on Monday", id="another weekday"),
    ],
)
def test_a_date_does_not_follow(claim, quote):
    assert found_by(date_finding, claim, quote) == "date"


def test_an_end_is_no_beginning():
    assert found_by(time_finding, "Days are used from 31 March.", "Days are used by 31 March.") == "limit"
    assert found_by(time_finding, "Days are used until 31 March.", "Days are used by 31 March.") is None


@pytest.mark.parametrize(
    ("claim", "kind"),
    [
        pytest.param("The line is open Monday to Friday.", None, id="to for through"),
        pytest.param("The line is open on Friday.", None, id="one end alone"),
        pytest.param("The line is open Friday through Friday.", "date", id="the same day twice"),
        pytest.param("The line is open Monday through Saturday.", "date", id="an end of another span"),
    ],
)
def test_both_ends_of_a_span_belong_together(claim, kind):
    assert found(claim, "The line is open Monday through Friday. Letters come on Saturday.") == kind


@pytest.mark.parametrize(
    "claim",
    [
        pytest.param("It began on 1 March 2013 with 75 percent.", id="reworded"),
        pytest.param("It began on March 1, 2013, with 75%.", id="without the spaces"),
    ],
)
def test_spaces_before_signs_part_nothing(claim):
    assert found(claim, "It began on March 1 , 2013 , with 75 % .") is None
