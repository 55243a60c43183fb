"""A server's library in a process of its own, to be killed while it works."""

from pathlib import Path
from threading import Event

from app.library.library import Library
from app.library.records import Upload
from app.settings import Settings
from retriever.encoder import Encoder
from retriever.index import Index
from retriever.locks import WriterLock

RULES = [
    f"Rule {number} of this edition: visitor {number} wears badge {number} in wing {number}." for number in range(30)
]
NAMES = ("rules.txt", "guide.txt", "notes.txt")


def serve_library(settings: Settings, inbox: Path, edition: str) -> None:
    """Upload three files, replacing those of their names, take one document out, and go on until killed."""
    encoder = Encoder(settings.embedding_model, "float32", threads=1)
    # Nothing is done before all has been asked for.
    lock = WriterLock(settings.data_dir)
    with Index.open(settings.data_dir, encoder) as index, Library(settings, index) as library:
        receipt = library.upload([Upload(written(inbox, name, edition), name) for name in NAMES])
        if receipt.held:
            library.answer(receipt.held.id, replace=True)
        library.delete(["travel.txt"])
        lock.release()
        Event().wait()


def written(inbox: Path, name: str, edition: str) -> Path:
    """A file as it is sent."""
    inbox.mkdir(exist_ok=True)
    (inbox / name).write_text(text_of(name, edition))
    return inbox / name


def text_of(name: str, edition: str) -> str:
    return "\n\n".join(f"{rule} ({name}, {edition})" for rule in RULES)
