"""The filters of a search as native controls: quick, and known to every screen reader."""

from collections.abc import Sequence
from html import escape

from app.search.records import FilterOption, Offered
from app.web.search.asked import Asked


def filters_html(offered: Offered, asked: Asked) -> str:
    """Return a control for each filter that leaves a choice or is set, and one for words alone."""
    filters = asked.filters
    # One document or type is no choice; one time is, for it leaves documents out.
    selects = (
        _select("document", "Document", "All documents", offered.documents, filters.document),
        _select("collection", "Collection", "All collections", offered.collections, filters.collection),
        _select("type", "Type", "All types", offered.kinds, filters.kind),
        _select("read", "Read in", "Any time", offered.reads, filters.read, least=1),
    )
    checked = " checked" if asked.by_words else ""
    clear = '<button type="button" class="plain" data-clear id="search-clear">Clear filters</button>' if filters else ""
    return (
        f'<form class="search-filters" role="search" aria-label="Filters">{"".join(selects)}'
        f'<label class="words"><input type="checkbox" name="words" id="search-words" value="1"{checked}> '
        f"Words only</label>{clear}</form>"
    )


def _select(
    name: str, label: str, everything: str, options: Sequence[FilterOption], chosen: str, least: int = 2
) -> str:
    if len(options) < least and not chosen:
        return ""
    known = [*options]
    if chosen and chosen not in {one.value for one in options}:
        known.append(FilterOption(chosen, chosen, 0))
    listed = "".join(
        f'<option value="{escape(one.value)}"{" selected" if one.value == chosen else ""}>'
        f"{escape(one.label)} ({one.documents})</option>"
        for one in known
    )
    state = " is-set" if chosen else ""
    return (
        f'<label class="filter{state}"><span>{label}</span><select name="{name}" id="search-{name}">'
        f'<option value="">{everything}</option>{listed}</select></label>'
    )
