"""Topics of questions made by hand, whose vectors go by their first word."""

from app.history.records import Vote
from app.insights.records import NearDocument
from app.insights.topics import question_key, topics
from tests.app.insights.asked_questions import abstained, answered, at, cite


def test_a_topic_counts_its_questions_and_names_their_first_and_last_day(ask, embed):
    asked = [
        ask("leave for interns", at(3), abstained("leave for interns")),
        ask("parking", at(4), abstained("parking")),
        ask("Leave for interns?", at(9), abstained("Leave for interns?")),
        ask("leave abroad", at(5), failure="The index was locked."),
    ]
    leave, parking = topics(asked, embed)
    assert (leave.times, leave.first, leave.last) == (3, at(3), at(9))
    assert leave.outcomes == (("not_in_documents", 2), ("failed", 1))
    assert [(one.text, one.times, one.exchange_id) for one in leave.questions] == [
        ("Leave for interns?", 2, "q3"),
        ("leave abroad", 1, "q4"),
    ]
    assert (parking.name, parking.times) == ("parking", 1)


def test_of_equally_central_questions_the_latest_names_the_topic(ask, embed):
    asked = [ask(text, at(day)) for day, text in enumerate(["leave a", "leave b", "leave b", "leave c"], start=1)]
    # All three wordings have the same vector.
    assert topics(asked, embed)[0].name == "leave c"


def test_a_question_keeps_its_typed_words_and_is_grouped_by_what_was_understood(ask, embed):
    asked = [
        ask("leave for interns", at(1)),
        ask("and for drivers?", at(2), standalone="leave for drivers"),
    ]
    (topic,) = topics(asked, embed)
    assert {(one.text, one.standalone) for one in topic.questions} == {
        ("leave for interns", "leave for interns"),
        ("and for drivers?", "leave for drivers"),
    }


def test_the_documents_of_a_topic_are_those_cited_or_nearest_each_question_counted_once(ask, embed):
    asked = [
        ask("leave a", at(1), answered("leave a", cite("staff.txt"), cite("staff.txt", marker=2))),
        ask("leave b", at(2), abstained("leave b", cite("staff.txt"), cite("travel.txt"))),
    ]
    (topic,) = topics(asked, embed)
    assert topic.documents == (NearDocument("staff.txt", "Staff", 2), NearDocument("travel.txt", "Travel", 1))
    assert topic.answered == 1


def test_low_votes_of_a_topic_are_counted(ask, embed):
    asked = [ask("leave a", at(1), vote=Vote(False)), ask("leave b", at(2), vote=Vote(True))]
    assert topics(asked, embed)[0].low_votes == 1


def test_topics_asked_as_often_stand_with_the_latest_first(ask, embed):
    asked = [ask("leave", at(1)), ask("parking", at(3)), ask("travel", at(2))]
    assert [topic.name for topic in topics(asked, embed)] == ["parking", "travel", "leave"]


def test_the_order_in_which_questions_arrive_does_not_count(ask, embed):
    asked = [ask(text, at(day)) for day, text in enumerate(["leave a", "travel b", "leave c", "leave a"], start=1)]
    assert topics(asked, embed) == topics(asked[::-1], embed)


def test_no_questions_make_no_topics(embed):
    assert topics([], embed) == []


def test_questions_without_words_differ_by_their_signs():
    assert question_key("???") != question_key("🙂")
