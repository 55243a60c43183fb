"""Short forms explained where they stand."""

from app.web.reading.document_view import document_html, quote_html
from app.web.reading.explained import explaining_wraps, known_forms
from retriever.types import Acronym, Document, Link, Section, Statement, StatementKind

TEXT = "The World Food Office (WFO) pays. WFOs and the WFO’s staff, WFO-led or not. WHO? HR, see WFO here."


def document(**parts):
    statements = (Statement(0, len(TEXT), StatementKind.SENTENCE),)
    sections = (Section(("Pay",), 0, len(TEXT), statements),)
    start = TEXT.index("World")
    own = Acronym("WFO", "World Food Office", start, TEXT.index(")") + 1)
    return Document("pay.txt", "Pay", TEXT, sections, "0", **{"acronyms": (own,), **parts})


def explained(html_of_wraps):
    return [(TEXT[wrap.start : wrap.end], wrap.start) for wrap in html_of_wraps]


def test_the_first_place_outside_its_definition_is_explained_plurals_too():
    wraps = explaining_wraps(TEXT, (0, len(TEXT)), {"WFO": "World Food Office"}, but=[(0, TEXT.index(")") + 1)])
    assert explained(wraps) == [("WFO", TEXT.index("WFOs"))]


def test_parts_of_words_and_other_cases_are_left_alone():
    text = "A who, WHOLE, SWHO, Whose and un-WHO-ed"
    assert explaining_wraps(text, (0, len(text)), {"WHO": "World Health Organization"}) == []


def test_a_documents_own_meaning_goes_first_and_others_count_where_they_agree():
    hr = Acronym("HR", "Human Resources", 0, 1)
    defined = {
        "a.txt": [hr, Acronym("WFO", "Wide Field Optics", 0, 1), Acronym("PO", "Purchase Order", 0, 1)],
        "b.txt": [Acronym("HR", "human resources", 0, 1), Acronym("PO", "Post Office", 0, 1)],
    }
    forms = known_forms(document(), defined)
    assert forms == {"HR": "Human Resources", "WFO": "World Food Office"}


def test_the_document_explains_each_form_once_in_a_section_and_never_in_a_link():
    linked = Link(TEXT.index("HR"), TEXT.index("HR") + 2, "https://example.org/")
    html = document_html(document(links=(linked,)), forms={"WFO": "World Food Office", "HR": "Human Resources"})
    assert html.count("<abbr") == 1
    assert '<abbr tabindex="0" data-explained="World Food Office">WFO</abbr>s and' in html


def test_a_quote_explains_its_forms_inside_what_is_bold():
    start = TEXT.index("WFOs")
    html = quote_html(document(), (start, start + 8), (start, start + 4), {"WFO": "World Food Office"})
    assert html == (
        '<p><strong><abbr tabindex="0" data-explained="World Food Office">WFO</abbr></strong><strong>s</strong> and</p>'
    )


def test_a_long_form_can_only_ever_be_text():
    html = quote_html(document(), (0, len(TEXT)), forms={"HR": '"><script>alert(1)</script>'})
    assert "<script" not in html
    assert 'data-explained="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in html
