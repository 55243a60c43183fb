"""Decide what a run must look at: which files, under which names, and which documents have lost theirs."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.report import Problem
from ingest.roots import Root, Scope, name_root, scopes_of
from ingest.walk import FoundFile, Walk, walk_path

DEFAULT_COLLECTION = "main"


@dataclass(frozen=True, slots=True)
class PlannedFile:
    """A file with the name and the collection its document has, or will have, in the index."""

    source: str
    collection: str  # the first folder below the root, or "main"
    file: FoundFile


@dataclass(slots=True)
class Plan:
    """What one run is to do."""

    files: list[PlannedFile] = field(default_factory=list)  # in alphabetical order of their sources
    gone: set[str] = field(default_factory=set)  # documents to remove, if they are in the index
    roots: dict[Path, Root] = field(default_factory=dict)  # for the ledger, the gone documents still in them
    failed: list[Problem] = field(default_factory=list)
    skipped: list[Problem] = field(default_factory=list)

    @property
    def taken_out(self) -> frozenset[str]:
        """The files, and files in archives, that stay out of the index."""
        return frozenset().union(*(root.taken_out for root in self.roots.values()))

    def locate(self, source: str) -> PlannedFile | None:
        """Return the file of a name from any run, or the archive that it lies in; None where it is no longer there."""
        for root in self.roots.values():
            for name in with_archives(source):
                if name in root.sources:
                    relative = name.removeprefix(root.prefix)
                    path = root.path / relative if root.path.is_dir() else root.path
                    walk = walk_path(path, root.path) if path.exists() else Walk()
                    return next((_planned(file, root.prefix) for file in walk.files), None)
        return None

    def remaining_roots(self) -> list[Root]:
        """Return the roots as they are once the gone documents have been removed; what was taken out keeps its name."""
        return [replace(root, sources=root.sources - (self.gone - root.taken_out)) for root in self.roots.values()]


def plan_run(paths: Sequence[Path], known: Sequence[Root]) -> Plan:
    """Return what a run over existing `paths` is to do, given the roots of earlier runs."""
    scopes = scopes_of(paths, known)
    absorbed = {root.path for scope in scopes for root in scope.absorbed}
    plan = Plan(roots={root.path: root for root in known if root.path not in absorbed})
    for scope in scopes:
        _plan_scope(scope, plan, alone=len(scopes) == 1)
    plan.files.sort(key=lambda planned: planned.source)
    plan.gone -= {planned.source for planned in plan.files}
    return plan


def _plan_scope(scope: Scope, plan: Plan, *, alone: bool) -> None:
    walk = walk_path(scope.start, scope.root.path)
    owners = _owners(plan.roots.values(), but=scope.root.path)
    root = plan.roots.get(scope.root.path, scope.root)
    if scope.is_new:
        root = name_root(root, [file.relative for file in walk.files], owners, alone=alone)
    root = replace(root, taken_out=root.taken_out.union(*(_renamed(one, root) for one in scope.absorbed)))
    named = [_planned(file, root.prefix) for file in walk.files]
    own = [one for one in named if one.source not in owners]
    planned = [one for one in own if one.source not in root.taken_out]
    present = frozenset(one.source for one in own)
    before = _documents_before(scope, root)

    plan.files += planned
    plan.gone |= present & root.taken_out
    plan.failed += [_clash(one.source, owners[one.source]) for one in named if one.source in owners]
    plan.failed += _with_prefix(walk.unreadable, root.prefix)
    plan.skipped += _with_prefix(walk.skipped, root.prefix)
    if before and not walk.files:
        plan.failed.append(_found_empty(scope.start, len(before)))
    else:
        plan.gone |= before - present - owners.keys() - _kept(before, walk, root)
    plan.roots[root.path] = replace(root, sources=root.sources | before | present)


def _owners(roots: Iterable[Root], but: Path) -> dict[str, Path]:
    # A root that no longer exists does not keep its names: its folder has been moved, or dropped.
    others = [root for root in roots if root.path != but and root.path.exists()]
    return {source: root.path for root in others for source in root.sources}


def _planned(file: FoundFile, prefix: str) -> PlannedFile:
    folder, slash, _ = file.relative.partition("/")
    return PlannedFile(prefix + file.relative, folder if slash else DEFAULT_COLLECTION, file)


def _renamed(absorbed: Root, root: Root) -> frozenset[str]:
    """Return what was taken out of a root, under the names that it has in the new root above it."""
    folder = absorbed.path if absorbed.path.is_dir() else absorbed.path.parent
    way = folder.relative_to(root.path)
    relatives = (name.removeprefix(absorbed.prefix) for name in absorbed.taken_out)
    return frozenset(root.prefix + (way / relative).as_posix() for relative in relatives)


def _documents_before(scope: Scope, root: Root) -> frozenset[str]:
    """Return the documents that earlier runs brought in from at or below the scope's start."""
    if scope.start == root.path:
        return root.sources.union(*(absorbed.sources for absorbed in scope.absorbed))
    start = root.prefix + scope.start.relative_to(root.path).as_posix()
    return frozenset(source for source in root.sources if _is_at_or_below(source, start))


def _kept(before: Iterable[str], walk: Walk, root: Root) -> frozenset[str]:
    """Return the documents whose files may still be there, in a place that could not be looked at."""
    blind = [root.prefix + problem.source for problem in walk.unreadable]
    return frozenset(source for source in before if any(_is_at_or_below(source, place) for place in blind))


def with_archives(source: str) -> list[str]:
    """Return a name, and those of the archives that it may lie in."""
    parts = source.split("/")
    return ["/".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _is_at_or_below(source: str, place: str) -> bool:
    return source == place or source.startswith(f"{place}/")


def _with_prefix(problems: Iterable[Problem], prefix: str) -> list[Problem]:
    return [replace(problem, source=prefix + problem.source) for problem in problems]


def _clash(source: str, owner: Path) -> Problem:
    return Problem(source, f"a document of this name came from {owner}; rename one of the two files")


def _found_empty(folder: Path, count: int) -> Problem:
    noun = "document" if count == 1 else "documents"
    return Problem(
        str(folder),
        f"holds no files, so its {count} {noun} stay in the index; `citewell ingest --rebuild` drops them",
    )
