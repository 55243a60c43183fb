"""A library over real folders and a real index, with a model so small that reading takes no time."""

from collections.abc import Callable
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.commands.ingest import LEDGER
from app.commands.opening import open_writer
from app.library.library import Library
from app.library.records import Job, LibraryRow, Receipt, Upload
from app.settings import Settings
from ingest.folder import ingest_folder
from retriever.encoder import Encoder
from retriever.index import Index
from tests.ingest.command_process import small_model

LEAVE = "# Leave\n\nParents receive 16 weeks of parental leave, paid in full.\n"
TRAVEL = "# Travel\n\nEconomy class is booked for flights under nine hours.\n"
# Of one change, on a machine that is busy with other things.
MOST_SECONDS = 120.0


@dataclass
class Desk:
    """A library with its index, and where files come from."""

    library: Library
    index: Index  # open for reading, as the server's
    settings: Settings
    inbox: Path  # where an upload lies before it is taken in

    def upload(self, collection: str = "", **texts: str | bytes) -> Receipt:
        """Upload files; `name__txt` stands for name.txt."""
        return self.send([(name.replace("__", "."), text) for name, text in texts.items()], collection)

    def send(self, files: list[tuple[str, str | bytes]], collection: str = "") -> Receipt:
        """Upload files of any names."""
        uploads = []
        for number, (name, text) in enumerate(files):
            self.inbox.mkdir(exist_ok=True)
            path = self.inbox / f"{number}"
            path.write_bytes(text.encode() if isinstance(text, str) else text)
            uploads.append(Upload(path, name))
        return self.library.upload(uploads, collection)

    def ended(self, job_id: str | None) -> Job:
        """The job once it is over."""
        assert job_id is not None
        return self.seen(job_id, lambda job: job.progress.is_over)

    def seen(self, job_id: str, is_so: Callable[[Job], bool]) -> Job:
        """The job once it is so."""
        with self.library._jobs.changed:
            assert self.library._jobs.changed.wait_for(lambda: is_so(self.job(job_id)), MOST_SECONDS)
            return self.job(job_id)

    def job(self, job_id: str) -> Job:
        return next(job for job in self.library.jobs() if job.task.id == job_id)

    def row(self, source: str) -> LibraryRow:
        return next(row for row in self.library.rows() if row.source == source)

    def sources(self) -> list[str]:
        return [row.source for row in self.library.rows()]

    def documents(self) -> list[str]:
        return [record.source for record in self.index.documents()]


@pytest.fixture(scope="session")
def model(tmp_path_factory) -> str:
    return small_model(tmp_path_factory.mktemp("model"))


@pytest.fixture(scope="session")
def encoder(model) -> Encoder:
    return Encoder(model, "float32", threads=1)


@pytest.fixture
def folder(tmp_path) -> Path:
    """The organisation's own files."""
    folder = tmp_path / "docs"
    (folder / "hr").mkdir(parents=True)
    (folder / "hr" / "leave.md").write_text(LEAVE)
    (folder / "travel.txt").write_text(TRAVEL)
    return folder


@pytest.fixture
def settings(tmp_path, folder, model) -> Settings:
    return Settings(
        data_dir=tmp_path / "data",
        corpus=folder,
        history_url="sqlite://",
        embedding_model=model,
        precision="float32",
        threads=1,
        parse_processes=1,
    )


@pytest.fixture
def ingest(settings, encoder):
    """Does what `citewell ingest` does with some folders."""

    def run(*paths: Path) -> None:
        with open_writer(settings, encoder) as index:
            ledger = settings.data_dir / LEDGER
            ingest_folder(paths, index, ledger, passage_chars=settings.passage_chars, processes=1, threads=1)

    return run


@pytest.fixture
def open_desk(settings, encoder, tmp_path):
    """Opens a library, as a server does when it starts; it is closed at the end."""

    @contextmanager
    def opened(changed: Settings | None = None):
        own = changed or settings
        with Index.open(own.data_dir, encoder) as index, Library(own, index) as library:
            yield Desk(library, index, own, tmp_path / "inbox")

    with ExitStack() as stack:
        yield lambda changed=None: stack.enter_context(opened(changed))


@pytest.fixture
def desk(ingest, folder, open_desk) -> Desk:
    """A library over the organisation's folder."""
    ingest(folder)
    return open_desk()
