"""Every format becomes documents of which the same holds: a quote is a slice, and each part is where it says."""

import json
import shutil
import subprocess
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.canonical import canonical_of_elements
from ingest.elements import Element, ElementKind, PageFacts, ParsedFile, Run, SourceFile
from ingest.formats.legacy import libreoffice
from ingest.formats.registry import READERS, TEXT_FORMATS
from ingest.load import load_file
from ingest.loaded import LoadRequest, LoadResult, Outcome
from ingest.passages import split
from retriever.pages import pages_between
from retriever.types import Document, Statement, StatementKind
from tests.ingest.policy_files import (
    CLAIMS,
    CYRILLIC,
    HEADER,
    ITEMS,
    LEAD,
    MEALS,
    ROWS,
    SENTENCE,
    TITLE,
    WRITERS,
    packed,
    policy_file,
)

ROOT = Path(__file__).parents[2]
MESSY = ROOT.parent / "shared" / "data" / "messy_docs"
OLD_FORMATS = {"doc": "docx", "ppt": "odp"}  # with what LibreOffice makes them from
WITHOUT_TEXT = {"csv", "jsonl"}  # hold a table alone
WITHOUT_TABLE = {"vtt"}
WITHOUT_HEADINGS = {"xlsx", "xls", "ods", "msg", "vtt"}
WITHOUT_LIST = {"xlsx", "xls", "ods", "vtt"}
WITHOUT_CYRILLIC = {"pdf", "xls"}  # as the little writers of these tests make them
PAGES = {
    "pdf": [("page", ""), ("page", "")],
    "docx": [("page", ""), ("page", "")],
    "pptx": [("slide", "")] * 3,
    "odp": [("slide", "")] * 3,
    "xlsx": [("sheet", "Sheet 1")],
    "xls": [("sheet", "Sheet 1")],
    "ods": [("sheet", "Rates")],
    "csv": [("sheet", "")],
}
CLAIMS_PAGE = {"pdf": 2, "docx": 2, "pptx": 3, "odp": 3}
DOCUMENT_FORMATS = sorted(WRITERS.keys() - {"zip"})


def loaded(path: Path, folder: Path, *passwords: str) -> LoadResult:
    return load_file(LoadRequest(SourceFile(path, path.name, passwords, unpack_to=folder / "members"), path.name))


def words(document: Document, statement: Statement) -> str:
    return document.text[statement.start : statement.end]


def check_document(document: Document) -> None:
    """Fail where a document breaks a law that holds for all."""
    _check_sections(document)
    _check_pages(document)
    _check_furniture(document)
    _check_passages(document)


def _check_sections(document: Document) -> None:
    text, sections = document.text, document.sections
    assert sections[0].start == 0
    assert sections[-1].end == len(text)
    assert all(before.end == after.start for before, after in pairwise(sections))
    for section in sections:
        position = section.start
        if section.heading:
            assert section.start <= section.heading[0] < section.heading[1] <= section.end
            position = section.heading[1]
        for statement in section.statements:
            assert position <= statement.start < statement.end <= section.end
            position = statement.end
            assert words(document, statement) == words(document, statement).strip()
            if statement.lead:
                assert 0 <= statement.lead[0] < statement.lead[1] <= len(text)
                assert statement.lead[0] <= statement.start


def _check_pages(document: Document) -> None:
    pages = document.pages
    assert not pages or pages[0].start == 0
    assert [page.number for page in pages] == list(range(1, len(pages) + 1))
    assert all(before.start <= after.start for before, after in pairwise(pages))
    assert all(page.start <= len(document.text) for page in pages)
    numbers = {page.number for page in pages}
    assert all((section.page in numbers) if pages else (section.page is None) for section in document.sections)


def _check_furniture(document: Document) -> None:
    spans = list(document.furniture)
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(document.text) for start, end in spans)
    spans += [(each.start, each.end) for section in document.sections for each in section.statements]
    spans += [section.heading for section in document.sections if section.heading]
    assert all(before[1] <= after[0] for before, after in pairwise(sorted(spans)))
    assert all(0 <= link.start < link.end <= len(document.text) for link in document.links)


def _check_passages(document: Document) -> None:
    statements = [statement for section in document.sections for statement in section.statements]
    passages = split(document)
    assert [statement for passage in passages for statement in passage.statements] == statements
    for passage in passages:
        assert passage.text == document.text[passage.start : passage.end]
        assert passage.pages == pages_between(document.pages, passage.start, passage.end)
        for statement in passage.statements:
            assert passage.words(statement.start, statement.end) == words(document, statement)
        first = passage.statements[0]
        is_led_row = first.kind is StatementKind.ROW and first.lead is not None
        assert passage.header == (document.text[slice(*first.lead)] if is_led_row else "")


def check_policy(document: Document, kind: str) -> None:
    """Fail where a document does not say what the policy says, as far as its format can hold that."""
    said = {words(document, each): (each, section) for section in document.sections for each in section.statements}
    if kind not in WITHOUT_TABLE:
        row, _ = said[" | ".join(ROWS[0])]
        assert row.kind is StatementKind.ROW
        assert row.lead is not None
        assert document.text[slice(*row.lead)] == " | ".join(HEADER)
    if kind not in WITHOUT_TEXT:
        assert SENTENCE in said
        assert CYRILLIC in said or kind in WITHOUT_CYRILLIC
    if kind not in WITHOUT_TEXT | WITHOUT_LIST:
        item, _ = said[ITEMS[0]]
        assert item.kind is StatementKind.ITEM
        assert item.lead is not None
        assert document.text[slice(*item.lead)] == LEAD
        assert ITEMS[1] in said
    if kind not in WITHOUT_TEXT | WITHOUT_HEADINGS:
        assert document.title == TITLE
        assert said[SENTENCE][1].path[-1] == MEALS
        assert said[ITEMS[0]][1].path[-1] == CLAIMS
        assert said[ITEMS[0]][1].page == CLAIMS_PAGE.get(kind)


def test_each_format_that_is_read_is_tried_here():
    assert WRITERS.keys() | OLD_FORMATS.keys() == READERS.keys() | TEXT_FORMATS


@pytest.mark.parametrize("kind", DOCUMENT_FORMATS)
def test_a_policy_says_the_same_in_every_format(kind, tmp_path):
    result = loaded(policy_file(tmp_path, kind), tmp_path)
    assert (result.outcome, result.reason, result.facts.format) == (Outcome.READ, "", kind)
    assert [(page.kind, page.label) for page in result.document.pages] == PAGES.get(kind, [])
    check_policy(result.document, kind)
    check_document(result.document)


def test_an_archive_gives_the_policy_in_it(tmp_path):
    result = loaded(policy_file(tmp_path, "zip"), tmp_path)
    assert (result.outcome, [member.name for member in result.members]) == (Outcome.UNPACKED, ["policies/travel.md"])
    document = loaded(result.members[0].content, tmp_path).document
    check_document(document)
    assert SENTENCE in document.text


@pytest.mark.skipif(libreoffice() is None, reason="LibreOffice, which converts old files, is not installed")
@pytest.mark.parametrize("kind", sorted(OLD_FORMATS))
def test_a_policy_says_the_same_in_old_files(kind, tmp_path):
    newer = policy_file(tmp_path, OLD_FORMATS[kind])
    command = [libreoffice(), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to"]
    subprocess.run(
        [*command, kind, "--outdir", str(tmp_path), str(newer)], check=True, capture_output=True, timeout=120
    )
    result = loaded(newer.with_suffix(f".{kind}"), tmp_path)
    assert (result.outcome, result.facts.format) == (Outcome.READ, kind)
    assert {SENTENCE, CYRILLIC} <= {
        words(result.document, each) for section in result.document.sections for each in section.statements
    }
    check_document(result.document)


@pytest.mark.parametrize("kind", ["docx", "pptx", "xlsx", "odt", "odp", "ods", "epub"])
def test_a_package_without_its_directory_is_read_in_part(kind, tmp_path):
    path = policy_file(tmp_path, kind)
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"PK\x01\x02")])
    result = loaded(path, tmp_path)
    assert result.outcome is Outcome.PARTLY_READ
    assert "parts of it may be missing" in result.reason
    check_policy(result.document, kind)


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("rates.xlsb", packed({"[Content_Types].xml": "ms-excel.sheet.binary.macroEnabled.main"}), "save it as .xlsx"),
        ("winmail.dat", b"\x78\x9f\x3e\x22" + bytes(60), "sent anew"),
        ("all.mbox", b"From a@b.org Mon Jan  1 00:00:00 2024\nFrom: a@b.org\n\nx\n\n" * 2, "a file of its own"),
        ("scan.png", b"\x89PNG\r\n\x1a\n" + bytes(60), "Save it as PDF"),
    ],
)
def test_what_is_not_read_is_told_with_a_remedy(name, content, remedy, tmp_path):
    path = tmp_path / name
    path.write_bytes(content)
    result = loaded(path, tmp_path)
    assert result.outcome is Outcome.UNSUPPORTED
    assert remedy in result.reason


WORDS = st.sampled_from(
    "leave policy | USD 12.5 |  x¦y Label:  value\u00a0\t  \u200b\u00ad \x00\x07 \n \r\n \f § ملف שלום ¶".split(" ")
    + "– • 1. (a) Who? No. 4. A.B. \x80 \x92 e\u0301 \u202eabc".split(" ")
)
TEXTS = st.one_of(st.lists(WORDS, max_size=12).map(" ".join), st.text(max_size=20), st.sampled_from(["", " ", "\n"]))
RUNS = st.lists(
    st.builds(Run, TEXTS, strong=st.booleans(), url=st.sampled_from([None, "https://a.org"])), max_size=4
).map(tuple)
CELLS = st.one_of(st.sampled_from(["", "Grade", "58", "a | b", "two\nlines", " "]), TEXTS)
TABLES = st.integers(0, 4).flatmap(
    lambda width: st.builds(
        Element,
        st.just(ElementKind.TABLE),
        rows=st.lists(st.tuples(*[CELLS] * width), max_size=5).map(tuple),
        header_rows=st.integers(0, 2),
        page=st.integers(0, 4),
    )
)
OTHERS = st.builds(
    Element,
    st.sampled_from([kind for kind in ElementKind if kind is not ElementKind.TABLE]),
    RUNS,
    level=st.integers(0, 9),
    marker=st.sampled_from(["", "•", "3.", "(b)", " "]),
    page=st.integers(0, 4),
    joins=st.sampled_from([None, None, None, "", " "]),
)


def in_page_order(elements: list[Element]) -> tuple[Element, ...]:
    return tuple(sorted(elements, key=lambda element: element.page))


@settings(max_examples=250, deadline=None)
@given(
    st.lists(st.one_of(OTHERS, OTHERS, TABLES), max_size=14).map(in_page_order),
    st.sampled_from(["page", "slide", "sheet"]),
    st.sampled_from([5, 60, 100_000]),
)
def test_whatever_elements_a_reader_gives_make_a_sound_document(elements, kind, characters):
    parsed = ParsedFile(elements, pages=(PageFacts(kind=kind),) * max((each.page for each in elements), default=0))
    made = canonical_of_elements(parsed, characters)
    sections = tuple(replace(section, page=1 if made.pages else None) for section in made.sections)
    check_document(
        Document("a.pdf", "A", made.text, sections, "0", furniture=made.furniture, links=made.links, pages=made.pages)
    )


@pytest.mark.skipif(not MESSY.is_dir(), reason="the untidy files are not beside this repository")
def test_untidy_files_make_sound_documents(tmp_path):
    rows = [json.loads(line) for line in (MESSY / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    for number, row in enumerate(rows):
        if row["format"] in OLD_FORMATS:
            continue  # their conversion takes long
        source = MESSY / row["file"]
        copy = tmp_path / f"{number}{source.suffix}"
        shutil.copyfile(source, copy)
        document = loaded(copy, tmp_path / str(number), *filter(None, [row.get("password")])).document
        if document is not None:
            check_document(document)
