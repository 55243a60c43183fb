"""How many tokens a text has at most, estimated from its characters without any tokenizer."""

import re
from collections.abc import Iterable

from app.chat.records import Message

# What a chat template and the server's own marks add to a message and to a request; measured: 3 to 8.
MESSAGE_TOKENS = 8

# Words, capital letters, gaps, what is not ASCII, spaces that some tokenizers keep before digits, other characters.
RUNS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[^\S\n]{2,}|[^\x00-\x7f]+| (?=\d)|[^ ]")

# Characters to a token at least, in words that language models know and in strings that they do not know.
WORD_CHARACTERS = 3
STRANGE_CHARACTERS = 2
LONGEST_WORD = 16  # longer runs of letters are no words: keys, addresses, names run together


def count_tokens(text: str) -> int:
    """Return an estimate that is rarely too low, and for plain English about half too high.

    Words count a token for every three letters, capitals one for every two, digits and marks one each, and what is
    not ASCII one for each byte of UTF-8, which no byte-level tokenizer exceeds.

    >>> count_tokens("The fee is 25 dollars.")  # the, fee, is, a space, 2, 5, three for dollars, the full stop
    10
    >>> count_tokens("")
    0
    """
    return sum(_run_tokens(run) for run in RUNS.findall(text))


def prompt_tokens(messages: Iterable[Message]) -> int:
    """Return how many tokens a request has at most, with what the chat template adds."""
    return MESSAGE_TOKENS + sum(count_tokens(message.text) + MESSAGE_TOKENS for message in messages)


def _run_tokens(run: str) -> int:
    if not run.isascii():
        return len(run.encode("utf-8", "replace"))
    is_strange = run.isupper() or len(run) > LONGEST_WORD
    return -(-len(run) // (STRANGE_CHARACTERS if is_strange and run.isalpha() else WORD_CHARACTERS))
