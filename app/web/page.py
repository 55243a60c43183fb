"""The page: five places under one navigation, as one Gradio app."""

from collections.abc import Sequence
from typing import Any, Protocol

import gradio as gr

from app.web.addresses import ASK, INSIGHTS, LEARN, LIBRARY, PLACES, SEARCH, Place
from app.web.ask.place import AskPlace
from app.web.components import html
from app.web.insights.place import InsightsPlace
from app.web.learn.place import LearnPlace
from app.web.library.place import LibraryPlace
from app.web.reading.pane import PANE
from app.web.search.place import SearchPlace
from app.web.shell_view import assets, dialogs_html, head_html, navigation_html
from app.web.site import Site

# Seconds after which uploads are deleted that a browser left before they went into the library.
UPLOADS_KEPT = 3600


class LaidOut(Protocol):
    """The components of one place, laid out where the object is made."""

    def __init__(self, site: Site) -> None: ...

    def connect(self, page: gr.Blocks) -> None:
        """Attach the listeners."""
        ...


LAID_OUT: dict[Place, type[LaidOut]] = {
    ASK: AskPlace,
    SEARCH: SearchPlace,
    LIBRARY: LibraryPlace,
    LEARN: LearnPlace,
    INSIGHTS: InsightsPlace,
}


def places_of(site: Site) -> tuple[Place, ...]:
    """Return the places that the site offers."""
    return tuple(place for place in PLACES if place is not INSIGHTS or site.settings.insights)


def build_page(site: Site, places: Sequence[Place] = PLACES) -> gr.Blocks:
    """Return the page over the site."""
    page = gr.Blocks(
        title="Citewell", analytics_enabled=False, fill_width=True, delete_cache=(UPLOADS_KEPT, UPLOADS_KEPT)
    )
    with page:
        html(navigation_html(places), elem_id="navigation")
        with gr.Column(elem_id="places", scale=0):
            for place in places:
                with gr.Column(elem_id=f"place-{place.name}", elem_classes="place", scale=0):
                    LAID_OUT[place](site).connect(page)
        # What a screen reader is told; filled by the browser's scripts.
        html('<p id="announced" role="status"></p>', elem_classes="visually-hidden")
        html(PANE + dialogs_html(), elem_id="dialogs")
    return page


def mount_page(app: Any, page: gr.Blocks, max_file_size: str) -> None:
    """Mount the page at the root of a FastAPI application.

    Args:
        app: The application.
        page: What `build_page` returned.
        max_file_size: Of an upload, as Gradio takes it: "512mb".
    """
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        theme=_theme(),
        head=head_html(assets()),
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        mcp_server=False,
        pwa=False,
        enable_monitoring=False,
        max_file_size=max_file_size,
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
