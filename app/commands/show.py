"""`citewell show`: the text of one document, to which all citations refer."""

import sys

from app.commands.opening import open_index
from app.commands.output import write_json
from app.render import document_json
from app.settings import Settings


def show(settings: Settings, source: str, *, as_json: bool) -> int:
    """Print one document; return 0.

    Raises:
        UnknownDocument: There is no document of that name.
    """
    with open_index(settings) as index:
        document = index.document(source)
    if as_json:
        write_json(document_json(document))
    else:
        from app.commands.terminal import print_outline

        print_outline(document)
        sys.stdout.write(document.text.rstrip("\n") + "\n")
    return 0
