"""Which words of a question name what its answer is an amount of, and whether a table is about them."""

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


def amount_words(question: str) -> frozenset[str]:
    """The terms of a question that compare nothing: what is asked about, and of which things."""
    return frozenset(content_terms(question)) - COMPARING_WORDS


def is_about(table: ValueTable, words: Collection[str], columns: Collection[int]) -> bool:
    """Whether everything the words name is said around the table, in the heads of the columns, or by their unit."""
    named = table.frame.union(*(table.columns[i] for i in columns if i < len(table.columns)))
    units = {value.unit for row in table.rows for i in columns for value in row.values[i : i + 1] if value}
    if units and units <= CURRENCIES:
        named |= MONEY_WORDS
    return set(words) <= named | units


def names_a_part(table: ValueTable, question: str) -> bool:
    """Whether a name in the question is only a part of the names that the table is about.

    A table of Asia and the Pacific does not say which of its rows are of the Pacific.
    """
    asked, held = frozenset(names(question)), frozenset(content_terms(question))
    pairs = [frozenset(content_terms(" ".join(pair))) for pair in _JOINED_NAMES.findall(table.frame_words)]
    return any(asked & pair and not pair <= held for pair in pairs)
