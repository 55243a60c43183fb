"""`citewell ask`: one question, or a batch of them."""

from typing import TYPE_CHECKING

from app.answering import Answering, Asked
from app.batch import BadLine, Question, read_questions
from app.commands.opening import open_assistant, open_lines, warn_of_unknown
from app.commands.output import WrongUsage, say, write_json
from app.render import answer_json
from app.settings import Settings
from app.types import Mode
from app.written.opening import make_writer

if TYPE_CHECKING:
    from app.written.writer import Writer

Collections = frozenset[str] | None


def ask(settings: Settings, question: str, collections: Collections, mode: Mode | None, *, as_json: bool) -> int:
    """Print the answer to one question; return 0, also where the documents have none.

    Raises:
        WrongUsage: There is no question, or a written answer is wanted and no chat model is set.
        ChatModelUnavailable: The chat model that is set cannot be used.
    """
    if not question.strip():
        raise WrongUsage("the question is empty; ask one in quotation marks")
    writer = _writer(settings, mode)
    with open_assistant(settings) as (assistant, index):
        warn_of_unknown(collections, index.documents())
        answer = Answering(assistant, writer).whole(Asked(question, (), collections, mode=mode))
    if as_json:
        write_json(answer_json(answer))
    else:
        from app.commands.terminal import print_answer

        print_answer(answer)
    return 0


def ask_batch(settings: Settings, file: str, collections: Collections, mode: Mode | None) -> int:
    """Print one line of JSON for each line of a batch, in order; return 1 if a line asked nothing, else 0.

    Raises:
        WrongUsage: The file cannot be read, or written answers are wanted and no chat model is set.
        ChatModelUnavailable: The chat model that is set cannot be used.
    """
    failed = 0
    writer = _writer(settings, mode)
    with open_lines(file) as lines, open_assistant(settings) as (assistant, index):
        warn_of_unknown(collections, index.documents())
        answering = Answering(assistant, writer)
        for question in read_questions(lines):
            if isinstance(question, BadLine):
                failed += 1
                say(question.error)
                write_json(question.as_json(), indent=None)
            else:
                answer = answering.whole(_asked(question, collections, mode))
                write_json({**answer_json(answer), "id": question.id}, indent=None)
    return 1 if failed else 0


def _asked(question: Question, collections: Collections, mode: Mode | None) -> Asked:
    """What a line asks: in its own mode, and in those of its own collections that the command searches."""
    own = question.collections
    searched = own if collections is None else collections if own is None else own & collections
    return Asked(question.text, question.history, searched, question.as_understood, question.mode or mode)


def _writer(settings: Settings, mode: Mode | None) -> "Writer | None":
    """What writes the answers; None where they are quoted."""
    if mode == "written" and settings.chat_model is None:
        raise WrongUsage("written answers need a chat model; set CITEWELL_CHAT_MODEL, or ask for quoted ones")
    return None if mode == "quoted" else make_writer(settings)
