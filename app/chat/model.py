"""The door to LangChain's chat models."""

import re
from collections.abc import AsyncGenerator, Iterator, Sequence
from threading import Event
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, urlsplit

from app.chat.asking import Asking
from app.chat.errors import ChatModelUnavailable
from app.chat.failures import is_too_long, refuses_option, status_of
from app.chat.hiding import hide_in_logs
from app.chat.providers import Provider, Request, client_options, provider_named, request_options
from app.chat.records import Ended, Message, SchemaRefused
from app.chat.reply import Part, read_part
from app.chat.secrets import Key, key_name
from app.chat.tokens import count_tokens, prompt_tokens

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

DEFAULT_CONTEXT_TOKENS = 4096
LEAST_CONTEXT_TOKENS = 512
ROLES = {"system": "system", "user": "human", "assistant": "ai"}


def open_chat_model(
    name: str,
    base_url: str | None = None,
    key: Key | None = None,
    context_tokens: int | None = None,
    offers_schema: bool | None = None,
) -> "LangChainChatModel":
    """Return the chat model of that name; it is not asked anything yet.

    Args:
        name: "provider:model", the provider as LangChain's `init_chat_model` names it.
        base_url: Of another server than the provider's own, such as llama.cpp's, vLLM's or LM Studio's.
        key: See `app.chat.secrets.read_key`; may be missing where the server wants none.
        context_tokens: How many the model reads and writes at most; default: what its package says, else 4096.
        offers_schema: Whether the server keeps replies to a JSON schema; default: what the model's package says.

    Raises:
        ChatModelUnavailable: The name is not usable, the provider's package is missing, or its key.
    """
    provider_name, colon, model = name.partition(":")
    if not (provider_name and colon and model.strip()):
        raise ChatModelUnavailable(
            f"CITEWELL_CHAT_MODEL is '{name}'; set it to provider:model, such as openai:gpt-5-mini or ollama:qwen3."
        )
    provider = provider_named(provider_name.strip().lower().replace("-", "_"))
    if provider.needs_key and not key and not base_url:
        raise ChatModelUnavailable(
            f"CITEWELL_CHAT_MODEL names '{provider.name}', which needs a key: set {key_name(provider.name)}, "
            "or write it into the file that CITEWELL_SECRETS names."
        )
    if base_url and not _is_address(base_url):
        raise ChatModelUnavailable("CITEWELL_CHAT_URL is no address; it begins with http:// or https:// and a host.")
    hide_in_logs([*([key.reveal()] if key else []), *_secrets_in_address(base_url)])
    clients = _Clients(provider, model.strip(), client_options(provider, base_url, key))
    return LangChainChatModel(name, clients, context_tokens, offers_schema)


class LangChainChatModel:
    """A chat model behind LangChain; see `app.chat.records.ChatModel`."""

    def __init__(self, name: str, clients: "_Clients", context_tokens: int | None, offers_schema: bool | None) -> None:
        self._name = name
        self._clients = clients
        profile = clients.profile
        known = profile.get("max_input_tokens")
        self._context_tokens = max(LEAST_CONTEXT_TOKENS, context_tokens or known or DEFAULT_CONTEXT_TOKENS)
        provider = clients.provider
        offered = provider.constrains_all or bool(profile.get("structured_output"))
        self._offers_schema = provider.takes_schema and (offered if offers_schema is None else offers_schema)
        self._takes_temperature = profile.get("temperature") is not False

    @property
    def name(self) -> str:
        """Its name as shown beside answers: "provider:model"."""
        return self._name

    @property
    def context_tokens(self) -> int:
        """How many tokens it reads and writes at most in one request."""
        return self._context_tokens

    @property
    def offers_schema(self) -> bool:
        """Whether replies can be made to follow a JSON schema; no longer once the server has refused one."""
        return self._offers_schema

    def count(self, text: str) -> int:
        """How many tokens the text has at most, by a safe estimate; see `app.chat.tokens`."""
        return count_tokens(text)

    def stream(
        self,
        messages: Sequence[Message],
        *,
        most_tokens: int,
        seconds: float,
        stop: Event,
        schema: dict[str, Any] | None = None,
    ) -> Iterator[str | Ended]:
        """Yield the reply in pieces as it comes, then how it ended; see `ChatModel.stream`."""
        tokens = prompt_tokens(messages)
        asking = Asking(
            lambda: self._parts(messages, most_tokens, schema), self._clients.model, tokens, most_tokens, self.count
        )
        return asking.pieces(seconds, stop)

    async def _parts(
        self, messages: Sequence[Message], most_tokens: int, schema: dict[str, Any] | None
    ) -> AsyncGenerator[Part, None]:
        """Send one request, and a second without the temperature where the model takes none."""
        try:
            async for part in self._parts_of_request(messages, most_tokens, schema):
                yield part
            return
        except Exception as error:
            if schema and _is_about_schema(error):
                self._offers_schema = False
                raise SchemaRefused from None
            if not (self._takes_temperature and refuses_option(error, "temperature")):
                raise
        self._takes_temperature = False
        async for part in self._parts_of_request(messages, most_tokens, schema):
            yield part

    async def _parts_of_request(
        self, messages: Sequence[Message], most_tokens: int, schema: dict[str, Any] | None
    ) -> AsyncGenerator[Part, None]:
        from langsmith import tracing_context

        temperature = 0.0 if self._takes_temperature else None
        client = self._clients.client(temperature)
        request = Request(most_tokens, self._context_tokens, temperature, schema)
        options = request_options(
            self._clients.provider,
            request,
            known_model=bool(self._clients.profile),
            chat_language=not getattr(client, "use_responses_api", None),
        )
        # Whatever the environment says, prompts go to the model's server and nowhere else.
        with tracing_context(enabled=False):
            chunks = client.astream([(ROLES[message.speaker], message.text) for message in messages], **options)
            async for chunk in chunks:
                yield read_part(chunk)
        if not self._clients.provider.says_end:
            yield Part(ending="whole")


class _Clients:
    """Makes the clients of one model, with and without a temperature, each once."""

    def __init__(self, provider: Provider, model: str, options: dict[str, Any]) -> None:
        self.provider = provider
        self.model = model
        self._options = options
        self._made: dict[float | None, BaseChatModel] = {}
        self.profile: dict[str, Any] = dict(self.client(0.0).profile or {})

    def client(self, temperature: float | None) -> "BaseChatModel":
        """Return the client that asks with this temperature."""
        if temperature not in self._made:
            options = self._options if temperature is None else self._options | {"temperature": temperature}
            self._made[temperature] = _make_client(self.provider, self.model, options)
        return self._made[temperature]


def _make_client(provider: Provider, model: str, options: dict[str, Any]) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    setting = f"CITEWELL_CHAT_MODEL names '{provider.name}'"
    try:
        client: BaseChatModel = init_chat_model(model, model_provider=provider.name, **options)
    except ImportError as error:
        wanted = f"-c constraints.txt -e '.[{provider.extra}]'" if provider.extra else _package(error)
        raise ChatModelUnavailable(f"{setting}, which needs a package: pip install {wanted}") from None
    except Exception as error:  # noqa: BLE001 - each provider's package checks its options in its own way
        if str(error).startswith("Unsupported provider"):
            raise ChatModelUnavailable(
                f"{setting}, which is no provider of chat models. Take openai, anthropic, ollama "
                "or another that LangChain's init_chat_model knows."
            ) from None
        raise ChatModelUnavailable(
            f"{setting}, whose client cannot be made ({type(error).__name__}). "
            f"Check the model's name, CITEWELL_CHAT_URL and the key ({key_name(provider.name)})."
        ) from None
    return client


def _package(error: ImportError) -> str:
    """Return the package that LangChain says is missing."""
    found = re.search(r"pip install ([\w-]+)", str(error))
    return found[1] if found else "the package of this provider"


def _is_about_schema(error: Exception) -> bool:
    return status_of(error) in {400, 415, 422, 501} and not (is_too_long(error) or refuses_option(error, "temperature"))


def _is_address(base_url: str) -> bool:
    try:
        address = urlsplit(base_url)
        return address.scheme in {"http", "https"} and bool(address.hostname) and address.port != 0
    except ValueError:
        return False


def _secrets_in_address(base_url: str | None) -> list[str]:
    address = urlsplit(base_url or "")
    return [*([address.password] if address.password else []), *(value for _, value in parse_qsl(address.query))]
