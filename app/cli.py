"""The command line: the words of each command, and one line for each error. The one module that imports Typer."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from app.chat.errors import ChatModelUnavailable
from app.commands.output import WrongUsage, say, speak_utf8
from app.disk_errors import disk_error_words
from app.history.errors import HistoryError
from app.settings import SettingsError, prepare_libraries, read_settings
from app.types import Mode
from retriever.errors import ModelUnavailable, RetrieverError, UnknownDocument

DONE, FAILED, WRONG_USAGE, INDEX_UNUSABLE = 0, 1, 2, 3

cli = typer.Typer(
    help="Ask your organisation's own documents; answers are quoted, with citations you can check.",
    add_completion=False,
    pretty_exceptions_enable=False,
)

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where the index is kept (or set CITEWELL_DATA_DIR).", metavar="DIR"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON and nothing else.")]
Collections = Annotated[
    list[str] | None,
    typer.Option("--collection", help="Search this collection only; may be given again.", metavar="NAME"),
]
Batch = Annotated[
    str | None, typer.Option("--batch", help="Read JSON Lines from a file, or - for standard input.", metavar="FILE")
]


def main() -> None:
    """Run the command that the process was started with, and end the process with its exit code."""
    speak_utf8()
    prepare_libraries()
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code: 0 done, 1 some input failed, 2 wrong usage, 3 no usable index."""
    try:
        return int(cli(list(arguments), prog_name="citewell", standalone_mode=False) or DONE)
    except typer.TyperException as error:
        say(f"{error.format_message().rstrip('.')}. See `citewell --help`.")
        return WRONG_USAGE
    except (WrongUsage, SettingsError, ModelUnavailable, ChatModelUnavailable) as error:
        say(str(error))
        return WRONG_USAGE
    except UnknownDocument as error:
        say(str(error))
        return FAILED
    except (RetrieverError, HistoryError) as error:
        say(str(error))
        return INDEX_UNUSABLE
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if _is_debugging():
            raise
        words = disk_error_words(error) if isinstance(error, OSError) else None
        if words:
            say(words)
            return INDEX_UNUSABLE
        say(f"unexpected {type(error).__name__}: {error}. Set CITEWELL_DEBUG=1 to see where.")
        return FAILED


@cli.command()
def ingest(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Folders or files; default: the corpus.", metavar="[PATH]...", show_default=False),
    ] = None,
    as_json: AsJson = False,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Start the index anew.")] = False,
    passwords: Annotated[
        Path | None,
        typer.Option("--passwords", help="Passwords to try on locked files, one a line.", metavar="FILE"),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", help="Go on following the folders until Ctrl-C.")] = False,
    data_dir: DataDir = None,
) -> int:
    """Bring the index up to date with folders and files."""
    from app.commands import ingest as command

    options = command.IngestOptions(as_json=as_json, rebuild=rebuild, passwords=passwords)
    if watch:
        from app.commands import watch as watching

        return watching.watch(read_settings(data_dir), paths or [], options)
    return command.ingest(read_settings(data_dir), paths or [], options)


@cli.command()
def report(as_json: AsJson = False, data_dir: DataDir = None) -> int:
    """Say what became of every file: what was read, what was not, and what to do about it."""
    from app.commands import report as command

    return command.report(read_settings(data_dir), as_json=as_json)


@cli.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="In your own words.")] = None,
    batch: Batch = None,
    collection: Collections = None,
    mode: Annotated[
        Mode | None,
        typer.Option(help="In the documents' words, or in a chat model's, checked; default: written where one is set."),
    ] = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """Answer a question from the documents, or say that they do not."""
    from app.commands import ask as command

    settings = read_settings(data_dir)
    if _only_one(question, batch, "question"):
        return command.ask_batch(settings, batch or "", _set(collection), mode)
    return command.ask(settings, question or "", _set(collection), mode, as_json=as_json)


@cli.command()
def search(
    query: Annotated[str | None, typer.Argument(help="Words or a question.")] = None,
    batch: Batch = None,
    count: Annotated[int, typer.Option("-k", help="How many passages.", min=1)] = 10,
    collection: Collections = None,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """Find the passages nearest to a query."""
    from app.commands import search as command

    settings = read_settings(data_dir)
    if _only_one(query, batch, "query"):
        return command.search_batch(settings, batch or "", count, _set(collection))
    return command.search(settings, query or "", count, _set(collection), as_json=as_json)


@cli.command()
def show(
    source: Annotated[str, typer.Argument(help="The document's name, as citations give it.")],
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """Print the text of one document, to which all citations refer."""
    from app.commands import show as command

    return command.show(read_settings(data_dir), source, as_json=as_json)


@cli.command()
def evaluate(
    questions: Annotated[Path, typer.Argument(help="Questions with known answers.", metavar="QUESTIONS.jsonl")],
    as_json: AsJson = False,
    html: Annotated[
        Path | None, typer.Option("--html", help="Write the report as one page, too.", metavar="FILE")
    ] = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", help="Compare with what --json printed of an earlier run.", metavar="REPORT.json"),
    ] = None,
    words: Annotated[int, typer.Option(help="Look for the evidence within so many words found.", min=1)] = 750,
    data_dir: DataDir = None,
) -> int:
    """Measure how often answers are right, on questions with known answers."""
    from app.commands import evaluate as command

    options = command.EvaluateOptions(words, as_json=as_json, html=html, against=against)
    return command.evaluate(read_settings(data_dir), questions, options)


@cli.command()
def status(as_json: AsJson = False, data_dir: DataDir = None) -> int:
    """Say what is in the index, with which models, and whether it is sound."""
    from app.commands import status as command

    return command.status(read_settings(data_dir), as_json=as_json)


@cli.command()
def doctor(
    check: Annotated[bool, typer.Option("--check", help="Only look; change nothing.")] = False,
    as_json: AsJson = False,
    data_dir: DataDir = None,
) -> int:
    """Look for damage in the index, and mend it."""
    from app.commands import doctor as command

    return command.doctor(read_settings(data_dir), only_check=check, as_json=as_json)


@cli.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.", show_default="127.0.0.1")] = None,
    port: Annotated[int | None, typer.Option(help="Port.", min=0, max=65535, show_default="7860")] = None,
    data_dir: DataDir = None,
) -> int:
    """Serve the chat page until Ctrl-C."""
    from app.commands import serve as command

    settings = read_settings(data_dir)
    return command.serve(settings, host or settings.host, settings.port if port is None else port)


@cli.command()
def mcp(data_dir: DataDir = None) -> int:
    """Let a chat model that starts this command ask, search and read (Model Context Protocol)."""
    from app.commands import mcp as command

    return command.mcp(read_settings(data_dir))


def _only_one(question: str | None, batch: str | None, name: str) -> bool:
    """Whether a batch is given; it, or one question, must be."""
    if (question is None) == (batch is None):
        raise WrongUsage(f"give either one {name} in quotation marks, or --batch FILE")
    return batch is not None


def _set(names: Sequence[str] | None) -> frozenset[str] | None:
    return frozenset(names) if names else None


def _is_debugging() -> bool:
    try:
        return read_settings().debug
    except SettingsError:
        return False


if __name__ == "__main__":
    main()
