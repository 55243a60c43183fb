"""The history keeps what people asked, finds it again, and lets nobody reach another's."""

import random
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC

import pytest

from app.history.errors import UnknownConversation
from app.history.records import Vote
from app.history.store import STOPPED, UNTITLED

ANA, BEN = "ana", "ben"


def asked(history, person, question, answer=None, conversation=None):
    """Ask a question in a conversation, a new one if none is named; return both ids."""
    conversation = conversation or history.start(person)
    exchange = history.begin(person, conversation, question)
    if answer:
        history.finish(exchange, answer)
    return conversation, exchange


def test_an_answer_is_read_back_equal_after_the_program_starts_anew(history, reopened, answered):
    answer = answered("How long is leave?")
    conversation, exchange = asked(history, ANA, "How long is leave?", answer)
    [kept] = reopened().exchanges(ANA, conversation)
    assert (kept.id, kept.question, kept.answer, kept.failure, kept.vote) == (
        exchange,
        "How long is leave?",
        answer,
        None,
        None,
    )
    assert kept.asked_at.tzinfo is UTC


def test_a_failure_is_kept_in_place_of_an_answer(history):
    conversation, exchange = asked(history, ANA, "Why?")
    history.finish(exchange, failure="The index is damaged.")
    [kept] = history.exchanges(ANA, conversation)
    assert (kept.answer, kept.failure) == (None, "The index is damaged.")


def test_a_question_being_answered_has_neither_answer_nor_failure(history):
    conversation, _ = asked(history, ANA, "Why?")
    [kept] = history.exchanges(ANA, conversation)
    assert (kept.answer, kept.failure) == (None, None)


@pytest.mark.parametrize("both", [{}, {"failure": "No.", "answer": "given"}], ids=["neither", "both"])
def test_an_exchange_ends_with_one_of_answer_and_failure(history, answered, both):
    _, exchange = asked(history, ANA, "Why?")
    with pytest.raises(ValueError, match="an answer or a failure"):
        history.finish(exchange, **{**both, **({"answer": answered("Why?")} if both else {})})


def test_what_was_being_answered_when_the_program_ended_says_so_after_the_next_start(history, reopened, answered):
    conversation, _ = asked(history, ANA, "First?", answered("First?"))
    asked(history, ANA, "Second?", conversation=conversation)
    first, second = reopened().exchanges(ANA, conversation)
    assert first.failure is None
    assert (second.answer, second.failure) == (None, STOPPED)


def test_a_process_that_was_answering_all_the_same_takes_the_mark_away(history, reopened, answered):
    conversation, exchange = asked(history, ANA, "How long?")
    reopened()
    history.finish(exchange, answered("How long?"))
    [kept] = history.exchanges(ANA, conversation)
    assert (kept.answer, kept.failure) == (answered("How long?"), None)


def test_an_answer_to_what_was_deleted_meanwhile_is_dropped(history, answered):
    conversation, exchange = asked(history, ANA, "How long?")
    history.delete(ANA, conversation)
    history.finish(exchange, answered("How long?"))
    assert history.conversations(ANA) == []
    assert history.asked() == []


def test_conversations_are_listed_newest_first_with_their_counts(history):
    first, _ = asked(history, ANA, "First?")
    second, _ = asked(history, ANA, "Second?")
    assert [one.id for one in history.conversations(ANA)] == [second, first]
    asked(history, ANA, "More of the first?", conversation=first)
    listed = history.conversations(ANA)
    assert [(one.id, one.title, one.exchanges) for one in listed] == [(first, "First?", 2), (second, "Second?", 1)]
    assert listed[0].created_at < listed[1].created_at < listed[0].updated_at


def test_a_conversation_is_called_by_its_first_question_until_it_is_named(history):
    conversation = history.start(ANA)
    assert history.conversations(ANA)[0].title == UNTITLED
    _, first = asked(history, ANA, "How  long\nis leave?", conversation=conversation)
    asked(history, ANA, "And for part-timers?", conversation=conversation)
    assert history.conversations(ANA)[0].title == "How long is leave?"
    history.discard(ANA, first)
    asked(history, ANA, "How long is parental leave?", conversation=conversation)
    assert history.conversations(ANA)[0].title == "How long is parental leave?"
    history.rename(ANA, conversation, "  Leave ")
    asked(history, ANA, "And sick leave?", conversation=conversation)
    assert history.conversations(ANA)[0].title == "Leave"
    history.rename(ANA, conversation, " ")
    assert history.conversations(ANA)[0].title == "How long is parental leave?"


def test_discarding_takes_the_exchange_and_all_later_ones(history):
    conversation, first = asked(history, ANA, "One?")
    _, second = asked(history, ANA, "Two?", conversation=conversation)
    asked(history, ANA, "Three?", conversation=conversation)
    history.discard(ANA, second)
    asked(history, ANA, "Four?", conversation=conversation)
    assert [one.question for one in history.exchanges(ANA, conversation)] == ["One?", "Four?"]
    assert history.exchanges(ANA, conversation)[0].id == first


def test_a_vote_can_be_changed_and_taken_back(history, answered):
    conversation, exchange = asked(history, ANA, "How long?", answered("How long?"))
    for vote in (Vote(False, "Too short.\x00"), Vote(True), None):
        history.vote(ANA, exchange, vote)
        kept = history.exchanges(ANA, conversation)[0].vote
        assert kept == (vote and replace(vote, reason=vote.reason.replace("\x00", "\ufffd")))


def test_the_questions_of_everybody_are_listed_without_who_asked(history, answered, abstained, clock):
    asked(history, ANA, "How long?", replace(answered("How long?"), standalone_question="How long is leave?"))
    since = clock()
    _, exchange = asked(history, BEN, "Why?", abstained("Why?"))
    history.vote(BEN, exchange, Vote(False, "It is there."))
    first, second = history.asked()
    assert (first.question, first.standalone_question, first.vote) == ("How long?", "How long is leave?", None)
    assert (second.question, second.answer, second.vote) == ("Why?", abstained("Why?"), Vote(False, "It is there."))
    assert history.asked(since) == [second]
    assert not any(name in repr(first) + repr(second) for name in (ANA, BEN))


def test_ticks_are_kept_for_each_person(history):
    history.tick(ANA, "leave.md#2", True)
    history.tick(ANA, "leave.md#2", True)
    history.tick(ANA, "leave.md#3", True)
    history.tick(ANA, "leave.md#3", False)
    history.tick(BEN, "other.md", True)
    assert history.ticks(ANA) == {"leave.md#2"}
    assert history.ticks("nobody") == frozenset()


@pytest.mark.parametrize(
    "text",
    ["👩‍👩‍👧 family", "ما مدة الإجازة؟", "a\x00b", "half \ud83d of a pair", "x" * 100_000, "'; DROP TABLE ticks; --"],
    ids=["emoji", "right to left", "NUL", "half a pair", "very long", "SQL"],
)
def test_any_question_is_kept(history, text):
    conversation, _ = asked(history, ANA, text)
    kept = history.exchanges(ANA, conversation)[0].question
    assert kept == text.replace("\x00", "\ufffd").replace("\ud83d", "\ufffd")


def test_nobody_reaches_what_another_has(history, answered):
    conversation, exchange = asked(history, ANA, "How long?", answered("How long?"))
    attempts = [
        lambda: history.exchanges(BEN, conversation),
        lambda: history.conversation(BEN, conversation),
        lambda: history.begin(BEN, conversation, "Mine?"),
        lambda: history.rename(BEN, conversation, "Mine"),
        lambda: history.delete(BEN, conversation),
        lambda: history.discard(BEN, exchange),
        lambda: history.vote(BEN, exchange, Vote(True)),
        lambda: history.exchanges(ANA, "no such id"),
        lambda: history.vote(ANA, "no such id", None),
    ]
    before = history.exchanges(ANA, conversation)
    assert history.conversation(ANA, conversation) == history.conversations(ANA)[0]
    for attempt in attempts:
        with pytest.raises(UnknownConversation):
            attempt()
    assert history.conversations(BEN) == history.conversations(BEN, "how") == []
    assert history.exchanges(ANA, conversation) == before


class Doings:
    """What one person does with a history, at random, and what must be found of it."""

    def __init__(self, history, person, seed):
        self.history, self.person, self.chance = history, person, random.Random(seed)
        self.kept: dict[str, list[tuple[str, str]]] = {}

    def go_on(self, steps: int) -> None:
        for step in range(steps):
            doing = self.chance.choice([self.start, self.ask, self.ask, self.ask, self.discard, self.delete])
            doing(f"{self.person} asks {step}")

    def start(self, _: str) -> None:
        self.kept[self.history.start(self.person)] = []

    def ask(self, question: str) -> None:
        if self.kept:
            id = self.chance.choice(sorted(self.kept))
            self.kept[id].append((self.history.begin(self.person, id, question), question))

    def discard(self, _: str) -> None:
        if asked := sorted(id for id, exchanges in self.kept.items() if exchanges):
            id = self.chance.choice(asked)
            at = self.chance.randrange(len(self.kept[id]))
            self.history.discard(self.person, self.kept[id][at][0])
            del self.kept[id][at:]

    def delete(self, _: str) -> None:
        if self.kept:
            id = self.chance.choice(sorted(self.kept))
            self.history.delete(self.person, id)
            del self.kept[id]

    def found(self) -> dict[str, list[tuple[str, str]]]:
        listed = self.history.conversations(self.person)
        return {one.id: self.exchanges(one.id) for one in listed}

    def exchanges(self, id: str) -> list[tuple[str, str]]:
        return [(one.id, one.question) for one in self.history.exchanges(self.person, id)]


@pytest.mark.parametrize("seed", range(3))
def test_several_people_at_once_each_find_their_own_and_nothing_else(history, seed):
    people = [Doings(history, name, seed * 10 + at) for at, name in enumerate(["ana", "ben", "eve", "ian"])]
    with ThreadPoolExecutor(len(people)) as threads:
        for done in [threads.submit(one.go_on, 40) for one in people]:
            done.result()
    assert [one.found() for one in people] == [one.kept for one in people]
    for one in people:
        for other in people:
            for id in other.kept if other is not one else ():
                with pytest.raises(UnknownConversation):
                    history.exchanges(one.person, id)


def test_questions_asked_at_once_in_one_conversation_are_all_kept(history):
    conversation = history.start(ANA)
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda at: history.begin(ANA, conversation, f"{at}?"), range(24)))
    questions = [one.question for one in history.exchanges(ANA, conversation)]
    assert sorted(questions) == sorted(f"{at}?" for at in range(24))
