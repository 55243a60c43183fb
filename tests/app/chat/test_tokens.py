"""Tokens are estimated without a tokenizer. What a real model counts is in test_smollm.py."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.chat.records import Message
from app.chat.tokens import count_tokens, prompt_tokens

# What SmolLM2's own tokenizer makes of each.
COUNTED = {
    "USD 1,234,567.89 on 12/03/2021 at 09:30 (97.5%)": 39,
    "IFRC UNHCR OCHA NFI WASH CCCM DTM GBV PSEA MHPSS CERF USAID": 25,
    "L'équipe a été déployée à l'hôpital où les réfugiés étaient déjà arrivés en août.": 43,
    "องค์การระหว่างประเทศเพื่อการโยกย้ายถิ่นฐาน": 75,
    "国际移民组织亚太紧急方案": 26,
    "المنظمة الدولية للهجرة": 21,
    "😀👍🏽🇮🇩👩‍👩‍👧‍👦🔥": 36,
    "https://www.example.org/path/to/page?id=42&x=y#frag a.person@example.org": 31,
    "def f(x):\n    return {'a': [1, 2]}\n": 17,
}


@pytest.mark.parametrize("text", COUNTED)
def test_the_estimate_is_not_below_a_real_tokenizers_count(text):
    assert count_tokens(text) >= COUNTED[text]


@given(st.text(), st.text())
def test_a_longer_text_is_not_fewer_tokens(text, more):
    assert count_tokens(f"{text}\n{more}") >= count_tokens(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x80)))
def test_what_is_not_ascii_counts_by_its_bytes(text):
    assert count_tokens(text) == len(text.encode("utf-8", "replace"))


def test_each_message_adds_what_the_template_adds():
    assert prompt_tokens([]) > 0
    assert prompt_tokens([Message("user", "Hi"), Message("user", "Hi")]) > 2 * count_tokens("Hi") + 10
