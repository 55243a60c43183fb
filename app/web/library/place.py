"""The Library place: what a person sees and can do, as Gradio components."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import gradio as gr

from app.library.library import UploadsOff
from app.library.listing import Order, found, ordered
from app.library.records import Receipt
from app.library.sentences import disk_words
from app.web.components import action_of, active_html, html, listen
from app.web.library.jobs_view import failure_html, jobs_html, receipt_html, unlock_html
from app.web.library.table_view import empty_html, table_html, totals_html
from app.web.library.uploads import delete_empty_folders, sent_files
from app.web.site import Site
from ingest.plan import DEFAULT_COLLECTION
from retriever.errors import RetrieverError

SHOWN = 100  # rows at first, and more at a time
TICK_SECONDS = 1.0

# What a listener returns: new values by component.
Changes = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Looking:
    """What one visitor looks at."""

    order: Order = field(default_factory=Order)
    words: str = ""
    most: int = SHOWN
    seen: int = 0  # jobs that were over when the table was drawn


class LibraryPlace:
    """The components of the place and what they do when used; one object serves every visitor."""

    def __init__(self, site: Site) -> None:
        """Lay out the place."""
        self._library = site.library
        purpose = "The documents that answers come from. Add yours, and ask about them as soon as they are read."
        html(f'<h1>Library</h1><p class="purpose">{purpose}</p>', elem_classes="place-head")
        self._looking = gr.State(Looking())
        may_change = self._library.may_change
        with gr.Row(elem_id="library-add", visible=may_change):
            self._files = gr.File(
                label="Add documents: drop them here, or press Enter to choose",
                file_count="multiple",
                height=120,
                elem_id="library-files",
            )
            self._collection = gr.Dropdown(
                label="Collection",
                info="A group of documents. Choose one, or type a new name.",
                choices=[DEFAULT_COLLECTION],
                value=DEFAULT_COLLECTION,
                allow_custom_value=True,
                elem_id="library-collection",
            )
        self._receipt = active_html("", elem_id="library-receipt")
        self._jobs = active_html("", elem_id="library-jobs")
        self._unlock = active_html("", elem_id="library-unlock")
        with gr.Row(elem_id="library-tools"):
            self._words = gr.Textbox(
                "",
                label="Find a document",
                show_label=False,
                container=False,
                placeholder="Find by title, name, collection or problem",
                lines=1,
                max_lines=1,
                html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False),
                elem_id="library-find",
            )
            look = '<button type="button" class="quiet" id="library-look" data-do="look">Look for changes</button>'
            self._look = active_html(look if may_change else "", elem_id="library-look-box")
        self._totals = html("", elem_id="library-totals")
        self._table = active_html("", place="library", elem_id="library-table")
        self._timer = gr.Timer(TICK_SECONDS, active=False)

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners."""
        shown = [self._looking, self._table, self._totals, self._unlock, self._jobs, self._timer]
        listen(self._table.load, self.show, [self._looking], [*shown, self._collection], queue=False)
        listen(
            self._words.change, self.find, [self._looking, self._words], shown, queue=False, trigger_mode="always_last"
        )
        listen(self._table.click, self.act_on_table, [self._looking], [*shown, self._receipt], queue=False)
        listen(self._timer.tick, self.tick, [self._looking], shown, queue=False)
        listen(
            self._files.upload,
            self.upload,
            [self._looking, self._files, self._collection],
            [*shown, self._files, self._receipt],
            preprocess=False,
            trigger_mode="multiple",
        )
        for component in (self._receipt, self._jobs, self._look):
            listen(component.click, self.act, [self._looking], [*shown, self._receipt], queue=False)
        listen(self._unlock.submit, self.unlock, [self._looking], [*shown, self._receipt], queue=False)

    def show(self, looking: Looking) -> Changes:
        """Show the documents as they are now."""
        changes = self._shown(looking)
        try:
            names = {row.collection for row in self._library.rows()}
        except RetrieverError:
            names = set()
        changes[self._collection] = gr.Dropdown(choices=sorted({DEFAULT_COLLECTION, *names}))
        return changes

    def find(self, looking: Looking, words: str) -> Changes:
        """Show the documents that words are found in."""
        return self._shown(replace(looking, words=words, most=SHOWN))

    def act_on_table(self, looking: Looking, event: gr.EventData) -> Changes:
        """Do what was asked of a row, or show the table in another order, or more of it."""
        action = action_of(event)
        if action.get("do") == "sort":
            return self._shown(replace(looking, order=looking.order.by(action.get("column", ""))))
        if action.get("do") == "more":
            return self._shown(replace(looking, most=looking.most + SHOWN))
        return self.act(looking, event)

    def act(self, looking: Looking, event: gr.EventData) -> Changes:
        """Have the library do what a button says."""
        action = action_of(event)
        do = self._actions(action).get(action.get("do", ""))
        return self._tried(looking, do) if do else {}

    def unlock(self, looking: Looking, event: gr.EventData) -> Changes:
        """Try a password on the locked files."""
        password = action_of(event).get("password", "")
        return self._tried(looking, lambda: self._library.unlock(password))

    def upload(self, looking: Looking, files: Any, collection: Any) -> Changes:
        """Take uploaded files in, at once, out of the folder where they arrived."""
        sent = sent_files(files, self._files.GRADIO_CACHE)
        receipts: list[Receipt] = []
        changes = self._tried(looking, lambda: receipts.append(self._library.upload(sent, str(collection or ""))))
        delete_empty_folders(sent)
        told = {self._receipt: receipt_html(receipts[0])} if receipts else {}
        return {**changes, self._files: None, **told}

    def tick(self, looking: Looking) -> Changes:
        """Show how far the work is; the documents too, when some of it has ended."""
        if self._library.ended() != looking.seen:
            return self._shown(looking)
        return self._progress()

    def _actions(self, action: Mapping[str, str]) -> dict[str, Callable[[], object]]:
        library, sources = self._library, [action["source"]] if action.get("source") else []
        held = action.get("held", "")
        return {
            "delete": lambda: library.delete(sources),
            "put-back": lambda: library.put_back(sources),
            "read-again": lambda: library.read_again(sources),
            "look": library.look_for_changes,
            "stop": lambda: library.stop(action.get("job", "")),
            "dismiss": library.dismiss,
            "replace": lambda: library.answer(held, replace=True),
            "keep": lambda: library.answer(held, replace=False),
        }

    def _tried(self, looking: Looking, do: Callable[[], object]) -> Changes:
        """Do something and show what came of it, or why it cannot be done."""
        words = ""
        try:
            do()
        except UploadsOff as error:
            words = str(error)
        except OSError as error:
            words = disk_words(error, "try again")
        except RetrieverError as error:
            words = str(error)
        return {**self._shown(looking), self._receipt: failure_html(words) if words else ""}

    def _shown(self, looking: Looking) -> Changes:
        """Everything as it is now."""
        looking = replace(looking, seen=self._library.ended())
        may_change = self._library.may_change
        try:
            rows = self._library.rows()
        except RetrieverError as error:
            return {**self._progress(), self._looking: looking, self._table: failure_html(str(error))}
        chosen = ordered(found(rows, looking.words), looking.order)
        table = table_html(chosen, looking.order, looking.most, may_change=may_change)
        locked = sum(row.needs_password for row in rows) if may_change else 0
        return {
            **self._progress(),
            self._looking: looking,
            self._table: table if rows else empty_html(may_change=may_change),
            self._totals: totals_html(rows, len(chosen), words=looking.words) if rows else "",
            self._unlock: unlock_html(locked),
        }

    def _progress(self) -> Changes:
        return {
            self._jobs: jobs_html(self._library.jobs()),
            self._timer: gr.Timer(active=self._library.is_busy()),
        }
