"""The rule for who does what to whom: names and nouns stand around a verb as in the quote."""

from collections.abc import Sequence

from app.checking.alignment import Aligned
from app.checking.records import Finding, FindingKind
from app.checking.words import Word, content_stem
from app.question_words import VERBS

VERB_STEMS = frozenset(content_stem(verb) for verb in VERBS) - {""}
# Words that tell one side from the other, though they are no verbs.
_DIRECTIONS = frozenset("than before after".split())
_LEAST_ALIKE = 0.7


def order_finding(pair: Aligned) -> Finding | None:
    """Where what stands before a verb in the sentence stands after it in the claim and the other way round.

    None where only one of the two is passive ("is approved by"), or where they are not nearly the same words.
    """
    mine, theirs = _by_form(pair.words), _by_form(pair.sentence.words)
    own, stems = pair.stems, pair.sentence.stems
    if (
        not own
        or len(own & stems) < _LEAST_ALIKE * len(own)
        or _is_passive(pair.words) != _is_passive(pair.sentence.words)
    ):
        return None
    shared = [form for form in mine if form in theirs]
    for verb in shared:
        if verb not in VERB_STEMS | _DIRECTIONS:
            continue
        nouns = [form for form in shared if form not in VERB_STEMS | _DIRECTIONS]
        moved_back = [noun for noun in nouns if theirs[noun] < theirs[verb] and mine[noun] > mine[verb]]
        moved_front = [noun for noun in nouns if theirs[noun] > theirs[verb] and mine[noun] < mine[verb]]
        if not moved_back or not moved_front:
            continue
        leads_in = _leads_in(pair.words, mine[moved_front[0]]) or _leads_in(pair.sentence.words, theirs[moved_back[0]])
        if not leads_in and _same_clause(pair.words, mine, (verb, moved_back[0], moved_front[-1])):
            word = pair.words[mine[moved_front[0]]].text
            return Finding(FindingKind.SUBJECT, f"“{word}” has another part in its quotes")
    return None


def _by_form(words: Sequence[Word]) -> dict[str, int]:
    """Places of the forms that stand once."""
    found: dict[str, list[int]] = {}
    for place, word in enumerate(words):
        if form := word.stem or (word.lower if word.lower in _DIRECTIONS else ""):
            found.setdefault(form, []).append(place)
    return {form: places[0] for form, places in found.items() if len(places) == 1}


def _is_passive(words: Sequence[Word]) -> bool:
    """Whether someone is named by whom a thing is done."""
    return any(
        word.lower == "by"
        and (words[at - 1].lower.endswith(("ed", "en", "wn", "un", "de", "lt", "nt", "ht", "ld", "id", "et", "ut")))
        for at, word in enumerate(words)
        if at
    )


def _same_clause(words: Sequence[Word], places: dict[str, int], forms: tuple[str, ...]) -> bool:
    return len({words[places[form]].clause for form in forms}) == 1


_PREPOSITIONS = frozenset(
    "in on at for from during within after before under by with of to as per upon through since until".split()
)


def _leads_in(words: Sequence[Word], place: int) -> bool:
    """Whether the word stands in a circumstance before the subject: "In 2020, ...", "For requests ..."."""
    return words[0].lower in _PREPOSITIONS and words[place].clause == words[0].clause
