"""Keys are read from the environment or a secrets file, and show themselves to nobody."""

import os
import pickle
from dataclasses import asdict, dataclass

import pytest

from app.chat.errors import SecretsFileError
from app.chat.secrets import Key, read_key, read_secrets


@dataclass(frozen=True)
class WithKey:
    """A record that has a key among its fields."""

    key: Key


posix_only = pytest.mark.skipif(os.name != "posix", reason="only POSIX files say who may read them")


@pytest.fixture
def secrets_file(tmp_path):
    """Writes a secrets file that only its owner may read."""

    def write(text, mode=0o600):
        path = tmp_path / "secrets"
        path.write_text(text, encoding="utf-8")
        path.chmod(mode)
        return path

    return write


@pytest.mark.parametrize(
    ("environment", "in_file", "key"),
    [
        ({"OPENAI_API_KEY": "a"}, "", "a"),
        ({}, "OPENAI_API_KEY=b", "b"),
        ({"OPENAI_API_KEY": "a"}, "OPENAI_API_KEY=b", "a"),
        ({"OPENAI_API_KEY": "a"}, "CITEWELL_CHAT_KEY=c", "c"),
        ({"OPENAI_API_KEY": "a", "CITEWELL_CHAT_KEY": "d"}, "CITEWELL_CHAT_KEY=c", "d"),
        ({"OPENAI_API_KEY": "  "}, "OPENAI_API_KEY=b", "b"),
    ],
)
def test_the_own_name_goes_before_the_providers_and_the_environment_before_the_file(
    secrets_file, environment, in_file, key
):
    assert read_key("openai", environment, secrets_file(in_file)).reveal() == key


def test_a_key_of_another_provider_is_no_key():
    assert read_key("anthropic", {"OPENAI_API_KEY": "a"}) is None


def test_another_server_gets_no_providers_key():
    environment = {"OPENAI_API_KEY": "a"}
    assert read_key("openai", environment, own_server=True) is None
    assert read_key("openai", environment | {"CITEWELL_CHAT_KEY": "b"}, own_server=True).reveal() == "b"


def test_a_secrets_file_is_read_as_a_shell_would(secrets_file):
    text = "# keys\n\nexport A_KEY=one\nB_KEY = 'two = 2' \n  C_KEY=\"three\"\nD_KEY=\n"
    assert read_secrets(secrets_file(text)) == {"A_KEY": "one", "B_KEY": "two = 2", "C_KEY": "three", "D_KEY": ""}


@pytest.mark.parametrize("line", ["sk-alone", "two words=x", "=x"])
def test_a_line_of_another_form_is_told_by_its_number_and_not_shown(secrets_file, line):
    with pytest.raises(SecretsFileError, match=r"Line 2 of .* is not of the form NAME=VALUE") as caught:
        read_secrets(secrets_file(f"A=b\n{line}\n"))
    assert line not in str(caught.value)


@posix_only
@pytest.mark.parametrize("mode", [0o604, 0o640, 0o644, 0o660])
def test_a_file_that_others_may_read_is_refused(secrets_file, mode):
    path = secrets_file("A=b", mode)
    with pytest.raises(SecretsFileError, match=f"may be read by others. Run: chmod 600 '{path}'"):
        read_secrets(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(SecretsFileError, match="cannot be read: No such file or directory"):
        read_key("openai", {"OPENAI_API_KEY": "a"}, tmp_path / "none")


def test_a_file_that_is_no_text_is_told(tmp_path):
    path = tmp_path / "secrets"
    path.write_bytes(b"A=\xff\xfe")
    path.chmod(0o600)
    with pytest.raises(SecretsFileError, match="no text in UTF-8"):
        read_secrets(path)


def test_a_key_does_not_show_itself():
    key = Key("sk-very-secret")
    assert "sk-very-secret" not in f"{key} {key!r} {[key]} {(key,)!s} {asdict(WithKey(key))}"


def test_a_key_cannot_be_written_away_unseen():
    with pytest.raises(TypeError, match="a key is not to be stored"):
        pickle.dumps(Key("sk-very-secret"))
