"""`citewell report`: the report card of every file that the index knows."""

from dataclasses import replace

from app.advice import advice
from app.commands.opening import open_index
from app.commands.output import write_json
from app.settings import Settings
from ingest.report import FileReport, file_report_from_json, files_json
from retriever.files import FileRecord


def report(settings: Settings, *, as_json: bool) -> int:
    """Print the report card of the index; return 0."""
    with open_index(settings) as index:
        files = [_file_report(record) for record in index.files().values()]
    if as_json:
        write_json({**files_json(files), "advice": advice(files, settings.embedding_model)})
    else:
        from app.commands.report_tables import print_report_card

        print_report_card(files, settings.embedding_model)
    return 0


def _file_report(record: FileRecord) -> FileReport:
    """The report kept with a file; which document holds its text is the index's to say."""
    kept = file_report_from_json(record.source, record.facts)
    if record.document in (None, record.source):
        return kept
    return replace(kept, duplicate_of=record.document)
