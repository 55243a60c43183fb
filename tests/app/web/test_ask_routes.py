"""A conversation can be downloaded by the person whose it is, and by nobody else."""

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.history.store import STOPPED
from app.web.ask.routes import add_ask_routes
from app.web.people import COOKIE, PersonCookie


@pytest.fixture(scope="module")
def site(brief, make_site):
    return make_site(*brief)


@pytest.fixture(scope="module")
def downloads(site):
    """A browser of a person, as `downloads(person)`."""
    app = FastAPI()
    app.add_middleware(PersonCookie, people=site.people)
    add_ask_routes(app, site)
    return lambda person: TestClient(
        app, cookies={COOKIE: site.people.signed(person), "citewell_zone": "Asia%2FManila"}
    )


def test_a_conversation_comes_as_markdown_under_its_title(site, downloads):
    conversation = site.history.start("ana")
    exchange = site.history.begin("ana", conversation, 'What is "leave": <b>25/5</b>?')
    site.history.finish(exchange, failure=STOPPED)
    response = downloads("ana").get(f"/conversations/{conversation}.md")
    assert response.status_code == 200
    assert response.headers["content-type"] == "text/markdown; charset=utf-8"
    assert response.headers["content-disposition"].endswith("filename*=UTF-8''What%20is%20leave%20b%2025%205%20b.md")
    assert response.headers["cache-control"] == "no-store"
    assert response.text.startswith('# What is "leave": \\<b\\>25/5\\</b\\>?\n')
    assert response.text.endswith(f"\n\n{STOPPED}\n")


def test_times_are_those_of_the_persons_clock(site, downloads):
    conversation = site.history.start("ana")
    begun = site.history.conversation("ana", conversation).created_at
    hour = (begun.hour + 8) % 24  # Manila, all year
    assert f", {hour:02}:{begun.minute:02}" in downloads("ana").get(f"/conversations/{conversation}.md").text


@pytest.mark.parametrize("name", ["nothing", "../history.sqlite3", "%00", "x" * 2000])
def test_what_is_no_conversation_is_not_found(downloads, name):
    assert downloads("ana").get(f"/conversations/{name}.md").status_code == 404


def test_another_persons_conversation_is_not_found(site, downloads):
    conversation = site.history.start("ana")
    response = downloads("ben").get(f"/conversations/{conversation}.md")
    assert (response.status_code, response.text) == (404, "There is no such conversation. It may have been deleted.")
