"""A site over a few small documents, one of them a PDF and one made to do harm, whose files can be found again."""

from contextlib import contextmanager
from pathlib import Path

from app.commands.ingest import LEDGER
from app.settings import read_settings
from tests.ingest.formats.pdf_writer import PdfPage, write_pdf

HANDBOOK = "handbook.pdf"
LEAVE = "leave.md"
HOSTILE = "<img src=x onerror=alert(1)>.md"
HOSTILE_TEXT = """# Gates <svg onload=alert(2)>

## The "><script>alert(3)</script> gate

The Bad <b onmouseover=alert(4)> Gate Office (BGO) opens the garden gate at noon every day.

## The other gate

The BGO keeps the key of the other gate in a box.
"""
LEAVE_TEXT = """# Leave rules

The Human Resources Unit (HRU) keeps these rules.

## Annual leave

Staff have thirty days of annual leave a year. The HRU counts them.

## Sick leave

A medical certificate is needed from the fourth day of sickness.

## Parental leave

Parents have eighteen weeks of leave after a birth.

## Study leave

Staff may take five days a year to study.
"""


def write_documents(folder: Path) -> None:
    """Write the documents into a folder."""
    first = PdfPage().text(72, 720, "Staff handbook", 20).text(72, 660, "The office opens at eight in the morning.")
    second = PdfPage().text(72, 720, "Travel", 20).text(72, 660, "Taxis are paid after ten in the evening.")
    write_pdf(folder / HANDBOOK, [first, second])
    (folder / LEAVE).write_text(LEAVE_TEXT, encoding="utf-8")
    (folder / HOSTILE).write_text(HOSTILE_TEXT, encoding="utf-8")


@contextmanager
def site_of(folder: Path, data_dir: Path):
    """The site over the documents of a folder, which keeps all it knows in `data_dir`."""
    from app.commands.opening import open_assistant, open_writer
    from app.web.site import open_site
    from ingest.folder import ingest_folder

    settings = read_settings(data_dir, environment={})
    with open_writer(settings) as index:
        report = ingest_folder([folder], index, data_dir / LEDGER, passage_chars=settings.passage_chars)
    assert not report.failed
    with open_assistant(settings) as (assistant, index):
        site = open_site(assistant, index, settings)
        yield site
        site.close()


def address_of(document, words, kind="source", **more):
    """The address of a document at the words, as the page links to it."""
    from urllib.parse import quote, urlencode

    start = document.text.index(words)
    return f"{kind}/{quote(document.source)}?{urlencode({**more, 'start': start, 'end': start + len(words)})}"
