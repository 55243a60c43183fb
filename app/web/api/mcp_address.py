"""`/mcp`: the tools for chat models over HTTP."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI

from app.programs.mcp_server import AsgiCall, http_endpoint
from app.programs.tools import Toolbox
from app.web.api.asker import asker
from app.web.api.problem import Problem, problem_response
from app.web.asgi import Message, Receive, Send

NOT_RUNNING = Problem(503, "Not running", "The server is starting or stopping. Try again in a moment.")


class McpAddress:
    """ASGI application of one address, which answers while `running`."""

    def __init__(self, toolbox: Toolbox) -> None:
        self._toolbox = toolbox
        self._answer: AsgiCall | None = None

    @asynccontextmanager
    async def running(self, app: FastAPI) -> AsyncIterator[None]:
        """The lifespan of the application that has the address."""
        async with AsyncExitStack() as stack:
            self._answer = await stack.enter_async_context(http_endpoint(self._toolbox, asker))
            stack.callback(self._stop)
            yield

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer a request."""
        await (self._answer or problem_response(NOT_RUNNING))(scope, receive, send)

    def _stop(self) -> None:
        self._answer = None
