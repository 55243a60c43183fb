"""Safe use of Chroma's embedded form by several threads and processes. The one module that imports it.

Chroma's embedded form is made for a single process: another one does not see what was written, or fails on it.
So one thread of one process at a time enters a folder, and a process that was not the last to write opens it anew.
"""

import shutil
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from retriever.encoder import Vectors
from retriever.errors import IndexDamaged
from retriever.locks import exclusive_lock
from retriever.seal import is_unbroken, seal_of, state_of

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from langchain_chroma import Chroma as Chroma

COLLECTION = "passages"
# Another one in the making, to take its place.
DRAFT = "passages-draft"
# Chroma would make it anew without a word if it were missing.
FILE = "chroma.sqlite3"
# On 20,000 vectors, of which one in ten may be searched, these find 99.9 % of the nearest fifty; Chroma's own
# defaults find 94 %. They cost 1 ms a vector (benchmarks/index.py), a tenth of what embedding it costs.
GRAPH_WIDTH = 200
GRAPH_NEIGHBOURS = 32


class ChangeCounter(Protocol):
    """Counts, on disk, how often any process has changed the vectors, and keeps the seal of the files they are in."""

    def read(self) -> tuple[int, str]:
        """The count now, and the seal."""

    def advance(self) -> int:
        """Count one change more; the new count comes back."""

    def seal(self, seal: str) -> None:
        """Keep the seal of the files as they are now."""


class ChromaFolder:
    """Chroma's files in one folder, opened once in a process however many use them; see `open_folder`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.users = 0
        self._threads = threading.Lock()
        self._processes = exclusive_lock(folder.parent / f"{folder.name}.lock")
        self._client: Client | None = None
        self._passages: Chroma | None = None
        self._seen = 0

    @contextmanager
    def entered(self, changes: ChangeCounter, *, writing: bool = False) -> "Iterator[Client]":
        """A client that sees everything written so far, nobody else inside.

        Raises:
            IndexDamaged: Chroma fails, here or in the body of the `with`.
        """
        with self._threads, failures(self.folder), self._processes:
            count, seal = changes.read()
            before = state_of(self.folder)
            if not is_unbroken(self.folder, before, seal):
                raise ValueError("their files are not as they were left")
            if self._client is None or self._seen != count:
                self._let_go()
                if not writing and not (self.folder / FILE).exists():
                    raise FileNotFoundError(f"{FILE} is missing")
                self._client = persistent_client(self.folder)
            # Counted before the change, so that nobody can miss one that is cut short.
            self._seen = changes.advance() if writing else count
            yield self._client
            after = state_of(self.folder)
            if after != before:
                changes.seal(seal_of(self.folder, after, seal))

    @contextmanager
    def read(self, changes: ChangeCounter) -> "Iterator[Chroma]":
        """The collection of passages with everything written so far, nobody else inside; fails as `entered` does."""
        with self.entered(changes) as client:
            if self._passages is None:
                self._passages = collection(client)
            yield self._passages

    def graphs(self) -> list[Path]:
        """The folders of the graphs of all collections there are or were; Chroma leaves them when it deletes one."""
        return sorted(path for path in self.folder.iterdir() if path.is_dir())

    def exchange(self, changes: ChangeCounter, outdated: Sequence[Path]) -> None:
        """Put the draft in the collection's place, and delete graphs; nobody enters between. May fail as `entered`."""
        with self.entered(changes, writing=True) as client:
            client.delete_collection(COLLECTION)
            client.get_collection(DRAFT).modify(name=COLLECTION)
            # It would keep the old graph in memory.
            self._let_go()
            for graph in outdated:
                shutil.rmtree(graph, ignore_errors=True)

    def discard(self, changes: ChangeCounter) -> None:
        """Delete the files, damaged or not."""
        with self._threads, self._processes:
            self._let_go()
            shutil.rmtree(self.folder, ignore_errors=True)
            changes.seal("")

    def close(self) -> None:
        """Give back the files and the memory; the next `entered` opens them again."""
        with self._threads:
            self._let_go()

    def _let_go(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = self._passages = None


_FOLDERS: dict[Path, ChromaFolder] = {}
_FOLDERS_LOCK = threading.Lock()


def open_folder(folder: Path) -> ChromaFolder:
    """This process's one `ChromaFolder` on the folder. Each call is one more user, to be ended by `leave_folder`."""
    with _FOLDERS_LOCK:
        shared = _FOLDERS.setdefault(folder.resolve(), ChromaFolder(folder.resolve()))
        shared.users += 1
        return shared


def leave_folder(shared: ChromaFolder) -> None:
    """End one use; the last one closes the files."""
    with _FOLDERS_LOCK:
        shared.users -= 1
        if shared.users == 0:
            del _FOLDERS[shared.folder]
            shared.close()


def make_collection(client: "Client", labels: Mapping[str, str | int], name: str = COLLECTION) -> None:
    """Make a collection of passages if it is missing; it remembers the labels.

    Raises:
        ValueError: There is one with other labels.
    """
    from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration

    graph = CreateHNSWConfiguration(
        space="cosine", ef_construction=GRAPH_WIDTH, ef_search=GRAPH_WIDTH, max_neighbors=GRAPH_NEIGHBOURS
    )
    made = client.get_or_create_collection(
        name,
        metadata=dict(labels),
        configuration=CreateCollectionConfiguration(hnsw=graph),
        embedding_function=None,
    )
    if dict(made.metadata or {}) != dict(labels):
        raise ValueError("they belong to another index")


def delete_draft(client: "Client") -> None:
    """Delete the draft of a collection if there is one."""
    if any(found.name == DRAFT for found in client.list_collections()):
        client.delete_collection(DRAFT)


def collection(client: "Client", vectors: Vectors | None = None, name: str = COLLECTION) -> "Chroma":
    """A collection of passages; `vectors` are those of texts to be added."""
    from langchain_chroma import Chroma

    return Chroma(
        name,
        embedding_function=None if vectors is None else GivenVectors(vectors),  # type: ignore[arg-type]
        client=client,
        # It would otherwise read them anew from the environment, which takes longer than a search.
        client_settings=client.get_settings(),
        create_collection_if_not_exists=False,
    )


@dataclass(frozen=True, slots=True)
class GivenVectors:
    """Hands langchain-chroma vectors made beforehand, so that embedding keeps nobody else waiting."""

    vectors: Vectors

    def embed_documents(self, texts: list[str]) -> list[Vectors]:
        """The vectors, whatever the texts; as arrays they take a tenth of the memory of lists."""
        return list(self.vectors)


def persistent_client(folder: Path) -> "Client":
    """A client on the files in the folder, which reports nothing to anyone."""
    import chromadb
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    try:
        client = chromadb.PersistentClient(str(folder), Settings(anonymized_telemetry=False))
    except BaseException:
        # It keeps what failed to open and would hand it out again, even after the files are mended.
        SharedSystemClient.clear_system_cache()
        raise
    return cast("Client", client)


@contextmanager
def failures(folder: Path) -> Iterator[None]:
    """Turn whatever Chroma raises into `IndexDamaged`."""
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, ValueError, OSError, AttributeError) as error:
        raise damaged(folder, error) from error
    except BaseException as error:
        # Its native part reports a broken file as a Rust panic, which is no Exception and has no importable type.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged(folder, error) from error


def damaged(folder: Path, error: BaseException) -> IndexDamaged:
    """What to say of a failure of Chroma."""
    return IndexDamaged(
        f"the vectors in {folder}/ cannot be used ({error}).\n"
        "If their disk is full or read-only, mend that. "
        "Run `citewell ingest`: it makes them again from what the index keeps, and loses nothing."
    )
