"""The Search place: what a person sees and can do, as Gradio components."""

from html import escape
from typing import Any

import gradio as gr

from app.search.passage_search import PassageSearch
from app.web.addresses import SEARCH
from app.web.components import action_of, active_html, html, listen
from app.web.search.asked import Asked, asked, fields_of
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
        self._results = active_html("", place=SEARCH.name, elem_id="search-results")

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners: the results are sent what is searched for, and read it where the place is shown."""
        changed = [self._filters, self._results]
        for trigger in (self._results.click, self._results.expand):
            # "always_last" would send what the first of several was for.
            listen(trigger, self.show, [], changed, queue=False, trigger_mode="multiple")

    def show(self, event: gr.EventData) -> Changes:
        """Show the passages; the filters too where they were changed, or the place is shown at an address."""
        fields = fields_of(action_of(event))
        sought = asked(fields)
        changes: Changes = {}
        try:
            shown = self._found_html(sought)
            if fields.get("filters") != "same":
                changes[self._filters] = filters_html(self._search.offered(sought.filters), sought)
        except RetrieverError as error:
            shown = failure_html(str(error))
        # By the number a script knows which search these are the results of.
        number, query = escape(fields.get("number", "")), escape(sought.query)
        changes[self._results] = f'<div class="found" data-number="{number}" data-for="{query}">{shown}</div>'
        return changes

    def _found_html(self, sought: Asked) -> str:
        if not sought.query.strip():
            return start_html(self._search.documents())
        result = self._search.find(sought.query, sought.filters, by_words=sought.by_words, k=sought.most)
        return results_html(result, sought)
