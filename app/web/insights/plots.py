"""Small plots as SVG inside the page, each with the same figures in words or in a table beside it.

Gradio's own plots are drawn by Vega on a canvas: 1.3 MB of script more, and nothing in them for a screen reader.
"""

from collections.abc import Sequence
from html import escape

from app.insights.records import Span
from app.web.insights.wording import count_words, span_words

# The plot's own units; it is stretched to the width of the page.
BAR_WIDTH = 10
GAP = 2
HEIGHT = 100


def spans_svg(spans: Sequence[Span], id: str) -> str:
    """Bars of what was asked on each day, week or month: answered below, not answered on top.

    Args:
        spans: At least one, oldest first.
        id: Begins the ids in the plot.
    """
    most = max(span.asked for span in spans) or 1
    bars = "".join(_bar(number, span, most) for number, span in enumerate(spans))
    width = len(spans) * (BAR_WIDTH + GAP) - GAP
    busiest = max(spans, key=lambda span: span.asked)
    description = (
        f"{count_words(len(spans), 'bar')} from {span_words(spans[0])} to {span_words(spans[-1])}; "
        f"the highest is {count_words(busiest.asked, 'question')}, {span_words(busiest)}."
    )
    return (
        f'<svg class="bars" viewBox="0 0 {width} {HEIGHT}" preserveAspectRatio="none" role="img" '
        f'aria-labelledby="{id}-title {id}-description"><title id="{id}-title">Questions asked and answered</title>'
        f'<desc id="{id}-description">{escape(description)}</desc>{bars}</svg>'
    )


def share_svg(part: int, whole: int) -> str:
    """A bar as long as its part of the whole; decoration beside the figure itself."""
    share = round(100 * part / whole, 1) if whole else 0.0
    return (
        '<svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="share-whole" width="100" height="6"/>'
        f'<rect class="share-part" width="{share:g}" height="6"/></svg>'
    )


def _bar(number: int, span: Span, most: int) -> str:
    x = number * (BAR_WIDTH + GAP)
    asked = round(HEIGHT * span.asked / most, 2)
    answered = round(HEIGHT * span.answered / most, 2)
    words = f"{span_words(span)}: {span.asked} asked, {span.answered} answered"
    return (
        f"<g><title>{escape(words)}</title>"
        f'<rect class="hover" x="{x}" y="0" width="{BAR_WIDTH}" height="{HEIGHT}"/>'
        f'<rect class="unanswered" x="{x}" y="{HEIGHT - asked:g}" width="{BAR_WIDTH}" height="{asked - answered:g}"/>'
        f'<rect class="answered" x="{x}" y="{HEIGHT - answered:g}" width="{BAR_WIDTH}" height="{answered:g}"/></g>'
    )
