"""How fast passages are embedded in each precision, and how far the vectors drift from float32.

Run from the repository's root, on text files or a folder of them::

    python benchmarks/embedding.py PATH [--passages N] [--threads N]

The drift is the cosine of a passage's vector with its float32 vector: mean and smallest. int8 is dynamic quantisation
of the linear layers, which Citewell does not use; the figures say why.
"""

import argparse
import contextlib
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from ingest.errors import IngestError
from ingest.load import load
from ingest.passages import split
from retriever.encoder import BUNDLED, Encoder, Vectors, bfloat16_gain, load_model

ROUNDS = 3


def passages(path: Path, count: int) -> list[str]:
    files = sorted(path.rglob("*")) if path.is_dir() else [path]
    texts = []
    for file in filter(Path.is_file, files):
        with contextlib.suppress(IngestError):
            texts += [passage.text for passage in split(load(file, file.name))]
    return texts[:: max(1, len(texts) // count)][:count]


def int8_encoder(threads: int | None) -> Encoder:
    import torch

    encoder = Encoder(precision="float32", threads=threads)
    model = load_model(BUNDLED, "float32", threads)
    encoder._model = torch.ao.quantization.quantize_dynamic(model, {torch.nn.Linear}, dtype=torch.qint8)
    return encoder


def timed(encoder: Encoder, texts: list[str]) -> tuple[Vectors, float]:
    """The vectors, and the passages a second of the fastest of three rounds."""
    encoder.encode(texts[:8])
    spent = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        vectors = encoder.encode(texts)
        spent.append(time.perf_counter() - start)
    return vectors, len(texts) / min(spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--passages", type=int, default=100)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    texts = passages(options.path, options.passages)
    encoders = {
        "float32": Encoder(precision="float32", threads=options.threads),
        "bfloat16": Encoder(precision="bfloat16", threads=options.threads),
        "int8": int8_encoder(options.threads),
    }
    reference, _ = timed(encoders["float32"], texts)
    print(f"{len(texts)} passages of {sum(map(len, texts)) / len(texts):.0f} characters, {options.threads} thread(s)")
    for name, encoder in encoders.items():
        vectors, speed = timed(encoder, texts)
        drift = (vectors * reference).sum(axis=1)
        print(f"{name:9} {speed:6.1f} passages/s   cosine to float32: mean {drift.mean():.4f}, least {drift.min():.4f}")
    print(f"the probe finds bfloat16 {bfloat16_gain():.2f} times as fast as float32")


if __name__ == "__main__":
    main()
