"""`citewell mcp`: the tools for a chat model that started this command, over standard input and output."""

from app.answering import Answering
from app.commands.opening import open_assistant
from app.commands.output import say
from app.programs.answer_desk import AnswerDesk
from app.programs.mcp_server import serve_stdio
from app.programs.tools import Toolbox
from app.settings import Settings
from app.written.opening import make_writer


def mcp(settings: Settings) -> int:
    """Serve until the other end goes; standard output holds the protocol only. Return 0.

    Raises:
        ChatModelUnavailable: The chat model that is set cannot be used.
    """
    writer = make_writer(settings)
    with open_assistant(settings) as (assistant, index):
        say("waiting for a client of the Model Context Protocol on standard input (Ctrl-C stops it)")
        serve_stdio(Toolbox(AnswerDesk(Answering(assistant, writer)), index))
    return 0
