"""Words from pictures of pages, by the program Tesseract where it is installed."""

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from itertools import groupby

from ingest.formats.pdf.words import joined

PROGRAM = "tesseract"
DOTS_PER_INCH = 250
# Words that the program is less sure of than this, of 100, are dirt more often than not.
LEAST_SURE = 30.0
MOST_LANGUAGES = 3
NO_LANGUAGES = frozenset({"osd", "equ", "snum"})
WORD_LEVEL = "5"
COLUMNS = 12  # of the program's table of words


def can_recognise() -> bool:
    """Whether the program is installed, with at least one language."""
    return shutil.which(PROGRAM) is not None and bool(_languages())


def recognised_paragraphs(picture: bytes, seconds: float) -> list[str] | None:
    """Return the words of a page's picture, a text for each paragraph; None where it takes too long or fails.

    Args:
        picture: In a format that the program knows by its bytes, such as PGM or PNG.
        seconds: After these it is stopped.
    """
    command = [*_with_one_thread(), PROGRAM, "-", "-", "-l", "+".join(_languages()), "--dpi", str(DOTS_PER_INCH), "tsv"]
    try:
        done = subprocess.run(command, input=picture, capture_output=True, timeout=max(seconds, 0.1), check=False)
    except (subprocess.TimeoutExpired, OSError):
        return None
    if done.returncode:
        return None
    return paragraphs_of_table(done.stdout.decode("utf-8", "replace"))


def paragraphs_of_table(table: str) -> list[str]:
    """Return the paragraphs of the program's table of words.

    Args:
        table: Tab-separated, with a header, a row for each block, paragraph, line and word.
    """
    words = [row for row in (line.split("\t") for line in table.splitlines()) if _is_word(row)]
    found = []
    for _, of_paragraph in groupby(words, key=lambda row: row[1:4]):
        text = ""
        for _, of_line in groupby(of_paragraph, key=lambda row: row[4]):
            line = " ".join(row[-1].strip() for row in of_line)
            text = joined(text, line) if text else line
        found.append(text)
    return found


def _is_word(row: Sequence[str]) -> bool:
    return len(row) == COLUMNS and row[0] == WORD_LEVEL and bool(row[-1].strip()) and float(row[-2]) >= LEAST_SURE


def _with_one_thread() -> list[str]:
    """What starts the program so that it uses one core: on several it is slower where others work beside it."""
    return ["env", "OMP_THREAD_LIMIT=1"] if shutil.which("env") else []


@cache
def _languages() -> tuple[str, ...]:
    """The languages installed, English first."""
    try:
        listed = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, timeout=20, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return ()
    names = [name.strip() for name in listed.stdout.decode("utf-8", "replace").splitlines()[1:]]
    chosen = sorted(
        (name for name in names if name and name not in NO_LANGUAGES), key=lambda name: (name != "eng", name)
    )
    return tuple(chosen[:MOST_LANGUAGES])
