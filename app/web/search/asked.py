"""What is searched for, as the page's address holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from app.search.records import Filters

RESULTS_AT_ONCE = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for, in which documents, how, and how many passages are shown at most."""

    query: str = ""
    filters: Filters = Filters()  # noqa: RUF009, it is frozen
    by_words: bool = False
    most: int = RESULTS_AT_ONCE


def fields_of(action: Mapping[str, str]) -> Mapping[str, str]:
    """Return the fields that came with an event: its own, or those of the address that it names.

    >>> fields_of({"address": "/search?q=annual+leave"}), fields_of({"q": "leave"})
    ({'q': 'annual leave'}, {'q': 'leave'})
    """
    address = action.get("address")
    return action if address is None else dict(parse_qsl(urlsplit(address).query))


def asked(fields: Mapping[str, str], most: int = RESULTS_AT_ONCE) -> Asked:
    """Return what the fields of an address ask for; those that are missing or make no sense are left out.

    >>> asked({"q": "leave", "type": "PDF", "words": "1", "k": "many"})
    Asked(query='leave', filters=Filters(document='', collection='', kind='PDF', read=''), by_words=True, most=10)
    """
    count = fields.get("k", "")
    return Asked(
        # Half a character, as a script can send it, is no text.
        fields.get("q", "").encode(errors="replace").decode(),
        Filters(
            fields.get("document", ""), fields.get("collection", ""), fields.get("type", ""), fields.get("read", "")
        ),
        fields.get("words", "") == "1",
        int(count) if count.isdecimal() and len(count) <= 4 else most,
    )
