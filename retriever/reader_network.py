"""The reader's network: MiniLM over question and statement, one score, and the ends of the short answer.

Imports torch and transformers, so import it only when a network is needed.
"""

import contextlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from retriever.encoder import bundled_path
from retriever.types import Span

# What the network reads of each part, in tokens; a heading and a lead keep their ends, nearest to the statement.
QUESTION_TOKENS, HEADING_TOKENS, LEAD_TOKENS, STATEMENT_TOKENS = 32, 24, 20, 64
# And of a claim with the text that it is judged by, which keeps its beginning.
TEXT_TOKENS, CLAIM_TOKENS = 400, 96
# A statement of so many tokens or more is read without the words before it.
SELF_CONTAINED_TOKENS = 25
WIDTH = 384
Floats = npt.NDArray[np.float32]
_START, _END = 101, 102  # [CLS] and [SEP] of the bundled vocabulary
# Parameters that are taken from the bundled model, so not stored.
_BUNDLED = ("bert.embeddings.word_embeddings.weight",)


@dataclass(frozen=True, slots=True)
class Row:
    """[CLS] question [SEP] heading lead [SEP] statement [SEP]."""

    ids: list[int]
    question_end: int  # of the question's tokens, which start at 1
    statement_start: int
    offsets: list[Span]  # of the statement's tokens, into its text

    @property
    def statement_end(self) -> int:
        """Past the last token of the statement."""
        return self.statement_start + len(self.offsets)


class RowMaker:
    """Cuts questions and statements into rows of token ids."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer.from_file(str(bundled_path() / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._ids = lru_cache(maxsize=4096)(self._encode)

    def row(self, question: str, heading: str, lead: str, statement: str) -> Row:
        """The row for one statement; a lead is read only before a short one."""
        encoded = self._tokenizer.encode(statement, add_special_tokens=False)
        stated = list(encoded.ids[:STATEMENT_TOKENS])
        asked = self._ids(question)[:QUESTION_TOKENS]
        context = self._ids(heading)[-HEADING_TOKENS:]
        if lead and len(stated) < SELF_CONTAINED_TOKENS:
            context += self._ids(lead)[-LEAD_TOKENS:]
        ids = [_START, *asked, _END, *context, _END, *stated, _END]
        offsets = list(encoded.offsets[:STATEMENT_TOKENS])
        return Row(ids, 1 + len(asked), len(asked) + len(context) + 3, offsets)

    def pair(self, text: str, claim: str) -> Row:
        """The row for a claim and the text that it is judged by: the claim takes the statement's place."""
        encoded = self._tokenizer.encode(claim, add_special_tokens=False)
        held = self._ids(text)[:TEXT_TOKENS]
        ids = [_START, *held, _END, *encoded.ids[:CLAIM_TOKENS], _END]
        return Row(ids, 1 + len(held), len(held) + 2, list(encoded.offsets[:CLAIM_TOKENS]))

    def _encode(self, text: str) -> tuple[int, ...]:
        return tuple(self._tokenizer.encode(text, add_special_tokens=False).ids)


class ReaderNetwork(nn.Module):
    """Scores rows: log-odds against "none of these", a constant zero."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            bundled_path(),
            add_pooling_layer=False,
            local_files_only=True,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.bert.embeddings.word_embeddings.weight.requires_grad = False
        self.score = nn.Linear(WIDTH, 1)
        self.span = nn.Linear(WIDTH, 2)
        self.scale = nn.Parameter(torch.tensor(10.0))
        self.offset = nn.Parameter(torch.tensor(-6.0))
        nn.init.zeros_(self.score.weight)
        nn.init.zeros_(self.score.bias)

    def forward(self, rows: Sequence[Row]) -> tuple[Tensor, Tensor]:
        """Score rows.

        Returns:
            Scores (rows,), and the logits of the short answer's first and last token (rows, tokens, 2), which
            are very low outside the statement.
        """
        longest = max(len(row.ids) for row in rows)
        ids = torch.zeros(len(rows), longest, dtype=torch.long)
        seen, asked, stated = (torch.zeros(len(rows), longest) for _ in range(3))
        for i, row in enumerate(rows):
            ids[i, : len(row.ids)] = torch.tensor(row.ids)
            seen[i, : len(row.ids)] = 1
            asked[i, 1 : row.question_end] = 1
            stated[i, row.statement_start : row.statement_end] = 1
        # One segment for all, as the encoder it starts from was trained; the marks between the parts are enough.
        states = self.bert(input_ids=ids, attention_mask=seen).last_hidden_state
        cosine = nn.functional.cosine_similarity(_mean(states, asked), _mean(states, stated))
        score = self.scale * cosine + self.offset + self.score(states[:, 0]).squeeze(1)
        return score, self.span(states).masked_fill(stated[..., None] == 0, -1e4)


def _mean(states: Tensor, mask: Tensor) -> Tensor:
    return (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True).clamp(min=1)


class ByteLinear(nn.Module):
    """A linear layer that multiplies bytes: weights rounded by output channel, what comes in by token.

    A token is rounded alone, so its numbers do not depend on what is read beside it.
    """

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        weight = layer.weight.detach()
        self._weight_steps = _byte_steps(weight).squeeze(1)
        self._weight = (weight / self._weight_steps[:, None]).round().to(torch.int8).t()
        self._bias = layer.bias.detach()

    def forward(self, states: Tensor) -> Tensor:
        """float32 (…, in) to float32 (…, out)."""
        tokens = states.reshape(-1, states.shape[-1])
        steps = _byte_steps(tokens)
        products: Tensor = torch._int_mm((tokens / steps).round_().to(torch.int8), self._weight)
        out = products.float().mul_(steps).mul_(self._weight_steps).add_(self._bias)
        return out.view(*states.shape[:-1], -1)


def _byte_steps(rows: Tensor) -> Tensor:
    """What one step of a byte stands for, so that each row's largest number becomes 127; shape (rows, 1)."""
    return rows.abs().amax(1, keepdim=True).clamp_(min=1e-8) / 127


@cache
def bytes_are_exact() -> bool:
    """Whether products of bytes can be had here and their sums are never cut off, as some processors do."""
    if not hasattr(torch, "_int_mm"):
        return False
    most = torch.full((32, 64), 127, dtype=torch.int8)
    return bool((torch._int_mm(most, most.t()) == 64 * 127 * 127).all())


def in_bytes(network: ReaderNetwork) -> ReaderNetwork:
    """The network with its encoder's linear layers in bytes: about half the time, scores a little rounded."""
    for layer in network.bert.encoder.layer:
        for part in layer.modules():
            for name, child in part.named_children():
                if isinstance(child, nn.Linear):
                    setattr(part, name, ByteLinear(child))
    return network


def scored(network: ReaderNetwork, rows: Sequence[Row]) -> tuple[Floats, Floats]:
    """What `ReaderNetwork.forward` returns, as arrays and without gradients."""
    with torch.inference_mode():
        scores, ends = network(rows)
    return scores.numpy(), ends.numpy()


def load_network(weights: Path, whole: bool = False) -> ReaderNetwork:
    """The network with the stored weights, ready to read.

    Args:
        weights: What differs from the bundled encoder.
        whole: Compute in float32 throughout; else in bytes where the processor is exact in them.
    """
    # Only its progress bar is silenced; what goes wrong arrives as an exception.
    with contextlib.redirect_stderr(io.StringIO()):
        network = ReaderNetwork()
    state = {name: values.to(torch.float32) for name, values in load_file(weights).items()}
    missing, unknown = network.load_state_dict(state, strict=False)
    if unknown or not set(missing) <= set(_BUNDLED):
        raise ValueError(f"{weights} does not hold the reader's weights: {sorted(unknown or missing)[:3]}")
    network.eval()
    return network if whole or not bytes_are_exact() else in_bytes(network)
