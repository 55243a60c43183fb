"""Dates and times of a spreadsheet as it displays them."""

import re
from datetime import datetime

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[(?P<elapsed>h+|m+|s+)\]|\[[^\]]*\]|_.|\*.'
    r"|(?P<half>AM/PM|A/P)|(?P<fraction>\.0+)|(?P<part>y+|m+|d+|h+|s+|e+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SECONDS = {"h": 3600, "m": 60, "s": 1}


def is_date_format(bare: str) -> bool:
    """Whether a format code, without what it shows as it stands, shows dates or times.

    >>> [is_date_format(code) for code in ("yyyy-mm-dd", "[h]:mm", "#,##0", "General", "0.00E+00")]
    [True, True, False, False, False]
    """
    lower = bare.lower().replace("general", "")
    return any(sign in lower for sign in "ymdhs") and not any(sign in lower for sign in "#?")


def date_words(moment: datetime, serial: float, section: str) -> str:
    """Return a moment as a section of a format code shows it.

    Args:
        moment: The moment.
        serial: The same in days, for codes that show elapsed hours.
        section: The code, with at least one part of a date or time.
    """
    tokens = list(_TOKEN.finditer(section))
    has_half = any(token["half"] for token in tokens)
    words = [_words(tokens, index, moment, serial, has_half=has_half) for index in range(len(tokens))]
    return " ".join("".join(words).split())


def _words(tokens: list[re.Match[str]], index: int, moment: datetime, serial: float, *, has_half: bool) -> str:
    token = tokens[index]
    if token["part"]:
        part = token["part"].lower()
        if part[0] == "m" and _is_minutes(tokens, index):
            return f"{moment.minute:0{min(len(part), 2)}d}"
        return _part(part, moment, has_half=has_half)
    if token["elapsed"]:
        unit = token["elapsed"].lower()
        return f"{int(serial * 86_400 + 1e-6) // _SECONDS[unit[0]]:0{len(unit)}d}"
    if token["half"]:
        half = "AM" if moment.hour < 12 else "PM"
        return half if len(token["half"]) > 3 else half[0]
    if token["fraction"]:
        return f".{moment.microsecond:06d}"[: len(token["fraction"])]
    return token["quoted"] or token["escaped"] or (token["other"] or "").replace("@", "").replace(";", "")


def _part(part: str, moment: datetime, *, has_half: bool) -> str:
    size = len(part)
    hour = (moment.hour % 12 or 12) if has_half else moment.hour
    numbers = {"m": moment.month, "d": moment.day, "h": hour, "s": moment.second}
    if part[0] in "ye":
        return f"{moment.year % 100:02d}" if size <= 2 and part[0] == "y" else f"{moment.year:04d}"
    if part[0] == "m" and size > 2:
        name = _MONTHS[moment.month - 1]
        return name[:3] if size == 3 else name[0] if size == 5 else name
    if part[0] == "d" and size > 2:
        name = _DAYS[moment.weekday()]
        return name[:3] if size == 3 else name
    return f"{numbers[part[0]]:0{min(size, 2)}d}"


def _is_minutes(tokens: list[re.Match[str]], index: int) -> bool:
    """Whether an "m" stands beside hours or seconds."""
    if len(tokens[index]["part"]) > 2:
        return False
    before = next((_unit(token) for token in reversed(tokens[:index]) if _unit(token)), "")
    after = next((_unit(token) for token in tokens[index + 1 :] if _unit(token)), "")
    return before == "h" or after == "s"


def _unit(token: re.Match[str]) -> str:
    return (token["part"] or token["elapsed"] or "")[:1].lower()
