"""The tools for chat models over the Model Context Protocol. The one module that imports `mcp`."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from app.programs.answer_desk import TooManyWaiting
from app.programs.question import CannotBeAsked
from app.programs.tool_words import INSTRUCTIONS, TOOLS
from app.programs.tools import Toolbox, WrongArguments
from retriever.errors import RetrieverError

if TYPE_CHECKING:
    from mcp.server.lowlevel import Server

LOG = logging.getLogger(__name__)
MOST_BYTES = 1_000_000
UNEXPECTED = "Something went wrong inside Citewell. Its log says what happened."

# A request of the transport, where it has them; who sent it.
Who = Callable[[Any], str]
AsgiCall = Callable[[Any, Any, Any], Awaitable[None]]


@asynccontextmanager
async def http_endpoint(toolbox: Toolbox, who: Who) -> AsyncIterator[AsgiCall]:
    """Yield what answers the requests of one address, each by itself, so that a restart ends no session.

    Host and origin are to be checked before it, since only the server knows its names.
    """
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
    from mcp.server.transport_security import TransportSecuritySettings

    sessions = StreamableHTTPSessionManager(
        tool_server(toolbox, who),
        stateless=True,
        security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        max_request_body_size=MOST_BYTES,
    )
    async with sessions.run():
        yield sessions.handle_request


def serve_stdio(toolbox: Toolbox) -> None:
    """Serve the program at the other end of standard input and output until it goes."""
    from mcp.server.stdio import stdio_server

    async def serve() -> None:
        server = tool_server(toolbox)
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    asyncio.run(serve())


def tool_server(toolbox: Toolbox, who: Who = lambda request: "") -> "Server[Any]":
    """Return the server of the tools, for any transport."""
    from mcp import types
    from mcp.server.lowlevel import Server

    looks_only = types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
    offered = [types.Tool(**tool, annotations=looks_only) for tool in TOOLS]

    async def list_tools(context: Any, page: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=offered)

    async def call_tool(context: Any, call: types.CallToolRequestParams) -> types.CallToolResult:
        text, record = await _called(toolbox, call.name, call.arguments or {}, who(context.request))
        words = [types.TextContent(type="text", text=text)]
        return types.CallToolResult(content=list(words), structured_content=record, is_error=record is None)

    return Server(
        "citewell",
        title="Citewell",
        version=version("citewell"),
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


async def _called(
    toolbox: Toolbox, name: str, arguments: dict[str, Any], person: str
) -> tuple[str, dict[str, Any] | None]:
    """The text and the record that a tool gives; why it gives none, without a record."""
    try:
        result = await toolbox.call(name, arguments, person)
    except (WrongArguments, CannotBeAsked, TooManyWaiting, RetrieverError) as error:
        return str(error), None
    except Exception:  # told in the log, not to the model
        LOG.exception("the tool '%s' met an unexpected error", name)
        return UNEXPECTED, None
    return result.text, result.record
