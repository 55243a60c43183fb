"""Files that were made to do harm, or look as if they were, end as one of the outcomes, soon."""

import io
import json
import os
import zipfile

import pytest

from ingest.elements import Limits, SourceFile
from ingest.load import load_file
from ingest.loaded import LoadRequest, Outcome
from ingest.parser_pool import ParserPool
from ingest.parser_process import BROKE_DOWN

MEGABYTE = 1 << 20
LIMITS = Limits(seconds=60.0, memory_bytes=512 * MEGABYTE, unpacked_bytes=64 * MEGABYTE, characters=200_000)

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
LAUGHING = f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]>'
DEEP = 100_000


def packed(parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return content.getvalue()


def related(target, kind):
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{R}/{kind}" Target="{target}"/></Relationships>'
    )


def types(main):
    return f'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{main}.main+xml"/></Types>'


def word(document):
    return packed(
        {
            "[Content_Types].xml": types("wordprocessingml.document"),
            "_rels/.rels": related("word/document.xml", "officeDocument"),
            "word/document.xml": document,
        }
    )


def body(words):
    return f"<w:document {W}><w:body>{words}</w:body></w:document>"


def sheet(cells, before=""):
    return packed(
        {
            "[Content_Types].xml": types("spreadsheetml.sheet"),
            "_rels/.rels": related("xl/workbook.xml", "officeDocument"),
            "xl/workbook.xml": f'<workbook {S} xmlns:r="{R}"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": related("worksheets/sheet1.xml", "worksheet"),
            "xl/worksheets/sheet1.xml": f"{before}<worksheet {S}>{cells}</worksheet>",
        }
    )


def cell(place, words="leave"):
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{words}</t></is></c></row>'


def open_document(kind, words):
    names = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "text", "table"))
    inner = f"<office:body><office:{kind}>{words}</office:{kind}></office:body>"
    return packed(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{kind}",
            "content.xml": f"<office:document-content {names}>{inner}</office:document-content>",
        }
    )


def mail(body):
    return b"From: a@b.org\r\nTo: c@d.org\r\nMIME-Version: 1.0\r\nSubject: Leave\r\n" + body


def nested_mail(depth):
    parts = b"".join(b"Content-Type: message/rfc822\r\n\r\nMIME-Version: 1.0\r\n" for _ in range(depth))
    return mail(parts + b"Content-Type: text/plain\r\n\r\nleave\r\n")


def nested_parts(depth):
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (number, number) for number in range(depth)
    )
    return mail(parts + b"Content-Type: text/plain\r\n\r\nleave\r\n")


def book(chapter):
    container = '<container><rootfiles><rootfile full-path="a.opf"/></rootfiles></container>'
    items = '<item id="c" href="c.xhtml" media-type="application/xhtml+xml"/>'
    refs = '<itemref idref="c"/>' * 1000
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": container,
            "a.opf": f"<package><manifest>{items}</manifest><spine>{refs}</spine></package>",
            "c.xhtml": chapter,
        }
    )


def in_itself(depth):
    """Archives in archives, as many as nobody unpacks."""
    content = b"leave"
    for _ in range(depth):
        content = packed({"a.zip": content})
    return content


HOSTILE = {
    "bomb.docx": lambda: word(bytes(65 * MEGABYTE)),
    "laughs.docx": lambda: word(LAUGHING + body("<w:p><w:r><w:t>&l9;</w:t></w:r></w:p>")),
    "deep.docx": lambda: word("<a>" * DEEP + "</a>" * DEEP),
    "deep_tables.docx": lambda: word(body("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60)),
    "wide_cell.docx": lambda: word(
        body('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>')
    ),
    "no_parts.docx": lambda: packed({"[Content_Types].xml": types("wordprocessingml.document")}),
    "far_cell.xlsx": lambda: sheet(f"<sheetData>{cell('A1')}{cell('XFD1048576')}</sheetData>"),
    "merged_all.xlsx": lambda: sheet(
        f'<sheetData>{cell("A1")}</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "laughs.xlsx": lambda: sheet(f"<sheetData>{cell('A1', '&l9;')}</sheetData>", before=LAUGHING),
    "odd_cell.xlsx": lambda: sheet(f"<sheetData>{cell('ZZZZZZ99999999999')}</sheetData>"),
    "repeated.ods": lambda: open_document(
        "spreadsheet",
        '<table:table><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"><text:p>leave</text:p></table:table-cell>'
        "</table:table-row></table:table>",
    ),
    "spaces.odt": lambda: open_document("text", '<text:p>leave<text:s text:c="2000000000"/></text:p>'),
    "columns.odt": lambda: open_document(
        "text",
        '<table:table><table:table-column table:number-columns-repeated="2000000000"/><table:table-row>'
        '<table:table-cell table:number-columns-spanned="2000000000" table:number-rows-spanned="2000000000">'
        "<text:p>leave</text:p></table:table-cell></table:table-row></table:table>",
    ),
    "deep.html": lambda: b"<html>" + b"<div>" * 20_000 + b"leave",
    "deep_inline.html": lambda: b"<html><p>" + b"<b>" * DEEP + b"leave",
    "deep_list.html": lambda: b"<html>" + b"<ul><li>" * 20_000 + b"leave",
    "deep_table.html": lambda: b"<html>" + b"<table><tr><td>" * 5000 + b"leave",
    "wide_cell.html": lambda: b"<html><table><tr><td colspan=999999999 rowspan=999999999>leave</table>",
    "wide_cells.html": lambda: b"<html><table>" + b"<tr>" + b"<td colspan=1000 rowspan=65534>leave" * 1000,
    "attributes.html": lambda: b"<html><p " + b"a=b " * 200_000 + b">leave",
    "open_tags.html": lambda: b"<html>" + b"<" * 500_000,
    "comments.html": lambda: b"<html>" + b"<!--" * 200_000,
    "deep.rtf": lambda: b"{\\rtf1" + b"{" * DEEP + b"leave" + b"}" * DEEP,
    "skip.rtf": lambda: b"{\\rtf1 \\uc2000000000 \\u20 leave \\bin2000000000 leave}",
    "deep.json": lambda: b'{"a":' + b"[" * DEEP + b"]" * DEEP + b"}",
    "open.jsonl": lambda: b'{"a":' * DEEP,
    "number.json": lambda: b'{"a": ' + b"9" * 500_000 + b"}",
    "deep.ipynb": lambda: b'{"cells": ' + b"[" * DEEP + b"]" * DEEP + b"}",
    "odd.ipynb": lambda: json.dumps(
        {"cells": [1, None, {"cell_type": [], "source": {"a": 1}}], "metadata": 3}
    ).encode(),
    "line.csv": lambda: b"grade,days," * 200_000,
    "quote.csv": lambda: b'grade,days\n"' + b"leave\n" * 50_000,
    "columns.csv": lambda: b"," * 2_000_000 + b"\n" + b"leave\n" * 1000,
    "nested.eml": lambda: nested_mail(2000),
    "parts.eml": lambda: nested_parts(2000),
    "heads.eml": lambda: mail(b"X-A: b\r\n" * 200_000 + b"\r\nleave"),
    "encoded.eml": lambda: mail(
        b"Content-Type: text/plain; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n=!"
    ),
    "spine.epub": lambda: book("<html><body><p>" + "leave " * 1000 + "</p></body></html>"),
    "deep.epub": lambda: book("<html>" + "<div>" * 20_000),
    "quotes.md": lambda: b">" * DEEP + b" leave",
    "stars.md": lambda: b"*a **b " * DEEP,
    "brackets.md": lambda: b"[" * DEEP + b"leave" + b"](" * DEEP,
    "ticks.md": lambda: b"".join(b"`" * number + b" " for number in range(1000)),
    "deep.rst": lambda: b"\n".join(b" " * number + b"- leave\n" for number in range(2000)),
    "line.txt": lambda: b"leave " * 300_000,
    "word.txt": lambda: b"a" * 2_000_000,
    "lines.txt": lambda: b"\n" * 500_000 + b"leave",
    "marks.txt": lambda: "é".encode() + "\u0301".encode() * 500_000,
    "cues.vtt": lambda: b"WEBVTT\n\n" + b"99:99:99.999 --> 00:00:00.000\n<v " * 20_000,
    "head.pdf": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 500,
    "loop.pdf": lambda: (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 9999999/Kids[2 0 R 2 0 R]>>"
        b"endobj\ntrailer<</Root 1 0 R/Prev 0>>\nstartxref\n0\n%%EOF"
    ),
    "deep.pdf": lambda: b"%PDF-1.4\n1 0 obj" + b"[" * DEEP + b"]" * DEEP + b"endobj\ntrailer<</Root 1 0 R>>",
    "noise.xls": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(256)) * 40,
    "noise.msg": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + "__properties_version1.0\0".encode("utf-16-le") * 100,
    "noise.doc": lambda: bytes.fromhex("d0cf11e0a1b11ae1") + b"\xff" * 5000,
    "nested.zip": lambda: in_itself(20),
    "ones.docx": lambda: b"\xff" * 5000,
}


OUTCOMES = {
    "bomb.docx": Outcome.TOO_LARGE,
    "laughs.docx": Outcome.DAMAGED,
    "laughs.xlsx": Outcome.DAMAGED,
    "deep.docx": Outcome.DAMAGED,
    "no_parts.docx": Outcome.DAMAGED,
    "ones.docx": Outcome.DAMAGED,
    "head.pdf": Outcome.DAMAGED,
    "loop.pdf": Outcome.DAMAGED,
    "noise.doc": Outcome.UNSUPPORTED,
    "noise.xls": Outcome.DAMAGED,
    "noise.msg": Outcome.DAMAGED,
    "nested.zip": Outcome.UNPACKED,
    "wide_cell.html": Outcome.READ,
    "word.txt": Outcome.PARTLY_READ,
}


@pytest.fixture(scope="module")
def pool():
    with ParserPool(1, load_file) as pool:
        yield pool


def result_of(pool, path):
    file = SourceFile(path, path.name, limits=LIMITS, unpack_to=path.with_suffix(".unpacked"))
    return pool.submit(LoadRequest(file, path.name)).result()


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_ends_as_one_of_the_outcomes_and_says_why(pool, tmp_path, name):
    (tmp_path / name).write_bytes(HOSTILE[name]())
    result = result_of(pool, tmp_path / name)
    assert result.reason != BROKE_DOWN
    assert "longer than" not in result.reason
    assert result.outcome in (Outcome.READ, Outcome.UNPACKED) or result.reason
    assert result.outcome is OUTCOMES.get(name, result.outcome)


def test_a_reader_opens_no_other_file(pool, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "leave.rst").write_text(".. include:: secret.txt\n\n.. raw:: html\n   :file: secret.txt\n\nleave\n")
    (tmp_path / "leave.html").write_text("<html><p>leave<iframe src=secret.txt></iframe><object data=secret.txt>")
    (tmp_path / "leave.docx").write_bytes(
        word(f'<!DOCTYPE a SYSTEM "file://{tmp_path}/secret.txt">' + body("<w:p><w:r><w:t>leave</w:t></w:r></w:p>"))
    )
    for name in ("leave.rst", "leave.html", "leave.docx"):
        assert result_of(pool, tmp_path / name).document.text.strip() == "leave"


def test_a_pipe_in_the_place_of_a_file_is_reported_at_once(pool, tmp_path):
    os.mkfifo(tmp_path / "leave.txt")
    result = result_of(pool, tmp_path / "leave.txt")
    assert (result.outcome, result.reason[:33]) == (Outcome.DAMAGED, "it is not a file that can be read")


def test_a_file_that_has_vanished_is_reported(pool, tmp_path):
    result = result_of(pool, tmp_path / "leave.txt")
    assert (result.outcome, result.reason) == (Outcome.DAMAGED, "cannot be opened: No such file or directory.")


def test_a_file_larger_than_allowed_is_not_read(pool, tmp_path):
    with open(tmp_path / "leave.txt", "wb") as file:
        file.truncate(1 << 40)
    assert result_of(pool, tmp_path / "leave.txt").outcome is Outcome.TOO_LARGE
