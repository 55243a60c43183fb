"""What a written answer may rest on, and what each quote is read under."""

import pytest

from app.quoted import document_citation
from app.written.excerpts import MAX_EXCERPTS, context, excerpts
from ingest.load import load
from retriever.types import Evidence, Passage

TEXT = """# Leave

## Annual leave

Staff are paid for these days:

- public holidays of the duty station, and those of the seat where the head of office agrees to it in writing
- annual leave that was approved by the head of office before it began, and sick leave with a certificate

## Rates

| Grade | Days |
|---|---|
| P3 | 30 |
| G5 | 24 |
"""


@pytest.fixture
def document(tmp_path):
    (tmp_path / "leave.md").write_text(TEXT, encoding="utf-8")
    return load(tmp_path / "leave.md", "leave.md")


def statements(document):
    return [(section, one) for section in document.sections for one in section.statements]


def cited(document, words):
    start = document.text.index(words)
    one = next(one for _, one in statements(document) if one.start <= start < one.end)
    return document_citation(document, (one.start, one.end))


def evidence(document, words, probability):
    section, one = next((s, o) for s, o in statements(document) if words in document.text[o.start : o.end])
    text = document.text[section.start : section.end]
    passage = Passage(
        f"p{section.start}", document.source, document.title, section.path, section.start, section.end, text,
        section.statements,
    )  # fmt: skip
    return Evidence(passage, one, probability)


def test_an_item_is_read_under_its_headings_and_the_line_over_its_list(document):
    under = [one.quote for one in context(cited(document, "annual leave that"), document)]
    assert [words.lstrip("# ") for words in under] == ["Leave", "Annual leave", "Staff are paid for these days:"]


def test_a_row_is_read_under_the_header_of_its_table(document):
    assert "Grade | Days" in [one.quote for one in context(cited(document, "P3"), document)]


def test_what_a_quote_is_read_under_is_cited_to_the_character(document):
    for one in context(cited(document, "annual leave that"), document):
        assert document.text[one.start : one.end] == one.quote


def test_the_quotes_of_the_answer_come_first_then_other_likely_statements_each_once(document):
    quoted = (cited(document, "P3"),)
    read = [evidence(document, "P3", 0.9), evidence(document, "G5", 0.5), evidence(document, "public", 0.05)]
    found = [one.citation.quote for one in excerpts(quoted, read, lambda source: document)]
    assert found == ["P3 | 30", "G5 | 24"]


def test_where_nothing_is_quoted_there_is_nothing_to_write_from(document):
    assert excerpts((), [evidence(document, "P3", 0.9)], lambda source: document) == ()


def test_there_are_never_many(document):
    quoted = tuple(document_citation(document, (place, place + 1)) for place in range(MAX_EXCERPTS + 5))
    assert len(excerpts(quoted, (), lambda source: document)) == MAX_EXCERPTS
