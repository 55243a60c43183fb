from app.learn.flash_cards import flash_cards
from app.learn.glossary import glossary
from app.learn.reading_path import reading_path
from app.web.learn.cards_view import cards_html
from app.web.learn.glossary_view import glossary_html
from app.web.learn.learn_view import LearnAddress, parts_html, read_address
from app.web.learn.path_view import path_html
from ingest.load import load

HOSTILE = """# <img src=x onerror=alert(1)> "RULES" & more

The <b onmouseover=alert(2)>Rapid Response Team</b> (RRT) is a team that leaves within 72 hours of a call.

A "><svg onload=alert(3)> is a thing that nobody wants to see on a page.
"""


def test_words_of_documents_are_never_markup(tmp_path):
    path = tmp_path / "hostile.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    document = load(path, '"><script>alert(4)</script>.txt')
    entries = glossary([document])
    shown = [
        path_html(reading_path([document], entries), frozenset(), entries),
        glossary_html(entries, with_titles=True),
        cards_html(flash_cards([document], entries), 'document:"><script>', with_titles=True),
        parts_html("path", 'document:"><script>'),
    ]
    for html in shown:
        assert not any(tag in html for tag in ("<img", "<svg", "<script", "<b "))
        assert 'document:"' not in html


def test_an_address_keeps_its_part_and_documents():
    address = LearnAddress("glossary", "document:folder/a & b.txt")
    assert read_address(address.path()) == address


def test_an_unknown_part_is_the_reading_path():
    assert read_address("/learn?part=dance").part == "path"
