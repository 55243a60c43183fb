"""The sentences of a chat model's reply, as they come: plain text with markers."""

import re
from collections.abc import Collection, Iterator

from app.written.records import Draft
from ingest.sentences import sentence_spans

# Markers are held as single characters of the private use area, so that sentences are cut as if they were not there.
FIRST_MARKER, MOST_MARKERS = 0xE000, 0x1800
_MARKS = f"[{chr(FIRST_MARKER)}-{chr(FIRST_MARKER + MOST_MARKERS - 1)}]"
# Words that models put before ids inside a marker: "[ids: kfz, wqd]".
_BEFORE_IDS = re.compile(r"\b(?:id|ids|excerpts?|sources?|citations?|see)\b\s*[:#]?", re.IGNORECASE)
_BRACKETS = re.compile(r"\[\[?([^\[\]\n]{1,80})\]?\]|【([^【】\n]{1,80})】|\(([^()\n]{1,80})\)")
_UNCLOSED = re.compile(r"[\[【(][^\[\]【】()\n]{0,80}$")
MOST_IDS, MOST_ID_CHARS = 6, 8
# "It costs 5. [kfz]" is read as "It costs 5 [kfz]."
_STOP_BEFORE_MARKS = re.compile(rf"([.!?…]+[\"”’)]*)((?:\s*{_MARKS})+)")
_ONLY_MARKS = re.compile(rf"[\s.,;:]*(?:{_MARKS}[\s.,;:]*)+")
_LIST_SIGN = re.compile(r"^\s*(?:[-*•–]\s+|\d{1,2}[.)]\s+|#{1,6}\s+|>\s+)+")
_EMPHASIS = re.compile(r"\*\*|__|`+|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")
_SPACE_BEFORE_STOP = re.compile(r"\s+([.,;:!?])")


class MarkedReply:
    """Cuts a reply into sentences with the ids that each cites, in whatever pieces it comes."""

    def __init__(self, ids: Collection[str]) -> None:
        """Read markers of these ids; a marker of any other is kept as a citation of what was not given."""
        self._ids = frozenset(ids)
        self._bare = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(ids)))})(?!\w)") if ids else None
        self._cited: list[tuple[str, ...]] = []  # by marker
        self._rest = ""
        self._leads: bool | None = None  # whether markers stand before their sentences

    def feed(self, piece: str) -> list[Draft]:
        """Return the sentences that are complete with this piece."""
        self._rest += re.sub(_MARKS, "", piece)
        open_marker = _UNCLOSED.search(self._rest)
        held = self._rest[open_marker.start() :] if open_marker else ""
        complete, last = self._parted(self._marked(self._rest[: len(self._rest) - len(held)]))
        self._rest = last + held
        return [draft for one in complete if (draft := self._draft(one))]

    def end(self) -> list[Draft]:
        """Return what is left once the reply has ended."""
        complete, last = self._parted(self._marked(self._rest))
        self._rest = ""
        return [draft for one in [*complete, last] if (draft := self._draft(one))]

    def _marked(self, text: str) -> str:
        """The text with each marker as one character, before the full stop of the sentence that it belongs to."""
        text = _BRACKETS.sub(self._mark, text)
        if self._bare:
            text = self._bare.sub(lambda found: self._character((found[0],)), text)
        if self._leads is None and text.strip():
            self._leads = re.match(_MARKS, text.strip()) is not None
        return text if self._leads else _STOP_BEFORE_MARKS.sub(r"\2\1", text)

    def _mark(self, found: re.Match[str]) -> str:
        inner = next(group for group in found.groups() if group is not None)
        named = re.split(r"[\s,;|+&]+", _BEFORE_IDS.sub(" ", inner).strip())
        known = [one for one in named if one in self._ids]
        looks_like_ids = len(named) <= MOST_IDS and all(re.fullmatch(r"\w{1,8}", one) for one in named)
        if known or (found[3] is None and looks_like_ids):
            return self._character(tuple(named))
        return found[0]

    def _character(self, ids: tuple[str, ...]) -> str:
        self._cited.append(ids)
        return chr(FIRST_MARKER + (len(self._cited) - 1) % MOST_MARKERS)

    def _parted(self, text: str) -> tuple[list[str], str]:
        """The sentences that something follows, and the last one, which may go on."""
        parts: list[str] = []
        for line in text.splitlines(keepends=True):
            for start, end in sentence_spans(line, 0, len(line)):
                # White space stays, so that what comes next is not taken for a part of the last word.
                sentence = line[start:] if end == len(line.rstrip()) else line[start:end]
                if parts and not self._leads and _ONLY_MARKS.fullmatch(sentence):
                    parts[-1] += sentence
                else:
                    parts.append(sentence)
        return parts[:-1], parts[-1] if parts else ""

    def _draft(self, sentence: str) -> Draft | None:
        cited = [id for mark in re.findall(_MARKS, sentence) for id in self._cited[ord(mark) - FIRST_MARKER]]
        text = _EMPHASIS.sub("", re.sub(_MARKS, " ", _LIST_SIGN.sub("", sentence)))
        text = _SPACE_BEFORE_STOP.sub(r"\1", " ".join(text.split())).strip(" -–—")
        return Draft(text, tuple(dict.fromkeys(cited))) if any(map(str.isalnum, text)) else None


def drafts(pieces: Iterator[str], ids: Collection[str]) -> Iterator[Draft]:
    """Yield the sentences of a reply as each is complete.

    >>> [*drafts(iter(["It is 5 [kf", "z]. It was 4. [wq", "d, kfz] Now"]), ["kfz", "wqd"])]
    [Draft(text='It is 5.', cited=('kfz',)), Draft(text='It was 4.', cited=('wqd', 'kfz')), Draft(text='Now', cited=())]
    """
    reply = MarkedReply(ids)
    for piece in pieces:
        yield from reply.feed(piece)
    yield from reply.end()
