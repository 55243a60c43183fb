"""What all tests share: no network, one copy of the model, the brief in an index."""

import os
from pathlib import Path

import pytest

os.environ.update(
    HF_HUB_OFFLINE="1", ANONYMIZED_TELEMETRY="False", GRADIO_ANALYTICS_ENABLED="False", TOKENIZERS_PARALLELISM="false"
)

CORPUS = Path(__file__).resolve().parents[1] / "corpus"


@pytest.fixture(scope="session")
def encoder():
    """The bundled model, loaded once."""
    from retriever.encoder import Encoder

    return Encoder(precision="float32")


@pytest.fixture(scope="session")
def brief_index(encoder, tmp_path_factory):
    """An index of the documents that come with the project, to be read only."""
    from ingest.folder import ingest_folder
    from ingest.passages import DEFAULT_MAX_CHARS
    from retriever.index import Index

    folder = tmp_path_factory.mktemp("brief-index")
    with Index.open(folder, encoder, writable=True) as index:
        ingest_folder([CORPUS], index, folder / "roots.json", passage_chars=DEFAULT_MAX_CHARS)
        yield index
