"""Questions that a sentence answers, made from its own words by rules of English grammar."""

import re
from collections.abc import Callable, Iterator

from app.clause import Clause, auxiliary_clause, verb_clauses
from retriever.evidence_type import DATE

Inside = Callable[[str], str]
"""A phrase from a sentence's start as it stands inside one."""

MAX_QUESTION_WORDS = 16
MAX_DEFINED_WORDS = 5
MAX_OBJECT_WORDS = 10

_NUMBER = r"(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_PERIOD = (
    rf"(?:(?:at least|at most|up to|about|more than|only|a further|the first) )*{_NUMBER}"
    r"(?: (?:working|calendar|business|consecutive))? (?:minute|hour|day|week|month|year)s?\b"
)
_AMOUNT = r"(?:[A-Z]{3} ?|[$€£¥] ?)\d[\d,.]*"
_TIME = rf"(?:{DATE.pattern}|\d{{1,2}}[:.]\d{{2}}|\d{{1,2}} ?[ap]\.?m\b|noon|midnight)"
_DONE = (
    r"(?:\w+ed|kept|made|held|given|taken|paid|sent|found|set|put|met|built|bought|brought|sold|told|lost|left|led|"
    r"written|shown|known|chosen|drawn|done|begun|run|read|spent|lent|withheld|open|closed|due|valid|available)"
    r"(?: (?:over|out|up|down|off|back|in))??"
)
_PLACED = r"(?:based|located|established|held|headquartered|situated|opened|hosted|kept|stored|published|registered)"
_BY_SOMEBODY = (
    r"(?:approved|signed|issued|decided|appointed|managed|led|funded|chaired|run|owned|reviewed|endorsed|made|paid|"
    r"written|developed|published|created|founded|granted|implemented|coordinated|supervised|audited|checked)"
)
# After the auxiliary and the subject, by what follows: the word that asks, and how many of the words are kept.
_ADJUNCTS = (
    ("How long", re.compile(rf"(?P<kept>{_DONE}) for {_PERIOD}")),
    ("How soon", re.compile(rf"(?P<kept>{_DONE}) within {_PERIOD}")),
    ("By when", re.compile(rf"(?P<kept>{_DONE}) by {_TIME}", re.IGNORECASE)),
    ("How often", re.compile(rf"(?P<kept>{_DONE}) (?:every |once |twice |weekly|monthly|quarterly|annually|yearly)")),
    ("When", re.compile(rf"(?P<kept>{_DONE}) (?:in|on|at|before|after|from|since) {_TIME}", re.IGNORECASE)),
    ("Where", re.compile(rf"(?P<kept>{_PLACED}) (?:in|at|on|near) (?!{_TIME})", re.IGNORECASE)),
    ("Who", re.compile(rf"(?P<kept>{_BY_SOMEBODY} by) (?:the|an?|our|[A-Z])")),
    ("What", re.compile(r"(?P<kept>used for|based on|composed of|made up of|guided by|known as|called) ")),
)
_TO_DO = re.compile(r"(?P<kept>(?:used|designed|intended|expected|required|entitled|asked) to) [a-z]")
_THING = re.compile(r"(?:a|an|the|one of) ", re.IGNORECASE)
_RESPONSIBLE = re.compile(r"\b(?:is|are) responsible for (?P<what>.+)")
_SIZED = re.compile(rf"\b(?:an?|the|its) (?P<what>[a-z-]+(?: [a-z-]+){{0,2}}) of (?:up to |at most )?{_AMOUNT}")
_COUNTED = re.compile(
    rf"^(?:(?:at least|at most|up to|about|over|more than) )*{_NUMBER} "
    r"(?P<what>(?:[a-z-]+ ){0,2}?[a-z-]+s(?: of (?:[a-z-]+ )?[a-z-]+(?= (?:for|in|on|at|per|a|each|if)\b|[,.;]|$))?)"
    r"(?=[ ,.;]|$)"
)
# Only the sentences around explain these.
_POINTS_ELSEWHERE = re.compile(
    r"\b(?:this|these|those|such|following|above|below|it|its|they|them|their|he|she|his|her|same|former|latter|other|"
    r"others|another|there|here|I|we|you|our|your|my|us|illustrated|respectively|also|further|however|therefore|"
    r"then|thus|only)\b",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(
    r"[;(–—|]|[:,](?!\d)|\s(?:which|who|where|while|unless|except|but|as well as|so that|because|since|although|when|"
    r"whenever|if|and (?:(?:\w+s|is|are|to|must|may|can|should|will) |\w+ed (?:the|an?)\b))|\.\s"
)
# What cannot end a question: words that lead on, and a verb that has lost its object.
_LEADS_ON = re.compile(
    r"\b(?:a|an|and|as|at|by|for|from|in|into|is|of|on|or|the|to|with|be|been|someone|anyone|those|that|to \w+)$",
    re.IGNORECASE,
)
# What is asked by yes or no neither denies, nor is cut off in what follows "that", nor holds an address.
_NO_QUESTION = re.compile(r"^no\b|\bthat\b|@|://")
# Which one it is, only the sentences around say.
_UNNAMED = re.compile(r"^the \w+$", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")

# What verbs of documents say something to contain, do or need, by how a question asks for it.
_OBJECT_VERBS = frozenset(
    "contain cover define describe identify include involve offer outline prohibit promote provide require specify "
    "track".split()
)
_PREPOSITIONS = {"apply": "to", "consist": "of", "contribute": "to", "depend": "on", "focus": "on", "rely": "on"}
_INFINITIVES = frozenset("aim intend need plan seek strive".split())
_AGENT_VERBS = frozenset(
    "appoint approve authorise authorize chair coordinate decide endorse grant implement lead maintain manage monitor "
    "oversee own sign supervise".split()
)
_AMOUNT_VERBS = frozenset(
    "bring carry contain cost earn employ get gain have hold last need operate receive run take use".split()
)
_VERBS = frozenset((*_OBJECT_VERBS, *_PREPOSITIONS, *_INFINITIVES, *_AGENT_VERBS, *_AMOUNT_VERBS))


def statement_questions(sentence: str, inside: Inside) -> Iterator[str]:
    """Questions that the sentence answers, the most telling first; none where its grammar is not plain.

    Args:
        sentence: On one line.
        inside: For its first words.

    >>> list(statement_questions("Mailboxes are kept for six months and then deleted.", str.lower))[0]
    'How long are mailboxes kept?'
    >>> list(statement_questions("The travel guide covers boats and trains.", str.lower))
    ['What does the travel guide cover?']
    """
    plain = _BRACKETS.sub("", sentence).strip()
    clause = auxiliary_clause(plain)
    asked = [*_of_any(plain)]
    for verb in verb_clauses(plain, _VERBS):
        asked += [*_of_agent(verb), *_of_verb(verb, inside(verb.subject))]
    if clause:
        subject = inside(clause.subject)
        asked += [*_of_adjunct(clause, subject), *_yes_or_no(clause, subject)]
    for question in asked:
        if len(question.split()) <= MAX_QUESTION_WORDS and not _POINTS_ELSEWHERE.search(question):
            yield question


def _of_any(sentence: str) -> Iterator[str]:
    """By words that answer wherever they stand in the sentence."""
    if (found := _RESPONSIBLE.search(sentence)) and (what := _object(found["what"])):
        yield f"Who is responsible for {what}?"
    if found := _SIZED.search(sentence):
        yield f"How much is the {found['what']}?"


def _of_adjunct(clause: Clause, subject: str) -> Iterator[str]:
    if _UNNAMED.match(subject):
        return
    asked = " ".join(filter(None, (clause.auxiliary, subject, clause.middle)))
    passive = clause.is_copula or clause.middle
    for wh, pattern in _ADJUNCTS:
        if not clause.is_denied and passive and (found := pattern.match(clause.rest)):
            yield f"{wh} {asked} {found['kept']}?"
    if passive and (found := _TO_DO.match(clause.rest)):
        yield f"What {asked} {found['kept']} do?"
    is_short = len(subject.split()) <= MAX_DEFINED_WORDS
    if clause.auxiliary in ("is", "are") and is_short and not clause.is_denied and _THING.match(clause.rest):
        yield f"What {clause.auxiliary} {subject}?"


def _of_agent(clause: Clause) -> Iterator[str]:
    what = _object(clause.rest)
    if clause.verb in _AGENT_VERBS and what and not clause.subject.endswith("ly"):
        yield f"Who {clause.verb}s {what}?"


def _of_verb(clause: Clause, subject: str) -> Iterator[str]:
    if _UNNAMED.match(subject):
        return
    verb, rest, asked = clause.verb, clause.rest, f"{clause.auxiliary} {subject} {clause.verb}"
    following = rest.split(" ")[0]
    if verb in _AMOUNT_VERBS and (found := _COUNTED.match(rest)):
        yield f"How many {found['what']} {asked}?"
    if verb in _OBJECT_VERBS and following not in ("to", "for", "in", "by", "that", "with", ""):
        yield f"What {asked}?"
    if _PREPOSITIONS.get(verb) == following:
        yield f"What {asked} {following}?"
    if verb in _INFINITIVES and following == "to":
        yield f"What {asked} to do?"


def _yes_or_no(clause: Clause, subject: str) -> Iterator[str]:
    if _UNNAMED.match(subject):
        return
    rest = _object(clause.rest)
    is_thing = clause.is_copula and _THING.match(clause.rest)
    if len(rest.split()) > 1 and not is_thing and not _NO_QUESTION.search(rest):
        asked = " ".join(filter(None, (subject, clause.middle, rest)))
        yield f"{clause.auxiliary.capitalize()} {asked}?"


def _object(words: str) -> str:
    """The words up to the end of their clause, where they are few and whole; or empty."""
    end = _CLAUSE_END.search(words)
    kept = (words[: end.start()] if end else words).rstrip(" .")
    return kept if len(kept.split()) <= MAX_OBJECT_WORDS and not _LEADS_ON.search(kept) else ""
