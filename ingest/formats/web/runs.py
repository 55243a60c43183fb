"""The runs of words that make one block of a web page."""

from dataclasses import replace

from ingest.elements import Run

MIN_LINKS = 4  # of a paragraph that leads to other pages


def only_links(runs: list[Run]) -> bool:
    """Whether words are links to other pages, one after the other, and no sentence."""
    words = [run for run in runs if any(map(str.isalnum, run.text))]
    linked = [run for run in words if run.url]
    are_many = len({run.url for run in linked}) >= MIN_LINKS and len(linked) == len(words)
    return are_many and not "".join(run.text for run in runs).rstrip().endswith((".", "!", "?", ":"))


def as_label(term: list[Run]) -> list[Run]:
    """Return a term as the label of what follows it."""
    words = list(trimmed(term, verbatim=False))
    ends = words[-1].text[-1:] in ":?!.…;,–—"
    return [*words, Run(" " if ends else ": ")]


def trimmed(runs: list[Run], *, verbatim: bool) -> tuple[Run, ...]:
    """Return runs without white space around them; of verbatim ones only empty lines."""
    last = len(runs)
    while last and not runs[last - 1].text.strip():
        last -= 1
    kept = runs[:last]
    if kept and kept[-1].text[-1:].isspace():
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    if kept and kept[0].text[:1].isspace():
        first = kept[0].text
        kept[0] = replace(kept[0], text=first.lstrip("\r\n") if verbatim else first.lstrip())
    return tuple(kept)
