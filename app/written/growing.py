"""A written answer while it grows, and what becomes of it."""

from dataclasses import replace
from time import perf_counter

from app.answering import fallen_back
from app.types import Answer, Citation, Claim, Usage, Withheld
from app.written.records import Found, Supported


class GrowingAnswer:
    """What has been written and checked so far."""

    def __init__(self, found: Found, model: str, left_out: int) -> None:
        """Begin with nothing written; the time runs from now on.

        Args:
            found: The quoted answer, given where nothing comes of this one.
            model: The chat model's name.
            left_out: Excerpts for which its context window had no room.
        """
        self.claims: list[Claim] = []
        self.withheld: list[Withheld] = []
        self.usage = Usage()
        self._quoted = found.answer
        self._model = model
        self._left_out = left_out
        self._citations: list[Citation] = []
        self._start = perf_counter()
        self._first_claim: float | None = None  # seconds from the start

    def holds(self, text: str) -> bool:
        """Return whether the sentence was written before, shown or not."""
        said = [one.text for one in self.claims] + [one.text for one in self.withheld]
        return text.casefold() in map(str.casefold, said)

    def add(self, supported: Supported) -> None:
        """Show one sentence more; its quotes are numbered in order of first use."""
        if self._first_claim is None:
            self._first_claim = perf_counter() - self._start
        markers = [self._marker(citation) for citation in supported.citations]
        self.claims.append(Claim(supported.text, tuple(dict.fromkeys(markers))))

    def so_far(self) -> Answer:
        """Return the answer with the claims so far, at least one."""
        return replace(
            self._quoted,
            text="\n".join(f"{one.text} {''.join(f'[{marker}]' for marker in one.citations)}" for one in self.claims),
            claims=tuple(self.claims),
            citations=tuple(self._citations),
            short_answer=None,
            mode="written",
            model=self._model,
        )

    def whole(self) -> Answer:
        """Return the written answer, now that nothing more comes."""
        return self._told(self.so_far(), self._first_claim)

    def fallen_back(self, reason: str) -> Answer:
        """Return the quoted answer in its place, with what was withheld."""
        return self._told(fallen_back(self._quoted, reason))

    def _marker(self, citation: Citation) -> int:
        for known in self._citations:
            if (known.source, known.start, known.end) == (citation.source, citation.start, citation.end):
                return known.marker
        self._citations.append(replace(citation, marker=len(self._citations) + 1))
        return len(self._citations)

    def _told(self, answer: Answer, first_claim: float | None = None) -> Answer:
        """The answer with what it cost, in tokens and time."""
        found_ms = answer.timings_ms.get("total", 0.0)
        spent_ms = (perf_counter() - self._start) * 1000
        timings = {**answer.timings_ms, "write": round(spent_ms, 1), "total": round(found_ms + spent_ms, 1)}
        if first_claim is not None:
            timings["first_claim"] = round(found_ms + first_claim * 1000, 1)
        return replace(
            answer,
            timings_ms=timings,
            withheld=tuple(self.withheld),
            usage=self.usage,
            left_out=self._left_out,
        )
