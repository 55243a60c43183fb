"""What kind of answer a question asks for, and whether words of that kind stand in a text."""

import re
from collections.abc import Sequence
from enum import StrEnum

from retriever.types import Span


class AnswerType(StrEnum):
    """The form of words that would answer a question."""

    NUMBER = "number"
    DATE = "date"
    DURATION = "duration"
    NAME = "name"
    PLACE = "place"
    CONTACT = "contact"
    LIST = "list"
    DEFINITION = "definition"
    REASON = "reason"
    YES_NO = "yes_no"
    OTHER = "other"


def _words(*alternatives: str) -> str:
    return rf"\b(?:{'|'.join(alternatives)})\b"


MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_NUMBER_WORD = (
    r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|ninety|hundred|thousand|million|half|one[- ](?:third|half|quarter)|once|twice)"
)
_CURRENCY = r"(?:USD|EUR|GBP|CHF|AUD|CAD|JPY|US\$|[$€£¥])"
_MAGNITUDE = rf"(?:%|percent\b|per cent\b|(?:million|billion|thousand|[MK])\b(?:\s?{_CURRENCY})?|{_CURRENCY}(?!\s?\d))"

NUMBER = re.compile(
    rf"(?:{_CURRENCY}\s?)?(?<![\w.])\d(?:[\d,.]*\d)?(?:\s?{_MAGNITUDE})?|\b{_NUMBER_WORD}\b", re.IGNORECASE
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH}\b\.?(?:\s+\d{{1,2}}(?:st|nd|rd|th)?\b)?(?:\s*,?\s+\d{{4}}\b)?"
    r"|\b(?:19|20)\d{2}\b(?:\s*[-–/]\s*(?:19|20)?\d{2}\b)?"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"
    r"|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b"
    r"|\b(?:daily|weekly|monthly|quarterly|annually|yearly|noon|midnight)\b"
    r"|\bevery (?:\w+ )?(?:day|week|month|quarter|year)s?\b"
    r"|\b\d{1,2}(?::\d{2})?\s?[ap]\.?m\b",
    re.IGNORECASE,
)
DURATION = re.compile(
    rf"(?:\d[\d,.]*|\b{_NUMBER_WORD}|\ba|\ban)\s*(?:-\s*)?(?:to\s+\d+\s+)?(?:more\s+)?"
    r"(?:(?:business|working|calendar)\s+)?(?:minute|hour|day|week|month|year|decade)s?\b",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # e-mail
    r"|https?://[^\s)>\]]+|\bwww\.[^\s)>\],]+[\w/]"  # web
    r"|(?:\+?\d[\d\s().-]{6,}\d)"  # telephone
    r"|#[\w-]{3,}"  # channel
)
# Capitalised words in a row, small joining words between them allowed.
NAME = re.compile(
    r"\b(?:[A-Z][\w'’&/-]*[A-Za-z]\s+(?:(?:of|for|and|the|on|in|de|to)\s+(?:the\s+)?)?)*"
    r"[A-Z][\w'’&/-]*[A-Za-z0-9]\b"
)

_VERB = "is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|had|am"
_FEW = r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)"
_ASKS: Sequence[tuple[AnswerType, re.Pattern[str]]] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (
            AnswerType.CONTACT,
            _words(
                r"e-?mail|phone|telephone|fax|website|web ?site|url|web ?page|hotline|helpline|slack channel",
                r"contact (?:details|address|info)|(?:what|which) (?:number|address)|reach out|get in touch",
                r"number (?:do|can|should|to) \w* ?(?:call|ring|dial)",
            )
            + r"|^contact\b",
        ),
        (AnswerType.DURATION, r"\bhow (?:long|soon|many (?:days|weeks|months|years|hours|minutes))\b"),
        (
            AnswerType.DATE,
            _words(r"when|(?:what|which|in what|in which) (?:year|date|day|month|time)|how often|deadline|due date"),
        ),
        (
            AnswerType.NUMBER,
            _words(
                r"how (?:many|much|big|large|old|far|high|tall|few)",
                r"what (?:percentage|percent|share|proportion|number|amount|fraction)",
                r"(?:the|total|annual) (?:number|amount|value|rate|percentage|age|limit)",
                r"budget|costs?|fees?|price|revenue|maximum|minimum|expenditures?|worth",
            ),
        ),
        (
            AnswerType.REASON,
            r"^\W*(?:why\b|for what reason|how come"
            r"|what(?:'s| is| was| are)? the (?:reason|purpose|point|aim|goal))",
        ),
        (
            AnswerType.LIST,
            _words(
                rf"list|name (?:the|all|some|{_FEW})|what are (?:the|all|some)|what (?:kinds?|types?|sorts?) of",
                rf"(?:what|which) {_FEW}|which (?:\w+ )?(?!does\b)\w{{4,}}s (?:are|do|have|can|were|should|did)",
                r"(?:what|which) (?:countries|areas|sectors|principles|methods|steps|topics)",
            ),
        ),
        (
            AnswerType.PLACE,
            r"\b(?:where|(?:what|which) (?:country|city|place|town|location|region|office|room|building|floor))\b",
        ),
        (
            AnswerType.NAME,
            _words(
                r"who|whom|whose|what is the name|called|named",
                r"(?:what|which) (?:organi[sz]ation|person|team|department|division|unit|agency|company|partner)",
                r"(?:what|which) (?:body|tool|app|form|document|framework|programme|program|system)",
            ),
        ),
        (
            AnswerType.DEFINITION,
            r"^\W*(?:what(?:'s| is| are| was| were| does)|define|definition of|meaning of|explain|describe"
            r"|tell me about)\b",
        ),
        (
            AnswerType.YES_NO,
            rf"^\W*(?:{_VERB}|isn't|aren't|don't|doesn't|can't)\b"
            rf"|[,.] (?:{_VERB}) (?:i|we|it|they|he|she|my|the|there|this|that)\b",
        ),
    )
)

_FORMS: dict[AnswerType, re.Pattern[str]] = {
    AnswerType.NUMBER: NUMBER,
    AnswerType.DATE: DATE,
    AnswerType.DURATION: DURATION,
    AnswerType.CONTACT: CONTACT,
    AnswerType.NAME: NAME,
    AnswerType.PLACE: NAME,
}


def answer_type(question: str) -> AnswerType:
    """The form of answer a question asks for, the most specific first.

    >>> answer_type("How many member states are there?").value
    'number'
    >>> answer_type("May I carry leave over?").value
    'yes_no'
    """
    for kind, pattern in _ASKS:
        if pattern.search(question):
            return kind
    return AnswerType.OTHER


def answer_forms(kind: AnswerType, text: str) -> list[Span]:
    """Spans of `text` that have the form of such an answer, in order; empty for kinds without a form."""
    pattern = _FORMS.get(kind)
    return [match.span() for match in pattern.finditer(text)] if pattern else []


def has_form(kind: AnswerType) -> bool:
    """Whether answers of this kind can be told by the form of their words."""
    return kind in _FORMS
