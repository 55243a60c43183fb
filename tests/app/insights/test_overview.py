from datetime import UTC

from app.history.records import Vote
from app.insights.documents import document_use
from app.insights.overview import insights
from app.insights.votes import low_votes
from retriever.store import DocumentRecord
from tests.app.insights.asked_questions import abstained, answered, at, cite


def held(*sources):
    return [DocumentRecord(source, source.upper(), "main", "", 1, 1, 1, at(1)) for source in sources]


def test_documents_never_cited_stand_first_and_those_gone_from_the_library_are_named(ask):
    asked = [
        ask("a", at(2), answered("a", cite("b.txt"), cite("b.txt", marker=2), cite("gone.txt", marker=3))),
        ask("b", at(5), answered("b", cite("b.txt"))),
        ask("c", at(6), abstained("c", cite("a.txt"))),
    ]
    uses = document_use(asked, held("a.txt", "b.txt"))
    assert [(use.source, use.title, use.answers, use.last, use.is_held) for use in uses] == [
        ("a.txt", "A.TXT", 0, None, True),
        ("gone.txt", "Gone", 1, at(2), False),
        ("b.txt", "B.TXT", 2, at(5), True),
    ]


def test_low_votes_stand_newest_first_with_their_reasons(ask):
    asked = [
        ask("a", at(2), answered("a", cite("b.txt")), vote=Vote(False, "out of date")),
        ask("b", at(3), answered("b", cite("b.txt")), vote=Vote(True, "")),
        ask("c", at(4), abstained("c"), vote=Vote(False, "")),
    ]
    assert [(vote.question, vote.reason, vote.outcome, vote.documents) for vote in low_votes(asked)] == [
        ("c", "", "not_in_documents", ()),
        ("a", "out of date", "answered", ("B",)),
    ]


def test_insights_count_ended_questions_and_leave_out_those_being_answered(ask, embed):
    asked = [
        ask("leave a", at(9), answered("leave a", cite("b.txt"))),
        ask("parking", at(9), abstained("parking")),
        ask("parking too", at(10), failure="The index was locked."),
        ask("leave b", at(10)),
    ]
    found = insights(asked, held("b.txt"), embed, 7, at(10), UTC)
    assert (found.asked, found.answered) == (3, 1)
    assert [(topic.name, topic.times) for topic in found.unanswered] == [("parking too", 2)]
    assert [(topic.name, topic.times) for topic in found.topics] == [("parking too", 2), ("leave a", 1)]
    assert [day.asked for day in found.by_day] == [0, 0, 0, 0, 0, 2, 1]
