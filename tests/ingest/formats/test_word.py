"""Word documents give their headings, lists, tables, notes and pages as Word shows them."""

import zipfile
from pathlib import Path

import pytest

from ingest.elements import Element, ElementKind, ParsedFile, SourceFile
from ingest.errors import EmptyDocument, ImageOnly, UnreadableFile
from ingest.formats.word.reader import read_docx

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:r="{RELATIONSHIPS}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def part(root: str, content: str, namespace: str = TRANSITIONAL) -> str:
    return f'<w:{root} xmlns:w="{namespace}" {NAMESPACES}>{content}</w:{root}>'


OUTSIDE = ' TargetMode="External"'


def relations(*targets: tuple[str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="r{number}" Type="{RELATIONSHIPS}/{kind}" Target="{target}"'
        f"{OUTSIDE if kind == 'hyperlink' else ''}/>"
        for number, (kind, target) in enumerate(targets, start=1)
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{namespace}">{inner}</Relationships>'


def written(folder: Path, parts: dict[str, str]) -> SourceFile:
    path = folder / "words.docx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return SourceFile(path, path.name)


def read(folder: Path, body: str, namespace: str = TRANSITIONAL, **parts: str) -> ParsedFile:
    """Read a document of this body, with parts such as styles, numbering or footnotes beside it."""
    named = {f"word/{name}.xml": part(name, content) for name, content in parts.items()}
    targets = [(name.rstrip("0123456789"), f"{name}.xml") for name in parts]
    return read_docx(
        written(
            folder,
            {
                "_rels/.rels": relations(("officeDocument", "word/document.xml")),
                "word/document.xml": part("document", f"<w:body>{body}</w:body>", namespace),
                "word/_rels/document.xml.rels": relations(*targets, ("hyperlink", "https://example.org/leave")),
                **named,
            },
        )
    )


def p(words: str, properties: str = "") -> str:
    return f'<w:p><w:pPr>{properties}</w:pPr><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def cell(words: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{p(words)}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def text(element: Element) -> str:
    return "".join(run.text for run in element.runs)


def texts(parsed: ParsedFile) -> list[str]:
    return [text(element) for element in parsed.elements]


def kinds(parsed: ParsedFile) -> list[tuple[str, int, str]]:
    return [(element.kind.value, element.level, text(element)) for element in parsed.elements]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Chapter"><w:name w:val="Chapter"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Chapter"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def level(number: int, number_format: str, shown: str) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'{"<w:isLgl/>" if number == 2 else ""}<w:lvlText w:val="{shown}"/></w:lvl>'
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "decimal", "%1.")
    + level(1, "lowerLetter", "(%2)")
    + level(2, "decimal", "%1.%2.%3")
    + '</w:abstractNum><w:abstractNum w:abstractNumId="1">'
    + level(0, "bullet", "\uf0b7")
    + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def listed(words: str, list_id: int, depth: int = 0) -> str:
    return p(words, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


@pytest.mark.parametrize("namespace", [TRANSITIONAL, STRICT], ids=["transitional", "strict"])
def test_both_namespaces_are_read(tmp_path: Path, namespace: str) -> None:
    assert texts(read(tmp_path, p("Leave is 30 days."), namespace)) == ["Leave is 30 days."]


def test_headings_are_known_by_name_outline_and_what_their_style_is_based_on(tmp_path: Path) -> None:
    body = (
        p("Leave", '<w:pStyle w:val="Own"/>')
        + p("Sick leave", '<w:pStyle w:val="berschrift2"/>')
        + p("Direct", '<w:outlineLvl w:val="2"/>')
        + p("Words.")
    )
    expected = [
        ("heading", 1, "Leave"),
        ("heading", 2, "Sick leave"),
        ("heading", 3, "Direct"),
        ("paragraph", 0, "Words."),
    ]
    assert kinds(read(tmp_path, body, styles=STYLES)) == expected


def test_a_heading_without_a_styles_part_is_known_by_its_style_identifier(tmp_path: Path) -> None:
    assert kinds(read(tmp_path, p("Pay", '<w:pStyle w:val="Heading2"/>'))) == [("heading", 2, "Pay")]


def test_a_whole_sentence_in_a_heading_style_is_a_paragraph(tmp_path: Path) -> None:
    sentence = (
        "Staff members who travel on official business shall submit a claim within two weeks of their return home."
    )
    parsed = read(tmp_path, p(sentence, '<w:pStyle w:val="Chapter"/>'), styles=STYLES)
    assert parsed.elements[0].kind is ElementKind.PARAGRAPH


def test_list_items_carry_the_markers_that_word_shows(tmp_path: Path) -> None:
    body = (
        listed("one", 1)
        + listed("inner", 1, 1)
        + listed("inner too", 1, 1)
        + listed("deep", 1, 2)
        + listed("two", 1)
        + listed("inner anew", 1, 1)
        + listed("dot", 2)
        + listed("begun anew", 3)
    )
    parsed = read(tmp_path, body, styles=STYLES, numbering=NUMBERING)
    assert [element.marker for element in parsed.elements] == ["1.", "(a)", "(b)", "1.2.1", "2.", "(a)", "•", "1."]
    assert [element.level for element in parsed.elements] == [0, 1, 1, 2, 0, 1, 0, 0]


def test_the_number_of_a_heading_stands_in_its_words(tmp_path: Path) -> None:
    properties = '<w:pStyle w:val="Chapter"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    parsed = read(tmp_path, p("Scope", properties), styles=STYLES, numbering=NUMBERING)
    assert kinds(parsed) == [("heading", 1, "1. Scope")]


def test_bold_words_are_strong_and_links_keep_their_address(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Fee:</w:t></w:r>"
        '<w:r><w:rPr><w:b w:val="0"/></w:rPr><w:t xml:space="preserve"> see </w:t></w:r>'
        '<w:hyperlink r:id="r1"><w:r><w:t>here</w:t></w:r></w:hyperlink></w:p>'
    )
    runs = read(tmp_path, body).elements[0].runs
    assert [(run.text, run.strong, run.url) for run in runs] == [
        ("Fee:", True, None),
        (" see ", False, None),
        ("here", False, "https://example.org/leave"),
    ]


def test_what_was_deleted_is_left_out_and_what_was_inserted_is_read(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Leave is </w:t></w:r><w:del><w:r><w:delText>20</w:delText></w:r></w:del>'
        "<w:ins><w:r><w:t>30</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>gone</w:t></w:r></w:moveFrom></w:p>"
    )
    assert texts(read(tmp_path, body)) == ["Leave is 30"]


def test_of_a_field_only_what_it_shows_is_read(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF leave </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>section 4</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )
    assert texts(read(tmp_path, body)) == ["section 4"]


def test_a_table_of_contents_is_furniture(tmp_path: Path) -> None:
    body = p("Leave\t4", '<w:pStyle w:val="TOC1"/>') + p("Words.")
    assert [kind for kind, _, _ in kinds(read(tmp_path, body, styles=STYLES))] == ["furniture", "paragraph"]


def test_a_text_box_written_twice_is_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('Call 112.')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>Before.</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )
    assert texts(read(tmp_path, body)) == ["Before.", "Call 112."]


def test_a_footnote_comes_after_the_paragraph_that_refers_to_it(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:t>Leave is 30 days.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>' + p("Next.")
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{p("---")}</w:footnote>'
        f'<w:footnote w:id="2">{p("For staff.")}</w:footnote>'
    )
    assert kinds(read(tmp_path, body, footnotes=notes)) == [
        ("paragraph", 0, "Leave is 30 days."),
        ("footnote", 0, "For staff."),
        ("paragraph", 0, "Next."),
    ]


def test_headers_and_footers_are_furniture_each_text_once(tmp_path: Path) -> None:
    reference = (
        '<w:sectPr><w:headerReference w:type="{}" r:id="{}"/><w:footerReference w:type="default" r:id="r3"/></w:sectPr>'
    )
    body = (
        f"<w:p><w:pPr>{reference.format('first', 'r1')}</w:pPr></w:p>{p('Words.')}{reference.format('default', 'r2')}"
    )
    parsed = read_docx(
        written(
            tmp_path,
            {
                "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
                "word/_rels/document.xml.rels": relations(
                    ("header", "h1.xml"), ("header", "h2.xml"), ("footer", "f.xml")
                ),
                "word/h1.xml": part("hdr", p("Policy")),
                "word/h2.xml": part("hdr", p("Policy")),
                "word/f.xml": part("ftr", p("Internal")),
            },
        )
    )
    assert kinds(parsed) == [("furniture", 0, "Policy"), ("paragraph", 0, "Words."), ("furniture", 0, "Internal")]


def test_merged_cells_words_stand_in_each_cell_they_cover(tmp_path: Path) -> None:
    table = (
        row(cell("Grade"), cell("Rate", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>")
        + row(cell("P3", '<w:vMerge w:val="restart"/>'), cell("58"), cell("2023"))
        + row(cell("", "<w:vMerge/>"), cell("61"), cell("2024"))
    )
    element = read(tmp_path, f"<w:tbl>{table}</w:tbl>").elements[0]
    assert element.rows == (("Grade", "Rate", "Rate"), ("P3", "58", "2023"), ("P3", "61", "2024"))
    assert element.header_rows == 1


def test_a_bold_first_row_names_the_columns(tmp_path: Path) -> None:
    bold = "<w:tc><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = row(bold.format("Name"), bold.format("Place")) + row(cell("Ada"), cell("Bonn"))
    assert read(tmp_path, f"<w:tbl>{table}</w:tbl>").elements[0].header_rows == 1


def test_a_table_of_one_cell_is_paragraphs(tmp_path: Path) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p('First.')}{p('Second.')}</w:tc></w:tr></w:tbl>"
    assert kinds(read(tmp_path, table)) == [("paragraph", 0, "First."), ("paragraph", 0, "Second.")]


def test_pages_are_those_the_file_was_saved_with(tmp_path: Path) -> None:
    body = (
        p("First page.")
        + '<w:p><w:r><w:t xml:space="preserve">It goes </w:t><w:br w:type="page"/></w:r>'
        + "<w:r><w:lastRenderedPageBreak/><w:t>on.</w:t></w:r></w:p>"
        + p("Second page.")
    )
    parsed = read(tmp_path, body)
    found = [(text(each), each.page, each.joins) for each in parsed.elements]
    assert found == [("First page.", 1, None), ("It goes ", 1, None), ("on.", 2, " "), ("Second page.", 2, None)]
    assert len(parsed.pages) == 2


def test_a_page_that_ends_in_a_row_ends_once_though_each_cell_says_so(tmp_path: Path) -> None:
    broken = "<w:tc><w:p><w:r><w:lastRenderedPageBreak/><w:t>{}</w:t></w:r></w:p></w:tc>"
    body = f"<w:tbl>{row(cell('a'), cell('b'))}{row(broken.format('c'), broken.format('d'))}</w:tbl>{p('After.')}"
    assert read(tmp_path, body).elements[-1].page == 2


def test_page_breaks_by_hand_alone_give_no_pages(tmp_path: Path) -> None:
    parsed = read(tmp_path, f'{p("One.")}<w:p><w:r><w:br w:type="page"/><w:t>Two.</w:t></w:r></w:p>')
    assert parsed.pages == ()
    assert {element.page for element in parsed.elements} == {0}


def test_an_equation_is_one_line(tmp_path: Path) -> None:
    body = (
        '<w:p><w:r><w:t xml:space="preserve">Area </w:t></w:r><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num>'
        "<m:den><m:r><m:t>b+c</m:t></m:r></m:den></m:f></m:oMath></w:p>"
    )
    assert texts(read(tmp_path, body)) == ["Area a/(b+c)"]


def test_signs_of_symbol_fonts_are_the_characters_they_look_like(tmp_path: Path) -> None:
    body = '<w:p><w:r><w:t>Done</w:t><w:sym w:font="Wingdings" w:char="F0FC"/><w:noBreakHyphen/><w:tab/></w:r></w:p>'
    assert texts(read(tmp_path, body)) == ["Done✓-\t"]


def test_a_form_to_fill_in_does_not_say_what_to_fill_in(tmp_path: Path) -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    body = control.format("<w:showingPlcHdr/>", p("Click here.")) + control.format("", p("Ada Byron"))
    assert texts(read(tmp_path, body)) == ["Ada Byron"]


def test_a_damaged_part_is_noted_and_the_rest_is_read(tmp_path: Path) -> None:
    file = written(
        tmp_path,
        {
            "word/document.xml": part("document", f"<w:body>{p('Words.')}</w:body>"),
            "word/_rels/document.xml.rels": relations(("styles", "styles.xml")),
            "word/styles.xml": "no XML at all",
        },
    )
    parsed = read_docx(file)
    assert texts(parsed) == ["Words."]
    assert parsed.notes[0].startswith("A part could not be read")


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"word/document.xml": part("document", "<w:body><w:p/></w:body>")}, EmptyDocument),
        ({"word/document.xml": part("document", "<w:body><w:p/></w:body>"), "word/media/scan.png": "…"}, ImageOnly),
        ({"mimetype": "something else"}, UnreadableFile),
    ],
    ids=["no words", "only a picture", "no document"],
)
def test_a_file_without_words_is_refused(tmp_path: Path, parts: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        read_docx(written(tmp_path, parts))
