"""Documents as web pages of their own, pages of them as they look, and the files they were read from."""

import re
from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from app.web.headers import SOURCE_POLICY
from app.web.reading.explained import known_forms
from app.web.reading.page_view import page_view
from app.web.reading.source_page import REMOVED, Opened, clipped, failure_page, source_page
from app.web.site import Site
from ingest.originals import NoOriginal, Original
from ingest.page_view import NoPageImage
from retriever.errors import RetrieverError, UnknownDocument
from retriever.types import Document

# More quotes of one document than these are not marked.
MOST_OTHERS = 40
SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
# Nothing of a downloaded file may run as if it were ours.
ORIGINAL_POLICY = "sandbox; default-src 'none'"
PAGE_POLICY = SOURCE_POLICY.replace("style-src", "img-src 'self'; style-src")


def add_reading_routes(app: FastAPI, site: Site) -> None:
    """Add the addresses of documents.

    `/source/NAME` is a document with the quote from `start` to `end` marked and those of `also` ("12-40,90-99") more
    faintly; `/page-view/NAME` a page of it as it looks, of which `/page-image/NAME` is the picture; `/original/NAME`
    its file.
    """

    @app.get("/source/{source:path}")
    def source(
        request: Request, source: str, start: int | None = None, end: int | None = None, also: str = ""
    ) -> HTMLResponse:
        def shown(root: str) -> str:
            opened = _opened(site, source, start, end, also)
            return source_page(opened, known_forms(opened.document, site.index.acronyms()), root)

        return _html(request, shown, SOURCE_POLICY)

    @app.get("/page-view/{source:path}")
    def page(
        request: Request, source: str, page: int = 1, start: int | None = None, end: int | None = None
    ) -> HTMLResponse:
        def shown(root: str) -> str:
            opened = _opened(site, source, start, end)
            original = _original(site, opened.document)
            image = (
                site.page_images.image(original, opened.document, page, opened.quote)
                if isinstance(original, Original)
                else NoPageImage(original.reason)
            )
            return page_view(opened, page, image, root)

        return _html(request, shown, PAGE_POLICY)

    @app.get("/page-image/{source:path}")
    def page_image(source: str, page: int = 1) -> Response:
        try:
            original = _original(site, site.assistant.document(source))
        except RetrieverError as error:
            return PlainTextResponse(str(error), 404)
        picture = site.page_images.picture(original, page) if isinstance(original, Original) else original
        if isinstance(picture, NoOriginal | NoPageImage):
            return PlainTextResponse(picture.reason, 404)
        return Response(picture.png, media_type="image/png", headers={"cache-control": "private, no-cache"})

    @app.get("/original/{source:path}")
    def original(source: str) -> Response:
        try:
            found = _original(site, site.assistant.document(source))
        except RetrieverError as error:
            return PlainTextResponse(str(error), 404)
        if isinstance(found, NoOriginal):
            return PlainTextResponse(found.reason, 404)
        headers = {
            "content-security-policy": ORIGINAL_POLICY,
            "x-content-type-options": "nosniff",
            "cache-control": "private, no-cache",
        }
        return FileResponse(found.path, media_type="application/octet-stream", filename=found.name, headers=headers)


def _html(request: Request, shown: Callable[[str], str], policy: str) -> HTMLResponse:
    """What is shown of a document, or a page that says why it cannot be."""
    root = str(request.scope.get("root_path", ""))
    headers = {"content-security-policy": policy}
    try:
        return HTMLResponse(shown(root), headers=headers)
    except UnknownDocument:
        return HTMLResponse(failure_page(REMOVED, root), 404, headers)
    except RetrieverError as error:
        return HTMLResponse(failure_page(str(error), root), 503, headers)


def _opened(site: Site, source: str, start: int | None, end: int | None, also: str = "") -> Opened:
    """The document of a name as it is opened.

    Raises:
        RetrieverError: There is none, or it cannot be read.
    """
    document = site.assistant.document(source)
    quote = clipped(document, (start, end)) if start is not None and end is not None else None
    asked = [(int(first), int(last)) for first, last in SPAN.findall(also)[:MOST_OTHERS]]
    others = [span for span in (clipped(document, each) for each in asked) if span]
    original = _original(site, document)
    if isinstance(original, NoOriginal):
        return Opened(document, quote, others, missing=original.reason)
    has_pages = bool(document.pages) and site.page_images.can_show(original)
    return Opened(document, quote, others, has_original=True, has_pages=has_pages)


def _original(site: Site, document: Document) -> Original | NoOriginal:
    """The file of a document under any of its names."""
    found = site.originals.find(document.source, document.content_hash)
    for name in document.also:
        if isinstance(found, Original):
            break
        found = site.originals.find(name, document.content_hash)
    return found
