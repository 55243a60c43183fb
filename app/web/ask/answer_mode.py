"""Whether answers are written or quoted: the switch beside the question box, and what a person has chosen there."""

from html import escape

import gradio as gr

from app.types import Mode

# In which ask.js keeps the choice. It comes with each question, so that none is asked before the choice is known.
MODE_COOKIE = "citewell_answers"


def mode_chosen(request: gr.Request) -> Mode | None:
    """Return how the person wants questions answered; None for written where there is a chat model."""
    is_quoted = request.request.cookies.get(MODE_COOKIE) == "quoted"  # type: ignore[union-attr]
    return "quoted" if is_quoted else None


def mode_named(name: str) -> Mode | None:
    """Return the mode of that name; None for none.

    >>> mode_named("written"), mode_named("")
    ('written', None)
    """
    return "written" if name == "written" else "quoted" if name == "quoted" else None


def switch_html(model: str | None) -> str:
    """Return the switch, on; empty where there is no chat model.

    Args:
        model: The chat model's name.
    """
    if model is None:
        return ""
    return (
        '<div class="answer-mode">'
        '<label><input type="checkbox" role="switch" id="written-answers" checked>Written answers</label>'
        f'<span class="model" dir="auto">by {escape(model)}</span></div>'
    )
