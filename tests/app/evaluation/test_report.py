"""A report keeps what its run showed, as JSON for a later comparison and as a page for people."""

import json
import re

import pytest

from app.evaluation.gold import BadGold
from app.evaluation.html_report import html_page
from app.evaluation.judge import Outcome
from app.evaluation.report import EarlierRun, make_report, read_report

ATTACK = "<img src=x onerror=alert(1)>{{ 7 * 7 }}"


@pytest.fixture
def report(four_judged, judged):
    refused = judged(id="e", question=ATTACK, outcome=Outcome.WRONGLY_ABSTAINED, answer=ATTACK, expected=(ATTACK,))
    rows = [*four_judged, refused]
    return make_report("mine.jsonl", 750, rows, [BadGold("f", ATTACK)], EarlierRun("old.json", 750, tuple(rows)))


@pytest.fixture
def page(browser, report, tmp_path):
    """The report in a browser that must ask for nothing but the page, and run no script."""
    path = tmp_path / "report.html"
    path.write_text(html_page(report), encoding="utf-8")
    asked, page = [], browser.new_page(viewport={"width": 1200, "height": 900})
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.goto(path.as_uri())
    yield page
    page.close()
    assert asked == [path.as_uri()]


def test_a_kept_report_gives_back_the_run(report, tmp_path):
    path = tmp_path / "kept.json"
    path.write_text(json.dumps(report.as_json()))
    assert read_report(path) == EarlierRun("kept.json", 750, tuple(report.judged))


@pytest.mark.parametrize("text", ["{}", "[]", "no json", '{"questions": [{"id": "a"}], "settings": {"words": 750}}'])
def test_what_is_no_report_is_refused(tmp_path, text):
    path = tmp_path / "kept.json"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"."):
        read_report(path)


def test_the_report_counts_by_kind_and_in_all(report):
    record = report.as_json()
    assert record["total"]["questions"] == 5
    assert {kind: counts["questions"] for kind, counts in record["kinds"].items()} == {"fact": 3, "near_miss": 2}
    # Of the documents named, "leave.txt" and "pay.txt", the near misses name one only.
    assert record["total"]["intervals_over"] == "documents"
    assert record["kinds"]["near_miss"]["intervals_over"] == "questions"
    assert record["left_out"] == [{"id": "f", "reason": ATTACK}]
    assert {one["verdict"] for one in record["comparison"]["measures"].values()} == {"no difference"}
    assert [point["coverage"] for point in record["risk_coverage"]] == [0.4, 0.6, 0.8, 1.0]


def test_the_page_lists_what_went_wrong_with_what_was_expected(page):
    table = page.get_by_role("region", name="Questions that went wrong")
    assert table.locator("tbody tr").count() == 3
    assert table.get_by_text("answered, though it is not there").count() == 1
    assert table.locator("tbody tr").nth(1).locator("td").nth(2).inner_text() == "no answer"
    assert table.locator("tbody tr").nth(2).locator("td").nth(2).inner_text() == ATTACK


def test_every_table_and_plot_of_the_page_has_a_name(page):
    assert page.locator("table").count() == page.locator("table > caption").count() == 5
    assert page.locator("th:not([scope])").count() == 0
    assert page.get_by_role("img", name=re.compile("Risk and coverage")).count() == 1
    assert page.get_by_role("img", name=re.compile("Reliability")).count() == 1


def test_the_page_fits_a_narrow_screen(page):
    page.set_viewport_size({"width": 360, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_a_report_of_nothing_is_still_a_report():
    report = make_report("none.jsonl", 750, [], [BadGold("f", "lost")])
    assert report.as_json()["total"]["measures"]["right"]["value"] is None
    assert "Nothing: every question" in html_page(report)
