"""Find in a statement the number or the name that a flash card can ask for."""

import re
from collections.abc import Collection

from retriever.types import Span

_MONEY = r"(?:[A-Z]{3}\s|US\$\s?|[$€£¥]\s?)"
_WORDED = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|eighteen|twenty|"
    r"thirty|forty|fifty|sixty|ninety|a hundred"
)
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_NUMBER = re.compile(
    rf"(?<![\w.,/:#$€£¥+\[-])(?:\d{{1,2}}\s{_MONTH}(?:\s\d{{4}})?|{_MONTH}\s(?:\d{{1,2}},?\s)?\d{{4}}|\d{{1,2}}[:.]\d{{2}}(?=\s?(?:am|pm|o'clock|,|\s|\.))"
    rf"|{_MONEY}?\d+(?:,\d{{3}})*(?:\.\d+)?(?:\s?%|\sper\scent|\s(?:thousand|million|billion|M|bn)\b)?|(?:{_WORDED})\b)"
    r"(?![\w/:)%]|[.,-]\d|-\w)",
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# Numbers after these are names of things, not amounts: "Annex 3", "extension 214" is what is asked for.
_NUMBERED = re.compile(
    r"(?:section|article|annex|chapter|table|figure|part|page|paragraph|clause|step|week|day|grade|level|class|version|phase|no\.?|number|"
    r"type|form|item|room|box|tier|option|appendix|title)\s$",
    re.IGNORECASE,
)
# House numbers and postal codes are of no use by heart.
_OF_ADDRESS = re.compile(r"(?:^|\bat\s)(?=\d+\s[A-Z])|\b[A-Z]{2}\s(?=\d{5}\b)")
_YEAR = re.compile(r"(?:19|20)\d{2}")
_NAME = re.compile(r"[A-Z][\w-]*[a-z][\w-]*(?:\s(?:(?:of|for|on|the|de|des)\s)*[A-Z][\w-]*[a-z][\w-]*)*")
_BEFORE_NAME = re.compile(r"\b(?:by|with|in|at|from)\s(?:the\s)?$")
_BEFORE_ROLE = re.compile(
    r"\b[Tt]he\s(?:[A-Z][a-z]+\s)*[A-Z][a-z]+,\s(?:Ms\s|Mr\s|Mrs\s|Dr\s)?$"
)  # "The Security Officer, …,"
_LISTED = re.compile(r"^\s?(?:,\s|and\s|or\s|/|\()|^['’]s?\b|^\s[a-z-]+-")
_AFTER_LIST = re.compile(r"(?:,|\band|\bor|/|-)\s?$")
_CLOSING = re.compile(
    r"^[.;]?$|^,?\s(?:in|on|by|since|and\s[a-z]|with|for|at|who|which|that|must|may|is|are|has)\b|^,\s"
)


def number_to_ask(text: str) -> Span | None:
    """The number or date that is worth asking for, with its currency and multiple; None where the choice is not plain.

    A number in brackets or a bare year gives way to others. A value that stands twice answers itself.

    >>> "It costs USD 62.4 M in 2020."[slice(*number_to_ask("It costs USD 62.4 M in 2020."))]
    'USD 62.4 M'
    """
    brackets = [match.span() for match in _IN_BRACKETS.finditer(text)]
    found = [
        match.span()
        for match in _NUMBER.finditer(text)
        if not _NUMBERED.search(text[: match.start()]) and text.count(match[0]) == 1 and not _is_of_address(text, match)
    ]
    outside = [span for span in found if not any(start <= span[0] < end for start, end in brackets)]
    amounts = [span for span in outside if not _YEAR.fullmatch(text[slice(*span)])]
    chosen = amounts or outside
    return chosen[0] if chosen and len(amounts) <= 2 else None


def name_to_ask(text: str, ordinary: Collection[str]) -> Span | None:
    """The one name inside a sentence that something is done by, with or in; None where there is none or more.

    Args:
        text: A sentence.
        ordinary: Words that the documents write in small letters; a name holds another.
    """
    fit = [match.span() for match in _NAME.finditer(text, 1) if _is_asked(text, match, ordinary)]
    return fit[0] if len(fit) == 1 else None


def _is_of_address(text: str, number: re.Match[str]) -> bool:
    return any(match.end() == number.start() for match in _OF_ADDRESS.finditer(text))


def _is_asked(text: str, match: re.Match[str], ordinary: Collection[str]) -> bool:
    before, after = text[: match.start()], text[match.end() :]
    words = match[0].split()
    own = [word for word in words if word.lower() not in ordinary and not word.isupper()]
    if not own or text.count(match[0]) > 1 or re.match(_MONTH, match[0]):
        return False
    if _BEFORE_ROLE.search(before) and after.startswith(",") and len(words) > 1:
        return True
    in_list = _LISTED.search(after) or _AFTER_LIST.search(before)
    return bool(_BEFORE_NAME.search(before)) and not in_list and bool(_CLOSING.match(after))
