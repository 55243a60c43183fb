"""Writes small PDF files by hand: text at places, lines, pictures, locks, whatever else a page's content may hold."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

FONTS = {"F1": "Helvetica", "F2": "Helvetica-Bold", "F3": "Courier"}


@dataclass
class PdfPage:
    """A page of US letter size, its origin at the lower left."""

    content: list[str] = field(default_factory=list)
    entries: str = ""
    width: int = 612
    height: int = 792
    resources: str = ""

    def text(self, x: float, y: float, words: str, size: float = 10, font: str = "F1") -> "PdfPage":
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        self.content.append(f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET")
        return self

    def lines(
        self, x: float, y: float, lines: list[str], size: float = 10, step: float = 12, font: str = "F1"
    ) -> "PdfPage":
        for number, words in enumerate(lines):
            self.text(x, y - number * step, words, size, font)
        return self

    def turned(self, x: float, y: float, words: str, size: float = 10) -> "PdfPage":
        self.content.append(f"BT /F1 {size} Tf 0 1 -1 0 {x} {y} Tm ({words}) Tj ET")
        return self

    def stroke(self, x: float, y: float, to_x: float, to_y: float) -> "PdfPage":
        self.content.append(f"{x} {y} m {to_x} {to_y} l S")
        return self

    def grid(self, xs: list[float], ys: list[float]) -> "PdfPage":
        for y in ys:
            self.stroke(xs[0], y, xs[-1], y)
        for x in xs:
            self.stroke(x, ys[0], x, ys[-1])
        return self

    def picture(self) -> "PdfPage":
        self.content.append("q 200 0 0 100 100 500 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x7f EI Q")
        return self


def write_pdf(
    path: Path,
    pages: list[PdfPage],
    info: str = "",
    catalog: str = "",
    objects: tuple[str, ...] = (),
    password: str | None = None,
) -> Path:
    """Write pages to a file. Further objects are numbered from 10 on; the first page is object 30."""
    held = {1: f"<< /Type /Catalog /Pages 2 0 R {catalog} >>", 3: f"<< {info} >>"}
    fonts = []
    for number, (key, name) in enumerate(FONTS.items(), start=4):
        held[number] = f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>"
        fonts.append(f"/{key} {number} 0 R")
    held |= {10 + number: body for number, body in enumerate(objects)}
    kids = []
    for number, page in enumerate(pages):
        place = 30 + 2 * number
        kids.append(f"{place} 0 R")
        content = "\n".join(page.content)
        held[place] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Contents {place + 1} 0 R "
            f"/Resources << /Font << {' '.join(fonts)} >> {page.resources} >> {page.entries} >>"
        )
        if password is not None:
            content = rc4(_object_key(password, place + 1), content.encode("latin-1")).decode("latin-1")
        held[place + 1] = f"<< /Length {len(content.encode('latin-1'))} >>\nstream\n{content}\nendstream"
    held[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = bytearray(b"%PDF-1.7\n")
    places = {}
    for number, body in sorted(held.items()):
        places[number] = len(out)
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    last = max(held)
    out += f"xref\n0 {last + 1}\n0000000000 65535 f \n".encode()
    for number in range(1, last + 1):
        out += f"{places[number]:010d} 00000 n \n".encode() if number in places else b"0000000000 65535 f \n"
    lock = f"/Encrypt {_lock(password)} /ID [<00> <00>]" if password is not None else ""
    out += f"trailer << /Size {last + 1} /Root 1 0 R /Info 3 0 R {lock} >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(bytes(out))
    return path


# The oldest lock of PDF, version 1, revision 2: RC4 with keys of 40 bits (ISO 32000-1, 7.6).
PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")
PERMISSIONS = -4


def rc4(key: bytes, content: bytes) -> bytes:
    state = list(range(256))
    j = 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in content:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def _padded(password: str) -> bytes:
    return (password.encode("latin-1") + PADDING)[:32]


def _owner_entry(password: str) -> bytes:
    return rc4(hashlib.md5(_padded(password)).digest()[:5], _padded(password))


def _file_key(password: str) -> bytes:
    permissions = (PERMISSIONS & 0xFFFFFFFF).to_bytes(4, "little")
    return hashlib.md5(_padded(password) + _owner_entry(password) + permissions + b"\x00").digest()[:5]


def _object_key(password: str, number: int) -> bytes:
    return hashlib.md5(_file_key(password) + number.to_bytes(3, "little") + b"\x00\x00").digest()[:10]


def _lock(password: str) -> str:
    user, owner = rc4(_file_key(password), PADDING).hex(), _owner_entry(password).hex()
    return f"<< /Filter /Standard /V 1 /R 2 /O <{owner}> /U <{user}> /P {PERMISSIONS} >>"
