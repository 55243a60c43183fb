"""What a claim is read against: the quotes it rests on, each with what it is read under."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.checking.plain import plain
from app.checking.words import Sentence, sentences
from app.types import Citation


@dataclass(frozen=True)
class Evidence:
    """Quotes, each as a whole and all of them as sentences."""

    cited: tuple[str, ...]  # plain
    above: tuple[tuple[str, ...], ...]  # beside each quote the header of its table and its context
    context: tuple[str, ...] = ()

    @classmethod
    def of(cls, cited: Sequence[Citation], context: Sequence[Citation] = ()) -> "Evidence":
        """The quotes of these citations, in order."""
        above = tuple(
            tuple(plain(words) for words in (*(over.quote for over in context if _stands_over(over, one)), one.header))
            for one in cited
        )
        return cls(tuple(plain(one.quote) for one in cited), above, tuple(plain(one.quote) for one in context))

    @cached_property
    def quotes(self) -> tuple[str, ...]:
        """Context, headers and quotes, each once."""
        headers = (words for over in self.above for words in over if words)
        return tuple(dict.fromkeys((*self.context, *headers, *self.cited)))

    @cached_property
    def text(self) -> str:
        """All quotes, one a paragraph."""
        return "\n\n".join(self.quotes)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of all quotes, in order."""
        return tuple(one for quote in self.quotes for one in sentences(quote))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Of the words that tell something, in any quote."""
        return frozenset().union(*(one.stems for one in self.sentences))

    @cached_property
    def small_words(self) -> frozenset[str]:
        """Every word of any quote in small letters."""
        return frozenset(word.lower for one in self.sentences for word in one.words)


def _stands_over(over: Citation, one: Citation) -> bool:
    """Whether a quote is read under a line: of the same document, before it, in its section or one around that."""
    is_around = over.section == one.section[: len(over.section)] or " ".join(over.quote.split()) in one.section
    return over.source == one.source and over.end <= one.start and is_around
