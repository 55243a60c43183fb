"""A file of passwords: one a line, as they are."""

import pytest

from app.commands.output import WrongUsage
from app.commands.passwords import read_passwords


def test_each_line_is_a_password_and_empty_lines_are_none(tmp_path):
    (tmp_path / "p.txt").write_bytes("\ufeffone\r\n\n  two words \n\t\nдва".encode())
    assert read_passwords(tmp_path / "p.txt") == ("one", "  two words ", "два")


def test_no_file_is_no_passwords():
    assert read_passwords(None) == ()


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00\xd8"], ids=["missing", "not text"])
def test_a_file_that_cannot_be_read_is_wrong_usage_and_named(tmp_path, content):
    if content:
        (tmp_path / "p.txt").write_bytes(content)
    with pytest.raises(WrongUsage, match=r"p\.txt"):
        read_passwords(tmp_path / "p.txt")
