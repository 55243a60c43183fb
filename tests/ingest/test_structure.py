"""Headings, levels, facts, lists, tables and furniture, by general rules."""

import pytest

from ingest.inline import clean
from ingest.structure import structure
from retriever.types import StatementKind

PROSE = "The office answers every letter within ten days, and it keeps a copy of the answer for five years."


def paths(raw: str) -> list[tuple[str, ...]]:
    cleaned = clean(raw)
    return [section.path for section in structure(cleaned.text, cleaned.strong, cleaned.verbatim).sections]


def statements(raw: str) -> list[tuple[str, str]]:
    cleaned = clean(raw)
    sections = structure(cleaned.text, cleaned.strong, cleaned.verbatim).sections
    return [
        (each.kind.value, cleaned.text[each.start : each.end]) for section in sections for each in section.statements
    ]


def leads(raw: str) -> list[str | None]:
    cleaned = clean(raw)
    sections = structure(cleaned.text, cleaned.strong, cleaned.verbatim).sections
    spans = [each.lead for section in sections for each in section.statements]
    return [cleaned.text[slice(*span)] if span else None for span in spans]


HEADINGS = {
    "markdown": (
        f"# A\n\n{PROSE}\n\n## B\n\n{PROSE}\n\n### C\n{PROSE}\n\n# D\n{PROSE}",
        [("A",), ("A", "B"), ("A", "B", "C"), ("D",)],
    ),
    "setext": (
        f"Alpha\n=====\n\n{PROSE}\n\nBeta\n----\n{PROSE}\n\nGamma\n=====\n{PROSE}",
        [("Alpha",), ("Alpha", "Beta"), ("Gamma",)],
    ),
    "wikitext": (f" = A = \n{PROSE}\n = = B = = \n{PROSE}\n = C = \n{PROSE}", [("A",), ("A", "B"), ("C",)]),
    "numbered": (
        f"{PROSE}\n\n3 Leave\n\n{PROSE}\n\n3.1 Annual leave\n\n{PROSE}\n\n4 Travel\n\n{PROSE}",
        [(), ("3 Leave",), ("3 Leave", "3.1 Annual leave"), ("4 Travel",)],
    ),
    "numbered with a full stop": (
        f"{PROSE}\n\n1. Budget\n\n{PROSE}\n\n2. Leave\n\n2.1 Sick leave\n\n{PROSE}",
        [(), ("1. Budget",), ("2. Leave",), ("2. Leave", "2.1 Sick leave")],
    ),
    "short line over its text": (
        f"{PROSE}\n\nWho may apply? \n{PROSE}\n\nHow to apply \n{PROSE}",
        [(), ("Who may apply?",), ("How to apply",)],
    ),
    "short line alone over text": (f"{PROSE}\n\nFacts and Figures\n\n{PROSE}", [(), ("Facts and Figures",)]),
    "capitals over two lines": (
        f"{PROSE}\n\nACTIVE EMERGENCY AND\nRECOVERY WORK\n\n{PROSE}",
        [(), ("ACTIVE EMERGENCY AND RECOVERY WORK",)],
    ),
    "heading under heading": (
        f"{PROSE}\n\nPROGRAMS\n\n\n\nSHELTER\n\n{PROSE}\n\n\n\nHEALTH\n\n{PROSE}\n\nPOLICIES\n\n{PROSE}",
        [(), ("PROGRAMS",), ("PROGRAMS", "SHELTER"), ("PROGRAMS", "HEALTH"), ("POLICIES",)],
    ),
    "running head": (
        f"{PROSE}\n\nPROGRAMS\n\n{PROSE}\n\nSHELTER\n\n{PROSE}\n\nPROGRAMS\n\nHEALTH\n\n{PROSE}",
        [(), ("PROGRAMS",), ("PROGRAMS", "SHELTER"), ("PROGRAMS", "HEALTH")],
    ),
    "same words over each part": (
        f"{PROSE}\n\nCHILD CARE\n\n{PROSE}\n\nHOW TO APPLY\n\n{PROSE}\n\nFOOD\n\n{PROSE}\n\nHOW TO APPLY\n\n{PROSE}",
        [(), ("CHILD CARE",), ("HOW TO APPLY",), ("FOOD",), ("HOW TO APPLY",)],
    ),
    "bold line over its text": (f"# A\n\n**Who may apply**\n{PROSE}", [(), ("Who may apply",)]),
}
NO_HEADINGS = {
    "wrapped paragraph": "The office answers every letter that it is sent within\nten days, and keeps a copy.",
    "formula over two lines": f"High-purity liquid O\n2 is made in this way. {PROSE}",
    "item before the last": f"{PROSE}\n\nStaffing of committees; and\n\n{PROSE}",
    "remark": f"{PROSE}\n\nAnd that is all.\n\n{PROSE}",
    "speaker": f"{PROSE}\n\nTHE CHAIR: Who is next?\n\n{PROSE}",
    "rhetorical question": f"{PROSE}\n\nRemember the fear, the record losses?\n\n{PROSE}",
    "byline and date": f"{PROSE}\n\nBy Ada Lovelace\n\n{PROSE}\n\n5 May 2020\n\n{PROSE}",
    "names in a row": f"{PROSE}\n\nUNITED STATES\n\nUNITED KINGDOM\n\nAUSTRALIA\n\nNEPAL\nUSD 2 M\n\n{PROSE}",
    "label over amount": f"{PROSE}\n\nREPUBLIC OF KOREA\nUSD 1.4 M\n\n{PROSE}",
    "count at the start": f"{PROSE}\n\n46 active response projects in 11 countries*\n\n{PROSE}",
    "caption with a unit": f"{PROSE}\n\nTOTAL PROJECT EXPENDITURES (USD)\n\n{PROSE}",
    "hash without a space": f"{PROSE}\n\n#covid is a tag of ours.",
    "equations": "Pos = Position ; GP = Games played in ; G =\n= Goals ; A = Assists",
}


@pytest.mark.parametrize(("raw", "expected"), HEADINGS.values(), ids=HEADINGS.keys())
def test_headings_have_the_path_a_reader_would_give_them(raw: str, expected: list[tuple[str, ...]]) -> None:
    assert paths(raw) == expected


@pytest.mark.parametrize("raw", NO_HEADINGS.values(), ids=NO_HEADINGS.keys())
def test_no_heading_is_seen_where_there_is_none(raw: str) -> None:
    assert paths(raw) == [()]


FACTS = {
    "number over label": "174\nMember States",
    "words around a number": "an additional 8 holding\nObserver Status",
    "label over amount": "AFGHANISTAN\nUSD 38.7 M",
    "label over amount and year": "Budget\nUSD 2.39 billion\n(2020)",
    "capitals with a number": "TOTAL\nDONORS 45",
    "parts of a number": "5 Sub-regions\nPacific, East Asia,\nSouth Asia",
    "label and value": "Closing date: 5 May",
}


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS.keys())
def test_a_number_with_its_label_is_one_fact(fact: str) -> None:
    assert ("fact", fact) in statements(f"{PROSE}\n\n{fact}\n\n{PROSE}")


def test_facts_are_read_under_the_line_with_the_colon() -> None:
    assert leads("Globally, the office has:\n\n174\nMember States\n\n590\noffices") == [
        None,
        *["Globally, the office has:"] * 2,
    ]


def test_an_amount_alone_under_a_heading_is_read_under_the_heading() -> None:
    raw = f"{PROSE}\n\nACTIVE PROGRAMMES\n\nUSD 339 M\n\n{PROSE}"
    assert ("fact", "USD 339 M") in statements(raw)
    assert "ACTIVE PROGRAMMES" in leads(raw)


def test_labels_and_values_on_lines_apart_are_joined_in_pairs() -> None:
    raw = f"{PROSE}\n\n174\n\nMember States\n\n590\n\noffices abroad\n\nThe end of it is here."
    assert [text for kind, text in statements(raw) if kind == "fact"] == [
        "174\n\nMember States",
        "590\n\noffices abroad",
    ]


def test_a_heading_over_figures_is_no_label() -> None:
    raw = f"{PROSE}\n\nOUR WORK\n\n1,200\n\nstaff members\n\n34\n\ncountries\n\n{PROSE}"
    assert [text for kind, text in statements(raw) if kind == "fact"] == ["1,200\n\nstaff members", "34\n\ncountries"]


def test_each_label_of_a_group_has_its_own_fact() -> None:
    assert statements("Opens: 8 a.m.\nCloses: 5 p.m.") == [("fact", "Opens: 8 a.m."), ("fact", "Closes: 5 p.m.")]


def test_names_under_a_counting_line_are_one_list_with_it() -> None:
    names = "TOP 3 DONORS\n\n\n\nUNITED STATES\n\nAUSTRALIA\n\nEUROPEAN UNION"
    raw = f"{PROSE}\n\n{names}\n\nNEPAL\nUSD 2.6 M\n\nFiji\nUSD 1.2 M"
    assert statements(raw)[1:] == [("list", names), ("fact", "NEPAL\nUSD 2.6 M"), ("fact", "Fiji\nUSD 1.2 M")]
    assert leads(raw)[1] == "TOP 3 DONORS"


def test_a_bulleted_list_of_names_is_one_statement_with_its_lead() -> None:
    raw = "We work in these fields:\n\n- Shelter\n- Health\n- Water and sanitation\n"
    assert statements(raw) == [("list", raw.strip())]


def test_longer_items_stand_alone_without_their_bullets() -> None:
    raw = "You must:\n\n- Tell your supervisor about it on the same day.\n- Fill in the form, and send it in.\n"
    assert statements(raw) == [
        ("sentence", "You must:"),
        ("item", "Tell your supervisor about it on the same day."),
        ("item", "Fill in the form, and send it in."),
    ]
    assert leads(raw) == [None, "You must:", "You must:"]


def test_steps_are_items_and_not_a_list_of_names() -> None:
    assert [kind for kind, _ in statements("1. Open it\n2. Close it\n")] == ["item", "item"]


def test_a_wrapped_line_that_begins_with_a_number_is_no_item() -> None:
    raw = "The council sat for the last time in the year that the treaty was signed by\n12. It never met again."
    assert [kind for kind, _ in statements(raw)] == ["sentence"] * len(statements(raw))


def test_items_below_an_item_are_read_under_it() -> None:
    raw = "You need:\n\n- One of these papers, with a photo:\n  - a passport that is valid\n- The form, with your name."
    assert leads(raw)[2] == "One of these papers, with a photo:"


def test_a_list_run_into_a_sentence_is_parted_into_its_items() -> None:
    raw = "You may apply if you: Are over 62 , and Have worked ten years , or Are married."
    assert statements(raw) == [
        ("sentence", "You may apply if you:"),
        ("item", "Are over 62 , and"),
        ("item", "Have worked ten years , or"),
        ("item", "Are married."),
    ]


def test_names_in_a_row_of_semicolons_stay_together() -> None:
    raw = "There are committees for: Public Audit; Education and Culture; and Health."
    assert statements(raw) == [("sentence", raw)]


def test_a_row_is_read_under_its_header() -> None:
    raw = "| Grade | Days |\n|---|---|\n| P3 | 30 |\n"
    assert statements(raw) == [("row", "Grade | Days"), ("row", "P3 | 30")]
    assert leads(raw) == [None, "Grade | Days"]


def test_columns_set_apart_by_spaces_are_rows() -> None:
    raw = "Grade      Days     Allowance\nP3         30       USD 120"
    assert statements(raw) == [("row", "Grade      Days     Allowance"), ("row", "P3         30       USD 120")]


def test_each_turn_of_a_conversation_is_a_statement() -> None:
    raw = "[10:02] Ada: hello to all of you\n[10:03] Grace: hello"
    assert [text for _, text in statements(raw)] == raw.split("\n")


def test_entries_on_lines_of_their_own_are_statements() -> None:
    books = [f"{title} ; Frederick Warne and Company , London , 1985" for title in "ABCDE"]
    raw = "\n".join([*books, "A Little Book of Prayers and Hymns for Children and Others ; Frederick Warne , 1994"])
    assert [text for _, text in statements(raw)] == raw.split("\n")


def test_names_under_a_line_with_a_colon_are_one_list_with_it() -> None:
    raw = "The office works in:\n\nKenya\n\nUganda\n\nChad"
    assert statements(raw) == [("list", raw)]
    assert leads(raw) == ["The office works in:"]


def test_names_on_lines_under_a_colon_are_one_list() -> None:
    raw = "Present:\nAda Lovelace (Chair)\nGrace Hopper"
    assert statements(raw) == [("list", raw)]


def test_fenced_code_is_kept_as_it_is() -> None:
    assert ("sentence", "a = **b**\n# c") in statements("Run this now.\n\n```python\na = **b**\n# c\n```\n")


FURNITURE = {
    "photo credit": "© Julie Batula",
    "photo credit in words": "Photo: Ada Lovelace",
    "page of pages": "Page 3 of 12",
    "rule": "* * *",
    "lone mark": "*",
    "line of a table of contents": "2.1 Annual leave ....... 5",
    "caption with a unit": "Budget (USD)",
}


@pytest.mark.parametrize("line", FURNITURE.values(), ids=FURNITURE.keys())
def test_page_furniture_is_no_statement(line: str) -> None:
    text = f"{PROSE}\n\n{line}\n\n{PROSE}"
    parts = structure(text)
    assert [text[start:end] for start, end in parts.furniture] == [line]
    assert [section.path for section in parts.sections] == [()]


def test_page_numbers_that_count_up_are_furniture() -> None:
    text = f"{PROSE}\n\n1\n\n{PROSE}\n\n2\n\n{PROSE}\n\n3\n\n{PROSE}"
    assert [text[start:end] for start, end in structure(text).furniture] == ["1", "2", "3"]


def test_opening_headings_give_the_title_and_their_repeats_are_furniture() -> None:
    text = (
        f"REGIONAL OFFICE\n\nCRISIS PROGRAMS\n\n{PROSE}\n\nSHELTER\n\n{PROSE}\n\nREGIONAL OFFICE\n\nCRISIS PROGRAMS\n"
    )
    parts = structure(text)
    assert parts.title == "REGIONAL OFFICE: CRISIS PROGRAMS"
    assert [section.path for section in parts.sections] == [(), (), ("SHELTER",)]
    assert [text[start:end] for start, end in parts.furniture] == ["REGIONAL OFFICE", "CRISIS PROGRAMS"]


def test_the_only_first_level_heading_is_the_title() -> None:
    parts = structure(f"# Leave\n\n{PROSE}\n\n## Annual leave\n\n{PROSE}")
    assert parts.title == "Leave"
    assert [section.path for section in parts.sections] == [(), ("Annual leave",)]


def test_every_kind_of_statement_can_come_out() -> None:
    lists = "- a much longer item of a list that is not a name\n\n| a | b |\n|---|---|\n\nWe have:\n\n- Tea\n- Milk\n"
    raw = f"{PROSE}\n\n174\nMember States\n\n{lists}"
    assert {kind for kind, _ in statements(raw)} == {kind.value for kind in StatementKind}


@pytest.mark.parametrize("line", ["(Please select all that apply)", "Other (please specify) ______", "Salem, OR 97301"])
def test_asides_blanks_and_ends_of_addresses_are_no_headings(line):
    assert paths(f"{PROSE}\n\n{line}\n\n{PROSE}") == [()]


@pytest.mark.parametrize("name", ["Introduction", "Table of contents", "Front cover", "1. Scope"])
def test_a_part_that_every_book_has_gives_no_title(name):
    cleaned = clean(f"# {name}\n\n{PROSE}\n\n## Leave\n\n{PROSE}")
    assert structure(cleaned.text, cleaned.strong, cleaned.verbatim).title is None


def test_the_foot_of_a_page_with_its_count_is_furniture():
    text = f"{PROSE}\n\nStaff handbook Page 3 of 12\n\n{PROSE}"
    (span,) = structure(text).furniture
    assert text[slice(*span)] == "Staff handbook Page 3 of 12"
