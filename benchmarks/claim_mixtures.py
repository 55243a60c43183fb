"""Claims that are wrong in what they join: statements mixed up, cited wrongly, quoted falsely or added to.

Shares no code with what checks claims. Each returns a claim with the places it cites, which do not bear it out, or None
where the statement cannot be misused so.
"""

import re
from random import Random

from benchmarks.claim_sources import Place
from benchmarks.claim_words import Library, content_words, lowered, stems, subject_of, table_cells, trailing_phrase
from retriever.types import StatementKind

Wrong = tuple[str, tuple[Place, ...]]

OPENINGS = (
    "The text says: “{}”.",
    "According to the document, “{}”.",
    "It is stated that “{}”.",
    "The rule reads “{}”.",
)
ADDITIONS = (
    ", which was confirmed by an independent review",
    ", mostly for women and children",
    " for the first time",
    ", although many have criticised this",
    ", and this is expected to grow",
    ", especially in rural areas",
    ", with financial support from the World Bank",
    " because of a lack of funds",
    ", and the costs are fully covered",
    ", which has doubled since then",
    ", as the law requires",
    ", usually at short notice",
    ", free of charge",
    ", and a written record is kept",
    ", regardless of nationality",
    ", which led to several complaints",
)
# Headers that are no noun.
NO_NOUN = re.compile(r"^(?:approved|may|must|what|helps|how|used|who)\b|\b(?:by|in|with)$", re.IGNORECASE)
LEAST_OVERLAP, MOST_OVERLAP = 0.10, 0.45


def wrong_subject(place: Place, library: Library, choice: Random) -> Wrong | None:
    """What one statement says, said of what another is about; both are cited."""
    if place.statement.kind is StatementKind.ROW:
        return _wrong_row(place, library, choice)
    own = subject_of(place.words)
    if not own:
        return None
    verbs = {"is": "is was has", "was": "is was has", "are": "are were have", "were": "are were have"}.get(
        own[1], own[1]
    )
    for mate in library.section_mates(place):
        other = subject_of(mate.words) if mate.is_sentence else None
        if other and other[1] in verbs.split() and not stems(other[0]) & stems(place.words):
            return f"{other[0]} {own[1]} {own[2]}", (place, mate)
    return None


def _wrong_row(place: Place, library: Library, choice: Random) -> Wrong | None:
    header, cells = table_cells(place.raw_lead), table_cells(place.raw)
    for mate in library.section_mates(place):
        other = table_cells(mate.raw)
        if (
            mate.statement.kind is StatementKind.ROW
            and mate.lead == place.lead
            and len(other) == len(cells) == len(header)
        ):
            column = choice.randrange(1, len(cells)) if 1 < len(cells) <= 5 else 0
            if column and other[column] != cells[column] and other[0] != cells[0]:
                return row_sentence(header, [cells[0], *other[1:]], column), (place, mate)
    return None


def row_sentence(header: list[str], cells: list[str], column: int) -> str:
    """A table's cell said as a sentence.

    >>> row_sentence(["Topic", "Person"], ["Computers", "Ada Obi"], 1)
    'For the topic Computers, the Person is Ada Obi.'
    >>> row_sentence(["Order", "Approved by"], ["above 60,000", "Head of Supply"], 1)
    'For the order above 60,000: Approved by Head of Supply.'
    """
    name, cell = header[column], cells[column].rstrip(".")
    is_many = name.endswith("s") and not name.endswith("ss")
    said = f": {name} {cell}" if NO_NOUN.search(name) else f", the {name} {'are' if is_many else 'is'} {cell}"
    return f"For the {lowered(header[0])} {cells[0]}{said}."


def wrong_document(place: Place, library: Library, choice: Random) -> Wrong | None:
    """A true claim that cites a statement of another document, on a like matter where there is one."""
    own = content_words(place.words)
    shares = [
        (len(own & content_words(one.words)) / max(1, len(own)), one) for one in library.sentences_elsewhere(place)
    ]
    like = sorted((pair for pair in shares if pair[0] <= MOST_OVERLAP), key=lambda pair: (-pair[0], pair[1].id))[:5]
    return (place.words, (choice.choice(like)[1],)) if like and like[0][0] >= LEAST_OVERLAP else None


def stitched_quote(place: Place, library: Library, choice: Random) -> Wrong | None:
    """Quotation marks round words that do not follow one another: of two statements, or with the middle cut out."""
    words = place.words.rstrip(".").split()
    following = library.next_sentence(place)
    if len(words) < 10 or re.search(r"[“”\"]", place.words):
        return None
    if following and not re.search(r"[“”\"]", following.words) and choice.random() < 0.6:
        rest = following.words.rstrip(".").split()
        if len(rest) < 8:
            return None
        inner = " ".join([*words[: choice.randrange(4, 8)], *rest[-choice.randrange(4, 7) :]])
        return choice.choice(OPENINGS).format(inner), (place, following)
    first, last = choice.randrange(3, 6), choice.randrange(3, 5)
    return choice.choice(OPENINGS).format(" ".join([*words[:first], *words[-last:]])), (place,)


def added_detail(place: Place, library: Library, choice: Random) -> Wrong | None:
    """A detail at the end that no statement gives: invented, or taken from another sentence of the section."""
    if re.search(r"[\"”)]\.$|:", place.words):
        return None
    body = place.words.rstrip(".")
    phrases = [trailing_phrase(mate.words) for mate in library.section_mates(place) if mate.is_sentence]
    fitting = [one for one in phrases if one and not content_words(one) & content_words(place.words)]
    addition = f" {choice.choice(fitting)}" if fitting and choice.random() < 0.25 else choice.choice(ADDITIONS)
    return (f"{body}{addition}.", (place,)) if not content_words(addition) & content_words(place.words) else None
