"""Make a ZIP archive's directory anew from the heads of its entries, where its own is damaged or cut off."""

import mmap
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from shutil import copyfileobj
from typing import BinaryIO

_HEAD = struct.Struct("<4s2sHHHHLLLHH")
_DIRECTORY_ENTRY = struct.Struct("<4sH2sHHHHLLLHHHHHLL")
_END = struct.Struct("<4sHHHHLLH")
_HEAD_MARK, _AFTER_MARK = b"PK\x03\x04", b"PK\x07\x08"

_SIZES_FOLLOW = 0x8  # the head holds no sizes: they come after the bytes
_UNKNOWN_SIZE = 0xFFFFFFFF
_MOST_ENTRIES = 0xFFFF
_MOST_BYTES = _UNKNOWN_SIZE - 1  # what the directory's four bytes can tell of
_CHUNK_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class _Entry:
    offset: int
    version: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    unpacked: int
    name: bytes
    start: int  # of its bytes


def with_new_directory(file: BinaryIO) -> BinaryIO:
    """Return a temporary copy of an archive, ending in a directory of the entries that were found.

    Raises:
        zipfile.BadZipFile: There are none.
        OSError: The file cannot be read, or the copy not be written.
    """
    size = file.seek(0, 2)
    if not 0 < size < _MOST_BYTES:
        raise zipfile.BadZipFile("it has no directory")
    with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        entries = list(_entries(content))
    if not entries:
        raise zipfile.BadZipFile("it has no directory and no entries")
    directory = b"".join(_directory_entry(entry) for entry in entries)
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - closed by who asked for it
    file.seek(0)
    copyfileobj(file, copy)
    copy.write(directory)
    copy.write(_END.pack(b"PK\x05\x06", 0, 0, len(entries), len(entries), len(directory), size, 0))
    return copy


def _entries(content: mmap.mmap) -> Iterator[_Entry]:
    position, count = content.find(_HEAD_MARK), 0
    while position >= 0 and count < _MOST_ENTRIES:
        entry = _entry_at(content, position)
        if entry is None:
            position = content.find(_HEAD_MARK, position + 4)
            continue
        yield entry
        count += 1
        position = content.find(_HEAD_MARK, entry.start + entry.packed)


def _entry_at(content: mmap.mmap, offset: int) -> _Entry | None:
    if offset + _HEAD.size > len(content):
        return None
    fields = _HEAD.unpack_from(content, offset)
    _, version, flags, method, time, date, crc, packed, unpacked, name_length, extra_length = fields
    name_end = offset + _HEAD.size + name_length
    start = name_end + extra_length
    if start > len(content) or not name_length:
        return None
    name = content[offset + _HEAD.size : name_end]
    entry = _Entry(offset, version, flags, method, time, date, crc, packed, unpacked, name, start)
    if flags & _SIZES_FOLLOW or _UNKNOWN_SIZE in (packed, unpacked):
        return _measured(content, entry)
    return replace(entry, packed=min(packed, len(content) - start))


def _measured(content: mmap.mmap, entry: _Entry) -> _Entry | None:
    """Return an entry with the sizes that its bytes show; None where they show none."""
    if entry.method == zipfile.ZIP_DEFLATED:
        return _inflated(content, entry)
    after = content.find(_AFTER_MARK, entry.start)
    if after < 0 or entry.method != zipfile.ZIP_STORED:
        return None
    size = after - entry.start
    return replace(entry, packed=size, unpacked=size, crc=zlib.crc32(content[entry.start : after]))


def _inflated(content: mmap.mmap, entry: _Entry) -> _Entry | None:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    position, unpacked, crc = entry.start, 0, 0
    waiting = b""
    try:
        while not unpacker.eof:
            if not waiting:
                waiting = content[position : position + _CHUNK_BYTES]
                position += len(waiting)
            words = unpacker.decompress(waiting, _CHUNK_BYTES)
            if not words and not waiting:
                break
            waiting = unpacker.unconsumed_tail
            unpacked, crc = unpacked + len(words), zlib.crc32(words, crc)
            if unpacked > _MOST_BYTES:
                return None
    except zlib.error:
        return None
    packed = position - len(unpacker.unused_data) - entry.start
    # Where the file ends too soon, a checksum that is wrong, so that reading it tells that its end is missing.
    return replace(entry, packed=packed, unpacked=unpacked, crc=crc ^ (not unpacker.eof))


def _directory_entry(entry: _Entry) -> bytes:
    head = _DIRECTORY_ENTRY.pack(
        b"PK\x01\x02",
        20,
        entry.version,
        entry.flags,
        entry.method,
        entry.time,
        entry.date,
        entry.crc,
        entry.packed,
        entry.unpacked,
        len(entry.name),
        0,
        0,
        0,
        0,
        0,
        entry.offset,
    )
    return head + entry.name
