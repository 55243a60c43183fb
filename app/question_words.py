"""The closed word classes of English that questions are read by, with words and names found in a question."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(
    r"['’]s\b|(?:[^\W\d_]\.){2,}|\d+(?:[.,]\d+)*(?![\w-])|[^\W_]+(?:[-&/.][^\W_]+|['’](?!s\b)[^\W_]+)*|[^\w\s]"
)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


QUESTION_WORDS = _set("what which who whom whose when where why how")
BE = _set("is are was were am isn't aren't wasn't weren't")
DO = _set("do does did don't doesn't didn't")
MODALS = _set("can could may might must shall should will would cannot can't couldn't won't shouldn't wouldn't")
HAVE = _set("has have had hasn't haven't hadn't")
AUXILIARIES = BE | DO | MODALS | HAVE
TO_PLURAL = {"is": "are", "was": "were", "does": "do", "has": "have"}
TO_SINGULAR = {plural: singular for singular, plural in TO_PLURAL.items()}
PRONOUNS = _set(
    "i you he she it we they me him her us them this that these those there one ones myself yourself itself "
    "themselves i'm i've i'd i'll you're you've you'll we're we've we'll they're they've they'll im someone "
    "anyone everyone somebody anybody something anything everything nothing mine yours"
)
ARTICLES = _set("the a an")
DETERMINERS = ARTICLES | _set("my our your his its their any some each every no all both another other such same")
PREPOSITIONS = _set(
    "about above across after against along among around as at before behind below between beyond by "
    "concerning despite during except for from in inside into like near of off on onto outside over per "
    "regarding since than through throughout to toward towards under until up upon via with within without"
)
CONJUNCTIONS = _set("and or but if because so while although though unless whether when where that which who as since")
ADVERBS = _set(
    "abroad else besides very back sure quite away together ago anyway awesome somewhere "
    "also too still now then yet only just usually often ever never always currently already again here there "
    "not exactly really actually actively please maybe perhaps even well once soon today tomorrow online later "
    "instead much many more most less long far mainly generally normally officially originally"
)
FUNCTION_WORDS = QUESTION_WORDS | AUXILIARIES | PRONOUNS | PREPOSITIONS | CONJUNCTIONS | ADVERBS | _set("be been being")
GRAMMAR = FUNCTION_WORDS | DETERMINERS
DEMONSTRATIVES = _set("this that these those")
# Base forms that end the subject of "does X …" questions; a word that is often a noun too is left out.
VERBS = _set(
    "accept access achieve act add adopt affect agree aim allow appeal appear apply appoint approve arrange "
    "ask assess attend become begin belong benefit book borrow bring build buy calculate call cancel carry "
    "change charge check choose claim close collect come complain complete comprise concern conduct consist "
    "contact contain continue contribute coordinate cost count cover create deal decide define deliver depend "
    "describe differ do donate draw drive earn eat employ enable end enrol enroll ensure enter exist expect "
    "expire explain extend fall feel file fill find finance finish focus follow form fund gain get give go "
    "govern grant grow guide happen have help hire hold host implement include increase inform involve join "
    "keep know last launch lead learn leave let live look lose maintain make manage mean measure meet monitor "
    "move need notify offer open operate organise organize own oversee park participate partner pay perform "
    "permit play pledge prepare prevent produce prohibit promote protect provide publish pursue put qualify "
    "quit raise reach read receive recommend recruit refer refund refuse register reimburse rely remain remove "
    "renew rent repay replace report represent request require reserve respond retire return review run save "
    "say schedule see seek sell send serve set share show sign sit speak specialise specialize spend stand "
    "start stay stop store submit supply support surrender swim take talk target teach tell terminate track "
    "train transfer travel treat turn understand update use visit volunteer vote wait want wear withdraw work "
    "write"
)
# Verbs that are not often nouns: a noun phrase ends before them wherever they stand.
SURE_VERBS = VERBS - _set(
    "access appeal benefit book call change charge claim contact cost count drive extent fall feel file "
    "finance focus form grant help host increase issue launch look measure notice offer order own park pay "
    "permit plan report request return review save schedule set share show sign stand start stay stop store "
    "supply support talk target tax team track train transfer travel treat turn update use visit vote work"
)
ADJECTIVES_AFTER_BE = _set(
    "able acceptable active allowed available aware based binding closed compulsory different due eligible "
    "entitled essential exempt expensive expired final free full high important legal liable located low "
    "mandatory necessary open optional possible public ready responsible safe strict subject sufficient true "
    "useful valid voluntary wrong about paid held made given known led built set kept sent run born chosen "
    "drawn found taken written shown spent worth lower higher"
)
PERSONS = _set(
    "staff employee employees worker workers part-timers full-timers people person child children woman women "
    "man men personnel intern interns consultant consultants volunteer volunteers contractor contractors "
    "student students visitor visitors spouse spouses parent parents dependent dependents dependents partner "
    "partners veteran veterans resident residents member members applicant applicants tenant tenants customer "
    "customers client clients driver drivers teacher teachers nurse nurses manager managers freelancers "
    "trainees apprentices pensioners families beginners newcomers guests adults minors seniors retirees "
    "beneficiaries owners supervisors directors officers"
)
# What nearly anything can have: "and the budget?" asks for that of the thing spoken about.
ATTRIBUTES = _set(
    "age aim amount address annex area budget chair cost costs coverage date deadline definition director "
    "donors duration email exception exceptions eligibility fee fees fine funding goal goals head headquarters hours "
    "language leader legal length limit location mandate maximum membership minimum mission name number "
    "objective objectives opening partners penalties penalty phone price prices purpose rate requirement "
    "requirements role salary scope secretariat size source status total value website acronym beneficiaries "
    "mail manager"
)
# Class nouns that a later question uses for a thing that was named before.
CLASSES = _set(
    "agency agreement association authority board centre center charter college "
    "committee company convention council course department directive document fellowship framework "
    "foundation fund group guide guideline guidelines handbook initiative institute institution law library "
    "licence license loan mechanism museum network ngo office organisation organization park permit plan "
    "platform policy procedure process program programme project protocol regulation regulations report rule "
    "rules scheme school service society standard strategy subsidy system tax team tool training treaty unit "
    "university visa"
)
# Words of a question that leave open what it is about: "How do I apply?", "What documents do I need?"
OPEN_WORDS = _set(
    "apply register enrol enroll qualify need start begin get find obtain contact ask call pay submit send "
    "know learn happen take go require check see request sign complete fill bring provide access prepare use "
    "look talk help meet satisfy submit cover covered include included additional address alternative amount "
    "answer appointment bit copy copies cost costs date deadline details document documentation documents "
    "eligible email exception exceptions extra fee fees form forms further general info information kind kinds "
    "limit limits mail method methods next number option options other paperwork part people phone possible "
    "price proof purpose qualification qualifications question questions reason required requirement "
    "requirements rule rules sort sorts specific step steps thing things type types way ways website wrong "
    "done going conditions condition criteria due free benefits problem problems issue entitled mandatory "
    "allowed available difference useful necessary minimum maximum average"
)
TIME_WORDS = _set(
    "january february march april may june july august september october november december monday tuesday "
    "wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays "
    "today yesterday tomorrow week weekend weekends month year quarter night summer winter autumn spring "
    "holidays evening morning"
)
_COMPLEMENT = re.compile(r"(?<=\S)\s+(?:of|for|in|on|at|that|who|with|from|between|under|against)\s")
_YEAR = re.compile(r"(?:1[89]|20)\d\d(?:[-/–]\d{2,4})?")


@dataclass(frozen=True, slots=True)
class Word:
    """A word or punctuation mark with its place in the question."""

    text: str
    lower: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is more than punctuation or a possessive ending."""
        return self.lower[0].isalnum()


@lru_cache(maxsize=512)
def words_of(text: str) -> tuple[Word, ...]:
    """Return the words and marks of a text in order; ``'s`` stands alone."""
    return tuple(
        Word(found.group(), found.group().lower().replace("’", "'"), found.start(), found.end())
        for found in _WORD.finditer(text)
    )


def is_question_start(word: str) -> bool:
    """Whether a word opens a question: "when", "is", "can"."""
    return word in QUESTION_WORDS or word in AUXILIARIES


def is_year(word: str) -> bool:
    """Whether a word is a year, or two joined by a dash or stroke."""
    return _YEAR.fullmatch(word) is not None


def head_word(noun: str) -> str:
    """Return a noun phrase's main word in lower case: "agencies" of "the agencies that fund it"."""
    return _COMPLEMENT.split(noun.lower(), maxsplit=1)[0].split()[-1]


def is_plural(noun: str) -> bool:
    """Whether a noun phrase's main word looks plural, or the phrase joins two."""
    last = head_word(noun)
    joined = re.search(r"\band\b", noun) is not None and noun[:1].isupper() and not _COMPLEMENT.search(noun)
    if last.upper() in noun.split():
        return joined
    if last in {"people", "children", "women", "men", "staff", "criteria", "personnel", "police"}:
        return True
    return joined or (len(last) > 3 and last.endswith("s") and not last.endswith(("ss", "us", "is", "'s")))


def is_person(noun: str) -> bool:
    """Whether a noun phrase's main word is a kind of person."""
    last = head_word(noun)
    return last in PERSONS or f"{last}s" in PERSONS or (len(last) > 6 and last.endswith(("ers", "ees", "ists", "ants")))


def stem(word: str) -> str:
    """Return a word's form for comparison: lower case, plural ending dropped."""
    low = word.lower()
    if len(low) > 4 and low.endswith("ies"):
        return low[:-3] + "y"
    return low[:-1] if len(low) > 3 and low.endswith("s") and not low.endswith("ss") else low


_NO_NAMES = GRAMMAR | ATTRIBUTES | CLASSES | OPEN_WORDS
_PLAIN_STARTS = GRAMMAR | VERBS | TIME_WORDS
_PLAIN_INSIDE = GRAMMAR | TIME_WORDS


@lru_cache(maxsize=16)
def _folded(names: frozenset[str]) -> frozenset[str]:
    return frozenset(" ".join(name.lower().split()) for name in names)


def name_spans(words: Sequence[Word], known_names: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """Return the runs of words that are names, as index pairs in order.

    A name is a run of capitalised words (joined by "of", "for", "and" …), an acronym, or one of the known names in any
    case. A capital at a sentence's start shows nothing, nor do capitals where every word has one.
    """
    known = _folded(known_names) if known_names else frozenset()
    shouted = sum(word.text[0].isupper() for word in words) > 3 and all(
        word.text[0].isupper() or not word.is_word for word in words
    )
    flags = [not shouted and _looks_like_name(words, index) for index in range(len(words))]
    for first in range(len(words)):
        for last in range(first, min(first + 6, len(words)) if known else first):
            text = " ".join(word.lower for word in words[first : last + 1])
            if text in known and text not in _NO_NAMES:
                flags[first : last + 1] = [True] * (last + 1 - first)
    return _joined(words, flags)


def _looks_like_name(words: Sequence[Word], index: int) -> bool:
    word = words[index]
    if word.text == word.lower or not word.is_word or word.text == "I" or word.lower.startswith("i'"):
        return False
    capitals = sum(letter.isupper() for letter in word.text)
    if capitals > 1:
        return True
    starts = index == 0 or words[index - 1].text in {".", "?", "!", ":", ";"}
    plain = word.lower in _PLAIN_STARTS
    if starts:
        return not plain and index + 1 < len(words) and words[index + 1].text[0].isupper()
    return word.text[0].isupper() and word.lower not in _PLAIN_INSIDE


def _joined(words: Sequence[Word], flags: list[bool]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for index, flag in enumerate(flags):
        if not flag:
            continue
        if spans and (spans[-1][1] == index or _is_link(words, spans[-1][1], index)):
            spans[-1] = (spans[-1][0], index + 1)
        else:
            spans.append((index, index + 1))
    return spans


def _is_link(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether the words between two names make them one: "Republic of Korea", "Nepal and Fiji", "Framework for Aid"."""
    between = [word.lower for word in words[start:end]]
    if between in (["of"], ["of", "the"], ["and"]):
        return True
    return between in (["for"], ["on"]) and stem(words[start - 1].lower) in CLASSES
