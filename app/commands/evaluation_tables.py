"""An evaluation's report in a terminal: compact tables, each figure with its interval."""

from collections.abc import Sequence

from app.commands.terminal import print_facts, print_table
from app.evaluation.measures import MEASURES
from app.evaluation.report import Group, Report
from app.evaluation.summary import Summary
from app.evaluation.wording import interval_text, percent_text, resampled_text, signed_text, value_text

COUNTS = ("kind", "asked", "right", "wrong", "wrongly refused", "rightly refused", "wrongly answered", "quotes exact")
# Measures of each kind, which together fit the width of a terminal.
OF_KINDS = ("evidence_recall", "all_evidence", "short_f1", "citation_precision", "citation_recall")


def print_report(report: Report) -> None:
    """Print counts by kind, all measures in total, the main ones by kind, and the comparison where there is one."""
    total = report.total
    print_table(report.name, COUNTS, [_counts(kind, group.summary) for kind, group in _groups(report)])
    print_table("All questions", ("measure", "value", "95 % interval", "of"), _measures(total))
    by_name = {measure.name: measure for measure in MEASURES}
    if len(report.kinds) > 1:
        columns = ("kind", *(by_name[name].label for name in OF_KINDS))
        print_table(
            "By kind, in per cent with 95 % intervals", columns, [_of_kind(*group) for group in report.kinds.items()]
        )
    if report.against:
        columns = ("measure", "difference", "95 % interval", "verdict")
        print_table(f"Against {report.against}", columns, _differences(report))
    print_facts([("evidence", f"found within {report.words} words"), ("", resampled_text(total.estimates.documents))])


def _groups(report: Report) -> Sequence[tuple[str, Group]]:
    return [*report.kinds.items(), ("total", report.total)]


def _counts(name: str, counts: Summary) -> list[object]:
    return [
        name,
        counts.questions,
        _with_share(counts.right, counts.right_share),
        counts.wrong,
        counts.wrongly_abstained,
        _with_share(counts.rightly_abstained, counts.abstained_share),
        counts.wrongly_answered,
        f"{counts.exact_quotes}/{counts.citations}",
    ]


def _measures(group: Group) -> list[list[object]]:
    return [
        [one.label, value_text(estimate.value, one), interval_text(estimate.interval, one), estimate.count]
        for one in MEASURES
        if (estimate := group.estimates.measures[one.name])
    ]


def _of_kind(kind: str, group: Group) -> list[object]:
    estimates = [group.estimates.measures[name] for name in OF_KINDS]
    return [kind, *(percent_text(one.value, one.interval) for one in estimates)]


def _differences(report: Report) -> list[list[object]]:
    return [
        [one.label, signed_text(found.value, one), interval_text(found.interval, one), found.verdict]
        for one in MEASURES
        if (found := report.comparison[one.name])
    ]


def _with_share(count: int, share: float | None) -> str:
    return str(count) if share is None else f"{count} ({share:.0%})"
