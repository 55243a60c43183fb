"""Which words of a question name what its answer is an amount of, and whether a table is about them."""

import itertools
import re
from collections.abc import Collection

from app.amounts import CURRENCIES
from app.value_table import ValueTable
from retriever.terms import content_terms, names, stem

# Words that any amount of money answers to.
MONEY_WORDS = frozenset(stem(word) for word in "amount budget cost fund funding money price spend spending sum".split())
# Words that compare or count, and name no thing.
COMPARING_WORDS = frozenset(
    stem(word)
    for word in "compare compared comparison comparing differ different difference versus vs against between both "
    "than fewer less least larger largest large bigger biggest big higher highest high greater greatest great smaller "
    "smallest small lower lowest low longer longest long shorter shortest short older oldest newer newest earlier "
    "earliest later latest cheaper cheapest expensive number amount size figure value total receive received "
    "maximum minimum top bottom".split()
)
# Two names that make one, as in "Asia and the Pacific".
_JOINED_NAMES = re.compile(r"\b([A-Z]\w+)(?:\s*[-–&/]\s*|\s+(?:and|AND)\s+(?:(?:the|THE)\s+)?)([A-Z]\w+)")
# "What's" is no word of its own.
_SHORT_IS = re.compile(r"(?:(?<=what)|(?<=where)|(?<=who)|(?<=how)|(?<=there)|(?<=\bit))['’]s\b", re.IGNORECASE)
# What a question counts stands after these.
_COUNTS = re.compile(
    r"\b(?:how many|(?<!at )most|more|fewest|fewer|(?<!at )least|number of) (?P<what>[\w’' -]+)", re.IGNORECASE
)


def amount_words(question: str) -> frozenset[str]:
    """The terms of a question that compare nothing: what is asked about, and of which things."""
    return frozenset(content_terms(_SHORT_IS.sub("", question))) - COMPARING_WORDS


def is_about(
    table: ValueTable, question: str, columns: Collection[int], but_for: Collection[str] = frozenset()
) -> bool:
    """Whether a table says all that a question does: around it, in the heads of the columns, or by its unit.

    Args:
        table: May be about what is asked.
        question: What it counts ("how many offices") must be what the values count; its names may stand in the title.
        columns: Of the values that may answer.
        but_for: Terms of the question that name rows.
    """
    words = amount_words(question) - frozenset(but_for)
    titled = frozenset(names(question)) & frozenset(content_terms(table.document.title))
    return says(table, words - titled, columns) and _counted(question) <= _values_are(table, columns)


def says(table: ValueTable, words: Collection[str], columns: Collection[int]) -> bool:
    """Whether all words are said around the table, in the heads of the columns, or by the unit of their values."""
    return set(words) <= table.frame | _values_are(table, columns)


def _values_are(table: ValueTable, columns: Collection[int]) -> frozenset[str]:
    """Terms for the values of some columns: their heads, their units, and what any money may be called."""
    heads = frozenset[str]().union(*(table.columns[i] for i in columns if i < len(table.columns)))
    units = {value.unit for row in table.rows for i in columns for value in row.values[i : i + 1] if value}
    return heads | units | (MONEY_WORDS if units and units <= CURRENCIES else frozenset())


def _counted(question: str) -> frozenset[str]:
    """The term of what a question counts or wants the most of; empty where it does not say.

    >>> _counted("How many active projects are there in Nepal?"), _counted("Who gets the most?")
    (frozenset({'project'}), frozenset())
    """
    found = _COUNTS.search(question)
    words = found["what"].split() if found else []
    nouns = list(itertools.takewhile(bool, (content_terms(word) for word in words)))
    return frozenset(nouns[-1]) - COMPARING_WORDS if nouns else frozenset()


def names_a_part(table: ValueTable, question: str) -> bool:
    """Whether a name in the question is only a part of the names that the table is about.

    A table of Asia and the Pacific does not say which of its rows are of the Pacific.
    """
    asked, held = frozenset(names(question)), frozenset(content_terms(question))
    pairs = [
        frozenset(content_terms(" ".join(pair)))
        for pair in _JOINED_NAMES.findall(f"{table.document.title}; {table.frame_words}")
    ]
    return any(asked & pair and not pair <= held for pair in pairs)
