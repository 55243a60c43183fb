"""The Insights place: what a person sees and can do, as Gradio components."""

from urllib.parse import parse_qs, urlsplit

import gradio as gr

from app.history.errors import HistoryError
from app.insights.period import PERIODS
from app.web.components import action_of, active_html, html, listen
from app.web.insights.golden_view import failure_html
from app.web.insights.insights_view import insights_html, periods_html
from app.web.site import Site
from retriever.errors import RetrieverError

DAYS_SHOWN = 30
HEAD = '<h1>Insights</h1><p class="purpose">What is asked, and what the documents leave unanswered.</p>'
# Filled by insights.js with the form of a golden question.
DIALOG = '<dialog id="golden-dialog" aria-labelledby="golden-title"></dialog>'


class InsightsPlace:
    """The components of the place and what they do when used; one object serves every visitor."""

    def __init__(self, site: Site) -> None:
        """Lay out the place."""
        self.site = site
        html(HEAD, elem_classes="place-head")
        self.shown = active_html('<p class="none">One moment…</p>', place="insights", elem_id="insights")
        html(DIALOG)

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners."""
        listen(self.shown.expand, self.show, [], [self.shown])

    def show(self, event: gr.EventData) -> str:
        """The insights of the period that the page's address asks for, as they are now."""
        days = days_of(action_of(event).get("address", ""))
        try:
            return insights_html(self.site.insights.insights(days), self.site.insights.golden.keys())
        except (HistoryError, RetrieverError, OSError) as error:
            return periods_html(days) + failure_html(str(error))


def days_of(address: str) -> int:
    """The days that an address of the place asks for; the usual ones where it asks for none that are offered.

    >>> days_of("/insights?days=7"), days_of("/insights?days=8"), days_of("/insights")
    (7, 30, 30)
    """
    asked = parse_qs(urlsplit(address).query).get("days", [""])[0]
    return next((days for days in PERIODS if asked == str(days)), DAYS_SHOWN)
