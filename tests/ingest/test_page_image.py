import struct
import zlib

import pytest

from ingest.elements import Limits
from ingest.load import load
from ingest.opening import hash_of
from ingest.originals import Original
from ingest.page_image import NOT_DRAWN, NoPageImage, PageImage, PageImages
from tests.ingest.formats.pdf_writer import PdfPage, write_pdf

MEGABYTE = 1 << 20
# A mark may be a little higher or wider than its letters: as shares of a page.
NEAR = pytest.approx(0, abs=0.008)


@pytest.fixture(scope="module")
def images():
    with PageImages() as images:
        yield images


def original(path):
    return Original(path, path.name, hash_of(path))


def marked(images, path, number, words, occurrence=0):
    """The image of a page with the words marked, which are found in the document's text."""
    document = load(path, path.name)
    start = -1
    for _ in range(occurrence + 1):
        start = document.text.index(words, start + 1)
    found = images.image(original(path), document, number, (start, start + len(words)))
    assert isinstance(found, PageImage)
    return found


def test_a_quote_is_marked_where_it_stands(images, tmp_path):
    # Ten points high, its baseline 700 points from the bottom of a page of 792; "Leave: " is 33 points wide.
    page = PdfPage().text(72, 700, "Leave: thirty days a year.").text(72, 300, "Nobody reads the rest of the page.")
    image = marked(images, write_pdf(tmp_path / "a.pdf", [page]), 1, "thirty days a year.")
    (mark,) = image.marks
    assert mark.left - (72 + 33) / 612 == NEAR
    assert mark.top - (792 - 700 - 8.6) / 792 == NEAR
    assert mark.bottom - (792 - 700 + 2.6) / 792 == NEAR
    assert 0.1 < mark.right - mark.left < 0.15


def test_the_picture_is_a_png_of_the_pages_shape(images, tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [PdfPage(width=400, height=200).text(40, 100, "Wide", 60)])
    picture = images.picture(original(path), 1)
    assert (picture.width, picture.height) == (1240, 620)
    assert picture.png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", picture.png[16:24]) == (1240, 620)
    start = picture.png.index(b"IDAT") + 4
    pixels = zlib.decompress(picture.png[start : picture.png.index(b"IEND") - 8])
    assert len(pixels) == 620 * (1 + 3 * 1240)
    assert {0, 255} <= set(pixels)


def test_hyphens_line_ends_and_ligatures_do_not_matter(images, tmp_path):
    page = PdfPage().lines(72, 700, ["The office of the chief co-", "ordinator con\\256rms", "it by letter."])
    page.content = [line.replace(r"\\256", r"\256") for line in page.content]  # fi in the standard encoding
    path = write_pdf(tmp_path / "a.pdf", [page])
    path.write_bytes(path.read_bytes().replace(b"/WinAnsiEncoding", b"/StandardEncoding"))
    image = marked(images, path, 1, load(path, "a.pdf").text.strip())
    assert len(image.marks) == 3


def test_of_equal_words_those_are_marked_that_stand_at_the_place(images, tmp_path):
    lines = ["Cooks have thirty days of leave.", "Drivers have thirty days of leave."]
    path = write_pdf(tmp_path / "a.pdf", [PdfPage().lines(72, 700, lines, step=100)])
    (first,) = marked(images, path, 1, "thirty days of leave").marks
    (second,) = marked(images, path, 1, "thirty days of leave", occurrence=1).marks
    assert second.top - first.top - 100 / 792 == NEAR


def test_each_page_shows_its_part_of_a_quote(images, tmp_path):
    before = [f"This line number {word} fills the page before it ends with a sentence" for word in ("one", "two")]
    first = PdfPage().lines(72, 90, [*before, "that is not over yet, for it goes on after the end of this very"])
    second = PdfPage().lines(72, 720, ["page with as many words as it takes. Then another sentence begins."])
    path = write_pdf(tmp_path / "a.pdf", [first, second])
    words = "that is not over yet, for it goes on after the end of this very page with as many words as it takes."
    (on_first,) = marked(images, path, 1, words).marks
    (on_second,) = marked(images, path, 2, words).marks
    assert on_first.top > 0.9
    assert on_second.top < 0.1


def test_a_turned_page_is_shown_upright_with_its_marks(images, tmp_path):
    page = PdfPage(entries="/Rotate 90").turned(100, 72, "Turned words")
    image = marked(images, write_pdf(tmp_path / "a.pdf", [page]), 1, "Turned words")
    assert image.width > image.height
    (mark,) = image.marks
    # The lower left corner of the page is the upper left one of what is shown.
    assert mark.left - 72 / 792 == NEAR
    assert mark.bottom - (100 + 2.6) / 612 == NEAR


def test_a_row_is_marked_though_its_table_was_drawn_column_by_column(images, tmp_path):
    columns = [["Town", "Lusaka", "Harare", "Lagos"], ["Staff", "12", "45", "78"], ["Cars", "3", "4", "5"]]
    page = PdfPage()
    for number, cells in enumerate(columns):
        page.lines(72 + 150 * number, 700, cells, step=20)
    path = write_pdf(tmp_path / "a.pdf", [page])
    marks = marked(images, path, 1, "Harare | 45 | 4").marks
    assert [round(mark.left * 612) for mark in marks] == [72, 222, 372]


def test_what_is_not_on_the_page_is_not_marked(images, tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [PdfPage().text(72, 700, f"Words of page {n}.") for n in "abc"])
    assert marked(images, path, 3, "Words of page a.").marks == ()


def test_other_kinds_of_files_and_missing_pages_are_told_in_words(images, tmp_path):
    (tmp_path / "a.txt").write_text("Annual leave is 30 days.")
    path = write_pdf(tmp_path / "a.pdf", [PdfPage().text(72, 700, "Words")])
    assert not images.can_show(original(tmp_path / "a.txt"))
    assert images.picture(original(tmp_path / "a.txt"), 1) == NoPageImage(NOT_DRAWN)
    assert images.can_show(original(path))
    assert images.picture(original(path), 2) == NoPageImage("The page cannot be shown: the file has no page 2.")


def test_a_locked_file_is_shown_with_its_password(tmp_path):
    path = write_pdf(tmp_path / "a.pdf", [PdfPage().text(72, 700, "Words")], password="open")
    with PageImages() as images:
        assert "locked with a password" in images.picture(original(path), 1).reason
    with PageImages(("wrong", "open")) as images:
        assert images.picture(original(path), 1).width == 1240


def nested_forms(path, depth):
    """A page of forms that draw a line ten times each, one in the other: 10 ** depth lines."""
    first = 10
    forms = []
    for number in range(depth):
        inner = "0 0 m 600 700 l S" if number + 1 == depth else "/X Do"
        content = " ".join([inner] * 10)
        forms.append(
            f"<< /Type /XObject /Subtype /Form /BBox [0 0 612 792] /Resources << /XObject << /X {first + number + 1} "
            f"0 R >> >> /Length {len(content)} >>\nstream\n{content}\nendstream"
        )
    page = PdfPage(content=["/X Do"], resources=f"/XObject << /X {first} 0 R >>")
    return write_pdf(path, [page], objects=tuple(forms))


def vast_picture(path):
    """A page with one picture of 30,000 by 30,000 pixels, of which nothing is there."""
    picture = (
        "<< /Type /XObject /Subtype /Image /Width 30000 /Height 30000 /ColorSpace /DeviceRGB /BitsPerComponent 16 "
        "/Filter /FlateDecode /Length 8 >>\nstream\nx\x9c\x03\x00\x00\x00\x00\x01\nendstream"
    )
    page = PdfPage(content=["q 600 0 0 700 0 0 cm /X Do Q"], resources="/XObject << /X 10 0 R >>")
    return write_pdf(path, [page], objects=(picture,))


def test_files_made_to_do_harm_cost_no_more_than_their_limits(tmp_path):
    honest = write_pdf(tmp_path / "honest.pdf", [PdfPage().text(72, 700, "Words")])
    endless = nested_forms(tmp_path / "endless.pdf", 9)
    vast = vast_picture(tmp_path / "vast.pdf")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\n")
    with PageImages(limits=Limits(seconds=3.0, memory_bytes=300 * MEGABYTE)) as images:
        assert images.picture(original(endless), 1).reason.startswith("The page cannot be shown: ")
        for path in (vast, tmp_path / "broken.pdf"):
            images.picture(original(path), 1)  # whatever comes of it
        assert images.picture(original(honest), 1).width == 1240
