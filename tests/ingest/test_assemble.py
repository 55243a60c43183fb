"""From elements to the canonical text: what stands between them, on which page each begins, what is kept apart."""

import time

from ingest.canonical import Canonical, canonical_of_elements
from ingest.elements import Element, ElementKind, PageFacts, ParsedFile, Run, heading, paragraph
from retriever.types import Link, Page, StatementKind

FURNITURE, FOOTNOTE, ITEM = ElementKind.FURNITURE, ElementKind.FOOTNOTE, ElementKind.ITEM


def canonical(*elements: Element, pages: int = 0, characters: int = 10_000) -> Canonical:
    return canonical_of_elements(ParsedFile(elements, pages=(PageFacts(),) * pages), characters)


def element(kind: ElementKind, words: str, page: int = 0, **more) -> Element:
    return Element(kind, (Run(words),), page=page, **more)


def quotes(made: Canonical) -> list[str]:
    return [made.text[each.start : each.end] for section in made.sections for each in section.statements]


def test_headings_make_sections_and_paragraphs_statements():
    made = canonical(heading("Leave", 1), paragraph("All staff may rest."), heading("Sick", 2), paragraph("Call in."))
    assert made.text == "Leave\n\nAll staff may rest.\n\nSick\n\nCall in."
    assert [section.path for section in made.sections] == [(), ("Sick",)]
    assert made.title == "Leave"
    assert quotes(made) == ["All staff may rest.", "Call in."]


def test_white_space_within_words_is_made_single_spaces_and_signs_without_a_shape_are_dropped():
    made = canonical(paragraph("  Staff\u00a0may\t rest\u00ad.\x00 "))
    assert made.text == "Staff may rest."


def test_words_of_several_looks_are_joined_as_they_stand():
    runs = (Run("Ask "), Run(" the "), Run("desk", strong=True, url="https://a.org"), Run(" first."))
    made = canonical(Element(ElementKind.PARAGRAPH, runs))
    assert made.text == "Ask the desk first."
    assert made.links == (Link(8, 12, "https://a.org"),)


def test_rows_are_read_under_their_header_and_empty_cells_keep_their_place():
    rows = (
        ("", "2023", "2023"),
        ("Grade", "Low", "High"),
        ("P3", "58", ""),
        ("", "", ""),
        ("P4", "60\nand more", "7|8"),
    )
    made = canonical(Element(ElementKind.TABLE, rows=rows, header_rows=2))
    assert made.text.splitlines() == ["Grade | 2023 Low | 2023 High", "P3 | 58 | –", "P4 | 60 and more | 7¦8"]
    (section,) = made.sections
    assert [each.kind for each in section.statements] == [StatementKind.ROW] * 3
    assert [each.lead for each in section.statements] == [None, (0, 28), (0, 28)]


def test_rows_of_a_table_without_a_header_stand_alone():
    made = canonical(Element(ElementKind.TABLE, rows=(("Name", "Ada"), ("Grade", "P3"))))
    assert [each.lead for each in made.sections[0].statements] == [None, None]


def test_items_of_a_list_keep_their_markers_out_of_the_quote():
    long = "bring the signed form, two photographs and the old card to the desk"
    made = canonical(paragraph("To renew:"), *(element(ITEM, f"{long} {n}", marker=f"{n}.") for n in (1, 2)))
    assert made.text == f"To renew:\n\n1. {long} 1\n2. {long} 2"
    assert quotes(made) == ["To renew:", f"{long} 1", f"{long} 2"]


def test_a_paragraph_that_goes_on_over_a_page_is_one_and_what_stands_between_is_put_around_it():
    made = canonical(
        paragraph("Before.", 1),
        paragraph("Staff who tra", 1),
        element(FURNITURE, "Handbook 1", 1),
        element(FURNITURE, "Handbook 2", 2),
        element(ElementKind.PARAGRAPH, "vel claim costs.", 2, joins=""),
        pages=2,
    )
    assert made.text == "Before.\n\nHandbook 1\n\nStaff who travel claim costs.\n\nHandbook 2"
    assert quotes(made) == ["Before.", "Staff who travel claim costs."]
    assert made.pages == (Page(1, 0), Page(2, made.text.index("vel claim")))
    assert [made.text[start:end] for start, end in made.furniture] == ["Handbook 1", "Handbook 2"]


def test_footnotes_are_kept_apart_from_the_text_around_them():
    made = canonical(
        heading("Pay", 1), paragraph("Paid monthly."), element(FOOTNOTE, "1 Since 2020."), paragraph("In full.")
    )
    assert [(section.path, section.start) for section in made.sections] == [((), 0), (("Notes",), 20), ((), 35)]
    assert [len(section.statements) for section in made.sections] == [1, 1, 1]


def test_a_page_without_words_begins_where_the_next_one_does():
    made = canonical(paragraph("One.", 1), paragraph("Three.", 3), pages=4)
    assert [page.start for page in made.pages] == [0, 6, 6, 12]


def test_code_keeps_its_lines_and_their_indents():
    made = canonical(element(ElementKind.CODE, "def f():\n    return 1\n"))
    assert made.text == "def f():\n    return 1"


def test_elements_beyond_the_length_allowed_are_left_out_with_a_note():
    made = canonical(*(paragraph("Ten signs.") for _ in range(9)), characters=30)
    assert made.text.count("Ten signs.") == 3
    assert made.notes


def test_a_line_whose_look_alone_makes_it_a_heading_opens_a_section():
    text = "Staff who have worked here for a year may take four weeks of paid leave in a row."
    made = canonical(Element(ElementKind.HEADING, (Run("Long leave"),)), paragraph(text))
    assert [section.heading for section in made.sections] == [(0, 10)]


def test_markers_that_were_typed_make_a_list_of_paragraphs_and_of_lines():
    long = "the signed form with all of the dates of the whole journey"
    made = canonical(paragraph("Bring:"), paragraph(f"1. {long}"), paragraph(f"2) {long}\n- {long}\n- passport"))
    items = [each for section in made.sections for each in section.statements]
    assert quotes(made) == ["Bring:", long, long, long, "passport"]
    assert [each.lead for each in items[1:3]] == [(0, 6), (0, 6)]


def test_a_number_at_the_start_of_a_broken_line_makes_no_item():
    words = "What is said under (a) and\n(b) holds for all staff of the office and for each of its guests."
    assert quotes(canonical(paragraph(words))) == [words]


def test_a_list_of_contents_is_furniture():
    titles = ("Purpose of this policy", "Who is covered", "How leave is earned", "How leave is taken")
    lines = [paragraph(f"{title}\t{number}") for number, title in enumerate(titles, start=3)]
    body = [part for title in titles for part in (heading(title, 1), paragraph("It says so."))]
    made = canonical(*lines, *body)
    assert [made.text[start:end] for start, end in made.furniture][:2] == [
        "Purpose of this policy 3",
        "Who is covered 4",
    ]
    assert quotes(made) == ["It says so."] * 4


def test_the_foot_of_a_page_parts_names_and_short_items():
    made = canonical(
        *(paragraph(name) for name in ("Oslo office", "Rome office")),
        element(FURNITURE, "Offices of the agency"),
        *(paragraph(name) for name in ("Bern office", "Paris office")),
        paragraph("All of them are open on each day of the week but Sundays."),
    )
    assert "Offices of the agency" not in " ".join(quotes(made))


def test_what_stands_on_a_slide_without_a_title_is_under_no_heading():
    slides = ParsedFile(
        (heading("Leave", 1, 1), paragraph("Ask early, in any case.", 1), paragraph("Staff who travel rest.", 2)),
        pages=(PageFacts(kind="slide"),) * 2,
    )
    made = canonical_of_elements(slides, 1_000)
    assert [(section.path, section.start) for section in made.sections] == [((), 0), ((), 32)]


def test_signs_of_windows_are_shown_as_windows_shows_them():
    assert canonical(paragraph("Staff\x92s \x93leave\x94")).text == "Staff’s “leave”"


def test_a_plain_line_is_a_heading_only_where_no_line_is_bold():
    text = "Staff who have worked here for a year may take four weeks of paid leave in a row."
    plain = (paragraph("Long leave"), paragraph(text))
    bold = Element(ElementKind.PARAGRAPH, (Run("Short leave", strong=True),))
    assert [section.heading for section in canonical(*plain).sections] == [(0, 10)]
    assert [section.path for section in canonical(bold, paragraph(text), *plain).sections] == [("Short leave",)]


def test_long_paragraphs_are_held_against_lists_of_contents_at_once():
    started = time.perf_counter()
    canonical(heading("Leave", 1), *(paragraph("word " * 8_000 + "12") for _ in range(20)), characters=2_000_000)
    assert time.perf_counter() - started < 5
