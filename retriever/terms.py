"""The terms of a text: stems of its words, those that tell nothing left out."""

import re
from functools import lru_cache

import snowballstemmer

WORD = re.compile(r"\w+(?:[.'’&]\w+)*")
_STOP_WORDS = frozenset(
    "a about after all also am an and any anyone are as at be been being but by can could did do does "
    "doing done down each else ever everyone for from get gets give go goes got had has have having he "
    "her here hers him his how i if in into is it its itself just kind let like many may me might mine "
    "more most much must my need no not of off on once one only or other our ours out over own per "
    "please quite same shall she should so some somebody someone something such sort tell than that the "
    "their theirs them then there these they thing this those through to too type under until up upon "
    "us use used very want was way we were what whats when where which while who whom whose why will "
    "with without would yes you your yours".split()
)
_SENTENCE_END = re.compile(r"[.!?:][\"'”’)]*\s+[\"'“‘(]*$")
# "I'm", "I'd": capital letters that name nobody.
_OWN = re.compile(r"I['’]")
_STEMMER = snowballstemmer.stemmer("english")


def terms(text: str) -> list[str]:
    """Stems of a text's words in order, stop words left out unless there is nothing else."""
    return content_terms(text) or [stem(word) for word in _words(text)]


def content_terms(text: str) -> list[str]:
    """Stems of a text's words in order, stop words left out.

    >>> content_terms("What is it?"), content_terms("the Budgets of 2020")
    ([], ['budget', '2020'])
    """
    return [stem(word) for word in _words(text) if word not in _STOP_WORDS]


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in WORD.findall(text.lower())]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The English Snowball stem of a lower-case word, its possessive ending dropped.

    >>> [stem(word) for word in ("countries", "country", "planned", "iom's")]
    ['countri', 'countri', 'plan', 'iom']
    """
    return str(_STEMMER.stemWord(word.removesuffix("'s").removesuffix("'")))


def names(question: str) -> list[str]:
    """Stems of the question's names and numbers: capitalised inside a sentence, all capitals, or with digits.

    >>> names("I'm off to Nepal. What is paid in 2019?")
    ['nepal', '2019']
    """
    found = []
    for match in WORD.finditer(question):
        word = match.group()
        opens_sentence = not question[: match.start()].rstrip(" \"'“‘(") or bool(
            _SENTENCE_END.search(question[: match.start()])
        )
        capitalised = word[0].isupper() and (not opens_sentence or word.isupper()) and not _OWN.match(word)
        if (capitalised or any(c.isdigit() for c in word)) and word.lower() not in _STOP_WORDS and len(word) > 1:
            found.append(stem(word.lower().replace("’", "'")))
    return found
