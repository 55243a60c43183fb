"""What one search may see."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from retriever.sql import collection_clause


@dataclass(frozen=True, slots=True)
class Scope:
    """The collections and documents that are searched; passages of others are never read."""

    collections: frozenset[str] | None = None  # None for all
    sources: frozenset[str] | None = None  # of documents in those collections; None for all

    @classmethod
    def of(cls, collections: Collection[str] | None = None, sources: Collection[str] | None = None) -> Self:
        """The scope of these collections and documents; None for all."""
        return cls(
            None if collections is None else frozenset(collections), None if sources is None else frozenset(sources)
        )

    @property
    def is_everything(self) -> bool:
        """Whether every document is in it."""
        return self.collections is None and self.sources is None

    def documents(self) -> tuple[str, list[str]]:
        """SQL that is true for rows of `documents` in the scope, with its values."""
        allowed, values = collection_clause("collection", self.collections)
        if self.sources is None:
            return allowed, values
        # As one value, because an SQL statement takes only so many.
        return f"{allowed} AND source IN (SELECT value FROM json_each(?))", [*values, json.dumps(sorted(self.sources))]

    def passages(self) -> tuple[str, list[str]]:
        """SQL that is true for rows of `passages` in the scope, with its values; finds them by their documents."""
        if self.is_everything:
            return "1", []
        allowed, values = self.documents()
        return f"source IN (SELECT source FROM documents WHERE {allowed})", values


EVERYTHING = Scope()
