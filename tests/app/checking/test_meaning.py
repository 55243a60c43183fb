import pytest

from tests.app.checking.claims import found

LEAVE = "Leave may not be taken during the first three months, unless the supervisor agrees in writing."
ABROAD = "Staff may work abroad for 20 days, but contractors may not work abroad."
ONLY = "Text messages are allowed only where no smartphone is available."


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param(
            "During the first three months, leave may not be taken unless the supervisor agrees in writing.",
            LEAVE,
            id="moved",
        ),
        pytest.param(
            "Leave cannot be taken in the first 3 months unless the supervisor agrees in writing.", LEAVE, id="cannot"
        ),
        pytest.param(
            "Leave may only be taken in the first three months if the supervisor agrees in writing.",
            LEAVE,
            id="only if",
        ),
        pytest.param("Staff may work abroad for 20 days.", ABROAD, id="the other clause denies"),
        pytest.param("Contractors may not work abroad.", ABROAD, id="the other clause allows"),
        pytest.param("Splitting an order is prohibited.", "Splitting an order is forbidden.", id="another word for it"),
        pytest.param("You must not split an order.", "Splitting an order is forbidden.", id="forbidden said as a duty"),
        pytest.param("Interns are not eligible.", "Interns are ineligible.", id="a denying prefix"),
        pytest.param("A certificate isn't needed.", "No certificate is needed.", id="the denial moved"),
        pytest.param("Requests have to be made in writing.", "Requests must be made in writing.", id="has to"),
        pytest.param("Requests must be made in writing.", "Requests are made in writing.", id="a rule said plainly"),
        pytest.param("Staff are permitted to travel.", "Staff may travel.", id="permitted"),
        pytest.param("A maximum of 12 days is kept.", "Up to 12 days are kept.", id="a maximum"),
        pytest.param("Requests for over five days are late.", "Requests for more than five days are late.", id="over"),
        pytest.param(
            "Rest follows a trip of at least four weeks.",
            "Rest follows a trip of four weeks or longer.",
            id="or longer",
        ),
        pytest.param("Payment follows no later than 30 days.", "Payment follows within 30 days.", id="within"),
        pytest.param("Salaries are paid every month.", "Salaries are paid each month.", id="every for each"),
        pytest.param(
            "A minimum of 20 credits in the 10-year period counts.",
            "At least 20 credits in the 10-year period count.",
            id="a minimum bounds one number",
        ),
        pytest.param("The largest basin is the Nile's.", "It is second only to the Nile's basin.", id="second only to"),
        pytest.param("You can pay in cash.", "You will pay in cash.", id="what will be can be"),
        pytest.param("The bird had no fear of humans.", "The bird was fearless of humans.", id="a denying ending"),
        pytest.param(
            "It is rarely performed outside early stages.",
            "It is rarely performed other than at early stages.",
            id="outside for other than",
        ),
        pytest.param("The group meets every quarter.", "The group has quarterly meetings.", id="quarterly"),
        pytest.param(
            "A high fee has a low risk.", "The higher the fee, the lower the risk.", id="both of two opposites"
        ),
        pytest.param("Normally, leave may not be taken during the first three months.", LEAVE, id="in general"),
    ],
)
def test_a_sentence_said_otherwise_passes(claim, quote):
    assert found(claim, quote) is None


@pytest.mark.parametrize(
    ("claim", "quote", "kind"),
    [
        pytest.param(
            "Leave may be taken during the first three months, unless the supervisor agrees in writing.",
            LEAVE,
            "negation",
            id="not left out",
        ),
        pytest.param(
            "Leave may not be taken during the first three months, if the supervisor agrees in writing.",
            LEAVE,
            "negation",
            id="if for unless",
        ),
        pytest.param("Leave may not be taken during the first three months.", LEAVE, "limit", id="unless left out"),
        pytest.param(
            "Leave should not be taken in the first three months unless the supervisor agrees in writing.",
            LEAVE,
            "duty",
            id="should not",
        ),
        pytest.param("Contractors may work abroad.", ABROAD, "negation", id="what only others may"),
        pytest.param("Text messages are allowed.", ONLY, "limit", id="only where left out"),
        pytest.param("Bids are not opened.", "Bids are opened.", "negation", id="not put in"),
        pytest.param("Nobody is not punished.", "Nobody is punished.", "negation", id="denied twice"),
        pytest.param(
            "Splitting an order is not forbidden.",
            "Splitting an order is forbidden.",
            "negation",
            id="forbidden denied",
        ),
        pytest.param(
            "Payment is made with approval.", "Payment is made without approval.", "negation", id="with for without"
        ),
        pytest.param("The budget decreased.", "The budget increased.", "negation", id="an opposite"),
        pytest.param(
            "Requests may be made in writing.", "Requests must be made in writing.", "duty", id="may for must"
        ),
        pytest.param("Staff must travel.", "Staff may travel.", "duty", id="must for may"),
        pytest.param("It must not be right.", "It may not be right.", "duty", id="must not for may not"),
        pytest.param("You may pay in cash.", "You will pay in cash.", "duty", id="may for will"),
        pytest.param("The bird was fearless.", "The bird had fear.", "negation", id="a denying ending put in"),
        pytest.param("Staff should report it.", "Staff must report it.", "duty", id="should for must"),
        pytest.param("Bids may be returned.", "Bids are returned.", "duty", id="may put in"),
        pytest.param("Leave is extended.", "Leave may be extended.", "duty", id="may left out"),
        pytest.param("Staff may travel.", "Staff are required to travel.", "duty", id="required to"),
        pytest.param("Staff must report it.", "Staff need not report it.", "negation", id="need not"),
        pytest.param(
            "At most six weeks are taken.", "At least six weeks are taken.", "limit", id="at most for at least"
        ),
        pytest.param("12 days are kept.", "Up to 12 days are kept.", "limit", id="up to left out"),
        pytest.param("Trips take less than ten hours.", "Trips take more than ten hours.", "limit", id="less for more"),
        pytest.param(
            "Leave is taken after the birth.", "Leave is taken before the birth.", "limit", id="after for before"
        ),
        pytest.param("All bids are opened.", "Some bids are opened.", "limit", id="all for some"),
        pytest.param("Bids are always opened.", "Bids are often opened.", "limit", id="always for often"),
        pytest.param("Only staff may travel.", "Staff may travel.", "limit", id="only put in"),
    ],
)
def test_a_turned_sentence_is_found(claim, quote, kind):
    assert found(claim, quote) == kind


def test_a_no_inside_a_noun_denies_nothing():
    quotes = ("Bookings are limited after no-shows.", "Riders pay in cash.")
    assert found("Bookings are limited after no-shows, and riders pay in cash.", *quotes) is None
    assert found("Riders pay in cash; bookings are limited after no-shows.", *quotes) is None
