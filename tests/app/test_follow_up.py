"""Follow-up questions over invented documents of several organisations, and the laws every rewrite keeps."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.follow_up import MAX_ADDED_CHARS, search_context, standalone_question
from app.types import Turn


def dialogue(*texts):
    """Turns of user and assistant, one after the other."""
    return [Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(texts)]


BUDGET = dialogue("What is the programme budget for Kalvania?", "KALVANIA USD 38.7 M [1]")
PROJECT = dialogue("When did the Blue Horizon project start?", "It started in **March 2014** [1].")
LEAVE = dialogue("How many days of annual leave do staff get?", "Staff get 25 days a year [1].")
LICENCE = dialogue("How do I renew my fishing licence?", "Fill in form F-2 [1].")
TARN = dialogue("What does TARN stand for?", "Tidal Area Research Network (TARN) [1]")
POLICY = dialogue("What is the remote work policy?", "Staff may work away from the office two days a week [1].")
LEADER = dialogue("Who leads the Coastal Unit?", "**Ines Moreau** leads the Coastal Unit [1].")
OFFICES = dialogue("How many offices does the Marlow Trust have?", "The Trust has 12 offices [1].")
FUND = dialogue("What is the aim of the Harbour Fund?", "It pays for repairs of small harbours [1].")
AGENCIES = dialogue("Which agencies fund the Clean Rivers project?", "Three agencies fund it [1].")
VISA = dialogue("What is the fee for a visa?", "EUR 80 [1]")
UNKNOWN = dialogue("When was the Lindow Library founded?", "That is not in the documents.")
KALVANIA_THEN_ORLAND = [*BUDGET, *dialogue("And for Orland?", "ORLAND USD 62.4 M [1]")]
CEILING = dialogue("What is the hotel ceiling?", "The ceiling for a hotel room is EUR 130 a night. [1]")
STAFF_2018 = dialogue("How many staff were employed in 2018?", "310 [1]")
LARGER = dialogue("Which budget is larger, Orland's or Vesk's?", "VESK USD 62.4 M [1]")
KINDS_OF_LEAVE = dialogue("What is the difference between sick leave and annual leave?", "Notes and plans [1].")
LOST = dialogue("What happens if I lose my laptop?", "Report it within 4 hours. [1]")
CLASS = dialogue("Is business class allowed?", "Only on flights over nine hours [1]")
DEPOSIT = dialogue("How do I pay the account fee?", "A deposit is needed. Are you a new customer?")

REWRITTEN = {
    "another name after a preposition": (BUDGET, "And for Orland?", "What is the programme budget for Orland?"),
    "another name alone": (BUDGET, "and Orland?", "What is the programme budget for Orland?"),
    "a bare name with a question mark": (BUDGET, "Orland?", "What is the programme budget for Orland?"),
    "what about a name": (BUDGET, "What about Orland?", "What is the programme budget for Orland?"),
    "how about a name": (BUDGET, "How about Orland", "What is the programme budget for Orland?"),
    "two names for one": (BUDGET, "What about Orland and Vesk?", "What is the programme budget for Orland and Vesk?"),
    "a name of several words": (
        BUDGET,
        "And for the Republic of Vesk?",
        "What is the programme budget for the Republic of Vesk?",
    ),
    "a misspelt what": (BUDGET, "waht about Orland?", "What is the programme budget for Orland?"),
    "thanks before it": (BUDGET, "Ok, thanks. And for Orland?", "What is the programme budget for Orland?"),
    "chain of three names": (KALVANIA_THEN_ORLAND, "and Vesk?", "What is the programme budget for Vesk?"),
    "chain through a pronoun": (
        [*PROJECT, *dialogue("Who leads it?", "Ada Brook [1]")],
        "And who pays for it?",
        "Who pays for the Blue Horizon project?",
    ),
    "chain past thanks": (
        [*PROJECT, *dialogue("Thanks!", "You are welcome.")],
        "Where is it based?",
        "Where is the Blue Horizon project based?",
    ),
    "chain of a name and a year": (
        [*dialogue("How many ships did Orland build in 2018?", "12 [1]"), *dialogue("And in 2019?", "14 [1]")],
        "and Vesk?",
        "How many ships did Vesk build in 2019?",
    ),
    "another year": (
        dialogue("How many staff did we have in 2018?", "310 [1]"),
        "and in 2019?",
        "How many staff did we have in 2019?",
    ),
    "a year added": (
        dialogue("How many ships did Orland build?", "12 [1]"),
        "And in 2019?",
        "How many ships did Orland build in 2019?",
    ),
    "acronym for acronym, not for the country": (
        dialogue("What does TARN do in Orland?", "It measures tides [1]."),
        "And the WQB?",
        "What does the WQB do in Orland?",
    ),
    "country for country beside an acronym": (
        dialogue("What does TARN do in Orland?", "It measures tides [1]."),
        "And in Vesk?",
        "What does TARN do in Vesk?",
    ),
    "other persons": (LEAVE, "what about part-timers?", "How many days of annual leave do part-timers get?"),
    "other persons for the speaker": (
        dialogue("How many days of leave do I get?", "25 days [1]"),
        "What about interns?",
        "How many days of leave do interns get?",
    ),
    "another kind of the same noun": (LEAVE, "And sick leave?", "How many days of sick leave do staff get?"),
    "the same head noun with a name": (
        dialogue("When was the Lima office opened?", "In 1999 [1]."),
        "and the Quito office?",
        "When was the Quito office opened?",
    ),
    "noun after the same preposition": (VISA, "and for a work permit?", "What is the fee for a work permit?"),
    "noun without a preposition": (VISA, "what about a work permit?", "What is the fee for a work permit?"),
    "what nearly anything has": (PROJECT, "And the budget?", "What is the budget of the Blue Horizon project?"),
    "one attribute for another": (FUND, "and the scope?", "What is the scope of the Harbour Fund?"),
    "it as subject": (PROJECT, "Where is it based?", "Where is the Blue Horizon project based?"),
    "it as object": (PROJECT, "who leads it?", "Who leads the Blue Horizon project?"),
    "it for the thing, not its aim": (FUND, "When was it set up?", "When was the Harbour Fund set up?"),
    "it for an acronym": (TARN, "What does it do?", "What does TARN do?"),
    "that as pronoun": (
        dialogue("What is the TARN cluster?", "A group [1]."),
        "What does that stand for?",
        "What does the TARN cluster stand for?",
    ),
    "this as pronoun": (POLICY, "Is this binding?", "Is the remote work policy binding?"),
    "lower case and no question mark": (PROJECT, "when will it end", "When will the Blue Horizon project end?"),
    "its": (TARN, "what is its budget", "What is TARN's budget?"),
    "its before an ellipsis": (TARN, "And its members?", "What are TARN's members?"),
    "they for what was counted": (
        OFFICES,
        "Where are they located?",
        "Where are the offices of the Marlow Trust located?",
    ),
    "they for what was asked for": (
        AGENCIES,
        "Where are they based?",
        "Where are the agencies that fund the Clean Rivers project based?",
    ),
    "they for one body takes its verb": (
        dialogue("What is the Marlow Trust?", "A charity [1]."),
        "Do they accept donations?",
        "Does the Marlow Trust accept donations?",
    ),
    "she is the person of the answer": (LEADER, "When did she join?", "When did Ines Moreau join?"),
    "she without a name": (
        dialogue("Who leads the Coastal Unit?", "A director [1]."),
        "When was she appointed?",
        "When was the person who leads the Coastal Unit appointed?",
    ),
    "there": (
        dialogue("Where is the Lindow Library?", "On Quay Street [1]."),
        "Who works there?",
        "Who works at the Lindow Library?",
    ),
    "one": (
        dialogue("What is a parking permit?", "A card [1]."),
        "where do I get one?",
        "Where do I get a parking permit?",
    ),
    "the project that was named": (
        PROJECT,
        "how many countries does the project cover?",
        "How many countries does the Blue Horizon project cover?",
    ),
    "this policy": (POLICY, "Does this policy apply to interns?", "Does the remote work policy apply to interns?"),
    "the subject of a question without an answer": (UNKNOWN, "Who founded it?", "Who founded the Lindow Library?"),
    "a request as earlier turn": (
        dialogue("tell me about the travel policy", "It covers trips [1]."),
        "who does it apply to?",
        "Who does the travel policy apply to?",
    ),
    "tell me more": (PROJECT, "tell me more", "Tell me more about the Blue Horizon project."),
    "more about it": (TARN, "Can you tell me more about it?", "Tell me more about TARN."),
    "what else": (FUND, "What else?", "What else is there about the Harbour Fund?"),
    "why": (PROJECT, "why?", "Why did the Blue Horizon project start?"),
    "how so": (dialogue("Is the travel policy binding?", "Yes [1]."), "How so?", "Why is the travel policy binding?"),
    "where": (PROJECT, "Where?", "Where did the Blue Horizon project start?"),
    "since when": (LEADER, "since when?", "Who leads the Coastal Unit, and since when?"),
    "who": (VISA, "who?", "What is the fee for a visa, and who?"),
    "which ones": (
        dialogue("How many countries does the project cover?", "Nine [1]."),
        "Which ones?",
        "Which countries does the project cover?",
    ),
    "how many of another thing": (PROJECT, "How many members?", "How many members does the Blue Horizon project have?"),
    "how long an activity takes": (
        LICENCE,
        "How long does it take?",
        "How long does it take to renew my fishing licence?",
    ),
    "what an activity needs": (
        LICENCE,
        "What documents do I need?",
        "What documents do I need to renew my fishing licence?",
    ),
    "what nobody named": (TARN, "How do I apply?", "How do I apply for TARN?"),
    "more information": (
        dialogue("Who approves overtime?", "The manager [1]."),
        "Where can I get more information?",
        "Where can I get more information about overtime?",
    ),
    "another condition": (
        LICENCE,
        "What if I lost it?",
        "How do I renew my fishing licence if I lost my fishing licence?",
    ),
    "one condition for another": (
        dialogue("Can I travel if I am ill?", "No [1]."),
        "And if I am an intern?",
        "Can I travel if I am an intern?",
    ),
    "a lower-case name that nobody knows": (BUDGET, "and vesk?", "What is the programme budget for vesk?"),
    "the group that was named by its acronym": (
        dialogue("Who co-leads the WQB?", "Two agencies [1]."),
        "how often does the group meet?",
        "How often does the WQB meet?",
    ),
    "an activity as this": (
        dialogue("Can I work from abroad?", "For four weeks [1]."),
        "Who approves this?",
        "Who approves working from abroad?",
    ),
    "he is the director": (
        dialogue("Who is the director of the Coastal Unit?", "See the annex [1]."),
        "When was he appointed?",
        "When was the director of the Coastal Unit appointed?",
    ),
    "a plural takes a plural verb": (
        dialogue("What is the dress code?", "Plain [1]."),
        "thanks, and the parking rules?",
        "What are the parking rules?",
    ),
    "even for some": (dialogue("Is overtime paid?", "Yes [1]."), "Even for interns?", "Is overtime paid for interns?"),
    "at what rate": (dialogue("Is overtime paid?", "Yes [1]."), "At what rate?", "Is overtime paid, and at what rate?"),
    "by whom": (
        dialogue("Why was the fund created?", "For ports [1]."),
        "By whom?",
        "By whom was the fund created?",
    ),
    "a contraction": (
        dialogue("How do I book a meeting room?", "On the intranet [1]."),
        "what if it's full?",
        "How do I book a meeting room if a meeting room is full?",
    ),
    "them for two": (
        dialogue("What is the difference between TARN and WQB?", "Their tasks [1]."),
        "Which of them is older?",
        "Which of TARN and WQB is older?",
    ),
    "yes to the assistant's question": (DEPOSIT, "yes", "How do I pay the account fee? (Are you a new customer? Yes.)"),
    "other persons after for": (LEAVE, "and for part-timers?", "How many days of annual leave do part-timers get?"),
    "persons are not what a thing has": (CLASS, "what about directors?", "Is business class allowed for directors?"),
    "a year alone": (STAFF_2018, "2019?", "How many staff were employed in 2019?"),
    "the same for other persons": (
        LEAVE,
        "is it the same for interns?",
        "How many days of annual leave do interns get?",
    ),
    "the same applies to them": (
        dialogue("Who approves overtime?", "The manager [1]."),
        "Does the same apply to interns?",
        "Who approves overtime for interns?",
    ),
    "the same for a name": (BUDGET, "Is that also the same for Orland?", "What is the programme budget for Orland?"),
    "more details": (CEILING, "more details", "Tell me more about the hotel ceiling."),
    "go on": (CEILING, "go on", "Tell me more about the hotel ceiling."),
    "details alone": (CEILING, "details?", "Tell me more about the hotel ceiling."),
    "I don't understand": (CEILING, "I don't understand", "Tell me more about the hotel ceiling."),
    "more of what the answer is about": (
        dialogue("How much can I spend?", "The ceiling for a hotel room is EUR 130 a night. [1]"),
        "tell me more",
        "Tell me more about the ceiling for a hotel room.",
    ),
    "what that means": (CEILING, "what does that mean?", "What does the hotel ceiling mean?"),
    "an example": (CEILING, "for example?", "What is an example of the hotel ceiling?"),
    "after tell me more the question before it goes on": (
        [*CEILING, *dialogue("tell me more", "It holds for all grades [1].")],
        "and in Orland?",
        "What is the hotel ceiling in Orland?",
    ),
    "doubt asks again": (CEILING, "are you sure?", "What is the hotel ceiling?"),
    "its source asks again": (CEILING, "Where does it say that?", "What is the hotel ceiling?"),
    "why of a question with what": (LOST, "why?", "What happens if I lose my laptop, and why?"),
    "why is that": (CEILING, "Why is that?", "What is the hotel ceiling, and why?"),
    "why after since when": (
        [*LEADER, *dialogue("since when?", "2019 [1]")],
        "why?",
        "Who leads the Coastal Unit, and why?",
    ),
    "how long of what may be done": (
        dialogue("Can I work from abroad?", "With approval [1]."),
        "how long?",
        "How long can I work from abroad?",
    ),
    "how much of a thing": (CEILING, "how much?", "How much is the hotel ceiling?"),
    "how soon": (LOST, "how soon?", "What happens if I lose my laptop, and how soon?"),
    "in total of a thing": (
        dialogue("What is the daily allowance in Vesk?", "EUR 64 [1]"),
        "how much is that in total?",
        "How much is the daily allowance in Vesk in total?",
    ),
    "in total of what each has": (
        dialogue("How much does each office receive?", "EUR 5,000 [1]"),
        "How much is that in total?",
        "How much does each office receive in total?",
    ),
    "the case that was asked about": (LOST, "who do I tell?", "Who do I tell if I lose my laptop?"),
    "my phone for my laptop": (LOST, "and my phone?", "What happens if I lose my phone?"),
    "exceptions": (LEAVE, "any exceptions?", "What are the exceptions of annual leave?"),
    "the value of another after a comparison": (LARGER, "and for Kalvania?", "What is the budget for Kalvania?"),
    "the value of another after compare": (
        dialogue("Compare the budgets of Orland and Vesk", "VESK USD 62.4 M [1]"),
        "what about Kalvania?",
        "What is the budget for Kalvania?",
    ),
    "another for one of two kinds": (
        KINDS_OF_LEAVE,
        "and parental leave?",
        "What is the difference between parental leave and annual leave?",
    ),
    "compared the other way": (LARGER, "which is smaller?", "Which budget is smaller, Orland's or Vesk's?"),
    "which of the two": (
        KINDS_OF_LEAVE,
        "which one needs a certificate?",
        "Which of sick leave and annual leave needs a certificate?",
    ),
    "the latter": (KINDS_OF_LEAVE, "Does the latter need approval?", "Does annual leave need approval?"),
    "the budgets of two names": (
        dialogue("What are the budgets of Orland and Vesk?", "ORLAND USD 2.6 M [1]"),
        "and for Kalvania?",
        "What are the budgets of Kalvania?",
    ),
    "a role is no person": (
        dialogue("Who is the security officer?", "Security Officer: Nora Falk, extension 12 [1]"),
        "how do I reach her?",
        "How do I reach Nora Falk?",
    ),
    "they and there": (
        dialogue("What does TARN do in Orland?", "It measures tides [1]."),
        "do they have an office there?",
        "Does TARN have an office in Orland?",
    ),
    "corrected kind of leave": (
        dialogue("How many days of leave do I get?", "Sick leave: 10 days [1]"),
        "no, I meant annual leave",
        "How many days of annual leave do I get?",
    ),
    "corrected year": (STAFF_2018, "I said 2019", "How many staff were employed in 2019?"),
    "corrected year with the wrong one": (STAFF_2018, "2019, not 2018", "How many staff were employed in 2019?"),
    "no with the right name": (BUDGET, "No, for Orland", "What is the programme budget for Orland?"),
    "sorry with the right name": (BUDGET, "sorry, I mean Orland", "What is the programme budget for Orland?"),
    "not this but that": (LEAVE, "not annual leave, sick leave", "How many days of sick leave do staff get?"),
    "corrected persons": (
        dialogue("How many days of leave do I get?", "25 days [1]"),
        "actually I meant for interns",
        "How many days of leave do interns get?",
    ),
    "corrected to a question of its own": (VISA, "actually, how do I moor a boat?", "How do I moor a boat?"),
    "no to the assistant's question": (
        DEPOSIT,
        "No, I'm not.",
        "How do I pay the account fee? (Are you a new customer? No, I'm not.)",
    ),
}

UNCHANGED = {
    "a full question": (PROJECT, "What is the parental leave policy?"),
    "a full question with a name": (BUDGET, "How many staff does TARN have?"),
    "a full question of the same form": (BUDGET, "What is the programme budget for Orland?"),
    "expletive it with possible": (LICENCE, "Is it possible to park at the harbour?"),
    "expletive it with take": (LICENCE, "How long does it take to get a passport?"),
    "expletive it with cost": (LICENCE, "how much does it cost to moor a boat"),
    "expletive it with matter": (LICENCE, "Does it matter whether the boat is new?"),
    "that as conjunction": (PROJECT, "Is there a rule that boats must be insured?"),
    "that as relative pronoun": (PROJECT, "Which forms that staff sign are kept?"),
    "there is": (PROJECT, "Is there a dress code for harbour staff?"),
    "there are": (PROJECT, "how many lighthouses are there in Orland"),
    "it bound in the question": (BUDGET, "What is TARN and when did it begin?"),
    "its bound in the question": (BUDGET, "Does TARN publish its accounts?"),
    "they bound in the question": (BUDGET, "What must employees return when they leave?"),
    "it bound by an earlier sentence": (BUDGET, "I lost my boat key. Who can replace it?"),
    "a determiner of time": (PROJECT, "Which lighthouses open this year?"),
    "those who": (PROJECT, "What happens to those who sail without insurance?"),
    "thanks": (PROJECT, "Thanks a lot!"),
    "ok": (PROJECT, "ok"),
    "yes where nothing was asked": (BUDGET, "yes"),
    "keywords of another topic": (BUDGET, "sick leave carry over"),
    "a long situation with its own question": (
        PROJECT,
        "I am a nurse and moved here from Vesk in May with two children. Can I join the health scheme at once?",
    ),
    "the country code IT": (PROJECT, "What does the IT department maintain?"),
    "a definite noun with its own complement": (PROJECT, "Who pays the director of the museum?"),
    "a new topic after a greeting": (PROJECT, "Hello, how do I order a library card?"),
    "thanks and a new question": (PROJECT, "thanks! How do I order a library card?"),
    "a case that is told whole": (BUDGET, "What if my laptop was stolen from a locked car?"),
    "that it was wrong": (CEILING, "That's not what I asked"),
    "a contrast of its own": (LEAVE, "Is sick leave counted and not annual leave?"),
    "what alone": (CEILING, "what?"),
    "a statement with said": (VISA, "I asked the harbour and they said it is not allowed"),
    "a request on a new topic": (PROJECT, "Tell me about the parental leave policy."),
}


@pytest.mark.parametrize(("history", "question", "expected"), REWRITTEN.values(), ids=REWRITTEN)
def test_a_follow_up_becomes_the_question_it_stands_for(history, question, expected):
    assert standalone_question(question, history) == expected


@pytest.mark.parametrize(("history", "question"), UNCHANGED.values(), ids=UNCHANGED)
def test_a_question_that_stands_alone_stays_as_it_was_typed(history, question):
    assert standalone_question(question, history) is question


def test_a_question_in_the_middle_of_a_long_conversation_is_understood_from_the_turns_before_it():
    history = dialogue("What is the hotel ceiling?", "EUR 130 [1]") * 50 + PROJECT + LEAVE
    later = dialogue("What is the dress code?", "Plain [1].") * 48
    assert len(history + later) == 200
    assert (
        standalone_question("what about part-timers?", history) == "How many days of annual leave do part-timers get?"
    )
    assert standalone_question("and the parking rules?", history + later) == "What are the parking rules?"


def test_a_long_chain_of_names_goes_back_to_the_question_it_began_with():
    names = "Arda Bela Cora Dena Elva Faro Gala Hira Ilva Juno Kara Lona".split()
    chain = [turn for name in names for turn in dialogue(f"and {name}?", "USD 1 M [1]")]
    assert standalone_question("and Vesk?", BUDGET + chain) == "What is the programme budget for Vesk?"


@pytest.mark.parametrize(
    "history",
    [
        (),
        (Turn("assistant", "Hello."),),
        (Turn("user", ""), Turn("assistant", "")),
        (Turn("user", "   "), Turn("user", "???"), Turn("user", "_")),
        (Turn("assistant", "[1]"), Turn("assistant", "**"), Turn("user", "ok")),
    ],
    ids=["none", "only a greeting", "empty turns", "no words", "only marks"],
)
@pytest.mark.parametrize("question", ["and for Vesk?", "tell me more", "why?", "no, I meant 2019", ""])
def test_a_history_that_says_nothing_leaves_the_question_as_it_was(question, history):
    assert standalone_question(question, history) == question


def test_known_names_are_recognised_in_lower_case():
    history = dialogue("what is the yearly budget of the kalvania mission", "USD 38.7 M [1]")
    names = {"KALVANIA", "ORLAND", "Blue Horizon"}
    assert standalone_question("orland?", history, names) == "What is the yearly budget of the orland mission?"


def test_a_marked_quote_of_the_assistant_is_not_taken_for_its_question():
    history = dialogue("How do I pay the account fee?", "Who pays the fee? [1]")
    assert standalone_question("yes", history) == "yes"


def test_names_of_an_answer_that_was_not_found_are_not_used():
    history = dialogue("Who runs everything?", "I could not find this. Perhaps ask Nora Falk.")
    assert "Nora" not in standalone_question("When did she start?", history)


TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(
        st.sampled_from(
            "what about and for it its they there the project DTM Nepal is does if when one 2019 yes why "
            "? . , 's this".split()
        ),
        max_size=14,
    ).map(" ".join),
)
TURNS = st.lists(st.builds(Turn, role=st.sampled_from(["user", "assistant"]), content=TEXTS), max_size=6)


@given(question=TEXTS, history=TURNS, names=st.sets(TEXTS, max_size=3))
@settings(deadline=None)
def test_any_text_gives_the_same_bounded_text_twice(question, history, names):
    first = standalone_question(question, history, names)
    assert first == standalone_question(question, list(history), frozenset(names))
    assert len(first) <= len(question) + MAX_ADDED_CHARS


@given(question=TEXTS)
def test_without_a_history_the_question_is_returned(question):
    assert standalone_question(question, []) is question


WORDS_OF_OURS = set(
    "what is are of the for in and does do have tell me more about else there that person who why which a an at "
    "with".split()
)


@given(question=TEXTS, history=TURNS)
@settings(deadline=None)
def test_no_word_is_invented(question, history):
    said = " ".join([question, *(turn.content for turn in history)]).lower()
    rewritten = standalone_question(question, history)
    new = [word for word in re.findall(r"\w+", rewritten.lower()) if word not in WORDS_OF_OURS]
    assert all(word in said for word in new) or rewritten is question


def test_a_rewrite_takes_about_a_millisecond():
    history = KALVANIA_THEN_ORLAND * 4
    standalone_question("And Vesk?", history)
    started = time.thread_time()
    for _ in range(50):
        standalone_question("And Vesk?", history)
    assert (time.thread_time() - started) / 50 < 0.01


def test_search_context_holds_the_words_of_the_conversation():
    context = search_context("Where is it based?", "Where is the Blue Horizon project based?", PROJECT).split()
    assert context == ["start", "started", "March"]


def test_search_context_holds_each_word_once():
    assert search_context("And Vesk?", "What is the programme budget for Vesk?", KALVANIA_THEN_ORLAND).split() == [
        "Kalvania",
        "Orland",
        "USD",
        "38.7",
        "M",
        "62.4",
    ]


def test_search_context_is_empty_where_the_conversation_is():
    assert search_context("What is TARN?", "What is TARN?", []) == ""


def test_search_context_is_empty_after_a_greeting():
    assert search_context("Hello, what is TARN?", "Hello, what is TARN?", PROJECT) == ""


def test_search_context_leaves_out_answers_that_were_not_found():
    assert "documents" not in search_context("Who founded it?", "Who founded the Lindow Library?", UNKNOWN)
