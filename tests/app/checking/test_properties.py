"""Laws of checking over the sentences of real documents."""

import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.checking.evidence import Evidence
from app.checking.rules import rule_finding
from app.checking.words import sentences
from tests.app.checking.claims import cited

FOLDER = Path(__file__).resolve().parents[2] / "golden" / "policies"
SENTENCES = sorted(
    {
        " ".join(one.text.split())
        for path in FOLDER.iterdir()
        for one in sentences(path.read_text(encoding="utf-8"))
        if one.text.endswith(".") and "\n\n" not in one.text and "|" not in one.text
    }
)
NUMBER = re.compile(r"(?<![\w.,:/+-])\d{1,3}(?![\w,:/-]|\.\d| 555| Quai)")
NUMBERED = [one for one in SENTENCES if NUMBER.search(one)]
DENYING = [one for one in SENTENCES if " not " in one]


def finding(claim, *quotes):
    return rule_finding(claim, Evidence.of([cited(quote) for quote in quotes]))


@given(st.sampled_from(SENTENCES))
def test_a_sentence_follows_from_itself(one):
    assert finding(one, one) is None


@given(st.sampled_from(SENTENCES), st.sampled_from(SENTENCES))
def test_a_sentence_follows_from_itself_beside_another(one, other):
    assert finding(one, one, other) is None


@given(st.sampled_from(NUMBERED), st.integers(1000, 1400))
def test_a_sentence_with_another_number_does_not_follow(one, number):
    assert finding(NUMBER.sub(str(number), one, count=1), one) is not None


@given(st.sampled_from(DENYING))
def test_a_sentence_without_its_denial_does_not_follow(one):
    assert finding(one.replace(" not ", " ", 1), one) is not None


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_the_rules(claim, quote):
    finding(claim, quote)
