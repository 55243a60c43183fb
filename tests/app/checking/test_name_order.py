import pytest

from tests.app.checking.claims import found

STUDY = "The survey that Nepal published in spring praises schools and teachers of Fiji."


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param(
            "The survey that Nepal published in spring praises teachers and schools of Fiji.", STUDY, id="a list turned"
        ),
        pytest.param("Schools and teachers of Fiji are praised in the survey of Nepal.", STUDY, id="told otherwise"),
        pytest.param(
            "Fiji and Nepal share a survey of schools.", "Nepal and Fiji share a survey of schools.", id="of one list"
        ),
    ],
)
def test_names_in_another_order_pass_where_the_sentence_is_another(claim, quote):
    assert found(claim, quote) is None


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        pytest.param(
            "The survey that Fiji published in spring praises schools and teachers of Nepal.", STUDY, id="two countries"
        ),
        pytest.param(
            "In May, Rao wrote to the old mill that Costa is late.",
            "In May, Costa wrote to the old mill that Rao is late.",
            id="two people",
        ),
    ],
)
def test_names_that_have_changed_places_are_found(claim, quote):
    assert found(claim, quote) == "subject"
