"""The sheets of an Office Open XML workbook, transitional or strict, with or without macros."""

import re
from collections.abc import Iterator

from ingest.elements import SourceFile
from ingest.errors import UnreadableFile
from ingest.formats.markup import XmlElement, local_name
from ingest.formats.package import Package, open_package
from ingest.formats.relations import Relation, all_named, main_part, named, relation_id, relations, root_of
from ingest.formats.sheets.cells import Budget, Sheet
from ingest.formats.sheets.drawn import comments_of, draw
from ingest.formats.sheets.formats import BUILT_IN, GENERAL
from ingest.formats.sheets.xml import read_cells, shared_words

_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")


def xlsx_sheets(file: SourceFile, budget: Budget) -> tuple[list[Sheet], list[str]]:
    """Return a workbook's sheets in its order, hidden ones too, and sentences on what of them could not be read.

    Raises:
        UnreadableFile: The package or all of its sheets are damaged.
        NeedsPassword: It is locked.
        TooLarge: It unpacks to more than the limits allow.
    """
    with open_package(file.path, file.limits) as package:
        part = main_part(package, "xl/workbook.xml")
        workbook = root_of(package, part)
        related = relations(package, part)
        notes = package.notes
        shared = _shared(package, related, notes)
        codes = _codes(package, related)
        from_1904 = workbook is not None and _counts_from_1904(workbook)
        sheets = []
        for name, sheet_part in _sheet_parts(package, workbook, related):
            sheet = Sheet(name)
            if not _read_sheet(package, sheet_part, sheet, (shared, codes, from_1904), budget):
                notes.append(f"Sheet “{name}” is damaged; what comes after the damage is missing.")
            sheets.append(sheet)
    if not sheets:
        raise UnreadableFile("it has no sheets that can be read. Open it in the program it came from and save it anew.")
    return sheets, notes


def _sheet_parts(
    package: Package, workbook: XmlElement | None, related: dict[str, Relation]
) -> Iterator[tuple[str, str]]:
    """The name and part of each sheet of cells; where the workbook is damaged, of each that the package holds."""
    listed = named(workbook, "sheets") if workbook is not None else None
    if listed is None:
        parts = sorted(filter(_SHEET_PART.fullmatch, package.names()), key=lambda part: (len(part), part))
        yield from ((f"Sheet {number}", part) for number, part in enumerate(parts, 1))
        return
    for number, node in enumerate(listed, 1):
        relation = related.get(relation_id(node))
        if relation is not None and relation.kind in ("worksheet", "chartsheet", "dialogsheet"):
            yield node.get("name") or f"Sheet {number}", relation.target


def _read_sheet(
    package: Package, part: str, sheet: Sheet, context: tuple[list[str], list[str], bool], budget: Budget
) -> bool:
    """Read a sheet's cells, comments and what is drawn over them; return whether the cells are whole."""
    shared, codes, from_1904 = context
    try:
        content = package.read(part)
        is_whole = content is not None and read_cells(content, sheet, shared, codes, from_1904, budget)
    except UnreadableFile:
        is_whole = False
    for relation in relations(package, part).values():
        if relation.kind == "drawing":
            draw(package, relation.target, sheet)
    sheet.comments.extend(comments_of(package, part))
    return is_whole


def _shared(package: Package, related: dict[str, Relation], notes: list[str]) -> list[str]:
    part = _target(related, "sharedStrings", "xl/sharedStrings.xml")
    try:
        content = package.read(part)
        words, is_whole = shared_words(content) if content is not None else ([], True)
    except UnreadableFile:
        words, is_whole = [], False
    if not is_whole:
        notes.append("The list of words that the sheets share is damaged; some cells are missing.")
    return words


def _codes(package: Package, related: dict[str, Relation]) -> list[str]:
    """The format code of each style of cells."""
    root = root_of(package, _target(related, "styles", "xl/styles.xml"))
    formats = named(root, "cellXfs") if root is not None else None
    if root is None or formats is None:
        return []
    own = {node.get("numFmtId", ""): node.get("formatCode") or GENERAL for node in all_named(root, "numFmt")}
    numbers = [node.get("numFmtId", "0") for node in formats if local_name(node) == "xf"]
    return [own.get(number) or BUILT_IN.get(int(number) if number.isdecimal() else 0, GENERAL) for number in numbers]


def _counts_from_1904(workbook: XmlElement) -> bool:
    settings = named(workbook, "workbookPr")
    return settings is not None and settings.get("date1904") in ("1", "true")


def _target(related: dict[str, Relation], kind: str, usual: str) -> str:
    return next((relation.target for relation in related.values() if relation.kind == kind), usual)
