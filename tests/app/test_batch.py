"""A batch keeps its order and its count, whatever its lines hold."""

import json

import pytest

from app.batch import BadLine, Question, read_history, read_questions
from app.types import Turn


def one(line: str | bytes, **names):
    lines = [line.encode() if isinstance(line, str) else line]
    return next(read_questions(lines, **names))


def test_every_line_that_is_not_blank_gives_one_question_or_one_error_in_order():
    lines = [b'{"id": 1, "question": "Who?"}\n', b"\n", b"not json\n", b'{"id": "x"}\n', b'{"question": "Why?"}']
    read = list(read_questions(lines))
    assert [type(item) for item in read] == [Question, BadLine, BadLine, Question]
    assert [item.id for item in read] == [1, None, "x", None]


def test_an_error_names_its_line():
    lines = [b'{"question": "Who?"}', b"[]"]
    assert list(read_questions(lines))[1].as_json() == {"id": None, "error": "line 2 is not a JSON object"}


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "a"}',
        '{"id": "a", "question": ""}',
        '{"id": "a", "question": "  "}',
        '{"id": "a", "question": 7}',
        '{"id": "a", "question": "Who?", "history": "hello"}',
        '{"id": "a", "question": "Who?", "history": [["user"]]}',
        '{"id": "a", "question": "Who?", "history": [["robot", "hi"]]}',
        '{"id": "a", "question": "Who?", "history": [{"role": "user"}]}',
        '{"id": "a", "question": "\\ud800"}',
    ],
)
def test_a_line_that_asks_nothing_keeps_its_id(line):
    read = one(line)
    assert isinstance(read, BadLine)
    assert read.id == "a"


@pytest.mark.parametrize("line", [b"\xff\xfe", b"{" * 100_000, b'{"question": "\xff"}'])
def test_bytes_that_are_no_json_are_an_error_and_no_crash(line):
    assert isinstance(one(line), BadLine)


def test_a_byte_order_mark_before_the_first_line_is_no_error():
    assert one(b'\xef\xbb\xbf{"question": "Who?"}').text == "Who?"


def test_pairs_and_objects_mean_the_same_history():
    turns = (Turn("user", "Who leads it?"), Turn("assistant", "The council."))
    pairs = [["user", "Who leads it?"], ["assistant", "The council."]]
    objects = [{"role": "user", "content": "Who leads it?"}, {"role": "assistant", "content": "The council."}]
    assert read_history(pairs) == read_history(objects) == turns
    line = json.dumps({"question": "When?", "history": objects})
    assert one(line).history == turns


def test_the_field_of_the_question_can_be_named():
    assert one('{"query": "leave"}', name="query").text == "leave"


def test_a_record_can_say_where_to_search_and_how_to_answer():
    read = one('{"question": "Who?", "collections": ["hr", "hr"], "as_understood": "Who leads it?", "mode": "quoted"}')
    assert (read.collections, read.as_understood, read.mode) == (frozenset({"hr"}), "Who leads it?", "quoted")
    assert one('{"question": "Who?", "collections": null, "mode": null, "history": null}') == Question(None, "Who?")


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ('"collections": [1]', "line 1 has 'collections' that are not a list of names"),
        ('"as_understood": []', "line 1 has an 'as_understood' that is not text"),
        ('"mode": ["quoted"]', "line 1 has a 'mode' that is neither 'quoted' nor 'written'"),
    ],
)
def test_a_field_of_another_form_is_told(field, words):
    assert one('{"question": "Who?", ' + field + "}").error == words
