"""Programs get passages and documents as the contract has them, and problems as RFC 9457 has them."""

from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.web.search.api import add_search_routes
from retriever.index import Index


@dataclass
class Served:
    """What the routes need of a site."""

    index: Index


@pytest.fixture(scope="module")
def api(small_index):
    app = FastAPI()
    add_search_routes(app, Served(small_index))
    return TestClient(app)


def test_a_hit_has_the_fields_of_the_contract_and_is_a_slice_of_its_document(api):
    answer = api.get("/api/search", params={"q": "unused leave", "k": 1}).json()
    (hit,) = answer["hits"]
    names = ["rank", "score", "source", "title", "section", "page", "start", "end", "text"]
    assert [name for name in hit if name in names] == names
    assert (hit["rank"], hit["source"], hit["text"]) == (1, "leave.pdf", "Unused leave is carried over.")
    text = api.get(f"/api/documents/{hit['source']}").json()["text"]
    assert text[hit["start"] : hit["end"]] == hit["text"]
    assert [text[a:b] for a, b in hit["marks"]] == ["Unused", "leave"]
    assert answer["timings_ms"]["total"] > 0


def test_hits_are_ranked_and_as_many_as_asked_for(api):
    hits = api.get("/api/search?q=leave&k=3").json()["hits"]
    assert [hit["rank"] for hit in hits] == [1, 2, 3]
    assert hits == sorted(hits, key=lambda hit: -hit["score"])


@pytest.mark.parametrize(
    ("filters", "sources"),
    [
        ("document=leave.pdf", {"leave.pdf"}),
        ("collection=board", {"board/minutes.docx"}),
        ("type=Plain%20text", {"old/leave.txt"}),
        ("read=day&words=1", {"board/minutes.docx", "leave.pdf", "old/leave.txt"}),
        ("document=gone.pdf", set()),
    ],
)
def test_filters_choose_the_documents(api, filters, sources):
    assert {hit["source"] for hit in api.get(f"/api/search?q=leave&{filters}").json()["hits"]} == sources


def test_a_misspelt_word_is_told(api):
    assert api.get("/api/search?q=anual%20leave").json()["searched_as"] == "annual leave"
    assert api.get("/api/search?q=annual%20leave").json()["searched_as"] is None


@pytest.mark.parametrize(
    ("address", "status", "detail"),
    [
        pytest.param("/api/search", 400, "Say what to search for", id="no query"),
        pytest.param("/api/search?q=%20", 400, "Say what to search for", id="a query of spaces"),
        pytest.param("/api/search?q=leave&k=0", 400, "from 1 to 100", id="none"),
        pytest.param("/api/search?q=leave&k=101", 400, "from 1 to 100", id="too many"),
        pytest.param("/api/search?q=leave&k=ten", 400, "from 1 to 100", id="no number"),
        pytest.param("/api/documents/gone.pdf", 404, "no document 'gone.pdf'", id="no such document"),
    ],
)
def test_a_problem_says_what_is_wrong(api, address, status, detail):
    response = api.get(address)
    problem = response.json()
    assert response.headers["content-type"] == "application/problem+json"
    assert (response.status_code, problem["status"], problem["type"]) == (status, status, "about:blank")
    assert detail in problem["detail"]


def test_every_document_is_listed(api):
    documents = api.get("/api/documents").json()["documents"]
    assert [one["source"] for one in documents] == ["board/minutes.docx", "leave.pdf", "old/leave.txt"]
    assert (documents[1]["passages"], documents[1]["collection"], documents[1]["also"]) == (3, "main", [])


def test_a_document_below_a_folder_has_its_text_and_sections(api):
    document = api.get("/api/documents/old/leave.txt").json()
    assert document["text"] == "Annual leave is 25 days."
    assert document["sections"] == [{"path": ["Rules"], "page": None, "start": 0, "end": 24}]
