"""What the documents define, kept at hand since every question is held against it."""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence

from retriever.acronyms import read_acronyms
from retriever.changes import GENERATION
from retriever.remembered import read_settings
from retriever.schema import IDENTITY
from retriever.types import Acronym

Defined = Mapping[str, Sequence[Acronym]]
"""Acronyms by the source that defines them, in order of place; not to be changed."""

# Sets of collections whose acronyms are kept; as many as groups of people with rights of their own, mostly.
COLLECTIONS_KEPT = 16


class KnownAcronyms:
    """The acronyms of the collections asked about last, as the index holds them now. Safe to share between threads.

    Each state of the index has a number of its own, which other processes raise too: reading that takes the place of
    reading thousands of acronyms.
    """

    def __init__(self) -> None:
        self._state: tuple[object, object] = None, None
        self._kept: OrderedDict[frozenset[str] | None, Defined] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, connection: sqlite3.Connection, collections: Collection[str] | None = None) -> Defined:
        """What documents of these collections define; None for all."""
        settings = read_settings(connection)
        # An index built anew counts from 0 again, but has another identity.
        state = settings.get(IDENTITY), settings.get(GENERATION)
        asked = None if collections is None else frozenset(collections)
        with self._lock:
            known = self._kept.get(asked) if state == self._state else None
        if known is None:
            known = read_acronyms(connection, collections)
        with self._lock:
            if state != self._state:
                self._kept.clear()
                self._state = state
            self._kept[asked] = known
            self._kept.move_to_end(asked)
            while len(self._kept) > COLLECTIONS_KEPT:
                self._kept.popitem(last=False)
        return known
