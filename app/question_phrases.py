"""The noun phrases of a question, and which of them a later "it", "they" or "there" would mean."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.question_words import (
    ADJECTIVES_AFTER_BE,
    ATTRIBUTES,
    AUXILIARIES,
    BE,
    DEMONSTRATIVES,
    DETERMINERS,
    DO,
    FUNCTION_WORDS,
    GRAMMAR,
    HAVE,
    MODALS,
    OPEN_WORDS,
    PREPOSITIONS,
    PRONOUNS,
    SURE_VERBS,
    TIME_WORDS,
    VERBS,
    Word,
    is_person,
    is_question_start,
    is_year,
    name_spans,
    stem,
    words_of,
)

_EMPTY_HEADS = {
    "thing",
    "way",
    "kind",
    "type",
    "information",
    "question",
    "detail",
    "more",
    "example",
    "overview",
    "time",
}
_ASKING = re.compile(
    r"^(?:please |could you |can you |would you |i (?:want|need|would like|'d like|wish) to )*"
    r"(?:know (?:more )?about |(?:tell|show|give) me(?: more| something)?(?: about| of)?|explain|describe|define|list|"
    r"summari[sz]e|find(?: out)?(?: about)?|talk about|ask about)\b",
    re.IGNORECASE,
)
_ASKED = {"which", "what", "whose", "many", "much"}
_BEFORE_NOUNS = DETERMINERS | DEMONSTRATIVES
_PLAIN_PRONOUNS = PRONOUNS - DEMONSTRATIVES
_BE_OR_HAVE = BE | HAVE
_DO_OR_MODAL = DO | MODALS
_BE_OR_PRONOUN = BE | PRONOUNS
_BEFORE_THAT = PREPOSITIONS | BE | DO | MODALS
_RELATIVE_VERBS = (VERBS | {"are", "have"}) - DO
_CLAUSE_STARTS = PRONOUNS | {"and", "or", "if", "when", "to", "because", "who"}
_IMPERATIVE_STARTS = MODALS | {"and", "or", "when", "where", "then", "please", ",", "?", "."}
_INNER_PREPOSITIONS = {"of", "for", "in", "on", "at", "between", "under", "with", "against", "from"}


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """A noun phrase with its place in the question's text."""

    text: str
    start: int
    end: int
    preposition: str | None  # the one it stands after
    determiner: str | None
    name: str | None  # the name in it, where it holds one
    asked: bool  # stands after "which", "what" or "how many", as what is asked for
    possessor: bool  # stands before "'s"

    @property
    def head(self) -> str:
        """The last word, singular and in lower case."""
        return stem(self.text.split()[-1])

    @property
    def is_time(self) -> bool:
        """Whether it says when."""
        return any(is_year(word) or word in TIME_WORDS for word in self.text.lower().split())


@lru_cache(maxsize=512)
def noun_phrases(question: str, known_names: frozenset[str] = frozenset()) -> tuple[NounPhrase, ...]:
    """Return the question's noun phrases in order, verbs and pronouns left out."""
    words = words_of(question)
    named = name_spans(words, known_names)
    asking = _ASKING.match(question)
    index = next((n for n, word in enumerate(words) if asking and word.start >= asking.end()), 0)
    phrases: list[NounPhrase] = []
    while index < len(words):
        end = _run_end(words, index, named)
        if end == index:
            index += 1
            continue
        start, stop = _without_verbs(words, index, end, named)
        if stop > start:
            phrases.append(_phrase(question, words, start, stop, named))
        index = end if stop in (end, start) else stop + 1
    return tuple(phrases)


def _in_name(index: int, named: list[tuple[int, int]]) -> bool:
    return any(start <= index < end for start, end in named)


def _run_end(words: Sequence[Word], start: int, named: list[tuple[int, int]]) -> int:
    """Return where the run of determiner and content words from `start` ends; `start` itself when there is none."""
    end = start
    while end < len(words):
        word = words[end]
        inside = _in_name(end, named)
        if inside and not _in_name(end - 1, named) and end > start and words[end - 1].lower in PREPOSITIONS:
            break
        begins = end == start and (word.lower in DETERMINERS or _is_demonstrative_with_noun(words, end))
        plain = word.is_word and word.lower not in FUNCTION_WORDS and word.lower not in DETERMINERS
        if not (inside or begins or plain):
            break
        end += 1
    return end


def _is_demonstrative_with_noun(words: Sequence[Word], index: int) -> bool:
    if words[index].lower not in DEMONSTRATIVES or index + 1 == len(words):
        return False
    after = words[index + 1]
    if words[index].lower == "that" and index and words[index - 1].lower not in _BEFORE_THAT:
        return False
    plain = after.is_word and after.lower not in GRAMMAR
    verbal = after.lower in SURE_VERBS or _third_person(after.lower)
    return plain and not verbal and not _is_predicate(after.lower, True)


def _without_verbs(words: Sequence[Word], start: int, end: int, named: list[tuple[int, int]]) -> tuple[int, int]:
    """Cut the verb, participle or predicate off a run, as the word before the run asks for."""
    before = words[start - 1].lower if start else ""
    has_article = words[start].lower in _BEFORE_NOUNS
    if has_article and end - start == 1:
        return start, start
    stripped = not has_article and _starts_with_verb(words, start, end) and not _in_name(start, named)
    direct = start > 0 and before in AUXILIARIES and not stripped
    start += stripped
    auxiliary = _auxiliary_before(words, start)
    free = [n for n in range(start + has_article + 1, end) if not _in_name(n, named)]
    cut = end
    if auxiliary in _DO_OR_MODAL and before not in _ASKED:
        verbs = [n for n in free if words[n].lower in VERBS]
        if end - 1 in verbs and not stripped:
            cut = end - 1
        elif verbs and direct:
            cut = verbs[0]
        elif direct and end - 1 in free:
            cut = end - 1
    elif auxiliary in _BE_OR_HAVE:
        thing = start == 2 and _is_asked_what_it_is(words[:end])
        cut = next((n for n in free if _is_predicate(words[n].lower, n == end - 1 and not thing)), end)
    elif before in _ASKED or not auxiliary:
        cut = next((n for n in free if before not in PREPOSITIONS and _is_finite(words[n].lower)), end)
    alone = cut - start == 1 and not has_article and not _in_name(start, named)
    if alone and before in _BE_OR_PRONOUN and _is_predicate(words[start].lower, True):
        return start, start
    return start, cut


def _is_asked_what_it_is(words: Sequence[Word]) -> bool:
    """Whether the words are "what is" with common nouns: "the hotel ceiling" ends in no verb."""
    named = any(word.text[0].isupper() for word in words[2:])
    return not named and words[0].lower == "what" and words[1].lower in BE


def _auxiliary_before(words: Sequence[Word], start: int) -> str:
    """Return the auxiliary of the clause that a run stands in, when the run may end in that clause's verb."""
    for word in reversed(words[:start]):
        if word.lower in AUXILIARIES:
            return word.lower
        if not word.is_word or word.lower in _CLAUSE_STARTS:
            return ""
    return ""


def _is_predicate(word: str, last: bool) -> bool:
    return word in ADJECTIVES_AFTER_BE or (last and word.endswith(("ed", "ing")))


def _is_finite(word: str) -> bool:
    base = word.rsplit("-", 1)[-1]
    return _third_person(base) or base in SURE_VERBS or (base.endswith("ed") and len(base) > 4)


def _starts_with_verb(words: Sequence[Word], start: int, end: int) -> bool:
    before, low = words[start - 1].lower if start else "", words[start].lower
    base = stem(low) in VERBS or low in VERBS or re.sub("(?:ed|ing|d)$", "", low) in VERBS
    if before == "who" or (before in {"i", "we", "you", "they"} and low not in ADJECTIVES_AFTER_BE):
        return True
    if before in _DO_OR_MODAL and low in VERBS:
        return low in SURE_VERBS or words[start - 2].lower in {"who", "which"}
    if before in {"to", "not"} or before in _PLAIN_PRONOUNS:
        return base
    if before == "what":
        return end - start == 1 and _third_person(low)
    follows = start == 0 or before in _IMPERATIVE_STARTS
    return (base and follows and (end - start == 1 or start == 0)) or (low in SURE_VERBS and end - start > 1)


def _third_person(word: str) -> bool:
    return word.endswith("s") and stem(word) in SURE_VERBS


def _phrase(text: str, words: Sequence[Word], start: int, end: int, named: list[tuple[int, int]]) -> NounPhrase:
    first, last = words[start], words[end - 1]
    before = [word.lower for word in words[max(0, start - 2) : start]]
    inside = [(a, b) for a, b in named if a < end and b > start]
    name = text[words[max(inside[0][0], start)].start : words[min(inside[-1][1], end) - 1].end] if inside else None
    return NounPhrase(
        text=text[first.start : last.end],
        start=first.start,
        end=last.end,
        preposition=before[-1] if before and before[-1] in PREPOSITIONS else None,
        determiner=first.lower if first.lower in _BEFORE_NOUNS else None,
        name=name,
        asked=bool(before)
        and (before[-1] in {"which", "what", "whose"} or before[-2:] in (["how", "many"], ["how", "much"])),
        possessor=end < len(words) and words[end].lower == "'s",
    )


def subjects(question: str, known_names: frozenset[str] = frozenset()) -> list[str]:
    """Return the phrases a later pronoun may stand for, likeliest first, each with what belongs to it.

    What is asked for ("which countries …") comes last: a pronoun means it only when nothing else is there.
    """
    phrases = [phrase for phrase in noun_phrases(question, known_names) if not phrase.is_time]
    asks = is_question_start(question.split()[0].lower()) or _ASKING.match(question) or len(question.split()) <= 6
    told = [phrase for phrase in phrases if not phrase.asked]
    found: list[str] = []
    for number, phrase in enumerate(told):
        if _says_nothing(phrase) or not (asks or phrase.determiner or phrase.name):
            continue
        whole = _with_complement(question, told, number)
        inner = told[number + 1] if number + 1 < len(told) else None
        if inner is not None and phrase.head in ATTRIBUTES and _belongs(question, phrase, inner):
            found += [inner.text if inner.text not in found else whole, whole]
        else:
            found.append(whole)
    if re.match(r"who(?:'s)? (?!is\b|are\b|was\b|were\b|can\b|do\b|should\b)\w", question, re.IGNORECASE):
        found.append(f"the person {question[0].lower()}{question[1:].rstrip(' ?!.')}")
    asked = [
        _asked_for(question, phrase, found) for phrase in phrases if phrase.asked and phrase.head not in _EMPTY_HEADS
    ]
    return list(dict.fromkeys(found + asked))


def _says_nothing(phrase: NounPhrase) -> bool:
    """Whether a phrase is too vague to be what a conversation is about: "other details", "help"."""
    vague = phrase.determiner in {"other", "another", "such", "same", "any", "no"}
    words = phrase.text.lower().split()
    plain = all(word in OPEN_WORDS or word in VERBS for word in words)
    verbal = phrase.determiner is None and (_third_person(words[0]) or (len(words) == 1 and words[0].endswith("ed")))
    return phrase.name is None and (vague or verbal or plain or phrase.head in _EMPTY_HEADS)


def _belongs(question: str, phrase: NounPhrase, inner: NounPhrase) -> bool:
    """Whether a phrase names a side of the next one: "the aim of the fund", "the fee for a visa"."""
    link = question[phrase.end : inner.start].strip().lower()
    return link == "of" or (link == "for" and inner.determiner in {"a", "an", "my", "our"})


def _with_complement(question: str, phrases: list[NounPhrase], number: int) -> str:
    """Return the phrase with the "of …" or "for …" phrase, or the owned thing, that follows it at once."""
    phrase, end = phrases[number], phrases[number].end
    if phrase.possessor:
        return phrase.text
    if number + 1 < len(phrases) and phrase.name is None:
        inner = phrases[number + 1]
        between = question[phrase.end : inner.start].strip().lower()
        if between in _INNER_PREPOSITIONS:
            end = inner.end
        if between == "between" and number + 2 < len(phrases):
            end = phrases[number + 2].end
    whole = question[phrase.start : end]
    keep = (phrase.start > 0 and phrase.determiner is None) or (phrase.name or " ") == whole[: len(phrase.name or " ")]
    return whole if keep else whole[0].lower() + whole[1:]


def _asked_for(question: str, phrase: NounPhrase, found: list[str]) -> str:
    """Return "the agencies that fund the project" for what "Which agencies fund the project?" asks for."""
    rest = question[phrase.end :].strip(" ?!.")
    following = words_of(rest)
    if following and following[0].lower in _RELATIVE_VERBS and phrase.end < len(question) and "many" not in question:
        return f"the {phrase.text} that {rest}"
    return f"the {phrase.text} of {found[0]}" if found and not is_person(found[0]) else f"the {phrase.text}"
