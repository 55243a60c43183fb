"""What the Insights place fetches from a running site over the brief."""

from dataclasses import replace

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.history.records import Vote
from app.web.insights.routes import add_insights_routes
from app.web.server import create_app

BUDGET = "What is the budget for Pakistan?"
SHOE_SIZE = "What is the director's shoe size?"


@pytest.fixture(scope="module")
def answers(brief):
    return {question: brief[0].ask(question) for question in (BUDGET, SHOE_SIZE)}


@pytest.fixture
def site(brief, make_site, answers):
    """A site on which one question was answered and voted down, and another not answered."""
    site = make_site(*brief)
    conversation = site.history.start("somebody-secret")
    for question, answer in answers.items():
        exchange = site.history.begin("somebody-secret", conversation, question)
        site.history.finish(exchange, answer=answer)
        if question == BUDGET:
            site.history.vote("somebody-secret", exchange, Vote(False, "=out of date"))
    return site


@pytest.fixture
def client(site):
    """The routes of the place, without the page, which takes seconds to make."""
    app = FastAPI()
    add_insights_routes(app, site)
    return TestClient(app)


def exchange_of(site, question):
    return next(one.exchange_id for one in site.history.asked() if one.question == question)


def form(**fields):
    return {
        "question": BUDGET,
        "answerable": "yes",
        "passages": ["PAKISTAN USD 62.4 M", ""],
        "short_answer": "USD 62.4 M",
        "source": "",
        "near": "",
        **fields,
    }


def test_tables_come_as_files_without_anybodys_name(client):
    response = client.get("/insights/low-votes.csv?days=7")
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    assert response.headers["content-disposition"] == 'attachment; filename="citewell-low-votes.csv"'
    lines = response.content.decode("utf-8-sig").split("\r\n")
    assert lines[0] == "Question,Understood as,Asked,Reason,Outcome,Answer,Documents cited"
    assert lines[1].startswith(f"{BUDGET},,20")
    assert ",'=out of date,answered," in lines[1]
    assert "somebody-secret" not in response.text


@pytest.mark.parametrize("path", ["/insights/people.csv", "/insights/days.csv?days=8", "/insights/..%2Fdays.csv"])
def test_a_table_or_period_that_is_not_offered_is_not_found(client, path):
    assert client.get(path).status_code == 404


def test_the_form_of_an_answered_question_holds_its_quote(client, site):
    page = client.get(f"/insights/golden/{exchange_of(site, BUDGET)}").text
    assert "PAKISTAN USD 62.4 M</textarea>" in page
    assert 'value="yes" checked' in page


def test_the_form_of_an_unanswered_question_says_so(client, site):
    assert 'value="no" checked' in client.get(f"/insights/golden/{exchange_of(site, SHOE_SIZE)}").text


def test_a_question_that_was_deleted_has_no_form(client):
    response = client.get("/insights/golden/nothing")
    assert response.status_code == 404
    assert "no longer in the history" in response.text


def test_a_confirmed_question_is_kept_once(client, site):
    assert client.post("/insights/golden", json=form()).json() == {"id": "asked-1"}
    again = client.post("/insights/golden", json=form())
    assert (again.status_code, again.json()) == (422, {"message": "This is a golden question already."})
    assert site.insights.golden.keys() == {"what is the budget for pakistan"}


@pytest.mark.parametrize("body", [{}, form(passages="PAKISTAN"), form(question=7), form(passages=[["PAKISTAN"]])])
def test_a_form_with_something_else_in_it_is_refused(client, site, body):
    assert client.post("/insights/golden", json=body).status_code == 422
    assert not site.insights.golden.path.exists()


def test_another_site_cannot_send_the_form(client, site):
    # What a page of another address may send without being asked first.
    response = client.post("/insights/golden", content='{"question": "Why?"}', headers={"content-type": "text/plain"})
    assert response.status_code == 422
    assert not site.insights.golden.path.exists()


def test_where_insights_are_off_there_is_neither_place_nor_table(site):
    off = replace(site, settings=replace(site.settings, insights=False))
    client = TestClient(create_app(off))
    assert client.get("/insights").status_code == 404
    assert client.get("/insights/days.csv").status_code == 404
    assert client.get("/insights/golden/x").status_code == 404
    assert client.post("/insights/golden", json=form()).status_code in (404, 405)
    assert 'data-place="insights"' not in client.get("/").text
