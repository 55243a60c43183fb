"""The rule for words put in place of others: what a sentence says of one thing, a claim does not say of another."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from app.checking.alignment import parts
from app.checking.evidence import Evidence
from app.checking.order import VERB_STEMS
from app.checking.records import Finding, FindingKind
from app.checking.subject import GENERIC, PERSON_STEMS
from app.checking.synonyms import same_root
from app.checking.words import Sentence, Word, sentence, sentences
from app.question_words import PRONOUNS

# So much of a claim's words, or of a part of it, runs alike with a sentence that it is that sentence's.
_LEAST_ALIKE = 0.6
_LEAST_WORDS = 4
# More words than these stand in place of no others.
_MOST_REPLACED = 12
_MAGNITUDES = frozenset("thousand million billion trillion".split())
_LEAST_LETTERS = 4
# Beside these a sentence speaks of what others name.
_POINTS = PRONOUNS | frozenset("this these those such both".split())


@dataclass(frozen=True, slots=True)
class _Source:
    """A sentence of the quotes with the stems of what it is read under."""

    sentence: Sentence
    over: frozenset[str]

    @property
    def stems(self) -> frozenset[str]:
        return self.sentence.stems | self.over


def substitution_finding(claim: str, evidence: Evidence) -> Finding | None:
    """Where words of another quote, or sentence, stand in place of a sentence's own; None elsewhere.

    Args:
        claim: Plain text.
        evidence: Of the claim.
    """
    sources = list(_sources(evidence))
    read = sentence(claim)
    own = read.stems
    for segment, source in _alike(parts(read), sources):
        for mine, theirs in _replaced(segment, source, own):
            words = " ".join(word.text for word in mine)
            if _count_other_things(mine, theirs, segment, source):
                return Finding(FindingKind.UNIT, f"as many “{words}” stand in none of its quotes")
            if not _may_stand_for(mine, theirs, sources):
                return Finding(FindingKind.SUBJECT, f"“{words}” stands for something else in its quotes")
    return None


def _sources(evidence: Evidence) -> Iterator[_Source]:
    for quote, above in zip(evidence.cited, evidence.above, strict=True):
        over = frozenset().union(*(one.stems for words in above for one in sentences(words)))
        yield from (_Source(one, over) for one in sentences(quote))
    for words in evidence.context:
        yield from (_Source(one, frozenset()) for one in sentences(words))


_Parts = Sequence[Sequence[Word]]


def _alike(found: _Parts, sources: Sequence[_Source]) -> Iterator[tuple[_Parts, _Source]]:
    """Runs of parts, the longest first, each with the sentence that it runs alike with."""
    words = [word for part in found for word in part]
    shares = [_matched(words, one.sentence) for one in sources]
    best = max(shares, default=0)
    source = sources[shares.index(best)] if sources else None
    if source and best >= _LEAST_ALIKE * len(words) and len(words) >= _LEAST_WORDS and _tells_of(words, source):
        yield found, source
    elif len(found) > 1:
        at = max(range(1, len(found)), key=lambda at: _best(found[:at], sources) + _best(found[at:], sources))
        yield from _alike(found[:at], sources)
        yield from _alike(found[at:], sources)


def _tells_of(words: Sequence[Word], source: _Source) -> bool:
    """Whether at least half of the words that tell something are the sentence's."""
    telling = [word for word in words if word.stem]
    return 2 * sum(_is_among(word, source.stems) for word in telling) >= len(telling)


def _best(found: _Parts, sources: Sequence[_Source]) -> int:
    words = [word for part in found for word in part]
    return max((_matched(words, one.sentence) for one in sources), default=0)


def _matched(words: Sequence[Word], other: Sentence) -> int:
    matcher = SequenceMatcher(None, _forms(other.words), _forms(words), autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def _forms(words: Sequence[Word]) -> list[str]:
    return [word.stem or word.lower for word in words]


def _replaced(found: _Parts, source: _Source, own: frozenset[str]) -> Iterator[tuple[list[Word], list[Word]]]:
    """Words of the claim that tell something, each run with those of the sentence in whose place it stands."""
    words = [word for part in found for word in part]
    theirs = source.sentence.words
    matcher = SequenceMatcher(None, _forms(words), _forms(theirs), autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag != "replace" or max(b - a, d - c) > _MOST_REPLACED:
            continue
        new = [word for word in words[a:b] if word.stem and not _is_among(word, source.stems)]
        gone = [word for word in theirs[c:d] if word.stem and not _is_among(word, own)]
        gone = [word for word in gone if not _is_aside(word, source.sentence.text)]
        pointed = {word.lower for word in theirs[max(0, c - 1) : d]} & _POINTS
        is_verb = any(word.stem for word in words[:a]) and VERB_STEMS.issuperset(word.stem for word in (*new, *gone))
        if new and gone and not pointed and not is_verb:
            yield new, gone


def _count_other_things(mine: list[Word], theirs: list[Word], found: _Parts, source: _Source) -> bool:
    """Whether the same number counts one thing here and another there; people may be called otherwise."""
    words = [word for part in found for word in part]
    if any(word.lower in _MAGNITUDES or len(word.lower) < _LEAST_LETTERS for word in (*mine, *theirs)):
        return False
    number, other = _before(mine[0], words), _before(theirs[0], source.sentence.words)
    return number[:1].isdigit() and number == other and not {mine[-1].stem, theirs[-1].stem} & (PERSON_STEMS | GENERIC)


def _before(word: Word, words: Sequence[Word]) -> str:
    return next((one.lower for one, two in pairwise(words) if two.start == word.start), "")


def _is_aside(word: Word, text: str) -> bool:
    """Whether a word stands in brackets."""
    return text.count("(", 0, word.start) > text.count(")", 0, word.start)


def _is_among(word: Word, stems: frozenset[str]) -> bool:
    return word.stem in stems or any(same_root(word.stem, stem) for stem in stems)


def _may_stand_for(mine: list[Word], theirs: list[Word], sources: Sequence[_Source]) -> bool:
    """Whether words may take the place of others, or other rules tell."""
    new, gone = {word.stem for word in mine}, {word.stem for word in theirs}
    elsewhere = frozenset().union(*(one.sentence.stems for one in sources))
    if not new <= elsewhere or all(stem[0].isdigit() for stem in new) or gone <= GENERIC or new <= GENERIC:
        return True
    is_named = all(word.text[0].isupper() for word in (*mine, *theirs))
    told_together = not is_named and any(new <= one.stems and gone <= one.stems for one in sources)
    return told_together or _is_short_for(mine, theirs) or _is_short_for(theirs, mine)


def _is_short_for(short: list[Word], long: list[Word]) -> bool:
    initials = "".join(word.lower[0] for word in long)
    return len(short) == 1 and short[0].text.isupper() and short[0].lower in initials
