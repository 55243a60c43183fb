"""The chat page over real documents, served on a free port, with a real browser in front of it.

The page and the models take seconds to import, so only the fixtures that need them do.
"""

import os
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from app.settings import read_settings
from app.types import Abstention, Answer
from retriever.errors import IndexLocked, UnknownDocument
from tests.app.chat_fixtures import scripted_chat, smollm

# Fixtures of all tests below, from a module of their own.
__all__ = ["scripted_chat", "smollm"]

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "tests" / "output"

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without them the browser itself calls home, which would hide a request made by the page.
BROWSER_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

# Generous, for a busy machine; nothing waits longer than it must.
expect.set_options(timeout=30_000)

HOSTILE_NAME = "<img src=x onerror=alert(1)>.txt"
HOSTILE_TEXT = """THE <svg onload=alert(2)> GUIDE

The canteen password is <script>alert(3)</script> "><b onmouseover=alert(4)>open sesame</b>.

The garden gate opens at ${alert(5)} or {{constructor.constructor('alert(6)')()}} every morning.

The cellar is described on [the cellar page](javascript:alert(7)) of the guide.
"""


class TroubledAssistant:
    """Locked for questions with "locked", broken for "broken"; for "slow" it waits until `go_on` is set."""

    def __init__(self):
        self.go_on = threading.Event()

    def documents(self):
        return []

    def example_questions(self, count):
        return []

    def document(self, source):
        raise UnknownDocument(source)

    def suggestions(self, answer, history=(), count=3, wanted=lambda: True):
        return []

    def ask(self, question, history=(), collections=None, as_understood=None):
        if "locked" in question:
            raise IndexLocked("another process is writing to <data>. Wait until it is done, then ask again.")
        if "broken" in question:
            raise ZeroDivisionError
        if "slow" in question:
            self.go_on.wait(timeout=60)
        return Answer(question, question, "Nothing found.", 0.0, {}, abstention=Abstention("not_in_documents"))


class NothingDefined:
    """Stands for the index of an assistant that has none: no document, and no short form."""

    def acronyms(self, collections=None):
        return {}

    def documents(self):
        return []


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Headless Chromium; the tests that need it are skipped where there is none, except in CI."""
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        reason = f"no browser found (looked for {', '.join(BROWSERS)}); install Chromium to run the page's tests"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=list(BROWSER_FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def brief(tmp_path_factory):
    """The assistant over the repository's own corpus, with its index."""
    with assistant_over(ROOT / "corpus", tmp_path_factory.mktemp("brief-index")) as opened:
        yield opened


@pytest.fixture(scope="session")
def brief_assistant(brief):
    """The assistant over the repository's own corpus."""
    return brief[0]


@pytest.fixture(scope="session")
def brief_site(brief, make_site) -> Iterator[str]:
    """The address of the page over the repository's own corpus."""
    from app.web.server import create_app

    with served(create_app(make_site(*brief))) as address:
        yield address


@pytest.fixture(scope="session")
def make_troubled_assistant():
    """Makes an assistant that fails or takes long where its question says so."""
    return TroubledAssistant


@pytest.fixture(scope="session")
def make_site(tmp_path_factory):
    """Makes a site over an assistant, with a history of its own, as `make_site(assistant, index, writer=writer)`."""
    with ExitStack() as stack:
        yield lambda assistant, index=None, writer=None: stack.enter_context(
            site_over(assistant, index, tmp_path_factory.mktemp("site"), writer)
        )


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory, make_site) -> Iterator[str]:
    """The address of the page over a document whose name, headings and text are attacks."""
    from app.web.server import create_app

    folder = tmp_path_factory.mktemp("hostile")
    (folder / HOSTILE_NAME).write_text(HOSTILE_TEXT, encoding="utf-8")
    with ExitStack() as stack:
        opened = stack.enter_context(assistant_over(folder, tmp_path_factory.mktemp("hostile-index")))
        yield stack.enter_context(served(create_app(make_site(*opened))))


@pytest.fixture
def visit(browser):
    """Open a page in a session of its own, as `visit(address, width=…, height=…, color_scheme=…)`.

    The test fails when any page asks anything of another machine, or when a script fails or an alert opens.
    """
    troubles: list[str] = []
    contexts = []

    def open_page(address: str, width: int = 1280, height: int = 800, **options) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _is_local(request.url) or troubles.append(f"request: {request.url}"))
        page.on("pageerror", lambda error: troubles.append(f"script: {error}"))
        page.on("dialog", lambda dialog: (troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture
def keep_screenshot():
    """Keep a picture of the page under tests/output/, for people to look at."""
    SCREENSHOTS.mkdir(exist_ok=True)

    def keep(page: Page, name: str) -> None:
        page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")

    return keep


@pytest.fixture(scope="session")
def serve_app():
    """Serves an application for the time of a `with` block, which gets its address."""
    return served


@contextmanager
def assistant_over(folder: Path, data_dir: Path):
    """The real assistant over the documents of a folder, ingested into an index of its own, with that index."""
    from app.commands.opening import open_assistant, open_writer
    from ingest.folder import ingest_folder

    settings = read_settings(data_dir, environment={})
    with open_writer(settings) as index:
        report = ingest_folder([folder], index, data_dir / "ledger.json", passage_chars=settings.passage_chars)
    assert not report.failed
    with open_assistant(settings) as opened:
        yield opened


@contextmanager
def site_over(assistant, index, data_dir: Path, writer=None):
    """A site over an assistant, and over what writes answers if given; what people do there is kept in `data_dir`."""
    from app.answering import Answering
    from app.web.site import open_site

    with closing(open_site(assistant, index or NothingDefined(), read_settings(data_dir, environment={}))) as site:
        answering = Answering(assistant, writer, turn=site.calm.answering, told=site.metrics.count)
        yield replace(site, answering=answering) if writer else site


@contextmanager
def served(app) -> Iterator[str]:
    """Serve the application on a free port of this machine; yields its address."""
    import uvicorn

    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        # Connections made before the server is up wait in the listener's queue.
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


def _is_local(url: str) -> bool:
    return url.startswith(("http://127.0.0.1:", "data:", "blob:"))
