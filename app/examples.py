"""Questions to try, made from what the documents say, count and abbreviate."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, zip_longest

from app.document_questions import DocumentQuestion, acronym_question, is_it_so, questions_of
from app.wording import Wording
from retriever.types import Document, StatementKind


def example_questions(documents: Iterable[Document]) -> Iterator[DocumentQuestion]:
    """Candidates in turn from each kind: what is said of something, how many there are, what a short form stands for.

    The documents need not answer every one of them; whoever shows them asks first.
    """
    held = list(documents)
    kinds = (
        _of_statements(held, (StatementKind.SENTENCE,)),
        _of_statements(held, (StatementKind.FACT, StatementKind.ROW)),
        (acronym_question(document, acronym) for document in held for acronym in document.acronyms),
    )
    return (question for question in chain.from_iterable(zip_longest(*kinds)) if question)


def _of_statements(documents: Iterable[Document], kinds: Sequence[StatementKind]) -> Iterator[DocumentQuestion]:
    """At most one of each section, so that they tell of different things."""
    for document in documents:
        wording = Wording(document)
        for section in document.sections:
            made = questions_of(document, [one for one in section.statements if one.kind in kinds], wording)
            first = next((one for one in made if not is_it_so(one.question)), None)
            if first:
                yield first
