"""What stands around every place: the page's head, its navigation, the list of keys, the question before a deletion."""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from app.web.addresses import Place

WEB_FOLDER = Path(__file__).parent

# An opening quotation mark.
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='8' fill='%230f766e'/%3E"
    "%3Cpath d='M14 10c-4 1-6 4-6 8v4h6v-6h-3c0-2 1-3 3-3zm10 0c-4 1-6 4-6 8v4h6v-6h-3c0-2 1-3 3-3z' fill='white'/%3E"
    "%3C/svg%3E"
)

KEYS = (
    ("/", "Search the documents"),
    ("?", "Show these keys"),
    ("Esc", "Close what is open"),
    ("[ and ]", "Earlier and later citation of an open document"),
    ("← and →", "Turn the page of an open document"),
    ("↑ and ↓", "Move through results and conversations"),
    ("Space", "Show the answer of a card; ← and → turn it, 1 is “not yet”, 2 “knew it”"),
    ("Enter", "Ask, or open the first passage found; Shift and Enter begins a new line"),
    ("F2, Del", "Rename or delete a conversation in the list"),
)

# Asks before something is deleted; page.js fills in the words.
CONFIRM = """
<dialog id="confirm" aria-labelledby="confirm-words">
  <form method="dialog">
    <p id="confirm-words"></p>
    <div class="dialog-buttons">
      <button value="no" autofocus>Cancel</button><button value="yes" class="sure"></button>
    </div>
  </form>
</dialog>
"""


def assets(folder: Path = WEB_FOLDER) -> dict[str, Path]:
    """Return the styles and scripts of the page by the path below the folder, in order."""
    found = sorted(path for path in folder.rglob("*") if path.suffix in {".css", ".js"})
    # The page's own come first, so that those of places can go on from them.
    ordered = sorted(found, key=lambda path: (path.parent != folder, path))
    return {path.relative_to(folder).as_posix(): path for path in ordered}


def head_html(names: Iterable[str]) -> str:
    """Return what the head of the page needs: its icon, and every style and script."""
    links = [
        f'<link rel="stylesheet" href="page/{name}">'
        if name.endswith(".css")
        else f'<script type="module" src="page/{name}"></script>'
        for name in names
    ]
    return f'<link rel="icon" type="image/svg+xml" href="{ICON}">{"".join(links)}'


def navigation_html(places: Sequence[Place]) -> str:
    """Return the bar over every place, with links to all of them."""
    links = "".join(
        f'<li><a href="./{place.path}" data-place="{place.name}">{escape(place.title)}</a></li>' for place in places
    )
    return (
        '<header class="bar"><a class="skip" href="#places" data-skip>Skip to the content</a>'
        '<a class="brand" href="./" data-place="ask" aria-label="Citewell, ask"><span aria-hidden="true">“</span>'
        '<span class="name">Citewell</span></a>'
        f'<nav aria-label="Places"><ul>{links}</ul></nav>'
        '<div class="tools"><button type="button" data-shell="theme" aria-label="Light or dark">◐</button>'
        '<button type="button" data-shell="help" aria-label="Keys">?</button></div></header>'
    )


def dialogs_html() -> str:
    """Return the dialogs that every place can open."""
    keys = "".join(f"<div><dt><kbd>{escape(key)}</kbd></dt><dd>{escape(words)}</dd></div>" for key, words in KEYS)
    return (
        f'<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">Keys</h2><dl>{keys}</dl>'
        f'<form method="dialog"><button>Close</button></form></dialog>{CONFIRM}'
    )
