"""The insights as HTML, from questions made by hand."""

from datetime import UTC

from app.history.records import Vote
from app.insights.golden import GoldenDraft
from app.insights.overview import insights
from app.web.insights.golden_view import golden_form
from app.web.insights.insights_view import insights_html
from app.web.insights.place import days_of
from tests.app.insights.asked_questions import abstained, answered, at, cite

HOSTILE = "<img src=x onerror=alert(1)> \"'&"


def test_without_questions_the_place_says_so_and_offers_to_ask(embed):
    page = insights_html(insights([], [], embed, 7, at(10), UTC), ())
    assert "Nothing was asked in the last 7 days" in page
    assert "<table" not in page


def test_figures_add_up(ask, embed):
    asked = [
        ask("leave a", at(9), answered("leave a", cite("b.txt")), vote=Vote(False, "wrong year")),
        ask("parking", at(9), abstained("parking", cite("a.txt"))),
        ask("travel", at(10), failure="The index was locked."),
    ]
    page = insights_html(insights(asked, [], embed, 7, at(10), UTC), ())
    assert "<dt>Asked</dt><dd>3</dd>" in page
    assert "<dt>Answered</dt><dd>1 <span>33 %</span></dd>" in page
    assert "<dt>Not answered</dt><dd>2 <span>67 %</span></dd>" in page
    assert "<dt>Low votes</dt><dd>1</dd>" in page
    assert "the highest is 2 questions, 9 Jun 2026" in page


def test_a_golden_question_is_not_offered_again(ask, embed):
    found = insights([ask("Leave?", at(9), abstained("Leave?"))], [], embed, 7, at(10), UTC)
    assert "Make a golden question" in insights_html(found, ())
    assert "Make a golden question" not in insights_html(found, {"leave"})


def test_words_of_people_and_documents_are_never_markup(ask, embed):
    citation = cite(f"{HOSTILE}.txt", HOSTILE)
    asked = [
        ask(HOSTILE, at(9), answered(HOSTILE, citation), vote=Vote(False, HOSTILE), standalone=f"leave {HOSTILE}"),
        ask(HOSTILE, at(9), abstained(HOSTILE, citation)),
    ]
    found = insights(asked, [], embed, 7, at(10), UTC)
    form = golden_form(GoldenDraft(HOSTILE, True, HOSTILE, (HOSTILE, HOSTILE), HOSTILE))
    for page in (insights_html(found, ()), form):
        assert "<img" not in page
        assert '"\'&"' not in page


def test_the_period_is_that_of_the_address():
    assert [days_of(f"/insights?days={days}") for days in ("7", "0", "5", "x")] == [7, 0, 30, 30]
