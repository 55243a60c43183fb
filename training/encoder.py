"""Fine-tune the encoder: a question near the statements and passages that answer it, far from their neighbours."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from transformers import BertModel

from training.network import Cutter, bundled_bert, embed, encode
from training.pages import Page, Question

LEARNING_RATE = 3e-5
BATCH = 32
WARM_UP_SHARE = 0.1
SCALE = 20.0  # inverse temperature of the softmax over cosines
PASSAGE_SHARE = 0.25  # positives that are a whole passage, so that passages stay well placed
QUESTION_TOKENS, CANDIDATE_TOKENS = 32, 96
HARD_NEGATIVES = 6  # nearest statements of the same page from which one is drawn
# In each step so many questions and statements of other sets are held near their published vectors, so that what is not
# trained is not unlearnt.
ANCHORS, ANCHOR_WEIGHT = 16, 4.0


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the statements of its page that answer it."""

    question: str
    page: Page
    answering: tuple[int, ...]
    group: str  # pages that are near copies: never negatives of one another


def examples(questions: Sequence[Question], pages: dict[str, Page], groups: dict[str, str]) -> list[Example]:
    """One example for each answerable question whose answer is found on its page."""
    found = []
    for question in questions:
        page = pages[question.page]
        answering = tuple(page.answering(question.spans)) if question.answerable else ()
        if answering:
            found.append(Example(question.text, page, answering, groups.get(page.name, page.name)))
    return found


def fine_tune(
    kept: Sequence[Example], mixed: Sequence[Example], anchors: Sequence[str], passes: int, steps: int | None = None
) -> BertModel:
    """The bundled encoder after some passes over `kept` and one over `mixed`.

    Args:
        kept: Questions of the kind that matters.
        mixed: Questions of other kinds, so that nothing else is unlearnt.
        anchors: Texts of all kinds whose vectors shall stay where they are.
        passes: Over `kept`; `mixed` is spread over them.
        steps: Stop after so many, for a trial; None runs them all.
    """
    torch.manual_seed(0)
    chance = random.Random(0)
    bert, cut = bundled_bert(), Cutter()
    every = [*kept, *mixed]
    hard = _hard_negatives(bert, cut, every)
    rows = [cut.ids(text, CANDIDATE_TOKENS) for text in anchors]
    published = torch.from_numpy(encode(bert, rows))
    bert.train()
    trained = [parameter for parameter in bert.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(trained, lr=LEARNING_RATE, weight_decay=0.01)
    order = _batches(len(kept), len(mixed), passes, chance)[:steps]
    for step, batch in enumerate(order):
        rate = min((step + 1) / (WARM_UP_SHARE * len(order)), (len(order) - step) / ((1 - WARM_UP_SHARE) * len(order)))
        optimiser.param_groups[0]["lr"] = LEARNING_RATE * rate
        loss = _loss(bert, cut, [every[i] for i in batch], [hard[i] for i in batch], chance)
        held = chance.sample(range(len(rows)), min(ANCHORS, len(rows)))
        if held:
            kept_near = (embed(bert, [rows[i] for i in held]) * published[held]).sum(1)
            loss = loss + ANCHOR_WEIGHT * (1 - kept_near).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(trained, 1.0)
        optimiser.step()
        optimiser.zero_grad()
    return bert.eval()


def _batches(kept: int, mixed: int, passes: int, chance: random.Random) -> list[list[int]]:
    out = []
    for _ in range(passes):
        ours, theirs = list(range(kept)), list(range(kept, kept + mixed))
        chance.shuffle(ours)
        chance.shuffle(theirs)
        groups = [ours, theirs[: mixed // passes]]
        one_pass = [batch for group in groups for batch in _whole_batches(group)]
        chance.shuffle(one_pass)
        out += one_pass
    return out


def _whole_batches(order: list[int]) -> list[list[int]]:
    """The order cut into batches; a rest is left to the next pass, unless it is all there is."""
    if len(order) < BATCH:
        return [order] if order else []
    return [order[i : i + BATCH] for i in range(0, len(order) - BATCH + 1, BATCH)]


def _hard_negatives(bert: BertModel, cut: Cutter, every: Sequence[Example]) -> list[list[int]]:
    """For each example, the statements of its page nearest to the question that do not answer it."""
    pages = {example.page.name: example.page for example in every}
    vectors = {
        name: encode(bert, [cut.ids(read_as(page, i), 64) for i in range(len(page.places))])
        for name, page in pages.items()
    }
    asked = encode(bert, [cut.ids(example.question, QUESTION_TOKENS) for example in every])
    out = []
    for example, vector in zip(every, asked, strict=True):
        words = {example.page.places[i].text for i in example.answering}
        near = (-(vectors[example.page.name] @ vector)).argsort(kind="stable")[: 2 * HARD_NEGATIVES]
        out.append([int(i) for i in near if example.page.places[i].text not in words][:HARD_NEGATIVES])
    return out


def read_as(page: Page, place: int) -> str:
    """What the encoder reads of a statement: its heading, then its words."""
    return f"{page.places[place].heading}: {page.places[place].text}"


def _loss(
    bert: BertModel, cut: Cutter, batch: Sequence[Example], hard: Sequence[Sequence[int]], chance: random.Random
) -> Tensor:
    """Cross-entropy of each question's own statement among all of the batch and one hard negative each."""
    texts, owners = [], []
    for i, example in enumerate(batch):
        place = chance.choice(example.answering)
        passage = example.page.places[place].passage
        whole = f"{example.page.places[place].heading}: {passage.text}"
        texts.append(whole if chance.random() < PASSAGE_SHARE else read_as(example.page, place))
        owners.append(i)
    for i, (example, near) in enumerate(zip(batch, hard, strict=True)):
        if near:
            texts.append(read_as(example.page, chance.choice(near)))
            owners.append(i)
    asked = embed(bert, [cut.ids(example.question, QUESTION_TOKENS) for example in batch])
    logits = SCALE * asked @ embed(bert, [cut.ids(text, CANDIDATE_TOKENS) for text in texts]).T
    groups = [example.group for example in batch]
    # Another question's statement of the same page may answer this one too.
    shared = torch.tensor([[o != i and groups[o] == groups[i] for o in owners] for i in range(len(batch))])
    return torch.nn.functional.cross_entropy(logits.masked_fill(shared, -1e4), torch.arange(len(batch)))
