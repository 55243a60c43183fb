"""The rule for added detail: no run of words of a claim tells of what its quotes do not."""

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from app.checking.alignment import Aligned
from app.checking.evidence import Evidence
from app.checking.records import Finding, FindingKind
from app.checking.synonyms import same_root
from app.checking.units import CURRENCIES, MEASURES
from app.checking.words import Word, content_stem, sentence

# Words that join or point rather than tell.
_GLUE = frozenset(
    content_stem(word)
    for word in "addition also include includes including follow follows following such example namely "
    "specifically particular overall "
    "respectively total number amount value figure state stated states mention mentioned describe described "
    "listed list given provide provides "
    "according document documents policy section text main several various different well use used using part "
    "additionally furthermore moreover however therefore thus within across involve involves relate related "
    "refer refers "
    "due fact way thing order case time specific certain available set work make made take taken person people staff "
    "require allow get gets give gives help helps serve serves served support supported last lasting possible "
    "during every any each later already back ever still job responsible mean means meaning become becomes "
    "rule rules words instance together now because though originally eventually come comes call called "
    "usually generally typically normally fortunately currently especially directly "
    "one two three four five six seven eight nine ten hundred thousand million billion percent cover covers "
    "apply applies equal equals".split()
) | {""}
_OF_NUMBERS = frozenset((*MEASURES, *CURRENCIES, *"half cent percent twelve minimum maximum".split()))
_LEAST_RUN = 3
# Fewer are enough in a sentence that is told in the quote's own words otherwise: in so much of it.
_LEAST_INSERTED, _OWN_WORDS = 2, 0.8
# One alone is enough in a clause of its own.
_LEAST_CLAUSE = 2
_MOST_ADDED = 0.5


def added_words(claim: str, evidence: Evidence) -> list[Word]:
    """The words of a claim that tell something of which no word of its quotes tells, in order."""
    return [word for word in sentence(claim).words if _is_added(word, evidence)]


def addition_finding(claim: str, evidence: Evidence) -> Finding | None:
    """The first run of words that no quote bears out, or all of them where they are most of the claim; else None."""
    content = [word for word in sentence(claim).words if word.stem]
    run: list[Word] = []
    added = 0
    for word in content:
        if _is_added(word, evidence):
            run.append(word)
            added += 1
        elif word.stem not in _GLUE:
            run = []
        if len(run) >= _LEAST_RUN:
            return _nothing_of(run)
    if content and added > _MOST_ADDED * len(content) and added > 1:
        return Finding(FindingKind.SUPPORT, "its quotes say little of this")
    return None


def insertion_finding(pair: Aligned, evidence: Evidence) -> Finding | None:
    """Words that are put into a sentence of the quotes, else told in its own words, and tell of something new."""
    mine, theirs = [word.lower for word in pair.words], [word.lower for word in pair.sentence.words]
    for tag, a, b, c, d in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        left_out = any(word.stem and word.stem not in pair.stems for word in pair.sentence.words[c:d])
        added = [word for word in pair.words[a:b] if _is_added(word, evidence)]
        told = {word.stem for word in pair.words[a:b]} - {""} - pair.sentence.stems
        least = 1 if _is_clause(pair, a, b) and not told & evidence.stems else _LEAST_INSERTED
        if tag in ("insert", "replace", "delete") and len(added) >= least and not left_out:
            others = Counter(mine[:a] + mine[b:])
            if (others & Counter(theirs)).total() >= _OWN_WORDS * others.total() > 0:
                return _nothing_of(pair.words[a:b])
    return None


def _is_clause(pair: Aligned, begin: int, end: int) -> bool:
    """Whether these words, the first ones left aside that join, are divided from what is before and behind them."""
    words = pair.words
    if end - begin < _LEAST_CLAUSE:
        return False
    starts = begin > 0 and words[begin].clause > words[begin - 1].clause
    ends = end == len(words) or words[end].clause > words[end - 1].clause
    return starts and ends


def _nothing_of(words: Sequence[Word]) -> Finding:
    return Finding(FindingKind.SUPPORT, f"its quotes say nothing of “{' '.join(word.text for word in words)}”")


def _is_added(word: Word, evidence: Evidence) -> bool:
    if not word.stem or word.stem in _GLUE or word.stem in evidence.stems or word.lower in evidence.small_words:
        return False
    if word.stem[0].isdigit() or word.lower in _OF_NUMBERS:
        return False  # the rule for numbers tells
    return not any(same_root(word.stem, stem) for stem in evidence.stems)
