"""How many false claims the checker of claims catches, and how many true ones it holds back.

Run from the repository's root::

    python benchmarks/claims.py [--data DIR] [--each N] [--json] [--show KIND] [--half HALF]
        [--list KIND] [--rules-alone]

Claims are made from statements of the brief, of `tests/golden/policies`, and with `DIR` of the sets in it whose names
`claim_sources.py` lists (documents that trained something are left out). About half are wrong in exactly one way
(`claim_corruptions.py`, `claim_mixtures.py`), half true: verbatim, reworded by rules (`claim_rewordings.py`), worded by
hand, and sentences that people wrote from a passage (both in `claims_by_hand.jsonl`, where claims whose making failed
are left out too). The makers share no code with the checker. Documents are in two halves: rules of the checker may be
tuned on `seen` alone.

`--show KIND` prints the misses of a kind or group (`all` for every one) of the half `seen`; `--list` prints the claims
and checks none. With `--rules-alone` everything is taken for supported, so that the rules alone speak.
"""

import argparse
import hashlib
import json
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import chain
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.checking.claim_checker import ClaimChecker
from app.checking.records import Checked
from app.types import Citation
from benchmarks.claim_by_hand import left_out, posed_by_hand
from benchmarks.claim_corruptions import CORRUPTIONS
from benchmarks.claim_rewordings import REWORDINGS
from benchmarks.claim_sources import SETS, Place, Posed, places_of
from benchmarks.claim_words import Library
from retriever.support import SupportReader
from retriever.types import StatementKind

# Our own documents are few, so they come as often as all shared ones together.
ORDER = ("brief", SETS[0], "policies", SETS[2], "brief", SETS[1], "policies", SETS[3], "brief", "policies", SETS[4])
EACH = 40  # of every corruption; the true claims follow from it
# Findings that are the right ones for a corruption; any other catches it all the same, for another reason.
RIGHT = {
    "number": {"number", "date", "limit", "unit"},
    "date": {"date", "number"},
    "name": {"name", "acronym", "address"},
    "negation": {"negation"},
    "may or must": {"duty"},
    "unit": {"unit"},
    "swapped subject": {"subject"},
    "wrong document": {"number", "date", "name", "acronym", "support", "subject", "unit", "address"},
    "stitched quote": {"quotation"},
    "added detail": {"support", "number", "name", "acronym", "unit"},
}
Z_95 = 1.96

Made = tuple[str, tuple[Place, ...]]
Make = Callable[[Place, Library, Random], Made | None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """A claim with what the checker made of it."""

    posed: Posed
    checked: Checked
    milliseconds: float

    @property
    def is_caught(self) -> bool:
        """Whether it was held back."""
        return self.checked.finding is not None

    @property
    def finding(self) -> str:
        """The finding's kind; empty where there is none."""
        return self.checked.finding.kind.value if self.checked.finding else ""


def pose(places: Sequence[Place], each: int) -> list[Posed]:
    """The claims, false ones first: `each` of every corruption and verbatim, half as many of every rewording."""
    library, gone, used = Library(places), left_out(), set[str]()
    by_set: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_set[place.set].append(place)
    makers = [(name, make, False, each) for name, make in CORRUPTIONS.items()]
    makers += [(name, make, True, each // 2) for name, make in REWORDINGS.items()]
    makers += [("verbatim", _verbatim, True, each)]
    posed: list[Posed] = []
    for name, make, is_true, most in makers:
        streams = {own: _made(by_set[own], library, name, make) for own in by_set}
        for identity, made, place in _in_turns(streams):
            if not most:
                break
            if identity not in gone and made[0] not in used:
                used.add(made[0])
                posed.append(_posed(identity, name, is_true, made, place))
                most -= 1
    return posed


def _made(places: Sequence[Place], library: Library, name: str, make: Make) -> Iterator[tuple[str, Made, Place]]:
    for place in sorted(places, key=lambda place: hashlib.sha256(f"{name} {place.id}".encode()).digest()):
        made = make(place, library, Random(f"{name}-{place.id}")) if _is_fit(place, name) else None
        if made:
            yield f"{name}-{place.id}", made, place


def _in_turns(streams: dict[str, Iterator[tuple[str, Made, Place]]]) -> Iterator[tuple[str, Made, Place]]:
    """What the sets yield, in turns; a set that is used up is passed over."""
    left = dict(streams)
    while left:
        for name in ORDER:
            found = next(left[name], None) if name in left else None
            if found:
                yield found
            else:
                left.pop(name, None)


def _is_fit(place: Place, name: str) -> bool:
    if place.statement.kind is StatementKind.ROW:
        return name in ("swapped subject", "table row") and place.set != "mtrag_un"
    return place.is_sentence or name == "item with lead"


def _verbatim(place: Place, library: Library, choice: Random) -> Made:
    return place.words, (place,)


def _posed(identity: str, group: str, is_true: bool, made: Made, place: Place) -> Posed:
    text, cited = made
    context = dict.fromkeys(chain.from_iterable(one.context for one in cited))
    quotes = tuple(one.citation for one in cited)
    return Posed(identity, group, is_true, text, quotes, tuple(context), place.set, place.half)


class AllSupported:
    """Takes everything for supported."""

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """1 for each pair."""
        return [1.0 for _ in pairs]


def outcomes(posed: Iterable[Posed], *, rules_alone: bool = False) -> list[Outcome]:
    """What the checker makes of each claim."""
    checker, found = ClaimChecker(AllSupported() if rules_alone else SupportReader()), []
    for one in posed:
        started = time.perf_counter()
        checked = checker.check(one.text, one.cited, one.context)
        found.append(Outcome(one, checked, 1000 * (time.perf_counter() - started)))
    return found


def interval(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson, 1927).

    >>> [round(share, 3) for share in interval(98, 100)]
    [0.93, 0.994]
    """
    if not of:
        return 0.0, 1.0
    share, square = count / of, Z_95 * Z_95 / of
    middle = (share + square / 2) / (1 + square)
    half = Z_95 * math.sqrt(share * (1 - share) / of + square / of / 4) / (1 + square)
    return middle - half, middle + half


def figures(found: Sequence[Outcome]) -> dict[str, Any]:
    """Shares held back, for each kind and group, overall and for each half; with what was found."""
    report: dict[str, Any] = {"caught": {}, "false alarms": {}}
    for title, is_true in (("caught", False), ("false alarms", True)):
        own = [one for one in found if one.posed.is_true is is_true]
        groups: dict[str, list[Outcome]] = defaultdict(list)
        for one in own:
            groups[one.posed.group].append(one)
        groups["all"] = own
        for half in ("seen", "held back"):
            groups[f"all, {half}"] = [one for one in own if one.posed.half == half]
        groups |= {f"all, {name}": [one for one in own if one.posed.set == name] for name in dict.fromkeys(ORDER)}
        report[title] = {name: _row(name, rows) for name, rows in groups.items() if rows}
    times = sorted(one.milliseconds for one in found)
    report["milliseconds"] = {"median": median(times), "p95": times[int(0.95 * len(times))]}
    return report


def _row(name: str, rows: Sequence[Outcome]) -> dict[str, Any]:
    held = [one for one in rows if one.is_caught]
    low, high = interval(len(held), len(rows))
    return {
        "claims": len(rows),
        "held back": len(held),
        "share": len(held) / len(rows),
        "interval": [low, high],
        "right kind": sum(one.finding in RIGHT[name] for one in held) if name in RIGHT else None,
        "findings": dict(Counter(one.finding for one in held).most_common()),
    }


def table(report: dict[str, Any]) -> str:
    """The figures as lines to read."""
    lines = []
    for title in ("caught", "false alarms"):
        lines.append(f"\n{title:28}{'claims':>7}{'held back':>11}{'95 %':>16}{'right kind':>12}  findings")
        for name, row in report[title].items():
            right = "" if row["right kind"] is None else row["right kind"]
            low, high = row["interval"]
            kinds = ", ".join(f"{kind} {count}" for kind, count in row["findings"].items())
            lines.append(f"{name:28}{row['claims']:7}{row['share']:11.1%}{low:9.1%}–{high:6.1%}{right:>12}  {kinds}")
    times = report["milliseconds"]
    lines.append(f"\nchecking a claim: {times['median']:.0f} ms (median), {times['p95']:.0f} ms (95th percentile)")
    return "\n".join(lines)


def told(posed: Posed, checked: Checked | None = None) -> str:
    """A claim with its quotes, for reading."""
    quotes = "\n".join(f"    [{_short(one)}]" for one in posed.cited)
    verdict = ""
    if checked:
        words = f"{checked.finding.kind.value}: {checked.finding.words}" if checked.finding else "shown"
        verdict = f"\n    → {words} (support {checked.support})"
    return f"{posed.id} ({posed.set})\n  - {posed.text}\n{quotes}{verdict}"


def _short(citation: Citation) -> str:
    return " ".join(citation.quote.split())


def main() -> None:
    """Pose the claims, check them and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="the folder of the shared sets")
    parser.add_argument("--each", type=int, default=EACH, help=f"claims of each corruption; default: {EACH}")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--show", metavar="KIND", help="print what was missed, or wrongly held back")
    parser.add_argument("--half", choices=("seen", "held back"), help="check the claims of one half alone")
    parser.add_argument("--list", metavar="KIND", help="print the claims of a kind or group, or all; check none")
    parser.add_argument("--rules-alone", action="store_true", help="take everything for supported")
    asked = parser.parse_args()
    places = places_of(asked.data)
    posed = [*pose(places, asked.each), *posed_by_hand(places, asked.data)]
    posed = [one for one in posed if asked.half in (None, one.half)]
    if asked.list:
        print("\n".join(told(one) for one in posed if asked.list in ("all", one.group)))
        return
    found = outcomes(posed, rules_alone=asked.rules_alone)
    report = figures(found)
    if asked.json:
        print(json.dumps({**report, "claims": [_line(one) for one in found]}, ensure_ascii=False, indent=1))
        return
    for one in found:
        if asked.show in ("all", one.posed.group) and one.posed.half == "seen" and one.is_caught == one.posed.is_true:
            print(told(one.posed, one.checked))
    print(table(report))


def _line(one: Outcome) -> dict[str, Any]:
    posed = {key: value for key, value in asdict(one.posed).items() if key in ("id", "group", "is_true", "set", "half")}
    return {**posed, "finding": one.finding, "support": one.checked.support}


if __name__ == "__main__":
    main()
