"""The list of a person's conversations beside the one that is shown."""

from html import escape

import gradio as gr

from app.web.components import active_html
from app.web.site import Site


class Sidebar:
    """The components of the list and what they do when used; one object serves every visitor."""

    def __init__(self, site: Site) -> None:
        """Lay out the list."""
        self.site = site
        self.list = active_html("", elem_id="conversations")

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners."""

    def list_html(self, person: str, current: str, words: str = "") -> str:
        """Return the person's conversations, newest first, the current one marked."""
        links = "".join(
            f'<li><a href="./?conversation={one.id}" data-place="ask">{escape(one.title)}</a></li>'
            for one in self.site.history.conversations(person, words)
        )
        return f"<ul>{links}</ul>"
