"""Cleaning inline Markdown: what is cut, what is left alone, what is remembered."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.inline import clean

CUT = [
    ("**bold** and __bold__", "bold and bold"),
    ("*em* and _em_", "em and em"),
    ("***both***", "both"),
    ("**an *inner* one**", "an inner one"),
    ("over **40**\ncountries", "over 40\ncountries"),
    ("**N**ational", "National"),
    ("in [Iran \\(Islamic Republic of\\)](#) and", "in Iran (Islamic Republic of) and"),
    ("\\$192,359 \\* 5\\_000", "$192,359 * 5_000"),
    ("**see the [plan](https://a.org/x_(y))**", "see the plan"),
    ("![a map](map.png) of Asia", "a map of Asia"),
    ('[words](url "a title")', "words"),
    ("a<!-- not\nshown -->b", "ab"),
    ("---\ntitle: Leave\ntags: [a]\n---\n# Leave", "# Leave"),
    ("## Leave {#leave-policy}", "## Leave"),
    ("see [the guide][1].\n\n[1]: https://a.org/guide\n", "see the guide.\n\n"),
]
KEPT = [
    "3*4*5 = 60 and 2 ** 3",
    "a * b * c",
    "in **11 countries* and 13 countries*",
    "46 projects in 11 countries*\n\n*estimates",
    "* item one\n* item two",
    "snake_case_name and _private",
    "`` quoted '' text",
    "`a*b*c` and `**kwargs**`",
    "see [17] and [a][b] and (c)",
    "[17]: a note, and [words][18]",
    "C:\\new\\table \\\\(x",
    "```\n**code** [x](y)\n```",
    "a < b -- c --- d",
    "---\nnot front matter\n---",
    "the list (a)[b]",
    "`unclosed *and ~~~",
]


@pytest.mark.parametrize(("raw", "text"), CUT)
def test_inline_markdown_is_cut(raw: str, text: str) -> None:
    assert clean(raw).text == text


@pytest.mark.parametrize("raw", KEPT)
def test_text_that_only_looks_like_markdown_is_kept(raw: str) -> None:
    assert clean(raw).text == raw


def test_a_link_is_remembered_with_the_span_of_its_words() -> None:
    cleaned = clean("**See** the [travel *guide*](https://a.org) now")
    assert [(cleaned.text[link.start : link.end], link.url) for link in cleaned.links] == [
        ("travel guide", "https://a.org")
    ]


def test_an_image_is_no_link() -> None:
    assert clean("![a map](map.png)").links == ()


def test_bold_words_are_remembered() -> None:
    cleaned = clean("x **Who may apply**\ntext")
    assert [cleaned.text[start:end] for start, end in cleaned.strong] == ["Who may apply"]


def test_the_title_of_the_front_matter_is_remembered() -> None:
    assert clean('---\nlayout: page\ntitle: "Annual leave: the rules"\n---\ntext').title == "Annual leave: the rules"


@given(st.text(alphabet="ab *_[]()`\\!\n#<>-", max_size=80))
def test_cleaning_only_leaves_characters_out(raw: str) -> None:
    rest = iter(raw)
    assert all(character in rest for character in clean(raw).text)


@given(
    st.text(alphabet=st.characters(exclude_characters="*_[]()`\\!{}<>~\r"), max_size=80).filter(
        lambda raw: "---" not in raw
    )
)
def test_text_without_markup_stays_exactly_as_it_was(raw: str) -> None:
    assert clean(raw).text == raw


@pytest.mark.parametrize("piece", ["*a [b ** _c ", "[[[](", "[a](b c", "```\n<!--", "`a", "**", "[a\n"])
def test_time_grows_with_the_size_and_not_its_square(piece: str) -> None:
    started = time.perf_counter()
    clean(piece * (100_000 // len(piece)))
    assert time.perf_counter() - started < 3
