"""RTF as tokens, and the encodings of its bytes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

# A control word, an escaped byte, a control sign, a brace, or plain bytes; line ends mean nothing.
_TOKEN = re.compile(
    rb"\\(?:(?P<word>[A-Za-z]{1,32})(?P<value>-?\d{1,10})?[ ]?|'(?P<hex>[0-9A-Fa-f]{2})|(?P<sign>[^A-Za-z]))"
    rb"|(?P<brace>[{}])|(?P<plain>[^\\{}\r\n\0]+)|[\r\n\0]+|\\"
)
_CODE_PAGES = {
    0: "cp1252", 1: "cp1252", 77: "mac_roman", 78: "shift_jis", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk",
    136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257",
    204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437", 255: "cp850",
}  # fmt: skip
SYMBOL_CHARSET = 2
DEFAULT_CODE_PAGE = "cp1252"


class Kind(Enum):
    """What a token is."""

    OPEN = auto()
    CLOSE = auto()
    WORD = auto()
    SIGN = auto()
    BYTE = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class Token:
    """One token; which of the fields it has depends on its kind."""

    kind: Kind
    word: str = ""  # a control word or sign
    value: int | None = None  # of a control word
    content: bytes = b""


_OPEN, _CLOSE = Token(Kind.OPEN), Token(Kind.CLOSE)


def tokens(content: bytes) -> Iterator[Token]:
    """Yield the tokens of an RTF file; binary parts are left out."""
    position = 0
    while found := _TOKEN.match(content, position):
        position = found.end()
        name = found.lastgroup
        if name == "plain":
            yield Token(Kind.PLAIN, content=found[0])
        elif name in ("word", "value"):
            word, value = found["word"].decode("ascii"), found["value"]
            if word == "bin" and value is not None:
                position += max(0, int(value))
            else:
                yield Token(Kind.WORD, word, None if value is None else int(value))
        elif name == "brace":
            yield _OPEN if found[0] == b"{" else _CLOSE
        elif name == "hex":
            yield Token(Kind.BYTE, content=bytes([int(found["hex"], 16)]))
        elif name == "sign":
            yield Token(Kind.SIGN, found["sign"].decode("latin-1"))


def code_page(charset: int) -> str:
    """Return the encoding of a font's character set."""
    return _CODE_PAGES.get(charset, DEFAULT_CODE_PAGE)


def encoding_of(number: int) -> str:
    """Return the name of a code page by its number; the usual one where it is not known.

    >>> encoding_of(1251), encoding_of(99999)
    ('cp1251', 'cp1252')
    """
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gbk"}.get(number, f"cp{number}")
    try:
        b"a".decode(name)
    except (LookupError, UnicodeDecodeError):
        return DEFAULT_CODE_PAGE
    return name
