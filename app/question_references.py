"""Words that point back ("it", "their", "there", "the project") replaced by what they stand for."""

import re
from collections.abc import Callable, Sequence

from app.question_phrases import NounPhrase, noun_phrases
from app.question_words import (
    ADJECTIVES_AFTER_BE,
    ARTICLES,
    AUXILIARIES,
    CLASSES,
    DEMONSTRATIVES,
    GRAMMAR,
    PREPOSITIONS,
    PRONOUNS,
    TO_PLURAL,
    TO_SINGULAR,
    VERBS,
    Word,
    head_word,
    is_person,
    is_plural,
    stem,
    words_of,
)

MAX_REPLACED = 2  # of a question's words: with more, some would be wrong
MAX_REFERENCE_CHARS = 80
MAX_CLASS_QUESTION_WORDS = 12  # in longer ones "the programme" has been spoken of in the question itself

_PEOPLE = {"he", "she", "him", "her", "his", "hers"}
_POSSESSIVES = {"its", "their", "his", "her"}
_REFERRING = {"it", "its", "they", "them", "their", "there", "one"} | DEMONSTRATIVES | _PEOPLE
_AFTER_PRONOUN = GRAMMAR | VERBS | ADJECTIVES_AFTER_BE
_ADDED = PREPOSITIONS - {"of"}
_ANYONE = {"one", "someone", "anyone", "everyone", "somebody", "anybody", "person"}
_MANY = {"they", "them", "their", "these", "those"}
_THEY = {"they", "them", "their"}
_AUXILIARY_FOLLOWS = PRONOUNS | AUXILIARIES | {"to", "not"}
_JUDGED = (
    r"possible|necessary|important|mandatory|compulsory|required|okay|ok|safe|legal|true|better|best|allowed|worth|free|hard|"
    r"difficult|easy|advisable|likely|enough|permitted|forbidden|normal|common|needed|expensive|sufficient|acceptable"
)
_SAID_OF_IT = r"take|cost|mean|means|matter|help|(?:make )?sense|seems?|appears?|turns?\s+out|considered"
# "Is it possible to …", "how long does it take to …", "does it matter whether …": this "it" means nothing.
_EMPTY_IT = re.compile(
    rf"\bit\s+(?:\w+\s+){{0,2}}?(?:{_JUDGED}|{_SAID_OF_IT})\b(?:\s+\w+){{0,3}}?\s+"
    r"(?:to\s+(?!(?:the|a|an|my|all|any|our|every)\b)|(?:that|if|whether|when)\b|for\s+\w+ing\b|for\s+[\w ]+?\s+to\b)"
    r"|\bit\s+(?:is|was)\s+(?:raining|late|cold|hot)\b|\bmakes?\s+it\b",
    re.IGNORECASE,
)
_COMPLEMENT = re.compile(r"\s+(?:of|for|on|about|between|that|which|who)\b")
_CLAUSE_BREAK = re.compile(
    r"[,.;:?!]|\b(?:and|or|but|if|when|because|before|after|until|while|that|which|who|so|as|once)\b", re.IGNORECASE
)


def resolved(
    question: str,
    candidates: Sequence[Sequence[str]],
    known_names: frozenset[str] = frozenset(),
    person: str | None = None,
) -> str:
    """Return the question with its words that point back replaced; the question itself when none does.

    A word whose antecedent may stand in the question itself is left alone.

    Args:
        question: One question.
        candidates: Groups of phrases of the conversation that it may point to, likeliest first.
        known_names: Names recognised in lower case too.
        person: Whom "she" or "his" means, when somebody was spoken of.
    """
    replacements = _definites(question, [text for group in candidates for text in group], known_names)
    used: set[str] = set()  # "do they have an office there?" names two things
    taken = [(start, end) for start, end, _ in replacements]
    words = words_of(question)
    phrases = noun_phrases(question, known_names)
    asked_from = _start_of_asking(question)
    for index, word in enumerate(words):
        if word.lower not in _REFERRING or word.start < asked_from or _is_acronym(word, question):
            continue
        if any(start <= word.start < end for start, end in taken):
            continue
        free = (
            candidates
            if word.lower != "there"
            else [[text for text in group if text not in used] for group in candidates]
        )
        meant = (_antecedent(word.lower, group) for group in free)
        reference = person if word.lower in _PEOPLE and person else next(filter(None, meant), None)
        if (
            reference is None
            or len(reference) > MAX_REFERENCE_CHARS
            or not _points_back(question, words, index, phrases)
        ):
            continue
        replacements.append(_replacement(question, words, index, reference))
        used.add(reference)
    return _spliced(question, sorted(replacements)) if len(replacements) <= MAX_REPLACED else question


def _start_of_asking(question: str) -> int:
    """Return where the last sentence that asks begins: what comes before it is comment or explains itself."""
    starts = [0, *(found.end() for found in re.finditer(r"[.?!…]+\s+", question))]
    asking = [start for start in starts if "?" in re.split(r"(?<=[.?!…])\s", question[start:], maxsplit=1)[0]]
    return asking[-1] if asking else starts[-1]


def _spliced(question: str, replacements: Sequence[tuple[int, int, str]]) -> str:
    parts, position = [], 0
    for start, end, text in replacements:
        if start < position:
            continue
        parts += [question[position:start], text]
        position = end
    return "".join([*parts, question[position:]])


def _is_acronym(word: Word, question: str) -> bool:
    return len(word.text) > 1 and word.text.isupper() and not question.isupper()


def _points_back(question: str, words: Sequence[Word], index: int, phrases: Sequence[NounPhrase]) -> bool:
    word = words[index]
    tests: dict[str, Callable[[Sequence[Word], int], bool]] = {"there": _there_is_a_place, "one": _one_stands_alone}
    test = tests.get(word.lower, _demonstrative_stands_alone if word.lower in DEMONSTRATIVES else None)
    if test is not None and not test(words, index):
        return False
    if word.lower == "it" and any(found.start() <= word.start < found.end() for found in _EMPTY_IT.finditer(question)):
        return False
    if word.lower in _THEY and any(earlier.lower in _ANYONE for earlier in words[:index]):
        return False
    return not any(_binds(question, phrase, word) for phrase in phrases)


def _binds(question: str, phrase: NounPhrase, word: Word) -> bool:
    """Whether a pronoun may stand for a phrase before it in the same question."""
    if phrase.end > word.start or phrase.is_time or phrase.determiner in _POSSESSIVES or word.lower in {"there", "one"}:
        return False
    joined = word.lower in _MANY and re.search(r"\b(?:and|or)\b", question[: word.start]) is not None
    if _antecedent(word.lower, [phrase.text]) is None and not joined:
        return False
    between = question[phrase.end : word.start]
    return (word.lower in _POSSESSIVES and not phrase.asked) or _CLAUSE_BREAK.search(between) is not None


def _there_is_a_place(words: Sequence[Word], index: int) -> bool:
    around = {words[index - 1].lower if index else "", words[index + 1].lower if index + 1 < len(words) else ""}
    return not around & {
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "has",
        "have",
        "'s",
        "s",
        "will",
        "would",
        "exist",
        "out",
    }


def _one_stands_alone(words: Sequence[Word], index: int) -> bool:
    before = words[index - 1].lower if index else ""
    after = words[index + 1].lower if index + 1 < len(words) else "?"
    stands = after in _ADDED or not after[0].isalnum()
    return stands and (before in VERBS or before in {"for", "with", "without"})


def _demonstrative_stands_alone(words: Sequence[Word], index: int) -> bool:
    """Whether "this" or "that" is a pronoun, not a conjunction and not before its own noun."""
    word = words[index]
    before = words[index - 1].lower if index else ""
    after = words[index + 1].lower if index + 1 < len(words) else "?"
    ends = not after[0].isalnum()
    if word.lower == "that" and not ends:
        return before in AUXILIARIES and (after in _AFTER_PRONOUN or after.endswith("ed"))
    if after in {"who", "that", "which", "with", "of", "days", "one", "ones"}:
        return False
    return ends or after in _AFTER_PRONOUN or after.endswith("ed")


def _replacement(question: str, words: Sequence[Word], index: int, reference: str) -> tuple[int, int, str]:
    word = words[index]
    if _is_possessive(words, index):
        return _possessed(question, words, index, reference)
    text = f"{_place_preposition(reference)} {reference}" if word.lower == "there" else reference
    if word.lower == "one":
        text = re.sub(r"^(?:the|my|our|your)\s", "a ", reference)
    return _agreeing(words, index, text, is_plural(reference))


def _place_preposition(reference: str) -> str:
    return "at" if reference.split()[0].lower() in ARTICLES or stem(reference.split()[-1]) in CLASSES else "in"


def _is_possessive(words: Sequence[Word], index: int) -> bool:
    low = words[index].lower
    after = words[index + 1] if index + 1 < len(words) else None
    if low == "her":
        return after is not None and after.is_word and after.lower not in GRAMMAR
    return low in _POSSESSIVES


def _possessed(question: str, words: Sequence[Word], index: int, reference: str) -> tuple[int, int, str]:
    """Return "DTM's budget" for a short owner, "the budget of the fund for …" for a long one."""
    word, end = words[index], index + 1
    while end < len(words) and words[end].is_word and words[end].lower not in GRAMMAR:
        end += 1
    noun = question[words[index + 1].start : words[end - 1].end] if end > index + 1 else ""
    ends_there = end == len(words) or not words[end].is_word
    long = len(reference.split()) > 4 or re.search(r"\b(?:of|for|in)\b", reference) is not None
    if noun and ends_there and (long or (is_plural(reference) and reference.islower())):
        return word.start, words[end - 1].end, f"the {noun} of {reference}"
    owner = reference + ("'" if reference.endswith("s") and is_plural(reference) else "'s")
    return word.start, word.end, owner


def _agreeing(words: Sequence[Word], index: int, text: str, plural: bool) -> tuple[int, int, str]:
    """Return the replacement with the verb beside the pronoun in the number of what replaces it."""
    word = words[index]
    turned = TO_PLURAL if plural else TO_SINGULAR
    if index + 1 < len(words) and words[index + 1].lower == "'s":
        return word.start, words[index + 1].end, f"{text} {'are' if plural else 'is'}"
    if word.lower in {"there", "one", "them", "him"}:
        return word.start, word.end, text
    if index and words[index - 1].lower in AUXILIARIES:
        inverted = index < 2 or words[index - 2].lower not in _AUXILIARY_FOLLOWS
        if not inverted or words[index - 1].lower not in turned:
            return word.start, word.end, text
        before = words[index - 1]
        verb = turned[before.lower]
        return before.start, word.end, f"{verb.capitalize() if before.text[0].isupper() else verb} {text}"
    if index + 1 < len(words) and words[index + 1].lower in turned:
        return word.start, words[index + 1].end, f"{text} {turned[words[index + 1].lower]}"
    return word.start, word.end, text


def _definites(question: str, candidates: Sequence[str], known_names: frozenset[str]) -> list[tuple[int, int, str]]:
    """Return replacements for "the project" and "this policy" where the conversation named one."""
    found = []
    for phrase in noun_phrases(question, known_names):
        if phrase.determiner not in DEMONSTRATIVES | {"the"} or len(phrase.text.split()) != 2 or phrase.is_time:
            continue
        if phrase.name or phrase.asked or _COMPLEMENT.match(question, phrase.end):
            continue
        named = _named_before(phrase, candidates, may_be_class=len(question.split()) <= MAX_CLASS_QUESTION_WORDS)
        if named:
            found.append((phrase.start, phrase.end, named))
    return found


def _named_before(phrase: NounPhrase, candidates: Sequence[str], *, may_be_class: bool) -> str | None:
    """Return the candidate that a definite phrase names again, or, of a class noun, the name spoken of last."""
    for candidate in candidates:
        words = candidate.split()
        same_head = stem(head_word(candidate)) == phrase.head and is_plural(candidate) == is_plural(phrase.text)
        if same_head and (len(words) > 2 or words[0].lower() in {"my", "our", "this"} or phrase.determiner != "the"):
            return candidate
    if not candidates or not may_be_class:
        return None
    first = candidates[0]
    is_bare_name = all(word[0].isupper() for word in first.removeprefix("the ").split()) and not is_person(first)
    if phrase.head in CLASSES and is_bare_name and (is_plural(first) or not is_plural(phrase.text)):
        return first
    return None


def _antecedent(pronoun: str, candidates: Sequence[str]) -> str | None:
    """Return the first candidate that a pronoun can stand for: plural for "they", a thing for "it"."""
    if pronoun in {"they", "them", "their", "these", "those"}:
        plural = [text for text in candidates if is_plural(text)]
        if pronoun in {"these", "those"}:
            return next(iter(plural), None)
        bodies = [text for text in candidates if _is_name_like(text) or text.split()[-1].lower() in CLASSES]
        return next(iter(plural + bodies), None)
    if pronoun in {"it", "its", "this", "that"}:
        things = (text for text in candidates if _is_named(text) or not (is_plural(text) or is_person(text)))
        return next(things, None)
    if pronoun in {"he", "she", "him", "her", "his"}:
        return next((text for text in candidates if is_person(text) or text.startswith("the person who")), None)
    return next(iter(candidates), None)


def _is_name_like(text: str) -> bool:
    return any(word[0].isupper() for word in text.split())


def _is_named(text: str) -> bool:
    return text[0].isupper() or text.split()[-1][0].isupper()
