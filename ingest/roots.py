"""Remember which folders the documents of an index came from, so that only files gone from them are removed."""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Root:
    """A folder, or a single file, that was ingested by name."""

    path: Path  # absolute, links resolved
    prefix: str = ""  # put before the relative path to name a document; "" or "name/"
    sources: frozenset[str] = frozenset()  # documents that came from here, or were about to
    taken_out: frozenset[str] = frozenset()  # files, or files in archives, that somebody does not want in the index


@dataclass(frozen=True, slots=True)
class Scope:
    """One path of a run: what to walk, and the root that names the files in it."""

    start: Path
    root: Root
    is_new: bool  # the root has not been ingested before, so it has no prefix yet
    absorbed: tuple[Root, ...] = ()  # known roots below a new one; their documents get new names from it


def read_roots(ledger: Path) -> tuple[Root, ...]:
    """Return the roots noted in a ledger file; none where it is missing or damaged, so nothing is removed."""
    try:
        records = json.loads(ledger.read_text(encoding="utf-8"))
        return tuple(_root(record) for record in records)
    except (FileNotFoundError, ValueError, KeyError, TypeError, AttributeError):
        return ()


def write_roots(ledger: Path, roots: Iterable[Root]) -> None:
    """Note the roots; a kill at any moment leaves the old ledger or the new one."""
    records = [
        {
            "path": str(root.path),
            "prefix": root.prefix,
            "sources": sorted(root.sources),
            "taken_out": sorted(root.taken_out),
        }
        for root in roots
    ]
    ledger.parent.mkdir(parents=True, exist_ok=True)
    draft = ledger.with_suffix(".draft")
    with draft.open("w", encoding="utf-8") as file:
        json.dump(records, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(ledger)


def forget_missing(ledger: Path) -> None:
    """Take the roots that no longer exist out of a ledger file, for an index that starts anew."""
    write_roots(ledger, [root for root in read_roots(ledger) if root.path.exists()])


def scopes_of(paths: Iterable[Path], known: Iterable[Root]) -> tuple[Scope, ...]:
    """Return what to walk for the paths of a run, without walking anything twice.

    A path at or below a known root keeps that root's names, so `docs/hr` after `docs` doubles nothing. Any
    other path becomes a root of its own and absorbs the known roots below it.
    """
    whole = sorted({path.resolve() for path in paths})
    outermost = [path for path in whole if not any(other in path.parents for other in whole)]
    known = tuple(known)
    return tuple(_scope_of(path, known) for path in outermost)


def name_root(root: Root, relatives: Iterable[str], taken: Iterable[str], *, alone: bool) -> Root:
    """Return a new root with the shortest prefix that keeps its documents' names apart from others.

    Args:
        root: A root without documents.
        relatives: Paths of its files below it.
        taken: Names of the documents of other roots.
        alone: Whether it was the only path of the run; then no prefix is tried first.
    """
    relatives, taken = list(relatives), frozenset(taken)
    folders = (root.path if root.path.is_dir() else root.path.parent).parts[1:]
    first = 0 if alone or root.path.is_file() else 1
    for depth in range(first, len(folders) + 1):
        prefix = "".join(f"{name}/" for name in folders[len(folders) - depth :])
        if not any(prefix + relative in taken for relative in relatives):
            break
    return replace(root, prefix=prefix)


def _root(record: Mapping[str, Any]) -> Root:
    sources, taken_out = frozenset(record["sources"]), frozenset(record.get("taken_out", ()))
    return Root(Path(record["path"]), record["prefix"], sources, taken_out)


def _scope_of(path: Path, known: tuple[Root, ...]) -> Scope:
    above = [root for root in known if root.path == path or root.path in path.parents]
    if above:
        return Scope(path, max(above, key=lambda root: len(root.path.parts)), is_new=False)
    below = tuple(root for root in known if path in root.path.parents)
    return Scope(path, Root(path), is_new=True, absorbed=below)
