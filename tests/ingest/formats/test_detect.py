import codecs
import json
import os
import zipfile
from pathlib import Path

import pytest

from ingest.errors import UnreadableFile
from ingest.formats.detect import detect

MESSY_DOCS = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "messy_docs"
# Formats under the names of others.
SAME_FORMATS = {"xlsm": "xlsx", "org": "text", "txt": "text", "go": "text"}

PAGE = b"<!DOCTYPE html>\n<html><body><p>Leave</p></body></html>"
MESSAGE = (
    b"Received: from a by b; Mon, 1 Jan 2024\r\nMessage-ID: <1@a>\r\nFrom: a@b.org\r\nTo: c@d.org\r\n\r\nLeave\r\n"
)
SAVED_PAGE = (
    b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a.org/\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
)
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_SHEET_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
SHOW_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"
BINARY_SHEET_TYPE = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
DRAWING_TYPE = "application/vnd.ms-visio.drawing.main+xml"
TEXT_TYPE = "application/vnd.oasis.opendocument.text"


def format_of(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    return detect(path)


def zip_of(tmp_path, name, parts):
    with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, words in parts.items():
            archive.writestr(part, words)
    return tmp_path / name


def content_types(main):
    return {"[Content_Types].xml": f'<Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'}


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("leave.pdf", b"%PDF-1.7\n", "pdf"),
        ("leave.docx", b"%PDF-1.7\n", "pdf"),
        ("leave", b"\xef\xbb\xbf\r\n%PDF-1.4\n", "pdf"),
        ("leave.pdf", b"HTTP header: 1\n" * 60 + b"%PDF-1.4\n1 0 obj\n", "pdf"),
        ("leave.pdf", b"\x00\x01garbage 1 0 obj << >>", "pdf"),
        ("leave.txt", b"Every file of this kind begins with %PDF-1.4, as said.", "text"),
        ("leave.pdf", PAGE, "html"),
        ("leave.doc", b"\n{\\rtf1\\ansi Leave}", "rtf"),
        ("leave.doc", b"Annual leave", "text"),
        ("leave.xls", b"<table><tr><td>Grade</td></tr></table>", "html"),
        ("leave.xls", b"grade\tdays\nP3\t30\n", "csv"),
        ("leave.xls", b"\x09\x08\x08\x00\x00\x05\x05\x00\x01\x02", "xls"),
        ("leave.html", PAGE, "html"),
        ("leave.html", b"<p>Leave", "html"),
        ("leave.php", PAGE, "html"),
        ("leave", b'<?xml version="1.0"?>\n<!-- saved -->\n<html xmlns="x"/>', "html"),
        ("leave.txt", PAGE, "text"),
        ("leave.md", PAGE, "markdown"),
        ("leave.csv", PAGE, "html"),
        ("leave.mht", SAVED_PAGE, "mhtml"),
        ("leave.doc", SAVED_PAGE, "mhtml"),
        ("leave.eml", MESSAGE, "eml"),
        ("leave", MESSAGE, "eml"),
        ("leave.txt", b"From: Staff\nTo: All\nDate: 1 May\nSubject: Leave\n\nDear all", "text"),
        ("leave.eml", b"From: a@b.org\n\nLeave", "eml"),
        ("leave.eml", b"\nLeave", "eml"),
        (
            "leave.mbox",
            b"From a@b.org Mon Jan  1 00:00:00 2024\n" + MESSAGE + b"\nFrom a@b.org Mon Jan  1 00:00:00 2024\n",
            "mbox",
        ),
        ("winmail.dat", b"\x78\x9f\x3e\x22\x01\x00" + bytes(60), "tnef"),
        ("leave.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\nLeave", "vtt"),
        ("leave", b"\xef\xbb\xbfWEBVTT - title\n", "vtt"),
        ("leave.srt", b"1\r\n00:00:01,000 --> 00:00:02,000\r\nLeave", "vtt"),
        ("leave.ipynb", b'{"metadata": {}, "cells": []}', "ipynb"),
        ("leave", b'{\n "cells": [{"cell_type": "markdown"}]}', "ipynb"),
        ("leave.json", b'{"days": 30}', "jsonl"),
        ("leave.jsonl", b'{"days": 30}\n{"days": 31}\n', "jsonl"),
        ("leave", b'[{"days": 30}]', "jsonl"),
        ("leave.log", b"[2024-01-01 10:00] started", "text"),
        ("leave.csv", b"grade,days\nP3,30\n", "csv"),
        ("leave.tsv", b"grade\tdays\nP3\t30\n", "csv"),
        ("leave.rst", b"Leave\n=====\n", "rst"),
        ("leave.md", b"# Leave\n", "markdown"),
        ("leave.go", b"package leave\n", "text"),
        ("leave.yaml", b"leave:\n  days: 30\n", "text"),
        ("leave.xml", b'<?xml version="1.0"?><leave days="30"/>', "text"),
        ("leave.xml", b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?>', ""),
        ("leave", b"Leave is 30 days.", "text"),
        ("leave.txt", "Отпуск — тридцать дней".encode("cp1251"), "text"),
        ("leave.txt", "年次休暇は三十日です".encode("cp932"), "text"),
        ("leave.txt", b"Leave\x00\x00\x00\x00", "text"),
        ("leave.txt", codecs.BOM_UTF16_LE + "Leave".encode("utf-16-le"), "text"),
        ("leave.txt", "Leave is 30 days.\n".encode("utf-16-be"), "text"),
        ("leave.txt", "休暇は三十日です。\n".encode("utf-16-le"), "text"),
        ("leave.html", codecs.BOM_UTF16_BE + PAGE.decode().encode("utf-16-be"), "html"),
        ("leave.csv", codecs.BOM_UTF16_LE + "grade\tdays\n".encode("utf-16-le"), "csv"),
        ("leave.csv", b"grade,days\nP3,\x0030\n", "csv"),
        ("leave.txt", "Leave is 30 days.\n".encode("utf-16-be") + b"\xd8\x00\x00 ", "text"),
        ("leave.txt", b"", "text"),
        ("leave.pdf", b"", "text"),
        ("leave.pdf", b"\x89PNG\r\n\x1a\n\x00", "image"),
        ("leave", b"\xff\xd8\xff\xe0\x00\x10JFIF", "image"),
        ("leave.tif", b"II*\x00\x08\x00\x00\x00", "image"),
        ("leave", b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image"),
        ("leave.txt", b"BMW cars are not refunded.", "text"),
        ("leave.pdf", b"MZ\x90\x00\x03\x00\x00\x00", ""),
        ("leave.txt", b"\x7fELF\x02\x01\x01\x00", ""),
        ("leave.gz", b"\x1f\x8b\x08\x00\x00\x00\x00\x00", ""),
        ("leave.mp4", b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00", ""),
        ("leave.docx", bytes(2000), "docx"),
        ("leave.pdf", b"\xff" * 2000, "pdf"),
        ("leave.txt", bytes(2000), ""),
        ("leave.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "msg"),
        ("leave.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), ""),
        ("leave", bytes(range(256)) * 20, ""),
    ],
)
def test_a_format_is_told_by_content_first(tmp_path, name, content, expected):
    assert format_of(tmp_path, name, content) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (content_types(WORD_TYPE) | {"word/document.xml": ""}, "docx"),
        (content_types(MACRO_SHEET_TYPE), "xlsx"),
        (content_types(SHOW_TYPE), "pptx"),
        (content_types(BINARY_SHEET_TYPE), "xlsb"),
        (content_types(DRAWING_TYPE) | {"visio/document.xml": ""}, ""),
        ({"[content_types].xml": "damaged", "word\\document.xml": "", "word/a.xml": ""}, "docx"),
        ({"mimetype": TEXT_TYPE, "content.xml": ""}, "odt"),
        ({"mimetype": TEXT_TYPE.replace("text", "presentation-template")}, "odp"),
        ({"META-INF/manifest.xml": f'<a media-type="{TEXT_TYPE.replace("text", "spreadsheet")}"/>'}, "ods"),
        ({"mimetype": TEXT_TYPE.replace("text", "graphics")}, "zip"),
        ({"mimetype": "application/epub+zip"}, "epub"),
        ({"META-INF/container.xml": ""}, "epub"),
        ({"leave.txt": "30 days"}, "zip"),
        ({"backup/[Content_Types].xml": "", "backup/word/document.xml": ""}, "zip"),
        ({}, "zip"),
        ({"META-INF/MANIFEST.MF": "", "Leave.class": ""}, ""),
    ],
)
def test_archives_of_parts_are_told_apart_by_their_parts(tmp_path, parts, expected):
    assert detect(zip_of(tmp_path, "leave.pdf", parts)) == expected


def test_a_document_whose_directory_is_cut_off_keeps_its_format(tmp_path):
    path = zip_of(tmp_path, "leave.docx", content_types(WORD_TYPE) | {"word/document.xml": "<a/>" * 500})
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"PK\x01\x02")])
    assert detect(path) == "docx"


@pytest.mark.parametrize("content", [b"PK\x03\x04", b"PK\x03\x04" + bytes(100), b"PK\x05\x06", b"PK\x03\x04" * 1000])
@pytest.mark.parametrize(("name", "expected"), [("leave.docx", "docx"), ("leave.zip", "zip"), ("leave", "zip")])
def test_an_archive_of_which_nothing_is_left_goes_by_its_name(tmp_path, content, name, expected):
    assert format_of(tmp_path, name, content) == expected


@pytest.mark.parametrize(
    ("stream", "expected"),
    [
        ("WordDocument", "doc"),
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("PowerPoint Document", "ppt"),
        ("__properties_version1.0", "msg"),
        ("EncryptedPackage", "locked"),
        ("Contents", ""),
    ],
)
def test_ole_files_are_told_apart_by_their_streams(tmp_path, stream, expected):
    assert format_of(tmp_path, "leave.docx", ole_file(stream)) == expected


def test_an_ole_file_whose_tables_are_damaged_is_told_by_its_names(tmp_path):
    content = ole_file("WordDocument")
    assert format_of(tmp_path, "leave", content[:44] + b"\xff" * 468 + content[512:]) == "doc"


def ole_file(stream):
    """An OLE file of three sectors: header, allocation table, directory with its root and one empty stream."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff09000600") + bytes(10)
    header += (1).to_bytes(4, "little")  # sectors of the allocation table
    header += (1).to_bytes(4, "little") + bytes(4) + (4096).to_bytes(4, "little")  # the directory's sector
    header += b"\xfe\xff\xff\xff" + bytes(4) + b"\xfe\xff\xff\xff" + bytes(4)
    header += bytes(4) + b"\xff" * (512 - 80)
    table = bytes.fromhex("fdfffffffeffffff") + b"\xff" * 504
    return header + table + entry("Root Entry", 5, child=1) + entry(stream, 2) + bytes(256)


def entry(name, kind, child=0xFFFFFFFF):
    encoded = name.encode("utf-16-le") + b"\0\0"
    links = b"\xff" * 8 + child.to_bytes(4, "little")
    ends = bytes(36) + b"\xfe\xff\xff\xff" + bytes(8)
    return encoded.ljust(64, b"\0") + len(encoded).to_bytes(2, "little") + bytes([kind, 1]) + links + ends


def test_a_pipe_is_refused_at_once(tmp_path):
    os.mkfifo(tmp_path / "notes.txt")
    with pytest.raises(UnreadableFile):
        detect(tmp_path / "notes.txt")


def test_a_file_that_is_not_there_is_an_error_of_the_system(tmp_path):
    with pytest.raises(FileNotFoundError):
        detect(tmp_path / "gone.txt")


@pytest.mark.skipif(not MESSY_DOCS.exists(), reason="the shared collection of untidy files is not here")
@pytest.mark.parametrize("hide_names", [False, True])
def test_all_files_of_the_shared_collection_are_recognised(tmp_path, hide_names):
    told_by_name = {"csv", "rst", "markdown"}
    rows = [json.loads(line) for line in (MESSY_DOCS / "manifest.jsonl").read_text().splitlines()]
    wrong = []
    for row in rows:
        path = MESSY_DOCS / row["file"]
        expected = SAME_FORMATS.get(row["format"], row["format"])
        if hide_names:
            (tmp_path / "nameless").unlink(missing_ok=True)
            (tmp_path / "nameless").symlink_to(path)
            path = tmp_path / "nameless"
            expected = (
                "text" if expected in told_by_name or (row["expect"] == "empty" and expected == "eml") else expected
            )
        found = detect(path)
        if found != expected and not (found == "locked" and row["expect"] == "needs_password"):
            wrong.append((row["file"], expected, found))
    assert wrong == []
