"""How fast documents go in, where the time goes and how much memory it takes, as an index grows.

Run from the repository's root::

    python benchmarks/ingest.py [--passages 1000 10000] [--passage-words 100] [--rounds N] [--threads N] [--json]

Plain-text documents of 50 passages are made of the words of training/data, shuffled with a seed. Three take turns on
them, each in a process of its own, so that a busy machine harms all alike and memory is each one's own; medians over
the rounds are printed:

- `citewell`: a whole ingest into a new index. Reading, embedding and writing overlap, so that their seconds add up to
  more than the whole; reading is done by other processes.
- `encoder`: the same model on the same passages, and nothing else: no ingest can be faster.
- `tutorial`: LangChain's tutorial stack (benchmarks/langchain_stack.py) on the same files, in pieces of 1,000
  characters with 200 of overlap, which are fewer and longer: compare by the characters of the documents.

Models are loaded before the clock starts. Memory is that of the process and of all it has started, looked at ten times
a second. 100,000 passages of 100 words take hours on two cores; `--passage-words 12` makes short ones. It needs
`pip install psutil langchain-text-splitters`.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import psutil

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

WORDS_FROM = Path(__file__).resolve().parents[1] / "training" / "data" / "documents.jsonl"
PASSAGES_OF_DOCUMENT = 50
WORDS_OF_SENTENCE = 12
# A passage ends before the sentence that would make it longer than this.
CHARACTERS_OF_WORD = 4.9
TUTORIAL_CHARACTERS, TUTORIAL_OVERLAP = 1000, 200
# The most that Chroma takes at once.
TUTORIAL_BATCH = 5000
LOOK_SECONDS = 0.1
MEGABYTE = 1 << 20
Figures = dict[str, Any]


def write_documents(folder: Path, passages: int, passage_words: int) -> None:
    """Make documents of about so many passages."""
    generator = random.Random(passages)
    known = [json.loads(line)["text"] for line in WORDS_FROM.read_text(encoding="utf-8").splitlines()]
    words = [word for word in " ".join(known).lower().split() if word.isalpha()]
    sentence_words = min(WORDS_OF_SENTENCE, passage_words)
    sentences = PASSAGES_OF_DOCUMENT * max(1, passage_words // sentence_words)
    for number in range(max(1, passages // PASSAGES_OF_DOCUMENT)):
        drawn = (" ".join(generator.choices(words, k=sentence_words)).capitalize() for _ in range(sentences))
        (folder / f"{number:05}.txt").write_text(". ".join(drawn) + ".\n", encoding="utf-8")


def ingest_with_citewell(folder: Path, passage_chars: int, threads: int) -> Figures:
    """What a whole ingest takes."""
    from ingest.folder import ingest_folder
    from retriever.encoder import Encoder
    from retriever.index import Index

    class TimedIndex(Index):
        embedding = writing = 0.0  # seconds

        def embed(self, pairs):
            started = time.perf_counter()
            embedded = super().embed(pairs)
            self.embedding += time.perf_counter() - started
            return embedded

        def put(self, embedded, files=()):
            started = time.perf_counter()
            super().put(embedded, files)
            self.writing += time.perf_counter() - started

    encoder = Encoder(precision="float32", threads=1)
    encoder.encode(["warm"])
    with tempfile.TemporaryDirectory() as data_dir, TimedIndex.open(data_dir, encoder, writable=True) as index:
        started = time.perf_counter()
        ledger = Path(data_dir) / "folders.json"
        report = ingest_folder([folder], index, ledger, passage_chars=passage_chars, threads=threads)
        seconds = time.perf_counter() - started
        reading = sum(one.facts.seconds for one in report.files)
        stages = {"reading": reading, "embedding": index.embedding, "writing": index.writing}
        return {"pieces": report.passages, "seconds": seconds, **stages}


def embed_only(folder: Path, passage_chars: int, threads: int) -> Figures:
    """What the model alone takes for the same passages."""
    from ingest.load import load
    from ingest.passages import split
    from retriever.embedding_text import embedding_text
    from retriever.encoder import Encoder

    documents = [load(path, path.name) for path in sorted(folder.iterdir())]
    texts = [embedding_text(passage) for document in documents for passage in split(document, passage_chars)]
    encoder = Encoder(precision="float32", threads=threads)
    encoder.encode(["warm"])
    started = time.perf_counter()
    encoder.encode(texts)
    return {"pieces": len(texts), "seconds": time.perf_counter() - started}


def ingest_with_tutorial(folder: Path, passage_chars: int, threads: int) -> Figures:
    """What LangChain's tutorial stack takes for the same files."""
    import torch
    from langchain_chroma import Chroma
    from langchain_core.documents import Document
    from langchain_stack import TutorialEmbeddings
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    torch.set_num_threads(threads)
    embeddings = TutorialEmbeddings()
    embeddings.embed_query("warm")
    splitter = RecursiveCharacterTextSplitter(chunk_size=TUTORIAL_CHARACTERS, chunk_overlap=TUTORIAL_OVERLAP)
    with tempfile.TemporaryDirectory() as data_dir:
        started = time.perf_counter()
        documents = [Document(path.read_text(encoding="utf-8")) for path in sorted(folder.iterdir())]
        chunks = splitter.split_documents(documents)
        store = Chroma("tutorial", embedding_function=embeddings, persist_directory=data_dir)
        for start in range(0, len(chunks), TUTORIAL_BATCH):
            store.add_documents(chunks[start : start + TUTORIAL_BATCH])
        return {"pieces": len(chunks), "seconds": time.perf_counter() - started}


STACKS = {"citewell": ingest_with_citewell, "encoder": embed_only, "tutorial": ingest_with_tutorial}


def measured(stack: str, folder: Path, passage_chars: int, threads: int) -> Figures:
    """The figures of one stack, from a process of its own, with the most memory that it and its children had."""
    command = [sys.executable, __file__, "--stack", stack, "--folder", str(folder), "--passage-chars"]
    with subprocess.Popen(
        [*command, str(passage_chars), "--threads", str(threads)], stdout=subprocess.PIPE, text=True
    ) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(LOOK_SECONDS)
        assert process.stdout
        return {**json.loads(process.stdout.read().splitlines()[-1]), "megabytes": peak // MEGABYTE}


def _memory(pid: int) -> int:
    """The bytes that a process and all it has started hold."""
    total = 0
    try:
        parent = psutil.Process(pid)
        for one in (parent, *parent.children(recursive=True)):
            total += one.memory_info().rss
    except psutil.NoSuchProcess:
        return total
    return total


def compare(passages: int, options: argparse.Namespace) -> list[Figures]:
    """The figures of all stacks on documents of about so many passages."""
    passage_chars = round(options.passage_words * CHARACTERS_OF_WORD)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_documents(folder, passages, options.passage_words)
        characters = sum(path.stat().st_size for path in folder.iterdir())
        runs = [
            {stack: measured(stack, folder, passage_chars, options.threads) for stack in options.stacks}
            for _ in range(options.rounds)
        ]
    found = []
    for stack in options.stacks:
        own = {key: median(run[stack][key] for run in runs) for key in runs[0][stack]}
        found.append({"stack": stack, "asked": passages, "characters": characters, **own})
    return found


def print_rows(rows: list[Figures]) -> None:
    for row in rows:
        speed = f"{row['pieces'] / row['seconds']:8.1f}/s {row['characters'] / row['seconds'] / 1000:7.1f} kB/s"
        parts = "".join(f"  {key} {row[key]:.1f} s" for key in ("reading", "embedding", "writing") if key in row)
        print(f"{row['stack']:9} {row['pieces']:8,.0f} pieces {row['seconds']:8.1f} s {speed}", end="")
        print(f" {row['megabytes']:6,.0f} MB{parts}", flush=True)
    seconds = {row["stack"]: row["seconds"] for row in rows}
    if "encoder" in seconds and "citewell" in seconds:
        print(f"an ingest takes {seconds['citewell'] / seconds['encoder']:.2f} times as long as embedding alone")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--passages", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--passage-words", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--stacks", nargs="+", choices=STACKS, default=list(STACKS))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--stack", choices=STACKS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--passage-chars", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stack:
        print(json.dumps(STACKS[options.stack](options.folder, options.passage_chars, options.threads)))
        return
    if not options.json:
        print(f"passages of some {options.passage_words} words, {options.threads} thread(s), {options.rounds} round(s)")
    every = []
    for passages in options.passages:
        rows = compare(passages, options)
        every += rows
        if not options.json:
            print_rows(rows)
    if options.json:
        print(json.dumps(every, indent=1))


if __name__ == "__main__":
    main()
