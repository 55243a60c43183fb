"""Settings are read once, whole, and refused with the variable's name."""

import dataclasses
from pathlib import Path

import pytest

from app.chat.secrets import Key
from app.settings import Settings, SettingsError, checkout_folder, read_settings


def test_a_checkout_keeps_its_index_in_data_and_reads_corpus():
    settings = read_settings(environment={})
    root = Path(__file__).resolve().parents[2]
    assert checkout_folder() == root
    assert settings.data_dir == root / "data"
    assert settings.corpus == root / "corpus"


def test_every_field_is_read_from_its_own_variable():
    environment = {
        "CITEWELL_DATA_DIR": "/srv/citewell",
        "CITEWELL_CORPUS": "/srv/policies",
        "CITEWELL_HISTORY_URL": "postgresql+pg8000://citewell@db/citewell",
        "CITEWELL_EMBEDDING_MODEL": "bge-small-en-v1.5",
        "CITEWELL_READER_MODEL": "ms-marco-MiniLM-L6-v2",
        "CITEWELL_READER_REGRESSIONS": "/srv/regressions.json",
        "CITEWELL_COST_OF_WRONG": "3",
        "CITEWELL_PRECISION": "float32",
        "CITEWELL_THREADS": "2",
        "CITEWELL_PASSAGE_CHARS": "1200",
        "CITEWELL_PASSWORDS": "/srv/passwords.txt",
        "CITEWELL_MAX_FILE_MB": "64",
        "CITEWELL_PARSE_SECONDS": "30",
        "CITEWELL_PARSE_MEMORY_MB": "1024",
        "CITEWELL_PARSE_PROCESSES": "3",
        "CITEWELL_CHAT_MODEL": "openai:small",
        "CITEWELL_CHAT_URL": "http://127.0.0.1:8080/v1",
        "CITEWELL_CHAT_KEY": "sk-1",
        "CITEWELL_CHAT_SECONDS": "12",
        "CITEWELL_CHAT_CONTEXT": "8192",
        "CITEWELL_CHAT_SCHEMA": "off",
        "CITEWELL_CHAT_FOLLOW_UPS": "on",
        "CITEWELL_CHAT_TOKENS_A_DAY": "100000",
        "CITEWELL_UPLOADS": "off",
        "CITEWELL_INSIGHTS": "0",
        "CITEWELL_HOST": "0.0.0.0",
        "CITEWELL_PORT": "8080",
        "CITEWELL_DEBUG": "1",
    }
    assert read_settings(environment=environment) == Settings(
        data_dir=Path("/srv/citewell"),
        corpus=Path("/srv/policies"),
        history_url="postgresql+pg8000://citewell@db/citewell",
        embedding_model="bge-small-en-v1.5",
        reader_model="ms-marco-MiniLM-L6-v2",
        reader_regressions=Path("/srv/regressions.json"),
        cost_of_wrong=3.0,
        precision="float32",
        threads=2,
        passage_chars=1200,
        passwords=Path("/srv/passwords.txt"),
        max_file_mb=64,
        parse_seconds=30,
        parse_memory_mb=1024,
        parse_processes=3,
        chat_model="openai:small",
        chat_url="http://127.0.0.1:8080/v1",
        chat_key=Key("sk-1"),
        chat_seconds=12,
        chat_context=8192,
        chat_schema=False,
        chat_follow_ups=True,
        chat_tokens_a_day=100_000,
        uploads=False,
        insights=False,
        host="0.0.0.0",
        port=8080,
        debug=True,
    )
    assert {f"CITEWELL_{field.name.upper()}" for field in dataclasses.fields(Settings)} == set(environment)


def test_the_history_is_kept_in_the_data_folder():
    settings = read_settings(data_dir=Path("/srv/what? 100%"), environment={})
    assert settings.history_url == "sqlite:////srv/what%3F%20100%25/history.sqlite3"


def test_the_command_line_goes_before_the_environment():
    settings = read_settings(data_dir=Path("/here"), environment={"CITEWELL_DATA_DIR": "/there"})
    assert settings.data_dir == Path("/here")


def test_an_empty_variable_counts_as_not_set():
    assert read_settings(environment={"CITEWELL_PORT": " ", "CITEWELL_CORPUS": ""}) == read_settings(environment={})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CITEWELL_PORT", "http"),
        ("CITEWELL_PORT", "65536"),
        ("CITEWELL_PORT", "-1"),
        ("CITEWELL_PASSAGE_CHARS", "10"),
        ("CITEWELL_PRECISION", "float64"),
        ("CITEWELL_MAX_FILE_MB", "0"),
        ("CITEWELL_PARSE_SECONDS", "0.5"),
        ("CITEWELL_PARSE_MEMORY_MB", "16"),
        ("CITEWELL_PARSE_PROCESSES", "many"),
        ("CITEWELL_COST_OF_WRONG", "much"),
        ("CITEWELL_COST_OF_WRONG", "nan"),
        ("CITEWELL_COST_OF_WRONG", "0"),
        ("CITEWELL_DEBUG", "maybe"),
    ],
)
def test_a_bad_value_is_refused_with_its_variable_and_value(name, value):
    with pytest.raises(SettingsError, match=name) as refusal:
        read_settings(environment={name: value})
    assert value in str(refusal.value)


def test_settings_cannot_be_changed_after_reading():
    with pytest.raises(dataclasses.FrozenInstanceError):
        read_settings(environment={}).port = 1
