"""`citewell evaluate`: how often answers are right, on questions with known answers."""

from dataclasses import dataclass
from pathlib import Path

from app.commands.evaluation_tables import print_report
from app.commands.opening import open_assistant
from app.commands.output import WrongUsage, say, write_json
from app.evaluation.comparison import DifferentQuestions, check_same_questions
from app.evaluation.gold import BadGold, GoldQuestion, read_gold
from app.evaluation.html_report import html_page
from app.evaluation.judged import Judged
from app.evaluation.report import EarlierRun, make_report, read_report
from app.evaluation.run import Evaluator
from app.settings import Settings


@dataclass(frozen=True, slots=True)
class EvaluateOptions:
    """How a run is measured and reported."""

    words: int  # within which evidence is looked for
    as_json: bool = False
    html: Path | None = None  # where to write the page
    against: Path | None = None  # the report of an earlier run


def evaluate(settings: Settings, questions: Path, options: EvaluateOptions) -> int:
    """Print the report, and write it as a page if asked to; return 1 if a question could not be judged, else 0."""
    gold, bad = _read(questions)
    earlier = _read_earlier(options.against, options.words) if options.against else None
    if options.html and not options.html.parent.is_dir():
        raise WrongUsage(f"{options.html} cannot be written: there is no folder {options.html.parent}")
    try:
        judged, not_found = _ask(settings, gold, options.words, earlier)
        report = make_report(questions.name, options.words, judged, bad + not_found, earlier)
    except DifferentQuestions as error:
        raise WrongUsage(f"{error}; compare runs over the same file of questions") from error
    for one in report.left_out:
        say(f"question {one.id} is left out: {one.reason}")
    if options.html:
        _write(options.html, html_page(report))
    if options.as_json:
        write_json(report.as_json())
    else:
        print_report(report)
    return 1 if report.left_out else 0


def _ask(
    settings: Settings, gold: list[GoldQuestion], words: int, earlier: EarlierRun | None
) -> tuple[list[Judged], list[BadGold]]:
    from app.commands.terminal import progress_bar

    with open_assistant(settings) as (assistant, index), progress_bar() as show:
        evaluator = Evaluator(assistant, index, words)
        placed, not_found = evaluator.place(gold)
        if earlier:
            # Before the minutes of asking, not after them.
            check_same_questions([one.id for one, _ in placed], [one.id for one in earlier.judged])
        judged = evaluator.ask(placed, lambda done: show("", done, len(placed), f"{done} asked"))
    return judged, not_found


def _read(path: Path) -> tuple[list[GoldQuestion], list[BadGold]]:
    try:
        gold, bad = read_gold(path)
    except (OSError, ValueError) as error:
        raise WrongUsage(f"{path} cannot be read ({error}); give a file of JSON Lines") from error
    if not gold and not bad:
        raise WrongUsage(f"{path} holds no questions; give one JSON object a line")
    return gold, bad


def _read_earlier(path: Path, words: int) -> EarlierRun:
    try:
        earlier = read_report(path)
    except (OSError, ValueError) as error:
        raise WrongUsage(f"{path} cannot be compared with ({error}); give a report of `evaluate --json`") from error
    if earlier.words != words:
        raise WrongUsage(f"{path} was measured within {earlier.words} words; give --words {earlier.words}")
    return earlier


def _write(path: Path, page: str) -> None:
    try:
        path.write_text(page, encoding="utf-8")
    except OSError as error:
        raise WrongUsage(f"{path} cannot be written ({error.strerror})") from error
