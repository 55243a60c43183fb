from contextlib import contextmanager

import pytest

from app.learn.lessons import Lessons, chosen
from ingest.folder import ingest_folder
from retriever.index import Index


@contextmanager
def read(folder, data, encoder):
    with Index.open(data, encoder, writable=True) as index:
        report = ingest_folder([folder], index, data / "folders.json", passage_chars=700)
        assert not report.failed
        yield index


@pytest.fixture
def index(tmp_path, encoder):
    folder = tmp_path / "documents"
    for name, text in {
        "sea/ropes.txt": "Ropes are changed every 6 months by the crew.",
        "sea/lamps.txt": "Lamps are tested every 9 days by the master.",
        "land/cranes.txt": "Cranes lift 40 tonnes when there is no wind.",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    with read(folder, tmp_path / "data", encoder) as opened:
        yield opened


def test_one_learns_from_all_documents_a_collection_or_one(index):
    choices = Lessons(index.documents, index.document).choices()
    assert [choice.key for choice in choices] == [
        "all",
        "collection:sea",
        "document:land/cranes.txt",
        "document:sea/lamps.txt",
        "document:sea/ropes.txt",
    ]


def test_too_much_text_is_not_learned_from_together(index):
    choices = Lessons(index.documents, index.document, max_chars_together=100).choices()
    assert [choice.key for choice in choices if not choice.key.startswith("document:")] == ["collection:sea"]


def test_an_unknown_choice_is_the_first(index):
    choices = Lessons(index.documents, index.document).choices()
    assert chosen(choices, "document:gone.txt") == choices[0]
    assert chosen([], "all") is None


def test_a_lesson_is_made_once_until_its_documents_change(index, tmp_path):
    asked = []

    def document(source):
        asked.append(source)
        return index.document(source)

    lessons = Lessons(index.documents, document)
    lamps = chosen(lessons.choices(), "document:sea/lamps.txt")
    assert lessons.lesson(lamps) is lessons.lesson(lamps)
    assert asked == ["sea/lamps.txt"]
    (tmp_path / "documents/sea/lamps.txt").write_text("Lamps are tested every 3 days by the mate.", encoding="utf-8")
    ingest_folder([tmp_path / "documents"], index, tmp_path / "data/folders.json", passage_chars=700)
    anew = lessons.lesson(chosen(lessons.choices(), "document:sea/lamps.txt"))
    assert [card.answer for card in anew.cards] == ["3"]
