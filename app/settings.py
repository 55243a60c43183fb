"""The settings of one run, read once from environment variables that begin with CITEWELL_."""

import math
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import quote

from app.chat.errors import SecretsFileError
from app.chat.secrets import Key, read_key

Precision = Literal["auto", "float32", "bfloat16"]

HISTORY_FILE = "history.sqlite3"

# Set before any model library is imported, each only where the person has not set it:
# no request leaves the machine, and nothing but ours is printed.
LIBRARY_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TRANSFORMERS_VERBOSITY": "error",
    "TOKENIZERS_PARALLELISM": "false",
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "DO_NOT_TRACK": "1",
}


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message names the variable and what it takes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run can be told. Each field is read from `CITEWELL_` and its name in capitals."""

    data_dir: Path  # where the index is kept; default: data/ of the checkout, else the user's data folder
    corpus: Path | None  # the folder that `citewell ingest` reads; default: corpus/ of the checkout, else none
    history_url: str  # the database of conversations, as SQLAlchemy writes it; default: SQLite in the data folder
    embedding_model: str = "bundled"  # all-MiniLM-L6-v2, tuned; or any sentence-transformers model, by folder or name
    cost_of_wrong: float = 0.5  # of a wrong answer, in right ones: at 3, answers are given from 75 % on
    precision: Precision = "auto"  # of the embedding model; auto takes bfloat16 where the processor gains by it
    reader_model: str = "bundled"  # our cross-encoder; or a CrossEncoder or question-answering model, by folder or name
    reader_regressions: Path | None = None  # fitted for that model; default: those of the bundled one
    threads: int = 0  # processor threads of the models; 0 leaves it to them
    passage_chars: int = 700  # the most characters of a passage; passages are never cut inside a statement
    passwords: Path | None = None  # a file of passwords for locked files, one a line
    max_file_mb: int = 512  # larger files are not read
    parse_seconds: int = 120  # to read one file; of what takes longer, nothing is read
    parse_memory_mb: int = 2048  # of one file's reader
    parse_processes: int = 0  # files read at a time; 0 for as many as there are cores
    chat_model: str | None = None  # "provider:model", as LangChain names them; answers are quoted where it is None
    chat_url: str | None = None  # of the chat model's server, where it is not the provider's own
    chat_key: Key | None = None  # from CITEWELL_CHAT_KEY or the provider's own variable, or from the secrets file
    chat_seconds: int = 30  # for one written answer; the quoted one is given where it takes longer
    chat_context: int | None = None  # tokens that the chat model reads and writes at most; default: what it says
    chat_schema: bool | None = None  # whether its replies can be kept to a JSON schema; default: what is known of it
    chat_follow_ups: bool = False  # whether the chat model makes follow-up questions whole; else rules do
    chat_tokens_a_day: int = 0  # that each person may use of the chat model; 0 for as many as they like
    uploads: bool = True  # whether documents may be added, replaced and taken out on the page
    insights: bool = True  # whether the page shows what is asked and what is not answered
    host: str = "127.0.0.1"  # the address that `citewell serve` listens on
    port: int = 7860  # 0 takes any free port
    debug: bool = False  # show the trace of an unexpected error


def read_settings(data_dir: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings of this run.

    Args:
        data_dir: From the command line; goes before CITEWELL_DATA_DIR.
        environment: Default: the environment of this process.

    Raises:
        SettingsError: A value cannot be used.
    """
    env = os.environ if environment is None else environment
    checkout = checkout_folder()
    folder = data_dir or _path(env, "DATA_DIR") or _default_data_dir(checkout, env)
    return Settings(
        data_dir=folder,
        corpus=_path(env, "CORPUS") or (checkout / "corpus" if checkout else None),
        history_url=_text(env, "HISTORY_URL") or _sqlite_url(folder / HISTORY_FILE),
        embedding_model=_text(env, "EMBEDDING_MODEL") or "bundled",
        cost_of_wrong=_number(env, "COST_OF_WRONG", 0.5, 0.1, 100.0),
        precision=_precision(env),
        reader_model=_text(env, "READER_MODEL") or "bundled",
        reader_regressions=_path(env, "READER_REGRESSIONS"),
        threads=_whole_number(env, "THREADS", 0, 0, 1024),
        passage_chars=_whole_number(env, "PASSAGE_CHARS", 700, 200, 8000),
        passwords=_path(env, "PASSWORDS"),
        max_file_mb=_whole_number(env, "MAX_FILE_MB", 512, 1, 1 << 20),
        parse_seconds=_whole_number(env, "PARSE_SECONDS", 120, 1, 86_400),
        parse_memory_mb=_whole_number(env, "PARSE_MEMORY_MB", 2048, 256, 1 << 20),
        parse_processes=_whole_number(env, "PARSE_PROCESSES", 0, 0, 1024),
        chat_model=_text(env, "CHAT_MODEL"),
        chat_url=_text(env, "CHAT_URL"),
        chat_key=_key(env),
        chat_seconds=_whole_number(env, "CHAT_SECONDS", 30, 1, 3600),
        chat_context=_whole_number(env, "CHAT_CONTEXT", 0, 0, 10_000_000) or None,
        chat_schema=_yes_or_no(env, "CHAT_SCHEMA") if _text(env, "CHAT_SCHEMA") else None,
        chat_follow_ups=_yes_or_no(env, "CHAT_FOLLOW_UPS"),
        chat_tokens_a_day=_whole_number(env, "CHAT_TOKENS_A_DAY", 0, 0, 1_000_000_000),
        uploads=_yes_or_no(env, "UPLOADS", "yes"),
        insights=_yes_or_no(env, "INSIGHTS", "yes"),
        host=_text(env, "HOST") or "127.0.0.1",
        port=_whole_number(env, "PORT", 7860, 0, 65535),
        debug=_yes_or_no(env, "DEBUG"),
    )


def prepare_libraries() -> None:
    """Tell the model libraries to stay offline and silent; has no effect on those already imported."""
    for name, value in LIBRARY_ENVIRONMENT.items():
        os.environ.setdefault(name, value)


def checkout_folder() -> Path | None:
    """Return the repository's root when the code runs from a checkout, else None."""
    root = Path(__file__).resolve().parents[1]
    return root if (root / "pyproject.toml").is_file() and (root / "corpus").is_dir() else None


def _default_data_dir(checkout: Path | None, env: Mapping[str, str]) -> Path:
    if checkout:
        return checkout / "data"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "citewell"
    if sys.platform == "win32":
        return Path(env.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "citewell"
    return Path(env.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "citewell"


def _sqlite_url(path: Path) -> str:
    """Return the address of a SQLite file as SQLAlchemy reads it, which takes `%` and `?` for its own."""
    return f"sqlite:///{quote(path.as_posix(), safe='/:')}"


def _text(env: Mapping[str, str], name: str) -> str | None:
    return env.get(f"CITEWELL_{name}", "").strip() or None


def _path(env: Mapping[str, str], name: str) -> Path | None:
    value = _text(env, name)
    return Path(value).expanduser() if value else None


def _key(env: Mapping[str, str]) -> Key | None:
    """The chat model's key; None where no chat model is named, or none is set."""
    model = _text(env, "CHAT_MODEL")
    if model is None:
        return None
    provider = model.partition(":")[0]
    try:
        return read_key(provider, env, _path(env, "SECRETS"), own_server=bool(_text(env, "CHAT_URL")))
    except SecretsFileError as error:
        raise SettingsError(f"CITEWELL_SECRETS: {error}") from error


def _whole_number(env: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    value = _text(env, name)
    if value is None:
        return default
    if not (value.isascii() and value.isdigit() and least <= int(value) <= most):
        raise SettingsError(f"CITEWELL_{name} is '{value}'; set it to a whole number from {least} to {most}.")
    return int(value)


def _number(env: Mapping[str, str], name: str, default: float, least: float, most: float) -> float:
    value = _text(env, name)
    if value is None:
        return default
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not least <= number <= most:
        raise SettingsError(f"CITEWELL_{name} is '{value}'; set it to a number from {least:g} to {most:g}.")
    return number


def _yes_or_no(env: Mapping[str, str], name: str, default: str = "no") -> bool:
    value = (_text(env, name) or default).casefold()
    if value not in {"1", "true", "yes", "on", "0", "false", "no", "off"}:
        raise SettingsError(f"CITEWELL_{name} is '{value}'; set it to 1 or 0.")
    return value in {"1", "true", "yes", "on"}


def _precision(env: Mapping[str, str]) -> Precision:
    value = _text(env, "PRECISION") or "auto"
    choices: tuple[Precision, ...] = get_args(Precision)
    for choice in choices:
        if value == choice:
            return choice
    raise SettingsError(f"CITEWELL_PRECISION is '{value}'; set it to auto, float32 or bfloat16.")
