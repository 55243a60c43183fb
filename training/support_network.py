"""Train the support score's network: does the claim follow, and which of its words does the text not bear out."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from retriever.reader_network import ReaderNetwork, Row, RowMaker, load_network
from retriever.types import Span
from training.support_pairs import Pair

LEARNING_RATE, SECOND_RATE, HEAD_RATE = 1e-4, 6e-5, 1e-3
BATCH = 32
# Rows of a step are computed in so many pieces of like length, so that little is padded.
PIECES = 4
WARM_UP_STEPS = 40
FROZEN_LAYERS = 2
# The words' part of the loss: where they are known, they say more than the pair's one label.
WORD_WEIGHT = 1.0
# Wrong words are few, and must be found.
WRONG_WORD_WEIGHT = 3.0
REPORT_STEPS = 50


@dataclass(frozen=True, slots=True)
class Shown:
    """One pair as the network reads it."""

    row: Row
    follows: bool
    wrong: tuple[bool, ...] | None  # for each of the claim's tokens; None where it is not known


def train(start: Path, first: Sequence[Pair], second: Sequence[Pair], steps: int | None = None) -> ReaderNetwork:
    """The network after one pass over each of two rows of pairs.

    Args:
        start: The weights that it starts from, of the reader.
        first: In any order.
        second: Shown after those, with a smaller learning rate.
        steps: Stop each pass after so many, for a trial; None runs them all.
    """
    torch.manual_seed(0)
    network = load_network(start, whole=True)
    _begin_anew(network)
    learn(network, first, LEARNING_RATE, steps)
    learn(network, second, SECOND_RATE, steps)
    return network.eval()


def learn(network: ReaderNetwork, pairs: Sequence[Pair], learning_rate: float, steps: int | None = None) -> None:
    """Change the network by one pass over the pairs."""
    maker = RowMaker()
    network.train()
    for frozen in (network.bert.embeddings, *network.bert.encoder.layer[:FROZEN_LAYERS]):
        frozen.requires_grad_(False)
    body = [parameter for parameter in network.bert.parameters() if parameter.requires_grad]
    heads = [network.scale, network.offset, *network.score.parameters(), *network.span.parameters()]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
    batches = [pairs[i : i + BATCH] for i in range(0, len(pairs), BATCH)]
    random.Random(0).shuffle(batches)
    batches = batches[:steps]
    total = 0.0
    for step, batch in enumerate(batches):
        rate = min((step + 1) / WARM_UP_STEPS, 1 - step / len(batches))
        for group, base in zip(optimiser.param_groups, (learning_rate, HEAD_RATE), strict=True):
            group["lr"] = base * rate
        total += _learn(network, [shown(maker, pair) for pair in batch])
        torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
        optimiser.step()
        optimiser.zero_grad()
        if (step + 1) % REPORT_STEPS == 0:
            print(f"step {step + 1} of {len(batches)}, loss {total / REPORT_STEPS:.3f}")
            total = 0.0


def shown(maker: RowMaker, pair: Pair) -> Shown:
    """The pair in tokens, with the tokens that the text does not bear out."""
    row = maker.pair(pair.text, pair.claim)
    wrong = None if pair.wrong is None else tuple(_touches(span, pair.wrong) for span in row.offsets)
    return Shown(row, pair.follows, wrong)


def _touches(span: Span, others: Sequence[Span]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _begin_anew(network: ReaderNetwork) -> None:
    """The body keeps what it learnt of questions and statements; the heads learn another thing."""
    with torch.no_grad():
        network.scale.fill_(0.0)
        network.offset.fill_(0.0)
        for head in (network.score, network.span):
            torch.nn.init.normal_(head.weight, std=0.02)
            torch.nn.init.zeros_(head.bias)


def _learn(network: ReaderNetwork, batch: Sequence[Shown]) -> float:
    """Add the gradients of one batch; returns its loss."""
    ordered = sorted(batch, key=lambda s: len(s.row.ids))
    size = -(-len(ordered) // PIECES)
    total = 0.0
    for at in range(0, len(ordered), size):
        piece = ordered[at : at + size]
        loss = _loss(network, piece) * (len(piece) / len(ordered))
        loss.backward()  # type: ignore[no-untyped-call]
        total += loss.item()
    return total


def _loss(network: ReaderNetwork, piece: Sequence[Shown]) -> Tensor:
    """Whether each claim follows, and each of its words, as cross-entropies."""
    scores, ends = network([s.row for s in piece])
    follows = torch.tensor([float(s.follows) for s in piece])
    loss = torch.nn.functional.binary_cross_entropy_with_logits(scores, follows)
    words, wrong = [], []
    for i, s in enumerate(piece):
        if s.wrong is not None:
            words.append(ends[i, s.row.statement_start : s.row.statement_end, 0])
            wrong += s.wrong
    if words:
        loss = loss + WORD_WEIGHT * torch.nn.functional.binary_cross_entropy_with_logits(
            torch.cat(words), torch.tensor([float(w) for w in wrong]), pos_weight=torch.tensor(WRONG_WORD_WEIGHT)
        )
    return loss
