"""Questions about the brief that comes with the project, turned into golden questions."""

import json
import threading

import pytest

from app.evaluation.gold import read_gold
from app.evaluation.judge import Outcome
from app.evaluation.run import Evaluator
from app.insights.desk import InsightsDesk
from app.insights.golden import GoldenDraft, NotGolden, golden_draft
from app.insights.golden_file import GoldenFile
from tests.app.insights.asked_questions import at

BRIEF = "iom-asia-pacific-emergency-and-post-crisis-programs.txt"


@pytest.fixture
def golden(brief, tmp_path) -> GoldenFile:
    """Golden questions over the brief, in a folder without any yet."""
    return InsightsDesk(None, brief[1], tmp_path).golden


def lines(golden):
    return [json.loads(line) for line in golden.path.read_text("utf-8").splitlines()]


def draft(question="What is the budget for Pakistan?", passages=("PAKISTAN USD 62.4 M",), short="", **changes):
    return GoldenDraft(
        **{
            "question": question,
            "answerable": True,
            "source": "",
            "passages": passages,
            "short_answer": short,
            **changes,
        }
    )


def test_an_answered_question_offers_its_quotes_and_its_short_answer(brief, ask):
    answer = brief[0].ask("What is the budget for Pakistan?")
    asked = ask("What is the budget for Pakistan?", at(1), answer)
    assert golden_draft(asked) == draft(passages=("PAKISTAN USD 62.4 M",), short="USD 62.4 M", source=BRIEF)


def test_an_unanswered_question_offers_that_it_is_not_answered_with_the_nearest_passage(brief, ask):
    answer = brief[0].ask("What is the director's shoe size?")
    offered = golden_draft(ask("What is the director's shoe size?", at(1), answer))
    assert not offered.answerable
    assert offered.source == BRIEF
    assert len(offered.passages) == 1


def test_a_question_that_failed_offers_no_passage(ask):
    assert golden_draft(ask("Who leads it?", at(1), failure="The index was locked.")) == GoldenDraft(
        "Who leads it?", False, "", (), ""
    )


def test_evaluate_reads_the_file_and_finds_its_questions_right(brief, golden):
    assistant, index = brief
    assert golden.add(draft(short="USD 62.4 M")) == "asked-1"
    assert golden.add(draft("What is the director's shoe size?", (), answerable=False)) == "asked-2"
    questions, bad = read_gold(golden.path)
    judged, not_found = Evaluator(assistant, index).run(questions)
    assert (bad, not_found) == ([], [])
    assert [(one.id, one.outcome) for one in judged] == [
        ("asked-1", Outcome.RIGHT),
        ("asked-2", Outcome.RIGHTLY_ABSTAINED),
    ]


def test_a_pasted_passage_is_found_in_its_document_and_kept_in_the_words_of_the_document(golden):
    golden.add(draft(passages=("pakistan:  **usd** 62.4 m",)))
    assert lines(golden) == [
        {
            "id": "asked-1",
            "question": "What is the budget for Pakistan?",
            "kind": "asked",
            "answerable": True,
            "source": BRIEF,
            "section": "ACTIVE EMERGENCY AND POST CRISIS PROGRAMMES",
            "evidence": ["PAKISTAN USD 62.4 M"],
            "short_answers": [],
        }
    ]


def test_an_unanswerable_question_keeps_the_nearest_passage_where_it_still_stands(golden):
    golden.add(draft("Who pays for it?", ("PAKISTAN USD 62.4 M",), answerable=False, source=BRIEF))
    golden.add(draft("Who else pays?", ("Words that went away.",), answerable=False, source=BRIEF))
    golden.add(draft("And who not?", ("PAKISTAN USD 62.4 M",), answerable=False, source="gone.txt"))
    assert [(line["source"], line["near"]) for line in lines(golden)] == [
        (BRIEF, "PAKISTAN USD 62.4 M"),
        (None, None),
        (None, None),
    ]


def test_several_passages_can_all_be_needed(golden):
    passages = ("PAKISTAN USD 62.4 M", "174 Member States")
    golden.add(draft("Both?", passages, needs_all=True))
    (line,) = lines(golden)
    assert line["all"] is True
    assert line["evidence"] == list(passages)
    assert line["section"] == line["sections"][0] != line["sections"][1]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (draft(passages=("PAKISTAN USD 99 M",)), "No document holds these words"),
        (draft(passages=("PAKISTAN USD 62.4 M", "PAKISTAN USD 99 M")), "“PAKISTAN USD 99 M” does not stand in"),
        (draft(passages=(" ",)), "Give the words of a document"),
        (draft(passages=()), "Give the words of a document"),
        (draft(short="USD 70 M"), "short answer must be words of the passage"),
        (draft(question=" ?! "), "question is empty"),
    ],
    ids=["unknown words", "one of two unknown", "blank", "none", "short answer", "no question"],
)
def test_what_is_no_golden_question_is_refused_in_words_and_writes_nothing(golden, wrong, message):
    with pytest.raises(NotGolden, match=message):
        golden.add(wrong)
    assert not golden.path.exists()


def test_a_whole_document_is_no_evidence(golden, brief):
    with pytest.raises(NotGolden, match="too long"):
        golden.add(draft(passages=(brief[1].document(BRIEF).text,)))


def test_no_question_stands_in_the_file_twice(golden):
    golden.add(draft())
    with pytest.raises(NotGolden, match="already"):
        golden.add(draft(question="what is the budget for  PAKISTAN"))
    assert len(lines(golden)) == 1
    assert golden.keys() == {"what is the budget for pakistan"}


def test_questions_kept_at_the_same_moment_are_all_kept(golden):
    threads = [threading.Thread(target=golden.add, args=[draft(f"Question {number}?")]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(line["question"] for line in lines(golden)) == [f"Question {number}?" for number in range(8)]
    assert len({line["id"] for line in lines(golden)}) == 8


def test_lines_written_by_hand_stay_as_they_are(golden):
    by_hand = '{"question": "Who  leads it?", "id": "asked-2", "answerable": false}\n\nnot a question\n'
    golden.path.write_text(by_hand, "utf-8")
    assert golden.add(draft()) == "asked-3"
    assert golden.path.read_text("utf-8").startswith(by_hand)
