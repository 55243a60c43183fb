"""Remember which files somebody took out of the index, so that no later run brings them back."""

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from ingest.plan import with_archives
from ingest.roots import Root, read_roots, write_roots


def read_taken_out(ledger: Path) -> frozenset[str]:
    """Return the names of all files, and files in archives, that stay out of the index."""
    return frozenset().union(*(root.taken_out for root in read_roots(ledger)))


def take_out(ledger: Path, sources: Collection[str]) -> None:
    """Note in a ledger file that these stay out from the next run on; names that no folder has are passed over.

    To be called by whoever holds the index open for writing, for a run writes the ledger too.
    """
    roots = read_roots(ledger)
    write_roots(ledger, [replace(root, taken_out=root.taken_out | _named(root, sources)) for root in roots])


def put_back(ledger: Path, sources: Collection[str]) -> None:
    """Note in a ledger file that these go in again at the next run; to be called as `take_out`."""
    gone = frozenset(sources)
    write_roots(ledger, [replace(root, taken_out=root.taken_out - gone) for root in read_roots(ledger)])


def forget(ledger: Path, sources: Collection[str]) -> None:
    """Take out of a ledger file all that it knows of files that were deleted; to be called as `take_out`."""
    gone = frozenset(sources)

    def kept(names: frozenset[str]) -> frozenset[str]:
        return frozenset(name for name in names if gone.isdisjoint(with_archives(name)))

    roots = read_roots(ledger)
    write_roots(ledger, [replace(root, sources=kept(root.sources), taken_out=kept(root.taken_out)) for root in roots])


def _named(root: Root, sources: Collection[str]) -> frozenset[str]:
    return frozenset(source for source in sources if any(name in root.sources for name in with_archives(source)))
