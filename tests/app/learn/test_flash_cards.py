from app.learn.blanks import name_to_ask, number_to_ask
from app.learn.flash_cards import flash_cards
from app.learn.glossary import glossary
from app.learn.records import BLANK

GUIDE = """# Harbour guide

The Port Safety Team (PST) was founded by Rosa Lindqvist.

## Berths

A berth is a place that one ship can lie at. Ships must book a berth 12 hours before they arrive.
It costs EUR 40. Late ships pay a fine of EUR 300 to the harbour office.

## Fees

| Size | Fee |
|---|---|
| Small | EUR 40 |
| Large | EUR 90 |
"""


def cards_of(*documents):
    return flash_cards(documents, glossary(documents))


def faces(cards):
    return {card.front: card.answer for card in cards}


def test_cards_ask_for_long_forms_definitions_numbers_and_names(written):
    assert faces(cards_of(written(GUIDE))) == {
        "What does PST stand for?": "Port Safety Team",
        f"The Port Safety Team (PST) was founded by {BLANK}.": "Rosa Lindqvist",
        "What is meant by “berth”?": "a place that one ship can lie at",
        f"Ships must book a berth {BLANK} hours before they arrive.": "12",
        f"Late ships pay a fine of {BLANK} to the harbour office.": "EUR 300",
        f"Size: Small · Fee: {BLANK}": "EUR 40",
        f"Size: Large · Fee: {BLANK}": "EUR 90",
    }


def test_the_answer_stands_in_the_quote_that_the_card_cites(written):
    document = written(GUIDE)
    for card in cards_of(document):
        assert card.answer in " ".join(card.citation.quote.split())
        assert document.text[card.citation.start : card.citation.end] == card.citation.quote


def test_a_question_with_two_answers_in_the_documents_is_left_out(written):
    old = written("A breach must be reported to the board within 48 hours.", "old.txt")
    new = written("A breach must be reported to the board within 24 hours.", "new.txt")
    assert cards_of(old, new) == []


def test_an_acronym_with_two_long_forms_is_not_asked(written):
    text = "The Port Safety Team (PST) dives. Pacific Standard Time (PST) is used on deck."
    assert "What does PST stand for?" not in faces(cards_of(written(text)))


def test_no_two_cards_have_the_same_front(written):
    text = "Ships must book a berth 12 hours before they arrive."
    assert len(cards_of(written(text, "a.txt"), written(text, "b.txt"))) == 1


def test_cards_come_in_turn_from_each_document(written):
    first = written(
        "Ropes are changed every 6 months by the crew.\n\nDecks are washed twice in 24 hours by night.", "a.txt"
    )
    second = written("Lamps are tested every 9 days by the master.", "b.txt")
    assert [card.citation.source for card in cards_of(first, second)] == ["a.txt", "b.txt", "a.txt"]


def test_a_limit_is_kept(written):
    document = written(GUIDE)
    assert len(flash_cards([document], glossary([document]), limit=3)) == 3


def test_cards_of_the_brief_are_many_distinct_and_the_same_each_time(brief_document):
    cards = cards_of(brief_document)
    assert cards == cards_of(brief_document)
    assert len(cards) == 60
    assert len({card.front for card in cards}) == len({card.key for card in cards}) == 60
    assert {card.kind for card in cards} >= {"acronym", "definition", "number"}


def test_the_number_asked_for_is_the_telling_one():
    def asked(text):
        span = number_to_ask(text)
        return span and text[slice(*span)]

    assert asked("IOM was founded in 1951 and had 174 members.") == "174"
    assert asked("Salaries are paid up to EUR 2,500 a month.") == "EUR 2,500"
    assert asked("About 97% of moves were caused by storms.") == "97%"
    assert asked("It was approved on 12 November 2024 by all.") == "12 November 2024"
    assert asked("See section 3 of the annex.") is None
    assert asked("Of 30 ships, 30 were late.") is None


def test_a_name_is_asked_for_only_where_it_is_the_only_one():
    ordinary = frozenset("the office is in and opened with staff from".split())

    def asked(text):
        span = name_to_ask(text, ordinary)
        return span and text[slice(*span)]

    assert asked("The office is based in Bangkok.") == "Bangkok"
    assert asked("The office opened in Nairobi, Manila and Panama.") is None
    assert asked("Opened in Geneva with staff from Amman.") is None
