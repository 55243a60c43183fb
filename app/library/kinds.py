"""The kinds of files in a person's words."""

from pathlib import PurePosixPath

_KINDS = {
    "pdf": "PDF",
    "docx": "Word document",
    "doc": "Word document",
    "pptx": "PowerPoint slides",
    "ppt": "PowerPoint slides",
    "xlsx": "Excel workbook",
    "xls": "Excel workbook",
    "xlsb": "Excel workbook",
    "odt": "OpenDocument text",
    "odp": "OpenDocument slides",
    "ods": "OpenDocument sheets",
    "rtf": "Rich text",
    "csv": "Table (CSV)",
    "html": "Web page",
    "htm": "Web page",
    "mhtml": "Web page",
    "epub": "E-book",
    "eml": "E-mail",
    "msg": "E-mail",
    "tnef": "E-mail",
    "mbox": "Mailbox",
    "vtt": "Subtitles",
    "ipynb": "Notebook",
    "jsonl": "Records (JSON)",
    "rst": "Plain text",
    "zip": "ZIP archive",
    "text": "Plain text",
    "txt": "Plain text",
    "markdown": "Markdown",
    "md": "Markdown",
    "image": "Picture",
    "locked": "Locked file",
}
_SLIDES = {"pptx", "ppt", "odp"}
_SHEETS = {"xlsx", "xls", "xlsb", "ods"}


def kind_words(file_format: str, name: str) -> str:
    """Return what kind of file it is; by its name's suffix where the format is not known.

    >>> kind_words("docx", "a.docx"), kind_words("", "plan.pdf"), kind_words("", "drawing.dwg"), kind_words("", "plan")
    ('Word document', 'PDF', 'DWG file', 'File')
    """
    suffix = PurePosixPath(name).suffix.removeprefix(".")
    kind = _KINDS.get(file_format) or _KINDS.get(suffix.casefold())
    return kind or (f"{suffix.upper()} file" if suffix.isalnum() and len(suffix) <= 5 else "File")


def page_kind(file_format: str) -> str:
    """Return what the pages of such files are: pages, slides or sheets, in the singular.

    >>> page_kind("xlsx"), page_kind("odp"), page_kind("pdf")
    ('sheet', 'slide', 'page')
    """
    if file_format in _SHEETS:
        return "sheet"
    return "slide" if file_format in _SLIDES else "page"
