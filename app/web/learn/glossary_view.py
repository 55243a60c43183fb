"""The glossary as HTML: acronyms and terms by letter, what they mean, and all places behind a disclosure."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from urllib.parse import urlencode

from app.learn.records import Entry, Meaning
from app.render import one_line
from app.types import Citation
from app.web.learn.learn_view import place_html, quote_html

# Of a name that stands nearly everywhere; all of them can be searched.
MAX_PLACES_SHOWN = 100
UNDEFINED = "Not defined in the documents"


def glossary_html(entries: Sequence[Entry], *, with_titles: bool) -> str:
    """Return the glossary with a box to find words in.

    Args:
        entries: In alphabetical order.
        with_titles: Name the document at each place, because there are several.
    """
    if not entries:
        return '<p class="nothing">These documents have no acronyms, and define no terms.</p>'
    letters = [(letter, list(group)) for letter, group in groupby(entries, key=_letter)]
    numbers = {id(entry): number for number, entry in enumerate(entries, start=1)}
    sections = "".join(
        f'<section class="letter" aria-labelledby="letter-{place}">'
        f'<h3 id="letter-{place}" tabindex="-1">{escape(letter)}</h3>'
        f"<dl>{''.join(_entry_html(numbers[id(entry)], entry, with_titles) for entry in held)}</dl></section>"
        for place, (letter, held) in enumerate(letters, start=1)
    )
    return (
        f'<h2 class="visually-hidden">Glossary</h2>{_tools_html(entries, [letter for letter, _ in letters])}{sections}'
    )


def _tools_html(entries: Sequence[Entry], letters: Sequence[str]) -> str:
    links = "".join(
        f'<li><button type="button" id="to-letter-{place}" data-letter="letter-{place}">{escape(letter)}</button></li>'
        for place, letter in enumerate(letters, start=1)
    )
    undefined = sum(not entry.is_defined for entry in entries)
    count = f"{len(entries)} entries" + (f", {undefined} not defined in the documents" if undefined else "")
    only = '<label class="only"><input type="checkbox" id="glossary-undefined"> Only what is not defined</label>'
    return (
        '<div class="glossary-tools"><input type="search" id="glossary-find" aria-label="Find in the glossary" '
        f'placeholder="Find an acronym or a term" autocomplete="off">{only if undefined else ""}'
        f'<p class="count" data-all="{escape(count)}">{escape(count)}</p></div>'
        f'<nav aria-label="Letters"><ul class="letters">{links}</ul></nav>'
    )


def _entry_html(number: int, entry: Entry, with_titles: bool) -> str:
    definitions = tuple(meaning.words for meaning in entry.definitions)
    # "Head of Mission, who leads an office" says "Head of Mission" too.
    long_forms = [one for one in entry.long_forms if not any(words.startswith(one.words) for words in definitions)]
    said = _meanings_html(f"long-{number}", "long", long_forms)
    said += _meanings_html(f"defined-{number}", "defined", entry.definitions)
    meaning = said or f'<p class="undefined">{UNDEFINED}</p>'
    words = " ".join((entry.name, *(one.words for one in (*entry.long_forms, *entry.definitions)))).lower()
    return (
        f'<div class="entry" data-words="{escape(words)}"{"" if entry.is_defined else " data-undefined"}>'
        f'<dt dir="auto">{escape(entry.name)}</dt><dd>{meaning}{_places_html(number, entry, with_titles)}</dd></div>'
    )


def _meanings_html(id: str, kind: str, meanings: Sequence[Meaning]) -> str:
    return "".join(
        f'<p class="{kind}">{quote_html(f"{id}-{at}", one.citation, one.words)}</p>'
        for at, one in enumerate(meanings, start=1)
    )


def _places_html(number: int, entry: Entry, with_titles: bool) -> str:
    count = len(entry.places)
    if not count:
        return ""
    shown = "".join(
        f"<li>{place_html(f'stands-{number}-{at}', citation, with_title=with_titles)}"
        f"{_words_html(citation, entry.name)}</li>"
        for at, citation in enumerate(entry.places[:MAX_PLACES_SHOWN], start=1)
    )
    rest = count - MAX_PLACES_SHOWN
    address = f"./search?{urlencode({'q': entry.name})}"
    more = (
        f'<p><a href="{escape(address)}" data-place="search">Search for the other {rest:,}</a></p>' if rest > 0 else ""
    )
    label = "1 place" if count == 1 else f"{count:,} places"
    return (
        f'<details><summary id="places-{number}">{label}<span class="visually-hidden"> of {escape(entry.name)}</span>'
        f"</summary><ol>{shown}</ol>{more}</details>"
    )


def _words_html(citation: Citation, name: str) -> str:
    """The words around a name; none for a heading, which its place names already."""
    if citation.section and citation.quote == citation.section[-1]:
        return ""
    return f'<span class="words" dir="auto">{escape(_around(one_line(citation.quote), name))}</span>'


def _around(words: str, name: str, chars: int = 150) -> str:
    """The part of a quote around a name, whole where it is short."""
    if len(words) <= chars:
        return words
    place = max(0, words.lower().find(name.lower()))
    start = max(0, min(place - chars // 2, len(words) - chars))
    start = words.find(" ", start) + 1 if start else 0
    end = words.rfind(" ", start, start + chars)
    cut = end > start and end < len(words) - 1
    return f"{'… ' if start else ''}{words[start:end] if cut else words[start:]}{' …' if cut else ''}"


def _letter(entry: Entry) -> str:
    first = entry.name[0].upper()
    return first if first.isalpha() else "0–9"
