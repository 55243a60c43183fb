"""Replies are cut into sentences with their markers, however they come."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.written.records import Draft
from app.written.reply import drafts
from app.written.reply_json import JsonOrMarkedReply, JsonReply, claims_schema

IDS = ("kfzt", "wqdm")
CASES = {
    "marker before the full stop": ("It is 5 [kfzt]. It was 4 [wqdm].", [("It is 5.", "kfzt"), ("It was 4.", "wqdm")]),
    "marker behind the full stop": ("It is 5. [kfzt] It was 4. [wqdm]", [("It is 5.", "kfzt"), ("It was 4.", "wqdm")]),
    "marker on its own line": ("It is 5.\n[kfzt]\nIt was 4.\n[wqdm]", [("It is 5.", "kfzt"), ("It was 4.", "wqdm")]),
    "markers before each sentence": ("[kfzt] It is 5. [wqdm] It was 4.", [("It is 5.", "kfzt"), ("It was 4.", "wqdm")]),
    "several ids in one marker": ("It is 5 [kfzt, wqdm].", [("It is 5.", "kfzt wqdm")]),
    "several markers": ("It is 5 [kfzt][wqdm].", [("It is 5.", "kfzt wqdm")]),
    "words before the id": ("It is 5 [id: kfzt].", [("It is 5.", "kfzt")]),
    "round brackets": ("It is 5 (kfzt). He (the head) agrees.", [("It is 5.", "kfzt"), ("He (the head) agrees.", "")]),
    "no brackets": ("It is 5 kfzt.", [("It is 5.", "kfzt")]),
    "an id that was not given": ("It is 5 [1].", [("It is 5.", "1")]),
    "brackets with words": ("He wrote [in May of the year before last] so. [kfzt]",
                            [("He wrote [in May of the year before last] so.", "kfzt")]),
    "a list": ("- It is **5** [kfzt].\n2. It was 4 [wqdm].", [("It is 5.", "kfzt"), ("It was 4.", "wqdm")]),
    "numbers and short forms": ("Dr. Rao paid USD 2.5 M. [kfzt] See No. 4. [wqdm]",
                                [("Dr. Rao paid USD 2.5 M.", "kfzt"), ("See No. 4.", "wqdm")]),
    "no marker": ("It is 5. It was 4 [kfzt].", [("It is 5.", ""), ("It was 4.", "kfzt")]),
    "nothing": ("  \n", []),
    "only marks": ("[kfzt] … --", []),
    "no full stop at the end": ("It is 5 [kfzt]", [("It is 5", "kfzt")]),
}  # fmt: skip


def expected(cases):
    return [Draft(text, tuple(cited.split())) for text, cited in cases]


@pytest.mark.parametrize(("reply", "sentences"), CASES.values(), ids=CASES)
def test_a_reply_is_cut_into_sentences_with_what_they_cite(reply, sentences):
    assert [*drafts(iter([reply]), IDS)] == expected(sentences)


@pytest.mark.parametrize(("reply", "sentences"), CASES.values(), ids=CASES)
def test_a_reply_that_comes_letter_by_letter_is_cut_the_same_way(reply, sentences):
    assert [*drafts(iter(reply), IDS)] == expected(sentences)


@given(st.text(), st.lists(st.integers(0, 60)))
def test_any_text_is_read_without_failure_and_no_marker_is_left_in_it(text, cuts):
    places = [0, *sorted(cut for cut in cuts if cut < len(text)), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places)]
    for draft in drafts(iter(pieces), IDS):
        assert draft.text == " ".join(draft.text.split())
        assert not any("\ue000" <= char <= "\uf7ff" for char in draft.text)
        assert "kfzt" not in draft.text.split()


def test_a_sentence_is_given_as_soon_as_the_next_one_begins():
    given = drafts(iter(["It is 5 [kfzt]. ", "It ", pytest.fail]), IDS)
    assert next(given) == Draft("It is 5.", ("kfzt",))


def test_claims_in_json_are_given_as_soon_as_each_is_complete():
    reply = JsonReply()
    whole = '{"claims": [{"text": "It is 5. It was \\"4\\".", "excerpt": "kfzt"}, {"excerpt": "wqdm", "text": "No"}]}'
    place = whole.index("}") + 1
    first = reply.feed(whole[: place - 1]) + reply.feed(whole[place - 1 : place])
    assert first == [Draft("It is 5.", ("kfzt",)), Draft('It was "4".', ("kfzt",))]
    assert reply.feed(whole[place:]) == [Draft("No", ("wqdm",))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        '{"claims": 5}',
        '{"claims": [{"text": 5, "excerpt": "kfzt"}, {"excerpt": "kfzt"}, 7]}',
        '{"claims": [{"text"',
    ],
)
def test_json_of_another_form_gives_no_claims(text):
    reply = JsonReply()
    assert reply.feed(text) + reply.end() == []


def test_a_schema_allows_no_other_ids_than_those_given():
    claim = claims_schema(IDS)["properties"]["claims"]["items"]
    assert claim["properties"]["excerpt"]["enum"] == ["kfzt", "wqdm"]
    assert claim["properties"]["second_excerpt"]["enum"] == ["none", "kfzt", "wqdm"]
    assert claim["required"] == ["excerpt", "second_excerpt", "text"]


@pytest.mark.parametrize(
    ("second", "cited"), [('"none"', ("kfzt",)), ('"wqdm"', ("kfzt", "wqdm")), ('"kfzt"', ("kfzt",)), ("7", ("kfzt",))]
)
def test_a_claim_in_json_cites_one_excerpt_or_two(second, cited):
    record = f'{{"claims": [{{"excerpt": "kfzt", "second_excerpt": {second}, "text": "It is 5."}}]}}'
    assert JsonReply().feed(record) == [Draft("It is 5.", cited)]


@pytest.mark.parametrize(
    "text",
    [
        "It is 5 [kfzt].",
        '{"claims": [{"excerpt": "kfzt", "text": "It is 5."}]}',
        '```json\n{"claims": [{"excerpt": "kfzt", "text": "It is 5."}]}\n```',
        '```\n{"claims": [{"excerpt": "kfzt", "text": "It is 5."}]}',
        "\n `kfzt` It is 5.",
    ],
)
@pytest.mark.parametrize("size", [1, 7, 1000])
def test_a_reply_that_was_to_be_json_is_read_in_either_form(text, size):
    reply = JsonOrMarkedReply(IDS)
    pieces = [text[start : start + size] for start in range(0, len(text), size)]
    assert [draft for piece in pieces for draft in reply.feed(piece)] + reply.end() == [Draft("It is 5.", ("kfzt",))]
