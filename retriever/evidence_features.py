"""Numbers that describe how well a statement fits a question, for the reader to weigh."""

import itertools
import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from retriever.evidence_type import AnswerType, answer_forms, answer_type, has_form
from retriever.terms import names, terms
from retriever.types import Hit, Statement, StatementKind

FEATURE_NAMES = (
    "similarity",  # cosine of question and statement, read in its passage
    "passage_similarity",  # cosine of question and passage; 0 when only word search found it
    "passage_rank",  # reciprocal of the passage's rank
    "term_share",  # weighted share of the question's terms that stand in the statement itself
    "context_share",  # the same, counting the statement's heading and lead too
    "passage_share",  # the same, counting the whole passage
    "heading_share",  # the share that stand in the heading path alone
    "names_missing",  # share of the question's names and numbers found nowhere in statement, heading, passage
    "names_elsewhere",  # the same, not counting the passage around the statement
    "label_share",  # of a fact whose label stands wholly in the question: its weighted share, or 1 if it is a name
    "label_foreign",  # 1 for a fact whose label does not stand wholly in the question
    "pair_share",  # share of neighbouring question terms that also stand within a few words in the statement
    "form_present",  # 1 when the statement holds words of the form asked for (a number, a date, …)
    "form_new",  # 1 when such words are not merely the question's own
    "definition_subject",  # 1 when the statement opens with what the question asks to define
    "duty_present",  # 1 when a yes/no question meets a statement about what may, must or can be done
    "reason_present",  # 1 when a why-question meets words that give a reason
    "length",  # logarithm of the statement's words
)

# Beside those, for the statements that the cross-encoder read.
CROSS_NAMES = (
    "cross",  # its log-odds against "none of these"
    "cross_behind",  # by how much they lie behind the best statement's
)
READING_NAMES = (
    "cross_best",  # the cross-encoder's best log-odds
    "cross_lead",  # by how much they lead over the next
    "cross_all",  # log of the summed odds
    "best",  # log-odds of the best statement's probability
    "sum",  # log of the summed probabilities
    "similarity",  # the best statement's similarity
    "passage_similarity",  # of its passage
    "names_missing",  # share of the question's names found nowhere around the best statement
    "names_elsewhere",  # the same, not counting the passage around it
    "label_share",  # of the best statement
    "label_foreign",  # of the best statement
    "names_unheard",  # 1 when a name or number of the question stands in none of the passages read
    "terms_missing",  # weighted share of the question's terms that no candidate holds
    "term_share",  # weighted share of the question's terms in the best statement
    "context_share",  # weighted share of the question's terms around the best statement
    "form_missing",  # 1 when a form of words is asked for and the best statement has none that is new
    "documents",  # logarithm of the number of documents that the statements are from: the more, the more compete
)

# What each of the reader's regressions weighs, beside a constant.
REGRESSION_FEATURES = {
    "first": FEATURE_NAMES,
    "statement": (*FEATURE_NAMES, *CROSS_NAMES),
    "reading": READING_NAMES,
}

# Words of a fact that belong to its value rather than to its label.
_UNITS = frozenset({"usd", "eur", "gbp", "chf", "million", "billion", "thousand", "m", "k", "percent", "per", "cent"})
_DUTY = re.compile(
    r"\b(?:may|must|can|cannot|can't|should|shall|required?|allowed|permitted|eligible|not|need|only if|unless"
    r"|don't)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|since|so that|in order to|due to|as a result|therefore|aims?|purpose|leads? to|caused?|so"
    r"|to (?:ensure|avoid|help|enable|protect|reduce|allow))\b",
    re.IGNORECASE,
)
_DEFINED = re.compile(
    r"^\W*(?:what(?:'s|’s| is| are| was| were| does)?|who(?:'s| is| are)|define|explain|describe"
    r"|(?:tell me|more) about|definition of|meaning of)\s+"
    r"(?:(?:the|a|an|exactly|meant by|means?|term|definition of|meaning of|purpose of)\s+)*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A statement under consideration, with the words it is read under."""

    hit: Hit
    rank: int  # 1-based, of its passage
    statement: Statement
    text: str
    lead: str  # empty when it needs none
    similarity: float  # cosine of the question and the statement, read in its passage

    @property
    def heading(self) -> str:
        """The heading path as one line."""
        return " > ".join(self.hit.passage.section or (self.hit.passage.title,))


def statement_features(question: str, found: Sequence[Candidate]) -> list[tuple[float, ...]]:
    """One row a candidate, in the order of FEATURE_NAMES."""
    kind, asked, wanted = answer_type(question), terms(question), names(question)
    own = [terms(candidate.text) for candidate in found]
    passages = {id(candidate.hit): frozenset(terms(candidate.hit.passage.text)) for candidate in found}
    headings = {id(candidate.hit): frozenset(terms(candidate.heading)) for candidate in found}
    weights = term_weights(asked, [set(held) | headings[id(c.hit)] for held, c in zip(own, found, strict=True)])
    subject = defined_subject(question)
    labels = [fact_label(candidate) for candidate in found]
    named = frozenset(wanted).intersection(frozenset().union(*(label for label in labels if label <= weights.keys())))
    rows: list[tuple[float, ...]] = []
    for candidate, held, label in zip(found, own, labels, strict=True):
        heading, passage = headings[id(candidate.hit)], passages[id(candidate.hit)]
        context = frozenset(held) | heading | frozenset(terms(candidate.lead))
        rows.append(
            (
                candidate.similarity,
                candidate.hit.similarity or 0.0,
                1.0 / candidate.rank,
                share(weights, frozenset(held)),
                share(weights, context),
                share(weights, passage | heading),
                share(weights, heading),
                missing_share(wanted, context | passage),
                missing_share(wanted, context),
                *label_features(label, weights, named),
                pair_share(asked, held),
                *form_features(kind, question, candidate.text),
                opens_with(subject, held),
                *cue_features(kind, candidate.text),
                math.log(1 + len(held)),
            )
        )
    return rows


def reading_features(
    question: str, ordered: Sequence[tuple[float, Sequence[float]]], found: Sequence[Candidate]
) -> tuple[float, ...]:
    """One row for a whole reading, in the order of READING_NAMES.

    Args:
        question: The question, made whole.
        ordered: Each statement's probability and its row of all features, best first; not empty.
        found: The same statements, in any order.
    """
    likely = [min(max(probability, 1e-6), 1 - 1e-6) for probability, _ in ordered]
    names_of_row = (*FEATURE_NAMES, *CROSS_NAMES)
    best = dict(zip(names_of_row, ordered[0][1], strict=True))
    cross = sorted((row[len(FEATURE_NAMES)] for _, row in ordered), reverse=True)
    kind = answer_type(question)
    held = frozenset(
        itertools.chain.from_iterable(
            terms(text) for text in {c.hit.passage.text for c in found} | {c.heading for c in found}
        )
    )
    return (
        cross[0],
        cross[0] - cross[1] if len(cross) > 1 else 0.0,
        math.log(sum(math.exp(score) for score in cross)),
        math.log(likely[0] / (1 - likely[0])),
        math.log(sum(likely)),
        best["similarity"],
        best["passage_similarity"],
        best["names_missing"],
        best["names_elsewhere"],
        best["label_share"],
        best["label_foreign"],
        float(missing_share(names(question), held) > 0),
        1.0 - share(dict.fromkeys(terms(question), 1.0), held),
        best["term_share"],
        best["context_share"],
        float(has_form(kind) and not best["form_new"]),
        math.log(len({candidate.hit.passage.source for candidate in found})),
    )


def term_weights(question_terms: Sequence[str], texts: Sequence[Collection[str]]) -> dict[str, float]:
    """Inverse document frequency of each question term over the candidates' terms.

    A term that no candidate holds weighs the most: it is what the candidates fail to answer.
    """
    found = Counter(term for text in texts for term in set(text))
    total = len(texts)
    return {term: math.log(1 + (total + 1) / (found[term] + 0.5)) for term in question_terms}


def share(weights: Mapping[str, float], held: frozenset[str]) -> float:
    """Weighted share of the question's terms that are in `held`; 0 when the question has none."""
    whole = sum(weights.values())
    return sum(weight for term, weight in weights.items() if term in held) / whole if whole else 0.0


def missing_share(wanted: Sequence[str], held: frozenset[str]) -> float:
    """Share of `wanted` that is not in `held`; 0 when nothing is wanted."""
    return sum(name not in held for name in wanted) / len(wanted) if wanted else 0.0


def fact_label(candidate: Candidate) -> frozenset[str]:
    """The terms of a fact without its value; empty for other statements."""
    if candidate.statement.kind is not StatementKind.FACT:
        return frozenset()
    return frozenset(term for term in terms(candidate.text) if term.isalpha() and term not in _UNITS)


def label_features(label: frozenset[str], weights: Mapping[str, float], named: frozenset[str]) -> tuple[float, float]:
    """How much of the question a fact's label is, and whether the label speaks of something else.

    Args:
        label: Of the fact; empty for a statement of another kind, whose features are both 0.
        weights: Of the question's terms.
        named: The question's names that are some candidate's label: then a label without one of them is foreign.
    """
    if not label:
        return 0.0, 0.0
    if not label <= weights.keys() or (named and not label & named):
        return 0.0, 1.0
    return (1.0 if named else share(weights, label)), 0.0


def pair_share(question_terms: Sequence[str], statement_terms: Sequence[str], window: int = 3) -> float:
    """Share of neighbouring question terms that stand within `window` terms of one another in the statement."""
    pairs = list(itertools.pairwise(question_terms))
    if not pairs:
        return 0.0
    places: dict[str, list[int]] = {}
    for place, term in enumerate(statement_terms):
        places.setdefault(term, []).append(place)
    near = sum(any(abs(i - j) <= window for i in places.get(a, ()) for j in places.get(b, ())) for a, b in pairs)
    return near / len(pairs)


def form_features(kind: AnswerType, question: str, statement: str) -> tuple[float, float]:
    """Whether the statement holds words of the form asked for, and whether some are not the question's own."""
    asked = question.lower()
    forms = [statement[start:end] for start, end in answer_forms(kind, statement)]
    return float(bool(forms)), float(any(form.lower() not in asked for form in forms))


def defined_subject(question: str) -> frozenset[str]:
    """Stems of the thing a definition question asks about; empty for other questions.

    >>> sorted(defined_subject("What is social cohesion?"))
    ['cohes', 'social']
    """
    match = _DEFINED.match(question)
    rest = terms(question[match.end() :]) if match else []
    return frozenset(rest) if 0 < len(rest) <= 6 else frozenset()


def opens_with(subject: frozenset[str], statement_terms: Sequence[str]) -> float:
    """1.0 when the statement's first terms are the subject's, whatever their order; else 0.0."""
    opening = statement_terms[: len(subject) + 2]
    return float(bool(subject) and opening[:1] != [] and opening[0] in subject and subject <= set(opening))


def cue_features(kind: AnswerType, statement: str) -> tuple[float, float]:
    """Whether a yes/no question meets words of duty, and a why-question words of reason."""
    return (
        float(kind is AnswerType.YES_NO and bool(_DUTY.search(statement))),
        float(kind is AnswerType.REASON and bool(_REASON.search(statement))),
    )
