"""How a document writes words inside its sentences, for phrases from a sentence's start or from a line in capitals."""

import re
from functools import cache

from retriever.terms import stem
from retriever.types import Document

_WORD = re.compile(r"[^\W_](?:[\w'’&/.-]*\w)?")
_DETERMINERS = frozenset("a all an any both each every most no our some such the their these this those your".split())
_JOINING = frozenset("a an and as at by for from in into nor of on or over per than the to under with".split())
# Endings of words that are hardly names, where the document itself does not tell.
_OF_ORDINARY_WORDS = re.compile(r"(?:s|ing|ed|ly|tion|sion|ment|ity|ness|al|ive|ic|ance|ence|able|ible|ship)$")
_SMALL_WORD = re.compile(r"(?<![\w@./-])[a-z][a-z'’]+(?![\w@-])")


class Wording:
    """The words of one document, by which names are told from others."""

    def __init__(self, document: Document) -> None:
        self._text = document.text
        self._short_forms = frozenset(acronym.short for acronym in document.acronyms)
        self._small = frozenset(stem(word) for word in set(_SMALL_WORD.findall(document.text)))
        self._stands = cache(self._matches)

    def inside(self, phrase: str) -> str:
        """The phrase as it would stand inside a sentence: names keep their capitals, other words lose them."""
        phrase = " ".join(phrase.split())
        if phrase.isupper() and len(phrase) > 1:
            return self._spelt_elsewhere(phrase) or self._out_of_capitals(phrase)
        return self._opened_small(phrase)

    def _spelt_elsewhere(self, phrase: str) -> str | None:
        """A phrase in capitals as the running text has it, where it has; of one word, that tells too little."""
        if len(phrase.split()) == 1:
            return None
        spaced = r"\s+".join(map(re.escape, phrase.split()))
        found = re.finditer(rf"(?<!\w){spaced}(?!\w)", self._text, re.IGNORECASE)
        spelt = next((" ".join(match[0].split()) for match in found if not match[0].isupper()), None)
        return spelt and self._opened_small(spelt)

    def _out_of_capitals(self, phrase: str) -> str:
        words = _WORD.findall(phrase)
        is_name = any(not self._is_short_form(w) and not self._is_small(w) for w in words if w[0].isalpha())

        def spelt(word: re.Match[str]) -> str:
            if word[0].lower() in _JOINING:
                return word[0].lower()
            if self._is_short_form(word[0]):
                return word[0]
            return word[0].capitalize() if is_name else word[0].lower()

        return _WORD.sub(spelt, phrase)

    def _is_short_form(self, word: str) -> bool:
        """Whether the document defines it, or writes it in capitals among small letters."""
        return word in self._short_forms or self._stands(rf"(?<=[a-z] ){re.escape(word)}(?= [a-z])")

    def _opened_small(self, phrase: str) -> str:
        """The phrase with its first word in small letters, unless that is a name or begins one."""
        first, _, rest = phrase.partition(" ")
        if first.lower() in _DETERMINERS | _JOINING:
            return f"{first.lower()} {rest}".strip()
        begins_name = re.match(r"(?:(?:and|of|for) )?[A-Z]", rest) is not None
        if (
            first[1:] != first[1:].lower()
            or first in self._short_forms
            or begins_name
            or self._is_name(first, bool(rest))
        ):
            return phrase
        return phrase[:1].lower() + phrase[1:]

    def _is_name(self, word: str, goes_on: bool) -> bool:
        """Whether the document writes it so inside sentences; where it tells nothing, few names stand before a noun."""
        if self._is_small(word):
            return False
        is_written = self._stands(rf"(?<=[a-z,] ){re.escape(word)}\b")
        return is_written or not (goes_on or _OF_ORDINARY_WORDS.search(word))

    def _is_small(self, word: str) -> bool:
        """Whether the document has the word in small letters, in any of its forms."""
        return word.lower() in _JOINING or stem(word.lower()) in self._small

    def _matches(self, pattern: str) -> bool:
        return re.search(pattern, self._text) is not None
