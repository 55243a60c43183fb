"""Numbers as lists show them: digits, letters, Roman and counted in words."""

from collections.abc import Callable

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_CARDINALS = (
    "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen "
    "Eighteen Nineteen Twenty"
).split()
_ORDINALS = (
    "Zeroth First Second Third Fourth Fifth Sixth Seventh Eighth Ninth Tenth Eleventh Twelfth Thirteenth Fourteenth "
    "Fifteenth Sixteenth Seventeenth Eighteenth Nineteenth Twentieth"
).split()
_HAN = "〇一二三四五六七八九"
MAX_SHOWN = 3999  # beyond it Roman and letters get long without bound; digits are shown


def roman(value: int) -> str:
    """Return a number in small Roman letters.

    >>> roman(14)
    'xiv'
    """
    shown = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        shown += letters * count
    return shown


def letters(value: int) -> str:
    """Return a number as letters, doubled after the alphabet's end as word processors do.

    >>> letters(2), letters(28)
    ('b', 'bb')
    """
    rounds, place = divmod(value - 1, 26)
    return chr(ord("a") + place) * (rounds + 1)


def ordinal(value: int) -> str:
    """Return a number with its English ending.

    >>> ordinal(2), ordinal(13)
    ('2nd', '13th')
    """
    ending = "th" if value // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


def _han(value: int) -> str:
    tens, ones = divmod(value, 10)
    if value > 99 or not tens:
        return "".join(_HAN[int(digit)] for digit in str(value))
    return (_HAN[tens] if tens > 1 else "") + "十" + (_HAN[ones] if ones else "")


def _in_words(names: list[str], value: int) -> str:
    return names[value] if value < len(names) else str(value)


_SHOWN: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda value: f"{value:02d}",
    "lowerRoman": roman,
    "upperRoman": lambda value: roman(value).upper(),
    "lowerLetter": letters,
    "upperLetter": lambda value: letters(value).upper(),
    "ordinal": ordinal,
    "cardinalText": lambda value: _in_words(_CARDINALS, value),
    "ordinalText": lambda value: _in_words(_ORDINALS, value),
    "numberInDash": lambda value: f"- {value} -",
    "chineseCounting": _han,
    "chineseCountingThousand": _han,
    "japaneseCounting": _han,
    "taiwaneseCountingThousand": _han,
    "ideographDigital": _han,
}


def shown_number(value: int, number_format: str) -> str:
    """Return a number in a format of WordprocessingML; in digits where the format is not known."""
    if number_format == "none":
        return ""
    if number_format not in _SHOWN or not 0 < value <= MAX_SHOWN:
        return str(value)
    return _SHOWN[number_format](value)
