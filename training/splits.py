"""Which documents train, which calibrate and which test: by document, near copies together."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

# The question sets that are like what staff ask: they train, calibrate and test.
POLICY = "policy_qa"
OWN = Path(__file__).parent / "data"
# Our own documents are of many organisations with like rules, so that a question would have many answers among all of
# them. They are asked in libraries of so many, as one organisation would hold.
OWN_LIBRARY = 6
TEST_SHARE, CALIBRATION_SHARE = 0.22, 0.10
# Sets that are mixed in so that nothing else is unlearnt, and how many questions of each at most. They only train and
# test.
MIXED = {"squad2_dev": 1500, "clapnq_dev": 400, "doc2dial_val": 400}
PLAIN_TEST_SHARE = 0.40


def document_sides(folder: Path, documents: Iterable[str]) -> dict[str, str]:
    """The side of each document of a question set; ``test`` for all of a set that trains nothing.

    Args:
        folder: The question set, known by the folder's name.
        documents: Their ids.
    """
    if folder.name in (POLICY, OWN.name):
        return {document: side(group) for document, group in page_groups(folder, documents).items()}
    share = PLAIN_TEST_SHARE if folder.name in MIXED else 1.0
    return {document: side(document, share, 0.0) for document in documents}


def page_groups(folder: Path, documents: Iterable[str]) -> dict[str, str]:
    """The near-copy group of each document, by the set's info.json where it has one."""
    info = folder / "info.json"
    copies = json.loads(info.read_text("utf-8"))["near_duplicates"] if info.is_file() else []
    return near_copy_groups(documents, copies)


def near_copy_groups(documents: Iterable[str], copies: Sequence[Sequence[object]]) -> dict[str, str]:
    """One name for each document, the same for documents that are near copies, directly or through others.

    Args:
        documents: Their ids.
        copies: ``(share, id, id)`` rows, as in a question set's info.json.

    >>> near_copy_groups("abc", [(0.9, "a", "b")])
    {'a': 'b', 'b': 'b', 'c': 'c'}
    """
    parent = {document: document for document in documents}

    def root(document: str) -> str:
        while parent[document] != document:
            document = parent[document]
        return document

    for _, one, other in copies:
        if one in parent and other in parent:
            parent[root(str(one))] = root(str(other))
    return {document: root(document) for document in parent}


def side(group: str, test: float = TEST_SHARE, calibration: float = CALIBRATION_SHARE) -> str:
    """``train``, ``cal`` or ``test``, by a hash of the group's name: the same on every machine."""
    share = int(hashlib.sha256(group.encode()).hexdigest(), 16) % 1000 / 1000
    return "test" if share < test else "cal" if share < test + calibration else "train"
