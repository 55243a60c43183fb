"""Who gets a written answer, who a quoted one, and what it costs them."""

from contextlib import contextmanager
from datetime import UTC, datetime
from threading import Event

import pytest

from app.answering import ALLOWANCE_SPENT, Answering, Asked
from app.chat.records import Stopped
from app.history.store import History
from app.types import Abstention, Answer, Citation, Claim, Excerpt, Turn, Usage
from app.written.allowance import DailyAllowance
from app.written.records import Found, Rewritten

CITATION = Citation(1, "a.md", "A", (), None, 0, 5, "Five.")
QUOTED = Answer("How many?", "How many?", "Five. [1]", 0.9, {"total": 1.0}, (Claim("Five.", (1,)),), (CITATION,))
WRITTEN = Answer(
    "How many?", "How many?", "It is five. [1]", 0.9, {"total": 9.0}, (Claim("It is five.", (1,)),), (CITATION,),
    mode="written", model="scripted:chat", usage=Usage(10, 5, 1),
)  # fmt: skip


class Assistant:
    """Finds the same for every question, and notes how it was asked."""

    def __init__(self, answer=QUOTED):
        self.given = answer
        self.made_whole = []

    def ask(self, question, history=(), collections=None, as_understood=None):
        return self.given

    def find(self, question, history=(), collections=None, as_understood=None, *, made_whole=None):
        self.made_whole.append(made_whole)
        return Found(self.given, (Excerpt(CITATION),))


class Writer:
    """Writes the same for every question."""

    class chat:  # noqa: N801
        name = "scripted:chat"

    def __init__(self, answers=(WRITTEN,), rewritten=None):
        self.answers = answers
        self.rewritten = rewritten

    def made_whole(self, question, history, stop):
        return self.rewritten

    def write(self, found, stop):
        if stop.is_set():
            raise Stopped(Usage(10, 1, 1))
        yield from (found.answer,) if found.answer.abstention else self.answers


@pytest.fixture
def spending(tmp_path):
    history = History(f"sqlite:///{tmp_path / 'history.sqlite3'}", now=lambda: datetime(2026, 5, 1, tzinfo=UTC))
    yield history.spending
    history.close()


def test_without_a_chat_model_the_answer_is_quoted():
    answering = Answering(Assistant())
    assert [*answering.answer(Asked("How many?"))] == [QUOTED]
    assert answering.model is None


@pytest.mark.parametrize(("mode", "given"), [(None, WRITTEN), ("written", WRITTEN), ("quoted", QUOTED)])
def test_with_a_chat_model_a_person_may_have_either(mode, given):
    answering = Answering(Assistant(), Writer())
    assert answering.whole(Asked("How many?", mode=mode)) == given
    assert answering.model == "scripted:chat"


def test_each_whole_answer_is_told_once():
    told = []
    [*Answering(Assistant(), Writer([QUOTED, WRITTEN]), told=told.append).answer(Asked("How many?"))]
    assert told == [WRITTEN]


def test_a_person_whose_allowance_is_used_up_gets_the_quoted_answer(spending):
    answering = Answering(Assistant(), Writer(), DailyAllowance(spending, tokens=20))
    modes = [answering.whole(Asked("How many?", person="ana")).mode for _ in range(3)]
    assert modes == ["written", "written", "quoted"]
    assert answering.whole(Asked("How many?", person="ana")).fallback.startswith(ALLOWANCE_SPENT)
    assert answering.whole(Asked("How many?", person="ben")).mode == "written"
    assert spending.spent("ana") == 30


def test_an_abstention_is_the_same_where_the_allowance_is_used_up(spending):
    abstained = Answer("Who?", "Who?", "The documents do not say.", 0.1, {}, abstention=Abstention("not_in_documents"))
    answering = Answering(Assistant(abstained), Writer(), DailyAllowance(spending, tokens=0))
    assert answering.whole(Asked("Who?")) == abstained


def test_what_a_stopped_answer_cost_is_counted(spending):
    stop = Event()
    answering = Answering(Assistant(), StoppingWriter(stop), DailyAllowance(spending, tokens=100))
    with pytest.raises(Stopped):
        [*answering.answer(Asked("How many?", person="ana"), stop)]
    assert spending.spent("ana") == 11


class StoppingWriter(Writer):
    """Is stopped as soon as it begins to write."""

    def __init__(self, stop):
        super().__init__()
        self.stop = stop

    def write(self, found, stop):
        self.stop.set()
        yield from super().write(found, stop)


def test_an_answer_that_nobody_waits_for_any_more_is_not_begun():
    stop = Event()
    stop.set()
    with pytest.raises(Stopped):
        [*Answering(Assistant()).answer(Asked("How many?"), stop)]


def test_the_documents_are_searched_in_turn_but_not_while_the_model_writes():
    entered = []

    @contextmanager
    def turn():
        entered.append("in")
        yield
        entered.append("out")

    answers = Answering(Assistant(), Writer(), turn=turn).answer(Asked("How many?"))
    next(answers)
    assert entered == ["in", "out"]


def test_a_question_that_the_model_made_whole_is_searched_and_its_cost_is_added():
    assistant = Assistant()
    writer = Writer(rewritten=Rewritten("How many days?", Usage(3, 2, 1)))
    answer = Answering(assistant, writer).whole(Asked("And days?", history=(Turn("user", "How many?"),)))
    assert assistant.made_whole == ["How many days?"]
    assert answer.usage == Usage(13, 7, 2)


def test_what_was_used_before_today_is_forgotten(tmp_path):
    days = iter([datetime(2026, 5, 1, 23, tzinfo=UTC), *[datetime(2026, 5, 2, 1, tzinfo=UTC)] * 3])
    history = History(f"sqlite:///{tmp_path / 'history.sqlite3'}", now=lambda: next(days))
    history.spending.spend("ana", 100)
    assert history.spending.spent("ana") == 0
    history.spending.spend("ana", 5)
    assert history.spending.spent("ana") == 5
    history.close()
