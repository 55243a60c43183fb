"""A claim checked against its quotes: by rules first, then by how likely it follows from them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from app.checking.additions import added_words
from app.checking.evidence import Evidence
from app.checking.parts import complements, parts
from app.checking.plain import plain
from app.checking.records import Checked, Finding, FindingKind, Support
from app.checking.rules import rule_finding
from app.checking.words import sentence
from app.types import Citation
from retriever.support import LEAST

# A quote is left out only where the others support the claim nearly as well.
_SUPPORT_LOST = 0.1
# The score decides in full where so large a share of a claim's words goes unsaid. The more is said, the more the rules
# have told already; where all is, so little of what is asked for is left.
_UNSAID_IN_FULL, _LEAST_LEFT = 0.1, 0.05
# As many words of a claim may go unsaid when a quote is left out.
_WORDS_LOST = 1
# Beyond so many lines of context they are tried all together.
_MOST_CONTEXT_TRIED = 6

_NOT_CITED = Finding(FindingKind.NO_CITATION, "it cites nothing that was found")
_NOT_SUPPORTED = Finding(FindingKind.SUPPORT, "it does not follow from its quotes")
_Places = tuple[int, ...]


class ClaimChecker:
    """Checks one sentence at a time. Safe to use from several threads where its support is."""

    def __init__(self, support: Support, least: float | None = None) -> None:
        """Check with this support score; what has less than `least` of it is not shown.

        Of a claim whose words nearly all stand in its quotes less is asked: the rules have told of those.
        """
        self._support = support
        self._least = LEAST if least is None else least

    def check(self, text: str, cited: Sequence[Citation], context: Sequence[Citation] = ()) -> Checked:
        """What is wrong with a claim, or the places of the quotes that it needs.

        Args:
            text: One sentence, without the markers of its citations.
            cited: What it cites.
            context: What that is read under: headings, the lead of a list, the header of a table.

        Returns:
            A finding; or the fewest places with which the claim passes: of what was cited, then, counted on, of the
            context. Of context only what it does not pass without.
        """
        if not cited:
            return Checked(_NOT_CITED)
        return _Check(text, (*cited, *context), len(cited), self._support, self._least).checked()


def _without_header(one: Citation, context: Sequence[Citation]) -> Citation:
    """A row without its header where the context has that: then it is cited by itself where a claim needs it."""
    heads = {" ".join(over.quote.split()) for over in context if over.source == one.source}
    return replace(one, header="") if " ".join(one.header.split()) in heads else one


class _Check:
    """The check of one claim against one set of places."""

    def __init__(self, text: str, places: tuple[Citation, ...], cited: int, support: Support, least: float) -> None:
        self._text = text
        self._all = tuple(_without_header(one, places[cited:]) for one in places)
        self._cited = cited
        self._support = support
        self._least = least
        self._found: dict[_Places, Finding | None] = {}

    def checked(self) -> Checked:
        cited = tuple(range(self._cited))
        everything = tuple(range(len(self._all)))
        passing = next((places for places in self._tries(cited, everything) if not self._finding(places)), None)
        if passing is None:
            return Checked(self._finding(everything) or self._finding(cited))
        fewest = self._without_needless(passing)
        sets = list(dict.fromkeys((fewest, passing, *((everything,) if not self._finding(everything) else ()))))
        chances = self._support.probabilities([(self._text, self._words(places)) for places in sets])
        best = max(chances)
        least = min(self._least_of(places, self._text) for places in sets)
        if best < least:
            return Checked(_NOT_SUPPORTED)
        enough = max(least, best - _SUPPORT_LOST)
        place = next(at for at, chance in enumerate(chances) if chance >= enough)
        unsupported = self._unsaid_complement(sets[place]) or self._unsupported_part(sets[place])
        if unsupported:
            return Checked(Finding(FindingKind.SUPPORT, f"“{unsupported}” does not follow from its quotes"))
        if sets[place] == everything != fewest:
            return self._with_least_context(fewest, chances[place])
        return Checked(None, sets[place], chances[place])

    def _unsaid_complement(self, places: _Places) -> str:
        """What the claim says that something is, where no word of it is in the quotes; empty where there is no such."""
        said = self._said(places)
        for start, end in complements(self._text):
            telling = [word.start for word in sentence(self._text).words if word.stem and start <= word.start < end]
            if telling and not said.intersection(telling):
                return self._text[start:end].strip()
        return ""

    def _unsupported_part(self, places: _Places) -> str:
        """The first part of the claim that does not follow by itself; empty where all do.

        What is true carries what is tacked on to it, where both are scored together.
        """
        found = parts(self._text)
        chances = self._support.probabilities([(part, self._words(places)) for part in found]) if found else []
        return next(
            (part for part, chance in zip(found, chances, strict=True) if chance < self._least_of(places, part)), ""
        )

    def _tries(self, cited: _Places, everything: _Places) -> Iterator[_Places]:
        """All that is cited; that with one line of context, then with all; then each quote that says as much alone."""
        yield cited
        context = everything[len(cited) :]
        if len(context) <= _MOST_CONTEXT_TRIED:
            yield from ((*cited, place) for place in context)
            yield from ((*cited, *two) for two in combinations(context, 2))
        yield everything
        if len(cited) > 1:
            # A quote may be left aside only where the claim has no word of it alone.
            said = self._said(everything)
            yield from ((place,) for place in cited if said <= self._said((place,)))
            yield from ((place, *context) for place in cited if context and said <= self._said((place, *context)))

    def _with_least_context(self, fewest: _Places, support: float) -> Checked:
        """Everything cited that is needed, with the one line of context that makes it follow, else with all."""
        context = tuple(range(self._cited, len(self._all)))
        sets = [(*fewest, place) for place in context if place not in fewest]
        sets = [tuple(sorted(places)) for places in sets if not self._finding(tuple(sorted(places)))]
        chances = self._support.probabilities([(self._text, self._words(places)) for places in sets]) if sets else []
        enough = support - _SUPPORT_LOST
        for places, chance in zip(sets, chances, strict=True):
            if chance >= enough:
                return Checked(None, places, chance)
        return Checked(None, tuple(range(len(self._all))), support)

    def _without_needless(self, places: _Places) -> _Places:
        """The places without those that the rules can do without and that say hardly a word of the claim alone."""
        said = {place: self._said((place,)) for place in places}
        for place in sorted(places, key=lambda one: (one < self._cited, len(said[one]), -one)):
            rest = tuple(one for one in places if one != place)
            if not any(one < self._cited for one in rest) or self._finding(rest):
                continue
            is_context = place >= self._cited
            if is_context or len(self._said(places) - self._said(rest)) <= _WORDS_LOST:
                places = rest
        return places

    def _least_of(self, places: _Places, text: str) -> float:
        """How much support is asked for the claim, or for a part of it, with these places."""
        telling = sum(bool(word.stem) for word in sentence(text).words)
        unsaid = 1 - len(self._said(places, text)) / max(1, telling)
        return self._least * min(1.0, max(_LEAST_LEFT, unsaid / _UNSAID_IN_FULL))

    def _said(self, places: _Places, text: str | None = None) -> frozenset[int]:
        """Where those words of the claim, or of a part of it, begin that the quotes at these places say."""
        words = self._text if text is None else text
        added = {word.start for word in added_words(plain(words), self._evidence(places))}
        return frozenset(word.start for word in sentence(words).words if word.stem) - added

    def _finding(self, places: _Places) -> Finding | None:
        if places not in self._found:
            self._found[places] = rule_finding(self._text, self._evidence(places))
        return self._found[places]

    def _evidence(self, places: _Places) -> Evidence:
        cited = [self._all[place] for place in places if place < self._cited]
        return Evidence.of(cited, [self._all[place] for place in places if place >= self._cited])

    def _words(self, places: _Places) -> str:
        return "\n".join(" ".join(quote.split()) for quote in self._evidence(places).quotes)
