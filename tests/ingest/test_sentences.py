"""Where sentences end."""

import time

import pytest

from ingest.sentences import MAX_SENTENCE_CHARS, sentence_spans

CASES = {
    "plain": "The staff is paid.|It is monthly.",
    "abbreviations": "See e.g. Annex A, i.e. the list.|Dr. Loomis and Mr. Ames agree.",
    "numbers": "See No. 4 and fig. 2.|It costs USD 3.5 M.|Version 2.0 is out.",
    "the word no": "The answer is no.|The end.",
    "initials": "F. D. Roosevelt spoke.|J. Smith left.",
    "cases and dates": "It was decided in Roe v. Wade.|It was built c. 1900.",
    "country": "The U.S. Army came.|He left the U.S.|The war ended.",
    "laws": "It is in 38 U.S.C. Chapter 35 today.",
    "time": "It opens at 8 a.m. Pacific time.|It closes at 5 p.m.|The door is locked.",
    "etc": "We buy pens, paper, etc.|External papers are shared.",
    "web": "It is at www.thesolarhub.org.|Write to help@iom.int.|Thanks.",
    "quotes": "He said “Go.”|She went.",
    "brackets": "It is so (see above.)|The rest follows.",
    "footnote": "This is known.[17]|That is not.",
    "tokenised": "The end was near .|He said `` hi . ''|Then he left .",
    "marks": "Is it you?|Yes!|Come in...|Sit down.",
    "inner marks": "Is it so? he asked.|Yes.",
    "lower case text": "it was so.|in march 2014, it grew.|the end.",
    "items": "1. Open the door.|2. Go in.",
    "run together": "It is on our website.|Please note that it is free.",
    "lost full stop": "Apply at an office|If you have questions, call us.|Go online|Note: it is free.",
    "wrapped lines": "The staff\nis paid.|It is\nmonthly.",
    "semicolons": "It covers: leadership; participation; feedback.",
    "shouting": "Ask the office and not ED.|All schools qualify.",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES.keys())
def test_sentences_end_where_a_reader_would_end_them(marked: str) -> None:
    expected = [sentence for sentence in marked.split("|") if sentence]
    text = " ".join(expected).replace("website. Please", "website.Please")
    assert [text[start:end] for start, end in sentence_spans(text, 0, len(text))] == expected


def test_a_wall_of_text_is_cut_at_its_semicolons() -> None:
    text = "; ".join(["the officer reads the whole report and signs every page of it"] * 20)
    pieces = [text[start:end] for start, end in sentence_spans(text, 0, len(text))]
    assert max(map(len, pieces)) <= MAX_SENTENCE_CHARS
    assert all(piece.endswith(";") for piece in pieces[:-1])
    assert " ".join(pieces) == text


@pytest.mark.parametrize("piece", ["Hello there e.g. you. ", "a", ".", ". ", "No. ", "? ' "])
def test_time_grows_with_the_size_and_not_its_square(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()
    sentence_spans(text, 0, len(text))
    assert time.perf_counter() - started < 3


@pytest.mark.parametrize(
    "text",
    [
        "The duties are set out in 11 U.S.C. § 1302 and in 28 C.F.R. § 58.4(b).",
        "See Fed. R. Bankr. P. 2003(b)(1) and Fed. R. Evid. 603 for the oath.",
        "The passages are p1, p2, . . . , pM in this order.",
    ],
)
def test_references_to_laws_and_spaced_dots_end_no_sentence(text: str) -> None:
    assert sentence_spans(text, 0, len(text)) == [(0, len(text))]
