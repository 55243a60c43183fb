"""What tests of whole ingests share."""

import pytest

from tests.ingest.command_process import small_model
from tests.ingest.killed_ingest import Library


@pytest.fixture(scope="session")
def library(tmp_path_factory) -> Library:
    """A folder of documents in two editions, and what they make of an index; never changed."""
    folder = tmp_path_factory.mktemp("editions")
    return Library(folder / "library", small_model(folder / "model"))
