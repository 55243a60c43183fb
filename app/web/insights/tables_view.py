"""The tables of the insights as HTML: topics with their questions, low votes, documents."""

from collections.abc import Collection, Sequence
from datetime import datetime
from html import escape
from urllib.parse import quote

from app.insights.outcomes import OUTCOME_WORDS
from app.insights.records import AskedQuestion, DocumentUse, LowVote, NearDocument, Topic
from app.insights.tables import percent
from app.insights.topics import question_key
from app.web.document_path import document_path
from app.web.insights.plots import share_svg
from app.web.insights.wording import count_words, day_words, local_day

# Rows on the page; the CSV holds them all.
ROWS_SHOWN = 12
QUESTIONS_SHOWN = 20


def topics_html(topics: Sequence[Topic], golden: Collection[str], *, answered: bool) -> str:
    """The topics, most asked first, each opening to its questions.

    Args:
        topics: In order.
        golden: The `question_key` of each golden question.
        answered: Whether to show the share answered, instead of why they were not.
    """
    if not topics:
        return '<p class="none">Every question was answered.</p>'
    most = max(topic.times for topic in topics)
    heads = ("Topic", "Asked", "First", "Last", "Answered" if answered else "Why", "Documents")
    rows = "".join(_topic_row(topic, most, golden, answered=answered) for topic in topics[:ROWS_SHOWN])
    return _table("insights-topics", heads, rows) + _more(len(topics) - ROWS_SHOWN, "topic")


def low_votes_html(votes: Sequence[LowVote], golden: Collection[str]) -> str:
    """The answers that were voted down, newest first."""
    if not votes:
        return '<p class="none">No answer was voted down.</p>'
    rows = "".join(_vote_row(vote, golden) for vote in votes[:ROWS_SHOWN])
    return _table("insights-votes", ("Question", "Reason given", "Answer", "Asked"), rows) + _more(
        len(votes) - ROWS_SHOWN, "low vote"
    )


def documents_html(uses: Sequence[DocumentUse]) -> str:
    """The documents that are never cited, then the others, most cited first."""
    never = [use for use in uses if not use.answers]
    cited = [use for use in reversed(uses) if use.answers]
    return _never_cited(never) + _cited(cited)


def _topic_row(topic: Topic, most: int, golden: Collection[str], *, answered: bool) -> str:
    why = percent(topic.answered, topic.times) if answered else _outcomes(topic)
    questions = "".join(_question_item(question, golden) for question in topic.questions[:QUESTIONS_SHOWN])
    return (
        f'<tr><th scope="row" data-head="Topic"><details><summary dir="auto">{escape(topic.name)}</summary>'
        f"<ul>{questions}</ul>{_more(len(topic.questions) - QUESTIONS_SHOWN, 'question')}</details></th>"
        f'<td data-head="Asked" class="times"><span>{topic.times:,}</span>{share_svg(topic.times, most)}</td>'
        f'<td data-head="First">{_day(topic.first)}</td><td data-head="Last">{_day(topic.last)}</td>'
        f'<td data-head="{"Answered" if answered else "Why"}">{why}</td>'
        f'<td data-head="Documents">{_documents(topic.documents)}</td></tr>'
    )


def _outcomes(topic: Topic) -> str:
    if len(topic.outcomes) == 1:
        return OUTCOME_WORDS[topic.outcomes[0][0]]
    return "<br>".join(f"{OUTCOME_WORDS[reason]} ({times:,})" for reason, times in topic.outcomes)


def _question_item(question: AskedQuestion, golden: Collection[str]) -> str:
    times = f"asked {question.times:,} times, last on" if question.times > 1 else "asked on"
    return (
        f'<li><p class="asked-words" dir="auto">{escape(question.text)}</p>'
        f"{_understood(question.text, question.standalone)}"
        f'<p class="note">{times} {_day(question.last)}; {OUTCOME_WORDS[question.outcome]}</p>'
        f"{_actions(question.exchange_id, question.standalone, golden)}</li>"
    )


def _vote_row(vote: LowVote, golden: Collection[str]) -> str:
    answer = escape(vote.answer) if vote.answer else OUTCOME_WORDS[vote.outcome]
    return (
        f'<tr><th scope="row" data-head="Question"><p class="asked-words" dir="auto">{escape(vote.question)}</p>'
        f"{_understood(vote.question, vote.standalone)}{_actions(vote.exchange_id, vote.standalone, golden)}</th>"
        f'<td data-head="Reason given"><p class="reason-words" dir="auto">{escape(vote.reason) or "–"}</p></td>'
        f'<td data-head="Answer"><p class="answer-words" dir="auto">{answer}</p></td>'
        f'<td data-head="Asked">{_day(vote.asked_at)}</td></tr>'
    )


def _understood(typed: str, standalone: str) -> str:
    if question_key(typed) == question_key(standalone):
        return ""
    return f'<p class="note" dir="auto">understood as: {escape(standalone)}</p>'


def _actions(exchange_id: str, standalone: str, golden: Collection[str]) -> str:
    """What can be done with a question: ask it again, make it a golden one."""
    words, key = escape(standalone), escape(question_key(standalone))
    again = f'<a class="plain" href="./?ask={quote(standalone)}" data-ask="{words}">Ask it again</a>'
    if question_key(standalone) in golden:
        return f'<p class="insights-actions">{again}<span class="is-golden">Golden question</span></p>'
    return (
        f'<p class="insights-actions">{again}<button type="button" class="plain" data-golden="{escape(exchange_id)}" '
        f'data-key="{key}">Make a golden question</button></p>'
    )


def _never_cited(never: Sequence[DocumentUse]) -> str:
    if not never:
        return ""
    items = "".join(f"<li>{_link(use.source, use.title)}</li>" for use in never)
    return (
        f'<details class="never"><summary>{count_words(len(never), "document")} never cited</summary>'
        f"<ul>{items}</ul></details>"
    )


def _cited(cited: Sequence[DocumentUse]) -> str:
    if not cited:
        return ""
    most = cited[0].answers
    rows = "".join(_document_row(use, most) for use in cited[:ROWS_SHOWN])
    heads = ("Document", "Answers that cite it", "Last cited")
    return _table("insights-documents", heads, rows) + _more(len(cited) - ROWS_SHOWN, "document")


def _document_row(use: DocumentUse, most: int) -> str:
    name = _link(use.source, use.title) if use.is_held else f"{escape(use.title)} (no longer in the library)"
    last = _day(use.last) if use.last else "–"
    return (
        f'<tr><th scope="row" data-head="Document" dir="auto">{name}</th>'
        f'<td data-head="Answers that cite it" class="times"><span>{use.answers:,}</span>'
        f'{share_svg(use.answers, most)}</td><td data-head="Last cited">{last}</td></tr>'
    )


def _documents(documents: Sequence[NearDocument]) -> str:
    return "".join(f'<p class="one-line">{_link(one.source, one.title)}</p>' for one in documents) or "–"


def _link(source: str, title: str) -> str:
    words = escape(title or source)
    return f'<a href="{document_path(source)}" data-document dir="auto" title="{words}">{words}</a>'


def _day(moment: datetime) -> str:
    day = local_day(moment)
    return f'<time datetime="{day.isoformat()}">{day_words(day)}</time>'


def _table(name: str, heads: Sequence[str], rows: str) -> str:
    columns = "".join(f'<th scope="col">{head}</th>' for head in heads)
    return f'<table class="insights-table {name}"><thead><tr>{columns}</tr></thead><tbody>{rows}</tbody></table>'


def _more(left_out: int, thing: str) -> str:
    return f'<p class="note">{count_words(left_out, f"more {thing}")} in the CSV.</p>' if left_out > 0 else ""
