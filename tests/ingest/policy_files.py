"""Writes one little policy in every format: title, headings, paragraphs, a list, a table of grades."""

import io
import json
import struct
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.ingest.formats.pdf_writer import PdfPage, write_pdf
from tests.ingest.formats.test_mail_outlook import message
from tests.ingest.formats.test_opendocument import NAMESPACES, document, item
from tests.ingest.formats.test_opendocument import cell as odf_cell
from tests.ingest.formats.test_opendocument import row as odf_row
from tests.ingest.formats.test_rich_text import HEAD as RTF_HEAD
from tests.ingest.formats.test_sheets import cells, old_label, old_record, workbook
from tests.ingest.formats.test_slides import box, deck, line, slide
from tests.ingest.formats.test_word import part, relations

TITLE = "Travel policy"
MEALS, CLAIMS = "Meals and lodging", "How to claim"
SENTENCE = "Staff on a mission are paid for their meals and for one night at a time."
CYRILLIC = "Сотрудники подают отчёт в течение десяти дней после поездки."
LEAD = "A claim needs:"
ITEMS = (
    "the signed form with all of the dates of the whole journey",
    "the receipts of the hotel, of each train and of any flights taken",
)
HEADER, ROWS = ("Grade", "Daily rate"), (("P3", "58"), ("P4", "72"))

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/{}" ContentType="application/vnd.openxmlformats-officedocument.{}.main+xml"/></Types>'
)
MAINS = {
    "wordprocessingml.document": "word/document.xml",
    "presentationml.presentation": "ppt/presentation.xml",
    "spreadsheetml.sheet": "xl/workbook.xml",
}
PAGE = (
    f"<html><head><meta charset='utf-8'><title>{TITLE}</title></head><body><h1>{TITLE}</h1><h2>{MEALS}</h2>"
    f"<p>{SENTENCE}</p><p>{CYRILLIC}</p><h2>{CLAIMS}</h2><p>{LEAD}</p><ul><li>{ITEMS[0]}</li><li>{ITEMS[1]}</li></ul>"
    f"<table><tr><th>{HEADER[0]}</th><th>{HEADER[1]}</th></tr>"
    + "".join(f"<tr><td>{grade}</td><td>{rate}</td></tr>" for grade, rate in ROWS)
    + "</table></body></html>"
)
BARS = "\n".join(f"| {left} | {right} |" for left, right in (HEADER, ("---", "---"), *ROWS))
MARKDOWN = "\n\n".join(
    (f"# {TITLE}", f"## {MEALS}", SENTENCE, CYRILLIC, f"## {CLAIMS}", LEAD, f"- {ITEMS[0]}\n- {ITEMS[1]}", f"{BARS}\n")
)
PLAIN = MARKDOWN.replace("#", "").replace("\n ", "\n").lstrip().replace(TITLE, f"{TITLE}\n\nIt is for all staff.", 1)


def packed(parts: dict[str, str]) -> bytes:
    """A ZIP archive of parts."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return content.getvalue()


def _with_types(path: Path, main: str) -> None:
    """Add what names the kind of an office document to its parts."""
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("[Content_Types].xml", TYPES.format(MAINS[main], main))


def _pdf(path: Path) -> None:
    first = PdfPage().text(72, 720, TITLE, 20, "F2").text(72, 680, MEALS, 14, "F2").text(72, 655, SENTENCE)
    second = PdfPage().text(72, 720, CLAIMS, 14, "F2").text(72, 695, LEAD)
    second.text(90, 675, f"\x95 {ITEMS[0]}").text(90, 660, f"\x95 {ITEMS[1]}")
    second.grid([72, 172, 272], [640, 620, 600, 580])
    for number, (left, right) in enumerate((HEADER, *ROWS)):
        second.text(76, 626 - 20 * number, left).text(176, 626 - 20 * number, right)
    write_pdf(path, [first, second])


def _docx(path: Path) -> None:
    def styled(words: str, style: str, more: str = "") -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr><w:r><w:t>{words}</w:t></w:r></w:p>'

    listed = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    row = (
        "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    )
    body = (
        styled(TITLE, "Title") + styled(MEALS, "Heading1") + styled(SENTENCE, "Normal") + styled(CYRILLIC, "Normal")
        + styled(CLAIMS, "Heading1").replace("<w:t>", "<w:lastRenderedPageBreak/><w:t>")
        + styled(LEAD, "Normal") + "".join(styled(words, "Normal", listed) for words in ITEMS)
        + f"<w:tbl>{''.join(row.format(*cells) for cells in (HEADER, *ROWS))}</w:tbl>"
    )  # fmt: skip
    named = (("Title", "Title"), ("Heading1", "heading 1"), ("Normal", "Normal"))
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>' for id_, name in named
    )
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl>'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    parts = {
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations(("styles", "styles.xml"), ("numbering", "numbering.xml")),
        "word/styles.xml": part("styles", styles),
        "word/numbering.xml": part("numbering", numbering),
    }
    path.write_bytes(packed(parts))
    _with_types(path, "wordprocessingml.document")


def _pptx(path: Path) -> None:
    frame = (
        '<p:graphicFrame><p:xfrm/><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/>{}</a:tbl></a:graphicData>'
    )
    body = "<a:tc><a:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></a:txBody></a:tc>"
    rows = "".join(f"<a:tr>{''.join(map(body.format, row))}</a:tr>" for row in (HEADER, *ROWS))
    bullets = [f'<a:p><a:pPr><a:buChar char="•"/></a:pPr><a:r><a:t>{words}</a:t></a:r></a:p>' for words in ITEMS]
    deck(
        path,
        slide(box(line(TITLE), place='type="ctrTitle"')),
        slide(box(line(MEALS), place='type="title"'), box(line(SENTENCE), line(CYRILLIC), at=(0, 20))),
        slide(
            box(line(CLAIMS), place='type="title"'),
            box(line(LEAD), *bullets, at=(0, 20)),
            f"{frame.format(rows)}</a:graphic></p:graphicFrame>",
        ),
    )
    _with_types(path, "presentationml.presentation")


def _xlsx(path: Path) -> None:
    words = cells(
        [SENTENCE], [CYRILLIC], [""], [HEADER[0], HEADER[1]], *([grade, f"=0:{rate}"] for grade, rate in ROWS)
    )
    workbook(path, words)
    _with_types(path, "spreadsheetml.sheet")


def _xls(path: Path) -> None:
    numbers = [
        old_record(0x0003, struct.pack("<HH3xd", place, 1, float(rate)))
        for place, (_, rate) in enumerate(ROWS, start=3)
    ]
    labels = [old_label(0, 0, SENTENCE), old_label(2, 0, HEADER[0]), old_label(2, 1, HEADER[1])]
    labels += [old_label(place, 0, grade) for place, (grade, _) in enumerate(ROWS, start=3)]
    begin = old_record(0x0009, struct.pack("<HH", 2, 0x10))
    path.write_bytes(begin + b"".join((*labels, *numbers)) + old_record(0x000A, b""))


def _open_document(path: Path, kind: str, body: str) -> None:
    mimetype = f"application/vnd.oasis.opendocument.{kind}"
    manifest = (
        f"<manifest:manifest {NAMESPACES}>"
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    parts = {"mimetype": mimetype, "content.xml": document(kind, body), "META-INF/manifest.xml": manifest}
    path.write_bytes(packed(parts))


def _odf_table(properties: str = "") -> str:
    rows = "".join(odf_row(*map(odf_cell, row)) for row in (HEADER, *ROWS))
    return f"<table:table {properties}>{rows}</table:table>"


def _odt(path: Path) -> None:
    listed = (
        f'<text:list text:style-name="L2">{"".join(item(f"<text:p>{words}</text:p>") for words in ITEMS)}</text:list>'
    )
    heading = '<text:h text:outline-level="{}">{}</text:h>'.format
    body = (
        heading(1, TITLE) + heading(2, MEALS) + f"<text:p>{SENTENCE}</text:p><text:p>{CYRILLIC}</text:p>"
        + heading(2, CLAIMS) + f"<text:p>{LEAD}</text:p>{listed}{_odf_table()}"
    )  # fmt: skip
    _open_document(path, "text", body)


def _odp(path: Path) -> None:
    shown = '<draw:frame presentation:class="{}"><draw:text-box>{}</draw:text-box></draw:frame>'.format
    listed = "".join(item(f"<text:p>{words}</text:p>") for words in ITEMS)
    slides = (
        shown("title", f"<text:p>{TITLE}</text:p>"),
        shown("title", f"<text:p>{MEALS}</text:p>")
        + shown("outline", f"<text:p>{SENTENCE}</text:p><text:p>{CYRILLIC}</text:p>"),
        shown("title", f"<text:p>{CLAIMS}</text:p>")
        + shown("outline", f'<text:p>{LEAD}</text:p><text:list text:style-name="L2">{listed}</text:list>')
        + f"<draw:frame>{_odf_table()}</draw:frame>",
    )
    _open_document(path, "presentation", "".join(f"<draw:page>{shapes}</draw:page>" for shapes in slides))


def _ods(path: Path) -> None:
    lines = "".join(odf_row(odf_cell(words)) for words in (SENTENCE, CYRILLIC, ""))
    rows = "".join(odf_row(*map(odf_cell, row)) for row in (HEADER, *ROWS))
    _open_document(path, "spreadsheet", f'<table:table table:name="Rates">{lines}{rows}</table:table>')


def _rtf(path: Path) -> None:
    def coded(words: str) -> str:
        return "".join(letter if letter.isascii() else rf"\u{ord(letter)}?" for letter in words)

    rows = "".join(
        rf"\trowd\cellx2000\cellx4000\pard\intbl {left}\cell {right}\cell\row" for left, right in (HEADER, *ROWS)
    )
    bullets = "".join(rf"\pard\s0{{\*\pn\pnlvlblt}}{{\pntext\'95\tab}}{words}\par" for words in ITEMS)
    body = (
        rf"\pard\s1 {MEALS}\par\pard\s0 {SENTENCE}\par {coded(CYRILLIC)}\par\pard\s1 {CLAIMS}\par\pard\s0 {LEAD}\par"
        rf"{bullets}{rows}\pard\par"
    )
    path.write_text(RTF_HEAD.replace("Leave policy", TITLE) + body + "}", encoding="latin-1")


def _csv(path: Path) -> None:
    path.write_text("".join(f'"{left}","{right}"\n' for left, right in (HEADER, *ROWS)), encoding="utf-8")


def _mhtml(path: Path) -> None:
    head = 'From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    inner = "--b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\nContent-Location: https://a.org/\n"
    path.write_text(f"{head}{inner}\n{PAGE}\n--b--\n", encoding="utf-8")


def _epub(path: Path) -> None:
    book = (
        f'<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>{TITLE}</dc:title></metadata><manifest>'
        '<item id="c" href="one.xhtml"/></manifest><spine><itemref idref="c"/></spine></package>'
    )
    container = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
    mimetype = "application/epub+zip"
    parts = {"mimetype": mimetype, "META-INF/container.xml": container, "book.opf": book, "one.xhtml": PAGE}
    path.write_bytes(packed(parts))


def _eml(path: Path) -> None:
    head = f"From: Ada <ada@a.org>\nTo: Bob <bob@a.org>\nSubject: {TITLE}\nDate: Mon, 1 Jan 2024 09:00:00 +0000\n"
    kind = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"
    path.write_text(f"{head}{kind}\n{PAGE}", encoding="utf-8")


def _msg(path: Path) -> None:
    words = "\r\n\r\n".join((SENTENCE, CYRILLIC, LEAD, "\r\n".join(f"- {words}" for words in ITEMS), BARS))
    texts = {0x001A: "IPM.Note", 0x0037: TITLE, 0x0C1A: "Ada", 0x0E04: "Bob", 0x1000: words}
    path.write_bytes(message(texts))


def _vtt(path: Path) -> None:
    cues = "".join(
        f"00:0{2 * number}.000 --> 00:0{2 * number + 1}.000\n{words}\n\n"
        for number, words in enumerate((SENTENCE, CYRILLIC))
    )
    path.write_text(f"WEBVTT\n\n{cues}", encoding="utf-8")


def _ipynb(path: Path) -> None:
    path.write_text(json.dumps({"cells": [{"cell_type": "markdown", "source": MARKDOWN}], "nbformat": 4}))


def _jsonl(path: Path) -> None:
    records = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    path.write_text("\n".join(map(json.dumps, records)))


def _rst(path: Path) -> None:
    rule = "===== =========="
    table = "\n".join((rule, "Grade Daily rate", rule, *(f"{grade}    {rate}" for grade, rate in ROWS), rule))
    path.write_text(
        f"{TITLE}\n{'=' * 13}\n\n{MEALS}\n{'-' * 17}\n\n{SENTENCE}\n\n{CYRILLIC}\n\n{CLAIMS}\n{'-' * 12}\n\n{LEAD}\n\n"
        f"- {ITEMS[0]}\n- {ITEMS[1]}\n\n{table}\n",
        encoding="utf-8",
    )


def _zip(path: Path) -> None:
    path.write_bytes(packed({"policies/travel.md": MARKDOWN}))


def _write(words: str, path: Path) -> None:
    path.write_text(words, encoding="utf-8")


# What writes the policy in each format.
WRITERS: dict[str, Callable[[Path], None]] = {
    "text": partial(_write, PLAIN), "markdown": partial(_write, MARKDOWN), "html": partial(_write, PAGE), "pdf": _pdf,
    "docx": _docx, "pptx": _pptx, "xlsx": _xlsx, "xls": _xls, "odt": _odt, "odp": _odp, "ods": _ods, "rtf": _rtf,
    "csv": _csv, "mhtml": _mhtml, "epub": _epub, "eml": _eml, "msg": _msg, "vtt": _vtt, "ipynb": _ipynb,
    "jsonl": _jsonl, "rst": _rst, "zip": _zip,
}  # fmt: skip
SUFFIXES = {"text": "txt", "markdown": "md"}


def policy_file(folder: Path, kind: str) -> Path:
    """Write the policy in a format, one of `WRITERS`, and return where."""
    path = folder / f"travel.{SUFFIXES.get(kind, kind)}"
    WRITERS[kind](path)
    return path
