"""Conversations are found by the words of their titles, questions and answers, and quickly."""

import sqlite3
import time

import pytest

ANA, BEN = "ana", "ben"


@pytest.fixture
def searched(history, answered):
    """A history with a conversation on leave, one on fees in Greek, and one that another person had."""

    def keep(person, question, words):
        conversation = history.start(person)
        history.finish(history.begin(person, conversation, question), answered(question, words))
        return conversation

    keep(ANA, "How long is leave?", "Full-time staff have 25 days.")
    keep(ANA, "Ποιο είναι το ΚΟΣΤΟΣ;", "Η Straße kostet 100% und_mehr.")
    keep(BEN, "How long is leave in Peru?", "As everywhere, 25 days.")
    return history


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("leave", ["How long is leave?"]),
        ("LEAVE how", ["How long is leave?"]),
        ("25 days leave", ["How long is leave?"]),
        ("κόστος", []),
        ("κοστοσ", ["Ποιο είναι το ΚΟΣΤΟΣ;"]),
        ("STRASSE", ["Ποιο είναι το ΚΟΣΤΟΣ;"]),
        ("100%", ["Ποιο είναι το ΚΟΣΤΟΣ;"]),
        ("1%", []),
        ("d_m", ["Ποιο είναι το ΚΟΣΤΟΣ;"]),
        ("l_ave", []),
        ("\\", []),
        ("'", []),
        ("Peru", []),
        (" ", ["Ποιο είναι το ΚΟΣΤΟΣ;", "How long is leave?"]),
    ],
)
def test_all_words_must_stand_in_the_persons_own_conversation(searched, words, titles):
    assert [one.title for one in searched.conversations(ANA, words)] == titles


def test_words_of_several_exchanges_and_of_a_given_title_are_found_together(history, answered):
    conversation = history.start(ANA)
    for question in ("How long is leave?", "Who signs it?"):
        history.finish(history.begin(ANA, conversation, question), answered(question))
    history.rename(ANA, conversation, "Holidays")
    assert [one.id for one in history.conversations(ANA, "holidays signs leave")] == [conversation]
    assert history.conversations(ANA, "holidays fees") == []


def test_a_failure_can_be_found_by_its_question(history):
    conversation = history.start(ANA)
    history.finish(history.begin(ANA, conversation, "What of tax?"), failure="The index is damaged.")
    assert [one.id for one in history.conversations(ANA, "tax")] == [conversation]


def test_two_thousand_conversations_are_listed_and_searched_in_a_moment(history, tmp_path, answered):
    first = history.start(ANA)
    history.finish(history.begin(ANA, first, "How long is leave?"), answered("How long is leave?"))
    _multiply(tmp_path / "history.sqlite3", first, 2000, 5)
    begun = time.perf_counter()
    assert len(history.conversations(ANA)) == 2000
    assert len(history.conversations(ANA, "1999 leave")) == 1
    # A hundredth of it on a quiet machine: only a scan of everything for each conversation takes seconds.
    assert time.perf_counter() - begun < 3


def _multiply(path, id, conversations, exchanges):
    """Copy the one conversation, each copy with a number in its title and with its exchange several times."""
    count = f"SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {conversations}"
    numbers = f"(WITH RECURSIVE n(i) AS ({count}) SELECT i FROM n)"
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO conversations SELECT 'c' || i, person, title || i, is_named, searched || i, created_at, "
            f"updated_at FROM conversations, {numbers} WHERE i < {conversations}"
        )
        connection.execute(
            "INSERT INTO exchanges SELECT c.id || '-' || i, c.id, i, question, asked_at, answer, failure, vote_is_up, "
            f"vote_reason, e.searched FROM conversations c, exchanges e, {numbers} WHERE i <= ? AND c.id != ?",
            (exchanges, id),
        )
