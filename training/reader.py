"""Train the reader: the right one of the candidates of our own search, or none of them; and the short answer in it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import BertModel

from retriever.reader_network import ReaderNetwork, Row, RowMaker
from retriever.types import Span
from training.pages import Place

LEARNING_RATE, HEAD_RATE = 8e-5, 1e-3
QUESTIONS_A_STEP = 8
WARM_UP_STEPS = 40
CANDIDATES = 6  # read for one question, the right one included
# Of answerable questions, shown without their answer: the reader must be able to say "none".
WITHOUT_ANSWER = 0.1
SPAN_WEIGHT = 0.3
FROZEN_LAYERS = 2
START_SCALE, START_SCORE = 20.0, -1.0


@dataclass(frozen=True, slots=True)
class Task:
    """A question with the places that answer it, and others that do not, nearest first."""

    question: str
    answering: tuple[Place, ...]
    others: tuple[Place, ...]
    near: Place | None  # the closest place where nothing answers
    short: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One candidate of one question in a step."""

    row: Row
    question: int
    answers: bool
    short: Span | None  # token positions of the short answer's ends in the row


def train(
    start: BertModel, tasks: Sequence[Task], mixed: Sequence[Task], passes: int, steps: int | None = None
) -> ReaderNetwork:
    """The reader after some passes over `tasks` and one over `mixed`.

    Args:
        start: The fine-tuned encoder.
        tasks: Questions of the kind that matters, in any order; shuffled here, always the same way.
        mixed: Questions of other kinds, spread over the passes.
        passes: Over `tasks`.
        steps: Stop after so many, for a trial; None runs them all.
    """
    torch.manual_seed(0)
    chance = random.Random(0)
    network, maker = ReaderNetwork(), RowMaker()
    network.bert.load_state_dict(start.state_dict())
    for frozen in (network.bert.embeddings, *network.bert.encoder.layer[:FROZEN_LAYERS]):
        frozen.requires_grad_(False)
    body = [parameter for parameter in network.bert.parameters() if parameter.requires_grad]
    heads = [network.scale, network.offset, *network.score.parameters(), *network.span.parameters()]
    optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
    batches = _batches(tasks, mixed, passes, chance)[:steps]
    for step, batch in enumerate(batches):
        rate = min((step + 1) / WARM_UP_STEPS, 1 - step / len(batches))
        for group, base in zip(optimiser.param_groups, (LEARNING_RATE, HEAD_RATE), strict=True):
            group["lr"] = base * rate
        shown = [s for n, task in enumerate(batch) for s in _show(maker, task, n, chance)]
        if step == 0:
            _centre(network, [s.row for s in shown])
        _loss(network, shown).backward()
        torch.nn.utils.clip_grad_norm_([*body, *heads], 1.0)
        optimiser.step()
        optimiser.zero_grad()
    return network.eval()


def _batches(tasks: Sequence[Task], mixed: Sequence[Task], passes: int, chance: random.Random) -> list[list[Task]]:
    out = []
    for number in range(passes):
        order = [*tasks, *mixed[number::passes]]
        chance.shuffle(order)
        out += [order[i : i + QUESTIONS_A_STEP] for i in range(0, len(order), QUESTIONS_A_STEP)]
    return out


def _show(maker: RowMaker, task: Task, number: int, chance: random.Random) -> list[Shown]:
    """The candidates of one question: the answer or the near miss, and some of the nearest others."""
    picked: list[tuple[Place, bool]] = []
    if task.answering and not (chance.random() < WITHOUT_ANSWER and len(task.others) >= CANDIDATES):
        picked.append((chance.choice(task.answering), True))
    if task.near:
        picked.append((task.near, False))
    count = min(CANDIDATES - len(picked), len(task.others))
    picked += [(place, False) for place in chance.sample(task.others, count)]
    out = []
    for place, answers in picked:
        row = maker.row(task.question, place.heading, place.lead, place.text)
        out.append(Shown(row, number, answers, _token_span(row, place.text, task.short) if answers else None))
    return out


def _token_span(row: Row, text: str, short: str | None) -> Span | None:
    """First and last token of the short answer, as positions in the row; None where it is not read."""
    words = " ".join((short or "").split())
    at = text.find(words) if words else -1
    inside = [i for i, (start, end) in enumerate(row.offsets) if end > at and start < at + len(words)]
    if at < 0 or not inside or row.offsets[-1][1] < at + len(words):
        return None
    return row.statement_start + inside[0], row.statement_start + inside[-1]


def _centre(network: ReaderNetwork, rows: Sequence[Row]) -> None:
    """Start near "none": the first scores of a network that has not learnt to compare are all alike."""
    with torch.no_grad():
        network.scale.fill_(START_SCALE)
        network.offset.zero_()
        network.offset.fill_(START_SCORE - float(network(rows)[0].mean()))


def _loss(network: ReaderNetwork, shown: Sequence[Shown]) -> Tensor:
    """Listwise cross-entropy with "none" at a constant zero, and the short answer's ends."""
    ordered = sorted(shown, key=lambda s: len(s.row.ids))
    half = (len(ordered) + 1) // 2
    scores, spans = [], []
    for piece in (ordered[:half], ordered[half:]):
        piece_scores, ends = network([s.row for s in piece])
        scores += list(piece_scores)
        spans += [
            torch.nn.functional.cross_entropy(ends[i].T, torch.tensor(s.short)) for i, s in enumerate(piece) if s.short
        ]
    losses = []
    for question in sorted({s.question for s in shown}):
        own = [(score, s.answers) for score, s in zip(scores, ordered, strict=True) if s.question == question]
        every = torch.stack([torch.zeros(()), *(score for score, _ in own)])
        right = [i + 1 for i, (_, answers) in enumerate(own) if answers] or [0]
        losses.append(torch.logsumexp(every, 0) - torch.logsumexp(every[right], 0))
    span_loss = torch.stack(spans).mean() if spans else torch.zeros(())
    return torch.stack(losses).mean() + SPAN_WEIGHT * span_loss
