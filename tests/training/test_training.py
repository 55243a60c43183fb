"""The room that made the reader's weights still makes some, from small question sets written here."""

import doctest
import json

import pytest
import torch
from safetensors.torch import load_file

from retriever.cross_encoder import WEIGHTS
from retriever.encoder import TUNED
from retriever.evidence_features import CROSS_NAMES, FEATURE_NAMES, READING_NAMES
from retriever.reader import EvidenceReader
from retriever.reader_network import load_network
from training import pages, readings, regressions, splits
from training.__main__ import main as train
from training.pages import carried, read_set
from training.regressions import fitted
from training.splits import document_sides, near_copy_groups, side

# By the hash of their names, "leave" and "mail" are test documents, "gym" calibrates, and all others train.
POLICY_TEXTS = {
    "travel": "Ask your line manager 15 days before a journey.\n\nTrains are preferred to planes. Keep every receipt.",
    "desk": "Desks are booked in the morning.\n\nA booking ends at six. Nobody owns a desk.",
    "keys": "Keys are kept at the reception.\n\nA lost key costs 40 euros. Tell the porter at once.",
    "badge": "Wear your badge at all times.\n\nVisitors get a yellow badge. It opens no doors.",
    "leave": "Staff have 28 days of leave a year.\n\nFive days may be carried over. The rest is lost in March.",
    "gym": "The gym opens at seven.\n\nLockers need a coin of one euro. Showers are free.",
    "mail": "Letters are collected at noon.\n\nParcels wait at the reception. Private parcels are sent back.",
}
POLICY_QUESTIONS = (
    ("How early must I ask for a journey?", "travel", "Ask your line manager 15 days before a journey.", "15 days"),
    ("Train or plane?", "travel", "Trains are preferred to planes.", "Trains"),
    ("When does a booking end?", "desk", "A booking ends at six.", "six"),
    ("Who owns a desk?", "desk", "Nobody owns a desk.", "Nobody"),
    ("What does a lost key cost?", "keys", "A lost key costs 40 euros.", "40 euros"),
    ("Where are the keys?", "keys", "Keys are kept at the reception.", "at the reception"),
    ("What colour is a visitor's badge?", "badge", "Visitors get a yellow badge.", "yellow"),
    ("Who pays for the train?", "travel", None, None),
    ("How many days of leave do I have?", "leave", "Staff have 28 days of leave a year.", "28 days"),
    ("How many days can I carry over?", "leave", "Five days may be carried over.", "Five days"),
    ("When is the rest of my leave lost?", "leave", "The rest is lost in March.", "March"),
    ("Is leave paid in cash?", "leave", None, None),
    ("When does the gym open?", "gym", "The gym opens at seven.", "at seven"),
    ("What coin do the lockers need?", "gym", "Lockers need a coin of one euro.", "one euro"),
    ("What do showers cost in the gym?", "gym", "Showers are free.", "free"),
    ("Who trains us in the gym?", "gym", None, None),
    ("Who pays for gym shoes?", "gym", None, None),
    ("When are letters collected?", "mail", "Letters are collected at noon.", "noon"),
    ("Where do parcels wait?", "mail", "Parcels wait at the reception.", "the reception"),
    ("What becomes of private parcels?", "mail", "Private parcels are sent back.", "sent back"),
    ("Who pays for stamps?", "mail", None, None),
)
FIRE = "In a fire use the stairs.\n\nLifts stop by themselves. Gather in the yard."
FIRE_QUESTIONS = (
    ("What do I use in a fire?", "fire", "In a fire use the stairs.", "the stairs"),
    ("Where do we gather?", "fire", "Gather in the yard.", "the yard"),
)
# By the hash of its name, "lamp" is a training document.
LAMP = "The lamp is switched off at ten.\n\nA new bulb is at the porter's."
LAMP_QUESTIONS = (
    ("When is the lamp switched off?", "lamp", "The lamp is switched off at ten.", "at ten"),
    ("Who pays for bulbs?", "lamp", None, None),
)
PHONE_QUESTIONS = (("Who answers the phone?", "phone", "The porter answers the phone.", "The porter"),)
PARKING_QUESTIONS = (("Where can I park?", "parking", "Park behind the house.", "behind the house"),)


def write_set(folder, texts, questions, meta=None):
    """A question set in the form that training reads."""
    folder.mkdir(parents=True)
    documents = [{"doc_id": name, "title": name.capitalize(), "text": text} for name, text in texts.items()]
    rows = []
    for number, (question, name, words, short) in enumerate(questions):
        start = texts[name].index(words) if words else 0
        spans = [[start, start + len(words)]] if words else []
        row = {"id": str(number), "question": question, "doc_id": name, "answerable": bool(words), "spans": spans}
        rows.append({**row, "answers": [short] if short else [], "meta": meta or {}})
    for name, records in (("documents.jsonl", documents), ("questions.jsonl", rows)):
        (folder / name).write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    (folder / "info.json").write_text(json.dumps({"near_duplicates": []}), encoding="utf-8")


@pytest.fixture(scope="module")
def question_sets(tmp_path_factory):
    root = tmp_path_factory.mktemp("question-sets")
    write_set(root / "policy_qa", POLICY_TEXTS, POLICY_QUESTIONS)
    write_set(root / "data", {"lamp": LAMP}, LAMP_QUESTIONS)
    write_set(root / "squad2_dev", {"fire": FIRE}, FIRE_QUESTIONS, {"para": [0, len(FIRE)]})
    write_set(root / "clapnq_dev", {"phone": "The porter answers the phone. He is kind."}, PHONE_QUESTIONS)
    write_set(root / "doc2dial_val", {"parking": "Park behind the house. Lock the car."}, PARKING_QUESTIONS)
    return root


@pytest.fixture
def one_thread():
    """Several threads wait for one another on a busy machine, for longer than such small sums take."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.mark.usefixtures("one_thread")
def test_two_runs_write_the_same_weights_and_they_load(question_sets, tmp_path):
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        train(["--data", str(question_sets), "--own", str(question_sets / "data"), "--out", str(folder), "--smoke"])
    for name in ("encoder.safetensors", "reader.safetensors"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
    assert not load_network(folders[0] / "reader.safetensors").training
    # What is trained is what is shipped: the same names and shapes.
    assert shapes(folders[0] / "encoder.safetensors") == shapes(TUNED)
    assert shapes(folders[0] / "reader.safetensors") == shapes(WEIGHTS)


def shapes(file):
    return {name: tuple(values.shape) for name, values in load_file(file).items()}


def test_regressions_are_fitted_on_documents_that_calibrate_and_measured_on_those_that_test(
    question_sets, tmp_path, capsys
):
    file = tmp_path / "reader.json"
    regressions.main([str(question_sets / "policy_qa"), "--out", str(file)])
    said = capsys.readouterr().out
    # The five questions about the gym; six answerable ones about leave and mail, and two that are not.
    assert f"Fitted on 5 questions; wrote {file}." in said
    assert "policy_qa, test documents: 6 answerable questions" in said
    assert "2 unanswerable" in said
    stored = {name: tuple(weights) for name, weights in json.loads(file.read_text("utf-8")).items()}
    assert stored == {
        "first": (*FEATURE_NAMES, "constant"),
        "statement": (*FEATURE_NAMES, *CROSS_NAMES, "constant"),
        "reading": (*READING_NAMES, "constant"),
    }
    assert EvidenceReader(file).read("Where do parcels wait?", [], lambda source, span: "").evidence == ()


def test_a_regression_separates_what_can_be_separated():
    rows = [(0.0, 7.0), (1.0, 7.0), (2.0, 7.0), (8.0, 7.0), (9.0, 7.0), (10.0, 7.0)]
    model = fitted(("telling", "silent"), rows, [False, False, False, True, True, True])
    assert model.features == ("telling", "silent")
    assert model.weights[0] > 0
    assert model.weights[1] == pytest.approx(0.0)
    assert model.probability((2.0, 7.0)) < 0.5 < model.probability((8.0, 7.0))
    # The rows lie evenly around 5, so there the odds are even.
    assert model.probability((5.0, 7.0)) == pytest.approx(0.5, abs=1e-3)


@pytest.mark.parametrize(
    ("old", "new", "spans", "expected"),
    [
        ("The fee is due.", "The fee is due.", [(4, 7)], [(4, 7)]),
        ("See [the form](x.pdf) now.", "See the form now.", [(4, 13), (22, 25)], [(4, 12), (13, 16)]),
        ("Pay  in\nadvance", "Title\n\nPay in advance", [(0, 15)], [(7, 21)]),
        ("no yes no", "no yes no", [(7, 9)], [(7, 9)]),
        ("gone", "nothing here", [(0, 4)], []),
    ],
    ids=["same text", "link target dropped", "white space changed", "the nearer of two", "words not there"],
)
def test_a_span_is_carried_to_its_words(old, new, spans, expected):
    assert carried(old, new, spans) == expected


def test_a_page_finds_the_statement_of_each_answer(question_sets):
    read, questions = read_set(question_sets / "policy_qa")
    page, asked = read["keys"], questions[4]
    assert [page.places[i].text for i in page.answering(asked.spans)] == ["A lost key costs 40 euros."]


def test_near_copies_of_near_copies_are_one_group():
    groups = near_copy_groups("abcde", [(0.9, "a", "b"), (0.8, "c", "b"), (0.7, "d", "elsewhere")])
    assert groups["a"] == groups["b"] == groups["c"]
    assert (groups["d"], groups["e"]) == ("d", "e")


# sha256 of the name, modulo 1000, by `sha256sum` and `bc`: 39, 221, 323, 367.
@pytest.mark.parametrize(
    ("name", "expected"), [("leave", "test"), ("gym", "cal"), ("keys", "train"), ("desk", "train")]
)
def test_the_side_of_a_document_is_told_by_its_name(name, expected):
    assert side(name) == expected


def test_each_question_set_has_its_own_sides(tmp_path):
    (tmp_path / "policy_qa").mkdir()
    copies = {"near_duplicates": [[0.9, "desk", "leave"]]}
    (tmp_path / "policy_qa/info.json").write_text(json.dumps(copies), encoding="utf-8")
    assert document_sides(tmp_path / "policy_qa", ["desk", "keys", "leave"]) == {
        "desk": "test",
        "keys": "train",
        "leave": "test",
    }
    assert document_sides(tmp_path / "squad2_dev", ["desk", "fire"]) == {"desk": "test", "fire": "train"}
    assert document_sides(tmp_path / "never_trained_on", ["desk", "fire"]) == {"desk": "test", "fire": "test"}


@pytest.mark.parametrize("module", [pages, splits, readings], ids=lambda module: module.__name__)
def test_the_examples_in_docstrings_hold(module):
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0
