"""The addresses of documents: their text, their pages as they look, their files."""

import re
from urllib.parse import quote

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.web.reading.routes import add_reading_routes
from app.web.reading.source_page import REMOVED
from ingest.originals import CHANGED, GONE
from tests.app.reading_documents import HANDBOOK, HOSTILE, LEAVE, address_of, site_of, write_documents


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("documents")
    write_documents(folder)
    return folder


@pytest.fixture(scope="module")
def site(folder, tmp_path_factory):
    with site_of(folder, tmp_path_factory.mktemp("data")) as site:
        yield site


@pytest.fixture(scope="module")
def web(site):
    app = FastAPI()
    add_reading_routes(app, site)
    return TestClient(app)


@pytest.fixture
def kept(folder):
    """A file that is put back as it was."""
    path = folder / HANDBOOK
    content = path.read_bytes()
    yield path
    path.write_bytes(content)


def marked(html, opening):
    return re.findall(rf"<mark{opening}[^>]*>([^<]*)</mark>", html)


def test_a_document_is_shown_with_its_quote_and_others_more_faintly(web, site):
    document = site.assistant.document(LEAVE)
    other = document.text.index("eighteen weeks")
    address = address_of(document, "thirty days", also=f"{other}-{other + 14},7-5,x,99999999-999999999")
    html = web.get(address).text
    assert marked(html, ' id="quote"') == ["thirty days"]
    assert marked(html, ' class="other"') == ["eighteen weeks"]
    assert html.count("<mark") == 2


def test_contents_lead_to_every_section(web):
    html = web.get(f"source/{LEAVE}").text
    targets = re.findall(r'href="#(part-\d+)"', html)
    assert len(targets) == len(set(targets)) == 4
    assert all(f'id="{target}"' in html for target in targets)


def test_each_section_can_be_asked_about_and_says_its_name(web):
    html = web.get(f"source/{LEAVE}").text
    assert 'href="/?ask=Sick+leave%3A+" data-ask="Sick leave: " aria-label="Ask about “Sick leave”"' in html


def test_short_forms_are_explained_where_they_are_not_defined(web):
    html = web.get(f"source/{LEAVE}").text
    assert html.count("<abbr") == 1
    assert '<abbr tabindex="0" data-explained="Human Resources Unit">HRU</abbr> counts them' in html


def test_only_documents_with_pages_offer_them(web):
    assert "data-view" not in web.get(f"source/{LEAVE}").text
    assert 'href="/page-view/handbook.pdf?page=1" data-view="page"' in web.get(f"source/{HANDBOOK}").text


def test_a_page_is_shown_with_the_quote_marked_and_ways_to_other_pages(web, site):
    address = address_of(site.assistant.document(HANDBOOK), "Taxis are paid", kind="page-view", page=2)
    response = web.get(address)
    (x, y) = re.search(r'<rect id=quote x="([\d.]+)" y="([\d.]+)"', response.text).groups()
    assert float(x) == pytest.approx(72 / 612, abs=0.005)
    assert float(y) == pytest.approx((792 - 660 - 8.6) / 792, abs=0.005)
    assert "2 of 2" in response.text
    assert 'data-turn="prev"' in response.text
    assert 'data-turn="next"' not in response.text
    assert "script-src" not in response.headers["content-security-policy"]
    assert "default-src 'none'" in response.headers["content-security-policy"]


def test_a_page_says_when_the_quote_is_not_on_it(web, site):
    html = web.get(address_of(site.assistant.document(HANDBOOK), "Taxis are paid", kind="page-view", page=1)).text
    assert "The quote is not on this page" in html
    assert "<rect" not in html


def test_a_page_that_is_not_there_is_told_in_words(web):
    for page in (0, 3, -1, 10**12):
        assert f"the file has no page {page}." in web.get(f"page-view/{HANDBOOK}?page={page}").text
        assert web.get(f"page-image/{HANDBOOK}?page={page}").status_code == 404


def test_the_picture_of_a_page_is_a_png(web):
    response = web.get(f"page-image/{HANDBOOK}?page=1")
    assert (response.status_code, response.headers["content-type"]) == (200, "image/png")
    assert response.content.startswith(b"\x89PNG")


def test_a_text_has_no_pages_to_show(web):
    assert "cannot be shown as they look" in web.get(f"page-view/{LEAVE}").text


@pytest.mark.parametrize("name", [HANDBOOK, LEAVE, HOSTILE])
def test_the_original_is_given_to_be_kept_and_not_to_be_run(web, folder, name):
    response = web.get(f"original/{quote(name)}")
    assert response.content == (folder / name).read_bytes()
    assert response.headers["content-disposition"].startswith("attachment; filename")
    assert response.headers["content-type"] == "application/octet-stream"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["content-security-policy"] == "sandbox; default-src 'none'"


def test_a_changed_file_is_neither_given_nor_shown(web, kept):
    kept.write_bytes(kept.read_bytes() + b"\n% and more")
    assert (web.get(f"original/{HANDBOOK}").status_code, web.get(f"original/{HANDBOOK}").text) == (404, CHANGED)
    assert web.get(f"page-image/{HANDBOOK}?page=1").status_code == 404
    assert CHANGED in web.get(f"page-view/{HANDBOOK}?page=1").text
    html = web.get(f"source/{HANDBOOK}").text
    assert "The office opens at eight" in html
    assert f'<span class="missing">{CHANGED}</span>' in html
    assert "data-view" not in html


def test_a_file_that_is_gone_leaves_its_text(web, kept):
    kept.unlink()
    assert web.get(f"original/{HANDBOOK}").text == GONE
    html = web.get(f"source/{HANDBOOK}").text
    assert "The office opens at eight" in html
    assert GONE in html


@pytest.mark.parametrize("name", ["gone.pdf", "..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd", "%00"])
@pytest.mark.parametrize("kind", ["source", "page-view", "page-image", "original"])
def test_what_is_not_in_the_library_is_not_found(web, kind, name):
    response = web.get(f"{kind}/{name}")
    assert response.status_code == 404
    if kind in ("source", "page-view"):
        assert REMOVED in response.text


def test_a_hostile_document_can_only_ever_be_text(web):
    html = web.get(f"source/{quote(HOSTILE)}").text
    allowed = "!doctype|html|head|meta|title|link|body|main|article|header|h[1-6]|div|p|span|a|abbr|ul|li"
    tags = set(re.findall(r"<([^/ >]+)", html))
    assert {tag for tag in tags if not re.fullmatch(allowed, tag)} == set()
    assert not re.search(r"<[^>]*\son\w+=", html)
