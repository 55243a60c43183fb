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
    # both documents are spoken of, going on 0.88: travel 1/7 + 1.12/8 + 1.06/7, leave 1.12/7
    assert names(hits) == ["travel", "leave"]


def test_no_more_than_k_come_back():
    history = (Turn("user", "What about leave?"), Turn("assistant", "Thirty days [1]"))
    assert names(conversation_hits(Shelf(), ("How is travel booked?",) * 2, history, 1, None)) == ["travel"]


class Drawers:
    """An index that finds one list of passages for a question alone, another within a conversation."""

    def __init__(self, alone, within):
        self.alone, self.within = alone, within

    def search(self, question, k=10, collections=None):
        found = self.alone if question == "What is paid?" else self.within
        return [hit(name, similarity) for name, similarity in found][:k]


def hit(name, similarity):
    """A passage of the document that its name begins with."""
    source = name.split("-")[0]
    return Hit(Passage(name, source, source, (), 0, 1, "x", ()), 1.0, similarity=similarity)


LEAVE = (Turn("user", "What about leave?"), Turn("assistant", "Thirty days [1]"))


def test_what_the_question_finds_in_the_conversations_document_comes_before_what_it_finds_elsewhere():
    alone = [("pay-1", 0.52), ("travel-1", 0.51), ("leave-2", 0.5)]
    within = [("leave-1", 0.6), ("leave-3", 0.55)]
    hits = conversation_hits(Drawers(alone, within), ("What is paid?",) * 2, LEAVE, 5, None)
    # lead 0.52 - 0.5 + 0.52 - 0.6 = -0.06, going on 0.93: leave-1 1.15/7, leave-2 1/9 + 1.12/7, pay-1 1/7, travel-1 1/8
    assert names(hits) == ["leave-2", "leave-1", "leave-3", "pay-1", "travel-1"]


def test_a_new_topic_that_fits_far_better_alone_is_searched_for_alone_first():
    alone = [("pay-1", 0.8), ("pay-2", 0.7), ("leave-2", 0.2)]
    within = [("leave-1", 0.5), ("leave-3", 0.45)]
    hits = conversation_hits(Drawers(alone, within), ("What is paid?",) * 2, LEAVE, 5, None)
    # lead 0.6 + 0.3, going on 0: pay-1 1/7, pay-2 1/8, leave-2 1/9, leave-1 0.5/7, leave-3 0.5/8
    assert names(hits) == ["pay-1", "pay-2", "leave-2", "leave-1", "leave-3"]
