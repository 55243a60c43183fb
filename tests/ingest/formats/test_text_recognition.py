"""Pictures of pages are read where Tesseract is installed."""

import shutil

import pytest

from ingest.elements import SourceFile
from ingest.errors import ImageOnly
from ingest.formats.pdf.library import open_page, open_pdf, page_picture
from ingest.formats.pdf.reader import read_pdf
from ingest.formats.text_recognition import paragraphs_of_table, recognised_paragraphs
from tests.ingest.formats.pdf_writer import PdfPage, write_pdf

needs_tesseract = pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
HEADER = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def row(block, line, word, conf, text):
    return f"5\t1\t{block}\t1\t{line}\t{word}\t0\t0\t9\t9\t{conf}\t{text}"


def test_words_are_put_into_lines_and_paragraphs_without_those_that_are_dirt():
    table = "\n".join(
        [
            HEADER,
            row(1, 1, 1, 96, "The"),
            row(1, 1, 2, 91, "depart-"),
            row(1, 2, 1, 90, "ment"),
            row(1, 2, 2, 12, "~;"),
            row(2, 1, 1, 95, "Pays"),
        ]
    )
    assert paragraphs_of_table(table) == ["The department", "Pays"]


@needs_tesseract
def test_the_words_of_a_pages_picture_are_recognised(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [PdfPage().text(72, 700, "Travel allowance for staff", 24)])
    with open_pdf(path, ()) as document, open_page(document, 0) as page:
        assert recognised_paragraphs(page_picture(page, 150), 60.0) == ["Travel allowance for staff"]


@needs_tesseract
def test_recognition_stops_when_its_time_is_over(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [PdfPage().lines(72, 700, ["Travel allowance for staff"] * 40)])
    with open_pdf(path, ()) as document, open_page(document, 0) as page:
        assert recognised_paragraphs(page_picture(page, 300), 0.0) is None


def test_what_is_no_picture_has_no_words():
    assert not recognised_paragraphs(b"not a picture", 20.0)


@needs_tesseract
def test_a_page_that_is_a_picture_is_read_and_said_to_be_one(tmp_path):
    drawn = write_pdf(tmp_path / "drawn.pdf", [PdfPage().text(72, 700, "Travel allowance for staff", 24)])
    with open_pdf(drawn, ()) as document, open_page(document, 0) as page:
        picture = page_picture(page, 100)
    width, height = map(int, picture.split(b" ", 3)[1:3])
    pixels = picture[-width * height :].hex()
    image = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
        f"/BitsPerComponent 8 /Filter /ASCIIHexDecode /Length {len(pixels) + 1} >>\nstream\n{pixels}>\nendstream"
    )
    scan = PdfPage(content=["q 612 0 0 792 0 0 cm /I1 Do Q"], resources="/XObject << /I1 10 0 R >>")
    path = write_pdf(tmp_path / "scan.pdf", [scan], objects=(image,))
    parsed = read_pdf(SourceFile(path, path.name))
    assert [run.text for element in parsed.elements for run in element.runs] == ["Travel allowance for staff"]
    assert parsed.notes == ("Page 1 is a picture; its words were recognised and may hold mistakes.",)
    assert parsed.pages[0].is_recognised


def test_a_picture_without_words_is_image_only(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [PdfPage().picture()])
    with pytest.raises(ImageOnly, match="pictures"):
        read_pdf(SourceFile(path, path.name))
