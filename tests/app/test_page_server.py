"""The web server's own addresses: health, documents, styles, and the headers that keep the browser at home."""

import re

import pytest
from fastapi.testclient import TestClient

from app.web.server import create_app
from retriever.errors import IndexMissing, UnknownDocument
from retriever.types import Document

TEXT = "Staff have 30 days of leave."


class OneDocument:
    """Stands for an assistant whose only document is named `folder/ä #1?.txt`."""

    source = "folder/ä #1?.txt"

    def documents(self):
        return [self.document(self.source)]

    def document(self, source):
        if source != self.source:
            raise UnknownDocument(f"no document '{source}' in the index")
        return Document(self.source, "Leave", TEXT, (), "0")


class NoIndex:
    """Stands for an assistant whose index is gone."""

    def documents(self):
        raise IndexMissing("there is no index in data/. Run `citewell ingest`.")

    def document(self, source):
        return self.documents()


@pytest.fixture
def client(make_site):
    return TestClient(create_app(make_site(OneDocument())))


@pytest.fixture
def broken_client(make_site):
    return TestClient(create_app(make_site(NoIndex())))


def test_a_running_server_is_healthy_even_without_an_index(client, broken_client):
    for server in (client, broken_client):
        assert server.get("/healthz").json() == {"status": "ok"}


def test_a_server_with_documents_is_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready", "documents": 1})


def test_a_server_without_an_index_is_not_ready_and_says_what_to_do(broken_client):
    response = broken_client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["reason"] == "there is no index in data/. Run `citewell ingest`."


def test_a_document_is_found_under_its_quoted_name(client):
    response = client.get("/source/folder/%C3%A4%20%231%3F.txt?start=6&end=18")
    assert response.status_code == 200
    assert re.search(r'<mark\b[^>]*\bid="quote"[^>]*>have 30 days</mark>', response.text)


def test_an_unknown_document_is_not_found(client):
    response = client.get("/source/other.txt")
    assert response.status_code == 404
    assert "no longer in the library" in response.text


def test_no_file_of_the_machine_can_be_read(client):
    for path in ("/source//etc/passwd", "/source/%2e%2e/%2e%2e/etc/passwd", "/source/..%2fserver.py"):
        assert client.get(path).status_code == 404


def test_a_document_without_an_index_says_what_to_do(broken_client):
    response = broken_client.get("/source/a.txt")
    assert response.status_code == 503
    assert "Run `citewell ingest`." in response.text


@pytest.mark.parametrize("query", ["?start=x&end=2", "?start=1&end=y"])
def test_positions_that_are_no_numbers_are_refused(client, query):
    assert client.get("/source/folder/%C3%A4%20%231%3F.txt" + query).status_code == 422


def test_a_documents_page_may_load_nothing_but_its_style(client):
    response = client.get("/source/folder/%C3%A4%20%231%3F.txt")
    assert response.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")
    assert "<script" not in response.text


@pytest.mark.parametrize("path", ["/", "/page/page.css", "/page/page.js", "/healthz", "/source/none"])
def test_every_response_keeps_the_browser_on_this_server(client, path):
    headers = client.get(path).headers
    assert headers["content-security-policy"].startswith(("default-src 'self'", "default-src 'none'"))
    assert "http" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_the_page_names_no_other_host_to_load_from(client):
    page = client.get("/").text
    for attribute in ('src="http', 'href="http', "url(http", "@import"):
        assert attribute not in page
