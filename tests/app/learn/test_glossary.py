from app.learn.glossary import glossary

GUIDE = """# Harbour guide

The Port Safety Team (PST) meets the IMO each month. The PST is a team of divers that inspects hulls.

## Berths

A berth is a place that one ship can lie at. Berths are booked with the PST.

## Words

- **VTS**: Vessel Traffic Service, which guides ships into port.
"""


def entries_of(*documents):
    return {entry.name: entry for entry in glossary(documents)}


def test_every_acronym_and_term_has_what_the_documents_say_of_it(written):
    entries = entries_of(written(GUIDE))
    assert list(entries) == ["berth", "IMO", "PST", "VTS"]
    assert [one.words for one in entries["PST"].long_forms] == ["Port Safety Team"]
    assert [one.words for one in entries["PST"].definitions] == ["a team of divers that inspects hulls"]
    assert [one.words for one in entries["berth"].definitions] == ["a place that one ship can lie at"]
    assert [one.words for one in entries["VTS"].long_forms] == ["Vessel Traffic Service"]


def test_an_acronym_that_is_never_explained_is_listed_as_such(written):
    entry = entries_of(written(GUIDE))["IMO"]
    assert entry.is_acronym
    assert not entry.is_defined


def test_all_places_are_statements_or_headings_in_order_of_document_and_place(written):
    guide, note = written(GUIDE), written("The PST has moved.\n\nAsk the PST first.", "note.txt")
    places = entries_of(guide, note)["PST"].places
    assert [(place.source, place.quote) for place in places] == [
        ("guide.md", "The Port Safety Team (PST) meets the IMO each month."),
        ("guide.md", "The PST is a team of divers that inspects hulls."),
        ("guide.md", "Berths are booked with the PST."),
        ("note.txt", "The PST has moved."),
        ("note.txt", "Ask the PST first."),
    ]
    assert next(place.quote for place in entries_of(guide)["berth"].places) == "Berths"


def test_each_quote_is_a_slice_of_its_document(written):
    document = written(GUIDE)
    for entry in glossary([document]):
        for one in (*entry.long_forms, *entry.definitions):
            assert document.text[one.citation.start : one.citation.end] == one.citation.quote
            assert one.words in " ".join(one.citation.quote.split())


def test_an_acronym_defined_in_another_document_needs_no_second_entry(written):
    first = written("The Port Safety Team (PST) dives.", "a.txt")
    entries = entries_of(first, written("PSTs train new divers.", "b.txt"))
    assert list(entries) == ["PST"]
    assert [place.source for place in entries["PST"].places] == ["a.txt", "b.txt"]


def test_spellings_of_an_acronym_are_one_entry_under_the_commonest(written):
    text = "# THE MIGOF\n\nThe Migration Governance Framework (MiGOF) is new. The MiGOF guides us."
    assert list(entries_of(written(text))) == ["MiGOF"]


def test_a_table_of_terms_defines_them(written):
    table = (
        "# Annex\n\n| Term | Meaning |\n|---|---|\n| Shift | Eight hours of work |\n| Watch | Four hours on deck |\n"
    )
    entries = entries_of(written(table))
    assert {name: entry.definitions[0].words for name, entry in entries.items()} == {
        "Shift": "Eight hours of work",
        "Watch": "Four hours on deck",
    }


def test_no_documents_have_an_empty_glossary():
    assert glossary([]) == []
