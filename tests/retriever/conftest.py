"""Documents, an encoder that loads at once, and processes that write to an index."""

import runpy
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

WRITING_PROCESS = Path(__file__).with_name("writing_process.py")


@pytest.fixture(scope="session")
def parts():
    """What `writing_process.py` defines, by name."""
    return runpy.run_path(str(WRITING_PROCESS), run_name="parts")


@pytest.fixture(scope="session")
def letters(parts):
    """An encoder that counts letters."""
    return parts["LetterEncoder"]()


@pytest.fixture(scope="session")
def paragraphs_document(parts):
    """Makes a document, a passage for each paragraph."""
    return parts["paragraphs_document"]


@pytest.fixture(scope="session")
def edition(parts):
    """Makes one edition of a document."""
    return parts["edition"]


@pytest.fixture
def writing(tmp_path):
    """Starts `writing_process.py` on the index in `tmp_path`; kills it at the end of the `with`."""

    @contextmanager
    def started(*options):
        command = [sys.executable, str(WRITING_PROCESS), str(tmp_path), *map(str, options)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        try:
            yield process
        finally:
            process.kill()
            process.communicate()

    return started
