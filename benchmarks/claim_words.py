"""Words and patterns that the makers of claims need: numbers, dates, names, subjects, cells."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from random import Random

from benchmarks.claim_sources import Place

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH = "|".join(MONTHS)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBER_WORDS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
# Before a number: what makes every larger one, or every smaller one, follow from it too, or leaves open which.
LOWER_BOUND = re.compile(
    r"\b(?:at least|a minimum of|no (?:fewer|less) than|(?:includ\w+|has|have|from|with|to) (?:more than|over))\W+"
    r"(?:\S+\W+){0,2}$"
)
UPPER_BOUND = re.compile(
    r"\b(?:up to|at most|within|no (?:more|longer) than|maximum of|until|till|by)\W+(?:\S+\W+){0,2}$"
)
UNCLEAR_BOUND = re.compile(
    r"\b(?:than|over|under|below|above|exceed(?:s|ing)?|before|after|least|most|minimum|reach|age|older|younger|since)\W+(?:\S+\W+){0,2}$"
)
AUXILIARY = r"is|are|was|were|has|have|had|can|could|may|might|must|should|will|would"
# Starts that are no subject, or one that another sentence names.
NO_SUBJECT = re.compile(
    r"(?:It|They|He|She|We|You|I|This|These|Those|That|There|If|When|While|Where|As|In|At|On|For|By|After|Before|Since"
    r"|During|Although|However|Some|Many|Most|Both|Other|Another|Such|Each|One|His|Her|Its|Their|Your|Our|What|How|No"
    r"|Not|To|With|From|Under|According|Because|Once|Until|Unless|Also|Any|All|Only|Nobody|Nothing|Today)\b"
)
SUBJECT = re.compile(rf"(?P<subject>[^,;:()]{{3,60}}?) (?P<verb>{AUXILIARY}) (?P<rest>(?!not\b|also\b|the same\b).+)")
NAME = re.compile(
    r"(?<=[a-z,;] )(?:[A-Z][\w'’]*[a-z](?:(?: of| and| for)? [A-Z][\w’]*[a-z]){0,3}|[A-Z]{2,6})\b(?![’'-]\w|/| \d|\.\w)"
)
NO_NAME = frozenset(("USD", "EUR", "PDF", "US", "AM", "PM", "TV", "ID", "I", "OK", *MONTHS, *WEEKDAYS))
TRAILING = re.compile(
    r" (?P<phrase>(?:in|for|by|with|during|after|before|from|at|through|without|within|under) [^,;:.()“”]{4,50})\.$"
)
CONTENT = re.compile(r"[^\W_]{4,}|\d+")


class Library:
    """What a maker may take from other places of the same set: neighbours, names, phrases."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Keep these places; those of one section follow one another."""
        self.places = places
        self._at = {place.id: position for position, place in enumerate(places)}
        self._names: dict[tuple[str, str, int, str], list[str]] = defaultdict(list)
        self._small = Counter(word for place in places for word in re.findall(r"\b[a-z]+\b", place.words))
        self._large = Counter(word for place in places for word in re.findall(r"(?<=[a-z,] )[A-Z]\w*", place.words))
        self._sections: dict[tuple[str, int], list[Place]] = defaultdict(list)
        self._sets: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for place in places:
            self._sections[place.document.source, place.section.start].append(place)
            if place.is_sentence:
                self._sets[place.set, place.half].append(place)
                for before, name in self.names_in(place.words):
                    self._names[self._key(place.set, before, name)].append(name)

    def next_sentence(self, place: Place) -> Place | None:
        """The sentence that follows in the same section."""
        following = self.places[self._at[place.id] + 1 : self._at[place.id] + 2]
        return next((one for one in following if one.section == place.section and one.is_sentence), None)

    def section_mates(self, place: Place) -> list[Place]:
        """The other statements of its section, in order."""
        return [one for one in self._sections[place.document.source, place.section.start] if one is not place]

    def sentences_elsewhere(self, place: Place) -> list[Place]:
        """Sentences of other documents of the same set and half."""
        return [one for one in self._sets[place.set, place.half] if one.document.title != place.document.title]

    def names_in(self, text: str) -> list[tuple[str, str]]:
        """Proper names that do not begin the text, each after the word before it."""
        found = []
        for match in NAME.finditer(text):
            name = match.group()
            words = name.split()
            is_common = all(self._small[word.lower()] for word in words) and not name.isupper()
            if name not in NO_NAME and not set(words) & set(NO_NAME) and not (is_common and len(words) == 1):
                found.append((text[: match.start()].split()[-1].lower(), name))
        return found

    def is_name(self, word: str) -> bool:
        """Whether a word is written with a capital inside a sentence more often than small, or never small."""
        return self._large[word] > self._small[word.lower()] or not self._small[word.lower()]

    def another_name(self, place: Place, before: str, name: str, choice: Random) -> str | None:
        """A name of the same shape, used after the same word, that the place and its surroundings do not have."""
        near = " ".join([place.words, place.heading, place.lead, *(one.words for one in self.section_mates(place))])
        near_words = set(re.findall(r"\w+", near.lower()))
        known = dict.fromkeys(sorted(self._names[self._key(place.set, before, name)]))
        fitting = [one for one in known if not near_words & set(re.findall(r"\w{3,}", one.lower()))]
        return choice.choice(fitting) if fitting else None

    @staticmethod
    def _key(name_of_set: str, before: str, name: str) -> tuple[str, str, int, str]:
        shape = "acronym" if name.isupper() else "words"
        return name_of_set, shape, len(name.split()), "" if shape == "acronym" else before


def content_words(text: str) -> set[str]:
    """Words of four letters or more, and numbers, in lower case."""
    return {word.lower() for word in CONTENT.findall(text)}


def stems(text: str) -> set[str]:
    """The first five letters of its content words.

    >>> stems("The sponsors") & stems("a sponsor")
    {'spons'}
    """
    return {word[:5] for word in content_words(text)}


def subject_of(text: str) -> tuple[str, str, str] | None:
    """A sentence's subject, its verb and what follows, where these are plain.

    >>> subject_of("The supervisor must answer.")
    ('The supervisor', 'must', 'answer.')
    >>> subject_of("It must answer.")
    """
    match = SUBJECT.fullmatch(text)
    if not match or NO_SUBJECT.match(text) or re.search(r"\b(?:who|which|that|where|and)\b", match["subject"]):
        return None
    return match["subject"], match["verb"], match["rest"]


def trailing_phrase(text: str) -> str | None:
    """The words from the last preposition to the full stop.

    >>> trailing_phrase("Bids are opened in the presence of two persons.")
    'in the presence of two persons'
    """
    match = TRAILING.search(text)
    if not match:
        return None
    phrase = match["phrase"]
    return (
        phrase
        if 2 <= len(phrase.split()) <= 7 and not re.search(r"\b(?:that|which|who|this|is|are)\b", phrase)
        else None
    )


def table_cells(text: str) -> list[str]:
    """The cells of a table's row, in one line each."""
    parts = re.split(r"\s+\|\s+|\t+| {2,}", text.strip().strip("|"))
    return [" ".join(part.split()) for part in parts if part.strip()]


def lowered(text: str, names: Iterable[str] = ()) -> str:
    """The text with a small first letter, unless a name begins it.

    >>> lowered("The Board decides."), lowered("IOM decides.")
    ('the Board decides.', 'IOM decides.')
    """
    first = text.split()[0] if text.split() else ""
    keeps = not re.fullmatch(r"[A-Z][a-z']*|A", first) or first in names or first == "I" or first.rstrip("s") in MONTHS
    return text if keeps else text[:1].lower() + text[1:]


def raised(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def replaced(text: str, start: int, end: int, new: str) -> str:
    """The text with other words from start to end."""
    return text[:start] + new + text[end:]
