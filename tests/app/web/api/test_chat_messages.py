"""The messages of a chat become a question with its history."""

from dataclasses import replace

import pytest

from app.types import Turn
from app.web.api.chat_content import chat_content, from_history
from app.web.api.chat_messages import read_chat


def asked_of(*messages, **wishes):
    return read_chat({"messages": list(messages), **wishes}, "test:model", "p1").asked


@pytest.mark.parametrize(
    ("model", "mode"),
    [(None, None), ("citewell", None), ("citewell-quoted", "quoted"), ("citewell-written", "written")],
)
def test_the_model_says_how_an_answer_is_made(model, mode):
    asked = asked_of({"role": "user", "content": "Who?"}, model=model)
    assert (asked.question, asked.mode, asked.person) == ("Who?", mode, "p1")


def test_the_last_message_of_the_user_is_the_question_and_what_follows_it_is_left_out():
    asked = asked_of(
        {"role": "developer", "content": "Be brief."},
        {"role": "user", "content": "Who leads it?"},
        {"role": "assistant", "content": None, "tool_calls": []},
        {"role": "tool", "content": "42"},
        {"role": "assistant", "content": [{"type": "text", "text": "The council."}]},
        {"role": "user", "content": [{"type": "text", "text": "Since"}, {"type": "text", "text": "when?"}]},
        {"role": "assistant", "content": "Since"},
    )
    assert asked.history == (Turn("user", "Who leads it?"), Turn("assistant", "The council."))
    assert asked.question == "Since\nwhen?"


def test_a_picture_is_passed_over():
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AA=="}}
    assert asked_of({"role": "user", "content": [picture, {"type": "text", "text": "Who?"}]}).question == "Who?"


def test_an_answer_in_the_history_is_as_it_was_before_it_became_markdown(make_written):
    content = chat_content(make_written(2))
    assert content.startswith("It has \\*30\\* days. [1] They carry over. [1][2]\n\n**Sources**\n")
    assert from_history(content) == "It has *30* days. [1] They carry over. [1][2]"


def test_no_text_of_a_document_becomes_markup(make_written):
    answer = make_written(1)
    hostile = "![x](http://evil.example/a.png) <script>alert(1)</script>"
    citations = (replace(answer.citations[0], quote=hostile, title=hostile, header=hostile),)
    content = chat_content(replace(answer, citations=citations, fallback=hostile))
    assert "![" not in content
    assert "<script" not in content.replace("\\<script", "")
    assert "http://" not in content
