"""Locked office files are opened with the passwords given, and else named as locked."""

import io
import zipfile
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from ingest.elements import SourceFile
from ingest.errors import NeedsPassword
from ingest.formats.locked_office import DEFAULT_PASSWORDS, unlocked

CONTENT_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def locked_file(folder: Path, password: str) -> Path:
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("words.txt", "the words inside")
        # The library's own writer makes files that no one can open where they are under 4,096 bytes.
        archive.writestr("padding", bytes(8_192))
    path = folder / "locked.docx"
    with path.open("wb") as opened:
        OOXMLFile(plain).encrypt(password, opened)
    return path


def words_inside(file: SourceFile) -> str:
    with unlocked(file) as opened, zipfile.ZipFile(opened.path) as archive:
        return archive.read("words.txt").decode()


def test_the_password_that_fits_opens_the_file(tmp_path: Path) -> None:
    path = locked_file(tmp_path, "right")
    assert words_inside(SourceFile(path, path.name, ("wrong", "right"))) == "the words inside"


def test_the_password_office_uses_by_itself_need_not_be_given(tmp_path: Path) -> None:
    path = locked_file(tmp_path, DEFAULT_PASSWORDS[0])
    assert words_inside(SourceFile(path, path.name)) == "the words inside"


def test_a_locked_file_without_password_asks_for_one(tmp_path: Path) -> None:
    path = locked_file(tmp_path, "right")
    with pytest.raises(NeedsPassword, match="locked with a password"), unlocked(SourceFile(path, path.name)):
        pass


def test_a_wrong_password_is_said_to_be_wrong(tmp_path: Path) -> None:
    path = locked_file(tmp_path, "right")
    with pytest.raises(NeedsPassword, match="none of the passwords"), unlocked(SourceFile(path, path.name, ("wrong",))):
        pass


def test_the_open_copy_is_deleted_afterwards(tmp_path: Path) -> None:
    path = locked_file(tmp_path, "right")
    with unlocked(SourceFile(path, path.name, ("right",))) as opened:
        copy = opened.path
        assert copy != path
    assert not copy.exists()


def test_a_file_that_is_not_locked_is_given_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "plain.docx"
    path.write_bytes(b"PK\x03\x04")
    with unlocked(SourceFile(path, path.name)) as opened:
        assert opened.path == path
