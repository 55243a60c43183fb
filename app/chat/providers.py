"""What differs between the providers of chat models: their packages, keys and options."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.chat.secrets import Key

# Clients insist on a key even where the server at hand wants none.
NO_KEY = "none"


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as LangChain names it, and how it is spoken to."""

    name: str
    extra: str | None = None  # of this project, with the provider's package
    needs_key: bool = False
    takes_schema: bool = False  # takes `response_format` and streams the JSON as text
    constrains_all: bool = False  # whatever the model, since the server itself keeps replies to the schema
    most_tokens: str = "max_tokens"  # the name of that option
    says_end: bool = True  # says with the last piece how the reply ends, so one without that broke off


PROVIDERS: Mapping[str, Provider] = {
    "openai": Provider("openai", extra="openai", needs_key=True, takes_schema=True),
    "anthropic": Provider("anthropic", extra="anthropic", needs_key=True, takes_schema=True),
    "ollama": Provider("ollama", extra="ollama", takes_schema=True, constrains_all=True, most_tokens="num_predict"),
    "azure_openai": Provider("azure_openai", extra="openai", takes_schema=True),
    "google_genai": Provider("google_genai", most_tokens="max_output_tokens"),
    "google_vertexai": Provider("google_vertexai", most_tokens="max_output_tokens"),
}


def provider_named(name: str) -> Provider:
    """Return what is known of a provider; LangChain may know providers that this project does not."""
    return PROVIDERS.get(name) or Provider(name, says_end=False)


def client_options(provider: Provider, base_url: str | None, key: Key | None) -> dict[str, Any]:
    """Return the options with which LangChain makes the provider's client."""
    options: dict[str, Any] = {"base_url": base_url} if base_url else {}
    if provider.name == "ollama":
        headers = {"headers": {"Authorization": f"Bearer {key.reveal()}"}} if key else {}
        return options | {"client_kwargs": headers}
    options["max_retries"] = 0
    if key or base_url:
        options["api_key"] = key.reveal() if key else NO_KEY
    if provider.name == "openai":
        options |= {"stream_usage": True, "stream_chunk_timeout": None}
    return options


@dataclass(frozen=True, slots=True)
class Request:
    """What one request asks for, beside its messages."""

    most_tokens: int  # of the reply
    context_tokens: int  # of prompt and reply
    temperature: float | None  # None where the model takes none
    schema: dict[str, Any] | None  # that the reply must follow


def request_options(provider: Provider, request: Request, *, known_model: bool, chat_language: bool) -> dict[str, Any]:
    """Return the options of one request.

    Args:
        provider: Of the model.
        request: What is asked for.
        known_model: The provider's own package describes the model. Other servers that speak OpenAI's language all
            know `max_tokens`, but not all its later name, `max_completion_tokens`.
        chat_language: The request goes to chat completions, not to OpenAI's later language of responses.
    """
    most = {provider.most_tokens: request.most_tokens}
    if provider.name == "ollama":
        # Without num_ctx the server cuts long prompts at a length of its own, and says nothing.
        options = most | {"num_ctx": request.context_tokens, "temperature": request.temperature or 0}
        return {"options": options} | ({"format": request.schema} if request.schema else {})
    json_schema = {"name": "reply", "strict": True, "schema": request.schema}
    reply_format = {"response_format": {"type": "json_schema", "json_schema": json_schema}} if request.schema else {}
    if provider.name == "openai" and chat_language:
        # As an extra: as an option of its own, the client would read the whole reply a second time, and fail where
        # it is cut at the most tokens.
        return most | {"extra_body": reply_format} if known_model else {"extra_body": most | reply_format}
    return most | reply_format
