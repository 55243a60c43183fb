"""The Search place: what a person sees and can do, as Gradio components."""

from html import escape
from typing import Any

import gradio as gr

from app.search.passage_search import PassageSearch
from app.web.components import action_of, active_html, html, listen
from app.web.search.asked import Asked, asked
from app.web.search.filters_view import filters_html
from app.web.search.results_view import failure_html, results_html, start_html
from app.web.site import Site
from retriever.errors import RetrieverError

# What a listener returns: new values by component.
Changes = dict[Any, Any]


class SearchPlace:
    """The components of the place and what they do when used; one object serves every visitor.

    The browser holds what is searched for, in its address; `search.js` sends it along with every change.
    """

    def __init__(self, site: Site) -> None:
        """Lay out the place."""
        self._search = PassageSearch(site.index)
        html('<h1>Search</h1><p class="purpose">Passages of the documents, as you type.</p>', elem_classes="place-head")
        gr.Textbox(
            label="Search the documents",
            show_label=False,
            container=False,
            placeholder="Words, or what it is about",
            lines=1,
            max_lines=1,
            html_attributes=gr.InputHTMLAttributes(autocomplete="off", spellcheck=False, enterkeyhint="search"),
            elem_id="search-box",
        )
        self._filters = html("", elem_id="search-filters")
        self._results = active_html("", elem_id="search-results")

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listener: each change of what is searched for is sent to the results, the last one always."""
        listen(
            self._results.click,
            self.show,
            [],
            [self._filters, self._results],
            queue=False,
            trigger_mode="always_last",
        )

    def show(self, event: gr.EventData) -> Changes:
        """Show the passages, and the filters where they were changed."""
        fields = action_of(event)
        sought = asked(fields)
        try:
            # What it is for tells a script when it is there.
            results = f'<div class="found" data-for="{escape(sought.query)}">{self._found_html(sought)}</div>'
            changes: Changes = {self._results: results}
            if fields.get("filters"):
                changes[self._filters] = filters_html(self._search.offered(sought.filters), sought)
        except RetrieverError as error:
            return {self._results: failure_html(str(error))}
        return changes

    def _found_html(self, sought: Asked) -> str:
        if not sought.query.strip():
            return start_html(self._search.documents())
        result = self._search.find(sought.query, sought.filters, by_words=sought.by_words, k=sought.most)
        return results_html(result, sought)
