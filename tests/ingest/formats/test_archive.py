import io
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from ingest.elements import Limits, SourceFile
from ingest.errors import EmptyDocument, NeedsPassword, TooLarge, UnreadableFile, UnsupportedFormat
from ingest.formats.archive import read_zip

MEGABYTE = 1 << 20


def packed(parts, method=zipfile.ZIP_DEFLATED):
    """An archive of entries, each a name or a ZipInfo with its words."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        for name, words in parts:
            archive.writestr(name, words)
    return content.getvalue()


def named(raw):
    """An entry whose name is in a charset that the archive does not tell."""
    entry = zipfile.ZipInfo("x" * len(raw))
    entry.comment = raw
    return entry


def packed_with_raw_names(names):
    content = packed([(named(raw), "leave") for raw in names])
    for raw in names:
        content = content.replace(b"x" * len(raw), raw, 1)
    directory = content.index(b"PK\x01\x02")
    for raw in names:
        place = content.index(b"x" * len(raw), directory)
        content = content[:place] + raw + content[place + len(raw) :]
    return content


def zip_crypto(name, words, password):
    """An archive of one stored entry, locked as PKWARE's appnote says in its section 6.1."""
    keys = [0x12345678, 0x23456789, 0x34567890]

    def crc(value, byte):
        return zlib.crc32(bytes([byte]), value ^ 0xFFFFFFFF) ^ 0xFFFFFFFF

    def turn(byte):
        keys[0] = crc(keys[0], byte)
        keys[1] = ((keys[1] + (keys[0] & 0xFF)) * 134775813 + 1) & 0xFFFFFFFF
        keys[2] = crc(keys[2], keys[1] >> 24)

    for byte in password:
        turn(byte)
    checksum = zlib.crc32(words)
    locked = bytearray()
    for byte in bytes(11) + bytes([checksum >> 24]) + words:
        mask = (keys[2] | 2) & 0xFFFF
        locked.append(byte ^ (mask * (mask ^ 1) >> 8) & 0xFF)
        turn(byte)
    fields = (1, 0, 0, 0x21, checksum, len(locked), len(words), len(name), 0)
    head = struct.pack("<4sHHHHHLLLHH", b"PK\x03\x04", 20, *fields) + name + locked
    entry = struct.pack("<4sHHHHHHLLLHHHHHLL", b"PK\x01\x02", 20, 20, *fields, 0, 0, 0, 0, 0) + name
    return head + entry + struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), len(head), 0)


@pytest.fixture
def read(tmp_path):
    def read(content, passwords=(), **limits):
        (tmp_path / "files.zip").write_bytes(content)
        to = tmp_path / "unpacked"
        return read_zip(SourceFile(tmp_path / "files.zip", "files.zip", passwords, Limits(**limits), to))

    return read


def contents(parsed):
    return {member.name: member.content.read_bytes() for member in parsed.members}


def names(parsed):
    return [member.name for member in parsed.members]


def test_the_files_of_an_archive_are_its_members(read):
    parsed = read(packed([("leave.txt", "30 days"), ("rules/", ""), ("rules/travel.pdf", "%PDF-")]))
    assert contents(parsed) == {"leave.txt": b"30 days", "rules/travel.pdf": b"%PDF-"}
    assert (parsed.elements, parsed.notes) == ((), ())


def test_members_keep_the_suffix_that_tells_their_format(read):
    parsed = read(packed([("leave.MD", "30 days"), ("v1. Leave", "31 days")]))
    assert [member.content.suffix for member in parsed.members] == [".md", ""]


def test_an_archive_in_an_archive_is_a_member(read):
    inner = packed([("leave.txt", "30 days")])
    assert contents(read(packed([("inner.zip", inner)]))) == {"inner.zip": inner}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("../../leave.txt", "leave.txt"),
        ("/etc/leave.txt", "etc/leave.txt"),
        ("a/../../../leave.txt", "a/leave.txt"),
        ("C:\\rules\\leave.txt", "rules/leave.txt"),
        ("C:leave.txt", "leave.txt"),
        ("..\\..\\leave.txt", "leave.txt"),
        ("\\\\server\\share\\leave.txt", "server/share/leave.txt"),
        ("CON", "CON"),
        ("leave\n.txt", "leave.txt"),
        ("leave\u202etxt.exe", "leavetxt.exe"),
        ("...", "unnamed"),
        ("a" * 5000 + ".txt", "a" * 116 + ".txt"),
        ("a/" * 500 + "leave.txt", "a/" * 15 + "leave.txt"),
        ("Cafe\u0301.txt", "Café.txt"),
    ],
)
def test_no_name_leads_out_of_the_archive(read, tmp_path, name, expected):
    parsed = read(packed([(name, "leave")]))
    assert contents(parsed) == {expected: b"leave"}
    assert [member.content.parent for member in parsed.members] == [tmp_path / "unpacked"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["files.zip", "unpacked"]


def test_files_of_the_same_name_are_told_apart(read):
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = packed([("a/leave.txt", "30"), ("a/leave.txt", "31"), ("../a/leave.txt", "32")])
    assert contents(read(content)) == {"a/leave.txt": b"30", "a/leave (2).txt": b"31", "a/leave (3).txt": b"32"}


@pytest.mark.parametrize(
    "name", [".leave.txt", ".git/leave.txt", "__MACOSX/._leave.txt", "a/~$leave.docx", "Thumbs.db"]
)
def test_hidden_files_and_what_systems_add_are_left_out(read, name):
    assert names(read(packed([(name, "leave"), ("leave.txt", "leave")]))) == ["leave.txt"]


@pytest.mark.parametrize("raw", ["Größe.txt".encode("cp437"), "Größe.txt".encode(), "Größe.txt".encode("cp1252")])
def test_western_names_are_read_in_any_charset(read, raw):
    assert names(read(packed_with_raw_names([raw]))) == ["Größe.txt"]


@pytest.mark.parametrize(
    ("charset", "expected"),
    [
        ("cp866", ["Ежегодный отпуск сотрудников.txt", "Командировки и расходы.txt"]),
        ("cp932", ["年次休暇に関する規程.txt", "出張旅費の手引き.txt"]),
    ],
)
def test_names_in_other_alphabets_are_read_by_what_all_of_them_tell(read, charset, expected):
    assert names(read(packed_with_raw_names([name.encode(charset) for name in expected]))) == expected


def test_a_name_told_again_in_unicode_is_the_one_that_counts(read):
    entry = zipfile.ZipInfo("plain.txt")
    field = struct.pack("<BL", 1, zlib.crc32(b"plain.txt")) + "отпуск.txt".encode()
    entry.extra = struct.pack("<HH", 0x7075, len(field)) + field
    assert names(read(packed([(entry, "leave")]))) == ["отпуск.txt"]


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK])
def test_links_and_devices_are_not_unpacked(read, kind):
    entry = zipfile.ZipInfo("leave")
    entry.create_system, entry.external_attr = 3, (kind | 0o777) << 16
    parsed = read(packed([(entry, "/etc/passwd"), ("leave.txt", "30 days")]))
    assert contents(parsed) == {"leave.txt": b"30 days"}
    assert parsed.notes == ("leave: it is a link or a device, not a file.",)


def test_more_files_than_allowed_are_too_many(read):
    content = packed([(f"{number}.txt", "leave") for number in range(4)])
    assert len(read(content, members=4).members) == 4
    with pytest.raises(TooLarge, match="it holds 4 files, more than the 3 allowed"):
        read(content, members=3)


def test_more_bytes_than_allowed_are_too_many(read):
    content = packed([("a.txt", bytes(MEGABYTE)), ("b.txt", bytes(MEGABYTE))])
    with pytest.raises(TooLarge, match="it unpacks to 2 MB, more than the 1 MB allowed"):
        read(content, unpacked_bytes=MEGABYTE)


def test_a_file_that_lies_about_its_size_is_unpacked_no_further(read, tmp_path):
    content = bytearray(packed([("a.txt", bytes(2 * MEGABYTE))]))
    struct.pack_into("<L", content, content.index(b"PK\x01\x02") + 24, 1000)
    with pytest.raises(UnreadableFile, match=r"a\.txt: it is damaged"):
        read(content)
    assert list((tmp_path / "unpacked").iterdir()) == []


def test_a_file_of_hundreds_of_times_its_packed_size_is_refused(read):
    with pytest.raises(TooLarge, match="made to do harm"):
        read(packed([("a.txt", bytes(65 * MEGABYTE))]))


def test_entries_that_share_their_bytes_are_refused(read):
    content = packed([("a.txt", "leave" * 100)])
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[start:end]
    last = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 3, 3, 3 * len(entry), start, 0)
    with pytest.raises(TooLarge, match="made to do harm"):
        read(content[:start] + 3 * entry + last)


def test_a_locked_file_is_opened_with_the_password_that_fits(read):
    parsed = read(zip_crypto(b"leave.txt", b"30 days", b"tulip"), ("rose", "tulip"))
    assert contents(parsed) == {"leave.txt": b"30 days"}


@pytest.mark.parametrize("passwords", [(), ("rose", "lily")])
def test_a_locked_file_whose_password_is_not_given_needs_one(read, passwords, tmp_path):
    with pytest.raises(NeedsPassword, match=r"leave\.txt: it is locked, and none of the passwords given opens it"):
        read(zip_crypto(b"leave.txt", b"30 days", b"tulip"), passwords)
    assert list((tmp_path / "unpacked").iterdir()) == []


def with_method(content, name, method):
    content = bytearray(content)
    struct.pack_into("<H", content, content.index(name, content.index(b"PK\x01\x02")) - 36, method)
    return content


@pytest.mark.parametrize(
    ("method", "note"),
    [
        (9, "a.txt: it is packed in a way that is not known (method 9). Unpack it and ingest the folder."),
        (99, "a.txt: it is locked with AES, which cannot be opened here. Unpack it and ingest the files."),
    ],
)
def test_a_file_that_cannot_be_unpacked_is_noted_and_the_others_are_unpacked(read, method, note):
    parsed = read(with_method(packed([("a.txt", "30"), ("b.txt", "31")]), b"a.txt", method))
    assert (contents(parsed), parsed.notes) == ({"b.txt": b"31"}, (note,))


@pytest.mark.parametrize(("method", "error"), [(9, UnsupportedFormat), (99, NeedsPassword)])
def test_where_nothing_can_be_unpacked_the_reason_is_the_outcome(read, method, error):
    with pytest.raises(error):
        read(with_method(packed([("a.txt", "30")]), b"a.txt", method))


def test_a_damaged_file_is_noted_and_the_others_are_unpacked(read):
    content = bytearray(packed([("a.txt", "30 days"), ("b.txt", "31 days")], zipfile.ZIP_STORED))
    content[content.index(b"30 days")] ^= 1
    parsed = read(content)
    assert contents(parsed) == {"b.txt": b"31 days"}
    assert parsed.notes == ("a.txt: it is damaged (Bad CRC-32 for file 'a.txt').",)


def test_an_archive_that_breaks_off_gives_what_is_before_and_says_so(read):
    content = packed([("a.txt", "30 days"), ("b.txt", "31 days")])
    parsed = read(content[: content.index(b"b.txt") + 8])
    assert contents(parsed) == {"a.txt": b"30 days"}
    assert parsed.notes[0] == "The archive is damaged near its end, so files in it may be missing."


def test_no_more_notes_than_anybody_reads(read):
    content = packed([(f"{number:03}.txt", "leave") for number in range(30)], zipfile.ZIP_STORED)
    damaged = content.replace(b"leave", b"leavE", 29)
    parsed = read(damaged)
    assert len(parsed.members) == 1
    assert len(parsed.notes) == 21
    assert parsed.notes[-1] == "9 more files in it could not be unpacked."


@pytest.mark.parametrize("parts", [[], [("a/", "")], [(".hidden", "leave")]])
def test_an_archive_without_files_is_empty(read, parts):
    with pytest.raises(EmptyDocument, match="the archive holds no files"):
        read(packed(parts))


def test_what_is_no_archive_is_damaged(read):
    with pytest.raises(UnreadableFile):
        read(b"PK\x03\x04 and nothing else that makes sense")


def test_an_archive_whose_members_are_not_wanted_is_not_unpacked(tmp_path):
    path = tmp_path / "files.zip"
    path.write_bytes(packed([("leave.txt", "30 days")]))
    with pytest.raises(UnsupportedFormat):
        read_zip(SourceFile(path, "files.zip"))
    assert list(Path(tmp_path).iterdir()) == [path]
