"""The form in which a person confirms a golden question, as HTML."""

from html import escape

from app.insights.golden import GoldenDraft

LEAD = (
    "<code>citewell evaluate</code> asks a golden question again and checks the answer against what you give here. "
    "Give the words as they stand in the document."
)


def golden_form(draft: GoldenDraft) -> str:
    """The form with the draft in it, every text escaped."""
    passages = list(draft.passages) if draft.answerable else []
    areas = "".join(_area(number, passage) for number, passage in enumerate(passages or [""], start=1))
    near = draft.passages[0] if draft.passages else ""
    all_needed = (
        '<label class="check"><input type="checkbox" name="needs_all"> All of these passages are needed</label>'
        if len(passages) > 1
        else ""
    )
    return (
        f'<form class="golden-form" method="dialog"><h2 id="golden-title">Make a golden question</h2>'
        f'<p class="note">{LEAD}</p>'
        f'<label>Question<textarea name="question" rows="2" dir="auto" required maxlength="1000">'
        f"{escape(draft.question)}</textarea></label>"
        f"<fieldset><legend>The right answer</legend>{_choice('yes', 'These words of a document', draft.answerable)}"
        f"{_choice('no', 'The documents do not answer this', not draft.answerable)}</fieldset>"
        f'<div class="golden-answer">{areas}{all_needed}<label>Short answer, if a few of these words are enough'
        f'<input name="short_answer" dir="auto" autocomplete="off" value="{escape(draft.short_answer)}"></label></div>'
        f'<input type="hidden" name="source" value="{escape(draft.source)}">'
        f'<input type="hidden" name="near" value="{escape(near)}">'
        '<p class="failure" role="alert" hidden></p>'
        '<div class="dialog-buttons"><button type="button" class="quiet" data-golden-close>Cancel</button>'
        '<button type="submit" class="solid">Keep</button></div></form>'
    )


def failure_html(message: str) -> str:
    """What went wrong, in words that a screen reader says at once."""
    return f'<p class="failure" role="alert">{escape(message)}</p>'


def _area(number: int, passage: str) -> str:
    name = "Passage that answers" if number == 1 else f"Passage {number}; empty it if it is not needed"
    return f'<label>{name}<textarea name="passage" rows="3" dir="auto">{escape(passage)}</textarea></label>'


def _choice(value: str, words: str, chosen: bool) -> str:
    checked = " checked" if chosen else ""
    return f'<label class="check"><input type="radio" name="answerable" value="{value}"{checked}> {words}</label>'
