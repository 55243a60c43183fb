"""Whether a sentence that a chat model wrote may be shown, and with which quotes."""

import re
from collections.abc import Sequence

from app.checking.claim_checker import ClaimChecker
from app.checking.records import Finding, FindingKind
from app.types import Citation, Excerpt, Withheld
from app.written.asked_names import speaks_of
from app.written.attribution import likely_sources
from app.written.openers import without_opener
from app.written.prompt import Prompt, given_context, is_only_path
from app.written.records import Draft, Supported

# Why a sentence is withheld that answers nothing.
BESIDE_THE_POINT = "it follows from its quotes, but does not speak of what was asked about"
ASKS = "it asks, and answers nothing"
FRAGMENT = "it is no whole sentence"
REPEATS = "it repeats itself"
# Fewer words say nothing by themselves; a run of so many words stands in a sentence once.
LEAST_WORDS = 3
RUN_WORDS = 5
ONLY_A_PLACE = "it only names where its quote stands"


class DraftCheck:
    """Checks the sentences of one reply."""

    def __init__(self, checker: ClaimChecker, prompt: Prompt, names: Sequence[str]) -> None:
        """Check against what was given.

        Args:
            checker: Of a claim against its quotes.
            prompt: What the chat model was given.
            names: That a sentence must speak of one of; see `names_to_keep`.
        """
        self._checker = checker
        self._given = prompt.excerpts
        self._names = names

    def checked(self, draft: Draft) -> Supported | Withheld:
        """Return the sentence with the quotes that it needs, or with the reason why it is not shown."""
        text = without_opener(draft.text)
        unknown = [id for id in draft.cited if id not in self._given]
        if unknown:
            return Withheld(text, f"it cites “{unknown[0]}”, which was not given", FindingKind.UNKNOWN_CITATION)
        if text.rstrip("\"”’') ").endswith("?"):
            return Withheld(text, ASKS, FindingKind.SUPPORT)
        excerpts = [self._given[id] for id in draft.cited or self._sources(text)]
        if any(is_only_path(text, one) for one in excerpts):
            return Withheld(text, ONLY_A_PLACE, FindingKind.SUPPORT)
        if is_fragment(text) and not any(_words(one.citation.quote) == _words(text) for one in excerpts):
            return Withheld(text, FRAGMENT, FindingKind.SUPPORT)
        if repeats_itself(text):
            return Withheld(text, REPEATS, FindingKind.SUPPORT)
        finding, citations = self._borne_out(text, excerpts)
        if finding:
            return Withheld(text, finding.words, finding.kind)
        if not speaks_of(self._names, text, citations):
            return Withheld(text, BESIDE_THE_POINT, FindingKind.SUPPORT)
        return Supported(text, citations)

    def _sources(self, text: str) -> tuple[str, ...]:
        """The excerpt that bears out a sentence without citations; none where none does."""
        for id in likely_sources(text, self._given):
            finding, _ = self._borne_out(text, [self._given[id]])
            if finding is None:
                return (id,)
        return ()

    def _borne_out(self, text: str, excerpts: Sequence[Excerpt]) -> tuple[Finding | None, tuple[Citation, ...]]:
        """What is wrong with the sentence, or the quotes that it needs."""
        cited = [one.citation for one in excerpts]
        context = list(dict.fromkeys(under for one in excerpts for under in given_context(one)))
        checked = self._checker.check(text, cited, context)
        return checked.finding, tuple([*cited, *context][place] for place in checked.needed)


def is_fragment(text: str) -> bool:
    """Return whether the text is too short to say anything by itself.

    >>> is_fragment("174."), is_fragment("IOM has 174 members.")
    (True, False)
    """
    return len(re.findall(r"[^\W\d_]+", text)) < LEAST_WORDS


def repeats_itself(text: str) -> bool:
    """Return whether a run of words comes again in the text, as weak models write without end.

    >>> repeats_itself("It is a part of the office and is a part of the office.")
    True
    """
    words = _words(text)
    runs = [tuple(words[place : place + RUN_WORDS]) for place in range(len(words) - RUN_WORDS + 1)]
    return len(set(runs)) < len(runs)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
