from app.learn.glossary import glossary
from app.learn.reading_path import reading_path

GUIDE = """# Harbour guide

## Mooring

Mooring lines must be checked every morning. The weather was fine in spring. Mooring lines hold ships at the quay.
It helps. Some people like ropes. Mooring masters check the mooring lines of ships longer than 100 metres.
Tea is served at four. See you there.

## Contacts

Call the office:

## Berths

A berth is a place that one ship can lie at.
"""


def test_sections_come_in_order_and_those_without_statements_are_left_out(written):
    steps = reading_path([written(GUIDE)])
    assert [step.heading[-1] for step in steps] == ["Mooring", "Berths"]


def test_the_statements_that_tell_most_of_a_section_are_quoted_in_order(written):
    mooring = reading_path([written(GUIDE)])[0]
    assert [one.citation.quote for one in mooring.telling] == [
        "Mooring lines must be checked every morning.",
        "Mooring lines hold ships at the quay.",
        "Mooring masters check the mooring lines of ships longer than 100 metres.",
    ]


def test_quotes_are_slices_of_the_document(written):
    document = written(GUIDE)
    for step in reading_path([document], glossary([document])):
        for one in step.telling:
            assert document.text[one.citation.start : one.citation.end] == one.citation.quote


def test_keys_survive_a_change_elsewhere_and_differ_between_sections_of_one_name(written):
    before = reading_path([written("# A\n\nRopes are long.\n\n# A\n\nRopes are wet.\n")])
    after = reading_path([written("# A\n\nRopes are longer now.\n\n# A\n\nRopes are wet.\n")])
    assert [step.key for step in before] == [step.key for step in after]
    assert before[0].key != before[1].key


def test_another_file_has_other_keys(written):
    text = "# A\n\nRopes are long.\n"
    keys = {reading_path([written(text, name)])[0].key for name in ("a.md", "b.md")}
    assert len(keys) == 2


def test_a_label_with_its_value_is_quoted_with_the_line_that_introduces_it(brief_document):
    steps = {step.heading[-1]: step for step in reading_path([brief_document]) if step.heading}
    leads = [one.lead for one in steps["Facts and Figures"].telling if one.lead]
    assert set(leads) <= {"Globally, IOM has:", "IOM in the Asia and Pacific region:"}
    assert leads


def test_the_path_is_the_same_each_time(brief_document):
    assert reading_path([brief_document]) == reading_path([brief_document])
