"""Short forms in a text that say what they stand for where one points at them, or comes to them by the keyboard."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from app.web.reading.marked_text import Wrap
from retriever.acronyms import name_key
from retriever.types import Acronym, Document, Span

# A word as short forms are written: letters and digits, with what joins them inside, a capital among the first three.
WORD = re.compile(r"(?<![^\W_])[a-z\d]{0,2}[^\W\d_a-z][^\W_]*(?:[&/.’'-][^\W_]+)*")
PLURALS = ("’s", "'s", "s")

ShortForms = Mapping[str, str]
"""What short forms stand for."""


def known_forms(document: Document | None, defined: Mapping[str, Sequence[Acronym]]) -> ShortForms:
    """Return what short forms stand for in a document: as it defines them, else as the others do that agree.

    Args:
        document: None for a text that is of no document.
        defined: What each document defines, by its source.
    """
    meanings: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for acronyms in defined.values():
        for one in acronyms:
            meanings[one.short].setdefault(name_key(one.long), one.long)
    forms = {short: next(iter(longs.values())) for short, longs in meanings.items() if len(longs) == 1}
    own = document.acronyms if document else ()
    # The first definition counts, as it does for who reads from the beginning.
    return {**forms, **{one.short: one.long for one in reversed(own)}}


def explaining_wraps(text: str, within: Span, forms: ShortForms, but: Iterable[Span] = ()) -> list[Wrap]:
    """Return an `<abbr>` that can be pointed at and focused around the first place of each short form in a span.

    Args:
        text: A document's.
        within: The span.
        forms: What they stand for; shown by hints.js.
        but: Spans to leave alone: links, and definitions, which need no explanation.
    """
    taken = list(but)
    found: dict[str, Wrap] = {}
    for word in WORD.finditer(text, *within):
        short = _short_form(word.group(), forms)
        if short is None or short in found:
            continue
        start, end = word.start(), word.start() + len(short)
        if not any(start < other_end and end > other_start for other_start, other_end in taken):
            found[short] = Wrap(start, end, f'<abbr tabindex="0" data-explained="{escape(forms[short])}">', "</abbr>")
    return list(found.values())


def _short_form(word: str, forms: ShortForms) -> str | None:
    """The short form that a word is, or is the plural of."""
    if word in forms:
        return word
    if not word.endswith("s"):
        return None
    return next((stem for end in PLURALS if (stem := word.removesuffix(end)) in forms), None)
