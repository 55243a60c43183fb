"""Brings the history's tables up to date. The one module that imports Alembic."""

from pathlib import Path

from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext, MigrationStep
from alembic.script import ScriptDirectory

from app.history.errors import HistoryTooNew
from app.history.tables import Connection, text

__all__ = ["Operations", "bring_up_to_date"]

FOLDER = Path(__file__).parent
# Any number, the same in every process: on PostgreSQL, one process at a time makes or changes the tables.
UPGRADE_LOCK = 5_283_917


def bring_up_to_date(connection: Connection) -> None:
    """Make or change the tables, within the connection's transaction, until they are as this program needs them.

    Raises:
        HistoryTooNew: The tables were made by a step that this program does not have.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": UPGRADE_LOCK})
    steps = ScriptDirectory(FOLDER, version_locations=[FOLDER / "versions"])
    known = {step.revision for step in steps.walk_revisions()}

    def steps_from(heads: tuple[str, ...], _: MigrationContext) -> list[MigrationStep]:
        if unknown := sorted(set(heads) - known):
            raise HistoryTooNew(
                f"The history was written by a newer Citewell (its tables are at step {', '.join(unknown)}, this "
                f"program knows up to {steps.get_current_head()}). Install that version again, or set "
                "CITEWELL_HISTORY_URL to another database."
            )
        return list(steps._upgrade_revs("head", heads[0] if heads else "base"))

    context = MigrationContext.configure(connection, opts={"fn": steps_from})
    context.run_migrations(operations=Operations(context))
