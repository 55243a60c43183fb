"""An answer is judged by the places it quotes and the words of its quotes; each case is worked out by hand."""

import json

import pytest

from app.evaluation.gold import BadGold, GoldQuestion, read_gold
from app.evaluation.judge import Outcome, is_best_guess_right, judge
from app.evaluation.judged import Judged
from app.evaluation.summary import summarise, summarise_by_kind
from app.evaluation.target import NotInIndex, find_source, find_target
from app.evaluation.words import contains_phrase, phrase_spans, words_of
from app.types import Abstention, Answer, Citation, Claim

TEXT = "Leave is 30 days a year.\nParents get 16 weeks, paid in full.\nUnused days lapse in March."
LEAVE, PARENTS, LAPSE = (0, 24), (25, 60), (61, 88)


def gold(evidence=(), *, short=(), needs_all=False, answerable=True, kind="fact"):
    return GoldQuestion("q", "?", kind, answerable, "leave.txt", evidence, tuple(short), needs_all, ())


def citation(start, end, source="leave.txt", quote=None):
    return Citation(1, source, "Leave", (), None, start, end, quote or TEXT[start:end])


def answered(*citations):
    claims = (Claim("…", (1,)),)
    return Answer("?", "?", "…", 0.9, {}, claims=claims, citations=tuple(citations))


ABSTAINED = Answer("?", "?", "Not in the documents.", 0.1, {}, abstention=Abstention("not_in_documents"))


def outcome(answer, **known):
    question = gold(**known)
    return judge(answer, question, find_target(question, "leave.txt", words_of(TEXT)))


def abstained(*closest):
    return Answer("?", "?", "No.", 0.1, {}, abstention=Abstention("not_in_documents", tuple(closest)))


def test_the_slices_of_the_example_are_its_sentences():
    assert TEXT[slice(*LEAVE)] == "Leave is 30 days a year."
    assert TEXT[slice(*PARENTS)] == "Parents get 16 weeks, paid in full."
    assert TEXT[slice(*LAPSE)] == "Unused days lapse in March."


# Found by its words, so without the full stop at its end: 23 characters.
PIECE = (("Leave is 30 days a year.",),)
BOTH = (("Leave is 30 days a year.", "Parents get 16 weeks, paid in full."),)
EITHER = (("Leave is 30 days a year.",), ("Unused days lapse in March.",))


@pytest.mark.parametrize(
    ("answer", "known", "expected"),
    [
        pytest.param(answered(citation(*LEAVE)), {"evidence": PIECE, "short": ["30 days"]}, "right", id="quoted"),
        pytest.param(
            answered(citation(9, 16)), {"evidence": PIECE, "short": ["30 Days"]}, "right", id="short answer only"
        ),
        pytest.param(
            answered(citation(*LEAVE)), {"evidence": PIECE, "short": ["0 days"]}, "wrong", id="part of a number"
        ),
        pytest.param(
            answered(citation(*LAPSE)), {"evidence": PIECE, "short": ["days"]}, "wrong", id="right word, wrong place"
        ),
        pytest.param(
            answered(citation(0, 8)), {"evidence": PIECE, "short": ["30 days"]}, "wrong", id="right place, cut short"
        ),
        pytest.param(
            answered(citation(*LEAVE, source="other.txt")),
            {"evidence": PIECE, "short": ["30 days"]},
            "wrong",
            id="another document",
        ),
        pytest.param(answered(citation(0, 12)), {"evidence": PIECE}, "right", id="12 of 23 letters are half"),
        pytest.param(answered(citation(0, 11)), {"evidence": PIECE}, "wrong", id="11 of 23 are less than half"),
        pytest.param(
            answered(citation(0, 6), citation(17, 24)), {"evidence": PIECE}, "right", id="two halves make a whole"
        ),
        pytest.param(
            answered(citation(0, 6), citation(0, 6)), {"evidence": PIECE}, "wrong", id="twice the same is once"
        ),
        pytest.param(answered(citation(*LAPSE)), {"evidence": EITHER}, "right", id="an alternative"),
        pytest.param(
            answered(citation(*LEAVE)), {"evidence": BOTH, "short": ["30 days"]}, "right", id="one of two pieces"
        ),
        pytest.param(
            answered(citation(*LEAVE)),
            {"evidence": BOTH, "short": ["30 days"], "needs_all": True},
            "wrong",
            id="one of two where all are needed",
        ),
        pytest.param(
            answered(citation(*LEAVE), citation(*PARENTS)),
            {"evidence": BOTH, "short": ["30 days"], "needs_all": True},
            "right",
            id="all that are needed",
        ),
        pytest.param(answered(citation(*LEAVE)), {"evidence": ((LEAVE,),)}, "right", id="evidence given as a span"),
        pytest.param(ABSTAINED, {"evidence": PIECE}, "wrongly_abstained", id="abstained though it is there"),
        pytest.param(ABSTAINED, {"answerable": False}, "rightly_abstained", id="abstained as it should"),
        pytest.param(
            answered(citation(*LEAVE)), {"answerable": False}, "wrongly_answered", id="answered though it is not there"
        ),
    ],
)
def test_an_answer_is_judged_as_by_hand(answer, known, expected):
    assert outcome(answer, **known) == Outcome(expected)


@pytest.mark.parametrize(
    ("answer", "known", "expected"),
    [
        pytest.param(answered(citation(*LAPSE), citation(*LEAVE)), {}, True, id="answered right"),
        pytest.param(answered(citation(*LAPSE)), {}, False, id="answered wrong"),
        pytest.param(abstained(citation(*LEAVE), citation(*LAPSE)), {}, True, id="the first closest passage answers"),
        pytest.param(abstained(citation(*LAPSE), citation(*LEAVE)), {}, False, id="only the second does"),
        pytest.param(abstained(), {}, False, id="nothing was close"),
        pytest.param(answered(citation(*LEAVE)), {"answerable": False}, False, id="unanswerable"),
    ],
)
def test_the_best_guess_is_the_answer_or_else_the_first_passage_shown(answer, known, expected):
    question = gold(evidence=PIECE, short=["30 days"], **known)
    target = find_target(question, "leave.txt", words_of(TEXT))
    assert is_best_guess_right(answer, question, target) is expected


@pytest.mark.parametrize(
    ("text", "phrase", "found"),
    [
        ("PAKISTAN\nUSD 62.4 M", "Pakistan USD 62.4 M", True),
        ("**Thirty** days", "thirty days", True),
        ("IOM’s work", "IOM's work", True),
        ("140 countries", "40", False),
        ("40 countries", "40", True),
        ("It is 97%", "97 %", True),
        ("It is 97%", "%", False),
        ("days of 30", "30 days", False),
    ],
)
def test_only_whole_words_in_order_count(text, phrase, found):
    assert contains_phrase(text, phrase) is found


def test_a_phrase_is_found_at_each_of_its_places():
    text = "Paid in full. It is **paid** in\nfull."
    spans = phrase_spans(words_of(text), words_of("paid in full").folded)
    assert [text[start:end] for start, end in spans] == ["Paid in full", "paid** in\nfull"]


def test_evidence_that_its_document_does_not_hold_is_refused():
    with pytest.raises(NotInIndex, match="40 days"):
        outcome(answered(citation(*LEAVE)), evidence=(("Leave is 40 days",),))


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("hr/leave.txt", "hr/leave.txt"),
        ("leave.txt", "hr/leave.txt"),
        ("leave", "hr/leave.txt"),
        ("dmv/Road: tests#1_0", "dmv/road_tests-1-0.md"),
    ],
)
def test_a_document_is_found_by_the_words_of_its_name(name, source):
    assert find_source(name, {"hr/leave.txt", "dmv/road_tests-1-0.md", "hr/pay.txt"}) == source


@pytest.mark.parametrize("name", ["travel.txt", "pay"])
def test_a_name_that_fits_no_document_or_two_is_refused(name):
    with pytest.raises(NotInIndex, match=name):
        find_source(name, {"hr/pay.txt", "it/pay.txt"})


def judged(outcome, rank=None, kind="fact", inexact=0, citations=0):
    return Judged(
        id="q",
        kind=kind,
        question="?",
        answerable=outcome not in (Outcome.RIGHTLY_ABSTAINED, Outcome.WRONGLY_ANSWERED),
        document=None,
        outcome=outcome,
        answer="…",
        short_answer=None,
        expected=(),
        confidence=0.5,
        best_guess_right=outcome is Outcome.RIGHT,
        rank=rank,
        evidence_recall=None,
        short_exact=None,
        short_f1=None,
        citations=citations,
        inexact_quotes=inexact,
        supporting_citations=0,
        evidence_pieces=0,
        pieces_covered=0,
        milliseconds=None,
    )


def test_the_counts_are_those_of_a_small_set_counted_by_hand():
    questions = [
        judged(Outcome.RIGHT, rank=1, citations=2),
        judged(Outcome.RIGHT, rank=3, citations=1),
        judged(Outcome.WRONG, rank=None, citations=1, inexact=1),
        judged(Outcome.WRONGLY_ABSTAINED, rank=5),
        judged(Outcome.RIGHTLY_ABSTAINED, kind="off_topic"),
        judged(Outcome.RIGHTLY_ABSTAINED, kind="off_topic"),
        judged(Outcome.WRONGLY_ANSWERED, kind="off_topic", citations=1),
    ]
    assert summarise(questions).as_json() == {
        "questions": 7,
        "answerable": 4,
        "right": 2,
        "wrong": 1,
        "wrongly_abstained": 1,
        "rightly_abstained": 2,
        "wrongly_answered": 1,
        "citations": 5,
        "exact_quotes": 4,
        "hit_at_1": 0.25,
        "hit_at_5": 0.75,
        "right_share": 0.5,
        "abstained_share": 0.6667,
    }
    by_kind = summarise_by_kind(questions)
    assert list(by_kind) == ["fact", "off_topic"]
    assert by_kind["off_topic"].right_share is None
    assert by_kind["fact"].abstained_share is None


def test_our_own_form_and_that_of_the_public_sets_are_both_read(tmp_path):
    (tmp_path / "documents.jsonl").write_text(json.dumps({"doc_id": "va/leave", "text": TEXT}) + "\n")
    lines = [
        {
            "id": "a",
            "question": "How long?",
            "kind": "amount",
            "source": "leave.txt",
            "evidence": ["Leave is 30 days a year."],
            "alternatives": [["Unused days lapse in March."], []],
            "short_answers": ["30 days"],
            "all": True,
            "history": [["user", "Hello"]],
        },
        {"question": "And parents?", "doc_id": "va/leave", "answers": ["16 weeks"], "spans": [[25, 60]]},
        {"question": "And elsewhere?", "doc_id": "not beside", "spans": [[25, 60]]},
        {"question": "And pets?", "answerable": False},
    ]
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")
    (own, public, placed, unanswerable), bad = read_gold(path)
    assert bad == []
    assert own.evidence == (("Leave is 30 days a year.",), ("Unused days lapse in March.",))
    assert (own.id, own.kind, own.short_answers, own.needs_all) == ("a", "amount", ("30 days",), True)
    assert own.history[0].content == "Hello"
    assert (public.id, public.source, public.short_answers) == ("2", "va/leave", ("16 weeks",))
    assert public.evidence == (("Parents get 16 weeks, paid in full.",),)
    assert placed.evidence == (((25, 60),),)
    assert (unanswerable.answerable, unanswerable.evidence) == (False, ())


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[]",
        "{}",
        '{"question": "How long?"}',
        '{"question": "How long?", "source": "leave.txt"}',
        '{"question": "How long?", "evidence": ["30 days"]}',
        '{"question": "How long?", "source": "leave.txt", "spans": [[3, 3]]}',
        '{"question": "How long?", "source": "leave.txt", "spans": [3]}',
        '{"question": "How long?", "source": "leave.txt", "spans": [[-3, 3]]}',
        '{"question": "How long?", "source": "leave.txt", "evidence": "30 days"}',
        '{"question": "How long?", "source": "leave.txt", "evidence": ["30 days"], "alternatives": ["a month"]}',
        '{"question": "How long?", "source": "leave.txt", "evidence": ["30 days"], "short_answers": "30"}',
        '{"question": "How long?", "source": "leave.txt", "evidence": ["30 days"], "history": ["Hello"]}',
    ],
)
def test_a_line_that_cannot_be_judged_is_named_and_left_out(tmp_path, line):
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "Pets?", "answerable": false}\n' + line + "\n")
    questions, bad = read_gold(path)
    assert len(questions) == 1
    assert [type(one) for one in bad] == [BadGold]
    assert bad[0].id == "line 2"
