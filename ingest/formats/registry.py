"""Which function reads which format; its module is imported when the first such file is read."""

from collections.abc import Callable
from importlib import import_module

from ingest.elements import ParsedFile, SourceFile
from ingest.errors import UnsupportedFormat

Reader = Callable[[SourceFile], ParsedFile]

# Formats whose bytes are their text; Markdown's marks are cut out of it.
TEXT_FORMATS = frozenset({"text", "markdown"})
# Formats that may hold other files, or that are unlocked or converted into files on the way.
UNPACKED_FORMATS = frozenset({"zip", "eml", "msg", "pdf", "locked", "doc", "xls", "ppt"})
READERS = {
    "pdf": "pdf.reader:read_pdf",
    "docx": "word.reader:read_docx",
    "doc": "legacy:read_doc",
    "pptx": "slides.reader:read_pptx",
    "ppt": "legacy:read_ppt",
    "xlsx": "sheets.reader:read_xlsx",
    "xls": "sheets.reader:read_xls",
    "odt": "opendocument.reader:read_odt",
    "odp": "opendocument.reader:read_odp",
    "ods": "opendocument.reader:read_ods",
    "rtf": "rich_text.reader:read_rtf",
    "csv": "delimited:read_csv",
    "html": "web.reader:read_html",
    "mhtml": "web.reader:read_mhtml",
    "epub": "ebook:read_epub",
    "eml": "mail:read_eml",
    "msg": "mail:read_msg",
    "vtt": "subtitles:read_vtt",
    "ipynb": "notebook:read_ipynb",
    "jsonl": "json_lines:read_jsonl",
    "rst": "restructured:read_rst",
    "zip": "archive:read_zip",
}
# Formats that are known and not read, with what is wrong and what to do.
UNREAD = {
    "xlsb": "it is a binary workbook. Open it in Excel and save it as .xlsx.",
    "tnef": "it is a message as Outlook packs it for other Outlooks. Have it sent anew as HTML or plain text.",
    "mbox": "it is a mailbox of many messages. Save each message as a file of its own (.eml).",
    "image": "it is a picture. Save it as PDF, and its words are recognised where Tesseract is installed.",
}
READ_AS = "PDF, Word, PowerPoint, Excel, OpenDocument, RTF, HTML, Markdown, plain text, CSV, mail, EPUB or ZIP"


def reader_of(kind: str) -> Reader:
    """Return the function that reads files of a format.

    Raises:
        UnsupportedFormat: None does.
    """
    if kind in UNREAD:
        raise UnsupportedFormat(UNREAD[kind])
    if kind not in READERS:
        raise UnsupportedFormat(f"files of this kind cannot be read. Save it as one of {READ_AS}.")
    module, _, function = READERS[kind].partition(":")
    reader: Reader = getattr(import_module(f"ingest.formats.{module}"), function)
    return reader
