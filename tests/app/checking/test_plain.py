import pytest

from app.checking.plain import plain


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        pytest.param("**5.2** million", "5.2 million", id="bold"),
        pytest.param("_always_ snake_case", "always snake_case", id="italics but no underscore inside a word"),
        pytest.param("\\$192 and 3\\%", "$192 and 3%", id="escaped signs"),
        pytest.param("“so” ‘be’ — it’s", "\"so\" 'be' - it's", id="typographic signs"),
        pytest.param("15\u202f311 staff", "15,311 staff", id="narrow space in a number"),
        pytest.param("see [the form](https://x.org/f)", "see the form (https://x.org/f)", id="link"),
        pytest.param("## Leave\n> Paid", "Leave\nPaid", id="heading and block quote"),
    ],
)
def test_marks_are_taken_out_and_signs_made_plain(written, expected):
    assert plain(written) == expected
