"""The exchanges of a conversation as HTML: the question, its reply, and what can be done with them."""

from collections.abc import Sequence
from html import escape

from app.render import one_line
from app.types import Answer
from app.web.ask.answer_view import abstention_html, answer_html, confidence_html, copy_button_html
from app.web.ask.conversation import Shown
from app.web.ask.found_view import found_html

# What may be wrong with a reply; a person can add words of their own.
REASONS = ("The answer is wrong", "Something is missing", "The documents do answer this", "Not what I asked")
MAX_REASON_CHARS = 500

READING = "Reading the documents"
WRITING = "Writing an answer with {model}; each sentence is checked before it is shown"
WRITING_ON = "Writing on"

UP, DOWN = "M7 11v9H4v-9zm3 9h7l3-7v-2h-6l1-5-2-1-4 6z", "M7 13V4H4v9zm3-9h7l3 7v2h-6l1 5-2 1-4-6z"


def exchanges_html(exchanges: Sequence[Shown], conversation: str = "", first: int = 1) -> str:
    """Return exchanges as HTML, oldest first; element ids are unique and stay the same as the conversation grows.

    Args:
        exchanges: Of one conversation.
        conversation: Its id, for links to them.
        first: The number of the first of them.
    """
    return "".join(
        _exchange_html(number, exchange, conversation) for number, exchange in enumerate(exchanges, start=first)
    )


def _exchange_html(number: int, exchange: Shown, conversation: str) -> str:
    return (
        f'<section class="exchange" id="exchange-{number}" aria-label="Question {number}">'
        f'<div class="asked"><p class="question" dir="auto">{escape(exchange.question)}</p>{_edit_html(exchange)}</div>'
        f'<div class="reply">{_reply_html(number, exchange, conversation)}</div></section>'
    )


def _edit_html(exchange: Shown) -> str:
    if exchange.is_open:
        return ""
    return f'<button type="button" class="plain edit" data-do="edit" data-exchange="{exchange.id}">Edit</button>'


def _reply_html(number: int, exchange: Shown, conversation: str) -> str:
    if exchange.failure:
        return f'<p class="failure">{escape(exchange.failure)}</p><div class="foot">{_again_html(exchange)}</div>'
    answer = exchange.answer
    if answer is None:
        return _pending_html(WRITING.format(model=exchange.writer) if exchange.writer else READING)
    if answer.abstention:
        words = abstention_html(number, answer)
    else:
        words = answer_html(number, answer, exchange.claims_html, _other_mode_html(exchange, answer))
    if exchange.is_growing:
        return words + _pending_html(WRITING_ON)
    return _understood_html(exchange, answer) + words + _foot_html(number, exchange, answer, conversation)


def _pending_html(words: str) -> str:
    return f'<p class="pending" dir="auto">{escape(words)}</p>'


def _understood_html(exchange: Shown, answer: Answer) -> str:
    """The question as understood, which can be corrected."""
    if one_line(answer.standalone_question) == one_line(answer.question):
        return ""
    words = escape(answer.standalone_question)
    return (
        f'<details class="understood"><summary dir="auto">Understood as: {words}</summary>'
        f'<form data-do="correct" data-exchange="{exchange.id}"><label>What I meant'
        f'<input name="understood" value="{words}" dir="auto" maxlength="1000" required></label>'
        '<button class="quiet">Ask this</button></form></details>'
    )


def _foot_html(number: int, exchange: Shown, answer: Answer, conversation: str) -> str:
    confidence = "" if answer.abstention else confidence_html(answer)
    link = f'<a class="plain" data-permalink href="./?conversation={conversation}#exchange-{number}">Link</a>'
    return (
        f'<div class="foot">{confidence}{copy_button_html(answer)}{link if conversation else ""}{_again_html(exchange)}'
        f"{_votes_html(exchange)}</div>{_reason_html(exchange)}{found_html(number, answer)}"
    )


def _again_html(exchange: Shown) -> str:
    return f'<button type="button" class="plain" data-do="again" data-exchange="{exchange.id}">Ask again</button>'


def _other_mode_html(exchange: Shown, answer: Answer) -> str | None:
    """The button that asks the same again for quotes in place of a written answer, or the other way round."""
    if answer.mode == "written":
        mode, label = "quoted", "Show the documents’ words"
    elif exchange.model:
        mode, label = "written", "Write an answer"
    else:
        return None
    # Where the documents do not agree, their own words are given whatever is asked for.
    if exchange.is_growing or answer.disagreements:
        return ""
    is_whole = one_line(answer.standalone_question) == one_line(answer.question)
    understood = "" if is_whole else f' data-understood="{escape(answer.standalone_question)}"'
    return (
        f'<button type="button" class="plain" data-do="again" data-mode="{mode}"{understood} '
        f'data-exchange="{exchange.id}">{label}</button>'
    )


def _votes_html(exchange: Shown) -> str:
    votes = ((True, "Helpful", UP), (False, "Not helpful", DOWN))
    buttons = "".join(_vote_html(exchange, is_up, label, path) for is_up, label, path in votes)
    return f'<span class="votes" role="group" aria-label="Was this helpful?">{buttons}</span>'


def _vote_html(exchange: Shown, is_up: bool, label: str, path: str) -> str:
    is_cast = exchange.vote is not None and exchange.vote.is_up == is_up
    return (
        f'<button type="button" id="vote-{"yes" if is_up else "no"}-{exchange.id}" data-do="vote" '
        f'data-exchange="{exchange.id}" data-up="{"yes" if is_up else "no"}" '
        f'aria-label="{label}" aria-pressed="{"true" if is_cast else "false"}">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg></button>'
    )


def _reason_html(exchange: Shown) -> str:
    """What is asked of a person who found a reply of no help: why, until they have said it."""
    vote = exchange.vote
    if vote is None or vote.is_up:
        return ""
    if vote.reason:
        return f'<p class="reason" dir="auto">Thank you. You said: {escape(vote.reason)}</p>'
    return _reason_form_html(exchange)


def _reason_form_html(exchange: Shown) -> str:
    options = "".join(f"<option>{escape(reason)}</option>" for reason in REASONS)
    return (
        f'<form class="reason" data-do="reason" data-exchange="{exchange.id}">'
        f'<label>What was wrong?<select name="reason">{options}</select></label>'
        f'<label>In your words<input name="words" maxlength="{MAX_REASON_CHARS}" dir="auto"></label>'
        '<button class="quiet">Send</button></form>'
    )
