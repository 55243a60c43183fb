"""Writes an answer with a chat model, and shows of it only what its quotes bear out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from threading import Event
from time import perf_counter

from app.answering import fallen_back
from app.chat.records import ChatFailure, ChatModel, Ended, SchemaRefused
from app.checking.claim_checker import ClaimChecker
from app.checking.records import Finding, FindingKind
from app.types import Answer, Citation, Claim, Excerpt, Turn, Usage, Withheld
from app.written.asked_names import names_to_keep, speaks_of
from app.written.attribution import likely_sources
from app.written.follow_up import make_whole
from app.written.openers import without_opener
from app.written.prompt import Prompt, given_context, is_only_path, make_prompt
from app.written.records import Draft, Found, Rewritten
from app.written.reply import MarkedReply
from app.written.reply_json import JsonOrMarkedReply, claims_schema

# A reply is not read on after so many sentences: weak models repeat themselves without end.
MOST_SENTENCES = 20
MOST_CLAIMS = 8
# Of the time for an answer, for making its question whole.
SHARE_FOR_QUESTION = 0.25
# Why a sentence is withheld that answers nothing.
BESIDE_THE_POINT = "it follows from its quotes, but does not speak of what was asked about"
ASKS = "it asks, and answers nothing"
ONLY_A_PLACE = "it only names where its quote stands"
# Said in place of a written answer, before the quoted one.
NO_ROOM = "The passages found do not fit into the chat model's context window"
NOTHING_TO_GIVE = "The passages found speak to a machine, so the chat model was not asked"
NOTHING_WRITTEN = "The chat model wrote nothing in answer"
NOTHING_HOLDS = "Nothing that the chat model wrote is borne out by the documents"
DISAGREEING = "The documents do not agree, so the chat model was not asked"


@dataclass
class _Written:
    """What has been written and checked so far."""

    found: Found
    prompt: Prompt
    model: str
    names: list[str]  # asked about, of which a sentence must speak
    claims: list[Claim] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)
    usage: Usage = field(default_factory=Usage)
    first_claim_ms: float | None = None

    def is_said(self, text: str) -> bool:
        said = [*(claim.text for claim in self.claims), *(one.text for one in self.withheld)]
        return text.casefold() in map(str.casefold, said)

    def add(self, text: str, citations: list[Citation]) -> None:
        markers: list[int] = []
        for citation in citations:
            place = (citation.source, citation.start, citation.end)
            known = {(one.source, one.start, one.end): one.marker for one in self.citations}
            if place not in known:
                self.citations.append(replace(citation, marker=len(self.citations) + 1))
                known[place] = len(self.citations)
            markers.append(known[place])
        self.claims.append(Claim(text, tuple(dict.fromkeys(markers))))


class Writer:
    """Writes answers. Safe to use from several threads."""

    def __init__(
        self, chat: ChatModel, checker: ClaimChecker, seconds: float, *, makes_questions_whole: bool = False
    ) -> None:
        """Write with a chat model.

        Args:
            chat: The model.
            checker: Of what it writes.
            seconds: That an answer takes it at most, and a question made whole at most a quarter of that.
            makes_questions_whole: Whether it is asked to make follow-ups whole; else our rules do.
        """
        self.chat = chat
        self._checker = checker
        self._seconds = seconds
        self._makes_questions_whole = makes_questions_whole

    def made_whole(self, question: str, history: Sequence[Turn], stop: Event) -> Rewritten | None:
        """Return the question made whole by the model; None where it was not asked to.

        Raises:
            Stopped: `stop` was set.
        """
        if not self._makes_questions_whole:
            return None
        seconds = self._seconds * SHARE_FOR_QUESTION
        return make_whole(self.chat, question, history, seconds=seconds, stop=stop)

    def write(self, found: Found, stop: Event) -> Iterator[Answer]:
        """Yield the answer with ever more claims, each checked; the last one is whole.

        The last one is the quoted answer, with the reason in `fallback`, where nothing written holds or the model
        fails, be it midway. An abstention comes back as it is, and the model is not asked.

        Args:
            found: The quoted answer and what a written one may rest on.
            stop: When set from another thread, the model stops at once.

        Raises:
            Stopped: `stop` was set.
        """
        if found.answer.abstention:
            yield found.answer
            return
        if found.answer.disagreements:
            yield fallen_back(found.answer, DISAGREEING)
            return
        start = perf_counter()
        written: _Written | None = None
        try:
            for written in self._written(found, stop, start):
                if written.claims:
                    yield _growing(written)
            reason = _shortfall(written)
        except ChatFailure as failure:
            reason = str(failure)
            if written is not None:
                written.usage = failure.usage
        if written is None or reason:
            yield _timed(_fallen_back(found, reason, written), start)
        else:
            yield _timed(_whole(written), start, written.first_claim_ms)

    def _written(self, found: Found, stop: Event, start: float) -> Iterator[_Written]:
        """What is written, again after each sentence that adds to it."""
        try:
            yield from self._streamed(found, stop, start, as_json=self.chat.offers_schema)
        except SchemaRefused:
            yield from self._streamed(found, stop, start, as_json=False)

    def _streamed(self, found: Found, stop: Event, start: float, *, as_json: bool) -> Iterator[_Written]:
        question = found.answer.searched_as or found.answer.standalone_question
        prompt = make_prompt(
            question,
            found.excerpts,
            self.chat.count,
            self.chat.context_tokens,
            as_json=as_json,
        )
        written = _Written(found, prompt, self.chat.name, names_to_keep(question, found.answer.citations))
        yield written
        if not prompt.excerpts:
            return
        reply = JsonOrMarkedReply(prompt.excerpts) if as_json else MarkedReply(prompt.excerpts)
        pieces = self.chat.stream(
            prompt.messages,
            most_tokens=prompt.reply_tokens,
            seconds=self._seconds - (perf_counter() - start),
            stop=stop,
            schema=claims_schema(prompt.excerpts) if as_json else None,
        )
        sentences, said = 0, ""
        for piece in pieces:
            is_end = isinstance(piece, Ended)
            if isinstance(piece, Ended):
                written.usage = piece.usage
            else:
                said += piece
            # What was cut at the most tokens allowed ends with half a sentence.
            drafts = reply.feed(piece) if isinstance(piece, str) else reply.end() if piece.is_whole else []
            for draft in drafts:
                sentences += 1
                if self._take(draft, written):
                    if written.first_claim_ms is None:
                        written.first_claim_ms = (perf_counter() - start) * 1000
                    yield written
            if not is_end and (sentences >= MOST_SENTENCES or len(written.claims) >= MOST_CLAIMS):
                written.usage = self._estimate(prompt, said)
                break

    def _estimate(self, prompt: Prompt, said: str) -> Usage:
        """What a reply cost that was not read to its end."""
        read = sum(self.chat.count(message.text) for message in prompt.messages)
        return Usage(read, self.chat.count(said), 1)

    def _take(self, draft: Draft, written: _Written) -> bool:
        """Check a sentence; whether it is shown."""
        text = without_opener(draft.text)
        if written.is_said(text):
            return False
        unknown = [id for id in draft.cited if id not in written.prompt.excerpts]
        if unknown:
            words = f"it cites “{unknown[0]}”, which was not given"
            written.withheld.append(Withheld(text, words, FindingKind.UNKNOWN_CITATION))
            return False
        if text.rstrip("\"”’') ").endswith("?"):
            written.withheld.append(Withheld(text, ASKS, FindingKind.SUPPORT))
            return False
        ids = draft.cited or self._sources(text, written.prompt)
        excerpts = [written.prompt.excerpts[id] for id in ids]
        if any(is_only_path(text, one) for one in excerpts):
            written.withheld.append(Withheld(text, ONLY_A_PLACE, FindingKind.SUPPORT))
            return False
        finding, citations = self._checked(text, excerpts)
        if finding:
            written.withheld.append(Withheld(text, finding.words, finding.kind))
            return False
        if not speaks_of(written.names, text, citations):
            written.withheld.append(Withheld(text, BESIDE_THE_POINT, FindingKind.SUPPORT))
            return False
        written.add(text, citations)
        return True

    def _sources(self, text: str, prompt: Prompt) -> tuple[str, ...]:
        """The excerpt that bears out a sentence without citations; none where none does."""
        for id in likely_sources(text, prompt.excerpts):
            finding, _ = self._checked(text, [prompt.excerpts[id]])
            if finding is None:
                return (id,)
        return ()

    def _checked(self, text: str, excerpts: list[Excerpt]) -> tuple[Finding | None, list[Citation]]:
        cited = [one.citation for one in excerpts]
        context = list(dict.fromkeys(under for one in excerpts for under in given_context(one)))
        checked = self._checker.check(text, cited, context)
        return checked.finding, [[*cited, *context][place] for place in checked.needed]


def _shortfall(written: _Written | None) -> str:
    """Why nothing written can be shown; empty where something can."""
    if written is None or not written.prompt.excerpts:
        return NO_ROOM if written and written.prompt.left_out else NOTHING_TO_GIVE
    if written.claims:
        return ""
    return NOTHING_HOLDS if written.withheld else NOTHING_WRITTEN


def _growing(written: _Written) -> Answer:
    return replace(
        written.found.answer,
        text="\n".join(f"{one.text} {''.join(f'[{marker}]' for marker in one.citations)}" for one in written.claims),
        claims=tuple(written.claims),
        citations=tuple(written.citations),
        short_answer=None,
        mode="written",
        model=written.model,
    )


def _whole(written: _Written) -> Answer:
    return replace(
        _growing(written),
        withheld=tuple(written.withheld),
        usage=written.usage,
        left_out=written.prompt.left_out,
    )


def _fallen_back(found: Found, reason: str, written: _Written | None) -> Answer:
    answer = fallen_back(found.answer, reason)
    if written is None:
        return answer
    return replace(answer, withheld=tuple(written.withheld), usage=written.usage, left_out=written.prompt.left_out)


def _timed(answer: Answer, start: float, first_claim_ms: float | None = None) -> Answer:
    """The answer with the time that writing took, and that after which the first claim was shown."""
    spent = (perf_counter() - start) * 1000
    before = answer.timings_ms
    timings = {**before, "write": round(spent, 1), "total": round(before.get("total", 0.0) + spent, 1)}
    if first_claim_ms is not None:
        timings["first_claim"] = round(before.get("total", 0.0) + first_claim_ms, 1)
    return replace(answer, timings_ms=timings)
