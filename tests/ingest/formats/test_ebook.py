"""E-books are read chapter by chapter, in the order of reading."""

import zipfile
from pathlib import Path

import pytest

from ingest.elements import ElementKind, ParsedFile, SourceFile
from ingest.errors import UnreadableFile
from ingest.formats.ebook import read_epub

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
BOOK = """<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Leave</dc:title>
<dc:creator>Ada</dc:creator><dc:description>&lt;p&gt;On leave.&lt;/p&gt;</dc:description></metadata><manifest>
<item id="c1" href="one.xhtml"/><item id="c2" href="text/two%20b.xhtml"/>
<item id="nav" href="nav.xhtml" properties="nav"/>
</manifest><spine><itemref idref="nav"/><itemref idref="c2"/><itemref idref="c1"/></spine></package>"""
NAV = '<nav><ol><li><a href="text/two%20b.xhtml#x">Second</a></li><li><a href="one.xhtml">First</a></li></ol></nav>'
PARTS = {
    "META-INF/container.xml": CONTAINER,
    "OPS/book.opf": BOOK,
    "OPS/nav.xhtml": NAV,
    "OPS/one.xhtml": "<html><body><h1>Own</h1><p>One <a href='nav.xhtml'>there</a>.</p></body></html>",
    "OPS/text/two b.xhtml": "<html><body><p>Two.</p><img src='x.png' alt='picture'/></body></html>",
}


def read(folder: Path, parts: dict[str, str]) -> ParsedFile:
    path = folder / "book.epub"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return read_epub(SourceFile(path, "book.epub"))


def told(parsed: ParsedFile) -> list[tuple[ElementKind, str]]:
    return [(each.kind, "".join(run.text for run in each.runs)) for each in parsed.elements]


def test_chapters_come_in_order_under_the_names_of_the_contents(tmp_path: Path) -> None:
    book = read(tmp_path, PARTS)
    assert book.title == "Leave"
    assert told(book) == [
        (ElementKind.PARAGRAPH, "Author: Ada"),
        (ElementKind.PARAGRAPH, "On leave."),
        (ElementKind.FURNITURE, "Second"),
        (ElementKind.FURNITURE, "First"),
        (ElementKind.HEADING, "Second"),
        (ElementKind.PARAGRAPH, "Two."),
        (ElementKind.HEADING, "Own"),
        (ElementKind.PARAGRAPH, "One there."),
    ]
    assert not any(run.url for each in book.elements for run in each.runs)


def test_the_older_table_of_contents_names_chapters_too(tmp_path: Path) -> None:
    ncx = (
        '<ncx><navMap><navPoint><navLabel><text>Deux</text></navLabel><content src="text/two%20b.xhtml"/></navPoint>'
        "</navMap></ncx>"
    )
    item = '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/></manifest>'
    book = BOOK.replace("</manifest>", item).replace(' properties="nav"', "").replace('<itemref idref="nav"/>', "")
    assert (ElementKind.HEADING, "Deux") in told(read(tmp_path, {**PARTS, "OPS/book.opf": book, "OPS/toc.ncx": ncx}))


def test_a_lost_chapter_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    book = read(tmp_path, {name: content for name, content in PARTS.items() if name != "OPS/one.xhtml"})
    assert book.notes == ("The part OPS/one.xhtml of the book could not be read.",)
    assert (ElementKind.PARAGRAPH, "Two.") in told(book)


def test_pages_are_read_where_nothing_tells_their_order(tmp_path: Path) -> None:
    pages = {name: content for name, content in PARTS.items() if name.endswith(("one.xhtml", "two b.xhtml"))}
    assert [words for _, words in told(read(tmp_path, pages))] == ["Own", "One there.", "Two."]


@pytest.mark.parametrize(
    ("method", "name", "is_protected"),
    [
        ("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/one.xhtml", True),
        ("http://www.idpf.org/2008/embedding", "OPS/fonts/a.otf", False),
    ],
    ids=["chapters", "fonts"],
)
def test_a_book_is_refused_where_its_words_are_protected(
    tmp_path: Path, method: str, name: str, is_protected: bool
) -> None:
    locked = (
        f'<encryption><EncryptedData><EncryptionMethod Algorithm="{method}"/><CipherData>'
        f'<CipherReference URI="{name}"/></CipherData></EncryptedData></encryption>'
    )
    parts = {**PARTS, "META-INF/encryption.xml": locked}
    if not is_protected:
        assert read(tmp_path, parts).elements
        return
    with pytest.raises(UnreadableFile, match="protected against copying"):
        read(tmp_path, parts)
