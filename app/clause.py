"""A plain English sentence taken apart: subject, verb and the rest, where its grammar can be told by its words."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

MAX_SUBJECT_WORDS = 8

_BE = ("is", "are", "was", "were")
_AUXILIARY = re.compile(
    r"\s(?P<aux>is|are|was|were|can|may|must|should|will|shall|has(?= been)|have(?= been))\b"
    r"(?P<denied> not| never)?(?P<mid> been| be)?\s"
)
# Words that a plain subject does not hold: what points elsewhere, joins clauses, denies, or is a verb.
_NOT_IN_SUBJECT = re.compile(
    r"\b(?:I|he|her|his|it|its|she|their|them|there|they|this|these|those|we|you|your|our|us|one|such|another|other|"
    r"others|that|which|who|whose|whom|what|when|where|while|how|why|if|because|since|although|though|unless|until|as|"
    r"than|so|thus|hence|then|but|yet|nor|not|no|none|nobody|nothing|never|only|also|here|both|either|neither|"
    r"however|therefore|moreover|furthermore|finally|further|instead|otherwise|meanwhile|overall|today|currently|"
    r"generally|usually|some|many|most|is|are|was|were|be|been|has|have|had|do|does|did|can|could|may|might|must|"
    r"shall|should|will|would)\b|[,;:()“”\"|•–—!?]|\ws to\b|\w(?:s|ed) (?:the|a|an|its|their|all|any)\b",
    re.IGNORECASE,
)
# A circumstance comes first, the subject later.
_BEGINS_WITH_CIRCUMSTANCE = re.compile(
    r"^(?:about|above|according|after|against|along|among|around|at|before|behind|below|beside|between|beyond|by|"
    r"despite|during|except|following|for|from|given|in|inside|into|near|of|off|on|once|out|outside|over|per|regarding|"
    r"through|throughout|to|together|toward|towards|under|up|upon|using|via|with|within|without)\b",
    re.IGNORECASE,
)
_LAST_OF_NOTHING = re.compile(r"\b(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with)$", re.IGNORECASE)
# Plain forms that are nouns as well, so that after a preposition they are no verb.
_NOUNS_TOO = frozenset("cost cover focus grant hold lead need offer own plan run sign track use".split())
_PREPOSITION = re.compile(r" (?:of|for|in|on|with|to|from|at|by|under) ")
_SINGULAR_IN_S = re.compile(r"(?:ss|us|is|ics|news|series)$")


@dataclass(frozen=True, slots=True)
class Clause:
    """A subject with its verb and what follows.

    "Leave may not be taken abroad." has the subject "Leave", the auxiliary "may", the middle "be" and the rest
    "taken abroad"; of "The guide covers camps." the verb is "cover", and there is no auxiliary.
    """

    subject: str
    auxiliary: str  # of a sentence without, "does" or "do"
    middle: str  # "be" or "been" after the auxiliary, or empty
    verb: str  # its plain form, where there is no auxiliary; or empty
    rest: str  # without the full stop
    is_denied: bool = False

    @property
    def is_copula(self) -> bool:
        """Whether a form of "be" stands alone."""
        return self.auxiliary in _BE


def auxiliary_clause(sentence: str) -> Clause | None:
    """The clause of the first auxiliary, where its subject is plain."""
    found = _AUXILIARY.search(sentence)
    if not found or not is_plain_subject(sentence[: found.start()]):
        return None
    subject, rest = sentence[: found.start()], sentence[found.end() :].rstrip(" .")
    return Clause(subject, found["aux"], (found["mid"] or "").strip(), "", rest, bool(found["denied"]))


def verb_clauses(sentence: str, verbs: Collection[str]) -> Iterator[Clause]:
    """The clauses that the sentence may be, by each of the verbs that stands after a plain subject of its number.

    A plain form is a verb only after a plural, "s" makes one only after a singular: "technical support covers" has one.
    """
    words = sentence.rstrip(" .").split(" ")
    for place, word in enumerate(words[1 : MAX_SUBJECT_WORDS + 1], start=1):
        subject, rest = " ".join(words[:place]), " ".join(words[place + 1 :])
        if not is_plain_subject(subject):
            continue
        plural = is_plural(subject)
        if plural and word in verbs and not (word in _NOUNS_TOO and _PREPOSITION.search(subject)):
            yield Clause(subject, "do", "", word, rest)
        elif not plural and (plain := plain_form(word)) in verbs:
            yield Clause(subject, "does", "", plain, rest)


def is_plain_subject(words: str) -> bool:
    """Whether the words may be a sentence's whole subject, with nothing in it that only its surroundings explain."""
    if not 1 <= len(words.split()) <= MAX_SUBJECT_WORDS or not words[:1].isupper():
        return False
    is_whole = not (_LAST_OF_NOTHING.search(words) or _BEGINS_WITH_CIRCUMSTANCE.search(words))
    return is_whole and not _NOT_IN_SUBJECT.search(words)


def is_plural(subject: str) -> bool:
    """Whether a subject is of several: "staff of the office" goes by its first noun.

    >>> is_plural("Requests for leave"), is_plural("The head of units"), is_plural("Camp management and shelter")
    (True, False, True)
    """
    head = _PREPOSITION.split(subject)[0]
    last = head.split()[-1].lower()
    return (" and " in head and head == subject) or (last.endswith("s") and not _SINGULAR_IN_S.search(last))


def plain_form(third_person: str) -> str:
    """The verb of a form in "s"; the word itself where it is none.

    >>> plain_form("covers"), plain_form("applies"), plain_form("focuses"), plain_form("has"), plain_form("cover")
    ('cover', 'apply', 'focus', 'have', '')
    """
    if third_person == "has":
        return "have"
    if third_person.endswith("ies"):
        return third_person[:-3] + "y"
    if third_person.endswith(("sses", "shes", "ches", "xes", "focuses")):
        return third_person[:-2]
    return third_person[:-1] if third_person.endswith("s") and not third_person.endswith("ss") else ""
