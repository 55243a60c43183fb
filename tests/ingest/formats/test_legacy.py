"""Old Word and PowerPoint files are converted where LibreOffice is installed, else the remedy is named."""

from pathlib import Path

import pytest

from ingest.elements import Limits, SourceFile
from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.formats import legacy

# A program in LibreOffice's place, called as that is: with a folder and a file at the end.
PROGRAM = """#!/bin/sh
{}
"""


@pytest.fixture
def old_file(tmp_path: Path) -> SourceFile:
    path = tmp_path / "old.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    return SourceFile(path, path.name, limits=Limits(seconds=0.4))


def put_in_place(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    programs = folder / "programs"
    programs.mkdir()
    program = programs / "soffice"
    program.write_text(PROGRAM.format(script))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")


@pytest.mark.parametrize(("reader", "suffix"), [(legacy.read_doc, ".docx"), (legacy.read_ppt, ".pptx")])
def test_without_libreoffice_the_remedy_is_named(
    old_file: SourceFile, monkeypatch: pytest.MonkeyPatch, reader: object, suffix: str
) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UnsupportedFormat, match=rf"Install LibreOffice, or save it as \{suffix}\."):
        reader(old_file)  # type: ignore[operator]


def test_a_file_that_cannot_be_converted_is_unreadable(
    old_file: SourceFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(tmp_path, monkeypatch, "exit 1")
    with pytest.raises(UnreadableFile, match="could not read it"):
        legacy.read_doc(old_file)


def test_a_conversion_that_hangs_is_ended(
    old_file: SourceFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_in_place(tmp_path, monkeypatch, f"echo $$ > {tmp_path}/number; sleep 600")
    with pytest.raises(UnreadableFile, match="within 0 seconds"):
        legacy.read_doc(old_file)
    number = (tmp_path / "number").read_text().strip()
    assert not Path(f"/proc/{number}").exists()


@pytest.mark.skipif(legacy.libreoffice() is None, reason="LibreOffice is not installed")
def test_an_old_document_is_read(tmp_path: Path) -> None:
    # LibreOffice goes by content: words of RTF under an old document's name are a document to it.
    path = tmp_path / "old.doc"
    path.write_bytes(rb"{\rtf1\ansi Leave is 30 days.\par}")
    parsed = legacy.read_doc(SourceFile(path, path.name))
    assert ["".join(run.text for run in element.runs) for element in parsed.elements] == ["Leave is 30 days."]
