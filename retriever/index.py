"""The index of a data folder: documents go in whole, ranked passages come out."""

from collections.abc import Collection, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from retriever import store
from retriever.changes import GENERATION, VectorChanges, put, remove, settle, tidy
from retriever.database import Database
from retriever.doctor import Finding, IndexParts, examine, mend
from retriever.encoder import Encoder, Vectors
from retriever.errors import IndexMissing
from retriever.files import FileRecord, delete_file, read_files
from retriever.known_acronyms import Defined, KnownAcronyms
from retriever.locks import WriterLock
from retriever.new_database import DATABASE, make_database
from retriever.question import respelt
from retriever.recent_documents import RecentDocuments
from retriever.remembered import read_settings
from retriever.schema import IDENTITY, check_chunking, check_model, has_tables
from retriever.scope import EVERYTHING, Scope
from retriever.search import Findings, Searcher
from retriever.statement_vectors import EmbeddedDocument, embedded_documents
from retriever.status import IndexStatus, index_status
from retriever.store import DocumentRecord
from retriever.types import Document, Hit, Passage, Span
from retriever.vectors import VectorStore

__all__ = ["DocumentRecord", "EmbeddedDocument", "FileRecord", "Finding", "Findings", "Index", "IndexStatus", "Scope"]

CHROMA = "chroma"


class Index:
    """One data folder's documents and passages. Made by `open`; safe to share between threads.

    Every method may raise `IndexDamaged`.
    """

    def __init__(
        self, folder: Path, database: Database, vectors: VectorStore, encoder: Encoder, lock: WriterLock | None
    ) -> None:
        self._folder = folder
        self._database = database
        self._vectors = vectors
        self.encoder = encoder  # for whoever embeds beside it, so that the model is loaded once
        self._lock = lock
        self._searcher = Searcher(database, vectors, encoder)
        self._documents = RecentDocuments()
        self._acronyms = KnownAcronyms()

    @classmethod
    def open(
        cls,
        data_dir: Path | str,
        encoder: Encoder,
        *,
        writable: bool = False,
        rebuild: bool = False,
        chunking: str = "",
    ) -> Self:
        """The index in a folder. A writer makes it if it is missing, and mends what a killed one left.

        Args:
            data_dir: The folder.
            encoder: The model for questions and passages.
            writable: Whether documents will be put in or taken out. One writer at a time.
            rebuild: Start with an empty index, whatever is there. Only for writers.
            chunking: In words, how documents are split into passages; remembered, and compared if not empty.

        Raises:
            IndexMissing: There is none and `writable` is not set.
            IndexLocked: Another writer is at work.
            ModelMismatch: The index was built with another model, form or chunking.
            IndexDamaged: Its files cannot be used.
        """
        folder = Path(data_dir)
        if not writable:
            return cls._opened(folder, encoder, chunking)
        lock = WriterLock(folder)
        try:
            make_database(folder, encoder, chunking, rebuild=rebuild)
            index = cls._opened(folder, encoder, chunking, lock)
            settle(index._database, index._vectors)
        except BaseException:
            lock.release()
            raise
        return index

    @classmethod
    def _opened(cls, folder: Path, encoder: Encoder, chunking: str, lock: WriterLock | None = None) -> Self:
        if not (folder / DATABASE).exists():
            raise missing(folder)
        database = Database(folder / DATABASE)
        try:
            with database.snapshot() as connection:
                if not has_tables(connection):
                    raise missing(folder)
                remembered = read_settings(connection)
            check_model(remembered, encoder.name, folder)
            check_chunking(remembered, chunking, folder)
        except BaseException:
            database.close()
            raise
        labels = {name: remembered[name] for name in ("model", "dimension", "schema", IDENTITY)}
        vectors = VectorStore(folder / CHROMA, labels, VectorChanges(database))
        return cls(folder, database, vectors, encoder, lock)

    def embed(self, pairs: Sequence[tuple[Document, Sequence[Passage]]]) -> list[EmbeddedDocument]:
        """Embed documents with their passages, for `put`. Writes nothing; another thread may write meanwhile.

        Several at once take less time than one after the other, for short ones share the model's batches.

        Raises:
            ValueError: A passage is not a slice of its document.
        """
        for document, passages in pairs:
            check_slices(document, passages)
        return embedded_documents(self.encoder, pairs)

    def embed_questions(self, questions: Sequence[str]) -> Vectors:
        """The vectors of questions: float32 (n, dimension), rows of unit length, in their order."""
        return self.encoder.encode_questions(questions)

    def put(self, embedded: Sequence[EmbeddedDocument], files: Sequence[FileRecord] = ()) -> None:
        """Put documents in, in place of those of their names, and the records of files in place of theirs.

        Whenever the process dies, the index holds each document whole, old or new, its file's record likewise: the new
        vectors are added, then one transaction exchanges everything else, then the old vectors are deleted. Records
        that gave a document as the text of another content are forgotten, so that their files are read anew.

        Raises:
            ValueError: Two of the documents have the same source.
        """
        sources = [one.document.source for one in embedded]
        if len(set(sources)) < len(sources):
            raise ValueError(f"a document is put in twice at once: {sorted(sources)}")
        put(self._database, self._vectors, embedded, files)

    def replace(self, document: Document, passages: Sequence[Passage]) -> None:
        """Put a document in, in place of the one of its name if there is one; see `put`.

        Raises:
            ValueError: A passage is not a slice of the document.
        """
        self.put(self.embed([(document, passages)]))

    def remove(self, source: str) -> None:
        """Take a document out, with the records of its file and of those that had their text there.

        Raises:
            UnknownDocument: There is none of that source.
        """
        remove(self._database, self._vectors, source)

    def tidy(self) -> None:
        """Erase what is left in the files of documents taken out or exchanged; for the end of a run of changes.

        Afterwards no word of theirs is in the folder. Where there were any, the database is written anew, which takes
        as much disk again for a while, and some 10 s for 100,000 passages.
        """
        tidy(self._database, self._vectors)

    def files(self) -> dict[str, FileRecord]:
        """The record of every file that was looked at, by source, in order."""
        with self._database.snapshot() as connection:
            return read_files(connection)

    def put_file(self, record: FileRecord) -> None:
        """Remember a file in place of what was known of it."""
        self.put((), [record])

    def forget_file(self, source: str) -> None:
        """Forget a file; one that is not known is no error."""
        with self._database.change() as connection:
            delete_file(connection, source)

    def documents(self) -> list[DocumentRecord]:
        """A record of every document, by source."""
        with self._database.snapshot() as connection:
            return store.read_records(connection)

    def document(self, name: str) -> Document:
        """The document of that name, or that has it as another name.

        Raises:
            UnknownDocument: There is none.
        """
        with self._database.snapshot() as connection:
            return self._documents.read(connection, name)

    def quote(self, name: str, span: Span) -> str:
        """The words of a document from start to end, by its name or another; empty if there is no such document."""
        with self._database.snapshot() as connection:
            return store.read_quote(connection, name, span)

    def acronyms(self, collections: Collection[str] | None = None) -> Defined:
        """What the documents define, by source, in order of place; None for all collections."""
        with self._database.snapshot() as connection:
            return self._acronyms.read(connection, collections)

    def respelt(self, question: str) -> str:
        """The question with misspelt words as the documents spell them; the same if there are none."""
        with self._database.snapshot() as connection:
            return respelt(connection, question)

    def search(
        self,
        question: str,
        k: int = 10,
        collections: Collection[str] | None = None,
        sources: Collection[str] | None = None,
    ) -> list[Hit]:
        """The passages that fit a question best, by meaning and by words.

        Args:
            question: In the person's own words; misspelt words and acronyms are searched in other forms too.
            k: At most so many come back.
            collections: Only documents of these are searched; None searches all.
            sources: Only these of their documents are searched, though acronyms that others define are known; None
                searches all.

        Returns:
            Best first; ties in order of source and position. Empty for a question without words.
        """
        return self._searcher.search(question, k, Scope.of(collections, sources))

    def find(self, typed: str, k: int = 10, scope: Scope = EVERYTHING, *, by_words: bool = False) -> Findings:
        """The passages that fit what is being typed, with the words in them that matched.

        Args:
            typed: Words, the last of which may go on: other words that begin as it does are searched too.
            k: At most so many come back.
            scope: What is searched.
            by_words: Search for the words alone, not for what they mean. Then nothing is embedded, no hit has a
                similarity, and each has some of the words.

        Returns:
            Hits in order as of `search`.
        """
        return self._searcher.find(typed, k, scope, by_words=by_words)

    def edition(self) -> str:
        """A name of what the index holds now: another one after every document that goes in or out."""
        with self._database.snapshot() as connection:
            settings = read_settings(connection)
        return f"{settings.get(IDENTITY)} {settings.get(GENERATION)}"

    def status(self) -> IndexStatus:
        """What the index holds, and whether its vectors fit its passages."""
        return index_status(self._folder, self._database, self._vectors)

    def examine(self) -> list[Finding]:
        """All that is wrong with the index, changing nothing; empty when all is well."""
        return examine(self._parts())

    def mend(self) -> list[Finding]:
        """All that was wrong with the index, put right where it can be; only for writers.

        Documents that cannot be read are taken out, with the records of their files; the next run reads them again.
        """
        return mend(self._parts())

    def _parts(self) -> IndexParts:
        return IndexParts(self._folder, self._database, self._vectors, self.encoder)

    def close(self) -> None:
        """Let go of files, memory and the writer's lock."""
        self._vectors.close()
        self._database.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def check_slices(document: Document, passages: Sequence[Passage]) -> None:
    """Hold the passages to their document.

    Raises:
        ValueError: One of them has another source or collection, or is not a slice of the text.
    """
    for passage in passages:
        if (passage.source, passage.collection) != (document.source, document.collection):
            raise ValueError(f"passage {passage.id} belongs to {passage.source!r}, not to {document.source!r}")
        if document.text[passage.start : passage.end] != passage.text:
            raise ValueError(f"passage {passage.id} is not a slice of {document.source!r}")


def missing(folder: Path) -> IndexMissing:
    """What to say where there is no index."""
    return IndexMissing(f"there is no index in {folder}/.\nRun `citewell ingest`.")
