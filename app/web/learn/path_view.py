"""The reading path as HTML: sections in order, each with its most telling statements and a tick."""

import re
from collections.abc import Collection, Sequence
from html import escape
from itertools import groupby

from app.learn.reading_path import WORDS_A_MINUTE, reading_minutes
from app.learn.records import Entry, Step, Telling
from app.render import PATH_SEPARATOR, one_line
from app.web.ask.answer_view import source_path
from app.web.learn.learn_view import quote_html

# More would make the page slow; who has read so many sections chooses the next document.
MAX_STEPS_SHOWN = 300
_NUMBER = re.compile(r"^(?:\d+(?:\.\d+)*[.)]?|[IVX]+\.)\s+")
_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


def path_html(steps: Sequence[Step], read: Collection[str], entries: Sequence[Entry]) -> str:
    """Return the path with how far a person has come.

    Args:
        steps: Sections in order.
        read: Keys of those that the person has ticked.
        entries: The glossary; it knows which words of a heading in capitals are acronyms.
    """
    if not steps:
        return '<p class="nothing">These documents hold no statements to quote.</p>'
    shown = list(enumerate(steps[:MAX_STEPS_SHOWN], start=1))
    acronyms = {entry.name for entry in entries if entry.is_acronym}
    documents = "".join(
        f'<section class="path-document"><h2 dir="auto">{escape(title)}</h2><ol class="steps">'
        f"{''.join(_step_html(number, step, read, acronyms) for number, step in group)}</ol></section>"
        for (_, title), group in groupby(shown, key=lambda pair: (pair[1].source, pair[1].title))
    )
    rest = len(steps) - len(shown)
    more = f'<p class="nothing">{rest:,} more sections: choose one document above to see them.</p>' if rest else ""
    return _progress_html([step for _, step in shown], read) + documents + more


def topic_of(heading: str, acronyms: Collection[str]) -> str:
    """Return a heading as words of a question: no number, no capitals but those of acronyms.

    >>> topic_of("3. GBV IN CRISES", {"GBV"}), topic_of("Sick leave (paid)", ())
    ('GBV in crises', 'sick leave')
    """
    words = _BRACKETS.sub("", _NUMBER.sub("", one_line(heading))).rstrip("?:.")
    if words.isupper():
        return " ".join(word if word in acronyms else word.lower() for word in words.split())
    first = words.split(" ")[0]
    return words if first in acronyms or not first[1:].islower() else words[:1].lower() + words[1:]


def _progress_html(steps: Sequence[Step], read: Collection[str]) -> str:
    done = sum(step.key in read for step in steps)
    left = reading_minutes(sum(step.words for step in steps if step.key not in read))
    return (
        f'<div class="progress" data-words-a-minute="{WORDS_A_MINUTE}">'
        f'<progress max="{len(steps)}" value="{done}" aria-label="Sections read"></progress>'
        f'<p><span class="done">{done}</span> of {len(steps)} sections read'
        f', about <span class="left">{left}</span> min to go</p></div>'
    )


def _step_html(number: int, step: Step, read: Collection[str], acronyms: Collection[str]) -> str:
    heading = one_line(step.heading[-1]) if step.heading else "Beginning"
    above = PATH_SEPARATOR.join(map(one_line, step.heading[:-1]))
    parents = f'<p class="above" dir="auto">{escape(above)}</p>' if above else ""
    quotes = "".join(_telling_html(f"telling-{number}-{place}", one) for place, one in enumerate(step.telling, start=1))
    topic = topic_of(step.heading[-1], acronyms) if step.heading else step.title
    question = f"What do the documents say about {topic}?"
    return (
        f'<li class="step" data-words="{step.words}"><input type="checkbox" id="tick-{number}" '
        f'data-tick="{escape(step.key)}" aria-label="Read: {escape(heading)}"{" checked" if step.key in read else ""}>'
        f'<div class="step-body">{parents}<h3 dir="auto"><a id="step-{number}" data-citation '
        f'href="{escape(source_path(step.place))}">{escape(heading)}</a> '
        f'<span class="minutes">{reading_minutes(step.words)} min</span></h3>'
        f'<ul class="telling">{quotes}</ul>'
        f'<button type="button" class="plain" id="ask-{number}" data-ask="{escape(question)}" '
        f'aria-label="Ask about this section: {escape(heading)}">Ask about this section</button></div></li>'
    )


def _telling_html(id: str, telling: Telling) -> str:
    words = [telling.lead, telling.citation.header]
    lead = "".join(f'<span class="lead" dir="auto">{escape(one_line(one))}</span> ' for one in words if one)
    return f"<li>{lead}{quote_html(id, telling.citation)}</li>"
