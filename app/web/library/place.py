"""The Library place: what a person sees and can do, as Gradio components."""

import gradio as gr

from app.web.components import html
from app.web.site import Site


class LibraryPlace:
    """The components of the place and what they do when used; one object serves every visitor."""

    def __init__(self, site: Site) -> None:
        """Lay out the place."""
        self.site = site
        html('<h1>Library</h1><p class="purpose">The documents that are read.</p>', elem_classes="place-head")

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners."""
