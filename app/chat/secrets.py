"""The keys of chat models: where they are read from, and how they are kept out of logs."""

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

from app.chat.errors import SecretsFileError

OWN_KEY = "CITEWELL_CHAT_KEY"

# Where providers' keys are not named after them.
KEY_NAMES = {
    "google_genai": "GOOGLE_API_KEY",
    "huggingface": "HUGGINGFACEHUB_API_TOKEN",
    "mistralai": "MISTRAL_API_KEY",
}


class Key:
    """A key that shows itself to nobody but who calls `reveal`; no dataclass, whose fields would be listed."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """Return the key itself."""
        return self._value

    def __repr__(self) -> str:
        return "Key(hidden)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and self._value == other._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __deepcopy__(self, memo: dict[int, object]) -> "Key":
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not to be stored")


def key_name(provider: str) -> str:
    """Return the name under which a provider's key is commonly kept.

    >>> key_name("openai"), key_name("mistralai")
    ('OPENAI_API_KEY', 'MISTRAL_API_KEY')
    """
    return KEY_NAMES.get(provider, f"{provider.upper()}_API_KEY")


def read_key(
    provider: str, environment: Mapping[str, str], secrets_file: Path | None = None, *, own_server: bool = False
) -> Key | None:
    """Return the key for a provider, or None where none is set.

    CITEWELL_CHAT_KEY goes before the provider's own name, and the environment before the file.

    Args:
        provider: As LangChain names it.
        environment: Variables by name.
        secrets_file: Lines of NAME=VALUE; see `read_secrets`.
        own_server: The model is asked at another address than the provider's own. Then only CITEWELL_CHAT_KEY is
            taken, so that no provider's key is sent elsewhere.

    Raises:
        SecretsFileError: The file cannot be used.
    """
    secrets = read_secrets(secrets_file) if secrets_file else {}
    for name in (OWN_KEY,) if own_server else (OWN_KEY, key_name(provider)):
        if value := environment.get(name, "").strip() or secrets.get(name, ""):
            return Key(value)
    return None


def read_secrets(path: Path) -> dict[str, str]:
    """Return the values of a secrets file by name.

    Each line is NAME=VALUE, as a shell writes it: `export` before it, quotes around the value, empty lines and lines
    that begin with # may be there.

    Raises:
        SecretsFileError: The file cannot be read, others than its owner may read it, or a line is something else.
    """
    try:
        with path.open(encoding="utf-8") as file:
            _check_mode(path, os.fstat(file.fileno()).st_mode)
            lines = [(number, line.strip()) for number, line in enumerate(file, start=1)]
    except OSError as error:
        raise SecretsFileError(f"The secrets file '{path}' cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise SecretsFileError(f"The secrets file '{path}' is no text in UTF-8.") from None
    return dict(_pair(path, number, line) for number, line in lines if line and not line.startswith("#"))


def _check_mode(path: Path, mode: int) -> None:
    if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise SecretsFileError(f"The secrets file '{path}' may be read by others. Run: chmod 600 '{path}'")


def _pair(path: Path, number: int, line: str) -> tuple[str, str]:
    name, equals, value = line.removeprefix("export ").partition("=")
    name, value = name.strip(), value.strip()
    if not equals or not name.isidentifier():
        raise SecretsFileError(f"Line {number} of the secrets file '{path}' is not of the form NAME=VALUE.")
    if len(value) >= 2 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return name, value
