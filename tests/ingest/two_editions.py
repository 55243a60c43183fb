"""A folder of documents in two editions, for tests that stop an ingest between them."""

import zipfile
from pathlib import Path

# Words that stand in nothing else, so that a single left-over of an edition can be found by them.
FIRST, SECOND, BOTH = "amberline", "cobaltine", "steadfast"
# More than are embedded together (ingest/writing.py) in passages of 200 characters, two rules each.
LONG, SHORT = 280, 40
FIRST_FILES = {
    "annual.txt": (FIRST, LONG),
    **{f"changed-{number}.txt": (FIRST, SHORT) for number in range(4)},
    "hr/changed-4.txt": (FIRST, SHORT),
    "same-0.txt": (BOTH, SHORT),
    "hr/same-1.txt": (BOTH, SHORT),
    "gone-0.txt": (FIRST, SHORT),
    "hr/gone-1.txt": (FIRST, SHORT),
    "hr/gone-2.txt": (FIRST, 4),
}
SECOND_FILES = {
    **{source: (SECOND if words == FIRST else words, count) for source, (words, count) in FIRST_FILES.items()},
    "new-0.txt": (SECOND, SHORT),
    "hr/new-1.txt": (SECOND, SHORT),
}
GONE_FILES = {source for source in FIRST_FILES if "gone" in source}
TWINS = ("twin-a.txt", "twin-b.txt")  # hold the same in the first edition; the first of them changes
PAIR = ("pair-a.txt", "pair-b.txt")  # hold the same, and come with the second edition
ARCHIVE = "bundle.zip"
# More than are embedded together, so that a kill can fall between an archive's members.
FIRST_MEMBERS = {"kept.txt": BOTH, "gone.txt": FIRST, **{f"notes/{number}.txt": FIRST for number in range(5)}}
SECOND_MEMBERS = {
    **{f"more/{number}.txt": SECOND for number in range(3)},
    **{name: SECOND if words == FIRST else words for name, words in FIRST_MEMBERS.items() if name != "gone.txt"},
}


def write_first(folder: Path, times: int = 1) -> None:
    """Write the first edition into an empty folder, its texts so many times as long as they are here."""
    for source, (words, count) in FIRST_FILES.items():
        _write(folder / source, rules(source, words, times * count))
    for source in TWINS:
        _write(folder / source, rules("twin", BOTH, times * SHORT))
    _write_archive(folder, FIRST_MEMBERS, times * SHORT)


def write_second(folder: Path, times: int = 1) -> None:
    """Write the second edition over the first."""
    for source in GONE_FILES:
        (folder / source).unlink()
    for source, (words, count) in SECOND_FILES.items():
        if source not in GONE_FILES:
            _write(folder / source, rules(source, words, times * count))
    _write(folder / TWINS[0], rules("twin", SECOND, times * SHORT))
    for source in PAIR:
        _write(folder / source, rules("pair", SECOND, times * SHORT))
    _write_archive(folder, SECOND_MEMBERS, times * SHORT)


def rules(name: str, words: str, count: int) -> str:
    """A text of so many rules, each of which names the document and the edition."""
    return "".join(
        f"Rule {number} of {name} in the {words} edition: visitors sign the book and wear badge {number}.\n\n"
        for number in range(count)
    )


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _write_archive(folder: Path, members: dict[str, str], count: int) -> None:
    with zipfile.ZipFile(folder / ARCHIVE, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in members.items():
            # A date of its own, so that the archive's bytes are the same in every run.
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), rules(name, words, count))
