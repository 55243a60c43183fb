"""`citewell ingest`, `report` and `doctor` as a person and a script meet them."""

import io
import json
import shutil
import sqlite3
import zipfile
from pathlib import Path

import msoffcrypto.format.ooxml
import pytest

from app.cli import run
from app.commands.ingest import limits_of
from app.settings import read_settings
from ingest.elements import Limits

LEAVE = "# Leave\n\nStaff have 30 days of annual leave a year. Unused days lapse at the end of March.\n"
DOCUMENT_XML = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r>'
    "<w:t>The vault opens at nine in the morning on every working day.</w:t></w:r></w:p></w:body></w:document>"
)
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONSHIPS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def locked_word_file(password: str) -> bytes:
    plain, locked = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(plain, "w") as package:
        package.writestr("[Content_Types].xml", CONTENT_TYPES)
        package.writestr("_rels/.rels", RELATIONSHIPS)
        package.writestr("word/document.xml", DOCUMENT_XML)
        # The library locks no package that is smaller than 4,096 bytes.
        package.writestr("word/notes.xml", f"<notes>{' ' * 5000}</notes>")
    plain.seek(0)
    msoffcrypto.format.ooxml.OOXMLFile(plain).encrypt(password, locked)
    return locked.getvalue()


@pytest.fixture(scope="module")
def index(tmp_path_factory) -> Path:
    """An index of a document, its copy under another name, and a locked file."""
    docs, index = tmp_path_factory.mktemp("docs"), tmp_path_factory.mktemp("index")
    (docs / "leave.md").write_text(LEAVE)
    (docs / "old").mkdir()
    (docs / "old" / "leave copy.md").write_text(LEAVE)
    (docs / "vault.docx").write_bytes(locked_word_file("open sesame"))
    assert run(["ingest", str(docs), "--data-dir", str(index), "--json"]) == 1
    (index / "docs.txt").write_text(str(docs))
    return index


def as_json(capsys, *arguments: str, code: int = 0):
    capsys.readouterr()
    assert run([*arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def copied(index: Path, tmp_path: Path) -> str:
    return str(shutil.copytree(index, tmp_path / "index"))


def test_the_report_names_every_file_with_what_became_of_it(capsys, index):
    report = as_json(capsys, "report", "--data-dir", str(index))
    found = {one["source"]: one["outcome"] for one in report["files"]}
    assert found["leave.md"] == "read"
    assert found["vault.docx"] == "needs a password"
    assert report["totals"]["files"] == 3
    assert report["totals"]["needs a password"] == 1
    assert any("--passwords" in sentence for sentence in report["advice"])


def test_the_report_of_a_person_has_the_remedy(capsys, index):
    capsys.readouterr()
    assert run(["report", "--data-dir", str(index)]) == 0
    printed = capsys.readouterr().out
    assert "vault.docx" in printed
    assert "--passwords FILE" in " ".join(printed.split())


def test_passwords_from_a_file_open_what_is_locked(capsys, index, tmp_path):
    folder, docs = copied(index, tmp_path), (index / "docs.txt").read_text()
    (tmp_path / "passwords.txt").write_text("wrong\n\nopen sesame\n")
    arguments = ("ingest", docs, "--data-dir", folder, "--passwords", str(tmp_path / "passwords.txt"))
    report = as_json(capsys, *arguments)
    assert report["added"] == ["vault.docx"]
    assert report["advice"] == []
    assert "vault opens at nine" in as_json(capsys, "show", "vault.docx", "--data-dir", folder)["text"]


def test_passwords_may_be_a_setting(capsys, index, tmp_path, monkeypatch):
    monkeypatch.setenv("CITEWELL_PASSWORDS", str(tmp_path / "none.txt"))
    assert run(["ingest", (index / "docs.txt").read_text(), "--data-dir", str(tmp_path / "i")]) == 2
    assert "none.txt" in capsys.readouterr().err
    assert not (tmp_path / "i").exists()


def test_a_data_folder_that_cannot_be_made_is_told_in_one_line(capsys, index, tmp_path):
    (tmp_path / "file").write_text("in the way")
    capsys.readouterr()
    docs = (index / "docs.txt").read_text()
    assert run(["ingest", docs, "--data-dir", str(tmp_path / "file" / "index")]) == 3
    (line,) = capsys.readouterr().err.splitlines()
    assert str(tmp_path / "file") in line
    assert "--data-dir" in line


def test_a_sound_index_needs_no_doctor(capsys, index):
    found = as_json(capsys, "doctor", "--check", "--data-dir", str(index))
    assert (found["sound"], found["findings"]) == (True, [])


def test_the_doctor_only_looks_when_told_so_and_mends_otherwise(capsys, index, tmp_path):
    folder = copied(index, tmp_path)
    with sqlite3.connect(f"{folder}/citewell.sqlite") as connection:
        connection.execute("DELETE FROM terms")
    connection.close()
    for _ in range(2):
        checked = as_json(capsys, "doctor", "--check", "--data-dir", folder, code=3)
        assert [one["mended"] for one in checked["findings"]] == [False]
    mended = as_json(capsys, "doctor", "--data-dir", folder)
    assert mended["sound"]
    assert [one["mended"] for one in mended["findings"]] == [True]
    assert as_json(capsys, "doctor", "--check", "--data-dir", folder)["findings"] == []


def test_limits_are_the_usual_ones_unless_set():
    assert limits_of(read_settings(environment={})) == Limits()
    environment = {"CITEWELL_MAX_FILE_MB": "2", "CITEWELL_PARSE_SECONDS": "5", "CITEWELL_PARSE_MEMORY_MB": "300"}
    limits = limits_of(read_settings(environment=environment))
    assert (limits.file_bytes, limits.seconds, limits.memory_bytes) == (2 << 20, 5.0, 300 << 20)
