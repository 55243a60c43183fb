"""Documents kept at hand, since every question reads those that its answer stands in."""

import sqlite3
import threading
from collections import OrderedDict

from retriever import store
from retriever.files import document_named
from retriever.types import Document

# Characters of text kept, by which the whole of a document grows; reading a document of half a million takes 0.15 s.
CHARACTERS_KEPT = 4_000_000


class RecentDocuments:
    """The documents read last, each as the index holds it now. Safe to share between threads."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, tuple[str, Document]] = OrderedDict()  # with the stamp of its edition
        self._lock = threading.Lock()

    def read(self, connection: sqlite3.Connection, name: str) -> Document:
        """The document of that name, or that has it as another name.

        Raises:
            UnknownDocument: There is none.
        """
        source = document_named(connection, name)
        stamp = store.read_stamp(connection, source)
        with self._lock:
            known, document = self._kept.get(source, (None, None))
        if document is None or known != stamp:
            document = store.read_document(connection, source)
        with self._lock:
            self._kept[source] = stamp or "", document
            self._kept.move_to_end(source)
            while len(self._kept) > 1 and sum(len(kept.text) for _, kept in self._kept.values()) > CHARACTERS_KEPT:
                self._kept.popitem(last=False)
        return document
