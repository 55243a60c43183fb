"""Writes an answer with a chat model, and shows of it only what its quotes bear out."""

from collections.abc import Iterator, Sequence
from threading import Event

from app.answering import fallen_back
from app.chat.records import ChatFailure, ChatModel, Ended, SchemaRefused
from app.checking.claim_checker import ClaimChecker
from app.types import Answer, Turn, Usage, Withheld
from app.written.asked_names import names_to_keep
from app.written.draft_check import DraftCheck
from app.written.follow_up import make_whole
from app.written.growing import GrowingAnswer
from app.written.openers import without_opener
from app.written.prompt import Prompt, make_prompt
from app.written.records import Draft, Found, Rewritten
from app.written.reply import MarkedReply
from app.written.reply_json import JsonOrMarkedReply, claims_schema

# A reply is not read on after so many sentences: weak models repeat themselves without end.
MOST_SENTENCES = 20
MOST_CLAIMS = 8
# Of the time for an answer, for making its question whole.
SHARE_FOR_QUESTION = 0.25
# Said in place of a written answer, before the quoted one.
NO_ROOM = "The passages found do not fit into the chat model's context window"
NOTHING_TO_GIVE = "The passages found speak to a machine, so the chat model was not asked"
NOTHING_WRITTEN = "The chat model wrote nothing in answer"
NOTHING_HOLDS = "Nothing that the chat model wrote is borne out by the documents"
DISAGREEING = "The documents do not agree, so the chat model was not asked"


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
        try:
            yield from self._written(found, stop, as_json=self.chat.offers_schema)
        except SchemaRefused:
            yield from self._written(found, stop, as_json=False)

    def _written(self, found: Found, stop: Event, *, as_json: bool) -> Iterator[Answer]:
        """As `write`, with a reply of one form.

        Raises:
            SchemaRefused: The server does not take the schema of that form.
        """
        question = found.answer.searched_as or found.answer.standalone_question
        prompt = make_prompt(question, found.excerpts, self.chat.count, self.chat.context_tokens, as_json=as_json)
        growing = GrowingAnswer(found, self.chat.name, prompt.left_out)
        if not prompt.excerpts:
            yield growing.fallen_back(NO_ROOM if prompt.left_out else NOTHING_TO_GIVE)
            return
        check = DraftCheck(self._checker, prompt, names_to_keep(question, found.answer.citations))
        try:
            for draft in self._drafts(prompt, growing, stop, as_json=as_json):
                if _take(draft, check, growing):
                    yield growing.so_far()
                if len(growing.claims) == MOST_CLAIMS:
                    break
        except SchemaRefused:
            raise
        except ChatFailure as failure:
            growing.usage = failure.usage
            yield growing.fallen_back(str(failure))
            return
        if growing.claims:
            yield growing.whole()
        else:
            yield growing.fallen_back(NOTHING_HOLDS if growing.withheld else NOTHING_WRITTEN)

    def _drafts(self, prompt: Prompt, growing: GrowingAnswer, stop: Event, *, as_json: bool) -> Iterator[Draft]:
        """The sentences of the reply, as each is complete, at most `MOST_SENTENCES`; notes what they cost."""
        reply = JsonOrMarkedReply(prompt.excerpts) if as_json else MarkedReply(prompt.excerpts)
        schema = claims_schema(prompt.excerpts) if as_json else None
        # What it has cost so far, should it not be read to its end.
        read, said, count = sum(self.chat.count(message.text) for message in prompt.messages), 0, 0
        for piece in self.chat.stream(
            prompt.messages, most_tokens=prompt.reply_tokens, seconds=self._seconds, stop=stop, schema=schema
        ):
            if isinstance(piece, Ended):
                growing.usage = piece.usage
                # What was cut at the most tokens allowed ends with half a sentence.
                drafts = reply.end() if piece.is_whole else []
            else:
                said += self.chat.count(piece)
                growing.usage = Usage(read, said, 1)
                drafts = reply.feed(piece)
            for draft in drafts:
                count += 1
                yield draft
            if count >= MOST_SENTENCES:
                return


def _take(draft: Draft, check: DraftCheck, growing: GrowingAnswer) -> bool:
    """Check a sentence; whether it is shown. What was written before is passed over."""
    if growing.holds(without_opener(draft.text)):
        return False
    checked = check.checked(draft)
    if isinstance(checked, Withheld):
        growing.withheld.append(checked)
        return False
    growing.add(checked)
    return True
