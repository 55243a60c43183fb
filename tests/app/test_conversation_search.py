"""Searching for a question within its conversation."""

from app.conversation_search import conversation_hits
from app.types import Turn
from retriever.types import Hit, Passage

PASSAGES = {name: Passage(name, f"{name}.txt", name, (), 0, 1, "x", ()) for name in ("leave", "travel", "pay")}


class Shelf:
    """An index that finds the passages whose names stand in the question, in alphabetical order."""

    def __init__(self):
        self.asked = []

    def search(self, question, k=10, collections=None):
        self.asked.append((question, collections))
        return [Hit(PASSAGES[name], 1.0) for name in sorted(PASSAGES) if name in question][:k]


def names(hits):
    return [hit.passage.id for hit in hits]


def test_a_first_question_is_searched_once():
    shelf = Shelf()
    hits = conversation_hits(shelf, ("travel?", "travel?"), (), 5, frozenset({"hr"}))
    assert names(hits) == ["travel"]
    assert shelf.asked == [("travel?", frozenset({"hr"}))]


def test_the_conversation_brings_what_the_question_leaves_out():
    history = (Turn("user", "What about leave?"), Turn("assistant", "Thirty days [1]"))
    hits = conversation_hits(Shelf(), ("And the deadline?", "And the deadline?"), history, 5, None)
    assert names(hits) == ["leave"]


def test_what_the_question_itself_finds_comes_first():
    history = (Turn("user", "What about leave?"), Turn("assistant", "Thirty days [1]"))
    hits = conversation_hits(Shelf(), ("How is travel booked?", "How is travel booked?"), history, 5, None)
    # travel: 1/7 + 0.8/8; leave: 0.8/7
    assert names(hits) == ["travel", "leave"]


def test_no_more_than_k_come_back():
    history = (Turn("user", "What about leave?"), Turn("assistant", "Thirty days [1]"))
    assert names(conversation_hits(Shelf(), ("How is travel booked?",) * 2, history, 1, None)) == ["travel"]
