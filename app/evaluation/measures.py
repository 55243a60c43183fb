"""The measures of a report, in the order in which they are shown."""

from app.evaluation.judge import Outcome
from app.evaluation.judged import Judged
from app.evaluation.measure import (
    Measure,
    Number,
    prepare_area,
    prepare_calibration,
    prepare_separation,
    share,
)

RETRIEVAL, ANSWERS, REFUSALS, CITATIONS = "Retrieval", "Answers", "Refusals and confidence", "Citations"


def _answerable(one: Judged) -> float:
    return float(one.answerable)


def _unanswerable(one: Judged) -> float:
    return float(not one.answerable)


def _has_short_answer(one: Judged) -> float:
    return float(one.short_f1 is not None)


def _is_hit_at(k: int) -> Number:
    return lambda one: float(one.rank is not None and one.rank <= k)


def _ends_as(outcome: Outcome) -> Number:
    return lambda one: float(one.outcome is outcome)


def _quotes_all_evidence(one: Judged) -> float:
    return float(one.pieces_covered == one.evidence_pieces)


def _citations_of_answerable(one: Judged) -> float:
    return one.citations if one.answerable else 0


MEASURES = (
    Measure(
        "evidence_recall",
        "evidence found",
        RETRIEVAL,
        "Share of the evidence's characters within the first words retrieved, mean over answerable questions "
        "(Smith & Troynikov 2024).",
        share(lambda one: one.evidence_recall, _answerable),
    ),
    Measure(
        "hit_at_1",
        "hit@1",
        RETRIEVAL,
        "Share of answerable questions whose first passage holds at least half of a piece of evidence "
        "(Manning, Raghavan & Schütze 2008).",
        share(_is_hit_at(1), _answerable),
    ),
    Measure(
        "hit_at_5",
        "hit@5",
        RETRIEVAL,
        "The same for one of the first five passages.",
        share(_is_hit_at(5), _answerable),
    ),
    Measure(
        "right",
        "right",
        ANSWERS,
        "Share of answerable questions answered right: a quote from the evidence that holds the short answer.",
        share(_ends_as(Outcome.RIGHT), _answerable),
    ),
    Measure(
        "all_evidence",
        "all evidence quoted",
        ANSWERS,
        "Share of answerable questions of which every piece of evidence is quoted, each at least by half.",
        share(_quotes_all_evidence, _answerable),
    ),
    Measure(
        "short_exact",
        "short answer exact",
        ANSWERS,
        "Share of answerable questions whose short answer equals a known one but for case, punctuation and articles "
        "(SQuAD: Rajpurkar et al. 2016); a refusal does not.",
        share(lambda one: one.short_exact, _has_short_answer),
    ),
    Measure(
        "short_f1",
        "short answer F1",
        ANSWERS,
        "Word F1 of the short answer with the nearest known one (the same); 0 for a refusal.",
        share(lambda one: one.short_f1, _has_short_answer),
    ),
    Measure(
        "refused",
        "unanswerable refused",
        REFUSALS,
        "Share of unanswerable questions refused.",
        share(_ends_as(Outcome.RIGHTLY_ABSTAINED), _unanswerable),
    ),
    Measure(
        "wrongly_refused",
        "answerable refused",
        REFUSALS,
        "Share of answerable questions refused.",
        share(_ends_as(Outcome.WRONGLY_ABSTAINED), _answerable),
        more_is_better=False,
    ),
    Measure(
        "separation",
        "answerable or not (AUC)",
        REFUSALS,
        "Probability that an answerable question has more confidence than an unanswerable one (Hanley & McNeil 1982).",
        prepare_separation,
        is_share=False,
    ),
    Measure(
        "risk_coverage_area",
        "risk-coverage area (AURC)",
        REFUSALS,
        "Mean share not right when only the surest are answered, over all coverages "
        "(El-Yaniv & Wiener 2010; Geifman & El-Yaniv 2017).",
        prepare_area,
        is_share=False,
        more_is_better=False,
    ),
    Measure(
        "calibration_error",
        "calibration error (ECE)",
        REFUSALS,
        "Mean distance between confidence and share right, in bins of equally many questions; with few questions, "
        "chance alone makes it (Naeini et al. 2015; Guo et al. 2017).",
        prepare_calibration,
        is_share=False,
        more_is_better=False,
    ),
    Measure(
        "citation_precision",
        "citation precision",
        CITATIONS,
        "Share of the citations in answers to answerable questions that stand on the evidence: at least half of the "
        "shorter of the two is shared (after Gao et al. 2023).",
        share(lambda one: one.supporting_citations, _citations_of_answerable),
    ),
    Measure(
        "citation_recall",
        "citation recall",
        CITATIONS,
        "Share of the pieces of evidence quoted at least by half; a refusal quotes none (after Gao et al. 2023).",
        share(lambda one: one.pieces_covered, lambda one: one.evidence_pieces),
    ),
    Measure(
        "quotes_exact",
        "quotes exact",
        CITATIONS,
        "Share of all quotes that equal their document's text to the character.",
        share(lambda one: one.citations - one.inexact_quotes, lambda one: one.citations),
    ),
)
