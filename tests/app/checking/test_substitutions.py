import pytest

from tests.app.checking.claims import found

CLAIMS = "Expense claims are filed in the portal within 20 days."
RECEIPTS = "Receipts are required for every item above EUR 15."
MUSEUM = ("The Lantern is a museum in Bergen.", "The museum was opened by the mayor in 1985.")
COUNTRIES = "The agency has a coordination role in 24 countries."
ROWS = ("Contracts and pay | Ingrid Solberg | 210", "Learning | Rashid Karimi | 218")


@pytest.mark.parametrize(
    ("claim", "quotes"),
    [
        pytest.param(
            "Expense claims are filed in the portal within 20 days, and receipts are required for every item above "
            "EUR 15.",
            (CLAIMS, RECEIPTS),
            id="two sentences joined",
        ),
        pytest.param("The Lantern was opened by the mayor in 1985.", MUSEUM, id="what is named in another sentence"),
        pytest.param(
            "The Foundation works in 14 countries and has offices in Amman.",
            ("The Foundation was started in 1987.", "Today it works in 14 countries and has offices in Amman."),
            id="a name for a pronoun",
        ),
        pytest.param(
            "The Alpha Fund pays for travel to the fair.",
            ("The Alpha Fund began in 2001.", "This scheme pays for travel to the fair."),
            id="a name for what is pointed at",
        ),
        pytest.param(
            "The Rapid Response Team leaves within 72 hours.",
            ("The RRT leaves within 72 hours.", "The Rapid Response Team has twelve members."),
            id="the long form of an acronym",
        ),
        pytest.param("The agency has a coordination role in 24 nations.", (COUNTRIES,), id="another word for it"),
        pytest.param(
            "The team sends 12 members abroad.", ("The team sends 12 colleagues abroad.",), id="people by another name"
        ),
        pytest.param("The fund has USD 143 million.", ("The fund has USD 143 M.",), id="a magnitude in letters"),
        pytest.param(
            "The wall was built as a barrier around the town.",
            ("The wall (Latin: murus) was a barrier around the town.", "It was built in 1961."),
            id="an aside in brackets",
        ),
        pytest.param("Ask Ingrid Solberg about contracts and pay.", ROWS, id="a row's own cell"),
        pytest.param("Ingrid Solberg answers on 210, Rashid Karimi on 218.", ROWS, id="cells of two rows"),
    ],
)
def test_words_that_may_stand_for_others_pass(claim, quotes):
    assert found(claim, *quotes) is None


@pytest.mark.parametrize(
    ("claim", "quotes", "kind"),
    [
        pytest.param("Receipts are filed in the portal within 20 days.", (CLAIMS, RECEIPTS), "subject", id="subject"),
        pytest.param(
            "Receipts are filed in the portal within 20 days, and receipts are required for every item above EUR 15.",
            (CLAIMS, RECEIPTS),
            "subject",
            id="in one clause of two",
        ),
        pytest.param(
            "Clara Boone was cast, but fell ill in the first scene.",
            ("Peter Young was cast, but fell ill in the first scene.", "Clara Boone was the first choice."),
            "subject",
            id="a name",
        ),
        pytest.param(
            "Fiji leads the working group on floods.",
            ("Nepal leads the working group on floods.", "Nepal leads the fund with Fiji."),
            "subject",
            id="a name beside the other",
        ),
        pytest.param(
            "Requests go to the pension board by the end of May.",
            ("Requests go to the ethics adviser by the end of May.", "The pension board has five members."),
            "subject",
            id="no subject",
        ),
        pytest.param(
            "The agency has a coordination role in 24 cities.", (COUNTRIES,), "unit", id="other things counted"
        ),
        pytest.param("Ask Rashid Karimi about contracts and pay.", ROWS, "subject", id="a cell of another row"),
    ],
)
def test_words_in_place_of_others_are_found(claim, quotes, kind):
    assert found(claim, *quotes) == kind
