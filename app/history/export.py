"""A conversation as Markdown, to keep or to send."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from app.history.markdown import markdown_line, markdown_lines, quoted
from app.history.records import Conversation, Exchange
from app.render import also_text, certainty_text, disagreement_text, one_line, place_text, written_by
from app.types import Answer, Citation

NOT_ANSWERED = "Not answered yet."
MONTHS = "January February March April May June July August September October November December".split()


def conversation_markdown(conversation: Conversation, exchanges: Sequence[Exchange], zone: tzinfo | None = None) -> str:
    """Return the conversation as Markdown: its title and dates, each question with its answer, quotes and sources.

    No text in it becomes markup or HTML.

    Args:
        conversation: What the list says of it.
        exchanges: All of it, first to last.
        zone: In which times are given; default: this machine's.
    """
    begun, changed = _time(conversation.created_at, zone), _time(conversation.updated_at, zone)
    parts = [f"# {markdown_line(conversation.title)}", f"Begun {begun}, last changed {changed}."]
    for exchange in exchanges:
        parts += [f"## {markdown_line(exchange.question)}", f"*Asked {_time(exchange.asked_at, zone)}.*"]
        parts += _answer(exchange.answer) if exchange.answer else [markdown_lines(exchange.failure or NOT_ANSWERED)]
    return "\n\n".join(parts) + "\n"


def _answer(answer: Answer) -> list[str]:
    parts = []
    if one_line(answer.standalone_question) != one_line(answer.question):
        parts.append(f"Understood as: {markdown_line(answer.standalone_question)}")
    if answer.fallback:
        parts.append(markdown_line(answer.fallback))
    if answer.short_answer:
        parts.append(f"**{markdown_line(answer.short_answer)}**")
    parts.append(markdown_lines(answer.text))
    if answer.mode == "written":
        parts.append(markdown_line(written_by(answer)))
    parts += [markdown_line(disagreement_text(answer, one)) for one in answer.disagreements]
    if answer.clarification:
        return [*parts, "\n".join(f"- {markdown_line(one.question)}" for one in answer.clarification.choices)]
    if answer.abstention:
        return [*parts, *_sources("Closest passages", answer.abstention.closest)]
    return [*parts, f"{certainty_text(answer)}.", *_sources("Sources", answer.citations)]


def _sources(heading: str, citations: Sequence[Citation]) -> list[str]:
    return [f"### {heading}", *map(_source, citations)] if citations else []


def _source(citation: Citation) -> str:
    """An item with the place, and the quote below it."""
    number = f"{citation.marker}. "
    indent = " " * len(number)
    also = f" ({markdown_line(also_text(citation.also))})" if citation.also else ""
    words = markdown_lines(f"{citation.header}\n{citation.quote}")
    return f"{number}{markdown_line(place_text(citation))}{also}\n\n{quoted(words, indent)}"


def _time(moment: datetime, zone: tzinfo | None) -> str:
    local = moment.astimezone(zone)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}, {local:%H:%M}"
