"""Spreadsheets as their readers find them, from packages and records written here by hand."""

import struct
import zipfile
from pathlib import Path

import pytest

from ingest.elements import Element, ElementKind, Limits, ParsedFile, SourceFile
from ingest.errors import EmptyDocument, ImageOnly, UnreadableFile
from ingest.formats.sheets.reader import read_xls, read_xlsx

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/drawingml/2006"


def relations_xml(*targets: tuple[str, str]) -> str:
    lines = (f'<Relationship Id="r{n}" Type="{KIND}/{kind}" Target="{to}"/>' for n, (kind, to) in enumerate(targets, 1))
    return f"<Relationships>{''.join(lines)}</Relationships>"


def workbook(path: Path, *sheets: str, namespace: str = TRANSITIONAL, settings: str = "", **parts: str) -> SourceFile:
    """A workbook of sheets "Sheet 1", … with what stands in their parts; in other parts' names "/" is written "__"."""
    names = [f'<sheet name="Sheet {n}" sheetId="{n}" r:id="r{n}"/>' for n in range(1, len(sheets) + 1)]
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("_rels/.rels", relations_xml(("officeDocument", "xl/workbook.xml")))
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{namespace}" xmlns:r="{KIND}">{settings}<sheets>{"".join(names)}</sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            relations_xml(*targets, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")),
        )
        for number, content in enumerate(sheets, 1):
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml", f'<worksheet xmlns="{namespace}">{content}</worksheet>'
            )
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_DOT_", "."), content)
    return SourceFile(path, path.name)


def cells(*rows: list[str]) -> str:
    """Rows of words; one that starts with "=" is a number with style, as in "=2:0.5"."""
    lines = []
    for number, row in enumerate(rows, 1):
        line = ""
        for column, words in zip("ABCDEFGH", row, strict=False):
            if words.startswith("="):
                style, _, value = words[1:].partition(":")
                line += f'<c r="{column}{number}" s="{style}"><v>{value}</v></c>'
            elif words:
                line += f'<c r="{column}{number}" t="inlineStr"><is><t>{words}</t></is></c>'
        lines.append(f'<row r="{number}">{line}</row>')
    return f"<sheetData>{''.join(lines)}</sheetData>"


def styles(*codes: str) -> str:
    """Styles 0, 1, … each with its format code."""
    own = "".join(f'<numFmt numFmtId="{170 + n}" formatCode="{code}"/>' for n, code in enumerate(codes))
    used = "".join(f'<xf numFmtId="{170 + n}"/>' for n in range(len(codes)))
    return f'<styleSheet xmlns="{TRANSITIONAL}"><numFmts>{own}</numFmts><cellXfs>{used}</cellXfs></styleSheet>'


def tables(parsed: ParsedFile) -> list[Element]:
    return [element for element in parsed.elements if element.kind is ElementKind.TABLE]


def said(parsed: ParsedFile, kind: ElementKind) -> list[str]:
    return ["".join(run.text for run in element.runs) for element in parsed.elements if element.kind is kind]


def test_each_sheet_is_a_page_under_its_name(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", cells(["Town", "Rate"], ["Oslo", "=0:12"]), cells(["Taxi", "=0:5"]))
    parsed = read_xlsx(file)
    assert [(page.label, page.kind, page.is_empty) for page in parsed.pages] == [
        ("Sheet 1", "sheet", False),
        ("Sheet 2", "sheet", False),
    ]
    assert [(e.kind, e.level, e.page) for e in parsed.elements] == [
        (ElementKind.HEADING, 1, 1),
        (ElementKind.TABLE, 0, 1),
        (ElementKind.HEADING, 1, 2),
        (ElementKind.TABLE, 0, 2),
    ]
    assert tables(parsed)[0].rows == (("Town", "Rate"), ("Oslo", "12"))


def test_strict_workbooks_are_read_alike(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", cells(["Town", "Rate"], ["Oslo", "=0:12"]), namespace=STRICT)
    assert tables(read_xlsx(file))[0].rows == (("Town", "Rate"), ("Oslo", "12"))


def test_numbers_are_shown_by_their_formats(tmp_path: Path) -> None:
    sheet = cells(["Due", "Share", "Cost"], ["=0:45322", "=1:0.125", "=2:1234.5"])
    codes = styles("dd/mm/yyyy", "0.0%", "&quot;USD&quot; #,##0.00")
    parsed = read_xlsx(workbook(tmp_path / "a.xlsx", sheet, xl__styles_DOT_xml=codes))
    assert tables(parsed)[0].rows[1] == ("31/01/2024", "12.5%", "USD 1,234.50")


def test_days_may_be_counted_from_1904(tmp_path: Path) -> None:
    sheet = cells(["Due", "Cost"], ["=0:1", "=1:3"])
    file = workbook(
        tmp_path / "a.xlsx", sheet, settings='<workbookPr date1904="1"/>', xl__styles_DOT_xml=styles("yyyy-mm-dd", "0")
    )
    assert tables(read_xlsx(file))[0].rows[1] == ("1904-01-02", "3")


def test_shared_words_are_put_together_without_their_reading_aids(tmp_path: Path) -> None:
    words = '<r><t>Tra</t></r><r><t>vel</t></r><rPh sb="0" eb="1"><t>no</t></rPh>'
    shared = f'<sst xmlns="{TRANSITIONAL}"><si>{words}</si></sst>'
    sheet = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    parsed = read_xlsx(workbook(tmp_path / "a.xlsx", sheet, xl__sharedStrings_DOT_xml=shared))
    assert said(parsed, ElementKind.PARAGRAPH) == ["Travel"]


def test_results_of_formulas_truths_and_errors_are_shown(tmp_path: Path) -> None:
    sheet = (
        '<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>x</f><v>Oslo</v></c>'
        '<c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="d"><v>2024-01-31T00:00:00</v></c>'
        "</row></sheetData>"
    )
    parsed = read_xlsx(workbook(tmp_path / "a.xlsx", sheet))
    assert tables(parsed)[0].rows == (("2", "Oslo", "TRUE", "#N/A", "2024-01-31"),)


def test_formulas_without_a_result_are_noted(tmp_path: Path) -> None:
    sheet = cells(["Sum"]).replace("</row>", '<c r="B1"><f>1+1</f></c></row>')
    parsed = read_xlsx(workbook(tmp_path / "a.xlsx", sheet))
    assert parsed.notes == (
        "In sheet “Sheet 1” 1 formula has no result; open the file in Excel and save it to add them.",
    )


def test_merged_cells_say_their_words_in_each_cell(tmp_path: Path) -> None:
    sheet = cells(["Zone", "Sales", ""], ["", "Net", "Gross"], ["North", "=0:1", "=0:2"], ["", "=0:3", "=0:4"])
    merges = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:C1"/><mergeCell ref="A3:A4"/></mergeCells>'
    (table,) = tables(read_xlsx(workbook(tmp_path / "a.xlsx", sheet + merges)))
    assert table.rows == (
        ("Zone", "Sales", "Sales"),
        ("Zone", "Net", "Gross"),
        ("North", "1", "2"),
        ("North", "3", "4"),
    )
    assert table.header_rows == 2


def test_a_sheet_that_claims_to_be_endless_costs_no_more_than_its_cells(tmp_path: Path) -> None:
    sheet = (
        '<dimension ref="A1:XFD1048576"/><sheetData>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>First</t></is></c></row>'
        '<row r="1048576"><c r="A1048576" s="1"/><c r="XFD1048576" t="inlineStr"><is><t>Last</t></is></c></row>'
        '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    parsed = read_xlsx(workbook(tmp_path / "a.xlsx", sheet))
    words = said(parsed, ElementKind.PARAGRAPH) + [
        cell for table in tables(parsed) for row in table.rows for cell in row
    ]
    assert {"First", "Last"} <= set(words)


def test_cells_and_rows_may_be_without_names(tmp_path: Path) -> None:
    sheet = "<sheetData><row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c><c><v>4</v></c></row></sheetData>"
    assert tables(read_xlsx(workbook(tmp_path / "a.xlsx", sheet)))[0].rows == (("1", "2"), ("3", "4"))


def test_rows_beyond_the_limit_are_counted_in_a_note(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", cells(*[["word", "word"]] * 100))
    parsed = read_xlsx(SourceFile(file.path, file.name, limits=Limits(characters=400)))
    assert len(tables(parsed)[0].rows) == 50
    assert parsed.notes == ("Only the first 50 of 100 rows of sheet “Sheet 1” were read.",)


def test_comments_text_boxes_and_charts_are_kept(tmp_path: Path) -> None:
    chart = (
        f'<c:chartSpace xmlns:c="{OFFICE}/chart" xmlns:a="{OFFICE}/main"><c:chart>'
        "<c:title><c:tx><c:rich><a:p><a:r><a:t>Rates by town</a:t></a:r></a:p></c:rich></c:tx></c:title>"
        "<c:ser><c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>Rate</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        "<c:cat><c:strRef><c:strCache><c:pt idx='0'><c:v>Oslo</c:v></c:pt></c:strCache></c:strRef></c:cat>"
        "<c:val><c:numRef><c:numCache><c:formatCode>0%</c:formatCode><c:pt idx='0'><c:v>0.5</c:v></c:pt>"
        "</c:numCache></c:numRef></c:val></c:ser></c:chart></c:chartSpace>"
    )
    drawing = (
        f'<d:wsDr xmlns:d="{OFFICE}/spreadsheetDrawing" xmlns:a="{OFFICE}/main" '
        f'xmlns:c="{OFFICE}/chart" xmlns:r="{KIND}">'
        "<d:sp><d:txBody><a:p><a:r><a:t>Ask finance</a:t></a:r></a:p></d:txBody></d:sp>"
        '<d:graphicFrame><c:chart r:id="r1"/></d:graphicFrame></d:wsDr>'
    )
    parts = {
        "xl__worksheets___rels__sheet1_DOT_xml_DOT_rels": relations_xml(
            ("drawing", "../drawings/drawing1.xml"), ("comments", "../comments1.xml")
        ),
        "xl__drawings__drawing1_DOT_xml": drawing,
        "xl__drawings___rels__drawing1_DOT_xml_DOT_rels": relations_xml(("chart", "../charts/chart1.xml")),
        "xl__charts__chart1_DOT_xml": chart,
        "xl__comments1_DOT_xml": f'<comments xmlns="{TRANSITIONAL}"><commentList><comment ref="A1"><text><r><t>Check '
        "this</t></r></text></comment></commentList></comments>",
    }
    parsed = read_xlsx(workbook(tmp_path / "a.xlsx", cells(["Oslo"]), **parts))
    assert said(parsed, ElementKind.PARAGRAPH) == ["Oslo", "Ask finance", "Rates by town"]
    assert said(parsed, ElementKind.FOOTNOTE) == ["Check this"]
    assert tables(parsed)[0].rows == (("", "Rate"), ("Oslo", "50%"))


def test_a_sheet_cut_off_gives_what_comes_before_the_damage(tmp_path: Path) -> None:
    sheet = cells(["Town", "Rate"], ["Oslo", "=0:12"]).replace("</sheetData>", "<row><c><v>3")
    parsed = read_xlsx(workbook(tmp_path / "a.xlsx", sheet))
    assert tables(parsed)[0].rows == (("Town", "Rate"), ("Oslo", "12"))
    assert parsed.notes == ("Sheet “Sheet 1” is damaged; what comes after the damage is missing.",)


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    file = workbook(tmp_path / "a.xlsx", cells(["Oslo"]), cells(["Rome"]))
    cell = "<worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>"
    bomb = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + cell
    with zipfile.ZipFile(file.path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file.path, "w") as archive:
        for name, content in {**parts, "xl/worksheets/sheet2.xml": bomb.encode()}.items():
            archive.writestr(name, content)
    parsed = read_xlsx(file)
    assert said(parsed, ElementKind.PARAGRAPH) == ["Oslo"]
    assert len(parsed.notes) == 1


def test_a_workbook_without_its_list_of_sheets_gives_those_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", f"<worksheet>{cells(['Oslo'])}</worksheet>")
    assert said(read_xlsx(SourceFile(path, "a")), ElementKind.PARAGRAPH) == ["Oslo"]


def test_a_workbook_without_words_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument):
        read_xlsx(workbook(tmp_path / "a.xlsx", "<sheetData/>"))


def test_a_workbook_of_pictures_alone_is_image_only(tmp_path: Path) -> None:
    parts = {
        "xl__worksheets___rels__sheet1_DOT_xml_DOT_rels": relations_xml(("drawing", "../drawings/drawing1.xml")),
        "xl__drawings__drawing1_DOT_xml": f'<d:wsDr xmlns:d="{OFFICE}/spreadsheetDrawing"><d:pic/></d:wsDr>',
    }
    with pytest.raises(ImageOnly):
        read_xlsx(workbook(tmp_path / "a.xlsx", "<sheetData/>", **parts))


@pytest.mark.parametrize("reader", [read_xlsx, read_xls])
def test_what_is_no_workbook_is_unreadable(tmp_path: Path, reader: object) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"no workbook at all")
    with pytest.raises(UnreadableFile):
        reader(SourceFile(path, "a"))  # type: ignore[operator]


def test_an_old_workbook_is_read_as_displayed(tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_bytes(
        old_record(0x0009, struct.pack("<HH", 2, 0x10))
        + old_label(0, 0, "Town")
        + old_label(0, 1, "Rate")
        + old_label(1, 0, "Oslo")
        + old_record(0x0003, struct.pack("<HH3xd", 1, 1, 12.5))
        + old_record(0x000A, b"")
    )
    parsed = read_xls(SourceFile(path, "a"))
    assert tables(parsed)[0].rows == (("Town", "Rate"), ("Oslo", "12.5"))
    assert (parsed.pages[0].kind, parsed.pages[0].label) == ("sheet", "Sheet 1")


def old_record(code: int, content: bytes) -> bytes:
    """A record of a worksheet as Excel 2 wrote it: its code, its length, its content."""
    return struct.pack("<HH", code, len(content)) + content


def old_label(row: int, column: int, words: str) -> bytes:
    return old_record(0x0004, struct.pack("<HH3xB", row, column, len(words)) + words.encode("ascii"))
