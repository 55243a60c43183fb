"""What an index holds and how it is."""

from dataclasses import dataclass
from pathlib import Path

from retriever import remembered, store
from retriever.database import Database
from retriever.vectors import VectorStore


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What an index holds and how it is."""

    documents: int
    passages: int
    statements: int
    vectors: int
    model: str
    dimension: int
    chunking: str
    bytes_on_disk: int
    problems: tuple[str, ...]  # each with its remedy; empty when all is well


def index_status(folder: Path, database: Database, vectors: VectorStore) -> IndexStatus:
    """The state of the index in a folder now; takes up to a second for 100,000 passages."""
    with database.snapshot() as connection:
        records = store.read_records(connection)
        settings = remembered.read_settings(connection)
        soundness = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    passages = sum(record.passages for record in records)
    found = vectors.count()
    problems = []
    if soundness != "ok":
        problems.append(f"the database is damaged ({soundness}): run `citewell ingest --rebuild`")
    if found < passages:
        problems.append(f"{passages - found} passages have no vector: run `citewell ingest`")
    if found > passages:
        problems.append(f"{found - passages} vectors are left over: run `citewell ingest`")
    return IndexStatus(
        documents=len(records),
        passages=passages,
        statements=sum(record.statements for record in records),
        vectors=found,
        model=str(settings["model"]),
        dimension=int(settings["dimension"]),
        chunking=str(settings["chunking"]),
        bytes_on_disk=sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()),
        problems=tuple(problems),
    )
