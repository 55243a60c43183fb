"""The Learn place: what a person sees and can do, as Gradio components."""

from functools import partial
from html import escape
from typing import Any

import gradio as gr

from app.history.errors import HistoryError
from app.learn.lessons import Choice, Lesson, Lessons, chosen
from app.web.components import action_of, active_html, html, listen
from app.web.learn.cards_view import cards_html
from app.web.learn.glossary_view import glossary_html
from app.web.learn.learn_view import NOTHING, parts_html, read_address, shown_html
from app.web.learn.path_view import path_html
from app.web.site import Site, person_of
from retriever.errors import RetrieverError

# Of documents to choose from; the others are found by typing.
MAX_CHOICES_SHOWN = 200
# People whose place is made at the same moment; the next ones wait their turn.
SERVED_AT_ONCE = 4
READING = '<p class="nothing" role="status">Reading the documents …</p>'
_GO = "(key) => { document.dispatchEvent(new CustomEvent('citewell:learn-from', { detail: key })); }"

# What a listener returns: new values or properties by component.
Changes = dict[Any, Any]


class LearnPlace:
    """The components of the place and what they do when used; one object serves every visitor."""

    def __init__(self, site: Site) -> None:
        """Lay out the place."""
        self.history = site.history
        self.lessons = Lessons(site.assistant.documents, site.assistant.document)
        html(
            '<h1>Learn</h1><p class="purpose">Find your feet in the documents: what to read first, '
            "what the words mean, what to remember.</p>",
            elem_classes="place-head",
        )
        self.choice = gr.Dropdown([], label="Learn from", elem_id="learn-from", visible=False)
        self.notice = html("", elem_id="learn-notice", elem_classes="notice")
        self.shown = active_html(READING, place="learn", elem_id="learn")

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners."""
        # By default an event is dropped while the one before it is at work.
        on = partial(listen, trigger_mode="multiple", concurrency_limit=SERVED_AT_ONCE)
        on(self.shown.expand, self.show, [], [self.choice, self.shown, self.notice])
        on(self.shown.click, self.tick, [], [self.notice])
        on(self.choice.key_up, self.find, [], [self.choice, self.notice])
        # The choice goes into the address, from which it is shown.
        listen(self.choice.input, None, [self.choice], [], js=_GO)

    def show(self, event: gr.EventData, request: gr.Request) -> Changes:
        """Show the part and the documents that the page's address names."""
        asked = action_of(event).get("address", "")
        address = read_address(asked)
        try:
            choices = self.lessons.choices()
            choice = chosen(choices, address.choice)
            if choice is None:
                return {self.shown: NOTHING, self.choice: gr.Dropdown(visible=False), self.notice: ""}
            content = self._part(address.part, choice, self.lessons.lesson(choice), person_of(request))
        except (RetrieverError, HistoryError) as error:
            return {self.notice: _failure(error)}
        return {
            self.shown: shown_html(asked, parts_html(address.part, choice.key) + content),
            self.choice: gr.Dropdown(_options(choices, choice), value=choice.key, visible=len(choices) > 1),
            self.notice: "",
        }

    def find(self, typed: gr.KeyUpData) -> Changes:
        """Offer the documents whose titles or names hold what was typed, where they are too many to be listed."""
        try:
            choices = self.lessons.choices()
        except RetrieverError as error:
            return {self.notice: _failure(error)}
        if len(choices) <= MAX_CHOICES_SHOWN:
            return {}
        words = typed.input_value.lower()
        held = [choice for choice in choices if words in f"{choice.title} {choice.key}".lower()]
        return {self.choice: gr.Dropdown(_options(held))}

    def tick(self, event: gr.EventData, request: gr.Request) -> Changes:
        """Keep that a person has read a section, or has not."""
        action = action_of(event)
        if action.get("do") != "tick":
            return {}
        try:
            self.history.tick(person_of(request), action["key"], action["on"] == "true")
        except HistoryError as error:
            return {self.notice: _failure(error)}
        return {self.notice: ""}

    def _part(self, part: str, choice: Choice, lesson: Lesson, person: str) -> str:
        with_titles = len(choice.records) > 1
        if part == "glossary":
            return glossary_html(lesson.entries, with_titles=with_titles)
        if part == "cards":
            return cards_html(lesson.cards, choice.key, with_titles=with_titles)
        return path_html(lesson.steps, self.history.ticks(person), lesson.entries)


def _options(choices: list[Choice], present: Choice | None = None) -> list[tuple[str, str]]:
    """Titles with keys, as many as can be listed, the present one among them."""
    shown = choices[:MAX_CHOICES_SHOWN]
    if present and present not in shown:
        shown = [present, *shown]
    return [(choice.title, choice.key) for choice in shown]


def _failure(error: Exception) -> str:
    return f'<p role="alert">{escape(str(error))}</p>'
