"""What a chat model's written answers come to: shown, withheld and fallen back, borne out, and how quick.

Run from the repository's root, with the settings of a chat model and an index of the questions' documents::

    CITEWELL_CHAT_MODEL=openai:model CITEWELL_CHAT_URL=http://127.0.0.1:8080/v1 CITEWELL_DATA_DIR=DIR \\
        python benchmarks/written.py QUESTIONS.jsonl ... [--questions N] [--json] [--show]

`QUESTIONS.jsonl` is a file like `tests/golden/iom.jsonl`. Each question is asked as a person would ask it
(`app/answering.py`). It prints

- the shares of questions answered in writing, quoted instead (with the reasons) and not answered at all;
- of all sentences that the model wrote, the shares shown and withheld, with what was wrong;
- shown claims with a number, a name or words in quotation marks that stand in none of their quotes, judged by
  `claim_judge.py`, which shares no code with the checker;
- citation recall and precision as in Gao et al., "Enabling Large Language Models to Generate Text with Citations"
  (ALCE, EMNLP 2023): recall is the share of claims that follow from all their quotes together; precision the share of
  citations of those that are needed: that bear the claim out alone, or without which the others do not. Whether a claim
  follows is judged twice: by the support score at the checker's own threshold, and by words alone;
- seconds to the first claim shown and to the whole answer, median and 95th percentile.

With `--show`, each written answer with what was withheld.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.answering import Answering, Asked
from app.commands.opening import open_assistant
from app.settings import prepare_libraries, read_settings
from app.types import Answer, Claim, Turn
from app.written.opening import make_writer
from benchmarks.claim_judge import is_borne_out, missing
from retriever.support import LEAST, SupportReader

Follows = Callable[[str, Sequence[str]], bool]


@dataclass(frozen=True, slots=True)
class Written:
    """An answer with the times it took, in seconds."""

    answer: Answer
    first_seconds: float | None  # to the first claim shown; None where none was written
    whole_seconds: float

    @property
    def is_written(self) -> bool:
        """Whether the chat model's words are shown."""
        return self.answer.mode == "written"


def ask_all(questions: Iterable[dict[str, Any]]) -> list[Written]:
    """The answers, by the chat model of the settings."""
    settings = read_settings()
    writer = make_writer(settings)
    if writer is None:
        raise SystemExit("no chat model is set; set CITEWELL_CHAT_MODEL (and CITEWELL_CHAT_URL)")
    with open_assistant(settings) as (assistant, _):
        answering = Answering(assistant, writer)
        return [_asked(answering, question) for question in questions]


def _asked(answering: Answering, question: dict[str, Any]) -> Written:
    history = tuple(Turn(role, content) for role, content in question.get("history", ()))
    started, first = time.perf_counter(), None
    for answer in answering.answer(Asked(question["question"], history)):
        if first is None and answer.mode == "written" and answer.claims:
            first = time.perf_counter() - started
    return Written(answer, first, time.perf_counter() - started)


def quotes_of(answer: Answer, markers: Iterable[int]) -> list[str]:
    """The quotes of these markers, each with the header of its table."""
    by_marker = {one.marker: one for one in answer.citations}
    return [f"{by_marker[marker].header} {by_marker[marker].quote}".strip() for marker in markers]


def recall_and_precision(claims: Sequence[tuple[Answer, Claim]], follows: Follows) -> tuple[float, float]:
    """Citation recall and precision in ALCE's sense; no citation of a claim that does not follow is needed."""
    recalled, needed, citations = 0, 0, 0
    for answer, claim in claims:
        quotes = quotes_of(answer, claim.citations)
        citations += len(quotes)
        if follows(claim.text, quotes):
            recalled += 1
            rests = [[*quotes[:at], *quotes[at + 1 :]] for at in range(len(quotes))]
            needed += sum(
                follows(claim.text, [quote]) or not follows(claim.text, rest)
                for quote, rest in zip(quotes, rests, strict=True)
            )
    return recalled / max(1, len(claims)), needed / max(1, citations)


def by_support(support: SupportReader) -> Follows:
    """Judges by the support score, at the checker's threshold."""

    def follows(claim: str, quotes: Sequence[str]) -> bool:
        return bool(quotes) and support.probabilities([(claim, "\n".join(quotes))])[0] >= LEAST

    return follows


def figures(found: Sequence[Written]) -> dict[str, Any]:
    """All that is printed."""
    written = [one for one in found if one.is_written]
    claims = [(one.answer, claim) for one in written for claim in one.answer.claims]
    unsupported = [
        {"claim": claim.text, "missing": gone}
        for answer, claim in claims
        if (gone := missing(claim.text, quotes_of(answer, claim.citations)))
    ]
    withheld = Counter(one.kind for each in found for one in each.answer.withheld)
    asked_model = [one for one in found if one.is_written or one.answer.usage]
    return {
        "questions": len(found),
        "written": len(written),
        "quoted instead": dict(Counter(one.answer.fallback for one in found if one.answer.fallback).most_common()),
        "not answered": sum(one.answer.abstention is not None for one in found),
        "claims shown": len(claims),
        "claims withheld": dict(withheld.most_common()),
        "unsupported": unsupported,
        "citations": {
            "by support": recall_and_precision(claims, by_support(SupportReader())),
            "by words": recall_and_precision(claims, is_borne_out),
        },
        "first claim": spread([one.first_seconds for one in written if one.first_seconds is not None]),
        "whole answer": spread([one.whole_seconds for one in asked_model]),
        "tokens": {
            "read": sum(one.answer.usage.input_tokens for one in asked_model if one.answer.usage),
            "written": sum(one.answer.usage.output_tokens for one in asked_model if one.answer.usage),
        },
    }


def spread(seconds: Sequence[float]) -> tuple[float, float] | None:
    """Median and 95th percentile; None of nothing."""
    ordered = sorted(seconds)
    return (ordered[len(ordered) // 2], ordered[int(0.95 * len(ordered))]) if ordered else None


def table(report: dict[str, Any]) -> str:
    """The figures as lines to read."""
    asked, shown = report["questions"], report["claims shown"]
    held = sum(report["claims withheld"].values())
    lines = [
        f"{asked} questions: {report['written']} answered in writing ({report['written'] / max(1, asked):.1%}), "
        f"{report['not answered']} not answered ({report['not answered'] / max(1, asked):.1%}); quoted instead:",
        *(f"  {count:4} {reason}" for reason, count in report["quoted instead"].items()),
        f"{shown + held} sentences: {shown} shown ({shown / max(1, shown + held):.1%}), {held} withheld:",
        *(f"  {count:4} {kind}" for kind, count in report["claims withheld"].items()),
        f"shown claims with a number, name or quotation that is not in their quotes: {len(report['unsupported'])}",
        *(f"  - {one['claim']} ({', '.join(one['missing'])})" for one in report["unsupported"]),
    ]
    for judge, (recall, precision) in report["citations"].items():
        lines.append(f"citations judged {judge}: recall {recall:.1%}, precision {precision:.1%}")
    for title in ("first claim", "whole answer"):
        if report[title]:
            lines.append(f"{title}: {report[title][0]:.1f} s (median), {report[title][1]:.1f} s (95th percentile)")
    lines.append(f"tokens: {report['tokens']['read']} read, {report['tokens']['written']} written")
    return "\n".join(lines)


def told(one: Written) -> str:
    """An answer with what was withheld, for reading."""
    lines = [f"\n{one.answer.question}", *(f"  + {line}" for line in one.answer.text.splitlines() if one.is_written)]
    lines += [f"  - {line.text} ({line.kind}: {line.reason})" for line in one.answer.withheld]
    return "\n".join([*lines, *([f"  = {one.answer.fallback}"] if one.answer.fallback else [])])


def main() -> None:
    """Ask all questions and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--questions", type=int, help="about so many, evenly spread; default: all")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--show", action="store_true", help="print each written answer and what was withheld")
    asked = parser.parse_args()
    prepare_libraries()
    lines = [json.loads(line) for file in asked.files for line in file.read_text(encoding="utf-8").splitlines()]
    step = max(1, len(lines) // asked.questions) if asked.questions else 1
    found = ask_all(lines[::step])
    if asked.show:
        print("\n".join(told(one) for one in found if one.is_written or one.answer.withheld))
    report = figures(found)
    print(json.dumps(report, ensure_ascii=False, indent=1) if asked.json else table(report))


if __name__ == "__main__":
    main()
