"""The encoder's network for training, token ids in and unit vectors out; and how the reader's is stored."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor
from transformers import BertModel

from retriever.encoder import bundled_path
from retriever.reader_network import ReaderNetwork

# One batch without gradients, padding included.
BATCH_TOKENS = 4096
# A batch with gradients is embedded in so many pieces of like length, so that little is padded.
PIECES = 4
# The published model has them and training leaves them as they are, so they are never stored.
WORD_EMBEDDINGS = "embeddings.word_embeddings.weight"


class Cutter:
    """Texts as token ids, with the marks at both ends."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer.from_file(str(bundled_path() / "tokenizer.json"))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()

    def ids(self, text: str, most: int) -> list[int]:
        """At most so many ids; the closing mark is always the last."""
        ids: list[int] = self._tokenizer.encode(text).ids
        return ids if len(ids) <= most else [*ids[: most - 1], ids[-1]]


def bundled_bert() -> BertModel:
    """The bundled encoder with frozen word embeddings and without dropout, which doubles a step on a CPU."""
    bert = BertModel.from_pretrained(
        bundled_path(),
        add_pooling_layer=False,
        local_files_only=True,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
    )
    bert.embeddings.word_embeddings.weight.requires_grad = False
    return bert


def embed(bert: BertModel, rows: Sequence[Sequence[int]]) -> Tensor:
    """float32 (rows, width), unit length, in order; with gradients where the network has them."""
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i]), i))
    size = -(-len(order) // PIECES)
    pieces = [_embed_piece(bert, [rows[i] for i in order[at : at + size]]) for at in range(0, len(order), size)]
    return torch.cat(pieces)[torch.argsort(torch.tensor(order))]


def encode(bert: BertModel, rows: Sequence[Sequence[int]]) -> npt.NDArray[np.float32]:
    """As `embed`, of any number of rows, without gradients."""
    order = sorted(range(len(rows)), key=lambda i: (len(rows[i]), i))
    out = np.zeros((len(rows), bert.config.hidden_size), dtype=np.float32)
    start = 0
    with torch.inference_mode():
        while start < len(order):
            stop = start + 1
            while stop < len(order) and (stop - start + 1) * len(rows[order[stop]]) <= BATCH_TOKENS:
                stop += 1
            batch = order[start:stop]
            out[batch] = _embed_piece(bert, [rows[i] for i in batch]).numpy()
            start = stop
    return out


def _embed_piece(bert: BertModel, rows: Sequence[Sequence[int]]) -> Tensor:
    longest = max(map(len, rows))
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    seen = torch.zeros(len(rows), longest)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
        seen[i, : len(row)] = 1
    states = bert(input_ids=ids, attention_mask=seen).last_hidden_state
    means = (states * seen[..., None]).sum(1) / seen.sum(1, keepdim=True)
    return torch.nn.functional.normalize(means, dim=1)


def save_network(network: ReaderNetwork | BertModel, path: Path) -> None:
    """Store what differs from the published model, in half precision, as the retriever's doors load it."""
    stored = {
        name: values.to(torch.float16).contiguous()
        for name, values in network.state_dict().items()
        if not name.endswith(WORD_EMBEDDINGS)
    }
    save_file(stored, path)
