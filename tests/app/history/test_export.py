"""A conversation leaves as Markdown that says what was said, and nothing in it becomes markup."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.history.export import conversation_markdown
from app.history.markdown import markdown_line, markdown_lines
from app.history.records import Conversation, Exchange
from app.types import Abstention, Answer, Choice, Citation, Claim, Clarification, Disagreement
from retriever.types import Page

BEGUN = datetime(2026, 3, 1, 9, 5, tzinfo=UTC)
CONVERSATION = Conversation("c1", "Leave & pay", BEGUN, datetime(2026, 3, 2, 23, 59, tzinfo=UTC), 3)
LEAVE = Citation(1, "leave.md", "Leave", ("Leave", "Staff"), Page(3, 0), 0, 17, "Leave is\n25 days.", ("copy.md",))
ROW = Citation(2, "old.md", "Old", ("Old",), None, 0, 9, "| A | 20 |", (), "| Grade | Days |")
ANSWERED = Answer(
    "And leave?",
    "How long is leave?",
    "Leave is 25 days. [1]\nA 20 [2]",
    0.93,
    {},
    claims=(Claim("Leave is 25 days.", (1,)), Claim("A 20", (2,))),
    citations=(LEAVE, ROW),
    short_answer="25 days",
    disagreements=(Disagreement((1, 2), ("1 May 2025", None)),),
)
ABSTAINED = Answer("Why?", "Why?", "Nothing found.", 0.1, {}, abstention=Abstention("not_in_documents", (LEAVE,)))
UNCLEAR = Answer(
    "It?",
    "It?",
    "What do you mean?",
    0.1,
    {},
    abstention=Abstention("unclear_question"),
    clarification=Clarification("What do you mean?", (Choice("Leave", "How long is leave?"),)),
)
# What no text shows; a line of the export has a space in its place.
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def exchange(question, answer=None, failure=None):
    return Exchange("e1", question, BEGUN, answer, failure)


def rendered(markdown):
    return MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(markdown)


def test_an_answer_comes_with_its_quotes_places_and_times():
    assert conversation_markdown(CONVERSATION, [exchange("And leave?", ANSWERED)], UTC) == (
        "# Leave \\& pay\n\n"
        "Begun 1 March 2026, 09:05, last changed 2 March 2026, 23:59.\n\n"
        "## And leave?\n\n"
        "*Asked 1 March 2026, 09:05.*\n\n"
        "Understood as: How long is leave?\n\n"
        "**25 days**\n\n"
        "Leave is 25 days. \\[1\\]\\\nA 20 \\[2\\]\n\n"
        "The documents do not agree. \\[1\\] is dated 1 May 2025; \\[2\\] has no date.\n\n"
        "Very likely right (93 %).\n\n"
        "### Sources\n\n"
        "1. Leave › Staff, page 3 (leave.md) (the same text as: copy.md)\n\n"
        "   > Leave is\\\n   > 25 days.\n\n"
        "2. Old (old.md)\n\n"
        "   > \\| Grade \\| Days \\|\\\n   > \\| A \\| 20 \\|\n"
    )


def test_a_written_answer_says_who_wrote_it_and_a_quoted_one_why_it_is_not_written():
    written = replace(ANSWERED, mode="written", model="openai:a*b", short_answer=None, disagreements=())
    markdown = conversation_markdown(CONVERSATION, [exchange("And leave?", written)], UTC)
    assert (
        "\\[2\\]\n\nWritten by openai:a\\*b; each sentence was checked against the quotes beside it.\n\n"
        "Best quote: very likely right (93 %).\n\n"
    ) in markdown
    fallen = replace(ANSWERED, fallback="The chat model is <slow>.")
    assert "The chat model is \\<slow\\>.\n\n**25 days**" in conversation_markdown(
        CONVERSATION, [exchange("And leave?", fallen)], UTC
    )


def test_what_was_not_answered_says_why():
    exchanges = [exchange("Why?", ABSTAINED), exchange("It?", UNCLEAR), exchange("Then?", failure="Stopped.")]
    markdown = conversation_markdown(CONVERSATION, [*exchanges, exchange("Now?")], UTC)
    assert "Nothing found.\n\n### Closest passages\n\n1. Leave › Staff, page 3 (leave.md)" in markdown
    assert "What do you mean?\n\n- How long is leave?\n" in markdown
    assert "## Then?\n\n*Asked 1 March 2026, 09:05.*\n\nStopped.\n" in markdown
    assert markdown.endswith("Not answered yet.\n")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "![x](https://evil.example/x.png)",
        "[x]: https://evil.example",
        "# heading",
        "- item",
        "7) item",
        "***",
        "===",
        "| a | b |\n|---|---|",
        "```\ncode",
        "    code",
        "&lt;b&gt; &#60;",
        "<https://evil.example>",
        "line\u2028# heading",
        "~~gone~~ <!-- gone -->",
    ],
)
def test_hostile_text_stays_text_wherever_it_stands(text):
    citation = Citation(1, text, text, (text,), None, 0, 1, text, (text,), text)
    answer = Answer(
        text, text + "?", text, 0.9, {}, claims=(Claim(text, (1,)),), citations=(citation,), short_answer=text
    )
    conversation = Conversation("c1", text, BEGUN, BEGUN, 1)
    html = rendered(conversation_markdown(conversation, [exchange(text, answer), exchange(text, failure=text)], UTC))
    plain = Answer("A", "B", "A", 0.9, {}, claims=(Claim("A", (1,)),), citations=(LEAVE,), short_answer="A")
    tame = rendered(
        conversation_markdown(
            Conversation("c1", "A", BEGUN, BEGUN, 1), [exchange("A", plain), exchange("A", failure="A")], UTC
        )
    )
    assert _tags(html) == _tags(tame)


@given(st.text(max_size=60))
def test_markdown_shows_any_line_as_it_is(text):
    tokens = MarkdownIt("commonmark").parse(markdown_line(text))
    inline = [child for token in tokens if token.children for child in token.children]
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert {child.type for child in inline} <= {"text", "text_special"}
    assert "".join(child.content for child in inline).split() == CONTROLS.sub(" ", text).split()


@given(st.text(alphabet="ab \n-#<&[]", max_size=40))
def test_lines_are_kept_apart_by_hard_breaks_only(text):
    inline = [child for token in MarkdownIt("commonmark").parse(markdown_lines(text)) for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "text_special", "hardbreak"}


def test_addresses_do_not_become_links():
    text = "https://x.example, www.x.example, ana@x.example, mailto:ana, ftp://x; 12:30, e.g."
    assert markdown_line(text) == (
        "https\\://x.example, www\\.x.example, ana\\@x.example, mailto\\:ana, ftp\\://x; 12:30, e.g."
    )


def _tags(html):
    """The tags of a page without line breaks, of which longer texts have more."""
    return [tag for tag in re.findall(r"<[^>]*>", html) if tag != "<br />"]
