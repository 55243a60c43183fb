"""Opening the chat model that the settings name, and what keeps it from being opened."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from app.chat.errors import ChatModelUnavailable
from app.chat.model import open_chat_model

ROOT = Path(__file__).resolve().parents[3]
ADDRESS = "http://127.0.0.1:1/v1"


@pytest.mark.parametrize("name", ["gpt-5-mini", "openai:", ":gpt-5-mini", "", "openai: "])
def test_a_name_without_provider_or_model_is_told(name):
    with pytest.raises(ChatModelUnavailable, match=f"^CITEWELL_CHAT_MODEL is '{name}'; set it to provider:model"):
        open_chat_model(name)


def test_an_unknown_provider_is_told():
    with pytest.raises(ChatModelUnavailable, match="names 'nobody', which is no provider of chat models"):
        open_chat_model("nobody:model")


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_a_missing_key_is_told_with_its_name(provider, monkeypatch):
    monkeypatch.setenv(f"{provider.upper()}_API_KEY", "sk-not-read-from-here")
    with pytest.raises(ChatModelUnavailable, match=f"needs a key: set {provider.upper()}_API_KEY") as caught:
        open_chat_model(f"{provider}:model")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("provider", "package", "wanted"),
    [
        ("openai", "langchain_openai", "pip install -c constraints.txt -e '.[openai]'"),
        ("anthropic", "langchain_anthropic", "pip install -c constraints.txt -e '.[anthropic]'"),
        ("ollama", "langchain_ollama", "pip install -c constraints.txt -e '.[ollama]'"),
        ("groq", "langchain_groq", "pip install langchain-groq"),
    ],
)
def test_a_missing_package_is_one_line_that_says_what_to_install(provider, package, wanted):
    code = f"""
import sys
from pathlib import Path
sys.modules[{package!r}] = None
from app.chat.errors import ChatModelUnavailable
from app.chat.model import open_chat_model
try:
    open_chat_model("{provider}:model", {ADDRESS!r})
except ChatModelUnavailable as error:
    print(error)
"""
    shown = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert shown.stdout == f"CITEWELL_CHAT_MODEL names '{provider}', which needs a package: {wanted}\n"


@pytest.mark.parametrize(
    "address", ["http://[::1", "127.0.0.1:8080/v1", "https://?x", "file:///etc/passwd", "http://a:x"]
)
def test_an_address_that_is_none_is_one_line_without_it(address):
    with pytest.raises(ChatModelUnavailable, match=r"^CITEWELL_CHAT_URL is no address") as caught:
        open_chat_model("openai:model", address)
    assert address not in str(caught.value)


def test_a_client_that_cannot_be_made_is_one_line(monkeypatch):
    monkeypatch.setenv("OPENAI_PROXY", "no address")
    with pytest.raises(ChatModelUnavailable, match="whose client cannot be made") as caught:
        open_chat_model("openai:model", ADDRESS)
    assert "\n" not in str(caught.value)


def test_the_context_is_what_is_set_else_what_is_known_of_the_model_else_4096():
    assert open_chat_model("openai:gpt-4o", ADDRESS, context_tokens=9000).context_tokens == 9000
    assert open_chat_model("openai:gpt-4o", ADDRESS).context_tokens == 128_000
    assert open_chat_model("openai:some-small-model", ADDRESS).context_tokens == 4096


def test_schemas_are_offered_where_it_is_known_or_set():
    assert open_chat_model("openai:gpt-4o", ADDRESS).offers_schema
    assert not open_chat_model("openai:gpt-4o", ADDRESS, offers_schema=False).offers_schema
    assert not open_chat_model("openai:some-small-model", ADDRESS).offers_schema
    assert open_chat_model("openai:some-small-model", ADDRESS, offers_schema=True).offers_schema


def test_an_ollama_server_keeps_all_its_models_to_schemas():
    pytest.importorskip("langchain_ollama", reason="needs the extra `ollama`")
    assert open_chat_model("ollama:qwen3:0.6b").offers_schema
    assert open_chat_model("ollama:qwen3:0.6b").name == "ollama:qwen3:0.6b"


@pytest.mark.skipif(importlib.util.find_spec("langchain_openai") is None, reason="needs the extra `openai`")
def test_opening_a_model_asks_nothing_of_any_server(scripted_chat):
    open_chat_model("openai:scripted", scripted_chat.url)
    assert scripted_chat.requests == []


def test_a_known_model_is_told_the_most_tokens_by_their_later_name(scripted_chat, ask):
    model = open_chat_model("openai:gpt-4o", scripted_chat.url)
    ask(model, most_tokens=33, schema={"type": "object"})
    body = scripted_chat.requests[0].body
    assert (body.get("max_completion_tokens"), body.get("max_tokens")) == (33, None)
    assert body["response_format"]["type"] == "json_schema"


def test_a_model_known_to_take_no_temperature_gets_none(scripted_chat, ask):
    ask(open_chat_model("openai:gpt-5-mini", scripted_chat.url))
    assert "temperature" not in scripted_chat.requests[0].body
