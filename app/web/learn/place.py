"""The Learn place: what a person sees and can do, as Gradio components."""

import gradio as gr

from app.web.components import html
from app.web.site import Site


class LearnPlace:
    """The components of the place and what they do when used; one object serves every visitor."""

    def __init__(self, site: Site) -> None:
        """Lay out the place."""
        self.site = site
        html('<h1>Learn</h1><p class="purpose">Find your feet in the documents.</p>', elem_classes="place-head")

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners."""
