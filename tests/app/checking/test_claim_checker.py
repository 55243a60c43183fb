import pytest

from app.checking.claim_checker import ClaimChecker
from tests.app.checking.claims import WordSupport, cited

PAKISTAN = cited("USD 62.4 M", start=120, section=("Budget", "PAKISTAN"))
HEADING = cited("PAKISTAN", start=100, section=("Budget", "PAKISTAN"))
OTHER_HEADING = cited("FACTS", start=10, section=("Budget",))
BIDS = cited("Late bids are returned unopened.", start=300)
GIFTS = cited("Gifts from suppliers are refused.", start=400)
LUNCH = cited("Lunch on the first day is on us.", start=500)


@pytest.fixture
def checker():
    return ClaimChecker(WordSupport(), least=0.5)


def test_a_claim_that_cites_nothing_is_found(checker):
    checked = checker.check("Late bids are returned.", [], [HEADING])
    assert (checked.finding.kind, checked.needed, checked.support) == ("no_citation", (), None)


def test_a_claim_needs_the_quote_that_bears_it(checker):
    checked = checker.check("Late bids are returned unopened.", [BIDS])
    assert (checked.finding, checked.needed, checked.support) == (None, (0,), 1.0)


def test_a_quote_that_bears_nothing_is_left_out(checker):
    assert checker.check("Late bids are returned unopened.", [LUNCH, BIDS]).needed == (1,)


def test_a_sentence_joined_of_two_needs_both(checker):
    claim = "Late bids are returned unopened, and gifts from suppliers are refused."
    assert checker.check(claim, [BIDS, LUNCH, GIFTS]).needed == (0, 2)


def test_context_is_counted_on_where_a_name_stands_only_there(checker):
    checked = checker.check("Pakistan has USD 62.4 million.", [PAKISTAN], [OTHER_HEADING, HEADING])
    assert (checked.finding, checked.needed) == (None, (0, 2))


def test_context_that_is_not_needed_is_left_out(checker):
    assert checker.check("Late bids are returned unopened.", [BIDS], [HEADING]).needed == (0,)


def test_a_name_that_stands_nowhere_is_found(checker):
    checked = checker.check("Nepal has USD 62.4 million.", [PAKISTAN], [HEADING])
    assert (checked.finding.kind, checked.needed) == ("name", ())


def test_the_first_kind_of_several_findings_is_told(checker):
    assert checker.check("Kenya has USD 63 million.", [PAKISTAN], [HEADING]).finding.kind == "number"


@pytest.mark.parametrize(
    ("claim", "least", "kind"),
    [
        pytest.param("Gifts from suppliers are refused.", 19.0, None, id="all of it said"),
        pytest.param("Gifts from suppliers are refused.", 21.0, "support", id="all of it said, more asked for"),
        pytest.param("Gifts from suppliers are gladly refused.", 0.7, None, id="a quarter unsaid"),
        pytest.param("Gifts from suppliers are gladly refused.", 0.8, "support", id="a quarter unsaid, more asked for"),
    ],
)
def test_the_less_of_a_claim_is_said_the_more_support_it_needs(claim, least, kind):
    finding = ClaimChecker(WordSupport(), least=least).check(claim, [GIFTS]).finding
    assert (finding and finding.kind) == kind


def test_support_is_asked_for_nothing_that_a_rule_finds():
    support = WordSupport()
    ClaimChecker(support).check("Late bids are not returned unopened.", [BIDS])
    assert support.asked == []


def test_the_header_of_a_table_is_read_with_its_row(checker):
    row = cited("| Nepal | 11 |", header="| Country | Offices |")
    assert checker.check("Nepal has 11 offices.", [row]).finding is None


def test_a_header_that_the_context_has_is_needed_by_itself(checker):
    header = cited("| Country | Offices |", start=900)
    row = cited("| Nepal | 11 |", header=header.quote)
    assert checker.check("Nepal has 11 offices.", [row], [HEADING, header]).needed == (0, 2)
    assert checker.check("Nepal: 11", [row], [header]).needed == (0,)


def test_a_quote_is_not_left_aside_to_pass_without_its_words(checker):
    claim = "Suppliers are returned unopened when late."
    bids = cited("Late bids are returned unopened when late.", start=300)
    assert checker.check(claim, [bids, GIFTS]).finding.kind == "subject"
