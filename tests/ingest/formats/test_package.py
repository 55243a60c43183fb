import io
import struct
import zipfile

import pytest

from ingest.elements import Limits
from ingest.errors import IngestError, NeedsPassword, TooLarge, UnreadableFile
from ingest.formats.markup import xml_root
from ingest.formats.package import open_package

LIMITS = Limits()
MEGABYTE = 1 << 20


def packed(parts, method=zipfile.ZIP_DEFLATED):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return content.getvalue()


def streamed(parts):
    """Parts whose sizes follow them, as programs write that cannot go back in what they have written."""

    class Stream(io.RawIOBase):
        def __init__(self):
            super().__init__()
            self.content = b""

        def writable(self):
            return True

        def write(self, chunk):
            self.content += bytes(chunk)
            return len(chunk)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return stream.content


@pytest.fixture
def package_of(tmp_path):
    def write(content):
        (tmp_path / "leave.docx").write_bytes(content)
        return tmp_path / "leave.docx"

    return write


def read(path, name, limits=LIMITS):
    with open_package(path, limits) as package:
        return package.read(name)


def test_a_part_is_found_whatever_the_case_and_slashes_of_its_name(package_of):
    path = package_of(packed({"Word\\Document.xml": "leave"}))
    assert read(path, "word/document.xml") == b"leave"


def test_a_part_that_is_not_there_is_none(package_of):
    assert read(package_of(packed({"a.xml": "leave"})), "b.xml") is None


def test_parts_that_say_they_unpack_to_too_much_are_not_unpacked(package_of):
    path = package_of(packed({"a.xml": bytes(2 * MEGABYTE)}))
    with pytest.raises(TooLarge, match="it unpacks to 2 MB, more than the 1 MB allowed"):
        read(path, "a.xml", Limits(unpacked_bytes=MEGABYTE))


def test_parts_that_lie_about_their_size_are_unpacked_no_further_than_that(package_of):
    content = bytearray(packed({"a.xml": bytes(2 * MEGABYTE)}))
    entry = content.index(b"PK\x01\x02")
    struct.pack_into("<L", content, entry + 24, 10)
    with pytest.raises(UnreadableFile, match=r"its part a\.xml is damaged"):
        read(package_of(content), "a.xml")


def test_a_part_is_unpacked_up_to_a_limit(package_of):
    path = package_of(packed({"a.xml": bytes(MEGABYTE)}))
    with open_package(path, LIMITS) as package, pytest.raises(TooLarge):
        package.read("a.xml", limit=MEGABYTE - 1)


def test_a_file_that_unpacks_to_hundreds_of_times_its_size_is_made_to_do_harm(package_of):
    path = package_of(packed({"a.xml": bytes(65 * MEGABYTE)}))
    with pytest.raises(TooLarge, match="as only a file made to do harm does"):
        read(path, "a.xml")


def test_a_locked_file_needs_a_password(package_of):
    content = bytearray(packed({"a.xml": "leave"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(NeedsPassword):
        read(package_of(content), "a.xml")


@pytest.mark.parametrize("pack", [packed, streamed])
def test_parts_are_found_by_their_heads_where_the_directory_is_cut_off(package_of, pack):
    content = pack({"a.xml": "leave " * 100, "b.xml": "thirty days", "c.bin": bytes(200_000)})
    with open_package(package_of(content[: content.index(b"PK\x01\x02")]), LIMITS) as package:
        assert package.is_mended
        assert package.names() == ["a.xml", "b.xml", "c.bin"]
        assert package.read("a.xml") == b"leave " * 100
        assert package.read("b.xml") == b"thirty days"
        assert package.read("c.bin") == bytes(200_000)


@pytest.mark.parametrize("pack", [packed, streamed])
def test_the_parts_before_the_place_where_a_file_breaks_off_are_read(package_of, pack):
    content = pack({"a.xml": "leave", "b.xml": bytes(range(256)) * 40})
    path = package_of(content[: content.index(b"b.xml") + 60])
    assert read(path, "a.xml") == b"leave"
    with pytest.raises(UnreadableFile):
        read(path, "b.xml")


def test_a_sound_directory_is_not_called_mended(package_of):
    with open_package(package_of(packed({"a.xml": "leave"})), LIMITS) as package:
        assert not package.is_mended


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"PK\x03\x04", b"PK\x05\x06", b"PK\x03\x04" + b"\xff" * 60, b"leave", b"PK\x05\x06" + b"\xff" * 18],
)
def test_what_is_no_archive_at_all_is_damaged(package_of, content):
    with pytest.raises(UnreadableFile, match="the file is damaged"):
        read(package_of(content), "a.xml")


def test_a_directory_that_would_fill_the_memory_is_not_read(package_of):
    end = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 100 * MEGABYTE, 0, 0)
    with pytest.raises(TooLarge, match="its list of parts alone takes 100 MB"):
        read(package_of(b"PK\x03\x04" + end), "a.xml")


def test_a_damaged_part_is_named(package_of):
    content = bytearray(packed({"a.xml": "leave " * 100}))
    content[36] ^= 0xFF
    with pytest.raises(UnreadableFile, match=r"its part a\.xml is damaged"):
        read(package_of(content), "a.xml")


def test_a_name_ends_before_a_zero_byte(package_of):
    content = packed({"a.xmlZ.exe": "leave"}).replace(b"a.xmlZ", b"a.xml\0")
    with open_package(package_of(content), LIMITS) as package:
        assert package.names() == ["a.xml"]


def test_every_flipped_byte_gives_a_part_or_a_reason(package_of):
    content = packed({"a.xml": "leave", "b.xml": "thirty days"})
    for place in range(len(content)):
        damaged = content[:place] + bytes([content[place] ^ 0xFF]) + content[place + 1 :]
        try:
            part = read(package_of(damaged), "a.xml")
        except IngestError:
            continue
        assert part in (b"leave", None)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
BILLION_LAUGHS = f'<!DOCTYPE a [<!ENTITY l0 "ha">{LAUGHS}]><a b="&l9;">&l9;</a>'
QUADRATIC = f'<!DOCTYPE a [<!ENTITY l "{"ha" * 10_000}">]><a b="{"&l;" * 1000}">{"&l;" * 1000}</a>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY l SYSTEM "file:///etc/hostname">]><a>&l;</a>'


@pytest.mark.parametrize("words", [BILLION_LAUGHS, QUADRATIC, OUTSIDE], ids=["laughs", "quadratic", "outside"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(words, encoding):
    with pytest.raises(UnreadableFile):
        xml_root(f'<?xml version="1.0" encoding="{encoding}"?>{words}'.encode(encoding))


def test_entities_far_into_a_file_are_refused():
    with pytest.raises(UnreadableFile, match="entities"):
        xml_root(b"<!--" + b" " * 200_000 + b'--><!DOCTYPE a [<!ENTITY l "ha">]><a>&l;</a>')


@pytest.mark.parametrize("depth", [300, 100_000])
def test_xml_nested_too_deeply_is_refused_not_cut(depth):
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        xml_root(b"<a>" * depth + b"leave" + b"</a>" * depth)


def test_a_text_beyond_the_parsers_limit_is_refused_not_cut():
    with pytest.raises(UnreadableFile, match="too long a text"):
        xml_root(b"<a>" + b"x" * 11_000_000 + b"</a>")
