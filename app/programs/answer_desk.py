"""Answers for programs: made in threads beside an event loop, given up when nobody waits any more."""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from threading import BoundedSemaphore, Event, Thread

from app.answering import Answering, Asked
from app.types import Answer

# Of several programs together; more are told to come back.
MOST_WAITING = 64
# Seconds after which whoever waits hears that the answer is still being made.
HEARTBEAT_SECONDS = 15.0


class TooManyWaiting(Exception):
    """As many questions as may wait are waiting."""

    def __init__(self) -> None:
        super().__init__("Too many questions are waiting. Ask again in a moment.")


class AnswerDesk:
    """Answers questions from the event loop of a server. To be used in that loop only."""

    def __init__(self, answering: Answering, heartbeat_seconds: float = HEARTBEAT_SECONDS) -> None:
        """Answer for programs with what answers for the page."""
        self._answering = answering
        self._heartbeat_seconds = heartbeat_seconds
        self._places = BoundedSemaphore(MOST_WAITING)

    @property
    def model(self) -> str | None:
        """The chat model's name; None where there is none."""
        return self._answering.model

    async def growing(self, asked: Asked, stop: Event) -> AsyncGenerator[Answer | None]:
        """Yield the answer with ever more claims, the last one whole; None where a heartbeat long nothing came.

        Args:
            asked: The question.
            stop: Gives the answer up when it is set; it is set when this generator ends, too.

        Raises:
            TooManyWaiting: It is not answered.
            RetrieverError: There is no answer.
            Stopped: `stop` was set.
        """
        if not self._places.acquire(blocking=False):
            raise TooManyWaiting
        try:
            loop, arrived = asyncio.get_running_loop(), asyncio.Queue[Answer | Exception | None]()
            Thread(target=self._answer, args=(asked, stop, loop, arrived), name="citewell-answer").start()
            while True:
                try:
                    came = await asyncio.wait_for(arrived.get(), self._heartbeat_seconds)
                except TimeoutError:
                    yield None
                    continue
                if came is None:
                    return
                if isinstance(came, Exception):
                    raise came
                yield came
        finally:
            stop.set()

    async def whole(self, asked: Asked, stop: Event | None = None) -> Answer:
        """Return the whole answer; where whoever awaits it is cancelled, it is given up.

        Raises:
            TooManyWaiting: It is not answered.
            RetrieverError: There is no answer.
            Stopped: `stop` was set.
        """
        last: Answer | None = None
        async with aclosing(self.growing(asked, stop or Event())) as answers:
            async for answer in answers:
                last = answer or last
        if last is None:
            raise AssertionError("an answer never came")
        return last

    def _answer(
        self,
        asked: Asked,
        stop: Event,
        loop: asyncio.AbstractEventLoop,
        arrived: "asyncio.Queue[Answer | Exception | None]",
    ) -> None:
        """Answer in a thread, and hand over to the loop what comes: answers, then None or why there is none."""

        def hand_over(what: Answer | Exception | None) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(arrived.put_nowait, what)

        try:
            for answer in self._answering.answer(asked, stop):
                hand_over(answer)
        except Exception as error:  # noqa: BLE001 - told to whoever waits, in the loop
            hand_over(error)
        else:
            hand_over(None)
        finally:
            self._places.release()
