"""Which statements are quoted."""

from app.quote_answer import MAX_WORDS, closest, quote_answer
from retriever.types import Evidence, Hit, Passage, Statement, StatementKind


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
    quotes = quote_answer("What is Fiji's budget?", [evidence(BUDGETS, 1, 0.9, "USD 1.2 M"), evidence(BUDGETS, 0, 0.8)])
    assert [quoted.citation.quote for quoted in quotes] == ["FIJI\nUSD 1.2 M"]
    assert quotes[0].short == "USD 1.2 M"
    assert (quotes[0].citation.start, quotes[0].citation.end) == (57, 71)


def test_both_halves_of_a_comparison_are_quoted():
    quotes = quote_answer(
        "Is the budget of Fiji or Nepal larger?", [evidence(BUDGETS, 1, 0.9), evidence(BUDGETS, 0, 0.4)]
    )
    assert [quoted.citation.quote for quoted in quotes] == ["FIJI\nUSD 1.2 M", "NEPAL\nUSD 2.6 M"]


def test_a_list_question_gets_the_whole_list_with_its_lead():
    quotes = quote_answer("What are the things I need to join?", [evidence(STEPS, 2, 0.9)])
    assert [quoted.citation.quote for quoted in quotes] == [STEPS_TEXT]


def test_other_questions_get_the_item_alone():
    quotes = quote_answer("Does my laptop need anything?", [evidence(STEPS, 2, 0.9)])
    assert [quoted.citation.quote for quoted in quotes] == ["a laptop that is encrypted"]


def test_an_unlikely_further_statement_is_left_out():
    held = passage("It is so. It is not.", [("It is so.", SENTENCE), ("It is not.", SENTENCE)])
    assert len(quote_answer("Is it?", [evidence(held, 0, 0.9), evidence(held, 1, 0.3)])) == 1
    assert len(quote_answer("Is it?", [evidence(held, 0, 0.9), evidence(held, 1, 0.4)])) == 2


def test_an_answer_is_never_a_wall_of_text():
    long = " ".join(["word"] * 70) + "."
    held = passage(f"{long} {long[:-1]}!", [(long, SENTENCE), (f"{long[:-1]}!", SENTENCE)])
    quotes = quote_answer("Is it?", [evidence(held, 0, 0.9), evidence(held, 1, 0.9)])
    assert sum(len(quoted.citation.quote.split()) for quoted in quotes) <= MAX_WORDS


def test_closest_shows_each_passage_once():
    shown = closest([evidence(STEPS, 1, 0.3), evidence(STEPS, 2, 0.2), evidence(BUDGETS, 0, 0.1)], [], 3)
    assert [citation.quote for citation in shown] == ["a signed contract with us", "NEPAL\nUSD 2.6 M"]


def test_passages_that_were_not_read_follow_with_their_most_similar_statement():
    hits = [Hit(STEPS, 1.0), Hit(BUDGETS, 0.9, statement_similarities=(0.1, 0.4))]
    shown = closest([evidence(STEPS, 1, 0.3)], hits, 3)
    assert [citation.quote for citation in shown] == ["a signed contract with us", "FIJI\nUSD 1.2 M"]
