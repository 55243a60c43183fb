"""The sentences of a chat model's reply, as they come: JSON that follows `CLAIMS_SCHEMA`."""

import json
from typing import Any

from app.written.records import Draft
from ingest.sentences import sentence_spans

CLAIMS_SCHEMA: dict[str, Any] = {
    "title": "Claims",
    "description": "The sentences of the answer, each with the ids of the excerpts it rests on.",
    "type": "object",
    "properties": {
        "claims": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "text": {"type": "string", "description": "One sentence."},
                    "citations": {"type": "array", "items": {"type": "string"}, "description": "Ids of excerpts."},
                },
                "required": ["text", "citations"],
                "additionalProperties": False,
            },
        }
    },
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
        if self._place < 0:
            self._place = self._text.find("[") if '"claims"' in self._text else -1
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


def _sentences(record: Any) -> list[Draft]:
    """Each sentence of a claim, with all of its citations."""
    text, cited = (record.get("text"), record.get("citations")) if isinstance(record, dict) else (None, None)
    if not isinstance(text, str) or not isinstance(cited, list):
        return []
    ids = tuple(dict.fromkeys(str(one).strip("[] ") for one in cited))
    words = " ".join(text.split())
    return [Draft(words[start:end], ids) for start, end in sentence_spans(words, 0, len(words))]
