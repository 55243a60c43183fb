"""Claims that say no more than their statements, in other words: by rules, each changing one thing.

Shares no code with what checks claims. Each rewording returns a claim with the places it cites, or None where the
statement has nothing that could be worded so.
"""

import re
from collections.abc import Callable
from random import Random

from benchmarks.claim_mixtures import row_sentence
from benchmarks.claim_sources import Place
from benchmarks.claim_words import MONTH, MONTHS, NUMBER_WORDS, Library, lowered, raised, table_cells
from retriever.types import StatementKind

Right = tuple[str, tuple[Place, ...]]
Rewording = Callable[[Place, Library, Random], Right | None]

PERSONS = (
    r"(?:you|employees|staff|members|veterans|students|borrowers|applicants|travellers|traders|persons|people|parents"
    r"|managers)"
)
DUTY_WORDS = (
    (
        re.compile(rf"(?<=\b)({PERSONS}) may (?=(?!be|not|have|also|want|need|wish)[a-z])", re.IGNORECASE),
        r"\1 are allowed to ",
    ),
    (re.compile(rf"(?<=\b)({PERSONS}) must (?=(?!not|have|also)[a-z])", re.IGNORECASE), r"\1 are required to "),
    (re.compile(r"(?<=[a-z]s )must be (?=[a-z]+ed\b)"), "have to be "),
    (re.compile(r"^((?:The|An?|Every|Each) (?:\w+ ){0,2}\w*[a-rt-z]) must be (?=[a-z]+ed\b)"), r"\1 has to be "),
    (re.compile(r"\bmay not be (?=[a-z]+ed\b)"), "must not be "),
    (re.compile(r"\bare allowed to\b"), "may"),
    (re.compile(rf"\b({PERSONS}) are required to\b", re.IGNORECASE), r"\1 must"),
)
PER_CENT = re.compile(r"(?<=\d) ?%")
PER_CENT_WORDS = re.compile(r"(?<=\d) per ?cent\b")
# A digit that counts something, not one that names an article, section, story or chapter.
DIGITS = re.compile(
    rf"(?<![\w.,/$€:-])(?<!\d )(?<=[a-z] )(?<!cle )(?<!ion )(?<!ory )(?<!ter )(?:[2-9]|1[0-2])"
    rf"(?= (?!(?:{MONTH})\b|[ap]\.?m)[a-z]{{3,}})(?!-)"
)
SPELLED = re.compile(rf"\b(?:{'|'.join(NUMBER_WORDS)})(?= [a-z]{{2,}})")
THOUSANDS = re.compile(r"(?<![\d,.])\d{1,3},\d{3}(?![\d,]|\.\d)")
EUROS = re.compile(r"\b(EUR|USD) (\d[\d,.]*\d|\d)(?: (million|billion|M\b))?")
DAY_FIRST = re.compile(rf"(?<![–-])\b(\d{{1,2}}) ({MONTH}) (\d{{4}})\b")
MONTH_FIRST = re.compile(rf"(?<!through )(?<![–-])\b({MONTH}) (\d{{1,2}}), (\d{{4}})\b,?")
FRONTED = re.compile(
    r"(?P<clause>(?:If|When|In|On|During|After|Before|For|Since) [^,;:()]{6,80}), "
    r"(?P<main>(?!unless|which|and |but |or |as |it was)[^,;:()]{12,140})\."
)
BACKED = re.compile(r"(?P<main>[^,;:()“]{12,120}),? (?P<clause>(?:if|when|unless) [^,;:()”]{8,90})\.")
CONNECTIVE = re.compile(r"(?:However|Further|Moreover|Specifically|Therefore|Also|Then|In addition|Additionally), ")
MIDDLE_CONNECTIVE = re.compile(r", (?:however|therefore|for example|of course|in fact), |(?<=\w) also(?= [a-z])")
PHRASES = (
    (re.compile(r"\bin order to\b"), "to"),
    (re.compile(r"\bprior to\b"), "before"),
    (re.compile(r"\bapproximately\b"), "about"),
    (re.compile(r"\bdue to\b"), "because of"),
    (re.compile(r"\bbecause of\b"), "due to"),
    (re.compile(r"\ba variety of different\b"), "various"),
    (re.compile(r"\bas well as\b"), "and also"),
    (re.compile(r"\bmore than\b(?= \d)"), "over"),
    (re.compile(r"\bat least\b(?= \d)"), "a minimum of"),
    (re.compile(r"(?<!was )(?<!were )(?<!been )(?<!have )(?<!has )(?<!had )\bstarted\b"), "began"),
    (re.compile(r"\bbegan\b"), "started"),
    (re.compile(r"\bwas established\b"), "was founded"),
    (re.compile(r"\bfor example\b"), "for instance"),
    (re.compile(r"\bpurchase\b"), "buy"),
    (re.compile(r"\breceive\b"), "get"),
    (re.compile(r"\bobtain\b"), "get"),
    (re.compile(r"\bdo not\b"), "don't"),
    (re.compile(r"\bdon't\b"), "do not"),
    (re.compile(r"\bdoes not\b"), "doesn't"),
    (re.compile(r"\bcannot\b"), "can't"),
    (re.compile(r"\baims to\b"), "is meant to"),
    (re.compile(r"\bensures that\b"), "makes sure that"),
    (re.compile(r"\bthe use of\b"), "using"),
    (re.compile(r"\bis responsible for\b"), "is in charge of"),
    (re.compile(r"\busually\b"), "normally"),
    (re.compile(r"\bforbidden\b"), "not allowed"),
    (re.compile(r"\bprohibited\b"), "forbidden"),
    (re.compile(r"\blocated in\b"), "in"),
)
BRACKETED = re.compile(r" \([^()]*\)")
# Leads that an item completes to a sentence.
OPEN_LEAD = re.compile(r"\b(?:to|must|should|may|can|including|includes?|such as)$", re.IGNORECASE)
ATTRIBUTIONS = (
    "According to the document, {}",
    "The text states that {}",
    "As the documents say, {}",
    "It is stated that {}",
)
OPENINGS = ("The document says: “{}”.", 'It says "{}".', "In the words of the text, “{}”.", "The rule is “{}”.")


def duty_words(place: Place, library: Library, choice: Random) -> Right | None:
    """“Are allowed to” for may, “are required to” for must, and back."""
    return _first_changed(place, DUTY_WORDS)


def per_cent(place: Place, library: Library, choice: Random) -> Right | None:
    """97% as 97 percent, and back."""
    return _first_changed(place, ((PER_CENT, choice.choice((" percent", " per cent"))), (PER_CENT_WORDS, "%")))


def number_words(place: Place, library: Library, choice: Random) -> Right | None:
    """Two as 2, and back; 1,000 as 1000."""
    text = SPELLED.sub(lambda match: str(NUMBER_WORDS.index(match.group()) + 2), place.words)
    if text == place.words:
        text = DIGITS.sub(lambda match: NUMBER_WORDS[int(match.group()) - 2], place.words)
    if text == place.words:
        text = THOUSANDS.sub(lambda match: match.group().replace(",", ""), place.words)
    return _changed(place, raised(text))


def currency(place: Place, library: Library, choice: Random) -> Right | None:
    """EUR 600 as €600 or 600 euros; USD 2 M as $2 million."""

    def reworded(match: re.Match[str]) -> str:
        code, amount, scale = match.groups()
        words = f" {scale.replace('M', 'million')}" if scale == "M" else f" {scale}" if scale else ""
        short, long = {"EUR": ("€", "euros"), "USD": ("$", "US dollars")}[code]
        return f"{short}{amount}{words}" if choice.random() < 0.5 else f"{amount}{words} {long}"

    return _changed(place, EUROS.sub(reworded, place.words))


def full_date(place: Place, library: Library, choice: Random) -> Right | None:
    """1 March 2025 as March 1, 2025 or 2025-03-01."""

    def day_first(match: re.Match[str]) -> str:
        return _dated(int(match[1]), match[2], match[3])

    def month_first(match: re.Match[str]) -> str:
        return f"{match[2]} {match[1]} {match[3]}"

    def _dated(day: int, month: str, year: str) -> str:
        return f"{month} {day}, {year}" if choice.random() < 0.6 else f"{year}-{MONTHS.index(month) + 1:02}-{day:02}"

    text = DAY_FIRST.sub(day_first, place.words)
    return _changed(place, text if text != place.words else MONTH_FIRST.sub(month_first, place.words))


def clause_moved(place: Place, library: Library, choice: Random) -> Right | None:
    """The clause in front set behind, or the one behind in front."""
    front = FRONTED.fullmatch(place.words)
    if front and not re.search(rf"\b(?:and|or|but|this|such)\b|\b(?:{MONTH}) \d+$", front["clause"]):
        return f"{raised(front['main'])} {lowered(front['clause'])}.", (place,)
    back = BACKED.fullmatch(place.words)
    if not back or re.search(
        r"^(?:For|In|On|At|With|To|If|By) |\b(?:and|or|but|that|whether|which|who|when|if)\b", back["main"]
    ):
        return None
    return f"{raised(back['clause'])}, {_inner(back['main'], place, library)}.", (place,)


def connective_dropped(place: Place, library: Library, choice: Random) -> Right | None:
    """Without the word that ties it to the statement before."""
    text = CONNECTIVE.sub("", place.words, count=1) if CONNECTIVE.match(place.words) else place.words
    if text == place.words:
        text = MIDDLE_CONNECTIVE.sub(" ", place.words, count=1) if "not only" not in text else text
    return _changed(place, raised(text))


def other_phrase(place: Place, library: Library, choice: Random) -> Right | None:
    """One phrase put in other words."""
    return _first_changed(place, choice.sample(PHRASES, len(PHRASES)))


def shortened(place: Place, library: Library, choice: Random) -> Right | None:
    """Without what stands in brackets, or only up to the semicolon."""
    text = BRACKETED.sub("", place.words)
    if ";" in text and ":" not in text:
        text = text.split(";")[0].rstrip() + "."
    return _changed(place, text) if len(text.split()) >= 5 else None


def merged(place: Place, library: Library, choice: Random) -> Right | None:
    """Two statements that follow one another in one sentence, citing both."""
    following = library.next_sentence(place)
    if not following or len(place.words.split()) + len(following.words.split()) > 50:
        return None
    if re.search(r"[“”\":;]", place.words + following.words) or CONNECTIVE.match(following.words):
        return None
    joint = choice.choice((", and", ";", ", while"))
    return f"{place.words.rstrip('.')}{joint} {_inner(following.words, following, library)}", (place, following)


def attributed(place: Place, library: Library, choice: Random) -> Right | None:
    """With words before it that say where it stands."""
    if re.match(r"(?:According|However|If|When|[A-Z][a-z]+ your\b)", place.words):
        return None
    return choice.choice(ATTRIBUTIONS).format(_inner(place.words, place, library)), (place,)


def quoted(place: Place, library: Library, choice: Random) -> Right | None:
    """The whole statement, or its first clause, in quotation marks."""
    words = place.words.rstrip(".")
    clause = re.match(r"(?!If|When|For|In|On|As|While)[^,;:]{25,}(?=, (?:and|which|but|including|such)|; )", words)
    inner = clause.group() if clause and choice.random() < 0.5 else words
    if not 5 <= len(inner.split()) <= 32 or re.search(r"[“”\"]", inner):
        return None
    return choice.choice(OPENINGS).format(inner), (place,)


def item_with_lead(place: Place, library: Library, choice: Random) -> Right | None:
    """A list's item with the line that introduces it, as one sentence."""
    item = place.words.rstrip(".;, ")
    lead = place.lead.rstrip(": ")
    if (
        place.statement.kind is not StatementKind.ITEM
        or not place.lead.endswith(":")
        or not 2 <= len(item.split()) <= 40
    ):
        return None
    if (
        not OPEN_LEAD.search(lead)
        or re.search(r"[.?!:] |^http|,? and$|,? or$|[“”\"]|^(?:If|We|You|Our)\b", item)
        or re.search(r"[.?!] ", lead)
    ):
        return None
    return f"{raised(lead)} {_inner(item, place, library)}.", (place,)


def table_row(place: Place, library: Library, choice: Random) -> Right | None:
    """A cell of a table's row as a sentence."""
    header, cells = table_cells(place.raw_lead), table_cells(place.raw)
    if place.statement.kind is not StatementKind.ROW or len(header) != len(cells) or not 2 <= len(cells) <= 5:
        return None
    if len(place.words.split()) > 40 or set(header) & set(cells) or ". " in place.words:
        return None
    return row_sentence(header, cells, choice.randrange(1, len(cells))), (place,)


def _inner(text: str, place: Place, library: Library) -> str:
    """The text as it stands inside a sentence: its first letter small, unless a name begins it."""
    return lowered(text, {text.split()[0]} if library.is_name(text.split()[0]) else ())


def _first_changed(place: Place, rules: object) -> Right | None:
    for pattern, new in rules:
        text = pattern.sub(new, place.words, count=1)
        if text != place.words:
            return raised(text), (place,)
    return None


def _changed(place: Place, text: str) -> Right | None:
    return (" ".join(text.split()), (place,)) if text != place.words else None


REWORDINGS: dict[str, Rewording] = {
    "duty in other words": duty_words,
    "per cent": per_cent,
    "number words": number_words,
    "currency": currency,
    "full date": full_date,
    "clause moved": clause_moved,
    "connective dropped": connective_dropped,
    "other phrase": other_phrase,
    "shortened": shortened,
    "merged": merged,
    "attributed": attributed,
    "quoted": quoted,
    "item with lead": item_with_lead,
    "table row": table_row,
}
