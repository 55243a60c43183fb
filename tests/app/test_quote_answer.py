"""Which statements are quoted."""

from dataclasses import replace

from app.quote_answer import closest, quote_answer
from app.quoted import MAX_WORDS
from retriever.types import Document, Evidence, Hit, Passage, Section, Statement, StatementKind


def passage(text: str, spans: list[tuple[str, StatementKind]], lead: str | None = None, start: int = 0) -> Passage:
    """A passage at an offset of its document, its statements given by their words."""
    lead_span = None
    if lead is not None:
        lead_span = (start + text.index(lead), start + text.index(lead) + len(lead))
    statements = tuple(
        Statement(
            start + text.index(words),
            start + text.index(words) + len(words),
            kind,
            lead_span if kind is StatementKind.ITEM else None,
        )
        for words, kind in spans
    )
    return Passage("id" + text[:8], "a.txt", "A", ("Heading",), start, start + len(text), text, statements)


def evidence(held: Passage, place: int, probability: float, short: str | None = None) -> Evidence:
    span = None
    if short:
        offset = held.start + held.text.index(short)
        span = (offset, offset + len(short))
    return Evidence(held, held.statements[place], probability, span)


def quoted(question: str, *found: Evidence, of: Document | None = None) -> list[str]:
    """The words quoted in answer to a question, from the documents of the evidence."""
    return [one.citation.quote for one in quote_answer(question, found, lambda _: of or document(found[0].passage))]


def document(*passages: Passage) -> Document:
    """A document of one section that holds the passages at their places."""
    end = max(held.end for held in passages)
    text = " " * end
    for held in passages:
        text = text[: held.start] + held.text + text[held.end :]
    statements = tuple(statement for held in passages for statement in held.statements)
    return Document("a.txt", "A", text, (Section(("Heading",), 0, end, statements),), "hash")


SENTENCE, ITEM, FACT = StatementKind.SENTENCE, StatementKind.ITEM, StatementKind.FACT
BUDGETS = passage(
    "NEPAL\nUSD 2.6 M\n\nFIJI\nUSD 1.2 M", [("NEPAL\nUSD 2.6 M", FACT), ("FIJI\nUSD 1.2 M", FACT)], start=40
)
STEPS_TEXT = "To join you need:\n- a signed contract with us\n- a laptop that is encrypted\n- an hour with your mentor"
STEPS = passage(
    STEPS_TEXT,
    [
        ("To join you need:", SENTENCE),
        ("a signed contract with us", ITEM),
        ("a laptop that is encrypted", ITEM),
        ("an hour with your mentor", ITEM),
    ],
    lead="To join you need:",
)


def test_a_fact_is_answered_by_one_statement():
    found = [evidence(BUDGETS, 1, 0.9, "USD 1.2 M"), evidence(BUDGETS, 0, 0.8)]
    (only,) = quote_answer("What is Fiji's budget?", found, lambda _: document(BUDGETS))
    assert (only.citation.quote, only.short) == ("FIJI\nUSD 1.2 M", "USD 1.2 M")
    assert (only.citation.start, only.citation.end) == (57, 71)


def test_both_names_of_a_question_are_quoted():
    question = "Is the budget of Fiji or Nepal larger?"
    assert quoted(question, evidence(BUDGETS, 1, 0.9), evidence(BUDGETS, 0, 0.4)) == [
        "FIJI\nUSD 1.2 M",
        "NEPAL\nUSD 2.6 M",
    ]


def test_a_list_question_gets_the_whole_list_with_its_lead():
    assert quoted("What are the things I need to join?", evidence(STEPS, 2, 0.9)) == [STEPS_TEXT]


def test_a_list_comes_whole_from_several_passages():
    last = replace(STEPS, id="last", statements=STEPS.statements[3:])
    assert quoted("What are the things I need to join?", evidence(last, 0, 0.9), of=document(STEPS)) == [STEPS_TEXT]


def test_other_questions_get_the_item_alone():
    assert quoted("Does my laptop need anything?", evidence(STEPS, 2, 0.9)) == ["a laptop that is encrypted"]


def test_an_unlikely_further_statement_is_left_out():
    held = passage("It is so. It is not.", [("It is so.", SENTENCE), ("It is not.", SENTENCE)])
    assert len(quoted("Is it?", evidence(held, 0, 0.9), evidence(held, 1, 0.3))) == 1
    assert len(quoted("Is it?", evidence(held, 0, 0.9), evidence(held, 1, 0.4))) == 2


def test_of_a_long_list_only_the_passage_is_quoted():
    lead, items = "You need:", [f"item {number} {'word ' * 40}end;" for number in range(6)]
    kinds = [(lead, SENTENCE), *((item, ITEM) for item in items)]
    held = passage("\n".join([lead, *items]), kinds, lead=lead)
    last = replace(held, id="last", statements=held.statements[5:])
    (quote,) = quoted("What are the things I need?", evidence(last, 1, 0.9), of=document(held))
    assert quote == f"{items[4]}\n{items[5]}"


def test_an_answer_is_never_a_wall_of_text():
    long = " ".join(["word"] * 70) + "."
    held = passage(f"{long} {long[:-1]}!", [(long, SENTENCE), (f"{long[:-1]}!", SENTENCE)])
    quotes = quoted("Is it?", evidence(held, 0, 0.9), evidence(held, 1, 0.9))
    assert sum(len(quote.split()) for quote in quotes) <= MAX_WORDS


def test_an_exception_follows_its_rule():
    text = "Leave is granted on request. However, nobody may leave during the audit."
    rule, limit = "Leave is granted on request.", "However, nobody may leave during the audit."
    held = passage(text, [(rule, SENTENCE), (limit, SENTENCE)])
    assert quoted("Can I have leave?", evidence(held, 0, 0.9)) == [rule, limit]


def test_a_rule_with_an_exception_has_no_short_answer_to_yes_or_no():
    rule, limit = "You may park for two hours.", "However, lorries may never park."
    held = passage(f"{rule} {limit}", [(rule, SENTENCE), (limit, SENTENCE)])
    found = [evidence(held, 0, 0.9, "two hours")]
    shorts = {
        question: [one.short for one in quote_answer(question, found, lambda _: document(held))]
        for question in ("May I park my lorry?", "How long may I park?")
    }
    assert shorts == {"May I park my lorry?": [None, None], "How long may I park?": ["two hours", None]}


def test_a_list_whose_items_are_likely_together_comes_whole():
    found = [evidence(STEPS, place, likely) for place, likely in ((2, 0.4), (1, 0.15), (3, 0.1))]
    assert quoted("How do I join?", *found) == [STEPS_TEXT]
    assert quoted("How do I join?", replace(found[0], probability=0.9), *found[1:]) == ["a laptop that is encrypted"]


GRADES_TEXT = "Staff are paid by grade:\n\nA1: USD 300\nA2: USD 350\nB1: USD 500"
GRADES = passage(
    GRADES_TEXT,
    [
        ("Staff are paid by grade:", SENTENCE),
        ("A1: USD 300", FACT),
        ("A2: USD 350", FACT),
        ("B1: USD 500", FACT),
    ],
)


def test_a_table_asked_for_as_a_whole_comes_whole():
    assert quoted("What are the grades?", evidence(GRADES, 2, 0.9)) == ["A1: USD 300\nA2: USD 350\nB1: USD 500"]


def test_a_row_asked_for_by_its_name_comes_alone():
    assert quoted("What are the payments of grade A2?", evidence(GRADES, 2, 0.9)) == ["A2: USD 350"]


def test_a_table_about_something_else_does_not_come_whole():
    assert quoted("What are the holidays?", evidence(GRADES, 2, 0.9)) == ["A2: USD 350"]


def test_closest_shows_each_passage_once():
    shown = closest([evidence(STEPS, 1, 0.3), evidence(STEPS, 2, 0.2), evidence(BUDGETS, 0, 0.1)], [], 3)
    assert [citation.quote for citation in shown] == ["a signed contract with us", "NEPAL\nUSD 2.6 M"]


def test_passages_that_were_not_read_follow_with_their_most_similar_statement():
    hits = [Hit(STEPS, 1.0), Hit(BUDGETS, 0.9, statement_similarities=(0.1, 0.4))]
    shown = closest([evidence(STEPS, 1, 0.3)], hits, 3)
    assert [citation.quote for citation in shown] == ["a signed contract with us", "FIJI\nUSD 1.2 M"]
