"""The passages that were found as HTML, and what is shown where there are none."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from app.advice import counted
from app.page_words import page_words
from app.render import PATH_SEPARATOR, also_text
from app.search.catalogue import Catalogued
from app.search.passage_search import MOST_FOUND
from app.search.records import FoundPassage, SearchResult
from app.web.document_path import document_path
from app.web.reading.document_view import quote_html
from app.web.search.asked import Asked
from retriever.pages import page_at
from retriever.types import Document, Passage, Section, Statement, StatementKind

# Documents named where nothing is searched for yet.
DOCUMENTS_NAMED = 12


def results_html(result: SearchResult, asked: Asked) -> str:
    """Return the passages in order, or what to do where there are none."""
    if not result.found:
        return _nothing_html(result, asked)
    found = "".join(_result_html(number, one) for number, one in enumerate(result.found, start=1))
    may_be_more = len(result.found) >= asked.most and asked.most < MOST_FOUND
    more = '<button type="button" class="quiet" id="search-more" data-more>Show more</button>' if may_be_more else ""
    sources = len({one.passage.source for one in result.found})
    count = f"{counted(len(result.found), 'passage')} in {counted(sources, 'document')}"
    return (
        f'{_spelt_html(result)}<p class="result-count" data-announce>{count}</p>'
        f'<ol class="results" aria-label="Passages" data-steps>{found}</ol>{more}'
    )


def start_html(documents: Sequence[Catalogued]) -> str:
    """Return what can be searched, for when nothing is."""
    if not documents:
        return (
            '<div class="search-start"><h2>Nothing to search yet</h2>'
            '<p>Documents are added in the <a href="./library" data-place="library">Library</a>.</p></div>'
        )
    named = "".join(
        f'<li><a id="search-document-{place}" href="{document_path(one.source)}" data-document dir="auto">'
        f'{escape(one.title)}</a> <span class="kind">{escape(one.kind)}, {counted(one.passages, "passage")}</span></li>'
        for place, one in enumerate(documents[:DOCUMENTS_NAMED], start=1)
    )
    others = len(documents) - DOCUMENTS_NAMED
    rest = (
        f'<p>and {counted(others, "other")}, listed in the <a href="./library" data-place="library">Library</a>.</p>'
        if others > 0
        else ""
    )
    passages = counted(sum(one.passages for one in documents), "passage")
    return (
        f'<div class="search-start"><h2>{counted(len(documents), "document")}, {passages}</h2>'
        "<p>Type a few words, a short form, the beginning of a word, or what the passage is about. "
        "Passages come as you type.</p>"
        f'<ul class="searched-documents">{named}</ul>{rest}</div>'
    )


def failure_html(message: str) -> str:
    """Return why nothing can be searched."""
    return f'<p class="failure" role="alert">{escape(message)}</p>'


def _result_html(number: int, found: FoundPassage) -> str:
    passage = found.passage
    section = PATH_SEPARATOR.join(passage.section[1:] if passage.section[:1] == (passage.title,) else passage.section)
    words = page_words(page_at(passage.pages, found.shown[0]))
    where = "".join(
        f'<span class="{name}" dir="auto">{escape(part)}</span>'
        for name, part in (("title", passage.title), ("page", words), ("also", also_text(passage.also)))
        if part
    )
    note = '<span class="note">found in its heading</span>' if found.is_by_heading else ""
    note += "" if found.has_words else '<span class="note">similar in meaning</span>'
    kind = "by-words" if found.has_words else "by-meaning"
    kind += " cut-before" if found.shown[0] > passage.start else ""
    kind += " cut-after" if found.shown[1] < passage.end else ""
    path = escape(document_path(passage.source, found.shown))
    return (
        f'<li class="result {kind}"><h2><a id="result-{number}" class="open" data-citation data-step '
        f'href="{path}" dir="auto">{escape(section or passage.title)}</a></h2>'
        f'<p class="where">{where}{note}</p><div class="words" dir="auto">{_words_html(found)}</div></li>'
    )


def _words_html(found: FoundPassage) -> str:
    """What is shown of a passage, set out as in its document, as a document of its own."""
    passage = found.passage
    head = f"{passage.header}\n" if passage.header else ""
    shift = len(head) - passage.start
    text = head + passage.text
    statements = tuple(_shifted(one, shift, passage) for one in passage.statements)
    section = Section((), 0, len(text), statements)
    alone = Document(passage.source, passage.title, text, (section,), "")
    start, end = found.shown
    marks = [(max(first, start) + shift, min(last, end) + shift) for first, last in found.marks]
    return quote_html(alone, (start + shift, end + shift), marks=[mark for mark in marks if mark[0] < mark[1]])


def _shifted(statement: Statement, shift: int, passage: Passage) -> Statement:
    lead = statement.lead
    if lead and passage.start <= lead[0] and lead[1] <= passage.end:
        lead = lead[0] + shift, lead[1] + shift
    else:
        # The header of a table that began before the passage stands before its text.
        lead = (0, len(passage.header)) if passage.header and statement.kind is StatementKind.ROW else None
    return replace(statement, start=statement.start + shift, end=statement.end + shift, lead=lead)


def _spelt_html(result: SearchResult) -> str:
    if not result.searched_as:
        return ""
    return f'<p class="searched-as">Searched as <strong dir="auto">{escape(result.searched_as)}</strong></p>'


def _nothing_html(result: SearchResult, asked: Asked) -> str:
    """Why there may be no passage, with what to do as buttons."""
    words = asked.query.strip()
    tries = []
    if asked.by_words:
        tries.append('<button type="button" class="quiet" data-widen="words">Search by meaning too</button>')
    if asked.filters:
        tries.append('<button type="button" class="quiet" data-clear>Search all documents</button>')
    tries.append(f'<button type="button" class="quiet" data-ask="{escape(words)}">Ask it as a question</button>')
    where = " in the documents chosen" if asked.filters else ""
    verb = "has" if asked.by_words else "fits"
    return (
        f'{_spelt_html(result)}<div class="search-nothing"><p class="result-count" data-announce>'
        f"No passage{where} {verb} “{escape(words)}”.</p>"
        f'<p>Check the spelling, or try fewer or other words.</p><p class="tries">{"".join(tries)}</p></div>'
    )
