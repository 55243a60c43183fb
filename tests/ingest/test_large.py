"""Large files load in time that grows with their size."""

import time
from pathlib import Path

import pytest

from ingest.load import load
from ingest.passages import split

PROSE = "The office answers every letter within ten days, e.g. by post. It keeps a copy (see No. 4)."
SHAPES = {
    "paragraphs": f"Leave and travel\n{PROSE} {PROSE}\n\n",
    "one line": f"{PROSE} ",
    "list": "- an item of more words than a name would ever have\n",
    "table": "| a | b |\n",
    "facts": "NEPAL\nUSD 2.6 M\n\n",
    "names": "Ada Lovelace\n\n",
    "headings": "CHAPTER\n\n",
    "brackets": "(ABC) [",
    "bars of any number": "a | b\n| c\n",
    "repeated head": f"EPC PROGRAMS\n\nSHELTER\n\n{PROSE}\n\n",
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES.keys())
def test_a_file_of_200_000_characters_loads_and_splits_within_seconds(tmp_path: Path, shape: str) -> None:
    path = tmp_path / "large.txt"
    path.write_text("Some words.\n\n" + shape * (200_000 // len(shape)))
    started = time.perf_counter()
    assert split(load(path, "large.txt"))
    assert time.perf_counter() - started < 6
