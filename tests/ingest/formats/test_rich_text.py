"""RTF documents give their headings, lists, tables and letters of any alphabet."""

from pathlib import Path

import pytest

from ingest.elements import ElementKind, ParsedFile, SourceFile
from ingest.errors import EmptyDocument, UnreadableFile
from ingest.formats.rich_text.reader import read_rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset2 Symbol;}}"
    r"{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\s2\outlinelevel1 Own;}}{\info{\title Leave policy}{\author Ada}}"
)


def read(folder: Path, content: str) -> ParsedFile:
    path = folder / "words.rtf"
    path.write_bytes((HEAD + content + "}").encode("latin-1"))
    return read_rtf(SourceFile(path, path.name))


def kinds(parsed: ParsedFile) -> list[tuple[str, int, str]]:
    return [(each.kind.value, each.level, "".join(run.text for run in each.runs)) for each in parsed.elements]


def words(parsed: ParsedFile) -> list[str]:
    return [text for _, _, text in kinds(parsed)]


def test_headings_are_known_by_style_name_and_outline_level(tmp_path: Path) -> None:
    content = r"\pard\s1 Leave\par\pard\s2 Sick leave\par\pard\outlinelevel2 Pay\par\pard\s0 Words.\par"
    expected = [
        ("heading", 1, "Leave"),
        ("heading", 2, "Sick leave"),
        ("heading", 3, "Pay"),
        ("paragraph", 0, "Words."),
    ]
    assert kinds(read(tmp_path, content)) == expected


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        (r"caf\'e9", "café"),
        (r"{\f1 \'cf\'f0\'e8\'ea\'e0\'e7}", "Приказ"),
        (r"\u8217?s {\uc2 \u228\'c3\'a4b} \uc1\u-10179?\u-8704?.", "’s äb 😀."),
        (r"a\~b\_c\-d \{e\} \emdash\tab f", "a b-cd {e} —\tf"),
        (r"{\f2 \'b7}", "•"),
    ],
    ids=["the document's code page", "a font's code page", "unicode with fallbacks", "signs", "symbol font"],
)
def test_letters_are_decoded(tmp_path: Path, content: str, shown: str) -> None:
    assert words(read(tmp_path, rf"\pard {content}\par")) == [shown]


def test_merged_cells_stand_in_each_column_that_they_are_drawn_over(tmp_path: Path) -> None:
    content = (
        r"\trowd\trhdr\cellx1000\cellx3000\pard\intbl Grade\cell\pard\intbl Rate\cell\row"
        r"\trowd\cellx1000\cellx2000\cellx3000\pard\intbl P3\cell 58\cell USD\cell\row"
        r"\trowd\cellx1000\cellx2000\cellx3000\pard\intbl P4\par Senior\cell 61\cell USD\cell\row\pard After.\par"
    )
    table, after = read(tmp_path, content).elements
    assert table.rows == (("Grade", "Rate", "Rate"), ("P3", "58", "USD"), ("P4 Senior", "61", "USD"))
    assert table.header_rows == 1
    assert after.runs[0].text == "After."


def test_a_cell_merged_downwards_stands_in_each_row(tmp_path: Path) -> None:
    content = (
        r"\trowd\clvmgf\cellx1000\cellx2000\pard\intbl P3\cell 2023\cell\row"
        r"\trowd\clvmrg\cellx1000\cellx2000\pard\intbl\cell 2024\cell\row"
    )
    assert read(tmp_path, content).elements[0].rows == (("P3", "2023"), ("P3", "2024"))


def test_list_items_carry_their_markers(tmp_path: Path) -> None:
    content = r"\pard\ilvl0{\listtext\f2 \'b7\tab}One\par\pard\ilvl1{\listtext (a)\tab}Two\par"
    found = [(each.kind, each.marker, each.level) for each in read(tmp_path, content).elements]
    assert found == [(ElementKind.ITEM, "•", 0), (ElementKind.ITEM, "(a)", 1)]


def test_notes_and_headers_are_kept_apart_from_the_text(tmp_path: Path) -> None:
    content = r"{\header Policy\par}\pard Leave{\super\chftn}{\footnote For staff.} is 30 days.\par"
    assert kinds(read(tmp_path, content)) == [
        ("furniture", 0, "Policy"),
        ("paragraph", 0, "Leave is 30 days."),
        ("footnote", 0, "For staff."),
    ]


def test_links_and_bold_words_are_kept(tmp_path: Path) -> None:
    link = r'{\field{\*\fldinst HYPERLINK "https://example.org"}{\fldrslt here}}'
    runs = read(tmp_path, rf"\pard {{\b Fee:}} see {link}\par").elements[0].runs
    assert [(run.text, run.strong, run.url) for run in runs] == [
        ("Fee:", True, None),
        (" see ", False, None),
        ("here", False, "https://example.org"),
    ]


def test_pictures_and_unknown_parts_are_skipped(tmp_path: Path) -> None:
    content = r"\pard A{\pict\pngblip 89504e47}{\*\unknown B}{\object{\*\objdata 00}{\result C}}\bin3 {x}D\par"
    assert words(read(tmp_path, content)) == ["ACD"]


def test_the_title_is_the_document_s_own(tmp_path: Path) -> None:
    assert read(tmp_path, r"\pard Words.\par").title == "Leave policy"


def test_a_document_cut_off_in_a_group_gives_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "cut.rtf"
    path.write_bytes(rb"{\rtf1 One.\par {\b Two")
    assert words(read_rtf(SourceFile(path, path.name))) == ["One.", "Two"]


def test_a_document_of_a_hundred_thousand_braces_is_read(tmp_path: Path) -> None:
    assert words(read(tmp_path, r"\pard Words." + "{" * 100_000 + "}" * 100_000 + r" More.\par")) == ["Words. More."]


def test_no_words_and_no_rtf_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument):
        read(tmp_path, r"\pard\par")
    path = tmp_path / "plain.rtf"
    path.write_bytes(b"Just words.")
    with pytest.raises(UnreadableFile):
        read_rtf(SourceFile(path, path.name))
