"""What short lines look like: values, labels with values, names, captions, headings in capitals."""

import re
from collections.abc import Sequence

from ingest.blocks import Line

MAX_SHORT_CHARS = 60
MAX_NAME_WORDS = 8
MAX_FACT_CHARS = 200
MAX_FACT_LINES = 5
MAX_LABEL_WORDS = 6

CURRENCY = (
    r"(?:USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|SEK|NOK|DKK|ZAR|BRL|MXN|KRW|SGD|HKD|PLN|CZK|HUF|TRY|RUB|AED|KES|NGN"
    r"|US\$|A\$|C\$|NZ\$|\$|€|£|¥|₹)"
)
MAGNITUDE = r"(?:%|percent|per cent|k|K|M|m|Mn|mn|B|bn|Bn|thousand|million|billion|trillion)"
NUMBER = r"[-+~≈<>]?\s?\d[\d,. ]*\d|[-+~≈<>]?\s?\d"
VALUE = re.compile(rf"(?:{CURRENCY}\s?)?(?:{NUMBER})\s?{MAGNITUDE}?\s?(?:{CURRENCY})?[*†+]?")
UNIT_CAPTION = re.compile(
    rf".*\((?:in\s)?(?:{MAGNITUDE}s?\s)?(?:of\s)?(?:{CURRENCY}|%|percent|thousands|millions|billions|km²?|kg|tonnes|hectares|ha)"
    rf"(?:\s(?:{MAGNITUDE}s?|thousands|millions|billions))?\)"
)
LABEL_VALUE = re.compile(r"(?P<label>[^\s:][^:\n]{0,48}[^\s:]|\w)\s?:\s+\S")
SENTENCE_END = re.compile(r"[.!?;:…][\"'”’)\]]*$")
MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
DATE = re.compile(
    rf"(?:\w+day,?\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s{MONTHS},?\s?\d{{0,4}}|{MONTHS}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s?\d{{0,4}}"
    rf"|{MONTHS}\s\d{{4}}|\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}})",
    re.IGNORECASE,
)


def is_value(line: str) -> bool:
    """Whether the line is an amount and nothing else: ``174``, ``USD 38.7 M``, ``45 %``."""
    return VALUE.fullmatch(line) is not None


def is_date(line: str) -> bool:
    """Whether the line is a calendar date and nothing else."""
    return DATE.fullmatch(line) is not None


def is_caption(line: str) -> bool:
    """Whether the line names a figure by its unit, as in ``Budget (USD)``."""
    return len(line.split()) <= MAX_NAME_WORDS and UNIT_CAPTION.fullmatch(line) is not None


def is_short(line: str) -> bool:
    """Whether the line is a few words that do not end as a sentence does."""
    return len(line) <= MAX_SHORT_CHARS and not SENTENCE_END.search(line)


def is_name(line: str) -> bool:
    """Whether the line could be one entry of a list of names."""
    return (
        is_short(line)
        and len(line.split()) <= MAX_NAME_WORDS
        and any(character.isalpha() for character in line)
        and not line[0].islower()
    )


def is_capitals(line: str) -> bool:
    """Whether the line is set in capital letters; a short form or two in mixed case is allowed."""
    letters = [character for character in line if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    return len(letters) >= 3 and capitals >= 0.85 * len(letters)


def has_label(line: str) -> bool:
    """Whether the line reads as ``Label: value``."""
    match = LABEL_VALUE.match(line)
    return (
        match is not None
        and len(match["label"].split()) <= MAX_LABEL_WORDS
        and len(line) <= MAX_FACT_CHARS
        and not line[0].islower()
    )


def is_fact(lines: Sequence[Line]) -> bool:
    """Whether the lines are one number with its label, set over several short lines."""
    texts = [line.text for line in lines]
    if not 2 <= len(texts) <= MAX_FACT_LINES or sum(map(len, texts)) > MAX_FACT_CHARS:
        return False
    if any(not is_short(text) for text in texts) or not any(any(map(str.isdigit, text)) for text in texts):
        return False
    if any(is_value(text) for text in texts):
        return True
    # Capitals over two lines are a heading unless a number ends them: "TOTAL / DONORS 45".
    return not is_capitals(" ".join(texts)) or (
        texts[-1][-1].isdigit() and len(" ".join(texts).split()) <= MAX_LABEL_WORDS
    )
