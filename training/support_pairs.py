"""Pairs of claim and text for the support score, of each side of the split."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from retriever.terms import content_terms
from retriever.types import Span
from training.library import Words
from training.pages import Page, Question, read_rows, read_set
from training.splits import OWN, POLICY, document_sides, page_groups
from training.support_answers import answered_questions, passage_answers, replies, written_answers
from training.support_claims import Grounded, base_verbs, by_document, statement_claims, text_around
from training.support_corruptions import changes
from training.support_exchanges import Changed, Stock, stock
from training.support_subjects import opening, subject_changes, verb_forms

# What is drawn for each claim. The kinds that rules cannot see are drawn so much oftener.
WRONG_PASSAGE, OTHER_DOCUMENT, TURNED_TEXT, SECOND_CHANGE = 0.20, 0.12, 0.30, 0.35
HARD = ("swap", "role", "stitched", "predicate", "detail", "detail_moved", "opposite", "share", "condition")
HARD_WEIGHT = 2.5
# Of claims so many words of which stand in a text, it is not sure that they do not follow from it.
SURELY_OTHER = 0.7
SETS = ("squad2_dev", "clapnq_dev", "doc2dial_val")
# Claims made of the statements of each set's training side, and of its questions.
STATEMENTS = {OWN.name: 3000, POLICY: 2000, "squad2_dev": 800, "clapnq_dev": 400, "doc2dial_val": 400}
SUBJECTS = {OWN.name: 700, POLICY: 450, "squad2_dev": 250, "clapnq_dev": 120, "doc2dial_val": 80}
QUESTIONS = {OWN.name: 750, POLICY: 600, "squad2_dev": 1100}


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, a text, and whether the one follows from the other."""

    claim: str
    text: str
    follows: bool
    kind: str
    document: str  # set and name
    # Of the claim's words that the text does not bear out; None where that is not known.
    wrong: tuple[Span, ...] | None


@dataclass(frozen=True, slots=True)
class Source:
    """One question set: its pages of one side."""

    name: str
    pages: Mapping[str, Page]
    questions: tuple[Question, ...]
    groups: Mapping[str, str]
    folder: Path


def sources(data: Path, own: Path, side: str) -> list[Source]:
    """Pages and questions of one side, ``train``, ``cal`` or ``test``, of each set that has any."""
    found = [_source(folder, side) for folder in (own, data / POLICY, *(data / name for name in SETS))]
    # The same page goes by several numbers in two sets.
    held_out = {
        name.split("#")[0]
        for folder in (own, data / POLICY)
        for name, other in document_sides(folder, _names(folder)).items()
        if other != side
    }
    return [
        replace(source, pages={name: page for name, page in source.pages.items() if name.split("#")[0] not in held_out})
        if source.name in SETS
        else source
        for source in found
    ]


def _names(folder: Path) -> list[str]:
    return [row["doc_id"] for row in read_rows(folder / "documents.jsonl")]


def _source(folder: Path, side: str) -> Source:
    pages, questions = read_set(folder)
    sides = document_sides(folder, pages)
    groups = {name: name for name in pages} if folder.name in SETS else page_groups(folder, pages)
    mine = {name: page for name, page in pages.items() if sides[name] == side}
    asked = tuple(question for question in questions if question.page in mine)
    return Source(folder.name, mine, asked, groups, folder)


def pairs(side: str, data: Path, own: Path = OWN, share: float = 1.0) -> list[Pair]:
    """All pairs of one side, in an order drawn by chance, the same at each call.

    Args:
        side: ``train``, ``cal`` or ``test``.
        data: The folder of the question sets.
        own: The folder of our own questions.
        share: Of the claims that training would take of each set.
    """
    chance = random.Random(f"support {side}")
    found: list[Pair] = []
    held = sources(data, own, side)
    verbs = base_verbs(page for source in held for page in source.pages.values())
    for source in held:
        found += _set_pairs(source, verbs, share, chance)
    if side == "test":
        found += _human_pairs(passage_answers(data / "mtrag_un"), {}, "mtrag_un", chance)
    chance.shuffle(found)
    return found


def _set_pairs(source: Source, verbs: frozenset[str], share: float, chance: random.Random) -> Iterator[Pair]:
    claims = [claim for page in source.pages.values() for claim in statement_claims(page, verbs, chance)]
    chance.shuffle(claims)
    library = _Library(source)
    for claim in claims[: int(share * STATEMENTS[source.name])]:
        yield from _statement_pairs(claim, source.pages[claim.document], library, chance)
    if source.name in QUESTIONS:
        right, wrong = answered_questions(source.questions, dict(source.pages), verbs, chance)
        for made, follows in ((right, True), (wrong, False)):
            chance.shuffle(made)
            for claim in made[: int(share * QUESTIONS[source.name])]:
                yield Pair(
                    claim.claim,
                    claim.text,
                    follows,
                    claim.kind,
                    f"{source.name}/{claim.document}",
                    () if follows else None,
                )
    human = {"clapnq_dev": written_answers, "doc2dial_val": replies}.get(source.name)
    if human:
        yield from _human_pairs(human(source.folder, source.pages.keys()), source.pages, source.name, chance)


def subject_pairs(side: str, data: Path, own: Path = OWN, share: float = 1.0) -> list[Pair]:
    """Pairs of claims that plainly have a subject, said of it and of another; in an order drawn by chance."""
    chance = random.Random(f"subjects {side}")
    found: list[Pair] = []
    held = sources(data, own, side)
    verbs = base_verbs(page for source in held for page in source.pages.values())
    forms = verb_forms(verbs)
    for source in held:
        claims = [claim for page in source.pages.values() for claim in statement_claims(page, verbs, chance)]
        chance.shuffle(claims)
        usable = [claim for claim in claims if opening(claim.claim, forms)]
        for claim in usable[: int(share * SUBJECTS[source.name])]:
            page = source.pages[claim.document]
            made = subject_changes(claim.claim, claim.text, [place.text for place in page.places], forms, chance)
            document = source.groups[claim.document]
            if made:
                found.append(Pair(claim.claim, claim.text, True, claim.kind, document, ()))
                found += _against(made, claim, document, chance)
    chance.shuffle(found)
    return found


class _Library:
    """The statements of a set, to find those of other documents that a claim is most like."""

    def __init__(self, source: Source) -> None:
        self._places = [(page.name, i) for page in source.pages.values() for i in range(len(page.places))]
        self._pages, self._groups = source.pages, source.groups
        self._words = Words([source.pages[name].places[i].text for name, i in self._places])

    def elsewhere(self, claim: Grounded, chance: random.Random) -> str | None:
        """What another document says that is most like the claim; None where nothing is, or all of it is there."""
        wanted = set(content_terms(claim.claim))
        for best in (-self._words.scores(claim.claim)).argsort(kind="stable")[:40]:
            name, i = self._places[int(best)]
            if self._groups[name] != self._groups[claim.document]:
                text = text_around(self._pages[name], (i,), chance)
                shared = len(wanted & set(content_terms(text)))
                return text if 0 < shared < SURELY_OTHER * len(wanted) else None
        return None


def _statement_pairs(claim: Grounded, page: Page, library: _Library, chance: random.Random) -> Iterator[Pair]:
    document = f"{library._groups[claim.document]}"
    yield Pair(claim.claim, claim.text, True, claim.kind, document, ())
    held = stock(claim.text, [place.text for place in page.places])
    yield from _changed_pairs(claim, held, document, chance)
    if chance.random() < WRONG_PASSAGE:
        text = text_around(page, (claim.place,), chance, without=True)
        if text and _surely_other(claim.claim, text):
            yield Pair(claim.claim, text, False, "wrong_passage", document, None)
    if chance.random() < OTHER_DOCUMENT:
        found = library.elsewhere(claim, chance)
        if found:
            yield Pair(claim.claim, found, False, "other_document", document, None)


def _surely_other(claim: str, text: str) -> bool:
    said, held = content_terms(claim), set(content_terms(text))
    return sum(word in held for word in said) < SURELY_OTHER * len(said)


def _changed_pairs(claim: Grounded, held: Stock, document: str, chance: random.Random) -> Iterator[Pair]:
    """The claim changed, once or twice."""
    possible = changes(claim.claim, held, chance)
    if not possible:
        return
    weights = [HARD_WEIGHT if made.kind in HARD else 1.0 for made in possible]
    for made in dict.fromkeys(chance.choices(possible, weights, k=1 + (chance.random() < SECOND_CHANGE))):
        yield from _against([made], claim, document, chance)


def _against(made_of_it: Iterable[Changed], claim: Grounded, document: str, chance: random.Random) -> Iterator[Pair]:
    """The changed claims; and, where the text can be changed alike, what follows from that text."""
    for made in made_of_it:
        yield Pair(made.claim, claim.text, False, made.kind, document, made.spans)
        text = _turned_text(made, claim.text)
        if text and chance.random() < TURNED_TEXT:
            # The very words that were wrong are right here, so nothing can be learnt from the claim alone.
            yield Pair(made.claim, text, True, "turned_text", document, ())
            start = made.spans[0][0]
            yield Pair(claim.claim, text, False, made.kind, document, ((start, start + len(made.exchange[0])),))  # type: ignore[index]


def _turned_text(made: Changed, text: str) -> str | None:
    """The text with the same words exchanged as in the claim; None where they do not stand in it just once."""
    if not made.exchange or not made.exchange[0].strip():
        return None
    old, new = made.exchange
    return text.replace(old, new) if text.count(old) == 1 and new not in text else None


def _human_pairs(
    claims: Sequence[Grounded], pages: Mapping[str, Page], name: str, chance: random.Random
) -> Iterator[Pair]:
    """What people wrote: as it is, changed, and against other words of the same document."""
    own = by_document(claims)
    for claim in claims:
        document = f"{name}/{claim.document}"
        yield Pair(claim.claim, claim.text, True, claim.kind, document, ())
        page = pages.get(claim.document)
        sentences = [place.text for place in page.places] if page else [other.claim for other in own[claim.document]]
        yield from _changed_pairs(claim, stock(claim.text, sentences), document, chance)
        others = [other for other in own[claim.document] if other.text != claim.text]
        text = (
            chance.choice(others).text
            if others
            else text_around(page, (chance.randrange(len(page.places)),), chance)
            if page
            else ""
        )
        if text and _surely_other(claim.claim, text):
            yield Pair(claim.claim, text, False, "wrong_passage", document, None)


def counts(found: Iterable[Pair]) -> dict[tuple[str, bool], int]:
    """How many pairs there are of each kind."""
    out: dict[tuple[str, bool], int] = {}
    for pair in found:
        out[pair.kind, pair.follows] = out.get((pair.kind, pair.follows), 0) + 1
    return out
