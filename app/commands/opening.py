"""Put the parts of a run together from its settings: encoder, index, reader, assistant."""

import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from app.assistant import Assistant
from app.commands.output import WrongUsage, say
from app.settings import Settings
from retriever.encoder import Encoder
from retriever.index import Index
from retriever.published_reader import cross_encoder
from retriever.reader import REGRESSIONS, EvidenceReader
from retriever.regressions_check import check_regressions
from retriever.store import DocumentRecord


@contextmanager
def open_index(settings: Settings) -> Iterator[Index]:
    """Yield the index, open for searching.

    Raises:
        RetrieverError: There is none, or it cannot be used with these settings.
    """
    with Index.open(settings.data_dir, make_encoder(settings)) as index:
        yield index


@contextmanager
def open_writer(settings: Settings, encoder: Encoder | None = None, *, rebuild: bool = False) -> Iterator[Index]:
    """Yield the index, open for putting documents in; made if it is missing, emptied for `rebuild`.

    The encoder is one made from the same settings before, where it is to be used again.

    Raises:
        RetrieverError: Another process is writing to it, or it was built with other settings.
    """
    chunking = f"passages of up to {settings.passage_chars} characters"
    encoder = encoder or make_writing_encoder(settings)
    with Index.open(settings.data_dir, encoder, writable=True, rebuild=rebuild, chunking=chunking) as index:
        yield index


@contextmanager
def open_assistant(settings: Settings, *, serves: bool = False) -> Iterator[tuple[Assistant, Index]]:
    """Yield an assistant with the index that it answers from; they share one embedding model.

    One that serves several people at a time uses one processor thread for each question, where no number is set: with
    more, questions that are answered at once take longer together than one after the other.

    Raises:
        RetrieverError: There is no index, or it or the reader's regressions cannot be used with these settings.
    """
    encoder = make_writing_encoder(settings) if serves and not settings.threads else make_encoder(settings)
    reader = _reader(settings)
    with Index.open(settings.data_dir, encoder) as index:
        yield Assistant(index, reader, settings.cost_of_wrong), index


@contextmanager
def open_lines(file: str) -> Iterator[Iterable[bytes]]:
    """Yield the lines of a file, or of standard input for "-".

    Raises:
        WrongUsage: The file cannot be read.
    """
    if file == "-":
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            lines = stack.enter_context(Path(file).open("rb"))
        except OSError as error:
            raise WrongUsage(f"{file} cannot be read ({error.strerror}); give a file of JSON Lines, or -") from error
        yield lines


def warn_of_unknown(collections: Collection[str] | None, records: Iterable[DocumentRecord]) -> None:
    """Say which of the collections asked for are not in the index; nothing is found in them."""
    known = {record.collection for record in records}
    for name in sorted(set(collections or ()) - known):
        say(f"no document is in the collection '{name}'; there are: {', '.join(sorted(known)) or 'none'}")


def make_writing_encoder(settings: Settings) -> Encoder:
    """The embedding model of these settings for many passages: with one thread, for it is used by several at a time."""
    return Encoder(settings.embedding_model, settings.precision, threads=1)


def make_encoder(settings: Settings) -> Encoder:
    """Return the embedding model of the settings, which is loaded when it is first used."""
    return Encoder(settings.embedding_model, settings.precision, settings.threads or None)


def _reader(settings: Settings) -> EvidenceReader:
    if settings.reader_regressions:
        check_regressions(settings.reader_regressions)
    return EvidenceReader(settings.reader_regressions or REGRESSIONS, cross_encoder(settings.reader_model))
