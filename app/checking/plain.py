"""Text as it is compared: typographic signs made plain, marks of Markdown taken out."""

import re
from functools import lru_cache

_SIGNS = str.maketrans(
    {
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "″": '"',
        "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u202f": " ", "\u00ad": None, "\u200b": None, "\ufeff": None,
        "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "ﬃ": "ffi", "ﬄ": "ffl",
    }
)  # fmt: skip
# Between digits these divide thousands: "15 311".
_NARROW_SPACE_IN_NUMBER = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
# As tokenised texts have it: "March 1 , 2013", "do n't".
_SPACE_BEFORE_SIGN = re.compile(r"(?<=[\w)\]\"'%]) (?=[,;:.?!](?:[\s\"')]|\Z))|(?<=\w) (?='(?:s|re|ve|ll|d|m)\b)", re.I)
_SPACE_IN_DENIAL = re.compile(r"(?<=\w) (?=n't\b)", re.IGNORECASE)
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_BESIDE_DIGIT = re.compile(r"(?<=[\u3040-\u9fff])(?=\d)|(?<=\d)(?=[\u3040-\u9fff])")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\((\S+?)\)")
_ESCAPED = re.compile(r"\\([$%&#_*|~`\\\[\]()>.+-])")
_MARKS = re.compile(r"\*+|`+|(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|^[ \t]*(?:#{1,6}|>)[ \t]+", re.MULTILINE)


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """The text with plain quotation marks, dashes and spaces, and without marks of Markdown; its lines are kept.

    Of spaces before a comma or another such sign nothing is left. Digits of any script are 0 to 9, divided from Chinese
    and Japanese letters.

    >>> plain("**97 %** of “IOM’s” \\\\$3–5 million")
    '97 % of "IOM\\'s" $3-5 million'
    >>> plain("March 1 , 2013 , did n't")
    "March 1, 2013, didn't"
    """
    text = _NARROW_SPACE_IN_NUMBER.sub(",", text).translate(_SIGNS)
    text = _BESIDE_DIGIT.sub(" ", _OTHER_DIGIT.sub(lambda digit: str(int(digit[0])), text))
    text = _MARKS.sub("", _ESCAPED.sub(r"\1", _LINK.sub(r"\1 (\2)", text)))
    return _SPACE_IN_DENIAL.sub("", _SPACE_BEFORE_SIGN.sub("", text))
