"""The Ask place: what a person sees and can do, as Gradio components."""

from collections.abc import Iterator
from functools import partial
from typing import Any

import gradio as gr

from app.web.ask.answer_view import claims_html, conversation_html
from app.web.ask.conversation import Conversation, Exchange, claim_by_claim, history, settled
from app.web.ask.welcome_view import notice_html, spoken_outcome, welcome_html
from app.web.components import html, listen
from app.web.site import Site
from retriever.errors import RetrieverError

EXAMPLES_SHOWN = 4
# A question this long is a pasted text; the models read far fewer words.
MAX_QUESTION_CHARS = 1000
# People whose questions are answered at the same moment; the next ones wait their turn.
SERVED_AT_ONCE = 4

EMPTY_NOTICE = "Type a question first."
BUSY_NOTICE = "The last question is still being answered. Wait a moment, or press Stop."
LONG_NOTICE = "That is {count:,} characters; please ask in at most {most:,}."
UNEXPECTED = "Something went wrong inside Citewell. Please ask again; the server's log says what happened."

# What a listener returns: new values or properties by component.
Changes = dict[Any, Any]


class AskPlace:
    """The components of the place and what they do when used; one object serves every visitor."""

    def __init__(self, site: Site) -> None:
        """Lay out the place."""
        self.assistant = site.assistant
        self.conversation = gr.State(())
        with gr.Column(elem_id="chat"):
            self.welcome = html(welcome_html(()), elem_id="welcome")
            self.transcript = html("", elem_id="transcript")
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
                self.restart = gr.Button("New conversation", size="sm", visible=False, elem_id="new-conversation")
        self.spoken = html("", elem_id="spoken", html_template='<p role="status">${value}</p>')

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners; the list of documents and the questions to try are new on every visit."""
        on = partial(listen, concurrency_limit=SERVED_AT_ONCE)
        everything = [self.conversation, self.transcript, self.question, self.notice, self.spoken]
        everything += [self.examples, self.restart]
        asking = [
            on(
                trigger,
                self.respond,
                [source, self.conversation],
                everything,
                trigger_mode="multiple",  # "once" would drop the question that follows a stopped one
                concurrency_id="ask",
            )
            for trigger, source in [
                (self.question.submit, self.question),
                *((button.click, button) for button in self.example_buttons),
            ]
        ]
        for event in asking:
            on(event.failure, self.fail, [self.conversation], everything)
        on(self.question.stop, self.stop, [self.conversation], everything, cancels=asking)
        on(self.restart.click, self.start_again, [], everything, cancels=asking)
        on(page.load, self.greet, [], [self.welcome, self.notice])
        on(page.load, self.suggest, [], self.example_buttons)

    def greet(self) -> Changes:
        """Show which documents are read, or why they cannot be."""
        try:
            documents = self.assistant.documents()
        except RetrieverError as error:
            return {self.notice: notice_html(str(error))}
        return {self.welcome: welcome_html([(record.source, record.title) for record in documents])}

    def suggest(self) -> Changes:
        """Show questions to try; none when the documents cannot be read."""
        try:
            questions = self.assistant.example_questions(EXAMPLES_SHOWN)
        except RetrieverError:
            questions = []
        shown = [gr.Button(value=question, visible=True) for question in questions]
        hidden = [gr.Button(visible=False)] * (EXAMPLES_SHOWN - len(shown))
        return dict(zip(self.example_buttons, shown + hidden, strict=True))

    def respond(self, typed: str, conversation: Conversation) -> Iterator[Changes]:
        """Show the question at once, then its answer claim by claim, or why there is none."""
        question = typed.strip()
        before = settled(conversation)
        problem = BUSY_NOTICE if len(before) < len(conversation) else _question_problem(question)
        if problem:
            yield {self.notice: notice_html(problem)}
            return
        yield self._asked((*before, Exchange(question)))
        try:
            answer = self.assistant.ask(question, history(before))
            words = claims_html(answer, self.assistant.document)
        except RetrieverError as error:
            yield self._done((*before, Exchange(question, failure=str(error))))
            return
        for growing in claim_by_claim(answer):
            yield self._shown((*before, Exchange(question, growing, words)))
        yield self._done((*before, Exchange(question, answer, words)))

    def fail(self, conversation: Conversation) -> Changes:
        """Show that the last question met an unexpected error."""
        before = settled(conversation)
        unanswered = [Exchange(e.question, failure=UNEXPECTED) for e in conversation[len(before) :]]
        return self._done((*before, *unanswered))

    def stop(self, conversation: Conversation) -> Changes:
        """Take back the question that is being answered, into the question box."""
        before = settled(conversation)
        question = conversation[-1].question if len(conversation) > len(before) else ""
        return {**self._done(before), self.question: _idle_box(value=question), self.spoken: "Stopped."}

    def start_again(self) -> Changes:
        """Forget the conversation."""
        return {**self._done(()), self.question: _idle_box(value=""), self.spoken: "New conversation."}

    def _asked(self, conversation: Conversation) -> Changes:
        return {
            **self._shown(conversation),
            self.conversation: conversation,
            self.question: gr.Textbox(value="", submit_btn=False, stop_btn="Stop"),
            self.notice: "",
            self.spoken: "",
            self.examples: gr.Column(visible=False),
        }

    def _done(self, conversation: Conversation) -> Changes:
        return {
            **self._shown(conversation),
            self.conversation: conversation,
            self.question: _idle_box(),
            self.spoken: spoken_outcome(conversation[-1]) if conversation else "",
            self.examples: gr.Column(visible=not conversation),
            self.restart: gr.Button(visible=bool(conversation)),
        }

    def _shown(self, conversation: Conversation) -> Changes:
        return {self.transcript: conversation_html(conversation)}


def _idle_box(**options: Any) -> gr.Textbox:
    return gr.Textbox(submit_btn="Ask", stop_btn=False, **options)


def _question_problem(question: str) -> str | None:
    if not question:
        return EMPTY_NOTICE
    if len(question) > MAX_QUESTION_CHARS:
        return LONG_NOTICE.format(count=len(question), most=MAX_QUESTION_CHARS)
    return None
