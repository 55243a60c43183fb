"""The insights of a period as HTML: figures, a plot, and a part for each table."""

from collections.abc import Collection, Sequence
from html import escape

from app.insights.period import PERIODS, by_span
from app.insights.records import Insights, Span
from app.insights.tables import percent
from app.web.insights.plots import spans_svg
from app.web.insights.tables_view import documents_html, low_votes_html, topics_html
from app.web.insights.wording import PERIOD_WORDS, count_words, day_words, period_sentence, span_words

EMPTY = (
    '<div class="insights-empty"><h2>Nothing was asked {when}</h2><p>Once people ask, this page shows which questions '
    "the documents do not answer, which answers were voted down, and which documents are never cited.</p>"
    '<p><a href="./" data-place="ask" class="plain">Ask a question</a></p></div>'
)
WHOLE_PAGE_NOTE = "Nobody’s name is kept here; questions are shown as they were typed."


def insights_html(found: Insights, golden: Collection[str]) -> str:
    """Everything below the place's heading.

    Args:
        found: What the questions of the period say.
        golden: The `question_key` of each golden question.
    """
    head = periods_html(found.days)
    if not found.asked:
        return head + EMPTY.format(when=period_sentence(found.days))
    return (
        f"{head}{_figures(found)}{_days(found)}{_unanswered(found, golden)}{_low_votes(found, golden)}"
        f'{_asked(found, golden)}{_documents(found)}<p class="note">{WHOLE_PAGE_NOTE}</p>'
    )


def periods_html(days: int) -> str:
    """The choice of a period, as links, so that each has an address."""
    links = "".join(
        f'<li><a href="./insights?days={period}" data-place="insights"'
        f"{' aria-current=true' if period == days else ''}>{PERIOD_WORDS[period]}</a></li>"
        for period in PERIODS
    )
    return f'<nav class="periods" aria-label="Period"><ul>{links}</ul></nav>'


def _figures(found: Insights) -> str:
    unanswered = found.asked - found.answered
    figures = (
        ("Asked", found.asked, ""),
        ("Answered", found.answered, percent(found.answered, found.asked)),
        ("Not answered", unanswered, percent(unanswered, found.asked)),
        ("Low votes", len(found.low_votes), ""),
    )
    items = "".join(
        f"<div><dt>{name}</dt><dd>{count:,}{f' <span>{share}</span>' if share else ''}</dd></div>"
        for name, count, share in figures
    )
    return f'<dl class="figures">{items}</dl>'


def _days(found: Insights) -> str:
    spans = by_span(found.by_day)
    return (
        '<section class="insights-part" aria-labelledby="insights-days"><div class="part-head">'
        f'<h2 id="insights-days">Over time</h2>{_download("days", found.days)}</div>'
        f"{_plot(spans)}{_span_table(spans)}</section>"
    )


def _plot(spans: Sequence[Span]) -> str:
    most = max(span.asked for span in spans)
    return (
        '<ul class="legend" aria-hidden="true"><li class="answered">answered</li>'
        '<li class="unanswered">not answered</li></ul>'
        f'<div class="plot"><span class="most" aria-hidden="true">{most:,}</span>{spans_svg(spans, "insights-plot")}'
        f'<p class="axis" aria-hidden="true"><span>{day_words(spans[0].first)}</span>'
        f"<span>{day_words(spans[-1].last)}</span></p></div>"
    )


def _span_table(spans: Sequence[Span]) -> str:
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("When", "Asked", "Answered", "Share answered"))
    rows = "".join(_span_row(span) for span in spans)
    return (
        '<details><summary>The same as a table</summary><div class="table-frame" tabindex="0" role="region" '
        f'aria-label="Questions over time"><table class="spans"><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details>"
    )


def _span_row(span: Span) -> str:
    return (
        f'<tr><th scope="row">{span_words(span)}</th><td>{span.asked:,}</td><td>{span.answered:,}</td>'
        f"<td>{percent(span.answered, span.asked) or '–'}</td></tr>"
    )


def _unanswered(found: Insights, golden: Collection[str]) -> str:
    note = "Alike questions stand together, under the most central one. Open a topic to see them."
    return _part(
        "not-answered", "Not answered", found.days, note, topics_html(found.unanswered, golden, answered=False)
    )


def _low_votes(found: Insights, golden: Collection[str]) -> str:
    return _part("low-votes", "Low votes", found.days, "", low_votes_html(found.low_votes, golden))


def _asked(found: Insights, golden: Collection[str]) -> str:
    return _part("asked-most", "Asked most", found.days, "", topics_html(found.topics, golden, answered=True))


def _documents(found: Insights) -> str:
    held = [use for use in found.documents if use.is_held]
    never = sum(not use.answers for use in held)
    note = f"Answers cite {len(held) - never:,} of {count_words(len(held), 'document')}."
    return _part("documents", "Documents", found.days, note, documents_html(found.documents))


def _part(table: str, title: str, days: int, note: str, content: str) -> str:
    words = f'<p class="note">{escape(note)}</p>' if note else ""
    return (
        f'<section class="insights-part" aria-labelledby="insights-{table}"><div class="part-head">'
        f'<h2 id="insights-{table}">{title}</h2>{_download(table, days)}</div>{words}{content}</section>'
    )


def _download(table: str, days: int) -> str:
    return (
        f'<a class="plain" href="insights/{table}.csv?days={days}" download '
        f'aria-describedby="insights-{table}">Download CSV</a>'
    )
