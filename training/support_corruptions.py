"""Claims turned false: each changed in one way, with the place of the change."""

import random
import re
from collections.abc import Collection

from retriever.terms import content_terms
from training.support_exchanges import (
    AUX,
    DETAIL,
    NAME,
    NUMBER,
    PHRASE,
    Change,
    Changed,
    Stock,
    by_dictionary,
    exchanged,
    other_date,
    other_name,
    other_number,
    other_thing,
)
from training.support_rewording import lower_first, upper_first
from training.support_verbs import AUXILIARIES
from training.support_words import (
    DUTIES,
    LIMITS,
    LOOSE_DETAILS,
    LOOSE_WORDS,
    OPPOSITES,
    SHARES,
    SMALL_NUMBERS,
    UNITS,
    other_ways,
)

_NOT = re.compile(
    r"\b(?:not|never|no longer) |\bcannot\b|n['’]t\b|^No (?=\w)|\bno (?=\w)|\bwithout\b|\bunless\b|\bexcept\b"
)
_CONDITIONAL = re.compile(r"^(?:If|When|Where|Unless|Only if|Once|Provided that) [^,;:]{5,90}, ([^;]{12,})$")
_CONDITION_AFTER = re.compile(
    r"^(.{15,}?),? ((?:if|unless|only if|provided(?: that)?|as long as|except|when|only when|subject to) "
    r"[^;]{5,90}?)\.?$"
)
_DONE_BY = re.compile(
    r"^([A-Z][^,;:]{2,50}?) ((?:is|are|was|were|must be|may be|can be|will be) \w+ by) "
    r"([\w' -]{3,50}?)((?: (?:in|on|at|for|after|before|within|if|when)\b.*)?\.?)$"
)
_SUBJECT = re.compile(rf"^([^,;:]{{3,60}}?) ((?:{'|'.join(AUXILIARIES)})\b[^;]{{8,}}?)\.?$")
_PRONOUNS = re.compile(
    r"^(?:it|they|this|these|those|there|he|she|we|you|i|that|if|when|in|on|at|by|for|as)\b", re.IGNORECASE
)


def changes(claim: str, held: Stock, chance: random.Random, kinds: Collection[str] | None = None) -> list[Changed]:
    """Every kind of change that fits the claim, one of each, in an order drawn by chance."""
    found = [change(claim, held, chance) for kind, change in CHANGES.items() if kinds is None or kind in kinds]
    # What the text says all the same is no corruption.
    right = [made for made in found if made and made.claim != claim and made.claim.rstrip(".") not in held.text]
    chance.shuffle(right)
    return right


def _swap(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    """Two names or things of the claim, or two of its numbers, each in the other's place."""
    spans = [m.span() for m in NAME.finditer(claim) if m.start() > 0 or " " in m[0]] + [
        m.span() for m in PHRASE.finditer(claim)
    ]
    spans += [m.span() for m in NUMBER.finditer(claim)] if chance.random() < 0.3 else []
    pairs = [
        (one, other)
        for one in spans
        for other in spans
        if one[1] < other[0]
        and claim[slice(*one)].lower() != claim[slice(*other)].lower()
        # "A and B" is "B and A".
        and not re.fullmatch(r"\s*(?:,|and|or|, and|as well as)\s*", claim[one[1] : other[0]])
        and claim[one[0]].isdigit() == claim[other[0]].isdigit()
    ]
    if not pairs:
        return None
    (a, b), (c, d) = chance.choice(pairs)
    first, second = claim[a:b], claim[c:d]
    put = upper_first(second) if a == 0 else second
    moved = lower_first(first) if a == 0 else first
    made = claim[:a] + put + claim[b:c] + moved + claim[d:]
    shift = len(put) - (b - a)
    return Changed(made, "swap", ((a, a + len(put)), (c + shift, c + shift + len(moved))))


def _turned(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    """Who does it and to whom, the other way round, about "by"."""
    match = _DONE_BY.match(claim)
    if not match or match[1].lower() == match[3].lower():
        return None
    one, other = upper_first(match[3]), lower_first(match[1])
    made = f"{one} {match[2]} {other}{match[4]}"
    start = len(one) + len(match[2]) + 2
    return Changed(made, "swap", ((0, len(one)), (start, start + len(other))))


def _negation(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    gone, places = list(_NOT.finditer(claim)), list(AUX.finditer(claim))
    if gone and (chance.random() < 0.6 or not places):
        match = chance.choice(gone)
        new = {"cannot": "can", "without": "with", "unless": "if", "except": "including"}.get(
            match[0].strip().lower(), ""
        )
        made = claim[: match.start()] + new + claim[match.end() :]
        made = upper_first(made)
        before = made.rfind(" ", 0, max(match.start() - 1, 0)) + 1
        after = match.start() + len(new)
        following = re.match(r"\s*\w*", made[after:])
        return Changed(made, "negation", ((min(before, match.start()), after + (following.end() if following else 0)),))
    if not places:
        return None
    match = chance.choice(places)
    new = f"{match[0]} {chance.choice(('not', 'not', 'not', 'never', 'no longer'))}"
    return exchanged(claim, match.span(), new.replace("can not", "cannot"), "negation")


def _detail(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    """A detail more, of the document's or of those said of anything."""
    words = set(content_terms(claim)) | set(content_terms(held.text))
    own = [
        detail for detail in held.details if detail not in held.text and len(set(content_terms(detail)) - words) >= 1
    ]
    moved = [detail for detail in DETAIL.findall(held.text) if detail not in claim and not AUX.search(detail)]
    drawn = chance.random()
    if drawn < 0.25 and moved:
        # It stands in the text, but is said of something else there.
        new, kind = chance.choice(moved), "detail_moved"
        if not re.search(r"[.;\n]", held.text[_at(claim, held.text) : held.text.find(new)]):
            return None
    elif drawn < 0.7 and own:
        new, kind = chance.choice(own), "detail"
    else:
        new, kind = chance.choice(LOOSE_DETAILS), "detail"
        if drawn > 0.9:
            new = chance.choice(LOOSE_WORDS)
            places = list(AUX.finditer(claim))
            if not places or new in held.text.lower():
                return None
            end = chance.choice(places).end()
            return Changed(f"{claim[:end]} {new}{claim[end:]}", kind, ((end + 1, end + 1 + len(new)),))
    if new.lower() in held.text.lower() and kind == "detail":
        return None
    end = len(claim.rstrip(". "))
    comma = [m.start() for m in re.finditer(r", |; ", claim)]
    at = chance.choice(comma) if comma and chance.random() < 0.3 else end
    return Changed(f"{claim[:at]} {new}{claim[at:]}", kind, ((at + 1, at + 1 + len(new)),))


def _at(claim: str, text: str) -> int:
    """About where the text says the claim: its longest word's place."""
    return max((text.find(word) for word in sorted(claim.rstrip(".").split(), key=len)[-1:]), default=0)


def _condition(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    """Said of every case what holds under a condition only."""
    match = _CONDITIONAL.match(claim)
    if match:
        made = upper_first(match[1])
        return Changed(made, "condition", ((0, len(made.split(" ", 1)[0])),))
    match = _CONDITION_AFTER.match(claim)
    if match and len(match[1].split()) >= 5:
        made = match[1] + "."
        return Changed(made, "condition", ((made.rfind(" ") + 1, len(made)),))
    return None


def _stitched(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    """What the text says of one thing, said of another."""
    match = _SUBJECT.match(claim)
    if not match or _PRONOUNS.match(match[1]):
        return None
    others = []
    for sentence in re.split(r"\n|(?<=[.;]) ", held.text) + list(held.sentences):
        other = _SUBJECT.match(sentence)
        if other and not _PRONOUNS.match(other[1]) and not set(content_terms(other[1])) & set(content_terms(claim)):
            others.append(other[1])
    if not others:
        return None
    near = [other for other in others if other in held.text]
    subject = upper_first(chance.choice(near if near and chance.random() < 0.7 else others))
    return Changed(f"{subject} {match[2]}.", "stitched", ((0, len(subject)),), (match[1], subject))


def _predicate(claim: str, held: Stock, chance: random.Random) -> Changed | None:
    """Another predicate of the document, or of the text, for the claim's subject."""
    match = _SUBJECT.match(claim)
    if not match or _PRONOUNS.match(match[1]):
        return None
    own = set(content_terms(match[2]))
    others = []
    for sentence in re.split(r"\n|(?<=[.;]) ", held.text) + list(held.sentences):
        other = _SUBJECT.match(sentence)
        if (
            other
            and not set(content_terms(match[1])) & set(content_terms(sentence))
            and not own & set(content_terms(other[2]))
        ):
            others.append(other[2])
    if not others:
        return None
    near = [other for other in others if other in held.text]
    said = chance.choice(near if near and chance.random() < 0.6 else others)
    start = len(match[1]) + 1
    return Changed(f"{match[1]} {said}.", "predicate", ((start, start + len(said)),))


CHANGES: dict[str, Change] = {
    "number": other_number,
    "small_number": by_dictionary("number", {w: [o for o in SMALL_NUMBERS if o != w] for w in SMALL_NUMBERS}),
    "date": other_date,
    "name": other_name,
    "role": other_thing,
    "swap": _swap,
    "turned": _turned,
    "negation": _negation,
    "duty": by_dictionary("duty", other_ways(DUTIES, both=False)),
    "limit": by_dictionary("limit", other_ways(LIMITS, both=False)),
    "unit": by_dictionary("unit", other_ways(UNITS, both=False)),
    "opposite": by_dictionary("opposite", other_ways(OPPOSITES)),
    "share": by_dictionary("share", other_ways(SHARES, both=False)),
    "detail": _detail,
    "condition": _condition,
    "stitched": _stitched,
    "predicate": _predicate,
}
