"""How an answer was found as HTML: the passages that were considered, their scores, the time each step took."""

from collections.abc import Sequence
from html import escape

from app.page_words import page_words
from app.render import PATH_SEPARATOR
from app.types import Answer, Considered
from app.web.document_path import document_path

STEPS = {
    "rewrite": "understanding the question",
    "search": "searching",
    "read": "reading",
    "compose": "composing",
    "total": "in all",
}


def found_html(number: int, answer: Answer) -> str:
    """Return a disclosure with how the answer was found; empty where nothing was considered.

    Args:
        number: Of the exchange.
        answer: An answer or an abstention.
    """
    if not answer.considered:
        return ""
    return (
        '<details class="found"><summary>How this was found</summary>'
        f"{_searched_html(answer)}{_passages_html(number, answer.considered)}"
        f'<p class="timings">{escape(timings_words(answer.timings_ms))}</p></details>'
    )


def timings_words(timings_ms: dict[str, float]) -> str:
    """Return what took how long.

    >>> timings_words({"search": 6.1, "read": 41.0, "total": 47.3})
    'Time: searching 6 ms, reading 41 ms, in all 47 ms.'
    """
    told = [f"{words} {timings_ms[step]:.0f} ms" for step, words in STEPS.items() if step in timings_ms]
    return f"Time: {', '.join(told)}." if told else ""


def _searched_html(answer: Answer) -> str:
    words = answer.searched_as or answer.standalone_question
    return f'<p dir="auto">Searched for: {escape(words)}</p>'


def _passages_html(number: int, passages: Sequence[Considered]) -> str:
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
