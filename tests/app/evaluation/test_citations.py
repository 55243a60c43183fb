"""Citations are judged by the places of the evidence; each figure is worked out by hand."""

import pytest

from app.evaluation.citations import inexact_quotes, pieces_covered, supporting_citations
from app.evaluation.target import Target
from app.types import Citation

TEXT = "Leave is 30 days a year.\nParents get 16 weeks, paid in full.\nUnused days lapse in March."
LEAVE, PARENTS, LAPSE = (0, 24), (25, 60), (61, 88)
DAYS = (9, 16)  # "30 days"


def citation(start, end, source="leave.txt", quote=None):
    return Citation(1, source, "Leave", (), None, start, end, quote or TEXT[start:end])


def target(*groups):
    return Target("leave.txt", groups)


@pytest.mark.parametrize(
    ("cited", "groups", "expected"),
    [
        pytest.param([LEAVE], ([[LEAVE]],), 1, id="the piece itself"),
        pytest.param([LEAVE], ([[DAYS]],), 1, id="a sentence around a short piece"),
        pytest.param([DAYS], ([[LEAVE]],), 1, id="a few words of a long piece"),
        # The shorter is (12, 28) with 16 characters; 8 of them lie in (0, 20).
        pytest.param([(0, 20)], ([[(12, 28)]],), 1, id="half of the shorter"),
        # 7 of 16.
        pytest.param([(0, 19)], ([[(12, 28)]],), 0, id="less than half"),
        pytest.param([LEAVE, PARENTS, LAPSE], ([[LEAVE], [LAPSE]],), 2, id="two of three"),
        pytest.param([LAPSE], ([[LEAVE]], [[LAPSE]]), 1, id="of another set of evidence"),
        pytest.param([LAPSE], ([[LEAVE, LAPSE]],), 1, id="at another place of the piece"),
        pytest.param([], ([[LEAVE]],), 0, id="none"),
    ],
)
def test_a_citation_supports_if_it_shares_half_of_the_shorter(cited, groups, expected):
    assert supporting_citations([citation(*span) for span in cited], target(*groups)) == expected


def test_a_citation_of_another_document_supports_nothing_and_covers_nothing():
    elsewhere = [citation(*LEAVE, source="other.txt")]
    assert supporting_citations(elsewhere, target([[LEAVE]])) == 0
    assert pieces_covered(elsewhere, target([[LEAVE]])) == (0, 1)


@pytest.mark.parametrize(
    ("cited", "groups", "expected"),
    [
        pytest.param([LEAVE], ([[LEAVE], [LAPSE]],), (1, 2), id="one of two"),
        # 12 of 24 characters are half, 11 are not.
        pytest.param([(0, 12)], ([[LEAVE]],), (1, 1), id="half of a piece"),
        pytest.param([(0, 11)], ([[LEAVE]],), (0, 1), id="less than half"),
        pytest.param([(0, 6), (18, 24)], ([[LEAVE]],), (1, 1), id="two citations make half together"),
        # Of the first set 1 of 2 pieces, of the second 1 of 1.
        pytest.param([LEAVE], ([[LEAVE], [LAPSE]], [[DAYS]]), (1, 1), id="the set covered best"),
        pytest.param([], ([[LEAVE], [LAPSE]], [[DAYS]]), (0, 2), id="no citation: the first set"),
    ],
)
def test_pieces_are_covered_when_quoted_by_half(cited, groups, expected):
    assert pieces_covered([citation(*span) for span in cited], target(*groups)) == expected


def test_a_quote_that_differs_by_one_character_is_inexact():
    quotes = [citation(*LEAVE), citation(*LEAVE, quote="Leave is 30 days a year"), citation(*PARENTS)]
    assert inexact_quotes(quotes, {"leave.txt": TEXT}) == 1
