"""Kill an ingest at random moments, and see whether the index is whole then, and complete after the next run.

Run from the repository's root, on Linux or macOS::

    python benchmarks/kills.py [KILLS] [--seed N] [--times N] [--shrink] [--model small]

Each kill is a SIGKILL of a process that brings an index of the first edition of a folder up to date with the second:
files changed, come and gone, two files with the same content, an archive with members of all three kinds. Then the
index is held against itself and against both editions, a reader searches it, the next ingest runs to its end, and the
index is held against one built anew: documents, passages, vectors here and in Chroma, words, records of files. The
texts are so many `--times` as long as in the tests; with `--shrink` those of the second edition are not, so that more
than half of the vectors' files is waste, and they are made anew at the end. The default model has two narrow layers,
so that most of the time goes into writing; `--model bundled` takes the real one.
"""

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.ingest.command_process import small_model
from tests.ingest.killed_ingest import KillRound, Library, kill_once

# The same moment is not tried again when the run had ended before.
MOST_TRIES = 3


def rounds(library: Library, kills: int, generator: random.Random) -> list[KillRound]:
    """What so many kills left; those that came too late are made up for, as far as tries go."""
    seen: list[KillRound] = []
    for _ in range(MOST_TRIES * kills):
        data_dir = library.copy_of_index("killed")
        one = kill_once(library, data_dir, library.random_moment(generator))
        if not one.is_sound:
            kept = shutil.copytree(data_dir, library.folder / f"unsound-{len(seen)}")
            print(f"NOT SOUND, kept in {kept}: {one}", flush=True)
        shutil.rmtree(data_dir)
        if one.fell or not one.is_sound:
            seen.append(one)
            print(f"\r{len(seen)} kills", end="", file=sys.stderr, flush=True)
        if len(seen) == kills:
            break
    return seen


def print_table(seen: list[KillRound]) -> None:
    print(f"{len(seen)} kills; after them, not after the next run:\n")
    print(f"{'fell into':38} {'kills':>5} {'old':>6} {'new':>6} {'absent':>7}")
    for stage, count in Counter(one.fell for one in seen).most_common():
        own = [one for one in seen if one.fell == stage]
        sums = (sum(one.old for one in own), sum(one.new for one in own), sum(one.absent for one in own))
        print(f"{stage:38} {count:5} {sums[0]:6} {sums[1]:6} {sums[2]:7}")
    print()
    print(f"kills that left a document not whole: {sum(bool(one.broken) for one in seen)}")
    print(f"kills after which a search asked for `citewell ingest` first: {sum(bool(one.told) for one in seen)}")
    print(f"kills that left a process: {sum(bool(one.survivors) for one in seen)}")
    print(f"next runs that failed: {sum(one.next_code != 0 for one in seen)}")
    print(f"next runs after which the index differs from one built anew: {sum(bool(one.different) for one in seen)}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("kills", type=int, nargs="?", default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--times", type=int, default=1, help="so many times as many passages: 560")
    parser.add_argument("--shrink", action="store_true")
    parser.add_argument("--model", default="small")
    parser.add_argument("--keep", type=Path, help="work in this folder, and leave it")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp())
    folder.mkdir(parents=True, exist_ok=True)
    try:
        model = small_model(folder / "model") if options.model == "small" else options.model
        library = Library(folder / "library", model, (options.times, 1 if options.shrink else options.times))
        print(f"{len(library.new.passages)} passages, a run takes {library.seconds:.1f} s, seed {options.seed}")
        seen = rounds(library, options.kills, random.Random(options.seed))
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    print_table(seen)
    return 0 if all(one.is_sound for one in seen) else 1


if __name__ == "__main__":
    sys.exit(main())
