"""What of a found passage is shown, and what in it is marked."""

from collections.abc import Sequence

from retriever.types import Hit, Passage, Span

# Longer passages are shown in part: some seven lines.
MOST_CHARS = 480


def marks_of(hit: Hit, matched: Sequence[Span]) -> tuple[Span, ...]:
    """Return the words that matched, or the statement nearest in meaning where none did; nothing for neither."""
    if matched or hit.keyword is not None or not hit.statement_similarities:
        return tuple(matched)
    nearest = max(range(len(hit.statement_similarities)), key=lambda place: hit.statement_similarities[place])
    statement = hit.passage.statements[nearest]
    return ((statement.start, statement.end),)


def shown_span(passage: Passage, marks: Sequence[Span], most_chars: int = MOST_CHARS) -> Span:
    """Return the consecutive statements with the most of the marked words, as many as are short enough together.

    Args:
        passage: Shown whole if it is short.
        marks: Offsets in its document's text.
        most_chars: A single statement may be longer.
    """
    if len(passage.text) <= most_chars or not passage.statements:
        return passage.start, passage.end
    runs = [_run(passage, first, most_chars) for first in range(len(passage.statements))]

    def worth(run: Span) -> tuple[int, int, int]:
        inside = [mark for mark in marks if run[0] <= mark[0] and mark[1] <= run[1]]
        return len({passage.words(*mark).casefold() for mark in inside}), len(inside), -run[0]

    return max(runs, key=worth)


def _run(passage: Passage, first: int, most_chars: int) -> Span:
    """The statements from one on that are short enough together; at the end of the passage, some before it too."""
    statements = passage.statements
    last = first
    while last + 1 < len(statements) and statements[last + 1].end - statements[first].start <= most_chars:
        last += 1
    while first and last + 1 == len(statements) and statements[last].end - statements[first - 1].start <= most_chars:
        first -= 1
    return statements[first].start, statements[last].end
