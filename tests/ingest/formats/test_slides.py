"""Presentations as their reader finds them, from packages written here by hand."""

import zipfile
from pathlib import Path

import pytest

from ingest.elements import Element, ElementKind, Limits, ParsedFile, SourceFile
from ingest.errors import EmptyDocument, ImageOnly, UnreadableFile
from ingest.formats.slides.reader import read_pptx

KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TRANSITIONAL = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:r="{KIND}"'
)
STRICT = (
    'xmlns:p="http://purl.oclc.org/ooxml/presentationml/main" xmlns:a="http://purl.oclc.org/ooxml/drawingml/main" '
    'xmlns:r="http://purl.oclc.org/ooxml/officeDocument/relationships"'
)
HEADING, PARAGRAPH, ITEM = ElementKind.HEADING, ElementKind.PARAGRAPH, ElementKind.ITEM


def relations_xml(**targets: str) -> str:
    """Relations of ids, each "kind target" or "kind target External"."""
    lines = []
    for id_, said in targets.items():
        kind, target, *mode = said.split(" ")
        outside = f' TargetMode="{mode[0]}"' if mode else ""
        lines.append(f'<Relationship Id="{id_}" Type="{KIND}/{kind}" Target="{target}"{outside}/>')
    return f"<Relationships>{''.join(lines)}</Relationships>"


def line(words: str, look: str = "") -> str:
    return f"<a:p><a:pPr{look}/><a:r><a:t>{words}</a:t></a:r></a:p>"


def box(*lines: str, at: tuple[int, int] | None = None, place: str = "") -> str:
    """A text box at a place from the left and from the top, 100 wide and 10 high; or a placeholder."""
    frame = f'<a:xfrm><a:off x="{at[0]}" y="{at[1]}"/><a:ext cx="100" cy="10"/></a:xfrm>' if at else ""
    holder = f"<p:ph {place}/>" if place else ""
    return (
        f"<p:sp><p:nvSpPr><p:cNvPr/><p:cNvSpPr/><p:nvPr>{holder}</p:nvPr></p:nvSpPr><p:spPr>{frame}</p:spPr>"
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{''.join(lines)}</p:txBody></p:sp>"
    )


def slide(*shapes: str, namespaces: str = TRANSITIONAL) -> str:
    return f"<p:sld {namespaces}><p:cSld><p:spTree>{''.join(shapes)}</p:spTree></p:cSld></p:sld>"


def deck(path: Path, *slides: str, namespaces: str = TRANSITIONAL, parts: dict[str, str] | None = None) -> SourceFile:
    """A presentation of slides in this order, whose parts are numbered from the last to the first."""
    numbers = range(len(slides), 0, -1)
    targets = {f"r{number}": f"slide slides/slide{number}.xml" for number in numbers}
    ids = "".join(f'<p:sldId id="{number}" r:id="r{number}"/>' for number in numbers)
    content = {
        "_rels/.rels": relations_xml(r1="officeDocument ppt/presentation.xml"),
        "ppt/presentation.xml": f"<p:presentation {namespaces}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>",
        "ppt/_rels/presentation.xml.rels": relations_xml(**targets),
    }
    content |= {f"ppt/slides/slide{number}.xml": part for number, part in zip(numbers, slides, strict=True)}
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in (content | (parts or {})).items():
            archive.writestr(name, text)
    return SourceFile(path, path.name)


def words(element: Element) -> str:
    return "".join(run.text for run in element.runs)


def said(parsed: ParsedFile) -> list[tuple[ElementKind, str]]:
    return [(element.kind, words(element)) for element in parsed.elements]


def test_slides_come_in_the_presentations_order_each_a_page(tmp_path: Path) -> None:
    parsed = read_pptx(deck(tmp_path / "a.pptx", slide(box(line("First"))), slide(), slide(box(line("Last")))))
    assert [(words(element), element.page) for element in parsed.elements] == [("First", 1), ("Last", 3)]
    assert [(page.kind, page.is_empty) for page in parsed.pages] == [
        ("slide", False),
        ("slide", True),
        ("slide", False),
    ]


def test_strict_presentations_are_read_alike(tmp_path: Path) -> None:
    first = slide(box(line("Rates"), place='type="title"'), namespaces=STRICT)
    parsed = read_pptx(deck(tmp_path / "a.pptx", first, namespaces=STRICT))
    assert said(parsed) == [(HEADING, "Rates")]


def test_the_title_comes_first_and_the_foot_last(tmp_path: Path) -> None:
    content = slide(
        box(line("Page 3"), place='type="sldNum"'),
        box(line("Words"), at=(0, 0)),
        box(line("By finance"), place='type="subTitle"'),
        box(line("Travel"), line("rates"), place='type="ctrTitle"'),
    )
    parsed = read_pptx(deck(tmp_path / "a.pptx", content))
    assert said(parsed) == [
        (HEADING, "Travel rates"),
        (PARAGRAPH, "By finance"),
        (PARAGRAPH, "Words"),
        (ElementKind.FURNITURE, "Page 3"),
    ]
    assert parsed.elements[0].level == 1


def test_boxes_are_read_from_top_to_bottom_and_in_columns(tmp_path: Path) -> None:
    content = slide(
        box(line("right 2"), at=(300, 25)),
        box(line("foot"), at=(0, 400)),
        box(line("left 2"), at=(0, 25)),
        box(line("right 1"), at=(300, 10)),
        box(line("left 1"), at=(0, 10)),
    )
    parsed = read_pptx(deck(tmp_path / "a.pptx", content))
    assert [words(element) for element in parsed.elements] == ["left 1", "left 2", "right 1", "right 2", "foot"]


def test_groups_are_read_together_and_alternatives_once(tmp_path: Path) -> None:
    frame = '<p:grpSpPr><a:xfrm><a:off x="0" y="100"/><a:ext cx="300" cy="50"/></a:xfrm></p:grpSpPr>'
    inner = box(line("b"), at=(0, 130)) + box(line("a"), at=(0, 100))
    choice = (
        f"<mc:AlternateContent><mc:Choice>{box(line('new'))}</mc:Choice><mc:Fallback>{box(line('old'))}</mc:Fallback>"
    )
    content = slide(
        f"<p:grpSp>{frame}{inner}</p:grpSp>", box(line("top"), at=(0, 0)), f"{choice}</mc:AlternateContent>"
    )
    parsed = read_pptx(deck(tmp_path / "a.pptx", content))
    assert [words(element) for element in parsed.elements] == ["top", "a", "b", "new"]


def test_bullets_and_numbers_are_items_with_their_depth(tmp_path: Path) -> None:
    content = slide(
        box(
            '<a:p><a:pPr><a:buChar char="•"/></a:pPr><a:r><a:t>one</a:t></a:r></a:p>',
            '<a:p><a:pPr lvl="1"><a:buChar char="§"/></a:pPr><a:r><a:t>two</a:t></a:r></a:p>',
            '<a:p><a:pPr><a:buAutoNum type="alphaLcParenR" startAt="3"/></a:pPr><a:r><a:t>three</a:t></a:r></a:p>',
            '<a:p><a:pPr><a:buAutoNum type="alphaLcParenR" startAt="3"/></a:pPr><a:r><a:t>four</a:t></a:r></a:p>',
            line("plain"),
        )
    )
    parsed = read_pptx(deck(tmp_path / "a.pptx", content))
    assert [(e.kind, e.level, e.marker) for e in parsed.elements] == [
        (ITEM, 0, "•"),
        (ITEM, 1, "•"),
        (ITEM, 0, "c)"),
        (ITEM, 0, "d)"),
        (PARAGRAPH, 0, ""),
    ]


def test_placeholders_take_place_and_bullets_from_layout_and_master(tmp_path: Path) -> None:
    body = box(line("listed"), "<a:p><a:pPr><a:buNone/></a:pPr><a:r><a:t>not listed</a:t></a:r></a:p>", place='idx="1"')
    layout = slide(box(at=(0, 500), place='type="body" idx="1"'))
    master = (
        f"<p:sldMaster {TRANSITIONAL}><p:cSld><p:spTree/></p:cSld><p:txStyles><p:bodyStyle><a:lvl1pPr>"
        '<a:buChar char="–"/></a:lvl1pPr></p:bodyStyle></p:txStyles></p:sldMaster>'
    )
    parts = {
        "ppt/slides/_rels/slide1.xml.rels": relations_xml(r1="slideLayout ../slideLayouts/l.xml"),
        "ppt/slideLayouts/l.xml": layout,
        "ppt/slideLayouts/_rels/l.xml.rels": relations_xml(r1="slideMaster ../slideMasters/m.xml"),
        "ppt/slideMasters/m.xml": master,
    }
    parsed = read_pptx(deck(tmp_path / "a.pptx", slide(body, box(line("above"), at=(0, 100))), parts=parts))
    assert [(e.kind, words(e), e.marker) for e in parsed.elements] == [
        (PARAGRAPH, "above", ""),
        (ITEM, "listed", "–"),
        (PARAGRAPH, "not listed", ""),
    ]


def test_links_strong_words_and_line_breaks_are_kept(tmp_path: Path) -> None:
    run = (
        '<a:r><a:rPr b="1"><a:hlinkClick r:id="r1"/></a:rPr><a:t>Policy</a:t></a:r><a:br/><a:r><a:t>of 2024</a:t></a:r>'
    )
    parts = {"ppt/slides/_rels/slide1.xml.rels": relations_xml(r1="hyperlink https://example.org/p External")}
    (element,) = read_pptx(deck(tmp_path / "a.pptx", slide(box(f"<a:p>{run}</a:p>")), parts=parts)).elements
    assert words(element) == "Policy of 2024"
    assert (element.runs[0].strong, element.runs[0].url) == (True, "https://example.org/p")


def cell(text: str, look: str = "") -> str:
    return f"<a:tc{look}><a:txBody>{line(text)}</a:txBody></a:tc>"


def test_tables_repeat_merged_cells(tmp_path: Path) -> None:
    table = (
        '<p:graphicFrame><a:graphic><a:graphicData><a:tbl><a:tblPr firstRow="1"/><a:tr>'
        + cell("Zone", ' rowSpan="2"') + cell("Sales", ' gridSpan="2"') + cell("", ' hMerge="1"') + "</a:tr><a:tr>"
        + cell("", ' vMerge="1"') + cell("Net") + cell("Gross") + "</a:tr><a:tr>"
        + cell("North") + cell("1") + cell("2") + "</a:tr></a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )  # fmt: skip
    (element,) = read_pptx(deck(tmp_path / "a.pptx", slide(table))).elements
    assert element.rows == (("Zone", "Sales", "Sales"), ("Zone", "Net", "Gross"), ("North", "1", "2"))
    assert element.header_rows == 2


def test_a_table_of_one_cell_is_paragraphs(tmp_path: Path) -> None:
    inner = f"<a:tr><a:tc><a:txBody>{line('one')}{line('two')}</a:txBody></a:tc></a:tr>"
    frame = (
        f"<p:graphicFrame><a:graphic><a:graphicData><a:tbl>{inner}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )
    parsed = read_pptx(deck(tmp_path / "a.pptx", slide(frame)))
    assert said(parsed) == [(PARAGRAPH, "one"), (PARAGRAPH, "two")]


def test_charts_and_diagrams_are_read_from_their_parts(tmp_path: Path) -> None:
    chart = (
        f"<c:chartSpace {TRANSITIONAL}><c:chart><c:title><c:tx><c:rich>{line('Sales')}</c:rich></c:tx></c:title><c:ser>"
        "<c:tx><c:strRef><c:strCache><c:pt idx='0'><c:v>Net</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        "<c:cat><c:strRef><c:strCache><c:pt idx='0'><c:v>North</c:v></c:pt><c:pt idx='1'><c:v>South</c:v></c:pt>"
        "</c:strCache></c:strRef></c:cat><c:val><c:numRef><c:numCache><c:formatCode>General</c:formatCode>"
        "<c:pt idx='0'><c:v>1</c:v></c:pt><c:pt idx='1'><c:v>2.5</c:v></c:pt></c:numCache></c:numRef></c:val>"
        "</c:ser></c:chart></c:chartSpace>"
    )
    diagram = (
        f"<dgm:dataModel {TRANSITIONAL}><dgm:ptLst><dgm:pt modelId='0' type='doc'/>"
        f"<dgm:pt modelId='1'><dgm:t>{line('second')}</dgm:t></dgm:pt>"
        f"<dgm:pt modelId='2'><dgm:t>{line('first')}</dgm:t></dgm:pt>"
        f"<dgm:pt modelId='3'><dgm:t>{line('below first')}</dgm:t></dgm:pt></dgm:ptLst><dgm:cxnLst>"
        "<dgm:cxn srcId='0' destId='1' srcOrd='1'/><dgm:cxn srcId='0' destId='2' srcOrd='0'/>"
        "<dgm:cxn srcId='2' destId='3' srcOrd='0'/></dgm:cxnLst></dgm:dataModel>"
    )
    frame = "<p:graphicFrame><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></p:graphicFrame>"
    content = slide(frame.format('<c:chart r:id="r1"/>'), frame.format('<dgm:relIds r:dm="r2" r:lo="r9"/>'))
    parts = {
        "ppt/slides/_rels/slide1.xml.rels": relations_xml(r1="chart ../c.xml", r2="diagramData ../d.xml"),
        "ppt/c.xml": chart,
        "ppt/d.xml": diagram,
    }
    title, table, *points = read_pptx(deck(tmp_path / "a.pptx", content, parts=parts)).elements
    assert words(title) == "Sales"
    assert table.rows == (("", "Net"), ("North", "1"), ("South", "2.5"))
    assert [(words(point), point.level) for point in points] == [("first", 0), ("below first", 1), ("second", 0)]


def test_notes_and_comments_follow_their_slide(tmp_path: Path) -> None:
    parts = {
        "ppt/_rels/presentation.xml.rels": relations_xml(r1="slide slides/slide1.xml", r9="commentAuthors authors.xml"),
        "ppt/slides/_rels/slide1.xml.rels": relations_xml(r1="notesSlide ../n.xml", r2="comments ../c.xml"),
        "ppt/n.xml": slide(box(line("Say this"), place='type="body"'), box(line("7"), place='type="sldNum"')),
        "ppt/c.xml": f"<p:cmLst {TRANSITIONAL}>"
        '<p:cm authorId="0" dt="2024-01-31T10:00:00"><p:text>Sure?</p:text></p:cm>'
        f'<p:cm><p:replyLst><p:reply authorId="0"><p:txBody>{line("Yes")}</p:txBody></p:reply></p:replyLst></p:cm>'
        "</p:cmLst>",
        "ppt/authors.xml": f'<p:cmAuthorLst {TRANSITIONAL}><p:cmAuthor id="0" name="Ann Lee"/></p:cmAuthorLst>',
    }
    parsed = read_pptx(deck(tmp_path / "a.pptx", slide(box(line("Words"))), parts=parts))
    assert said(parsed) == [
        (PARAGRAPH, "Words"),
        (HEADING, "Notes"),
        (PARAGRAPH, "Say this"),
        (ElementKind.FOOTNOTE, "Ann Lee, 2024-01-31: Sure?"),
        (ElementKind.FOOTNOTE, "Ann Lee: Yes"),
    ]


def picture(description: str) -> str:
    return f'<p:pic><p:nvPicPr><p:cNvPr descr="{description}"/></p:nvPicPr><p:blipFill><a:blip/></p:blipFill></p:pic>'


def test_a_pictures_description_is_kept_but_never_quoted(tmp_path: Path) -> None:
    content = slide(box(line("Words")), picture("Map of the region"), picture("img_1.png"))
    assert said(read_pptx(deck(tmp_path / "a.pptx", content)))[1:] == [(ElementKind.FURNITURE, "Map of the region")]


def test_a_deck_of_pictures_is_image_only(tmp_path: Path) -> None:
    with pytest.raises(ImageOnly):
        read_pptx(deck(tmp_path / "a.pptx", slide(picture(""))))


def test_a_deck_without_words_is_empty(tmp_path: Path) -> None:
    with pytest.raises(EmptyDocument):
        read_pptx(deck(tmp_path / "a.pptx", slide(), slide()))


def test_a_damaged_slide_is_left_out_with_a_note(tmp_path: Path) -> None:
    parsed = read_pptx(deck(tmp_path / "a.pptx", "no slide", slide(box(line("Words")))))
    assert [(words(element), element.page) for element in parsed.elements] == [("Words", 2)]
    assert parsed.notes == ("Slide 1 is damaged or missing.",)


def test_slides_are_found_where_the_presentation_is_damaged(tmp_path: Path) -> None:
    file = deck(
        tmp_path / "a.pptx", slide(box(line("Second"))), slide(box(line("First"))), parts={"ppt/presentation.xml": ""}
    )
    assert [words(element) for element in read_pptx(file).elements] == ["First", "Second"]


def test_a_deck_whose_slides_are_all_damaged_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        read_pptx(deck(tmp_path / "a.pptx", "", ""))


def test_slides_beyond_the_limit_are_counted_in_a_note(tmp_path: Path) -> None:
    file = deck(tmp_path / "a.pptx", *[slide(box(line("ten signs!")))] * 5)
    parsed = read_pptx(SourceFile(file.path, file.name, limits=Limits(characters=25)))
    assert len(parsed.elements) == 2
    assert parsed.notes == ("Only the first 2 of 5 slides were read.",)


def test_groups_in_groups_without_end_are_read_without_failing(tmp_path: Path) -> None:
    content = slide("<p:grpSp>" * 200 + box(line("deep")) + "</p:grpSp>" * 200, box(line("Words")))
    assert "Words" in [words(element) for element in read_pptx(deck(tmp_path / "a.pptx", content)).elements]


def test_words_are_found_where_damage_took_the_names_spaces(tmp_path: Path) -> None:
    content = f"<p:sld><p:cSld><p:spTree>{box(line('Words'))}</p:spTree></p:cSld></p:sld>"
    assert said(read_pptx(deck(tmp_path / "a.pptx", content))) == [(PARAGRAPH, "Words")]
