"""Thoughts are taken out of replies, however the reply is cut into pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.chat.thoughts import ThoughtFilter


def without_thoughts(pieces):
    thoughts = ThoughtFilter()
    return "".join(thoughts.passed(piece) for piece in pieces) + thoughts.rest()


@pytest.mark.parametrize(
    ("reply", "passed"),
    [
        ("<think>Hm.</think>It is 25.", "It is 25."),
        ("<THINK>Hm.</Think>It is 25.", "It is 25."),
        ("<thinking>Hm.</thinking>It is 25.", "It is 25."),
        ("It is<think>Hm.</think> 25.", "It is 25."),
        ("<think>One.</think>It<think>Two.</think> is 25.", "It is 25."),
        ("</think>It is 25.", "It is 25."),
        ("<think>Never closed", ""),
        ("It is < 25 and <thin>.", "It is < 25 and <thin>."),
        ("It ends with <thi", "It ends with <thi"),
        ("", ""),
    ],
)
def test_only_what_is_not_thought_is_passed_on(reply, passed):
    assert without_thoughts([reply]) == passed
    assert without_thoughts(reply) == passed  # letter by letter


@given(st.lists(st.sampled_from(["<", "think>", "</", "thinking>", "ing", ">", "a", " b"])), st.randoms())
def test_the_pieces_do_not_matter(parts, random):
    reply = "".join(parts)
    cuts = sorted(random.randint(0, len(reply)) for _ in range(3))
    pieces = [reply[start:end] for start, end in zip([0, *cuts], [*cuts, len(reply)], strict=True)]
    assert without_thoughts(pieces) == without_thoughts([reply])


def test_what_cannot_be_a_tag_does_not_wait():
    assert ThoughtFilter().passed("The fee is < ") == "The fee is < "
