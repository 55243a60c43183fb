"""`citewell ask`: one question, or a batch of them."""

from app.batch import BadLine, read_questions
from app.commands.opening import open_assistant, open_lines, warn_of_unknown
from app.commands.output import WrongUsage, say, write_json
from app.render import answer_json
from app.settings import Settings

Collections = frozenset[str] | None


def ask(settings: Settings, question: str, collections: Collections, *, as_json: bool) -> int:
    """Print the answer to one question; return 0, also where the documents have none."""
    if not question.strip():
        raise WrongUsage("the question is empty; ask one in quotation marks")
    with open_assistant(settings) as (assistant, index):
        warn_of_unknown(collections, index.documents())
        answer = assistant.ask(question, (), collections)
    if as_json:
        write_json(answer_json(answer))
    else:
        from app.commands.terminal import print_answer

        print_answer(answer)
    return 0


def ask_batch(settings: Settings, file: str, collections: Collections) -> int:
    """Print one line of JSON for each line of a batch, in order; return 1 if a line asked nothing, else 0."""
    failed = 0
    with open_lines(file) as lines, open_assistant(settings) as (assistant, index):
        warn_of_unknown(collections, index.documents())
        for question in read_questions(lines):
            if isinstance(question, BadLine):
                failed += 1
                say(question.error)
                write_json(question.as_json(), indent=None)
            else:
                answer = assistant.ask(question.text, question.history, collections)
                write_json({**answer_json(answer), "id": question.id}, indent=None)
    return 1 if failed else 0
