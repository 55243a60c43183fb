"""The report card of files in words: totals, the files that need attention, and what else is worth knowing."""

from collections import Counter
from collections.abc import Iterable, Sequence

from app.advice import UNREADABLE_SHARE, counted
from ingest.loaded import Outcome
from ingest.report import FileReport, Problem, slowest, totals

# Reading that takes longer is told of.
SLOW_SECONDS = 5.0
# Outcomes in the order in which they are told.
ATTENTION = tuple(one for one in Outcome if one not in (Outcome.READ, Outcome.UNPACKED))
NOT_OPENED = "not opened"
LEFT_OUT = "left out"

Row = tuple[str, ...]


def total_facts(files: Sequence[FileReport]) -> list[tuple[str, str]]:
    """Return names with values that sum the files up; none for no files."""
    if not files:
        return []
    found = totals(files)
    outcomes = ", ".join(f"{one.value} {found[one.value]:,}" for one in Outcome if found[one.value])
    notes = ("empty_pages", "empty"), ("image_pages", "pictures without words"), ("recognised_pages", "recognised")
    pages = ", ".join(f"{found[name]:,} {words}" for name, words in notes if found[name])
    facts = [
        ("files", f"{found['files']:,} ({outcomes})"),
        ("pages", f"{found['pages']:,}{pages and f' ({pages})'}"),
        ("words", f"{found['words']:,}"),
        ("tables", f"{found['tables']:,}"),
        ("duplicates", f"{found['duplicates']:,}"),
        ("size", size_words(int(found["bytes"]))),
    ]
    return [(name, words) for name, words in facts if words != "0"]


def attention_rows(
    files: Sequence[FileReport], failed: Iterable[Problem] = (), skipped: Iterable[Problem] = ()
) -> list[Row]:
    """Return outcome, name and reason of each file that was not read whole, by outcome; what was not opened comes last.

    Args:
        files: The reports of a run.
        failed: Everything that failed in it.
        skipped: Everything that was left out.
    """
    known = {one.source for one in files}
    rows: list[Row] = [
        (one.outcome.value, one.source, one.reason) for outcome in ATTENTION for one in _of(files, outcome)
    ]
    rows += [(NOT_OPENED, one.source, one.reason) for one in failed if one.source not in known]
    return rows + [(LEFT_OUT, one.source, one.reason) for one in skipped if one.source not in known]


def remarks(files: Iterable[FileReport]) -> list[Row]:
    """Return name and remarks for each file that was read of which something is worth knowing."""
    read = [one for one in files if one.outcome.is_read]
    slow = {one.source for one in slowest(read) if one.facts.seconds > SLOW_SECONDS and one.duplicate_of is None}
    told = [(one.source, _remarks(one, is_slow=one.source in slow)) for one in read]
    return [(source, "; ".join(words)) for source, words in told if words]


def shortened(rows: Sequence[Row], most: int) -> list[Row]:
    """Return so many rows at most, in order, such that many of one kind, named first in each row, crowd out no other.

    >>> shortened([("a", "1"), ("a", "2"), ("a", "3"), ("b", "4")], 3)
    [('a', '1'), ('a', '2'), ('b', '4')]
    """
    counts = Counter(row[0] for row in rows)
    of_each = most
    while of_each > 1 and sum(min(count, of_each) for count in counts.values()) > most:
        of_each -= 1
    seen: Counter[str] = Counter()
    kept = []
    for row in rows:
        seen[row[0]] += 1
        if seen[row[0]] <= of_each:
            kept.append(row)
    return kept[:most]


def ranges(numbers: Sequence[int]) -> str:
    """Return numbers in words, neighbours drawn together.

    >>> ranges((1, 2, 3, 7, 9, 10))
    '1–3, 7, 9–10'
    """
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def size_words(size_bytes: int) -> str:
    """Return a size in the unit that suits it.

    >>> size_words(900), size_words(1_500_000)
    ('900 bytes', '1.5 MB')
    """
    for unit, factor in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size_bytes >= factor:
            return f"{size_bytes / factor:.1f} {unit}"
    return counted(size_bytes, "byte")


def _remarks(report: FileReport, *, is_slow: bool) -> list[str]:
    if report.duplicate_of:
        return [f"the same as {report.duplicate_of}"]
    facts, told = report.facts, []
    if report.unreadable_share > UNREADABLE_SHARE:
        told.append(f"{report.unreadable_share * 100:.0f} % of its characters could not be read")
    if facts.empty_pages:
        told.append(f"{_pages_words(facts.empty_pages)} without words")
    if facts.image_pages:
        told.append(f"{_pages_words(facts.image_pages)} only pictures")
    if is_slow:
        told.append(f"took {facts.seconds:.0f} seconds to read")
    return told


def _pages_words(numbers: Sequence[int]) -> str:
    return f"{'page' if len(numbers) == 1 else 'pages'} {ranges(numbers)}"


def _of(files: Iterable[FileReport], outcome: Outcome) -> list[FileReport]:
    return [one for one in files if one.outcome is outcome]
