"""The Ask place: what a person sees and can do, as Gradio components."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

import gradio as gr

from app.answering import Asked
from app.history.errors import HistoryError
from app.history.records import Vote
from app.web.ask.answer_mode import mode_chosen, mode_named, switch_html
from app.web.ask.conversation import Shown, claim_by_claim
from app.web.ask.exchange_view import exchanges_html
from app.web.ask.notices import BUSY, EDITING, NO_COOKIES, UNEXPECTED, low_vote, question_problem
from app.web.ask.sidebar import Sidebar
from app.web.ask.talk import Opened, Talks
from app.web.ask.welcome_view import (
    conversation_head_html,
    notice_html,
    suggestions_html,
    welcome_html,
)
from app.web.components import action_of, active_html, html, listen
from app.web.site import Site, keeps_cookies, person_of
from retriever.errors import RetrieverError

EXAMPLES_SHOWN = 4
SUGGESTED = 3
# Listeners at work at the same moment; how many questions are answered at once is another matter.
SERVED_AT_ONCE = 40
# Seconds after which a conversation is looked at again, whose last question another page or tab has asked.
LOOK_AGAIN_SECONDS = 1.0

# What a listener returns: new values or properties by component.
Changes = dict[Any, Any]


class AskPlace:
    """The components of the place and what they do when used; one object serves every visitor."""

    def __init__(self, site: Site) -> None:
        """Lay out the place."""
        self.assistant = site.assistant
        self.model = site.answering.model
        self.talks = Talks(site)
        self.selected = gr.State("")  # the id of the conversation that is shown
        self.edited = gr.State("")  # the id of the exchange whose question is being changed
        with gr.Column(elem_id="sidebar", scale=0):
            self.sidebar = Sidebar(site, self.talks.delete)
        with gr.Column(elem_id="chat"):
            self.head = html("", elem_id="conversation-head")
            self.welcome = html(welcome_html((), writes=self.model is not None), elem_id="welcome")
            with gr.Column(elem_id="transcript", scale=0):
                self.past = active_html("", elem_id="past")
                self.newest = active_html("", elem_id="newest", place="ask", opens_empty=False)
                self.suggested = active_html("", elem_id="suggested")
            with gr.Column(elem_id="examples", scale=0) as self.examples:
                self.example_buttons = [
                    gr.Button("", visible=False, size="sm", elem_classes="example") for _ in range(EXAMPLES_SHOWN)
                ]
            with gr.Column(elem_id="composer", scale=0):
                self.notice = html("", elem_id="notice", elem_classes="notice")
                self.question = gr.Textbox(
                    label="Your question",
                    show_label=False,
                    container=False,
                    placeholder="Ask a question",
                    lines=1,
                    max_lines=6,
                    autofocus=True,
                    submit_btn="Ask",
                    elem_id="question",
                )
                html(switch_html(self.model), elem_id="answer-mode", visible=self.model is not None)
        self.look_again = gr.Timer(LOOK_AGAIN_SECONDS, active=False)

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners; the list of documents and the questions to try are new on every visit."""
        self.sidebar.connect(page)
        on = partial(listen, concurrency_limit=SERVED_AT_ONCE)
        everything = [self.selected, self.edited, self.head, self.welcome, self.past, self.newest, self.suggested]
        everything += [self.question, self.notice, self.examples, self.sidebar.list, self.look_again]
        # "once" would drop the question that follows a stopped one.
        asking = partial(on, trigger_mode="multiple", concurrency_id="ask")
        asked = [
            asking(trigger, self.respond, [source, self.selected, self.edited], everything)
            for trigger, source in [
                (self.question.submit, self.question),
                *((button.click, button) for button in self.example_buttons),
            ]
        ]
        active = (self.past, self.newest, self.suggested)
        asked += [asking(one.click, self.act, [self.selected], everything) for one in active]
        asked += [asking(one.submit, self.act, [self.selected], everything) for one in active]
        for event in asked:
            on(event.failure, self.fail, [self.selected], everything)
            on(
                event.success,
                self.suggest_next,
                [self.selected],
                [self.suggested],
                concurrency_id="suggest",
                trigger_mode="multiple",
                concurrency_limit=1,
            )
        on(self.question.stop, self.stop, [self.selected], everything, cancels=asked)
        # An answer that is under way is kept all the same, and shown where its conversation is opened again.
        # Each address is opened, one after the other: Gradio's other ways drop a second one, or forget which it was.
        opening = partial(listen, trigger_mode="multiple", concurrency_id="open", concurrency_limit=1)
        opening(self.newest.expand, self.open, [self.selected], everything, cancels=asked)
        on(self.look_again.tick, self.look, [self.selected], everything)
        on(page.load, self.greet, [], [self.welcome, self.notice])
        on(page.load, self.suggest, [], self.example_buttons)

    def greet(self) -> Changes:
        """Show which documents are read, or why they cannot be."""
        try:
            documents = self.assistant.documents()
        except RetrieverError as error:
            return {self.notice: notice_html(str(error))}
        named = [(record.source, record.title) for record in documents]
        return {self.welcome: welcome_html(named, writes=self.model is not None)}

    def suggest(self) -> Changes:
        """Show questions to try; none when the documents cannot be read."""
        try:
            questions = self.assistant.example_questions(EXAMPLES_SHOWN)
        except RetrieverError:
            questions = []
        shown = [gr.Button(value=question, visible=True) for question in questions]
        hidden = [gr.Button(visible=False)] * (EXAMPLES_SHOWN - len(shown))
        return dict(zip(self.example_buttons, shown + hidden, strict=True))

    def open(self, selected: str, event: gr.EventData, request: gr.Request) -> Changes:
        """Show the conversation that the page's address names; nothing changes where a new one is new still."""
        named = parse_qs(urlsplit(action_of(event).get("address", "")).query)
        id = (named.get("conversation") or [""])[0]
        # Whoever asks before the page has told its address keeps what they asked.
        return self._opened(person_of(request), id) if id or selected else {}

    def look(self, selected: str, request: gr.Request) -> Changes:
        """Show a conversation again whose last question was being answered when it was opened."""
        return self._opened(person_of(request), selected)

    def respond(self, typed: str, selected: str, edited: str, request: gr.Request) -> Iterator[Changes]:
        """Show the question at once, then its answer claim by claim, or why there is none."""
        yield from self._replaced(selected, edited, typed.strip(), request)

    def act(self, selected: str, event: gr.EventData, request: gr.Request) -> Iterator[Changes]:
        """Do what was chosen in the conversation: ask, ask again, change a question, vote."""
        action, person = action_of(event), person_of(request)
        exchange = action.get("exchange", "")
        match action.get("do"):
            case "ask":
                yield from self._replaced(selected, "", action["question"], request)
            case "again" | "correct":
                yield from self._again(selected, action, request)
            case "edit":
                yield self._safely(lambda: self._edit(person, selected, exchange))
            case "vote":
                yield self._safely(lambda: self._vote(person, selected, exchange, Vote(action["up"] == "yes")))
            case "reason":
                yield self._safely(lambda: self._vote(person, selected, exchange, low_vote(action)))

    def suggest_next(self, selected: str, request: gr.Request) -> Changes:
        """Show what may be asked next; nothing where that cannot be told."""
        try:
            questions = self.talks.suggestions(person_of(request), selected, SUGGESTED)
        except (HistoryError, RetrieverError):
            questions = []
        return {} if questions is None else {self.suggested: suggestions_html(questions)}

    def fail(self, selected: str, request: gr.Request) -> Changes:
        """Show that the last question met an unexpected error."""
        person = person_of(request)

        def failed() -> Changes:
            self.talks.fail(person, selected, UNEXPECTED)
            return self._opened(person, selected)

        return self._safely(failed)

    def stop(self, selected: str, request: gr.Request) -> Changes:
        """Take back the question that is being answered, into the question box."""
        person = person_of(request)

        def stopped() -> Changes:
            question = self.talks.stop(person, selected)
            return {**self._opened(person, selected), self.question: _idle_box(value=question)}

        return self._safely(stopped)

    def _replaced(self, selected: str, replaced: str, question: str, request: gr.Request) -> Iterator[Changes]:
        """Ask a question, in place of an earlier one and all after it where that is named."""
        problem = question_problem(question) or ("" if keeps_cookies(request) else NO_COOKIES)
        if problem:
            yield {self.notice: notice_html(problem)}
            return
        asked = Asked(question, mode=mode_chosen(request), person=person_of(request))
        try:
            if replaced:
                self.talks.take_back(asked.person, selected, replaced)
            yield from self._asked(selected, asked)
        except HistoryError as error:
            yield {self.notice: notice_html(str(error)), self.question: _idle_box(value=question)}

    def _again(self, selected: str, action: Mapping[str, str], request: gr.Request) -> Iterator[Changes]:
        """Ask a question anew, as the person says it is to be understood and answered where they do."""
        person, understood = person_of(request), action.get("understood", "").strip() or None
        mode = mode_named(action.get("mode", "")) or mode_chosen(request)
        try:
            question = self.talks.take_back(person, selected, action.get("exchange", ""))
            if question:
                yield from self._asked(selected, Asked(question, as_understood=understood, mode=mode, person=person))
        except HistoryError as error:
            yield {self.notice: notice_html(str(error))}

    def _asked(self, selected: str, asked: Asked) -> Iterator[Changes]:
        begun = self.talks.begin(selected, asked)
        if begun is None:
            yield {self.notice: notice_html(BUSY)}
            return
        earlier = self.talks.earlier(begun)
        pending = Shown(asked.question, id=begun.exchange_id, writer=begun.under_way.writer)
        yield {
            **self._shown(Opened(begun.id, begun.title, (*earlier, pending))),
            self.question: gr.Textbox(value="", submit_btn=False, stop_btn="Stop"),
            self.sidebar.list: self.sidebar.list_html(asked.person, begun.id),
        }
        latest = pending
        for shown in self.talks.answered(begun):
            for latest in claim_by_claim(shown):
                yield {self.newest: exchanges_html([latest], begun.id, len(earlier) + 1)}
        # It may have been stopped from another tab.
        yield self._opened(asked.person, begun.id) if latest.is_open else {self.question: _idle_box()}

    def _opened(self, person: str, id: str) -> Changes:
        try:
            opened = self.talks.opened(person, id)
        except (HistoryError, RetrieverError) as error:
            return {**self._shown(Opened()), self.notice: notice_html(str(error)), self.question: _idle_box()}
        return {
            **self._shown(opened),
            self.question: gr.Textbox(submit_btn=False, stop_btn="Stop") if opened.is_busy else _idle_box(),
            self.look_again: gr.Timer(active=opened.is_busy),
        }

    def _edit(self, person: str, selected: str, exchange: str) -> Changes:
        question = self.talks.question(person, selected, exchange)
        if not question:
            return {}
        return {
            self.question: _idle_box(value=question),
            self.edited: exchange,
            self.notice: notice_html(EDITING, is_urgent=False),
        }

    def _vote(self, person: str, selected: str, exchange: str, vote: Vote) -> Changes:
        self.talks.vote(person, exchange, vote)
        kept = {self.past, self.newest}
        changes = self._shown(self.talks.opened(person, selected))
        return {one: value for one, value in changes.items() if one in kept}

    def _shown(self, opened: Opened) -> Changes:
        """A conversation, its last exchange apart from those before it, so that an answer grows without them."""
        past, newest = opened.exchanges[:-1], opened.exchanges[-1:]
        is_empty = not opened.exchanges
        return {
            self.selected: opened.id,
            self.edited: "",
            self.head: conversation_head_html(opened.id, opened.title),
            self.past: exchanges_html(past, opened.id),
            self.newest: exchanges_html(newest, opened.id, len(past) + 1),
            self.suggested: "",
            self.notice: "",
            self.welcome: gr.HTML(visible=is_empty),
            self.examples: gr.Column(visible=is_empty),
        }

    def _safely(self, change: Callable[[], Changes]) -> Changes:
        try:
            return change()
        except (HistoryError, RetrieverError) as error:
            return {self.notice: notice_html(str(error))}


def _idle_box(**options: Any) -> gr.Textbox:
    return gr.Textbox(submit_btn="Ask", stop_btn=False, **options)
