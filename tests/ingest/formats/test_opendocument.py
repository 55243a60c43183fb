"""OpenDocument texts, slides and sheets give what their programs show."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.elements import ParsedFile, SourceFile
from ingest.errors import EmptyDocument, NeedsPassword, UnreadableFile
from ingest.formats.opendocument.reader import read_odp, read_ods, read_odt

URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{URN}:{name}:1.0"'
    for prefix, name in [
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"), ("presentation", "presentation"), ("meta", "meta"), ("manifest", "manifest"),
    ]
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip

STYLES = (
    '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/>'
    '</text:list-style><text:list-style style:name="L2">'
    '<text:list-level-style-bullet text:level="1" text:bullet-char="●"/></text:list-style>'
)


def written(folder: Path, parts: dict[str, str]) -> SourceFile:
    path = folder / "words.odf"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return SourceFile(path, path.name)


def document(kind: str, body: str) -> str:
    return (
        f"<office:document-content {NAMESPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>"
    )


def read_text(folder: Path, body: str) -> ParsedFile:
    return read_odt(written(folder, {"content.xml": document("text", body)}))


def read_sheet(folder: Path, rows: str) -> ParsedFile:
    table = f'<table:table table:name="Rates">{rows}</table:table>'
    return read_ods(written(folder, {"content.xml": document("spreadsheet", table)}))


def kinds(parsed: ParsedFile) -> list[tuple[str, int, str, str]]:
    return [
        (each.kind.value, each.level, each.marker, "".join(run.text for run in each.runs)) for each in parsed.elements
    ]


def cell(words: str, properties: str = "") -> str:
    return f"<table:table-cell {properties}><text:p>{words}</text:p></table:table-cell>"


def row(*cells: str, properties: str = "") -> str:
    return f"<table:table-row {properties}>{''.join(cells)}</table:table-row>"


def item(*blocks: str) -> str:
    return f"<text:list-item>{''.join(blocks)}</text:list-item>"


def test_headings_have_their_outline_level(tmp_path: Path) -> None:
    body = '<text:h text:outline-level="2">Sick leave</text:h><text:p>Words.</text:p>'
    assert kinds(read_text(tmp_path, body)) == [("heading", 2, "", "Sick leave"), ("paragraph", 0, "", "Words.")]


def test_lists_are_numbered_as_shown_and_go_on_where_they_say_so(tmp_path: Path) -> None:
    inner = f"<text:list>{item('<text:p>inner</text:p>')}</text:list>"
    body = (
        f'<text:list text:style-name="L1">{item("<text:p>one</text:p>", inner)}</text:list><text:p>Between.</text:p>'
        f'<text:list text:style-name="L1" text:continue-numbering="true">{item("<text:p>two</text:p>")}</text:list>'
        f'<text:list text:style-name="L1">{item("<text:p>anew</text:p>")}</text:list>'
        f'<text:list text:style-name="L2">{item("<text:p>dot</text:p>", "<text:p>more</text:p>")}</text:list>'
    )
    assert kinds(read_text(tmp_path, body)) == [
        ("item", 0, "1.", "one"),
        ("item", 1, "(a)", "inner"),
        ("paragraph", 0, "", "Between."),
        ("item", 0, "2.", "two"),
        ("item", 0, "1.", "anew"),
        ("item", 0, "●", "dot"),
        ("paragraph", 0, "", "more"),
    ]


def test_white_space_links_and_bold_words_are_kept(tmp_path: Path) -> None:
    body = (
        '<text:p><text:span text:style-name="T1">Fee:</text:span><text:s text:c="2"/>see<text:tab/>'
        '<text:a xlink:href="https://example.org">here</text:a><text:line-break/>now</text:p>'
    )
    runs = read_text(tmp_path, body).elements[0].runs
    assert [(run.text, run.strong, run.url) for run in runs] == [
        ("Fee:", True, None),
        ("  see\t", False, None),
        ("here", False, "https://example.org"),
        ("\nnow", False, None),
    ]


def test_notes_come_after_their_paragraph_and_deleted_words_not_at_all(tmp_path: Path) -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        '<text:p>Leave<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>For staff.</text:p></text:note-body></text:note> is 30 days.</text:p>"
    )
    assert kinds(read_text(tmp_path, body)) == [
        ("paragraph", 0, "", "Leave is 30 days."),
        ("footnote", 0, "", "For staff."),
    ]


def test_a_table_of_contents_is_furniture(tmp_path: Path) -> None:
    body = "<text:table-of-content><text:index-body><text:p>Leave 4</text:p></text:index-body></text:table-of-content>"
    assert kinds(read_text(tmp_path, body + "<text:p>Words.</text:p>"))[0] == ("furniture", 0, "", "Leave 4")


def test_merged_cells_of_a_text_stand_in_each_place(tmp_path: Path) -> None:
    covered = "<table:covered-table-cell/>"
    body = (
        "<table:table><table:table-header-rows>"
        + row(cell("Grade"), cell("Rate"), cell("Year"))
        + "</table:table-header-rows>"
        + row(cell("P3", 'table:number-rows-spanned="2"'), cell("none", 'table:number-columns-spanned="2"'), covered)
        + row(covered, cell("61"), cell("2024"))
        + "</table:table>"
    )
    table = read_text(tmp_path, body).elements[0]
    assert table.rows == (("Grade", "Rate", "Year"), ("P3", "none", "none"), ("P3", "61", "2024"))
    assert table.header_rows == 1


def test_pages_of_a_text_are_those_it_was_saved_with(tmp_path: Path) -> None:
    body = "<text:p>One.</text:p><text:p>Two <text:soft-page-break/>goes on.</text:p>"
    parsed = read_text(tmp_path, body)
    assert [(each.page, each.joins) for each in parsed.elements] == [(1, None), (1, None), (2, " ")]
    assert len(parsed.pages) == 2


def test_headers_and_footers_of_a_text_are_furniture(tmp_path: Path) -> None:
    master = (
        f"<office:document-styles {NAMESPACES}><office:master-styles><style:master-page>"
        "<style:header><text:p>Policy</text:p></style:header><style:footer><text:p>Internal</text:p></style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )
    parts = {"content.xml": document("text", "<text:p>Words.</text:p>"), "styles.xml": master}
    assert [kind for kind, *_ in kinds(read_odt(written(tmp_path, parts)))] == ["furniture", "paragraph", "furniture"]


def test_a_slide_s_title_is_its_heading_and_its_notes_are_footnotes(tmp_path: Path) -> None:
    frame = '<draw:frame presentation:class="{}"><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>'
    slide = (
        f"<draw:page>{frame.format('outline', 'Apply early.')}{frame.format('title', 'Leave')}"
        f"<presentation:notes>{frame.format('notes', 'Say hello.')}</presentation:notes></draw:page>"
    )
    parsed = read_odp(written(tmp_path, {"content.xml": document("presentation", f"<draw:page/>{slide}")}))
    assert kinds(parsed) == [
        ("heading", 1, "", "Leave"),
        ("paragraph", 0, "", "Apply early."),
        ("footnote", 0, "", "Say hello."),
    ]
    assert {each.page for each in parsed.elements} == {2}
    assert [(page.kind, page.is_empty) for page in parsed.pages] == [("slide", True), ("slide", False)]


def test_a_sheet_is_a_page_with_its_name_and_its_cells_as_shown(tmp_path: Path) -> None:
    value = (
        '<table:table-cell office:value-type="float" office:value="1250.5"><text:p>1,250.50</text:p></table:table-cell>'
    )
    rows = row(cell("Grade"), cell("Rate")) + row(cell("P3"), value) + row(cell("P4"), cell("1,400.00"))
    parsed = read_sheet(tmp_path, rows)
    assert kinds(parsed)[0] == ("heading", 1, "", "Rates")
    assert parsed.elements[1].rows == (("Grade", "Rate"), ("P3", "1,250.50"), ("P4", "1,400.00"))
    assert (parsed.pages[0].label, parsed.pages[0].kind) == ("Rates", "sheet")


def test_cells_and_rows_said_to_be_repeated_a_million_times_cost_nothing(tmp_path: Path) -> None:
    million = 'table:number-rows-repeated="1048576"'
    empty = '<table:table-cell table:number-columns-repeated="16384"/>'
    rows = (
        row(cell("Grade"), cell("Rate"), empty)
        + row(cell("P3"), cell("58"), empty)
        + row(cell("P4"), cell("61"), properties=million)
        + row(empty, properties=million)
    )
    table = read_sheet(tmp_path, rows).elements[1]
    assert table.rows[:3] == (("Grade", "Rate"), ("P3", "58"), ("P4", "61"))
    assert len(table.rows) <= 1_002


def test_a_comment_on_a_cell_is_no_part_of_its_words(tmp_path: Path) -> None:
    note = "<office:annotation><dc:creator>Ada</dc:creator><text:p>Check.</text:p></office:annotation>"
    commented = f"<table:table-cell>{note}<text:p>58</text:p></table:table-cell>"
    rows = row(cell("Grade"), cell("Rate")) + row(cell("P3"), commented) + row(cell("P4"), cell("61"))
    parsed = read_sheet(tmp_path, rows)
    assert parsed.elements[1].rows[1] == ("P3", "58")
    assert kinds(parsed)[2] == ("footnote", 0, "", "Comment (Ada): Check.")


LOCKED = (
    f"<manifest:manifest {NAMESPACES}><manifest:file-entry><manifest:encryption-data/>"
    "</manifest:file-entry></manifest:manifest>"
)


@pytest.mark.parametrize(
    ("parts", "error"),
    [
        ({"META-INF/manifest.xml": LOCKED, "content.xml": "locked"}, NeedsPassword),
        ({"content.xml": document("text", "<text:p/>")}, EmptyDocument),
        ({"content.xml": document("presentation", "")}, UnreadableFile),
        ({"other.xml": ""}, UnreadableFile),
    ],
    ids=["locked", "no words", "another kind", "no content"],
)
def test_a_file_that_gives_no_words_says_why(tmp_path: Path, parts: dict[str, str], error: type[Exception]) -> None:
    with pytest.raises(error):
        read_odt(written(tmp_path, parts))


@pytest.mark.parametrize("reader", [read_odt, read_odp, read_ods])
def test_what_is_no_archive_is_unreadable(tmp_path: Path, reader: Callable[[SourceFile], ParsedFile]) -> None:
    path = tmp_path / "words.odt"
    path.write_bytes(b"no archive")
    with pytest.raises(UnreadableFile):
        reader(SourceFile(path, path.name))
