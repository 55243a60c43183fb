"""What leaves the program: the JSON records and the plain text."""

import json
from dataclasses import replace

import pytest

from app.render import (
    answer_json,
    answer_text,
    citation_json,
    confidence_text,
    document_json,
    hit_json,
    place_path,
    place_text,
)
from app.types import Abstention, Answer, Citation, Claim, Disagreement, Usage, Withheld
from retriever.types import Document, Hit, Page, Passage, Section

BUDGET = Citation(1, "brief.txt", "Brief", ("Brief", "Budgets"), Page(3, 0), 12, 31, "PAKISTAN\nUSD 62.4 M")
ANSWERED = Answer(
    question="And for Pakistan?",
    standalone_question="What is the budget for Pakistan?",
    text="PAKISTAN USD 62.4 M [1]",
    confidence=0.93,
    timings_ms={"search": 6.1, "total": 48.0},
    claims=(Claim("PAKISTAN USD 62.4 M", (1,)),),
    citations=(BUDGET,),
    short_answer="USD 62.4 M",
    withheld=(Withheld("Pakistan has two.", "no quote says so", "number"),),
    fallback="Nothing holds. These are the documents' own words.",
    usage=Usage(300, 20, 1),
    left_out=2,
)
ABSTAINED = Answer(
    question="Why?",
    standalone_question="Why?",
    text="The documents do not say.",
    confidence=0.2,
    timings_ms={},
    abstention=Abstention("not_in_documents", (BUDGET,)),
)
BUDGET_RECORD = {
    "marker": 1,
    "source": "brief.txt",
    "title": "Brief",
    "section": ["Brief", "Budgets"],
    "page": 3,
    "start": 12,
    "end": 31,
    "quote": "PAKISTAN\nUSD 62.4 M",
    "page_label": None,
    "page_kind": "page",
    "also": [],
    "header": None,
}


def test_an_answer_has_the_contracts_fields_in_its_order():
    assert list(answer_json(ANSWERED).items()) == [
        ("id", None),
        ("question", "And for Pakistan?"),
        ("standalone_question", "What is the budget for Pakistan?"),
        ("status", "answered"),
        ("mode", "quoted"),
        ("model", None),
        ("answer", "PAKISTAN USD 62.4 M [1]"),
        ("short_answer", "USD 62.4 M"),
        ("claims", [{"text": "PAKISTAN USD 62.4 M", "citations": [1]}]),
        ("citations", [BUDGET_RECORD]),
        ("confidence", 0.93),
        ("abstention", None),
        ("withheld", [{"text": "Pakistan has two.", "reason": "no quote says so", "kind": "number"}]),
        ("timings_ms", {"search": 6.1, "total": 48.0}),
        ("disagreements", []),
        ("searched_as", None),
        ("considered", []),
        ("clarification", None),
        ("fallback", "Nothing holds. These are the documents' own words."),
        ("usage", {"input_tokens": 300, "output_tokens": 20, "requests": 1}),
        ("left_out", 2),
    ]


def test_a_citation_has_the_contracts_fields_in_its_order():
    assert list(answer_json(ANSWERED)["citations"][0].items()) == list(BUDGET_RECORD.items())


def test_an_answer_carries_the_id_it_was_asked_under():
    assert answer_json(ANSWERED, "q1")["id"] == "q1"


def test_an_abstention_has_its_reason_and_closest_passages_but_no_claims():
    record = answer_json(ABSTAINED)
    assert record["status"] == "abstained"
    assert record["abstention"] == {"reason": "not_in_documents", "closest": [BUDGET_RECORD]}
    assert record["claims"] == []
    assert record["citations"] == []


OTHER_BUDGET = replace(BUDGET, marker=2, source="annex.txt", quote="PAKISTAN\nUSD 60 M", end=29)
DISAGREEING = replace(
    ANSWERED, citations=(BUDGET, OTHER_BUDGET), disagreements=(Disagreement((1, 2), ("1 May 2020", None)),)
)


def test_a_record_tells_which_citations_disagree_and_how_new_they_are():
    assert answer_json(DISAGREEING)["disagreements"] == [{"citations": [1, 2], "dated": ["1 May 2020", None]}]


def test_documents_that_disagree_are_told_before_the_sources():
    lines = answer_text(DISAGREEING).splitlines()
    note = "The documents do not agree. [1] is dated 1 May 2020; [2] has no date."
    assert lines.index(note) < lines.index("Sources:")


def test_two_places_of_one_document_are_not_called_documents():
    alone = replace(DISAGREEING, citations=(BUDGET, replace(OTHER_BUDGET, source=BUDGET.source)))
    assert "The document does not agree with itself." in answer_text(alone)


def test_every_record_survives_json():
    for record in map(answer_json, (ANSWERED, ABSTAINED, DISAGREEING)):
        assert json.loads(json.dumps(record)) == record


def test_a_hit_has_the_contracts_fields_in_its_order():
    pages = (Page(3, 0, "iii"), Page(4, 20, "iv"))
    words = "PAKISTAN\nUSD 62.4 M"
    passage = Passage("id-1", "brief.txt", "Brief", ("Budgets",), 12, 31, words, (), pages=pages, also=("copy.txt",))
    assert list(hit_json(2, Hit(passage, 0.5)).items()) == [
        ("rank", 2),
        ("score", 0.5),
        ("source", "brief.txt"),
        ("title", "Brief"),
        ("section", ["Budgets"]),
        ("page", 3),
        ("start", 12),
        ("end", 31),
        ("text", "PAKISTAN\nUSD 62.4 M"),
        ("page_label", "iii"),
        ("page_kind", "page"),
        ("also", ["copy.txt"]),
    ]


def test_a_documents_sections_and_pages_cover_its_text():
    document = Document(
        source="two.pdf",
        title="Two",
        text="First page.\fSecond page.",
        sections=(Section(("Two",), 0, 24, (), page=1),),
        content_hash="0",
        pages=(Page(1, 0, "i"), Page(2, 12)),
        also=("copy.pdf",),
    )
    assert document_json(document) == {
        "source": "two.pdf",
        "title": "Two",
        "text": "First page.\fSecond page.",
        "sections": [{"path": ["Two"], "page": 1, "start": 0, "end": 24}],
        "pages": [
            {"page": 1, "label": "i", "kind": "page", "start": 0, "end": 12},
            {"page": 2, "label": None, "kind": "page", "start": 12, "end": 24},
        ],
        "also": ["copy.pdf"],
    }


def test_a_document_without_pages_has_an_empty_list_of_them():
    assert document_json(Document("a.txt", "A", "Text", (), "0"))["pages"] == []


def test_copied_text_numbers_its_sources_with_section_page_and_file():
    assert answer_text(replace(ANSWERED, fallback=None)) == (
        'PAKISTAN USD 62.4 M [1]\n\nSources:\n[1] Brief › Budgets, page 3 (brief.txt): "PAKISTAN USD 62.4 M"'
    )


def test_copied_text_says_why_it_is_quoted_and_who_wrote_it():
    assert answer_text(ANSWERED).splitlines()[1] == "Nothing holds. These are the documents' own words."
    written = replace(ANSWERED, fallback=None, mode="written", model="openai:small")
    assert answer_text(written).splitlines()[1].startswith("Written by openai:small;")


@pytest.mark.parametrize(
    ("page", "label", "kind", "words"),
    [
        (Page(12, 0), None, "page", "page 12"),
        (Page(12, 0, "12"), "12", "page", "page 12"),
        (Page(12, 0, "iv"), "iv", "page", "page iv (12 of the file)"),
        (Page(3, 0, kind="slide"), None, "slide", "slide 3"),
        (Page(2, 0, "Budget", "sheet"), "Budget", "sheet", "sheet Budget"),
    ],
    ids=["page", "label that is the number", "printed label", "slide", "sheet"],
)
def test_a_page_is_told_by_its_number_its_label_and_what_it_is(page, label, kind, words):
    citation = replace(BUDGET, page=page)
    record = citation_json(citation)
    assert (record["page"], record["page_label"], record["page_kind"]) == (page.number, label, kind)
    assert place_text(citation) == f"Brief › Budgets, {words} (brief.txt)"


def test_other_names_of_a_cited_document_stand_below_its_own():
    citation = replace(BUDGET, also=("a/copy.txt", "b/copy.txt"))
    assert citation_json(citation)["also"] == ["a/copy.txt", "b/copy.txt"]
    lines = answer_text(replace(ANSWERED, citations=(citation,))).splitlines()
    assert lines[-1] == "    the same text as: a/copy.txt, b/copy.txt"


def test_a_row_that_is_cited_comes_with_the_header_of_its_table():
    row = replace(BUDGET, quote="P3 | 58", header="Grade | Rate")
    assert citation_json(row)["header"] == "Grade | Rate"
    assert answer_text(replace(ANSWERED, citations=(row,))).splitlines()[-1] == "    under: Grade | Rate"


def test_a_sheet_without_a_name_is_not_told():
    assert place_text(replace(BUDGET, page=Page(1, 0, kind="sheet"))) == "Brief › Budgets (brief.txt)"


def test_copied_text_of_an_abstention_calls_its_passages_closest():
    assert answer_text(ABSTAINED).splitlines()[2] == "Closest passages:"


def test_copied_text_of_an_abstention_without_passages_is_its_message():
    abstained = Answer("?", "?", "Please say more.", 0.0, {}, abstention=Abstention("unclear_question"))
    assert answer_text(abstained) == "Please say more."


@pytest.mark.parametrize(
    ("title", "section", "path"),
    [
        ("Brief", ("Brief", "Budgets"), ("Brief", "Budgets")),
        ("Brief", ("Budgets",), ("Brief", "Budgets")),
        ("Brief", (), ("Brief",)),
    ],
    ids=["title is the first heading", "title stands apart", "no headings"],
)
def test_a_place_names_the_title_once(title, section, path):
    assert tuple(place_path(Citation(1, "a.txt", title, section, None, 0, 1, "x"))) == path


def test_a_place_without_pages_names_none():
    assert place_text(Citation(1, "a.txt", "A", ("B",), None, 0, 1, "x")) == "A › B (a.txt)"


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (1.0, "Very likely right (99 %)"),
        (0.895, "Very likely right (90 %)"),
        (0.89, "Likely right (89 %)"),
        (0.70, "Likely right (70 %)"),
        (0.69, "Unsure, check the source (69 %)"),
        (0.5, "Unsure, check the source (50 %)"),
    ],
)
def test_confidence_is_said_in_words_with_its_number(probability, text):
    assert confidence_text(probability) == text
