"""Web pages are read as a person sees them."""

from pathlib import Path

import pytest

from ingest.elements import Element, ElementKind, ParsedFile, Run, SourceFile
from ingest.errors import EmptyDocument, UnreadableFile
from ingest.formats.web.reader import page_of_text, read_html, read_mhtml

FURNITURE, HEADING, ITEM, CODE = ElementKind.FURNITURE, ElementKind.HEADING, ElementKind.ITEM, ElementKind.CODE


def read(folder: Path, content: bytes) -> ParsedFile:
    path = folder / "page.html"
    path.write_bytes(content)
    return read_html(SourceFile(path, "page.html"))


def elements(page: str) -> list[Element]:
    return list(page_of_text(page).elements)


def words(element: Element) -> str:
    return "".join(run.text for run in element.runs)


def texts(page: str, *, furniture: bool = False) -> list[str]:
    return [words(each) for each in elements(page) if (each.kind is FURNITURE) == furniture]


def test_a_page_has_its_title_headings_and_paragraphs_in_order(tmp_path: Path) -> None:
    page = read(
        tmp_path,
        b"<title>Leave &amp; pay</title><h1>Leave</h1><p>Ask\n early.</p><div role=heading aria-level=3>Pay</div>",
    )
    assert page.title == "Leave & pay"
    assert [(each.kind.value, each.level, words(each)) for each in page.elements] == [
        ("heading", 1, "Leave"),
        ("paragraph", 0, "Ask early."),
        ("heading", 3, "Pay"),
    ]


@pytest.mark.parametrize(
    ("head", "charset"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=koi8-r">', "koi8-r"),
        ('<?xml version="1.0" encoding="iso-8859-5"?><html>', "iso8859-5"),
        ('<meta charset="utf-8">', "utf-16"),
        ('<meta charset="iso-8859-1">', "utf-8"),
    ],
    ids=["meta", "http-equiv", "XML declaration", "byte order mark", "wrong"],
)
def test_a_page_is_read_in_the_charset_it_is_written_in(tmp_path: Path, head: str, charset: str) -> None:
    page = read(tmp_path, f"{head}<p>Ежегодный отпуск</p>".encode(charset))
    assert [words(each) for each in page.elements] == ["Ежегодный отпуск"]


def test_items_keep_their_markers_and_depth() -> None:
    page = "<ol start=3 type=a><li>c<ul><li>deep</ul><li value=7><p>g</p><p>more</p></ol>"
    assert [(each.kind.value, each.level, each.marker, words(each)) for each in elements(page)] == [
        ("item", 1, "c.", "c"),
        ("item", 2, "•", "deep"),
        ("item", 1, "g.", "g"),
        ("paragraph", 0, "", "more"),
    ]


def test_a_term_stands_before_its_definition() -> None:
    assert texts("<dl><dt>Leave<dd>Time off.<dt>A<dt>B:<dd>Both.<dt>Alone</dl>") == [
        "Leave: Time off.",
        "A, B: Both.",
        "Alone",
    ]


def test_links_and_bold_words_are_told_apart() -> None:
    page = "<base href='https://a.org/x/'><p>See <a href='plan.pdf'>the <b>plan</b></a> <a href='#top'>up</a></p>"
    assert elements(page)[0].runs == (
        Run("See "),
        Run("the ", url="https://a.org/x/plan.pdf"),
        Run("plan", strong=True, url="https://a.org/x/plan.pdf"),
        Run(" "),
        Run("up"),
    )


def test_parts_of_a_line_are_joined_as_browsers_join_them_and_blocks_part_words() -> None:
    assert texts("<p>un<i>believ</i>able</p><div>one<div>two</div>three</div>a<br>b<br><br>c") == [
        "unbelievable",
        "one",
        "two",
        "three",
        "a\nb",
        "c",
    ]


def test_code_keeps_its_lines() -> None:
    code = next(each for each in elements("<pre><code>\nif x:\n    y()\n</code></pre>") if each.kind is CODE)
    assert words(code) == "if x:\n    y()"


def test_a_raised_digit_after_a_digit_stays_raised() -> None:
    assert texts("<p>10<sup>3</sup> m, H<sub>2</sub>O</p>") == ["10³ m, H2O"]


def test_signs_of_notes_are_left_out() -> None:
    assert texts("<p>In 1975.<sup><a href='#n3'>[3]</a></sup> Then</p>") == ["In 1975. Then"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>x</p>",
        "<p style='color:red; display: none'>x</p>",
        "<p aria-hidden=true>x</p>",
        "<template>x</template>",
        "<script>x</script>",
        "<noscript>x</noscript>",
        "<style>x</style>",
        "<dialog>x</dialog>",
        "<input type=hidden value=x>",
        "<!-- x -->",
    ],
)
def test_what_is_not_shown_is_not_read(hidden: str) -> None:
    assert texts(f"<p>seen</p>{hidden}<p>too</p>") == ["seen", "too"]


def test_what_is_hidden_in_a_sentence_does_not_part_it() -> None:
    assert texts("<p>As of 2015<span style='display:none'>update</span>, it is.</p>") == ["As of 2015, it is."]


def test_navigation_heads_and_feet_are_furniture() -> None:
    page = (
        "<nav><a href=/>Home</a></nav><header>Banner</header><ol class=breadcrumb><li>You are here</ol>"
        "<div class='cookie-banner'>We use cookies</div><p>The text.</p><aside>Related</aside><footer>Imprint</footer>"
    )
    assert texts(page) == ["The text."]
    assert texts(page, furniture=True) == ["Home", "Banner", "You are here", "We use cookies", "Related", "Imprint"]


def test_what_stands_outside_the_main_part_is_furniture_but_the_title() -> None:
    page = f"<header><h1>Leave</h1></header><div>Menu</div><main><header>By Ada</header><p>{'word ' * 20}</p></main>"
    assert texts(page)[:2] == ["Leave", "By Ada"]
    assert texts(page, furniture=True) == ["Menu"]


def test_a_page_of_nothing_but_navigation_is_text() -> None:
    assert [(each.kind, words(each)) for each in elements("<nav><h2>Menu</h2><ul><li>Home</ul></nav>")] == [
        (HEADING, "Menu"),
        (ITEM, "Home"),
    ]


def test_the_fields_of_a_form_show_what_they_hold() -> None:
    page = (
        "<label>Name: <input value=Ada></label><p><label for=c>City</label> <select id=c><option>Rome"
        "<option selected>Oslo</select></p><p><input type=checkbox checked> Yes</p><p><input type=radio> No</p>"
    )
    assert [" ".join(text.split()) for text in texts(page)] == ["Name: Ada", "City: Oslo", "☒ Yes", "☐ No"]


def test_ten_thousand_levels_are_read() -> None:
    page = "<div>" * 10_000 + "<p>deep</p>" + "</div>" * 10_000 + "<p>after</p>"
    assert texts(page) == ["deep", "after"]


def test_a_page_without_anything_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument):
        read(tmp_path, b" \n")


def test_bytes_that_are_no_page_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="not a text file"):
        read(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)


def test_a_page_saved_with_its_pictures_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.mhtml"
    path.write_bytes(
        b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n'
        b'--b\r\nContent-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n'
        b"Content-Location: https://a.org/leave/\r\n\r\n"
        b"<title>Leave</title><p>Gr=C3=B6=C3=9Fe <a href=3D'form'>form</a></p>\r\n"
        b"--b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBOR\r\n--b--\r\n"
    )
    page = read_mhtml(SourceFile(path, "page.mhtml"))
    assert page.title == "Leave"
    assert page.elements[0].runs == (Run("Größe "), Run("form", url="https://a.org/leave/form"))


def test_an_archive_without_a_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.mhtml"
    path.write_bytes(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nwords")
    with pytest.raises(UnreadableFile, match="no web page"):
        read_mhtml(SourceFile(path, "page.mhtml"))


def test_a_line_of_nothing_but_links_is_furniture() -> None:
    links = " | ".join(f"<a href='/{number}'>Page {number}</a>" for number in range(4))
    page = f"<p>{links}</p><p>Ask {links}.</p><p>Words that are no links at all and fill the page.</p>"
    assert texts(page, furniture=True) == ["Page 0 | Page 1 | Page 2 | Page 3"]
