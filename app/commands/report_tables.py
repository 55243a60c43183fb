"""The report card of files in a terminal: totals, short tables, and what to do."""

from collections.abc import Iterable, Sequence

from app.advice import advice
from app.commands.terminal import print_facts, print_lines, print_listing
from app.report_card import Row, attention_rows, remarks, shortened, total_facts
from ingest.report import FileReport, Problem

# Of a table in a terminal; JSON has them all.
MOST_ROWS = 20


def print_report_card(
    files: Sequence[FileReport],
    embedding_model: str,
    facts: Iterable[tuple[str, object]] = (),
    failed: Iterable[Problem] = (),
    skipped: Iterable[Problem] = (),
) -> None:
    """Print totals, the files that need attention, what else is worth knowing, and what to do about it.

    Args:
        files: The reports to sum up.
        embedding_model: As the setting gives it; what it does not cover is told.
        facts: Names with values to print behind the totals.
        failed: Everything that failed, also what could not be looked at.
        skipped: Everything that was left out.
    """
    print_facts([*total_facts(files), *facts])
    _print_listing("Needs attention", ("outcome", "file", "why"), attention_rows(files, failed, skipped))
    _print_listing("Worth knowing", ("file", "what"), remarks(files))
    print_lines("What to do", advice(files, embedding_model))


def _print_listing(title: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
    if not rows:
        return
    shown = shortened(rows, MOST_ROWS) if len(columns) > 2 else rows[:MOST_ROWS]
    print_listing(title, columns, shown)
    if len(rows) > len(shown):
        print_lines("", [f"and {len(rows) - len(shown):,} more; --json lists all"])
