"""Names and what belongs to them."""

import pytest

from app.same_name import holds, share_held


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("afghan", "afghanistan"),
        ("pakistani", "pakistan"),
        ("fijian", "fiji"),
        ("thai", "thailand"),
        ("nepal", "nepal"),
    ],
)
def test_a_country_and_what_belongs_to_it_are_one_name(term, name):
    assert holds({name}, term)
    assert holds({term}, name)


@pytest.mark.parametrize(("term", "name"), [("niger", "nigeria"), ("mali", "malta"), ("iran", "iraq"), ("us", "usn")])
def test_names_that_only_begin_alike_are_two(term, name):
    assert not holds({name}, term)


def test_the_share_of_nothing_is_nothing():
    assert share_held([], {"nepal"}) == 0.0
    assert share_held(["nepal", "fiji"], {"nepal"}) == 0.5
