"""What holds for every text: nothing is lost, nothing is doubled, everything is a slice."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.inline import clean
from ingest.structure import Structure, structure

MARKER = re.compile(
    r"[-*+•◦▪‣●○■□–➢✓]|\(?\w{1,4}[.)]|\[[xX]?\]|[#=>|]+|[|:\-+=]+|(?:`{3,}|~{3,}).*",
)
WORDS = st.lists(
    st.sampled_from("leave policy USD 12.5 The staff is paid. Who (WHO) No. 4 e.g. two, A | B : x".split()), min_size=1
)
LINES = st.one_of(
    WORDS.map(" ".join),
    WORDS.map(lambda words: " ".join(words).upper()),
    st.builds(
        "{} {}".format,
        st.sampled_from(["-", "*", "1.", "a)", "#", "##", ">", "•", "- [x]", "3.2"]),
        WORDS.map(" ".join),
    ),
    st.sampled_from(
        ["", "", "", "---", "===", "```", "```python", "| a | b |", "|---|---|", "| 1 | 2 |", "= T =", "Page 3 of 9"]
    ),
    st.sampled_from(
        ["Budget:", "AFGHANISTAN", "USD 38.7 M", "174", "Member States", "© Ada", "Label: value", "  indented", "\tx"]
    ),
    st.text(max_size=30),
)
TEXTS = st.lists(LINES, max_size=40).map("\n".join)


def parted(text: str) -> tuple[str, Structure]:
    cleaned = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    return cleaned.text, structure(cleaned.text, cleaned.strong, cleaned.verbatim)


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_sections_follow_one_another_and_cover_the_whole_text(raw: str) -> None:
    text, parts = parted(raw)
    bounds = [section.start for section in parts.sections] + [parts.sections[-1].end]
    assert bounds[0] == 0
    assert bounds[-1] == len(text)
    assert [section.end for section in parts.sections] == bounds[1:]


@settings(max_examples=120, deadline=None)
@given(TEXTS)
def test_statements_are_ordered_apart_and_trimmed_inside_their_section(raw: str) -> None:
    text, parts = parted(raw)
    for section in parts.sections:
        position = section.heading[1] if section.heading else section.start
        for statement in section.statements:
            assert position <= statement.start < statement.end <= section.end
            assert text[statement.start : statement.end] == text[statement.start : statement.end].strip()
            position = statement.end


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_every_character_is_in_one_heading_statement_furniture_or_marker(raw: str) -> None:
    text, parts = parted(raw)
    spans = list(parts.furniture)
    for section in parts.sections:
        spans += [(statement.start, statement.end) for statement in section.statements]
        spans += [section.heading] if section.heading else []
    spans.sort()
    position = 0
    for start, end in [*spans, (len(text), len(text))]:
        assert position <= start
        assert all(MARKER.fullmatch(word) for word in text[position:start].split(" ") for word in word.split())
        position = end
