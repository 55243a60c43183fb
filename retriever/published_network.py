"""Loads a published reading model: a sentence-transformers CrossEncoder, or one of transformers that marks answers.

Imports torch, transformers and sentence-transformers, so import it only when such a model is needed.
"""

import contextlib
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
import torch
from safetensors import SafetensorError
from sentence_transformers import CrossEncoder
from transformers import AutoConfig, AutoModelForQuestionAnswering, AutoTokenizer, BatchEncoding
from transformers.utils.hub import cached_file

from retriever.cross_encoder import Judgement, likeliest_run
from retriever.encoder import one_line
from retriever.errors import ModelUnavailable
from retriever.published_reader import PartText
from retriever.types import Span

# Statements read at once; at their usual length about a thousand tokens.
BATCH_ROWS = 8
# Of question, heading, lead and statement together; more of a statement is cut off.
MOST_TOKENS = 256
# The score of a statement of which the model reads no token: as good as certain that it answers nothing.
NOTHING_READ = -20.0


class PublishedNetwork(Protocol):
    """A loaded model."""

    def judge(self, question: str, texts: Sequence[PartText]) -> list[Judgement]:
        """One judgement a text, in order."""


class ScoringNetwork:
    """A sentence-transformers CrossEncoder with one output.

    Raises:
        ModelUnavailable: It has more outputs than one.
    """

    def __init__(self, model: str) -> None:
        self._model = CrossEncoder(model, device="cpu", local_files_only=True)
        if self._model.num_labels != 1:
            raise unfit(model, f"gives {self._model.num_labels} scores for a question and a text")

    def judge(self, question: str, texts: Sequence[PartText]) -> list[Judgement]:
        """The logits, whatever activation the model comes with; no short answers."""
        logits = self._model.predict(
            [(question, text.text) for text in texts],
            batch_size=BATCH_ROWS,
            show_progress_bar=False,
            activation_fn=torch.nn.Identity(),
        )
        return [Judgement(float(logit), None) for logit in logits]


class MarkingNetwork:
    """A model of transformers that marks the first and the last token of the answer, and "no answer" at [CLS].

    Raises:
        ModelUnavailable: Its tokenizer has no [CLS] or does not tell where tokens stand, or its weights lack some.
    """

    def __init__(self, model: str) -> None:
        self._tokenizer = AutoTokenizer.from_pretrained(model, local_files_only=True, trust_remote_code=False)
        if not self._tokenizer.is_fast or self._tokenizer.cls_token_id is None:
            raise unfit(model, "has a tokenizer without offsets or without a [CLS] token, where 'no answer' is marked")
        self._model, loading = AutoModelForQuestionAnswering.from_pretrained(
            model, local_files_only=True, trust_remote_code=False, output_loading_info=True
        )
        # The library would fill them with random numbers.
        if loading["missing_keys"]:
            raise unfit(model, f"has no weights for {', '.join(sorted(loading['missing_keys'])[:3])}")
        self._model.eval()

    def judge(self, question: str, texts: Sequence[PartText]) -> list[Judgement]:
        """The best span of each statement, and by how much its logits exceed those of "no answer"."""
        judged = []
        for start in range(0, len(texts), BATCH_ROWS):
            judged += self._batch_judged(question, texts[start : start + BATCH_ROWS])
        return judged

    def _batch_judged(self, question: str, texts: Sequence[PartText]) -> list[Judgement]:
        encoded = self._tokenizer(
            [question] * len(texts),
            [text.text for text in texts],
            padding=True,
            truncation="longest_first",
            max_length=min(MOST_TOKENS, self._tokenizer.model_max_length),
            return_offsets_mapping=True,
            return_tensors="pt",
        )
        offsets = encoded.pop("offset_mapping").tolist()
        with torch.inference_mode():
            output = self._model(**encoded)
        ends = torch.stack([output.start_logits, output.end_logits], dim=-1).float().numpy()
        judged = []
        for row, text in enumerate(texts):
            no_answer = encoded["input_ids"][row].tolist().index(self._tokenizer.cls_token_id)
            tokens = statement_tokens(encoded, row, offsets[row], text.statement_start)
            judged.append(best_judgement(text, ends[row], no_answer, tokens))
        return judged


def statement_tokens(
    encoded: BatchEncoding, row: int, offsets: Sequence[Span], statement_start: int
) -> list[tuple[int, Span]]:
    """Positions of a row's tokens that stand in the statement, with their offsets into it."""
    return [
        (position, (max(start - statement_start, 0), end - statement_start))
        for position, (side, (start, end)) in enumerate(zip(encoded.sequence_ids(row), offsets, strict=True))
        if side == 1 and end > statement_start
    ]


def best_judgement(
    text: PartText, ends: npt.NDArray[np.float32], no_answer: int, tokens: Sequence[tuple[int, Span]]
) -> Judgement:
    """The likeliest span of the statement's tokens.

    Args:
        text: For its words.
        ends: float32 (tokens, 2), logits of the first and the last token of the answer.
        no_answer: Position of the token that stands for it.
        tokens: Of the statement: their positions, and their offsets into it.
    """
    if not tokens:
        return Judgement(NOTHING_READ, None)
    own = ends[[position for position, _ in tokens]]
    first, last = likeliest_run(own)
    score = own[first, 0] + own[last, 1] - ends[no_answer].sum()
    return Judgement(float(score), _without_spaces(text, (tokens[first][1][0], tokens[last][1][1])))


def _without_spaces(text: PartText, span: Span) -> Span | None:
    """The span without the spaces around its words, which some tokens hold; None if nothing is left."""
    words = text.text[text.statement_start + span[0] : text.statement_start + span[1]]
    start = span[0] + len(words) - len(words.lstrip())
    return (start, start + len(words.strip())) if words.strip() else None


def load_published(model: str) -> PublishedNetwork:
    """The model of that name or path, from this machine only, in float32 on the processor.

    Raises:
        ModelUnavailable: It is not on this machine, cannot be loaded, or is of neither kind.
    """
    try:
        # Only progress bars are silenced; what goes wrong arrives as an exception.
        with contextlib.redirect_stderr(io.StringIO()):
            config = AutoConfig.from_pretrained(model, local_files_only=True, trust_remote_code=False)
            architecture = (config.architectures or ["no architecture"])[0]
            if architecture.endswith("ForQuestionAnswering"):
                return MarkingNetwork(model)
            if architecture.endswith("ForSequenceClassification") or says_cross_encoder(model):
                return ScoringNetwork(model)
    except (OSError, ValueError, RuntimeError, SafetensorError) as error:
        raise ModelUnavailable(
            f"the reader's model {model!r} is not on this machine, or not whole ({one_line(error)}).\n"
            f"Fetch it once while connected, with `hf download {model}`, or set CITEWELL_READER_MODEL to the folder "
            "of a model, or to 'bundled'."
        ) from error
    raise unfit(model, f"is a {architecture}")


def says_cross_encoder(model: str) -> bool:
    """Whether a model's own settings say that sentence-transformers stored it as a CrossEncoder, of whatever parts."""
    file = cached_file(
        model,
        "config_sentence_transformers.json",
        local_files_only=True,
        _raise_exceptions_for_missing_entries=False,
    )
    return file is not None and json.loads(Path(file).read_text("utf-8")).get("model_type") == "CrossEncoder"


def unfit(model: str, reason: str) -> ModelUnavailable:
    """The error for a model that cannot serve as reader."""
    return ModelUnavailable(
        f"the reader's model {model!r} {reason}.\n"
        "Set CITEWELL_READER_MODEL to a CrossEncoder of sentence-transformers with one output, to an extractive "
        "question-answering model of transformers, or to 'bundled'."
    )
