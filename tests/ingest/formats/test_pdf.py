"""PDF files are read by their layout."""

from pathlib import Path

import pytest

from ingest.elements import Element, ElementKind, Limits, ParsedFile, SourceFile
from ingest.errors import EmptyDocument, NeedsPassword, UnreadableFile
from ingest.formats.pdf.reader import page_list, read_pdf
from tests.ingest.formats.pdf_writer import PdfPage, write_pdf

BODY = [
    "Staff who travel on duty for more than a day receive an allowance",
    "for each night that they spend away from their duty station, paid",
    "in the currency of the country in which that night is spent.",
]
MORE = [
    "Claims are handed in within a month of the end of the journey and",
    "are settled with the next salary if all receipts are there and the",
    "journey was approved by the head of the unit before it began.",
]


def read(path: Path, **more) -> ParsedFile:
    return read_pdf(SourceFile(path, path.name, **more))


def words(element: Element) -> str:
    return "".join(run.text for run in element.runs)


def of_kind(parsed: ParsedFile, kind: ElementKind) -> list[str]:
    return [words(element) for element in parsed.elements if element.kind is kind]


def test_lines_of_a_paragraph_are_one_and_paragraphs_are_parted_by_a_gap(tmp_path):
    page = PdfPage().lines(72, 700, BODY).lines(72, 640, MORE)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert of_kind(parsed, ElementKind.PARAGRAPH) == [" ".join(BODY), " ".join(MORE)]
    assert [element.page for element in parsed.elements] == [1, 1]


def test_a_hyphen_at_a_lines_end_goes_and_one_before_a_capital_stays(tmp_path):
    lines = ["The travel depart-", "ment pays for COVID-", "19 tests and for vaccines."]
    parsed = read(write_pdf(tmp_path / "a.pdf", [PdfPage().lines(72, 700, lines)]))
    assert of_kind(parsed, ElementKind.PARAGRAPH) == ["The travel department pays for COVID-19 tests and for vaccines."]


def test_columns_are_read_one_after_the_other_under_a_heading_across_them(tmp_path):
    page = PdfPage().text(150, 740, "Travel and allowances of all staff", 20, "F2")
    page.lines(72, 700, ["Left column " + str(number) + " says something about travel" for number in range(8)])
    page.lines(330, 700, ["Right column " + str(number) + " says something about pay" for number in range(8)])
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert parsed.elements[0].kind is ElementKind.HEADING
    text = " ".join(map(words, parsed.elements))
    assert text.index("Left column 7") < text.index("Right column 0")


def test_headings_take_their_levels_from_their_size(tmp_path):
    page = PdfPage().text(72, 740, "Travel policy", 20, "F2").text(72, 710, "1. Scope", 14, "F2").lines(72, 690, BODY)
    page.text(72, 630, "2. Claims", 14, "F2").lines(72, 610, MORE)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    found = [(words(element), element.level) for element in parsed.elements if element.kind is ElementKind.HEADING]
    assert found == [("Travel policy", 1), ("1. Scope", 2), ("2. Claims", 2)]


def test_a_bold_line_of_the_texts_size_over_a_paragraph_is_a_heading(tmp_path):
    page = PdfPage().text(72, 720, "Who is paid", 10, "F2").lines(72, 700, BODY).lines(72, 640, MORE)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert of_kind(parsed, ElementKind.HEADING) == ["Who is paid"]


def test_items_keep_their_markers_apart_and_hang_together(tmp_path):
    page = PdfPage().lines(72, 700, BODY)
    page.text(72, 650, "\x95 Water and food for all who stay in the camps for longer than").text(82, 638, "three days")
    page.text(72, 626, "\x95 Shelter").text(90, 614, "(a) tents")
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    items = [(element.marker, words(element), element.level) for element in parsed.elements if element.marker]
    assert items == [
        ("•", "Water and food for all who stay in the camps for longer than three days", 0),
        ("•", "Shelter", 0),
        ("(a)", "tents", 1),
    ]


def test_running_heads_and_page_numbers_are_furniture(tmp_path):
    texts = [[f"{line} {unit}" for line in BODY] for unit in ("in Asia", "in Africa", "in Europe", "elsewhere")]
    pages = [
        PdfPage().text(72, 760, "Travel policy 2024", 8).lines(72, 700, lines).text(300, 30, str(number), 8)
        for number, lines in enumerate(texts, start=1)
    ]
    parsed = read(write_pdf(tmp_path / "a.pdf", pages))
    assert of_kind(parsed, ElementKind.FURNITURE) == [
        furniture for number in "1234" for furniture in ("Travel policy 2024", number)
    ]
    assert of_kind(parsed, ElementKind.PARAGRAPH) == [" ".join(lines) for lines in texts]


def test_titles_that_only_differ_in_their_number_are_no_running_heads(tmp_path):
    pages = [PdfPage().text(72, 740, f"Annex {number}", 18, "F2").lines(72, 700, BODY + MORE) for number in (1, 2, 3)]
    parsed = read(write_pdf(tmp_path / "a.pdf", pages))
    assert of_kind(parsed, ElementKind.HEADING) == ["Annex 1", "Annex 2", "Annex 3"]


def test_nothing_of_a_single_page_or_of_a_copied_page_is_furniture(tmp_path):
    page = PdfPage().text(72, 760, "Memorandum").lines(72, 700, BODY).text(72, 40, "Copy to all")
    for pages in ([page], [page, page]):
        parsed = read(write_pdf(tmp_path / "a.pdf", pages))
        assert of_kind(parsed, ElementKind.FURNITURE) == []


def test_a_paragraph_that_goes_on_over_a_page_is_marked_so(tmp_path):
    first, second = PdfPage().lines(72, 700, BODY[:2]), PdfPage().lines(72, 700, BODY[2:] + MORE)
    parsed = read(write_pdf(tmp_path / "a.pdf", [first, second]))
    assert [(element.page, element.joins) for element in parsed.elements] == [(1, None), (2, " "), (2, None)]


def test_a_word_parted_by_a_pages_end_joins_without_its_hyphen(tmp_path):
    first = PdfPage().lines(72, 700, [*BODY[:2], "and that is set each month by the head of the travel depart-"])
    second = PdfPage().lines(72, 700, ["ment of the organisation together with the unit for finance and", *MORE])
    parsed = read(write_pdf(tmp_path / "a.pdf", [first, second]))
    assert parsed.elements[1].joins == ""
    assert words(parsed.elements[0]).endswith("travel depart")


def test_a_raised_mark_stands_apart_from_its_word_and_its_footnote_from_the_text(tmp_path):
    page = PdfPage().lines(72, 700, BODY).text(72, 664, "Rates are published").text(160, 668, "1", 6)
    page.text(168, 664, "each month by the unit.").text(72, 60, "1", 5).text(76, 57, "On the pages of the unit.", 8)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert of_kind(parsed, ElementKind.PARAGRAPH)[1].endswith("Rates are published 1 each month by the unit.")
    assert of_kind(parsed, ElementKind.FOOTNOTE) == ["1 On the pages of the unit."]


def test_a_ruled_table_has_cells_of_several_lines_and_merged_ones_repeated(tmp_path):
    page = PdfPage().grid([72, 172, 272, 372], [700, 680, 640, 620]).lines(72, 560, BODY)
    page.text(76, 686, "Grade").text(176, 686, "Nights").text(276, 686, "Amount")
    page.text(76, 666, "P3 and").text(76, 654, "above").text(176, 660, "1 to 30").text(276, 660, "USD 58")
    page.text(76, 626, "G5").text(176, 626, "any").text(276, 626, "USD 41")
    table = read(write_pdf(tmp_path / "a.pdf", [page])).elements[0]
    assert table.rows == (("Grade", "Nights", "Amount"), ("P3 and above", "1 to 30", "USD 58"), ("G5", "any", "USD 41"))
    assert table.header_rows == 1


def test_names_of_columns_that_are_turned_are_their_header(tmp_path):
    page = PdfPage().grid([72, 172, 202, 232], [720, 660, 640, 620]).text(76, 665, "Duty").lines(72, 560, BODY)
    page.turned(190, 665, "Approve").turned(220, 665, "Pay")
    page.text(76, 646, "Head of unit").text(184, 646, "X").text(76, 626, "Finance").text(214, 626, "X")
    table = read(write_pdf(tmp_path / "a.pdf", [page])).elements[0]
    assert table.rows == (("Duty", "Approve", "Pay"), ("Head of unit", "X", ""), ("Finance", "", "X"))


def test_rows_that_stand_under_one_another_are_a_table_without_lines(tmp_path):
    page = PdfPage().lines(72, 720, BODY)
    for number, row in enumerate(
        (("Grade", "Per night", "Meals"), ("P3", "58", "12"), ("P4", "64", "13"), ("G5", "41", "9"))
    ):
        for x, cell in zip((72, 200, 330), row, strict=True):
            page.text(x, 650 - 14 * number, cell)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    table = next(element for element in parsed.elements if element.rows)
    assert table.rows == (("Grade", "Per night", "Meals"), ("P3", "58", "12"), ("P4", "64", "13"), ("G5", "41", "9"))
    assert table.header_rows == 1


def test_a_table_that_goes_on_over_a_page_keeps_its_header(tmp_path):
    def table(rows):
        page = PdfPage().grid([72, 172, 272], [700 - 20 * number for number in range(len(rows) + 1)])
        for number, row in enumerate(rows):
            page.text(76, 686 - 20 * number, row[0]).text(176, 686 - 20 * number, row[1])
        return page

    pages = [table([("Grade", "Amount"), ("P3", "58"), ("P4", "64")]), table([("P5", "70"), ("D1", "80")])]
    tables = [element for element in read(write_pdf(tmp_path / "a.pdf", pages)).elements if element.rows]
    assert tables[1].rows == (("Grade", "Amount"), ("P5", "70"), ("D1", "80"))
    assert tables[1].header_rows == 1


def test_type_of_even_width_is_code_with_its_indents(tmp_path):
    page = PdfPage().lines(72, 740, BODY + MORE).text(72, 640, "if late:", 10, "F3").text(96, 628, "pay()", 10, "F3")
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert of_kind(parsed, ElementKind.CODE) == ["if late:\n    pay()"]


def test_words_turned_with_their_page_read_as_others_do(tmp_path):
    page = PdfPage(entries="/Rotate 90")
    for number, line in enumerate(BODY):
        page.turned(100 + 12 * number, 72, line)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert of_kind(parsed, ElementKind.PARAGRAPH) == [" ".join(BODY)]


def test_a_contents_list_with_leaders_is_furniture(tmp_path):
    page = PdfPage().lines(72, 700, [f"{number} Chapter {'. ' * 40} {number + 3}" for number in range(1, 6)])
    parsed = read(write_pdf(tmp_path / "a.pdf", [page, PdfPage().lines(72, 700, BODY)]))
    assert len(of_kind(parsed, ElementKind.FURNITURE)) == 5
    assert of_kind(parsed, ElementKind.PARAGRAPH) == [" ".join(BODY)]


def test_a_link_keeps_its_address(tmp_path):
    link = "<< /Type /Annot /Subtype /Link /Rect [70 695 140 712] /A << /S /URI /URI (https://example.org/) >> >>"
    page = PdfPage(entries="/Annots [10 0 R]").text(72, 700, "Travel rules").text(200, 700, "are kept elsewhere")
    parsed = read(write_pdf(tmp_path / "a.pdf", [page], objects=(link,)))
    linked = [
        run.text.strip() for element in parsed.elements for run in element.runs if run.url == "https://example.org/"
    ]
    assert linked == ["Travel rules"]


def test_a_comment_is_kept_apart(tmp_path):
    note = "<< /Type /Annot /Subtype /Text /Rect [70 600 90 620] /Contents (Ask finance first) >>"
    page = PdfPage(entries="/Annots [10 0 R]").lines(72, 700, BODY)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page], objects=(note,)))
    assert of_kind(parsed, ElementKind.FOOTNOTE) == ["Ask finance first"]


def test_the_value_of_a_forms_field_is_read(tmp_path):
    field = (
        "<< /Type /Annot /Subtype /Widget /FT /Tx /T (name) /V (Amina Diallo) /Rect [150 690 300 710] /F 4 "
        "/DA (/F1 10 Tf 0 g) /P 30 0 R >>"
    )
    catalog = (
        "/AcroForm << /Fields [10 0 R] /NeedAppearances true /DA (/F1 10 Tf 0 g) /DR << /Font << /F1 4 0 R >> >> >>"
    )
    page = PdfPage(entries="/Annots [10 0 R]").text(72, 696, "Name:")
    parsed = read(write_pdf(tmp_path / "a.pdf", [page], catalog=catalog, objects=(field,)))
    assert "Amina Diallo" in " ".join(map(words, parsed.elements))


def test_a_printed_page_number_that_differs_is_its_label(tmp_path):
    catalog = "/PageLabels << /Nums [0 << /S /r >> 1 << /S /D /St 2 >>] >>"
    pages = [PdfPage().lines(72, 700, BODY), PdfPage().lines(72, 700, MORE)]
    assert [page.label for page in read(write_pdf(tmp_path / "a.pdf", pages, catalog=catalog)).pages] == ["i", ""]


@pytest.mark.parametrize(
    ("title", "found"),
    [("Travel policy", "Travel policy"), ("Microsoft Word - travel.doc", None), ("travel_final_v3", None), ("", None)],
)
def test_only_a_title_that_reads_like_one_is_taken(tmp_path, title, found):
    page = PdfPage().lines(72, 700, BODY)
    assert read(write_pdf(tmp_path / "a.pdf", [page], info=f"/Title ({title})")).title == found


def test_pages_without_words_are_told_apart(tmp_path):
    pages = [PdfPage().lines(72, 700, BODY), PdfPage()]
    assert [page.is_empty for page in read(write_pdf(tmp_path / "a.pdf", pages)).pages] == [False, True]


def test_a_file_without_words_and_pictures_is_empty(tmp_path):
    with pytest.raises(EmptyDocument):
        read(write_pdf(tmp_path / "a.pdf", [PdfPage()]))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\nnothing", b"not a PDF at all"])
def test_what_is_no_pdf_is_reported_as_damaged(tmp_path, content):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="save it anew"):
        read(path)


def test_a_file_whose_table_of_objects_is_lost_is_still_read(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [PdfPage().lines(72, 700, BODY)])
    path.write_bytes(path.read_bytes().replace(b"xref\n0", b"lost\n0").replace(b"startxref\n", b"startxref\n99"))
    assert of_kind(read(path), ElementKind.PARAGRAPH) == [" ".join(BODY)]


def test_a_locked_file_opens_with_one_of_the_passwords_given(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [PdfPage().lines(72, 700, BODY)], password="open")
    with pytest.raises(NeedsPassword, match="password"):
        read(path, passwords=("wrong",))
    assert of_kind(read(path, passwords=("wrong", "open")), ElementKind.PARAGRAPH) == [" ".join(BODY)]


def test_pages_beyond_the_time_allowed_are_told(tmp_path):
    pages = [PdfPage().lines(72, 700, BODY) for _ in range(3)]
    parsed = read(write_pdf(tmp_path / "a.pdf", pages), limits=Limits(seconds=0.0))
    assert parsed.notes == ("Only the first 1 of 3 pages were read in the time allowed.",)
    assert len(parsed.pages) == 1


def test_attached_files_are_unpacked_under_names_that_lead_nowhere(tmp_path):
    objects = (
        "<< /Names [(a) 11 0 R] >>",
        "<< /Type /Filespec /F (../../rates.txt) /UF (../../rates.txt) /EF << /F 12 0 R >> >>",
        "<< /Type /EmbeddedFile /Length 8 >>\nstream\nP3 is 58\nendstream",
    )
    page = PdfPage().lines(72, 700, BODY)
    path = write_pdf(tmp_path / "a.pdf", [page], catalog="/Names << /EmbeddedFiles 10 0 R >>", objects=objects)
    folder = tmp_path / "members"
    folder.mkdir()
    member = read(path, unpack_to=folder).members[0]
    assert (member.name, member.content.read_bytes()) == ("rates.txt", b"P3 is 58")
    assert member.content.parent == folder


def test_page_numbers_are_listed_with_runs_shortened():
    assert page_list([1, 2, 3, 5, 8]) == "Pages 1 to 3, 5 and 8"


def test_a_stamp_across_the_page_is_furniture(tmp_path):
    page = PdfPage(content=["BT /F1 40 Tf 0.7 0.7 -0.7 0.7 200 200 Tm (DRAFT COPY) Tj ET"]).lines(72, 700, BODY)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert of_kind(parsed, ElementKind.FURNITURE) == ["DRAFT COPY"]
    assert of_kind(parsed, ElementKind.PARAGRAPH) == [" ".join(BODY)]


def test_sizes_that_change_with_every_line_part_no_paragraph(tmp_path):
    lines = [f"line {number} of a scanned page whose words text recognition put under it" for number in range(9)]
    page = PdfPage()
    for number, line in enumerate(lines):
        page.text(72, 700 - 13 * number, line, 10 + number % 2)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert of_kind(parsed, ElementKind.PARAGRAPH) == [" ".join(lines)]


def test_prose_in_two_columns_is_no_table(tmp_path):
    page = PdfPage()
    for x in (72, 330):
        page.lines(x, 700, [f"words of a column that says much {number}" for number in range(12)])
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert {element.kind for element in parsed.elements} == {ElementKind.PARAGRAPH}


def test_lines_that_only_bound_what_is_drawn_make_no_table(tmp_path):
    boxes = [f"72 {690 - 12 * number} 400 12 re W n" for number in range(3)]
    page = PdfPage(content=[f"q {box} Q" for box in boxes]).lines(72, 700, BODY)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert [element.kind for element in parsed.elements] == [ElementKind.PARAGRAPH]


def test_a_drawing_whose_lines_run_through_words_is_no_table(tmp_path):
    page = PdfPage().grid([72, 110, 150, 190], [700, 680, 660, 640])
    for y in (684, 664, 644):
        page.text(80, y, "Organisation-of-the-department")
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert not any(element.rows for element in parsed.elements)


def test_a_number_by_itself_at_the_foot_of_the_only_page_is_furniture(tmp_path):
    page = PdfPage().lines(72, 700, BODY).text(300, 40, "7")
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert of_kind(parsed, ElementKind.FURNITURE) == ["7"]
    assert of_kind(parsed, ElementKind.PARAGRAPH) == [" ".join(BODY)]


def test_a_head_with_the_pages_own_number_parts_no_paragraph(tmp_path):
    first = PdfPage().lines(72, 100, [f"{line} and" for line in BODY])
    second = (
        PdfPage().text(72, 750, "2   A. Berg et al.", 9).lines(72, 700, ["on those that follow it, as a rule,", *MORE])
    )
    parsed = read(write_pdf(tmp_path / "a.pdf", [first, second]))
    assert [words(element).split()[0] for element in parsed.elements if element.kind is ElementKind.FURNITURE] == ["2"]
    assert [element.joins for element in parsed.elements if element.joins is not None] == [" "]


def test_names_of_columns_set_beside_their_numbers_are_over_them(tmp_path):
    page = PdfPage().text(72, 700, "Year").text(160, 700, "Nights abroad")
    for number, (year, nights) in enumerate([("2019", "120"), ("2020", "135"), ("2021", "150")], start=1):
        page.text(110, 700 - 14 * number, year).text(160, 700 - 14 * number, nights)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    (table,) = (element for element in parsed.elements if element.rows)
    assert table.rows[:2] == (("Year", "Nights abroad"), ("2019", "120"))


@pytest.mark.parametrize(("font", "header_rows"), [("F2", 1), ("F1", 0)])
def test_a_bold_first_row_of_two_columns_of_words_names_them(tmp_path, font, header_rows):
    page = PdfPage().grid([72, 172, 272], [640, 620, 600, 580])
    for number, row in enumerate([("Office", "Focal point"), ("Oslo", "Ada Berg"), ("Rome", "Bo Rossi")]):
        for x, cell in zip((76, 176), row, strict=True):
            page.text(x, 626 - 20 * number, cell, 10, "F1" if number else font)
    parsed = read(write_pdf(tmp_path / "a.pdf", [page]))
    assert [element.header_rows for element in parsed.elements if element.rows] == [header_rows]
