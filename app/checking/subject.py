"""The rule for subjects: whom or what a claim speaks of, its quotes speak of."""

from collections.abc import Sequence

from app.checking.common_words import TITLES
from app.checking.evidence import Evidence
from app.checking.records import Finding, FindingKind
from app.checking.synonyms import same_root
from app.checking.words import Word, content_stem, sentence
from app.question_words import AUXILIARIES, PERSONS, PREPOSITIONS, PRONOUNS, SURE_VERBS

# Words that may stand for whatever the quotes speak of, or for the quotes themselves.
GENERIC = frozenset(
    content_stem(word)
    for word in "document documents policy policies text source sources rule rules section guidance guide "
    "organization organisation "
    "statement information detail details following example examples total number amount figure list case thing "
    "way part time "
    "reason purpose aim answer question quote quotes excerpt evidence there result procedure process period "
    "limit maximum minimum least most".split()
)
PERSON_STEMS = frozenset(content_stem(word) for word in (*PERSONS, "person", "colleague", "member"))
_ANY_PERSON = frozenset(
    content_stem(word) for word in "staff person people anyone everyone individual user member applicant".split()
)
_ADDRESSED = frozenset("you your yours yourself we our us".split())
# What the quotes themselves do: "the text states that ...".
_REPORTS = frozenset(
    "state states stated say says said note notes noted explain explains indicate indicates specify specifies mention "
    "mentions add adds stipulate stipulates provide provides show shows confirm confirms make makes describe "
    "describes".split()
)
_MOST_BEFORE_THAT = 8
_BE = frozenset("be been being".split())
_MOST_WORDS = 12


def subject_finding(claim: str, evidence: Evidence) -> Finding | None:
    """Where nothing of what the claim is about stands in its quotes, or another than acts there; None elsewhere.

    Args:
        claim: Plain text.
        evidence: Of the claim.
    """
    subject = _subject(claim)
    content = [word for word in subject if word.stem and word.lower not in TITLES]
    if not content:
        return None
    stems = evidence.stems
    absent = [word for word in content if not _stands(word, evidence)]
    head = _head(subject)
    if head and head in absent:
        return Finding(FindingKind.SUBJECT, f"its quotes do not speak of “{head.text}”")
    if len(absent) == len(content) and not stems.intersection(word.stem for word in content):
        return Finding(FindingKind.SUBJECT, f"its quotes do not speak of “{absent[0].text}”")
    return None


def _subject(claim: str) -> list[Word]:
    """The words up to the first verb that is surely one; none where it is not found or a circumstance comes first."""
    words = _reported(sentence(claim).words)
    begin = 0
    if words and words[0].lower in PREPOSITIONS | {
        "together",
        "along",
        "alongside",
        "if",
        "when",
        "while",
        "once",
        "where",
        "unless",
        "although",
        "according",
    }:
        # "In Nepal, staff may ...": the subject follows the first comma.
        later = [at for at, word in enumerate(words) if word.clause > words[0].clause]
        if not later:
            return []
        begin = later[0]
    if begin == 0 and len(words) > 1 and words[1].clause > words[0].clause:
        begin = 1  # "Normally, staff may ..."
    for at in range(begin, min(len(words), begin + _MOST_WORDS)):
        lower = words[at].lower
        if at > begin and (lower in AUXILIARIES or lower in SURE_VERBS or _is_third_person(lower)):
            return list(words[begin:at])
        if at > begin and lower in ("stand", "stands") and [word.lower for word in words[at + 1 : at + 2]] == ["for"]:
            return list(words[begin:at])
        if lower in PRONOUNS and at == begin:
            return []
    return []


def _reported(words: Sequence[Word]) -> Sequence[Word]:
    """What the quotes are said to state, without who states it; all words where it is not put so."""
    for at in range(1, min(len(words), _MOST_BEFORE_THAT)):
        if words[at].lower == "that" and words[at - 1].lower in _REPORTS:
            before = [word for word in words[: at - 1] if word.stem]
            return words[at + 1 :] if before and all(word.stem in GENERIC for word in before) else words
    return words


def _is_third_person(lower: str) -> bool:
    return lower.endswith("s") and (
        lower[:-1] in SURE_VERBS or lower[:-2] in SURE_VERBS or lower[:-3] + "y" in SURE_VERBS
    )


def _acts(statement: str) -> bool:
    """Whether it is about a person."""
    head = _head(_subject(statement))
    return head is not None and head.stem in PERSON_STEMS


def _head(subject: list[Word]) -> Word | None:
    """The last word before a preposition or a comma: "requests" of "all requests for leave"."""
    before: list[Word] = []
    for word in subject:
        if before and (
            word.lower in PREPOSITIONS
            or word.lower in ("and", "or", "who", "that", "which")
            or word.clause != before[0].clause
        ):
            break
        before.append(word)
    return next((word for word in reversed(before) if word.stem), None)


def _stands(word: Word, evidence: Evidence) -> bool:
    if word.stem in evidence.stems or word.stem in GENERIC or word.lower in evidence.small_words or word.stem.isdigit():
        return True
    if any(same_root(word.stem, stem) for stem in evidence.stems):
        return True
    if word.stem in _ANY_PERSON:
        # Whoever is told what to do, where nobody is named.
        return bool(_ADDRESSED & evidence.small_words) or not any(_acts(one.text) for one in evidence.sentences)
    return False
