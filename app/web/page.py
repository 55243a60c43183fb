"""The chat page: what a person sees and can do, as one Gradio app."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import gradio as gr

from app.web.answer_view import claims_html, conversation_html
from app.web.conversation import Conversation, Exchange, claim_by_claim, history, settled
from app.web.welcome_view import notice_html, spoken_outcome, welcome_html
from retriever.errors import RetrieverError

if TYPE_CHECKING:
    from app.assistant import Assistant

EXAMPLES_SHOWN = 4
# A question this long is a pasted text; the models read far fewer words.
MAX_QUESTION_CHARS = 1000
# People whose questions are answered at the same moment; the next ones wait their turn.
SERVED_AT_ONCE = 4

EMPTY_NOTICE = "Type a question first."
BUSY_NOTICE = "The last question is still being answered. Wait a moment, or press Stop."
LONG_NOTICE = "That is {count:,} characters; please ask in at most {most:,}."
UNEXPECTED = "Something went wrong inside Citewell. Please ask again; the server's log says what happened."

# An opening quotation mark.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='8' fill='%230f766e'/%3E"
    "%3Cpath d='M14 10c-4 1-6 4-6 8v4h6v-6h-3c0-2 1-3 3-3zm10 0c-4 1-6 4-6 8v4h6v-6h-3c0-2 1-3 3-3z' fill='white'/%3E"
    "%3C/svg%3E"
)
HEAD = (
    f'<link rel="icon" type="image/svg+xml" href="{ICON}">'
    '<link rel="stylesheet" href="page/page.css"><script defer src="page/page.js"></script>'
)

# Filled by page.js with the document that a citation points to.
PANEL = """
<dialog id="source-panel" aria-labelledby="source-panel-title">
  <div class="panel-bar">
    <p id="source-panel-title" aria-live="polite"></p>
    <button type="button" data-panel="previous" aria-label="Previous citation">‹</button>
    <button type="button" data-panel="next" aria-label="Next citation">›</button>
    <button type="button" data-panel="close" aria-label="Close source">✕</button>
  </div>
  <div class="panel-body" tabindex="0" aria-label="Document"></div>
</dialog>
"""

# What a listener returns: new values or properties by component.
Changes = dict[Any, Any]


class ChatPage:
    """The components of the page and what they do when used; one object serves every visitor."""

    def __init__(self, assistant: "Assistant") -> None:
        """Lay out the page and connect it to the assistant."""
        self.assistant = assistant
        self.conversation = gr.State(())
        with gr.Column(elem_id="chat"):
            self.welcome = _html(welcome_html(()), elem_id="welcome")
            self.transcript = _html("", elem_id="transcript")
            with gr.Column(elem_id="examples", scale=0) as self.examples:
                self.example_buttons = [
                    gr.Button("", visible=False, size="sm", elem_classes="example") for _ in range(EXAMPLES_SHOWN)
                ]
            with gr.Column(elem_id="composer", scale=0):
                self.notice = _html("", elem_id="notice")
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
        self.spoken = _html("", elem_id="spoken", html_template='<p role="status">${value}</p>')
        _html(PANEL, elem_id="source")

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners; the list of documents and the questions to try are new on every visit."""
        listen = partial(_listen, show_progress="hidden", api_visibility="private", concurrency_limit=SERVED_AT_ONCE)
        everything = [self.conversation, self.transcript, self.question, self.notice, self.spoken]
        everything += [self.examples, self.restart]
        asking = [
            listen(
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
            listen(event.failure, self.fail, [self.conversation], everything)
        listen(self.question.stop, self.stop, [self.conversation], everything, cancels=asking)
        listen(self.restart.click, self.start_again, [], everything, cancels=asking)
        listen(page.load, self.greet, [], [self.welcome, self.notice])
        listen(page.load, self.suggest, [], self.example_buttons)

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


def build_page(assistant: "Assistant") -> gr.Blocks:
    """Return the chat page over the assistant."""
    page = gr.Blocks(title="Citewell", analytics_enabled=False, fill_width=True)
    with page:
        ChatPage(assistant).connect(page)
    return page


def mount_page(app: Any, page: gr.Blocks) -> None:
    """Mount the page at the root of a FastAPI application."""
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=_theme(),
        head=HEAD,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        enable_monitoring=False,
        max_file_size="1kb",  # the page takes no files
        show_error=False,
    )


def _theme() -> gr.themes.Base:
    """Gradio's plain theme in the page's colours, with fonts that every system has."""
    return gr.themes.Base(
        primary_hue=gr.themes.colors.teal,
        neutral_hue=gr.themes.colors.stone,
        radius_size=gr.themes.sizes.radius_lg,
        font=["system-ui", "sans-serif"],
        font_mono=["ui-monospace", "monospace"],
    )


def _html(value: str, **options: Any) -> gr.HTML:
    """HTML without Gradio's own styles and click events; the value must be escaped."""
    return gr.HTML(value, apply_default_css=False, js_on_load=None, **options)


def _listen(trigger: Any, listener: Any, inputs: list[Any], outputs: list[Any], **options: Any) -> Any:
    return trigger(listener, inputs=inputs, outputs=outputs, **options)


def _idle_box(**options: Any) -> gr.Textbox:
    return gr.Textbox(submit_btn="Ask", stop_btn=False, **options)


def _question_problem(question: str) -> str | None:
    if not question:
        return EMPTY_NOTICE
    if len(question) > MAX_QUESTION_CHARS:
        return LONG_NOTICE.format(count=len(question), most=MAX_QUESTION_CHARS)
    return None
