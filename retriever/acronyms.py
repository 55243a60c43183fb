"""The other form of short and long names that documents define."""

import re
from collections.abc import Callable, Iterable

from retriever.types import Acronym


def other_forms(question: str, acronyms: Iterable[Acronym], is_ordinary_word: Callable[[str], bool]) -> list[str]:
    """Long forms of the short ones in the question, and short forms of the long ones.

    A short form counts where it is written as the document writes it. In other letters ("cccm") it counts
    only if it cannot be an ordinary word, so that "wash" is not taken for "WASH".

    Args:
        question: As it was typed.
        acronyms: What the searched documents define.
        is_ordinary_word: Whether documents use a short form's letters as a plain word.

    Returns:
        Words and phrases, each once, in order of the acronyms.
    """
    shouted = question.isupper()
    found: dict[str, None] = {}
    for acronym in acronyms:
        if stands_in(acronym.long, question, re.IGNORECASE):
            found[acronym.short] = None
        if (stands_in(acronym.short, question) and not shouted) or (
            stands_in(acronym.short, question, re.IGNORECASE) and not is_ordinary_word(acronym.short)
        ):
            found[acronym.long] = None
    return list(found)


def stands_in(name: str, question: str, flags: re.RegexFlag = re.NOFLAG) -> bool:
    """Whether the question holds the name as whole words, however its spaces are set."""
    words = r"\s+".join(map(re.escape, name.split()))
    return bool(words) and re.search(rf"(?<!\w){words}(?!\w)", question, flags) is not None
