"""Claims for the support score are made honest or false as they are labelled, and training on them works."""

import doctest
import json
import random

import pytest
import torch

from retriever.reader_network import RowMaker
from retriever.support import SupportReader
from retriever.support_features import JOINT_NAMES
from training import support_answers, support_claims, support_rewording, support_subjects, support_verbs, support_words
from training.support import main as train_support
from training.support_answers import declared
from training.support_claims import fact_sentence, row_sentence
from training.support_corruptions import CHANGES, changes
from training.support_exchanges import stock
from training.support_network import shown
from training.support_pairs import Pair, pairs
from training.support_rewording import reworded
from training.support_subjects import subject_changes, verb_forms

VERBS = frozenset("approve keep send begin pay open".split())
# By the hash of their names, "leave" and "mail" are test documents, "gym" calibrates, and all others train.
TEXTS = {
    "travel": "The line manager approves each journey within 15 days.\n\nThe finance officer keeps every receipt for "
    "the auditor. Staff must not travel without a permit from Geneva.",
    "keys": "The porter keeps the keys at the reception.\n\nIf a key is lost, the owner pays 40 euros to the porter.",
    "gym": "The trainer opens the gym at seven in the morning.\n\nThe members may use the lockers until 31 May 2021.",
    "leave": "The office gives 28 days of leave to all staff.\n\nThe director may extend the leave before March 2022.",
    "mail": "The porter collects the letters at noon.\n\nThe reception sends the parcels to the owner within two days.",
}
QUESTIONS = (
    (
        "Who approves each journey?",
        "travel",
        "The line manager approves each journey within 15 days.",
        "The line manager",
    ),
    ("Who keeps every receipt?", "travel", "The finance officer keeps every receipt", "The finance officer"),
    ("Where are the keys?", "keys", "The porter keeps the keys at the reception.", "at the reception"),
    ("What does the porter get?", "keys", "the owner pays 40 euros", "40 euros"),
    ("When does the gym open?", "gym", "The trainer opens the gym at seven in the morning.", "at seven"),
    ("Who opens the gym?", "gym", "The trainer opens the gym at seven in the morning.", "The trainer"),
    ("How many days of leave are there?", "leave", "The office gives 28 days of leave to all staff.", "28 days"),
    ("When are letters collected?", "mail", "The porter collects the letters at noon.", "at noon"),
)


def write_rows(folder, name, rows):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def write_set(folder, texts, questions=()):
    """A question set in the form that training reads."""
    rows = []
    for number, (question, name, words, short) in enumerate(questions):
        start = texts[name].index(words)
        row = {"id": str(number), "question": question, "doc_id": name, "answerable": True, "answers": [short]}
        rows.append(
            row | {"spans": [[start, start + len(words)]], "meta": {"answerability": "ANSWERABLE"}, "doc_ids": [name]}
        )
    write_rows(
        folder, "documents.jsonl", [{"doc_id": name, "title": name, "text": text} for name, text in texts.items()]
    )
    write_rows(folder, "questions.jsonl", rows)
    (folder / "info.json").write_text(json.dumps({"near_duplicates": []}), encoding="utf-8")


@pytest.fixture(scope="module")
def question_sets(tmp_path_factory):
    root = tmp_path_factory.mktemp("claims")
    write_set(root / "policy_qa", TEXTS, QUESTIONS)
    write_set(
        root / "data", {"lamp": "The guard switches the lamp off at ten each night.\n\nA new bulb costs 4 euros."}
    )
    for name in ("squad2_dev", "clapnq_dev", "doc2dial_val", "mtrag_un"):
        write_set(
            root / name, {"fire": "In a fire the guard opens the yard to all staff.\n\nThe lifts stop by themselves."}
        )
    return root


@pytest.fixture
def one_thread():
    """Several threads wait for one another on a busy machine, for longer than such small sums take."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.usefixtures("one_thread")
def test_a_run_writes_what_the_reader_loads_and_says_what_it_is_worth(question_sets, tmp_path, capsys):
    train_support(
        ["--data", str(question_sets), "--own", str(question_sets / "data"), "--out", str(tmp_path), "--smoke"]
    )
    said = capsys.readouterr().out
    assert "pairs of test documents" in said
    assert "withheld below" in said
    stored = json.loads((tmp_path / "support.json").read_text("utf-8"))
    assert tuple(stored["support"]) == (*JOINT_NAMES, "constant")
    (probability,) = SupportReader(tmp_path / "support.safetensors").probabilities(
        [("Letters come at noon.", "At noon.")]
    )
    assert 0 < probability < 1


def test_sides_share_no_document_and_pairs_are_the_same_at_each_call(question_sets):
    made = {side: pairs(side, question_sets, question_sets / "data") for side in ("train", "cal", "test")}
    documents = {side: {pair.document for pair in found} for side, found in made.items()}
    assert documents["train"] >= {"travel", "keys"}
    assert documents["cal"] == {"gym", "policy_qa/gym"}
    assert documents["test"] >= {"leave", "mail"}
    assert not documents["train"] & documents["test"]
    assert pairs("cal", question_sets, question_sets / "data") == made["cal"]


def test_only_what_does_not_follow_has_wrong_words(question_sets):
    for pair in pairs("train", question_sets, question_sets / "data"):
        assert pair.wrong == () if pair.follows else pair.wrong != ()
        assert all(0 <= start < end <= len(pair.claim) for start, end in pair.wrong or ())


CLAIM = "If a visitor is late, the line manager must call the front desk within 3 days before 5 May 2021."
HELD = stock(
    CLAIM,
    [
        CLAIM,
        "The finance officer keeps 7 keys for the auditor in Geneva.",
        "The porter is paid by the mayor on Mondays at the old town hall of Nepal.",
    ],
)


@pytest.mark.parametrize(
    ("kind", "claim"),
    [
        ("number", "The grant is 300 euros."),
        ("small_number", "The grant is paid twice in two years."),
        ("date", "It was founded in May 1987."),
        ("name", "The office moved to Port Sallow."),
        ("role", "Requests are read by the line manager."),
        ("swap", "Ask the line manager for the form of the finance officer."),
        ("turned", "The porter is paid by the mayor."),
        ("negation", "Visitors must sign the book."),
        ("duty", "Visitors must sign the book."),
        ("limit", "It takes at least nine days."),
        ("unit", "It takes nine days."),
        ("opposite", "The rent increased sharply."),
        ("share", "All visitors sign the book."),
        ("detail", "Visitors must sign the book."),
        ("condition", "If it rains, the yard is closed to visitors."),
        ("stitched", "The front yard is closed to visitors."),
        ("predicate", "The front yard is closed to visitors."),
    ],
)
def test_a_change_changes_the_claim_where_it_says(kind, claim):
    made = CHANGES[kind](claim, HELD, random.Random(2))
    assert made is not None
    assert made.claim != claim
    assert all(made.claim[start:end].strip() for start, end in made.spans)


def test_every_kind_of_change_is_tried():
    assert set(CHANGES) == {
        *("number", "small_number", "date", "name", "role", "swap", "turned", "negation", "duty", "limit", "unit"),
        *("opposite", "share", "detail", "condition", "stitched", "predicate"),
    }


def test_what_the_text_says_all_the_same_is_no_corruption():
    text = "The porter must sign. The porter may sign."
    found = changes("The porter must sign.", stock(text, [text]), random.Random(0), ["duty"])
    assert "The porter may sign." not in [made.claim for made in found]


def test_a_claim_is_said_of_another_and_turned_round():
    text = "The line manager approves the budget of the fund.\nThe finance officer keeps the records."
    forms = verb_forms(frozenset({"approve", "keep"}))
    claim = "The line manager approves the budget of the fund."
    made = [subject_changes(claim, text, text.split("\n"), forms, random.Random(seed)) for seed in range(20)]
    said = {change.claim for found in made for change in found}
    assert "The finance officer approves the budget of the fund." in said
    assert "The budget approves the line manager of the fund." in said


def test_what_is_the_same_either_way_is_not_turned_round():
    claim = "The coordinator is the treasurer."
    made = subject_changes(claim, claim, [claim], verb_forms(frozenset()), random.Random(0))
    assert made == []


def test_two_that_are_said_together_are_not_exchanged():
    assert CHANGES["swap"]("We work in the north and the south.", HELD, random.Random(0)) is None


def test_a_negation_goes_in_or_out():
    assert CHANGES["negation"]("It is free.", HELD, random.Random(1)).claim in (
        "It is not free.",
        "It is never free.",
        "It is no longer free.",
    )
    assert CHANGES["negation"]("You cannot park here.", HELD, random.Random(0)).claim == "You can park here."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The requests are approved by the director.", "The director approves the requests."),
        ("The director can approve the budget in March.", "The budget can be approved by the director in March."),
        ("If the lift stops, the guard opens the door.", "The guard opens the door if the lift stops."),
        ("The fund, which is based in Turin, pays for the buses.", "The fund is based in Turin."),
    ],
    ids=["passive", "active", "condition", "relative clause"],
)
def test_a_sentence_may_be_put_otherwise(sentence, expected):
    made = {reworded(sentence, VERBS, random.Random(seed)) for seed in range(60)}
    assert expected in made


def test_tables_and_facts_become_sentences():
    said = {row_sentence("Grade | Days", "P3 | 28", random.Random(seed)) for seed in range(30)}
    assert "The days for P3 is 28." in said
    assert all("P3" in sentence and "28" in sentence for sentence in said)
    assert row_sentence("Grade | Days", "P3", random.Random(0)) == ""
    facts = {fact_sentence("Staff: 61", "Staff: 61", random.Random(seed)) for seed in range(30)}
    assert "The staff is 61." in facts
    assert fact_sentence("Staff", "Staff", random.Random(0)) == ""


@pytest.mark.parametrize(
    ("question", "answer", "expected"),
    [
        ("What is the fee?", "40 euros", "40 euros is the fee."),
        ("Who keeps the keys?", "the porter", "The porter keeps the keys."),
        ("When does the gym open?", "at seven", "The gym opens at seven."),
        ("Where did the march begin?", "Turin", "The march began in Turin."),
        ("Why is it so?", "nobody knows", "Why is it so? Nobody knows."),
    ],
)
def test_question_and_answer_become_one_sentence_where_they_can(question, answer, expected):
    assert declared(question, answer, VERBS) == expected


def test_the_tokens_of_wrong_words_are_marked():
    pair = Pair("Tea is cold.", "Tea is hot.", False, "opposite", "tea", ((7, 11),))
    # tea is cold .
    assert shown(RowMaker(), pair).wrong == (False, False, True, False)


@pytest.mark.parametrize(
    "module",
    [support_answers, support_claims, support_rewording, support_subjects, support_verbs, support_words],
    ids=lambda module: module.__name__,
)
def test_the_examples_in_docstrings_hold(module):
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0
