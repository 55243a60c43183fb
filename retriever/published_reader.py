"""Reads with a published model in place of the bundled network."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retriever.cross_encoder import CrossEncoder, Judgement, Part, StatementJudge

if TYPE_CHECKING:
    from retriever.published_network import PublishedNetwork

BUNDLED = "bundled"

# As much as the bundled network reads (reader_network), in words, since each model has its own tokens. A heading and a
# lead keep their ends, nearest to the statement.
QUESTION_WORDS, HEADING_WORDS, LEAD_WORDS = 40, 18, 15
# A statement of so many words or more is read without the words before it.
SELF_CONTAINED_WORDS = 18


@dataclass(frozen=True, slots=True)
class PartText:
    """What is read beside the question: heading and lead, a line each, then the statement."""

    text: str
    statement_start: int  # offset into the text; the statement reaches to its end


class PublishedReader:
    """A sentence-transformers CrossEncoder or an extractive question-answering model of transformers.

    Loaded when first used, from this machine only; safe to share between threads, which read one after another.

    Args:
        model: Its name or path.
    """

    def __init__(self, model: str) -> None:
        self._model = model
        self._lock = threading.Lock()
        self._published: PublishedNetwork | None = None

    def judge(self, question: str, parts: Sequence[Part]) -> list[Judgement]:
        """One judgement a part, in order.

        Scores are the model's own: the logit of a CrossEncoder, which marks no short answer; of a question-answering
        model by how much the logits of its best span in the statement exceed those of "no answer".

        Raises:
            ModelUnavailable: The model is not on this machine, cannot be loaded, or is of neither kind.
        """
        if not parts:
            return []
        from retriever.published_network import load_published

        asked = " ".join(question.split()[:QUESTION_WORDS])
        # The padding and truncation that a call sets are shared state of the tokenizer, so reading is locked too.
        with self._lock:
            if self._published is None:
                self._published = load_published(self._model)
            return self._published.judge(asked, [part_text(part) for part in parts])


def cross_encoder(model: str) -> StatementJudge:
    """The bundled network for ``bundled``, else the published model of that name or path."""
    return CrossEncoder() if model == BUNDLED else PublishedReader(model)


def part_text(part: Part) -> PartText:
    """A part as one text; a lead is read only before a short statement.

    >>> part_text(Part("Leave", "Staff get:", "Thirty days."))
    PartText(text='Leave\\nStaff get:\\nThirty days.', statement_start=17)
    """
    before = [_last_words(part.heading, HEADING_WORDS)]
    if len(part.text.split()) < SELF_CONTAINED_WORDS:
        before.append(_last_words(part.lead, LEAD_WORDS))
    context = "".join(f"{words}\n" for words in before if words)
    return PartText(context + part.text, len(context))


def _last_words(text: str, count: int) -> str:
    return " ".join(text.split()[-count:])
