"""Asks for a reply until there is one, the time is over, or the person stops it."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import aclosing
from queue import SimpleQueue
from threading import Event

from app.chat.background import run_in_background
from app.chat.failures import CUT_SHORT, EMPTY, REFUSED, Trouble, read_trouble
from app.chat.records import ChatFailure, Ended, Stopped
from app.chat.reply import Ending, Part
from app.chat.thoughts import ThoughtFilter
from app.types import Usage

STOP_CHECK_SECONDS = 0.02
MOST_ATTEMPTS = 4
FIRST_WAIT_SECONDS = 0.25  # doubled after each attempt
# No token is longer, so a reply that is has no end.
CHARACTERS_A_TOKEN = 64
CLOSING_SECONDS = 0.5  # for the connection of a request that is given up

Outcome = Ended | ChatFailure | Stopped


class Asking:
    """One reply, with the attempts that it takes."""

    def __init__(
        self,
        open_parts: Callable[[], AsyncGenerator[Part, None]],
        model: str,
        prompt_tokens: int,
        most_tokens: int,
        count: Callable[[str], int],
    ) -> None:
        """Prepare the attempts.

        Args:
            open_parts: Sends one request; may raise whatever the client raises.
            model: Its name, without its provider.
            prompt_tokens: As estimated, for where the server does not count.
            most_tokens: Of the reply.
            count: Estimates the tokens of a text.
        """
        self._open_parts = open_parts
        self._model = model
        self._prompt_tokens = prompt_tokens
        self._most_tokens = most_tokens
        self._count = count
        self._pieces: SimpleQueue[str | None] = SimpleQueue()
        self._spent = Usage()  # in attempts that are over
        self._received = ""  # in this attempt, thoughts included
        self._counted = Part()  # in this attempt, by the server
        self._has_piece = False

    def pieces(self, seconds: float, stop: Event) -> Iterator[str | Ended]:
        """Yield the reply; see `ChatModel.stream`, which says what is raised."""
        future = run_in_background(self._outcome(seconds, stop))
        future.add_done_callback(lambda _: self._pieces.put(None))
        try:
            while (piece := self._pieces.get()) is not None:
                if not stop.is_set():
                    yield piece
            outcome = future.result()
        finally:
            future.cancel()
        if not isinstance(outcome, Ended):
            raise outcome
        yield outcome

    async def _outcome(self, seconds: float, stop: Event) -> Outcome:
        ends_at = asyncio.get_running_loop().time() + seconds
        attempts = asyncio.create_task(self._attempts(ends_at))
        stopped = asyncio.create_task(_until_set(stop))
        try:
            await asyncio.wait({attempts, stopped}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if stop.is_set():
                return Stopped(self._usage(was_read=True))
            if attempts.done():
                return attempts.result()
            done = "finish" if self._has_piece else "answer"
            words = f"The chat model did not {done} within {seconds:.0f} second{'' if seconds == 1 else 's'}."
            return ChatFailure("time_out", words, self._usage(was_read=True))
        finally:
            attempts.cancel()
            stopped.cancel()
            await asyncio.wait({attempts, stopped}, timeout=CLOSING_SECONDS)

    async def _attempts(self, ends_at: float) -> Outcome:
        wait_seconds = FIRST_WAIT_SECONDS
        for attempt in range(1, MOST_ATTEMPTS + 1):
            result = await self._attempt()
            if not isinstance(result, Trouble):
                return result
            wait = wait_seconds if result.wait_seconds is None else result.wait_seconds
            is_last = attempt == MOST_ATTEMPTS or asyncio.get_running_loop().time() + wait >= ends_at
            if is_last or self._has_piece or not result.passes:
                return result.failure(self._usage(result.was_read))
            self._spent, self._received, self._counted = self._usage(result.was_read), "", Part()
            await asyncio.sleep(wait)
            wait_seconds *= 2
        raise AssertionError("the last attempt returns")

    async def _attempt(self) -> Ended | ChatFailure | Trouble:
        try:
            ending = await self._received_ending()
        except ChatFailure as failure:
            failure.usage = self._usage(was_read=False)
            return failure
        except Exception as error:  # noqa: BLE001 - each provider's client has its own
            return read_trouble(error, self._model)
        if ending == "refused":
            return REFUSED
        if ending is None:
            return CUT_SHORT
        if not self._has_piece:
            return EMPTY
        return Ended(self._usage(was_read=True), is_whole=ending == "whole")

    async def _received_ending(self) -> Ending | None:
        """Hand on the pieces of one reply; return how it ends, or None where it breaks off."""
        ending: Ending | None = None
        thoughts = ThoughtFilter()
        async with aclosing(self._until_endless(self._open_parts())) as parts:
            async for part in parts:
                self._count_part(part)
                self._hand_on(thoughts.passed(part.text))
                ending = ending or part.ending
        self._hand_on(thoughts.rest())
        return ending

    async def _until_endless(self, parts: AsyncGenerator[Part, None]) -> AsyncGenerator[Part, None]:
        """Yield the parts, up to where no reply of the tokens allowed can be as long."""
        task = asyncio.current_task()
        assert task is not None
        most_characters = self._most_tokens * CHARACTERS_A_TOKEN
        try:
            async for part in parts:
                if len(self._received) <= most_characters:
                    yield part
                elif not task.cancelling():
                    # Only what waits for the server closes the connection cleanly when it is cancelled.
                    task.cancel()
            await asyncio.sleep(0)
        except asyncio.CancelledError:
            if len(self._received) <= most_characters or task.uncancel():
                raise
            yield Part(ending="too_long")

    def _count_part(self, part: Part) -> None:
        """Add what the part brings; providers give counts once, or input with the first and output with the last."""
        self._received += part.text
        counted = self._counted
        self._counted = Part(
            input_tokens=counted.input_tokens + part.input_tokens,
            output_tokens=counted.output_tokens + part.output_tokens,
        )

    def _hand_on(self, text: str) -> None:
        if text:
            self._has_piece = self._has_piece or bool(text.strip())
            self._pieces.put(text)

    def _usage(self, was_read: bool) -> Usage:
        """Return what all requests until now took: as the server counts, else as estimated."""
        read, written = self._counted.input_tokens, self._counted.output_tokens
        if was_read:
            read = read or self._prompt_tokens
            written = written or self._count(self._received)
        spent = self._spent
        return Usage(spent.input_tokens + read, spent.output_tokens + written, spent.requests + 1)


async def _until_set(stop: Event) -> None:
    while not stop.is_set():
        await asyncio.sleep(STOP_CHECK_SECONDS)
