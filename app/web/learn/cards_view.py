"""Flash cards as HTML; which one is shown, and which come again, is kept by the browser."""

from collections.abc import Sequence
from html import escape

from app.learn.records import BLANK, Card
from app.render import PATH_SEPARATOR, one_line, place_path
from app.web.learn.learn_view import place_html, quote_html

_BLANK_HTML = '<span class="blank" role="img" aria-label="blank"></span>'
KINDS = {"acronym": "Acronym", "definition": "Definition", "number": "Number", "name": "Name"}


def cards_html(cards: Sequence[Card], choice: str, *, with_titles: bool) -> str:
    """Return the deck of a choice of documents, every card hidden until the browser shows it.

    Args:
        cards: In order.
        choice: Its key; under it the browser keeps which cards are known.
        with_titles: Name the document on each card, because there are several.
    """
    if not cards:
        return '<p class="nothing">These documents hold no statement that makes a clear question.</p>'
    items = "".join(_card_html(number, card, with_titles) for number, card in enumerate(cards, start=1))
    return (
        f'<section class="deck" data-deck="{escape(choice)}" aria-label="Flash cards">'
        '<h2 class="visually-hidden">Flash cards</h2>'
        f'<div class="progress"><progress max="{len(cards)}" value="0" aria-label="Cards known"></progress>'
        f'<p><span class="done">0</span> of {len(cards)} known</p><p class="place-in-deck"></p></div>'
        f'<div class="cards">{items}</div>{_FINISHED}'
        '<div class="turning">'
        '<button type="button" class="quiet" id="card-previous" data-card="previous">Previous</button>'
        '<button type="button" class="quiet" id="card-next" data-card="next">Next</button></div>'
        '<p class="card-keys"><kbd>Space</kbd> shows the answer, <kbd>←</kbd> <kbd>→</kbd> turn the cards, '
        "<kbd>1</kbd> not yet, <kbd>2</kbd> knew it. "
        '<button type="button" class="plain" id="cards-anew" data-card="anew">Start again</button></p></section>'
    )


_FINISHED = (
    '<div class="finished" tabindex="-1" hidden><p>You knew them all.</p>'
    '<button type="button" class="solid" data-card="anew">Start again</button></div>'
)


def _card_html(number: int, card: Card, with_titles: bool) -> str:
    title, *headings = place_path(card.citation)
    named = [title] if with_titles or not headings else []
    under = PATH_SEPARATOR.join(map(one_line, [*named, *headings[-1:]]))
    front = _BLANK_HTML.join(escape(part) for part in card.front.split(BLANK))
    return (
        f'<article class="card" data-key="{card.key}" aria-labelledby="front-{number}" tabindex="-1" hidden>'
        f'<p class="kind">{KINDS[card.kind]}</p>'
        f'<p class="under" dir="auto">{escape(under)}</p><p class="front" id="front-{number}" dir="auto">{front}</p>'
        f'<button type="button" class="solid show-answer" id="show-{number}" data-card="show">Show the answer</button>'
        f'<div class="back" tabindex="-1" hidden><p class="answer" dir="auto">{escape(card.answer)}</p>'
        f"<blockquote>{quote_html(f'card-quote-{number}', card.citation)}</blockquote>"
        f'<p class="from">{place_html(f"card-place-{number}", card.citation, with_title=with_titles)}</p>'
        '<div class="judged"><button type="button" class="quiet" data-card="again">Not yet</button>'
        '<button type="button" class="solid" data-card="knew">Knew it</button></div></div></article>'
    )
