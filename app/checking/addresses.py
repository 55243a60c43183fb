"""E-mail and web addresses and telephone numbers in a text, written one way."""

import re

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(
    r"(?:https?://|www\.)[^\s<>()\[\]\"|]+|(?<![\w@.])(?:[a-z0-9-]+\.)+"
    r"(?:com|org|net|int|edu|gov|info|eu|uk|de|fr|io|example|test)\b(?:/[^\s<>()\[\]\"|]*)?",
    re.IGNORECASE,
)
_TELEPHONE = re.compile(
    r"(?<![\w.,])(?:\+|\(\d|00\d)[\d \t()./-]{6,}\d(?!\w)|(?<![\w.,/-])\d{2,5}(?:[ /-]\d{2,5}){2,}(?![\w/-])"
)
_LEAST_DIGITS, _MOST_DIGITS = 7, 16


def addresses(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Each address of a plain text in one form, with its span; telephone numbers by their digits alone.

    >>> [form for form, _ in addresses("Ask hr@x.example, see https://www.x.org/a/, or ring +41 (0)22 717-91.")]
    ['hr@x.example', 'x.org/a', '412271791']
    """
    found: list[tuple[str, tuple[int, int]]] = []
    taken = list(text)
    for pattern, form in ((_EMAIL, _small), (_WEB, _web), (_TELEPHONE, _digits)):
        for match in pattern.finditer("".join(taken)):
            written = match[0].rstrip(".,;:!?'-/")
            if not (plainly := form(written)):
                continue
            span = (match.start(), match.start() + len(written))
            taken[slice(*span)] = " " * len(written)
            found.append((plainly, span))
    return sorted(found, key=lambda one: one[1])


def _small(address: str) -> str:
    return address.lower()


def _web(address: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", address.lower()).rstrip("/")


def _digits(number: str) -> str:
    """Its digits, the national zero in brackets and the two noughts for "+" left out; empty where it is a date."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{1,2}[/ -]\d{1,2}[/ -]\d{2,4}", number):
        return ""
    digits = re.sub(r"\D", "", number.replace("(0)", "")).removeprefix("00")
    return digits if _LEAST_DIGITS <= len(digits) <= _MOST_DIGITS else ""
