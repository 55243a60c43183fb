"""Tell apart the formats that are text by their first lines."""

import codecs
import re
import unicodedata

# Names under which mark-up is meant to be read as it is written.
_PLAIN_SUFFIXES = {".txt", ".text", ".log", ".org", ".tex", ".me", ".asc", ".diff", ".patch"}
_SUFFIX_FORMATS = {
    "markdown": {".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdx", ".rmd", ".qmd"},
    "rst": {".rst", ".rest"},
    "csv": {".csv", ".tsv", ".tab", ".psv"},
    "html": {".html", ".htm", ".xhtml", ".xht", ".shtml"},
    "eml": {".eml"},
    "jsonl": {".json", ".jsonl", ".ndjson", ".geojson", ".jsonld"},
    "vtt": {".vtt", ".srt"},
    "ipynb": {".ipynb"},
    "mhtml": {".mht", ".mhtml"},
}
_FORMAT_BY_SUFFIX = {suffix: name for name, suffixes in _SUFFIX_FORMATS.items() for suffix in suffixes}
# Names of files that are never text: text under them is of another kind, which its words must tell.
_SHEET_SUFFIXES = {".xls", ".xlsx", ".xlsm", ".ods"}
_BINARY_SUFFIXES = _SHEET_SUFFIXES | {
    *(
        ".pdf",
        ".docx",
        ".docm",
        ".doc",
        ".pptx",
        ".ppt",
        ".odt",
        ".odp",
        ".rtf",
        ".epub",
        ".msg",
        ".zip",
        ".png",
        ".jpg",
    ),
    *(".jpeg", ".tif", ".tiff"),
}

_BEFORE_TAG = r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
_PAGE = re.compile(_BEFORE_TAG + r"<(?:!doctype\s+html|(?:html|head|body|title|meta)(?=[\s>/]))", re.I | re.S)
_PAGE_PART = re.compile(_BEFORE_TAG + r"<(?:table|div|style|span|p|h[1-6]|ul|ol|font|center)(?=[\s>/])", re.I | re.S)
_OFFICE_XML = re.compile(r"\s*<\?xml[^>]*>\s*<(?:\?mso-application|office:document)", re.I)
_OBJECT = re.compile(r"""\s*\{\s*("[^"\n]*"\s*:|\}\s*$)""")
_LIST = re.compile(r"""\s*\[\s*(\{\s*"|\[\s*["\d\[-]|"|\]\s*$)""")
_CAPTIONS = re.compile(r"\s*(?:WEBVTT(?=\s|$)|\d+[ \t]*\n\d{1,2}:\d\d:\d\d[,.]\d{1,3}[ \t]*-->)")
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]*)[ \t]*:(.*)")
_MAILBOX_LINE = re.compile(r"^From \S+ +\w{3} \w{3} +\d{1,2} \d\d:\d\d", re.M)
_DELIMITERS = "\t;,|"

# Fields that only mail programs write; people write "From:" and "Date:" over memos too.
_MAIL_FIELDS = {"received", "message-id", "return-path", "delivered-to", "dkim-signature", "mime-version"}
_POSTED_FIELDS = {"to", "cc", "bcc", "received", "delivered-to", "return-path"}

# Of a text's characters; more that mean nothing do not happen, and one may in any text.
_MOST_UNLIKELY = 0.02
_CONTROLS = bytes(set(range(0x20)) - set(b"\t\n\v\f\r\x08\x1a\x1b"))
_WIDE_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def text_of(head: bytes) -> str | None:
    """Return a file's first bytes as text in which ASCII is right; None where they are no text.

    Other letters may be wrong: this is for telling formats apart, not for reading.
    """
    for mark, encoding in _WIDE_MARKS:
        if head.startswith(mark):
            return _decoded(head[len(mark) :], encoding)
    padded = head.rstrip(b"\0")
    if not padded.strip(b"\xff"):
        return None  # as a disk holds it where nothing was written
    controls = len(padded) - len(padded.translate(None, _CONTROLS))
    if controls <= max(1, _MOST_UNLIKELY * len(padded)):
        return padded.removeprefix(codecs.BOM_UTF8).decode("latin-1").replace("\r\n", "\n").replace("\r", "\n")
    return _wide_text(head)


def _wide_text(head: bytes) -> str | None:
    # Without a mark: the half of each pair of bytes that is zero more often is the higher one.
    encodings = ["utf-16-le", "utf-16-be"]
    if head[0::2].count(0) > head[1::2].count(0):
        encodings.reverse()
    for encoding in encodings:
        words = _decoded(head, encoding)
        unlikely = sum(not _is_of_text(character) for character in words)
        if words and unlikely <= max(1, _MOST_UNLIKELY * len(words)):
            return words
    return None


def _decoded(head: bytes, encoding: str) -> str:
    words = codecs.getincrementaldecoder(encoding)("replace").decode(head)
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _is_of_text(character: str) -> bool:
    if character in "\t\n\v\f\r":
        return True
    return character != "\ufffd" and unicodedata.category(character) not in ("Cc", "Cn", "Co", "Cs")


def text_format(words: str, suffix: str) -> str:
    """Return the format of a text by its first lines, and by its name's suffix where they do not tell.

    >>> text_format("<!doctype html><p>Leave", ".pdf"), text_format("<!doctype html><p>Leave", ".txt")
    ('html', 'text')
    """
    named = _FORMAT_BY_SUFFIX.get(suffix, "")
    if named in ("markdown", "rst"):
        return named
    is_plain = suffix in _PLAIN_SUFFIXES
    if _CAPTIONS.match(words):
        return "vtt"
    if not named and not is_plain and _is_mailbox(words):
        return "mbox"
    if mail := _mail_format(words, named):
        return mail
    if not is_plain and _PAGE.match(words):
        return "html"
    if _OFFICE_XML.match(words) and not is_plain:
        return ""  # the XML of old office programs: no reader, and not meant to be read as it is
    return _structured_format(words, suffix, named)


def _structured_format(words: str, suffix: str, named: str) -> str:
    is_elsewhere = suffix in _BINARY_SUFFIXES or not suffix
    if named in ("jsonl", "ipynb") or is_elsewhere:
        if _OBJECT.match(words) and (named == "ipynb" or ('"cells"' in words and '"cell_type"' in words)):
            return "ipynb"
        if _OBJECT.match(words) or _LIST.match(words):
            return "jsonl"
    if (is_elsewhere or named == "mhtml") and _PAGE_PART.match(words):
        return "html"
    if suffix in _SHEET_SUFFIXES and _has_columns(words):
        return "csv"
    if named == "vtt":
        return "vtt" if "-->" in words else "text"
    return named if named in ("csv", "html", "eml", "jsonl") else "text"


def _mail_format(words: str, named: str) -> str:
    """Return "eml" or "mhtml" for a text with a message's head, else nothing."""
    fields = _fields(words)
    if not fields:
        return ""
    is_page = fields.get("content-type", "").lower().lstrip().startswith("multipart/related")
    is_saved = "snapshot-content-location" in fields or fields.get("from", "").lstrip().startswith("<Saved by")
    if is_saved or (named == "mhtml" and "mime-version" in fields):
        return "mhtml"
    if is_page and "mime-version" in fields and named != "eml" and not _POSTED_FIELDS & fields.keys():
        return "mhtml"
    is_mail = (
        "from" in fields and bool(_MAIL_FIELDS & fields.keys()) and bool({"to", "date", "subject"} & fields.keys())
    )
    return "eml" if is_mail or ("received" in fields and "message-id" in fields) else ""


def _is_mailbox(words: str) -> bool:
    return bool(_MAILBOX_LINE.match(words)) and len(_MAILBOX_LINE.findall(words)) > 1


def _fields(words: str) -> dict[str, str]:
    """Return the fields of a message's head by their names in small letters; none where it has another shape."""
    found: dict[str, str] = {}
    lines = words.lstrip("\n").split("\n")
    if _MAILBOX_LINE.match(lines[0]):
        del lines[0]
    for line in lines:
        if not line.strip():
            break
        if line[0] in " \t" and found:
            continue
        field = _FIELD.fullmatch(line)
        if not field:
            return {}
        found.setdefault(field[1].lower(), field[2])
    return found


def _has_columns(words: str) -> bool:
    lines = [line for line in words.split("\n")[:20] if line.strip()]
    return any(lines and all(mark in line for line in lines) for mark in _DELIMITERS)
