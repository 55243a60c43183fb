"""A report as one HTML page that needs nothing from outside. The one module that imports Jinja."""

from itertools import groupby
from pathlib import Path

from jinja2 import Environment, StrictUndefined

from app.evaluation.judge import Outcome
from app.evaluation.measures import MEASURES
from app.evaluation.report import Report
from app.evaluation.wording import interval_text, percent_text, resampled_text, signed_text, value_text

# Measures that have a column in the table of kinds.
OF_KINDS = (
    "evidence_recall",
    "right",
    "all_evidence",
    "short_f1",
    "refused",
    "wrongly_refused",
    "citation_precision",
    "citation_recall",
)
OUTCOME_WORDS = {
    Outcome.WRONG: "answered wrong",
    Outcome.WRONGLY_ABSTAINED: "refused, though it is answered",
    Outcome.WRONGLY_ANSWERED: "answered, though it is not there",
}
_TEMPLATE = Path(__file__).with_name("report.html")


def html_page(report: Report) -> str:
    """Return the report as a whole HTML page; every text in it is escaped."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters.update(value=value_text, interval=interval_text, percent=percent_text, signed=signed_text)
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    by_name = {measure.name: measure for measure in MEASURES}
    return template.render(
        report=report,
        subjects=[(subject, list(measures)) for subject, measures in groupby(MEASURES, lambda one: one.subject)],
        measures=by_name,
        of_kinds=[by_name[name] for name in OF_KINDS],
        resampled=resampled_text(report.total.estimates.documents),
        went_wrong=[one for one in report.judged if one.outcome in OUTCOME_WORDS],
        outcome_words=OUTCOME_WORDS,
    )
