"""Read subtitles (WebVTT, SubRip) as what is said, by whom."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.elements import Element, ParsedFile, SourceFile, paragraph
from ingest.errors import EmptyDocument
from ingest.formats.encodings import decoded

TIMES = re.compile(r"^\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*((?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3})")
VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
WORD_TIMES = re.compile(r"</?c(?:\.[^<>]*)?>|<[\d:.]+>")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<[\d:.]+>|\{\\[^{}]*\}")
NO_WORDS = "the subtitles hold no words."
# A pause after a full sentence that is at least this long begins a new paragraph; so does a sentence that ends in a
# paragraph of this length.
PAUSE_SECONDS = 3.0
ROLLING_SECONDS = 0.2  # at most between a cue and the one whose last line it shows again
PARAGRAPH_CHARS = 500
SENTENCE_ENDS = (".", "!", "?", "…", "。", "！", "？", '."', ".”")


@dataclass(frozen=True, slots=True)
class _Cue:
    """Words that one speaker says while they are shown."""

    speaker: str
    words: str
    start: float  # seconds from the beginning
    end: float


def read_vtt(file: SourceFile) -> ParsedFile:
    """Return what is said, in paragraphs that begin with the speaker's name where it is given; no times.

    Raises:
        EmptyDocument: Nothing is.
        UnreadableFile: It is no text.
    """
    text = decoded(file.path.read_bytes())
    elements = tuple(_paragraphs(_cues(text)))
    if not elements:
        raise EmptyDocument(NO_WORDS)
    return ParsedFile(elements, unreadable=text.count("\ufffd"))


def _cues(text: str) -> Iterator[_Cue]:
    """Yield what is shown, in the file's order; lines that roll on from the cue before come once."""
    before: list[str] = []
    last = 0.0
    for block in re.split(r"\n[ \t]*\n+", text):
        lines = block.strip("\n").split("\n")
        place = next((number for number, line in enumerate(lines) if TIMES.match(line)), None)
        if place is None:
            continue
        times = TIMES.match(lines[place])
        shown = [line.strip() for line in lines[place + 1 :] if line.strip()]
        start, end = (_seconds(times[1]), _seconds(times[2])) if times else (0.0, 0.0)
        bare = [WORD_TIMES.sub("", line) for line in shown]
        rolled = _rolled(before, bare) if start - last < ROLLING_SECONDS else 0
        before, last = bare or before, end
        yield from _voices("\n".join(shown[rolled:]), start, end)


def _rolled(before: list[str], lines: list[str]) -> int:
    """Return how many of a cue's first lines the cue before it ended with."""
    return next((count for count in range(len(lines), 0, -1) if lines[:count] == before[-count:]), 0)


def _voices(shown: str, start: float, end: float) -> Iterator[_Cue]:
    pieces = VOICE.split(shown)
    for speaker, words in zip(["", *pieces[1::2]], pieces[0::2], strict=True):
        said = " ".join(html.unescape(TAG.sub("", words)).split())
        if said:
            yield _Cue(" ".join(html.unescape(speaker).split()), said, start, end)


def _paragraphs(cues: Iterator[_Cue]) -> Iterator[Element]:
    said: list[_Cue] = []
    length = 0
    for cue in cues:
        if said and _parts(said[-1], cue, length):
            yield _paragraph(said)
            said, length = [], 0
        said.append(cue)
        length += len(cue.words) + 1
    if said:
        yield _paragraph(said)


def _parts(last: _Cue, following: _Cue, length: int) -> bool:
    if following.speaker != last.speaker:
        return True
    is_pause = following.start - last.end >= PAUSE_SECONDS or length >= PARAGRAPH_CHARS
    return is_pause and last.words.endswith(SENTENCE_ENDS)


def _paragraph(said: list[_Cue]) -> Element:
    words = " ".join(cue.words for cue in said)
    return paragraph(f"{said[0].speaker}: {words}" if said[0].speaker else words)


def _seconds(written: str) -> float:
    """Return how far into the film a time is.

    >>> _seconds("01:00:02,500"), _seconds("00:11.000")
    (3602.5, 11.0)
    """
    seconds = 0.0
    for part in written.replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return seconds
