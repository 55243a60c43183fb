import os
import select
import signal
import subprocess
import sys
from concurrent.futures import CancelledError

import pytest

from ingest.elements import SourceFile
from ingest.load import load_file
from ingest.loaded import LoadRequest, Outcome
from ingest.parser_pool import ParserPool
from ingest.parser_worker import FILES_PER_PROCESS, ParserUnavailable
from tests.ingest.hostile_loads import MEGABYTE, load, request

BROKE_DOWN = "the program that reads it broke down on it. Open it in the program it came from and save it anew."


@pytest.fixture(scope="module")
def pool():
    with ParserPool(1, load) as pool:
        yield pool


def has_ended(pid):
    """Whether a process has ended, or ends without being asked again."""
    try:
        ended = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([ended], [], [], 20.0)[0])
    finally:
        os.close(ended)


def test_a_file_is_read_by_another_process(pool):
    result = pool.submit(request("tell the process")).result()
    assert result.outcome is Outcome.READ
    assert int(result.reason) != os.getpid()


def test_files_are_read_one_after_another_by_the_same_process(pool):
    first, second = (pool.submit(request("tell the process")).result().reason for _ in range(2))
    assert first == second


def test_no_process_is_started_before_there_is_a_file():
    with ParserPool(2, load) as pool:
        assert pool._workers == []


def test_what_takes_too_long_is_too_large(pool, tmp_path):
    result = pool.submit(request("stop", tmp_path / "file", seconds=0.3)).result()
    assert (result.outcome, result.reason) == (Outcome.TOO_LARGE, "reading it took longer than 0.3 seconds.")
    assert result.facts.seconds >= 0.3
    assert has_ended(int((tmp_path / "pid").read_text()))


def test_a_program_that_a_parser_started_ends_with_it(pool, tmp_path):
    result = pool.submit(request("run on", tmp_path / "file", seconds=1.0)).result()
    assert result.outcome is Outcome.TOO_LARGE
    assert has_ended(int((tmp_path / "pid").read_text()))


def test_what_needs_too_much_memory_is_too_large(pool):
    result = pool.submit(request("use memory", memory_bytes=64 * MEGABYTE)).result()
    assert (result.outcome, result.reason) == (
        Outcome.TOO_LARGE,
        "reading it needed more than 64 MB of memory.",
    )


def test_the_limit_of_memory_is_that_of_each_file(pool):
    tight = pool.submit(request("use some memory", memory_bytes=32 * MEGABYTE)).result()
    wide = pool.submit(request("use some memory", memory_bytes=512 * MEGABYTE)).result()
    assert (tight.outcome, wide.outcome) == (Outcome.TOO_LARGE, Outcome.READ)


@pytest.mark.parametrize("act", ["read nowhere", "abort", "exit", "overflow the stack", "raise", "raise SystemExit"])
def test_a_file_that_breaks_its_reader_down_is_damaged(pool, act):
    result = pool.submit(request(act)).result()
    assert (result.outcome, result.reason) == (Outcome.DAMAGED, BROKE_DOWN)


def test_a_file_nested_too_deeply_is_damaged(pool):
    result = pool.submit(request("recurse")).result()
    assert (result.outcome, result.reason) == (
        Outcome.DAMAGED,
        "its parts are nested too deeply to be read. Save it anew.",
    )


def test_only_the_file_that_breaks_the_reader_down_is_lost(pool):
    acts = ["tell the process", "abort", "tell the process", "read nowhere", "tell the process"]
    results = [future.result() for future in [pool.submit(request(act)) for act in acts]]
    assert [result.outcome for result in results] == [
        Outcome.READ,
        Outcome.DAMAGED,
        Outcome.READ,
        Outcome.DAMAGED,
        Outcome.READ,
    ]


@pytest.mark.parametrize("act", ["abort", "raise", "recurse"])
def test_a_file_that_is_not_read_has_its_size_told(pool, tmp_path, act):
    (tmp_path / "file").write_bytes(b"12345")
    assert pool.submit(request(act, tmp_path / "file")).result().facts.size_bytes == 5


def test_what_parsers_print_goes_nowhere(pool, capfd):
    result = pool.submit(request("print")).result()
    assert (result.outcome, result.reason) == (Outcome.READ, "")
    assert capfd.readouterr() == ("", "")


def test_readers_give_way_to_other_programs(pool):
    assert int(pool.submit(request("tell the niceness")).result().reason) == min(19, os.nice(0) + 10)


def test_readers_leave_no_dumps(pool):
    assert pool.submit(request("tell the limit of dumps")).result().reason == "(0, 0)"


def test_readers_use_one_thread(pool):
    assert pool.submit(request("tell the threads allowed")).result().reason == "1"


def test_a_reader_does_not_fill_the_disk(pool, tmp_path):
    result = pool.submit(request("write a large file", tmp_path / "file", unpacked_bytes=0)).result()
    assert result.outcome is Outcome.DAMAGED
    assert (tmp_path / "large").stat().st_size <= 64 * MEGABYTE


def test_a_slow_file_does_not_hold_up_the_others(tmp_path):
    os.mkfifo(tmp_path / "slow")
    with ParserPool(2, load) as pool:
        slow = pool.submit(request("wait for a line", tmp_path / "slow"))
        others = [pool.submit(request("tell the process")) for _ in range(3)]
        assert {other.result().outcome for other in others} == {Outcome.READ}
        assert not slow.done()
        with open(tmp_path / "slow", "w") as file:
            file.write("at last\n")
        assert slow.result().reason == "at last\n"


def test_a_process_is_replaced_after_so_many_files():
    with ParserPool(1, load) as pool:
        futures = [pool.submit(request("tell the process")) for _ in range(FILES_PER_PROCESS + 1)]
        pids = [future.result().reason for future in futures]
    assert len(set(pids[:FILES_PER_PROCESS])) == 1
    assert pids[-1] != pids[0]
    assert pool.peak_memory_bytes > MEGABYTE


def test_closing_ends_a_reader_at_work_and_cancels_what_waits(tmp_path):
    os.mkfifo(tmp_path / "slow")
    with ParserPool(1, load) as pool:
        pid = int(pool.submit(request("tell the process")).result().reason)
        running = pool.submit(request("wait for a line", tmp_path / "slow"))
        waiting = pool.submit(request("tell the process"))
        with open(tmp_path / "slow", "w"):  # returns once the reader has opened it
            pool.close()
            with pytest.raises(CancelledError):
                running.result()
            with pytest.raises(CancelledError):
                waiting.result()
    assert has_ended(pid)


def test_a_closed_pool_takes_no_file():
    pool = ParserPool(1, load)
    pool.close()
    with pytest.raises(RuntimeError):
        pool.submit(request("tell the process"))


def not_to_be_found(request):
    raise NotImplementedError


def test_a_pool_that_cannot_start_says_so_and_blames_no_file(monkeypatch):
    monkeypatch.setattr(not_to_be_found, "__module__", "nowhere")
    monkeypatch.setitem(sys.modules, "nowhere", sys.modules[__name__])
    with ParserPool(1, not_to_be_found) as pool, pytest.raises(ParserUnavailable, match="No module named 'nowhere'"):
        pool.submit(request("tell the process")).result()


ASK_AND_WAIT = """
import signal, sys
from pathlib import Path
from ingest.parser_pool import ParserPool
from tests.ingest.hostile_loads import load, request

with ParserPool(1, load) as pool:
    print(pool.submit(request("tell the process")).result().reason, flush=True)
    pool.submit(request("wait for a line", Path(sys.argv[1]))).result()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_readers_end_with_the_program_that_asks(tmp_path, number):
    os.mkfifo(tmp_path / "slow")
    program = subprocess.Popen(
        [sys.executable, "-c", ASK_AND_WAIT, tmp_path / "slow"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with program:
        pid = int(program.stdout.readline())
        with open(tmp_path / "slow", "w"):
            program.send_signal(number)
            assert program.wait(20) == -number
        assert has_ended(pid)


def test_the_real_reader_reads_text_without_loading_models(tmp_path):
    (tmp_path / "leave.txt").write_text("Annual leave is 30 days.")
    file = SourceFile(tmp_path / "leave.txt", "leave.txt")
    with ParserPool(1, load_file) as pool:
        result = pool.submit(LoadRequest(file, "leave.txt")).result()
    assert result.outcome is Outcome.READ
    assert result.document.text == "Annual leave is 30 days."


def test_readers_are_started_without_models_and_pages():
    with ParserPool(1, load) as pool:
        modules = set(pool.submit(request("tell the modules")).result().reason.split())
    assert "ingest.loaded" in modules
    assert not modules & {"torch", "transformers", "sentence_transformers", "chromadb", "gradio", "langchain_core"}


def test_the_real_reader_imports_no_models(tmp_path):
    code = "import sys, ingest.load; print(*sys.modules)"
    modules = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "ingest.load" in modules
    assert not set(modules) & {"torch", "transformers", "sentence_transformers", "chromadb", "gradio", "langchain_core"}
