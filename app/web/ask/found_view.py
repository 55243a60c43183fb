"""How an answer was found as HTML: the passages considered, what was written and withheld, the time each step took."""

from collections.abc import Sequence
from html import escape

from app.page_words import page_words
from app.render import PATH_SEPARATOR
from app.types import Answer, Considered, Usage, Withheld
from app.web.document_path import document_path

STEPS = {
    "rewrite": "understanding the question",
    "search": "searching",
    "read": "reading",
    "compose": "composing",
    "write": "writing",
    "first_claim": "first sentence shown after",
    "total": "in all",
}


def found_html(number: int, answer: Answer) -> str:
    """Return a disclosure with how the answer was found; empty where nothing was considered or written.

    Args:
        number: Of the exchange.
        answer: An answer or an abstention.
    """
    if not (answer.considered or answer.usage or answer.withheld):
        return ""
    return (
        '<details class="found"><summary>How this was found</summary>'
        f"{_searched_html(answer)}{_passages_html(number, answer.considered)}"
        f"{_writing_html(answer)}{_withheld_html(answer.withheld)}"
        f'<p class="timings">{escape(timings_words(answer.timings_ms))}</p></details>'
    )


def timings_words(timings_ms: dict[str, float]) -> str:
    """Return what took how long.

    >>> timings_words({"search": 6.1, "read": 41.0, "total": 47.3})
    'Time: searching 6 ms, reading 41 ms, in all 47 ms.'
    >>> timings_words({"write": 2149.6, "first_claim": 999.4})
    'Time: writing 2.1 s, first sentence shown after 999 ms.'
    """
    told = [f"{words} {_duration(timings_ms[step])}" for step, words in STEPS.items() if step in timings_ms]
    return f"Time: {', '.join(told)}." if told else ""


def usage_words(usage: Usage) -> str:
    """Return what a chat model was given and gave.

    >>> usage_words(Usage(1200, 1, 2))
    '2 requests, 1,200 tokens in, 1 token out'
    """
    counted = [_counted(usage.requests, "request"), f"{_counted(usage.input_tokens, 'token')} in"]
    return ", ".join([*counted, f"{_counted(usage.output_tokens, 'token')} out"])


def _counted(count: int, one: str) -> str:
    return f"{count:,} {one}" if count == 1 else f"{count:,} {one}s"


def _duration(milliseconds: float) -> str:
    return f"{milliseconds:.0f} ms" if milliseconds < 1000 else f"{milliseconds / 1000:.1f} s"


def _writing_html(answer: Answer) -> str:
    """The chat model, what it cost, and what it was not given."""
    if answer.usage is None:
        return ""
    told = f"Chat model{f' {answer.model}' if answer.model else ''}: {usage_words(answer.usage)}."
    if answer.left_out:
        left_out = "1 excerpt was" if answer.left_out == 1 else f"{answer.left_out:,} excerpts were"
        told += f" {left_out} left out, as its context window had no room."
    return f'<p class="usage" dir="auto">{escape(told)}</p>'


def _withheld_html(withheld: Sequence[Withheld]) -> str:
    """The sentences that were not shown, each with the reason."""
    if not withheld:
        return ""
    items = "".join(
        f'<li><strong>Withheld:</strong> <s dir="auto">{escape(one.text)}</s> '
        f'<span class="why" dir="auto">Not supported: {escape(one.reason)}.</span></li>'
        for one in withheld
    )
    heading = "The chat model also wrote this, which the quotes do not bear out, so it is not shown:"
    return f'<p class="withheld-heading">{heading}</p><ul class="withheld" aria-label="Withheld sentences">{items}</ul>'


def _searched_html(answer: Answer) -> str:
    words = answer.searched_as or answer.standalone_question
    return f'<p dir="auto">Searched for: {escape(words)}</p>'


def _passages_html(number: int, passages: Sequence[Considered]) -> str:
    if not passages:
        return ""
    rows = "".join(_row_html(number, rank, passage) for rank, passage in enumerate(passages, start=1))
    return (
        '<div class="scroll" tabindex="0" role="region" aria-label="Passages considered"><table>'
        '<thead><tr><th scope="col">Passage considered</th><th scope="col">Answers</th>'
        '<th scope="col">By meaning</th><th scope="col">By words</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row_html(number: int, rank: int, passage: Considered) -> str:
    place = [*passage.section, page_words(passage.page)]
    words = PATH_SEPARATOR.join(part for part in place if part) or passage.title
    href = document_path(passage.source, (passage.start, passage.end))
    return (
        f'<tr><td dir="auto"><a id="found-{number}-{rank}" data-citation href="{escape(href)}">{escape(words)}</a></td>'
        f"<td>{_percent(passage.probability)}</td><td>{_score(passage.similarity, 2)}</td>"
        f"<td>{_score(passage.keyword, 1)}</td></tr>"
    )


def _percent(probability: float | None) -> str:
    return "not read" if probability is None else f"{probability:.0%}".replace("%", " %")


def _score(score: float | None, digits: int) -> str:
    return "–" if score is None else f"{score:.{digits}f}"
