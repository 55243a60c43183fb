"""`citewell evaluate`: how often answers are right, on questions with known answers."""

from pathlib import Path

from app.commands.opening import open_assistant
from app.commands.output import WrongUsage, say, write_json
from app.evaluation.gold import BadGold, GoldQuestion, read_gold
from app.evaluation.run import Evaluator, Judged
from app.evaluation.summary import Summary, summarise, summarise_by_kind
from app.settings import Settings

Json = dict[str, object]


def evaluate(settings: Settings, questions: Path, *, as_json: bool) -> int:
    """Print the counts by kind and in all; return 1 if a question could not be judged, else 0."""
    gold, bad = _read(questions)
    from app.commands.terminal import progress_bar

    with open_assistant(settings) as (assistant, index), progress_bar() as show:
        evaluator = Evaluator(assistant, index)
        judged, not_found = evaluator.run(gold, lambda done: show("", done, len(gold), f"{done} asked"))
    bad += not_found
    for one in bad:
        say(f"question {one.id} is left out: {one.reason}")
    if as_json:
        write_json(_as_json(judged, bad))
    else:
        _print(questions.name, judged)
    return 1 if bad else 0


def _read(path: Path) -> tuple[list[GoldQuestion], list[BadGold]]:
    try:
        gold, bad = read_gold(path)
    except (OSError, ValueError) as error:
        raise WrongUsage(f"{path} cannot be read ({error}); give a file of JSON Lines") from error
    if not gold and not bad:
        raise WrongUsage(f"{path} holds no questions; give one JSON object a line")
    return gold, bad


def _as_json(judged: list[Judged], bad: list[BadGold]) -> Json:
    return {
        "total": summarise(judged).as_json(),
        "kinds": {kind: summary.as_json() for kind, summary in summarise_by_kind(judged).items()},
        "questions": [_question_json(one) for one in judged],
        "left_out": [{"id": one.id, "reason": one.reason} for one in bad],
    }


def _question_json(one: Judged) -> Json:
    return {
        "id": one.gold.id,
        "kind": one.gold.kind,
        "question": one.gold.text,
        "answerable": one.gold.answerable,
        "outcome": one.outcome.value,
        "answer": one.answer.text,
        "confidence": one.answer.confidence,
        "inexact_quotes": one.inexact,
        "rank": one.rank,
        "milliseconds": one.answer.timings_ms.get("total"),
    }


def _print(title: str, judged: list[Judged]) -> None:
    from app.commands.terminal import print_table

    columns = (
        "kind",
        "asked",
        "right",
        "wrong",
        "wrongly abstained",
        "rightly abstained",
        "wrongly answered",
        "quotes exact",
        "hit@1",
        "hit@5",
    )
    rows = [_row(kind, summary) for kind, summary in summarise_by_kind(judged).items()]
    print_table(title, columns, [*rows, _row("total", summarise(judged))])


def _row(name: str, counts: Summary) -> list[object]:
    return [
        name,
        counts.questions,
        _with_share(counts.right, counts.right_share),
        counts.wrong,
        counts.wrongly_abstained,
        _with_share(counts.rightly_abstained, counts.abstained_share),
        counts.wrongly_answered,
        f"{counts.exact_quotes}/{counts.citations}",
        _percent(counts.hit_at_1),
        _percent(counts.hit_at_5),
    ]


def _with_share(count: int, share: float | None) -> str:
    return str(count) if share is None else f"{count} ({_percent(share)})"


def _percent(share: float | None) -> str | None:
    return None if share is None else f"{share:.0%}"
