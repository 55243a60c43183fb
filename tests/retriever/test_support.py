"""The support score tells claims that follow from a text from claims that do not."""

import threading

import pytest

from retriever.support import LEAST, SupportReader

LEAVE = (
    "Annual leave\n"
    "Staff have 28 days of annual leave in each calendar year.\n"
    "Requests are approved by the line manager at least ten working days ahead.\n"
    "The finance officer keeps the leave records and sends them to the head office every month."
)
TABLE = "Grade | Daily allowance | Hotel\nP3 | EUR 62 | EUR 140\nP4 | EUR 70 | EUR 155"


@pytest.fixture(scope="module")
def support():
    return SupportReader()


@pytest.mark.parametrize(
    ("text", "honest", "false"),
    [
        (LEAVE, "Staff have 28 days of annual leave in each calendar year.", "Staff have 35 days of leave a year."),
        (LEAVE, "The line manager approves requests.", "The finance officer approves requests."),
        (
            LEAVE,
            "Leave records are sent to the head office each month.",
            "Leave records are sent to the police each month.",
        ),
        (
            LEAVE,
            "Requests need approval from the line manager.",
            "Requests need approval from the line manager and a doctor's certificate.",
        ),
        (LEAVE, "Employees get 28 days of annual leave.", "Employees get a car."),
        (TABLE, "The daily allowance for P3 is EUR 62.", "P3 staff get EUR 155 for a hotel."),
    ],
    ids=["number", "who approves", "where to", "added detail", "another thing", "table"],
)
def test_an_honest_claim_is_likelier_than_a_false_one(support, text, honest, false):
    likely, unlikely = support.probabilities([(honest, text), (false, text)])
    assert likely > unlikely


def test_what_the_text_says_in_the_same_words_may_be_shown(support):
    assert min(support.probabilities([(claim, LEAVE) for claim in LEAVE.splitlines()[1:]])) >= LEAST


def test_a_claim_about_something_else_may_not_be_shown(support):
    (probability,) = support.probabilities([("The canteen opens at noon and serves soup.", LEAVE)])
    assert probability < LEAST


def test_a_pair_scores_the_same_each_time_and_beside_others(support):
    claim = "Staff have 28 days of annual leave."
    alone = support.probabilities([(claim, LEAVE)])
    assert support.probabilities([(claim, LEAVE)]) == alone
    beside = support.probabilities([("It rains.", TABLE), (claim, LEAVE), ("The hotel for P4 costs EUR 155.", TABLE)])
    assert beside[1] == pytest.approx(alone[0], abs=0.01)


def test_no_pairs_have_no_probabilities(support):
    assert support.probabilities([]) == []


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("", ""),
        ("", LEAVE),
        ("Staff have leave.", ""),
        ("?!", "…"),
        ("Staff have leave.", LEAVE * 60),
        ("very " * 500, LEAVE),
    ],
    ids=["nothing", "no claim", "no text", "no words", "long text", "long claim"],
)
def test_any_claim_and_text_have_a_probability(support, claim, text):
    (probability,) = support.probabilities([(claim, text)])
    assert 0 <= probability <= 1


def test_several_threads_may_ask_one_reader_at_once():
    reader, found = SupportReader(), {}

    def ask(number):
        found[number] = reader.probabilities([("Staff have 28 days of annual leave.", LEAVE)])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == [0, 1, 2, 3]
    assert all(probability == found[0] for probability in found.values())
