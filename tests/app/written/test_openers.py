"""Words that only open a sentence are taken out before it is checked."""

import pytest

from app.written.openers import without_opener

CASES = {
    "yes": ("Yes, staff may work abroad.", "Staff may work abroad."),
    "no, and the source": ("No. According to the documents, leave ends in May.", "Leave ends in May."),
    "the source says": ("The excerpt states that leave ends in May.", "Leave ends in May."),
    "in summary": ("In summary, leave ends in May.", "Leave ends in May."),
    "no opener": ("No staff member may work abroad.", "No staff member may work abroad."),
    "a source of its own": ("According to the head, leave ends.", "According to the head, leave ends."),
    "inside": ("Staff, in addition, may travel.", "Staff, in addition, may travel."),
}


@pytest.mark.parametrize(("sentence", "rest"), CASES.values(), ids=CASES)
def test_only_what_says_nothing_is_taken_out(sentence, rest):
    assert without_opener(sentence) == rest
