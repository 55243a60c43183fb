"""Read bytes as text, whatever their encoding. The one module that imports charset_normalizer."""

import codecs
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from ingest.errors import UnreadableFile

BINARY = "this is not a text file, whatever its name says."
CODED = "it holds bytes written as letters (base64) and no words. Decode it first."

# UTF-32 first: the mark of its little-endian form begins with that of UTF-16.
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")

# What charsets mean in practice, after the labels of https://encoding.spec.whatwg.org: each is read as the larger one
# that programs write under its name.
LARGER = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949",
}  # fmt: skip
SPELLINGS = {
    "iso-8859-8-i": "iso8859-8", "iso-8859-8-e": "iso8859-8", "x-sjis": "cp932", "x-gbk": "gb18030",
    "ks_c_5601-1987": "cp949", "windows-874": "cp874", "x-mac-roman": "mac_roman", "macintosh": "mac_roman",
    "x-mac-cyrillic": "mac_cyrillic", "windows-31j": "cp932", "x-euc-jp": "euc_jp", "ansi": "cp1252",
    "x-user-defined": "cp1252", "unicode-1-1-utf-7": "utf-7",
}  # fmt: skip
SEVEN_BIT = frozenset({"utf-7", "hz", "iso2022_jp", "iso2022_jp_1", "iso2022_jp_2", "iso2022_kr", "iso2022_jp_ext"})
ESCAPES = ((b"\x1b$)C", "iso2022_kr"), (b"\x1b$B", "iso2022_jp_2"), (b"\x1b$@", "iso2022_jp_2"))

PLAUSIBLE = (
    "cp1252", "cp932", "euc_jp", "gb18030", "big5", "cp949", "cp1251", "koi8_r", "cp1250", "iso8859_2", "iso8859_5",
    "iso8859_7", "cp1253", "cp1254", "cp1255", "cp1256", "iso8859_6", "iso8859_8", "cp866", "cp874", "mac_roman",
)  # fmt: skip
# In Latin letters the same bytes are letters in every charset; the alphabet that all words keep to tells which it is.
WESTERN = ("àâæçéèêëîïôœùûüÿ", "äöüß", "áéíñóúü", "áàâãçéêíóôõú", "àèéìíîòóù", "åäæéöø", "áéíðóúýþæö", "äõöšüž")
CENTRAL = (
    "ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíĺľňóôŕšťúýž", "áéíóöőúüű", "čćđšž", "ăâîşţ",
)  # fmt: skip
LATIN = (
    ("cp1252", WESTERN),
    ("cp1250", CENTRAL),
    ("iso8859_2", CENTRAL),
    ("cp1254", ("âçğıîöşûü",)),
    ("cp1257", ("āčēģīķļņšūž", "ąčęėįšųūž")),
    ("mac_roman", WESTERN),
)

SAMPLE_BYTES = 100_000
MAX_UNLIKELY = 0.02  # of the characters or bytes of a text
# Of a text's bytes; more zeros are no accident.
MAX_STRAY = 0.05
# Of a text in UTF-8, how many times more letters beyond ASCII than bytes that are damaged.
MIN_SOUND = 10
EAST_ASIAN_SIGNS = frozenset("\u3000、。，")
MIN_COMMON = 0.005  # of the characters of a text that is not short
SHORT_CHARS = 40
CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r\f\v\x1a\x1b")
BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
# Bytes beyond ASCII in a row, on average: one to two in Latin letters, whole words in other letters.
MAX_LATIN_RUN = 1.8
MAX_LATIN_SHARE = 0.3  # of the bytes of lines that hold any; in Shift JIS at least half
BETWEEN_LETTERS = frozenset("’‘–—·…\u00ad\xa0")
CODED_LINE = re.compile(rb"[A-Za-z0-9+/]{40,}={0,2}")
LINE_ENDS = re.compile(r"\r\n?")


def decoded(content: bytes, declared: str | None = None) -> str:
    r"""Return the text that bytes hold, its lines ended by ``\n``; bytes that mean nothing become U+FFFD.

    Asked in turn: a byte order mark, the pattern of zero bytes, UTF-8, the declared charset, the likeliest charset.

    Args:
        content: All bytes of a text; form feeds in it stay.
        declared: The charset that the file or its message names, if any; one that is unknown or wrong is passed over.

    Raises:
        UnreadableFile: The bytes are no text.

    >>> decoded("Größe\r\n".encode("cp1252"))
    'Größe\n'
    """
    marked = _marked(content)
    return LINE_ENDS.sub("\n", _unmarked(content, declared) if marked is None else marked)


def known_charset(declared: str | None) -> str | None:
    """Return the codec to use for a charset's name; None for one that is unknown or no charset.

    >>> known_charset("ISO-8859-1")
    'cp1252'
    """
    label = (declared or "").strip().strip("\"'").lower()
    label = SPELLINGS.get(label, label)
    try:
        name = codecs.lookup(label).name
        "".encode(name)
    except (LookupError, ValueError, UnicodeError):
        return None
    return LARGER.get(name, name)


def _marked(content: bytes) -> str | None:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, "replace")
    return None


def _unmarked(content: bytes, declared: str | None) -> str:
    charset = known_charset(declared)
    if b"\0" in content:
        return _wide(content, charset)
    if charset in SEVEN_BIT:
        return content.decode(charset, "replace")
    for escape, encoding in ESCAPES:
        if escape in content and content.isascii():
            return content.decode(encoding, "replace")
    text = _utf8(content)
    if text is not None:
        return text
    if charset and charset not in WIDE and not charset.startswith("utf"):
        text = content.decode(charset, "replace")
        if text.count("\ufffd") <= MAX_UNLIKELY * len(text) and not _is_binary(content):
            return text
    if charset in ("utf-16", *WIDE):
        # Such text without a single zero byte holds no line end and no space, as one word of Chinese may.
        return content.decode(charset, "replace")
    return _guessed(content)


def _utf8(content: bytes) -> str | None:
    """Return text in UTF-8, a few damaged bytes in it replaced; None where it is in another encoding."""
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    if damaged and damaged * MIN_SOUND > len(text) - sum(map(str.isascii, text)):
        return None
    if _is_binary(content):
        raise UnreadableFile(BINARY)
    if _is_coded(content):
        raise UnreadableFile(CODED)
    return text


def _is_coded(content: bytes) -> bool:
    """Whether all of a text is base64: lines of one length, the last one excepted, with letters and digits mixed."""
    lines = content.split()
    if not lines or not CODED_LINE.fullmatch(lines[0]) or sum(map(len, lines)) % 4:
        return False
    is_even = all(len(line) == len(lines[0]) for line in lines[:-1]) and len(lines[-1]) <= len(lines[0])
    kinds = (bytes.isupper, bytes.islower, bytes.isdigit)
    has_all = all(any(is_kind(lines[0][place : place + 1]) for place in range(len(lines[0]))) for is_kind in kinds)
    return is_even and has_all and re.fullmatch(rb"[A-Za-z0-9+/]+={0,2}", b"".join(lines)) is not None


def _is_binary(content: bytes) -> bool:
    return len(content) - len(content.translate(None, CONTROLS)) > MAX_UNLIKELY * len(content)


def _wide(content: bytes, charset: str | None) -> str:
    """Return text with zero bytes: in UTF-16 or UTF-32, padded with zeros at its end, or with a few astray in it."""
    padded = content.rstrip(b"\0")
    if padded and b"\0" not in padded and len(content) - len(padded) > 3:
        return _unmarked(padded, charset)
    cleared = content.replace(b"\0", b"")
    are_few = len(content) - len(cleared) <= MAX_STRAY * len(content)
    if are_few and _is_utf8(cleared):
        return _unmarked(cleared, charset)
    likelihoods = {encoding: _likelihood(content[:SAMPLE_BYTES], encoding) for encoding in WIDE}
    encoding = max(likelihoods, key=likelihoods.__getitem__)
    if not likelihoods[encoding]:
        if are_few:
            return _unmarked(cleared, charset)
        raise UnreadableFile(BINARY)
    whole = len(content) - len(content) % (4 if "32" in encoding else 2)
    return content[:whole].decode(encoding, "replace")


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode("utf-8")
    except UnicodeError:
        return False
    return True


def _likelihood(sample: bytes, encoding: str) -> float:
    """Return the share of ASCII and of the signs of East Asian sentences in what should be text; 0 where it is none."""
    width = 4 if "32" in encoding else 2
    text = sample[: len(sample) - len(sample) % width].decode(encoding, "replace")
    unlikely = sum(unicodedata.category(character) in ("Cc", "Cn", "Co", "Cs") for character in text)
    unlikely += text.count("\ufffd") - sum(map(text.count, "\t\n\r\f"))
    if not text or unlikely > MAX_UNLIKELY * len(text):
        return 0.0
    common = sum(character.isascii() or character in EAST_ASIAN_SIGNS for character in text) / len(text)
    return common if common >= MIN_COMMON or len(text) < SHORT_CHARS else 0.0


def _guessed(content: bytes) -> str:
    """Return text in the charset that makes its words likeliest."""
    from charset_normalizer import from_bytes

    if _is_binary(content):
        raise UnreadableFile(BINARY)
    # Long stretches of plain English hide the few words that tell.
    telling = b"\n".join(line for line in re.split(rb"[\r\n]+", content) if not line.isascii())[:SAMPLE_BYTES]
    sample = telling[: telling.rfind(b"\n")] if len(telling) == SAMPLE_BYTES and b"\n" in telling else telling
    runs = BEYOND_ASCII.findall(sample)
    beyond = sum(map(len, runs))
    is_latin = beyond < MAX_LATIN_RUN * len(runs) and beyond < MAX_LATIN_SHARE * len(sample)
    if is_latin:
        return content.decode(_latin_charset(sample), "replace")
    best = from_bytes(sample, cp_isolation=list(PLAUSIBLE)).best()
    return content.decode(best.encoding if best else "cp1252", "replace")


def _latin_charset(sample: bytes) -> str:
    """Return the charset in which words keep to one alphabet; in doubt the first of LATIN."""
    misread = {name: _misread(f" {sample.decode(name, 'replace')} ", alphabets) for name, alphabets in LATIN}
    return min(misread, key=misread.__getitem__)


def _misread(text: str, alphabets: Sequence[str]) -> int:
    """Return how many signs stand where words do not have them, or are of no word of the likeliest language."""
    letters = Counter(sign for sign in text.lower() if sign > "\x7f" and sign.isalpha())
    foreign = min(letters.total() - sum(letters[sign] for sign in alphabet) for alphabet in alphabets)
    return foreign + sum(
        _is_misread(*signs) for signs in zip(text, text[1:], text[2:], strict=False) if signs[1] > "\x7f"
    )


def _is_misread(before: str, sign: str, after: str) -> bool:
    if sign.isalpha():
        return after.isdigit() or (sign.isupper() and before.islower() and after.islower())
    in_word = before.isalpha() and after.isalpha() and sign not in BETWEEN_LETTERS
    return in_word or sign == "\ufffd" or sign < "\xa0"
