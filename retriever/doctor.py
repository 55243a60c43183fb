"""What is wrong with an index, and the mending of it: each check with its repair and what is left to do."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from retriever import changes, files, remembered, vocabulary, words
from retriever.database import Database
from retriever.encoder import Encoder
from retriever.errors import IndexDamaged
from retriever.exchange import differing, exchange_differing, left_over
from retriever.soundness import (
    delete_strays,
    embed_again,
    quick_check,
    stray_rows,
    take_out_unfit,
    unfit_documents,
    unfit_vectors,
)
from retriever.vectors import VectorStore

REBUILD = "Run `citewell ingest --rebuild`: it reads all documents again."
REPAIR = "Run `citewell doctor`."
READ_AGAIN = "Run `citewell ingest`: it reads them again."
# What a process that is killed can leave beside the index: drafts of files, and the contents of archives.
LEFTOVERS = ("*.draft", "unpacked")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong with an index."""

    what: str  # in words
    mended: bool
    remedy: str  # what to do; empty where nothing is left to do


@dataclass(frozen=True, slots=True)
class IndexParts:
    """What an index is made of."""

    folder: Path
    database: Database
    vectors: VectorStore
    encoder: Encoder


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that can be wrong, how it is put right, and what a person does afterwards."""

    find: Callable[[IndexParts], list[str]]
    mend: Callable[[IndexParts], None] | None = None
    afterwards: str = ""


def examine(parts: IndexParts) -> list[Finding]:
    """All that is wrong, changing nothing; empty when all is well."""
    return _found(parts, mending=False)


def mend(parts: IndexParts) -> list[Finding]:
    """All that was wrong, put right where it can be.

    Only what cannot be read is taken out; the records of its files too, so that the next run reads them again.
    """
    return _found(parts, mending=True)


def _found(parts: IndexParts, *, mending: bool) -> list[Finding]:
    findings: list[Finding] = []
    for check in CHECKS:
        try:
            found = check.find(parts)
            if found and mending and check.mend is not None:
                check.mend(parts)
                findings += [Finding(what, True, check.afterwards) for what in found]
            else:
                remedy = REBUILD if check.mend is None else REPAIR
                findings += [Finding(what, False, remedy) for what in found]
        except IndexDamaged as error:
            what, _, remedy = str(error).partition("\n")
            return [*findings, Finding(what, False, remedy or REBUILD)]
        if found and check.mend is None:
            # Nothing read from a broken database says anything.
            break
    return findings


def _database_is_broken(parts: IndexParts) -> list[str]:
    with parts.database.snapshot() as connection:
        return [f"the database {parts.database.path.name} is damaged ({one})" for one in quick_check(connection)]


def _documents_are_unfit(parts: IndexParts) -> list[str]:
    with parts.database.snapshot() as connection:
        return [f"the document {source!r} cannot be used: {why}" for source, why in unfit_documents(connection)]


def _take_out_documents(parts: IndexParts) -> None:
    with parts.database.change() as connection:
        take_out_unfit(connection)
    exchange_differing(parts.database, parts.vectors)


def _rows_are_stray(parts: IndexParts) -> list[str]:
    with parts.database.snapshot() as connection:
        return [f"{count} {what} belong to no document" for what, count in stray_rows(connection).items()]


def _delete_stray_rows(parts: IndexParts) -> None:
    with parts.database.change() as connection:
        delete_strays(connection)


def _vectors_are_unfit(parts: IndexParts) -> list[str]:
    sources = unfit_vectors(parts.database)
    return [f"the document {source!r} has passages without a usable vector" for source in sources]


def _embed_again(parts: IndexParts) -> None:
    embed_again(parts.database, parts.encoder, unfit_vectors(parts.database))


def _words_differ(parts: IndexParts) -> list[str]:
    with parts.database.change() as connection:
        fits = words.fits_passages(connection)
    return [] if fits else ["the word index does not hold the words of the passages"]


def _index_words_again(parts: IndexParts) -> None:
    with parts.database.change() as connection:
        words.rebuild(connection)


def _vocabulary_differs(parts: IndexParts) -> list[str]:
    with parts.database.snapshot() as connection:
        wrong = vocabulary.count_wrong(connection)
    return [f"{wrong} words are counted wrongly"] if wrong else []


def _count_words_again(parts: IndexParts) -> None:
    with parts.database.change() as connection:
        vocabulary.recount(connection)


def _vectors_differ(parts: IndexParts) -> list[str]:
    try:
        superfluous = len(left_over(parts.database, parts.vectors))
        wrong = sum(len(page.ids) for page in differing(parts.database, parts.vectors))
    except IndexDamaged as error:
        return [str(error).partition("\n")[0]]
    found = [f"{superfluous} vectors belong to no passage"] if superfluous else []
    return found + ([f"{wrong} passages have no vector to be found by, or a wrong one"] if wrong else [])


def _exchange_vectors(parts: IndexParts) -> None:
    changes.settle(parts.database, parts.vectors, thoroughly=True)


def _changes_are_unsettled(parts: IndexParts) -> list[str]:
    with parts.database.snapshot() as connection:
        unsettled = remembered.read_settings(connection).get(changes.UNSETTLED)
    return ["the last change was cut off"] if unsettled else []


def _files_lack_documents(parts: IndexParts) -> list[str]:
    with parts.database.snapshot() as connection:
        sources = files.sources_without_document(connection)
    return [f"the file {source!r} is known, but the document it was read into is not there" for source in sources]


def _forget_files(parts: IndexParts) -> None:
    with parts.database.change() as connection:
        for source in files.sources_without_document(connection):
            files.delete_file(connection, source)


def _leftovers(parts: IndexParts) -> list[Path]:
    return sorted(path for pattern in LEFTOVERS for path in parts.folder.glob(pattern))


def _leftovers_lie_about(parts: IndexParts) -> list[str]:
    return [f"{path.name} was left by a run that was cut off" for path in _leftovers(parts)]


def _delete_leftovers(parts: IndexParts) -> None:
    for path in _leftovers(parts):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


CHECKS: Sequence[Check] = (
    Check(_database_is_broken),
    Check(_documents_are_unfit, _take_out_documents, READ_AGAIN),
    Check(_rows_are_stray, _delete_stray_rows),
    Check(_vectors_are_unfit, _embed_again),
    Check(_words_differ, _index_words_again),
    Check(_vocabulary_differs, _count_words_again),
    Check(_vectors_differ, _exchange_vectors),
    Check(_changes_are_unsettled, _exchange_vectors),
    Check(_files_lack_documents, _forget_files, READ_AGAIN),
    Check(_leftovers_lie_about, _delete_leftovers),
)
