"""`citewell status`: what is in the index, with which models, and whether it is sound."""

from dataclasses import asdict

from app.commands.opening import open_index
from app.commands.output import say, write_json
from app.settings import Settings


def status(settings: Settings, *, as_json: bool) -> int:
    """Print the counts, models and size of the index; return 3 if something is wrong with it, else 0."""
    with open_index(settings) as index:
        found = index.status()
        collections = sorted({record.collection for record in index.documents()})
    record = {
        "data_dir": str(settings.data_dir),
        "health": "damaged" if found.problems else "ok",
        **asdict(found),
        "reader_model": settings.reader_model,
        "reader_regressions": str(settings.reader_regressions or "bundled"),
        "collections": collections,
    }
    for problem in found.problems:
        say(problem)
    if as_json:
        write_json(record)
    else:
        from app.commands.terminal import print_facts

        print_facts([(name.replace("_", " "), _shown(value)) for name, value in record.items() if value != ()])
    return 3 if found.problems else 0


def _shown(value: object) -> object:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return f"{value:,}" if isinstance(value, int) else value
