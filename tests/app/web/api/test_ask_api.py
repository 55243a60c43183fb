"""A program asks over HTTP and gets what the page would show, or a problem that says what to do."""

import json

import httpx
import pytest

QUESTION = "What is the programme budget for Pakistan?"
SOURCE = "iom-asia-pacific-emergency-and-post-crisis-programs.txt"


@pytest.fixture(scope="module")
def api(brief_site):
    with httpx.Client(base_url=brief_site, timeout=60) as client:
        yield client


def events_of(text):
    """The names and records of events."""
    blocks = [block.split("\n") for block in text.strip().split("\n\n")]
    return [(name.removeprefix("event: "), json.loads(record.removeprefix("data: "))) for name, record in blocks]


def test_an_answer_is_the_record_of_the_contract_with_the_id_that_was_sent(api):
    answer = api.post("/api/ask", json={"id": {"row": 1}, "question": QUESTION}).json()
    assert (answer["id"], answer["status"], answer["mode"]) == ({"row": 1}, "answered", "quoted")
    assert answer["short_answer"] == "USD 62.4 M"
    (cited,) = answer["citations"]
    text = api.get(f"/api/documents/{SOURCE}").json()["text"]
    assert text[cited["start"] : cited["end"]] == cited["quote"] == "PAKISTAN\nUSD 62.4 M"


def test_a_follow_up_is_understood_from_the_history(api):
    history = [["user", QUESTION], {"role": "assistant", "content": "PAKISTAN USD 62.4 M [1]"}]
    answer = api.post("/api/ask", json={"question": "And for Nepal?", "history": history}).json()
    assert "Nepal" in answer["standalone_question"]
    assert answer["standalone_question"] != "And for Nepal?"
    assert answer["short_answer"] == "USD 2.6 M"


def test_nothing_is_found_in_collections_that_were_not_named(api):
    asked = {"question": QUESTION, "collections": ["elsewhere"]}
    assert api.post("/api/ask", json=asked).json()["status"] == "abstained"


def test_claims_come_as_events_before_the_whole_answer(api):
    response = api.post("/api/ask", json={"id": 1, "question": QUESTION}, headers={"accept": "text/event-stream"})
    assert response.headers["content-type"] == "text/event-stream; charset=utf-8"
    (first, claim), (last, answer) = events_of(response.text)
    assert (first, last) == ("claim", "answer")
    assert claim["claim"] == {"text": "PAKISTAN USD 62.4 M", "citations": [1]}
    assert [one["quote"] for one in claim["citations"]] == ["PAKISTAN\nUSD 62.4 M"]
    assert (answer["id"], answer["claims"]) == (1, [claim["claim"]])


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        pytest.param(b'{"question":', 400, "cannot be read as JSON", id="no JSON"),
        pytest.param(b'{"question": "\xff"}', 400, "cannot be read as JSON", id="no UTF-8"),
        pytest.param(b'{"id": NaN, "question": "Who?"}', 400, "NaN is not JSON", id="no number"),
        pytest.param(b'{"id": "\\ud800", "question": "Who?"}', 400, "cannot be read", id="half a character"),
        pytest.param(b"[" * 100_000, 400, "cannot be read", id="nested too deeply"),
        pytest.param(b"[]", 422, "one JSON object", id="no object"),
        pytest.param(b"{}", 422, "has no 'question'", id="no question"),
        pytest.param(b'{"question": " "}', 422, "has no 'question'", id="an empty question"),
        pytest.param(b'{"question": 7}', 422, "has no 'question'", id="a question that is no text"),
        pytest.param(b'{"question": "W?", "history": [["robot", "hi"]]}', 422, "each turn of 'history'", id="history"),
        pytest.param(b'{"question": "W?", "collections": "main"}', 422, "list of names", id="collections"),
        pytest.param(b'{"question": "W?", "mode": "sung"}', 422, "neither 'quoted' nor 'written'", id="mode"),
        pytest.param(b'{"question": "W?", "as_understood": 1}', 422, "not text", id="as understood"),
        pytest.param(b'{"question": "%s"}' % (b"x" * 1001), 422, "at most 1,000", id="too long a question"),
        pytest.param(b'{"question": "%s"}' % (b"x" * 1_000_000), 413, "at most 1,000,000 bytes", id="too large"),
    ],
)
def test_what_cannot_be_asked_is_a_problem_that_says_why(api, body, status, words):
    response = api.post("/api/ask", content=body, headers={"content-type": "application/json"})
    problem = response.json()
    assert (response.status_code, response.headers["content-type"]) == (status, "application/problem+json")
    assert (problem["status"], problem["type"]) == (status, "about:blank")
    assert words in problem["detail"]


@pytest.mark.parametrize("media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_forms_as_any_page_can_send_them_are_refused(api, media_type):
    response = api.post("/api/ask", content=b'{"question": "Who?"}', headers={"content-type": media_type})
    assert response.status_code == 415
    assert "application/json" in response.json()["detail"]


@pytest.mark.parametrize("path", ["/api/ask", "/v1/chat/completions", "/api/nothing", "/mcp"])
def test_pages_of_other_sites_are_refused(api, path):
    for origin in ("https://example.org", "null", f"http://127.0.0.1.example.org:{api.base_url.port}"):
        response = api.post(path, json={"question": QUESTION}, headers={"origin": origin})
        assert (response.status_code, response.json()["title"]) == (403, "Foreign page")


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"origin": "https://ask.example.org", "host": "ask.example.org"}, id="the host asked"),
        pytest.param({"origin": "https://ask.example.org", "host": "ask.example.org:443"}, id="with its usual port"),
        pytest.param(
            {"origin": "https://ask.example.org", "host": "10.0.0.5:7860", "x-forwarded-host": "ask.example.org"},
            id="the host that the proxy was asked",
        ),
    ],
)
def test_pages_of_this_server_are_not_refused(api, headers):
    assert api.post("/api/ask", json={"question": QUESTION}, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/api/nothing", "/api/ask/more", "/v1/embeddings", "/v1/chat"])
def test_an_address_with_nothing_there_is_a_problem(api, path):
    for method in ("GET", "POST", "DELETE"):
        response = api.request(method, path)
        assert (response.status_code, response.json()["status"]) == (404, 404)
        assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [("GET", "/api/ask", "POST"), ("POST", "/api/search", "GET"), ("PUT", "/v1/chat/completions", "POST")],
)
def test_a_wrong_method_is_a_problem_that_names_the_right_one(api, method, path, allowed):
    response = api.request(method, path)
    assert (response.status_code, response.headers["allow"]) == (405, allowed)
    assert response.headers["content-type"] == "application/problem+json"


def test_the_page_is_where_it_was(api):
    assert "<!doctype html>" in api.get("/").text.lower()
    assert api.get("/nothing-here").headers["content-type"] != "application/problem+json"
