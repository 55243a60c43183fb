"""Numbers written in words."""

import re

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
).split()
_SMALL = {word: value for value, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
_GREAT = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_ONE = "|".join([*_SMALL, "hundred", *_GREAT, "dozen"])
CARDINAL = rf"(?:a[ ](?=hundred|thousand|million|billion|dozen))?\b(?:{_ONE})\b(?:[ -](?:and[ ])?(?:{_ONE})\b)*"
ORDINAL = (
    rf"(?:(?:{'|'.join(_TENS)})-)?(?:{'|'.join(_ORDINALS)})|\d+(?:st|nd|rd|th)|thirtieth|fortieth|fiftieth|hundredth"
)
FRACTION = (
    r"(?:(?:one|two|three|four|a)[ -])?(?:thirds|quarters|fifths|half)|(?:one|a)[ -](?:third|quarter|fifth|tenth)"
)
_PARTS = {"third": 3.0, "quarter": 4.0, "fifth": 5.0, "tenth": 10.0, "half": 2.0}
_LATE_ORDINALS = {"thirtieth": 30, "fortieth": 40, "fiftieth": 50, "hundredth": 100}


def cardinal(words: str) -> list[float]:
    """The numbers that a run of number words says: one, or several where they do not join ("two three").

    >>> cardinal("two thousand one hundred and five"), cardinal("twenty-one"), cardinal("one two")
    ([2105.0], [21.0], [1.0, 2.0])
    """
    total, group, last = 0.0, 0.0, 1e18
    found: list[float] = []
    for word in re.findall(r"[a-z]+", words.lower()):
        if word in _SMALL:
            value = float(_SMALL[word])
            if group and not (last == 100 or (last >= 20 and last < 100 and value < 10)):
                found.append(total + group)
                total, group = 0.0, 0.0
            group, last = group + value, value
        elif word == "hundred":
            group, last = (group or 1) * 100, 100
        elif word == "dozen":
            group, last = (group or 1) * 12, 12
        elif word in _GREAT:
            total, group, last = total + (group or 1) * _GREAT[word], 0.0, 100
    return [*found, total + group]


def ordinal(word: str) -> float:
    """The number of an ordinal.

    >>> ordinal("third"), ordinal("twenty-first"), ordinal("22nd")
    (3.0, 21.0, 22.0)
    """
    word = word.lower()
    if word[0].isdigit():
        return float(re.sub(r"\D", "", word))
    tens, _, last = word.rpartition("-")
    if last in _LATE_ORDINALS:
        return float(_LATE_ORDINALS[last])
    return float(_ORDINALS.index(last) + 1 + (_SMALL[tens] if tens else 0))


def fraction(words: str) -> float:
    """The share that the words say, in per cent.

    >>> fraction("half"), fraction("three quarters"), fraction("one fifth")
    (50.0, 75.0, 20.0)
    """
    *count, part = re.findall(r"[a-z]+", words.lower())
    times = float(_SMALL.get(count[0], 1)) if count else 1.0
    return round(100 * times / _PARTS[part.removesuffix("s")], 6)
