"""Honest claims of the documents themselves, each with a text that it follows from."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from retriever.types import StatementKind
from training.pages import Page, Place
from training.support_rewording import lower_any, lower_first, other_words, reworded, upper_first, without_number

LEAST_WORDS, MOST_WORDS = 5, 45  # of a claim
# Words of a text: mostly a few statements, as answers cite them.
TEXT_WORDS = 160
_MODAL = re.compile(r"\b(?:to|must|may|can|should|will|not|cannot|did|does|do)\s+([a-z]{2,14})\b")
# Seen so often after a modal, and in so large a share of all its uses, a word is a verb.
VERB_SEEN, VERB_SHARE = 3, 0.12
_DANGLING = re.compile(r"(?:\b(?:and|or|the|a|of|to|in|for|with|that|if)|[,:;–-])\s*[.]?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Grounded:
    """A claim, and a text it follows from."""

    claim: str
    text: str
    kind: str  # how the claim was made
    document: str
    place: int = -1  # of the statement it was made from, in its page; -1 where it came from elsewhere


def base_verbs(pages: Iterable[Page]) -> frozenset[str]:
    """Words that stand after modals often enough to be verbs in their base form."""
    every: Counter[str] = Counter()
    after: Counter[str] = Counter()
    for page in pages:
        every.update(re.findall(r"\b[a-z]{2,14}\b", page.text))
        after.update(_MODAL.findall(page.text))
    return frozenset(
        word
        for word, seen in after.items()
        if seen >= VERB_SEEN and seen / every[word] >= VERB_SHARE and word not in _NO_VERBS
    )


_NO_VERBS = frozenset("be the a an your not have only also in it all any you that this their our its more".split())


def statement_claims(page: Page, verbs: frozenset[str], chance: random.Random) -> list[Grounded]:
    """One claim of each statement of a page that can be made one, the way it is made drawn by chance."""
    found = []
    for i, place in enumerate(page.places):
        made = _claim(page, i, place, verbs, chance)
        if made:
            kind, claim, used = made
            if LEAST_WORDS <= len(claim.split()) <= MOST_WORDS and not _DANGLING.search(claim):
                found.append(Grounded(claim, text_around(page, used, chance), kind, page.name, i))
    return found


def _claim(
    page: Page, i: int, place: Place, verbs: frozenset[str], chance: random.Random
) -> tuple[str, str, tuple[int, ...]] | None:
    """How it was made, the claim, and the places it rests on."""
    kind = place.statement.kind
    if kind is StatementKind.ROW:
        said = row_sentence(lead_of(page, place), place.text, chance)
        return ("row", said, (i,)) if said else None
    if kind is StatementKind.FACT:
        said = fact_sentence(place.text, page.text[place.statement.start : place.statement.end], chance)
        return ("fact", said, (i,)) if said else None
    lead = lead_of(page, place)
    if kind is StatementKind.ITEM and lead.rstrip().endswith(":"):
        items = [
            j for j in (i, i + 1) if j < len(page.places) and page.places[j].statement.lead == place.statement.lead
        ]
        taken = items if len(items) == 2 and chance.random() < 0.4 else items[:1]
        said = item_sentence(lead, [page.places[j].text for j in taken])
        return ("item", other_words(said, chance), tuple(taken))
    if kind is StatementKind.LIST or place.text.endswith("?") or not is_sentence(place.text):
        return None
    drawn = chance.random()
    if drawn < 0.15:
        return "same", upper_first(without_number(place.text)), (i,)
    following = page.places[i + 1] if i + 1 < len(page.places) else None
    if (
        drawn < 0.35
        and following
        and is_sentence(following.text)
        and len((place.text + following.text).split()) < MOST_WORDS
    ):
        return "merged", merged(place.text, following.text, verbs, chance), (i, i + 1)
    return "reworded", reworded(place.text, verbs, chance), (i,)


def is_sentence(text: str) -> bool:
    """Whether a statement reads as a whole sentence."""
    numbered = re.match(r"\d+(?:\.\d+)+ [A-Z]", text) is not None
    return numbered or (len(text.split()) >= LEAST_WORDS and text[:1].isupper())


def merged(one: str, other: str, verbs: frozenset[str], chance: random.Random) -> str:
    """Two sentences as one."""
    first, second = (without_number(text).rstrip(". ") for text in (one, other))
    first, second = (
        reworded(text, verbs, chance).rstrip(". ") if chance.random() < 0.5 else text for text in (first, second)
    )
    joint = chance.choice((", and ", "; ", ", while ", " and "))
    return f"{first}{joint}{lower_first(second)}."


def row_sentence(header: str, row: str, chance: random.Random) -> str:
    """One cell of a table's row as a sentence; empty where the row cannot be read that way."""
    names, cells = ([cell.strip() for cell in line.split("|")] for line in (header, row))
    if len(names) != len(cells) or len(cells) < 2:
        return ""
    filled = [i for i in range(1, len(cells)) if cells[i] and names[i]]
    if not filled or not cells[0]:
        return ""
    i = chance.choice(filled)
    label, name, value = cells[0], names[i], cells[i]
    small = name if name.isupper() else lower_any(name)
    forms = [
        f"The {small} for {label} is {value}.",
        f"For {label}, the {small} is {value}.",
        f"{label} has {value} as its {small}.",
        f"{label}: {value} ({small}).",
        f"{upper_first(label)} – {small}: {value}.",
        f"In the case of {label}, {small} is {value}.",
    ]
    if len(filled) > 1:
        j = chance.choice([other for other in filled if other != i])
        forms += [f"For {label}, the {small} is {value} and the {lower_any(names[j])} is {cells[j]}."] * 2
    return chance.choice(forms)


def fact_sentence(words: str, raw: str, chance: random.Random) -> str:
    """A label and its value as a sentence; empty where they cannot be told apart."""
    label, colon, value = words.partition(": ")
    if not colon:
        lines = [line.strip() for line in raw.split("\n") if line.strip()]
        if len(lines) != 2:
            return ""
        label, value = lines if not any(c.isdigit() for c in lines[0]) else lines[::-1]
    if not label or not value or len(label.split()) > 10:
        return ""
    value = value.rstrip(".")
    small = lower_any(label) if not label[:2].isupper() else label
    return chance.choice(
        (
            f"The {small} is {value}.",
            f"{upper_first(label)} is {value}.",
            f"There are {value} {small}.",
            f"{value} is the {small}.",
        )
    )


def item_sentence(lead: str, items: Sequence[str]) -> str:
    """A list's lead with one or two of its items as one sentence.

    >>> item_sentence("You may bring:", ["- tea;", "- coffee."])
    'You may bring tea and coffee.'
    """
    said = [re.sub(r"(?:[;,.]|, and|, or)+\s*$", "", without_number(item)) for item in items]
    return f"{lead.rstrip(': ').rstrip()} {' and '.join(lower_first(item) for item in said)}."


def lead_of(page: Page, place: Place) -> str:
    """The words that a statement is read under: its list's lead, its table's header; empty where it has none."""
    return " ".join(page.text[slice(*place.statement.lead)].split()) if place.statement.lead else ""


def text_around(page: Page, used: Sequence[int], chance: random.Random, *, without: bool = False) -> str:
    """What would be cited for a claim: its statements with some others, a heading or lead line before them.

    Args:
        page: Of the statements.
        used: Their places.
        chance: Draws what stands beside them.
        without: Leave the used statements out, so that only what stands beside them is left.
    """
    taken = set(used)
    for _ in range(chance.choice((0, 0, 0, 1, 1, 1, 2, 2, 3, 6)) + 2 * without):
        near = (
            chance.choice(used) + chance.choice((-2, -1, 1, 2))
            if chance.random() < 0.7
            else chance.randrange(len(page.places))
        )
        if 0 <= near < len(page.places):
            taken.add(near)
    kept = [i for i in sorted(taken) if not (without and i in used)]
    lines: list[str] = []
    if chance.random() < 0.3 and kept:
        lines.append(page.places[kept[0]].heading.rpartition(" > ")[2])
    words = sum(len(page.places[i].text.split()) for i in used)
    for i in kept:
        place = page.places[i]
        words += 0 if i in used else len(place.text.split())
        if i in used or words <= TEXT_WORDS:
            lead = lead_of(page, place)
            if lead and lead not in lines and place.statement.kind in (StatementKind.ITEM, StatementKind.ROW):
                lines.append(lead)
            lines.append(place.text)
    return "\n".join(lines)


def by_document(claims: Iterable[Grounded]) -> Mapping[str, list[Grounded]]:
    """Claims by their document."""
    found: dict[str, list[Grounded]] = {}
    for claim in claims:
        found.setdefault(claim.document, []).append(claim)
    return found
