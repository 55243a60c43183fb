"""The sentences of a chat model's reply, as they come: JSON that follows `claims_schema`."""

import json
import re
from collections.abc import Collection
from typing import Any

from app.written.records import Draft
from app.written.reply import MarkedReply
from ingest.sentences import sentence_spans

# In place of a second id where a claim rests on one excerpt.
NO_SECOND = "none"
# What models put around JSON, and how much of a reply is waited for to see it.
_FENCE = re.compile(r"^```(?:json)?\s*")
_FENCE_CHARS = 12


def claims_schema(ids: Collection[str]) -> dict[str, Any]:
    """Return the JSON schema of a reply: claims, each with one or two ids of excerpts and its sentence.

    No other ids are possible. They come before the sentence, so that a model has chosen what to write from when it
    writes; and they are no list, which weak models fill without end, and whose length not all servers can limit.
    """
    properties = {
        "excerpt": {"type": "string", "enum": list(ids), "description": "The excerpt that the sentence rests on."},
        "second_excerpt": {
            "type": "string",
            "enum": [NO_SECOND, *ids],
            "description": "A second one that it rests on, too.",
        },
        "text": {"type": "string", "description": "One sentence."},
    }
    claim = {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
    return {
        "title": "Claims",
        "description": "The sentences of the answer, each with the ids of the excerpts that it rests on.",
        "type": "object",
        "properties": {"claims": {"type": "array", "items": claim}},
        "required": ["claims"],
        "additionalProperties": False,
    }


class JsonReply:
    """Takes the claims out of a JSON reply as each is complete, in whatever pieces it comes."""

    def __init__(self) -> None:
        self._text = ""
        self._place = -1  # where the next claim is looked for; -1 before the list has begun

    def feed(self, piece: str) -> list[Draft]:
        """Return the sentences that are complete with this piece."""
        self._text += piece
        if self._place < 0 and '"claims"' in self._text:
            self._place = self._text.find("[")
        found: list[Draft] = []
        while self._place >= 0 and (start := self._text.find("{", self._place)) >= 0:
            try:
                record, self._place = json.JSONDecoder().raw_decode(self._text, start)
            except ValueError:
                break
            found += _sentences(record)
        return found

    def end(self) -> list[Draft]:
        """Return nothing: a claim that is not complete is none."""
        return []


class JsonOrMarkedReply:
    """Reads JSON, or plain text with markers where a server took the schema and did not keep to it."""

    def __init__(self, ids: Collection[str]) -> None:
        """Read markers of these ids, should the reply turn out to be plain text."""
        self._ids = ids
        self._start = ""
        self._reply: JsonReply | MarkedReply | None = None

    def feed(self, piece: str) -> list[Draft]:
        """Return the sentences that are complete with this piece."""
        if self._reply is None:
            self._start = (self._start + piece).lstrip()
            if not self._start or (self._start.startswith("`") and len(self._start) < _FENCE_CHARS):
                return []
            is_json = _FENCE.sub("", self._start).startswith("{")
            self._reply = JsonReply() if is_json else MarkedReply(self._ids)
            piece = self._start
        return self._reply.feed(piece)

    def end(self) -> list[Draft]:
        """Return what is left once the reply has ended."""
        return self._reply.end() if self._reply else []


def _sentences(record: Any) -> list[Draft]:
    """Each sentence of a claim, with all of its citations."""
    if not isinstance(record, dict) or not isinstance(record.get("text"), str):
        return []
    text, named = record["text"], (record.get("excerpt"), record.get("second_excerpt"))
    ids = tuple(dict.fromkeys(one.strip("[] ") for one in named if isinstance(one, str) and one != NO_SECOND))
    words = " ".join(text.split())
    return [Draft(words[start:end], ids) for start, end in sentence_spans(words, 0, len(words))]
