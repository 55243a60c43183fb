"""Messages that Outlook kept are read as those that were sent."""

import struct
from pathlib import Path

import pytest

from ingest.elements import SourceFile
from ingest.errors import UnreadableFile
from ingest.formats.mail import read_msg

SECTOR = 512
END, FREE, FAT_SECTOR = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
STORAGE, STREAM, ROOT, NONE = 1, 2, 5, 0xFFFFFFFF


def entry(name: str, kind: int, *, right: int = NONE, child: int = NONE, start: int = 0, size: int = 0) -> bytes:
    """One entry of an OLE file's directory, after [MS-CFB] 2.6.1; siblings hang on one another to the right."""
    coded = name.encode("utf-16-le")
    head = coded.ljust(64, b"\0") + struct.pack("<HBB3I", len(coded) + 2, kind, 1, NONE, right, child)
    return head + bytes(16 + 4 + 8 + 8) + struct.pack("<IQ", start, size)


def message(texts: dict[int, str]) -> bytes:
    """An OLE file with the text properties of a message; every stream is stored in sectors of its own."""
    segments = b"".join(
        struct.pack("<HHIII", 0x001F, number, 6, 2 * len(words) + 2, 0) for number, words in sorted(texts.items())
    )
    properties = bytes(32) + segments
    streams = {"__properties_version1.0": properties}
    streams |= {
        f"__substg1.0_{number:04X}001F": words.ljust(2048).encode("utf-16-le") for number, words in texts.items()
    }
    padded = {name: content.ljust(4096, b"\0") for name, content in streams.items()}
    names = sorted(padded, key=lambda name: (len(name), name))
    directory_sectors = (len(names) + 1 + 3) // 4
    place = 1 + directory_sectors
    table = [FAT_SECTOR, *range(2, directory_sectors + 1), END]
    entries = [entry("Root Entry", ROOT, child=1, start=END)]
    body = b""
    for number, name in enumerate(names, start=1):
        right = number + 1 if number < len(names) else NONE
        # Spaces fill each text's stream, so that none is as short as to need the small sectors.
        entries.append(entry(name, STREAM, right=right, start=place, size=4096))
        table += [*range(place + 1, place + 8), END]
        place += 8
        body += padded[name]
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<9I", 0, 1, 1, 0, 4096, END, 0, END, 0) + struct.pack("<I", 0) + b"\xff" * (4 * 108)
    fat = struct.pack(f"<{len(table)}I", *table).ljust(SECTOR, b"\xff")
    return head + fat + directory + body


def test_a_message_has_its_head_and_its_text(tmp_path: Path) -> None:
    path = tmp_path / "letter.msg"
    texts = {0x001A: "IPM.Note", 0x0037: "Leave", 0x0C1A: "Ada", 0x0E04: "Bob", 0x1000: "Hello Bob.\r\n\r\nAsk early."}
    path.write_bytes(message(texts))
    letter = read_msg(SourceFile(path, "letter.msg"))
    assert letter.title == "Leave"
    found = ["".join(run.text for run in each.runs).strip() for each in letter.elements]
    assert found[0] == "Leave"
    assert found[-3:] == ["To: Bob", "Hello Bob.", "Ask early."]


@pytest.mark.parametrize("content", [b"", b"no message", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(3000)])
def test_what_is_no_message_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "letter.msg"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match="no message that Outlook kept"):
        read_msg(SourceFile(path, "letter.msg"))
