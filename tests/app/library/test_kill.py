"""A server that is killed while it changes documents has lost nothing when the next one has started."""

import pytest

from tests.app.library.killed_library import NAMES, serve_library, text_of
from tests.ingest.command_process import FORKS, wait_for_changes


@pytest.mark.parametrize("changes", [1, 4, 8])
def test_the_next_server_ends_what_a_killed_one_began(settings, ingest, folder, tmp_path, open_desk, changes):
    ingest(folder)
    first = open_desk()
    old = first.send([(name, text_of(name, "old")) for name in NAMES])
    first.ended(old.job)
    first.library.close()
    process = FORKS.Process(target=serve_library, args=(settings, tmp_path / "inbox", "new"))
    process.start()
    wait_for_changes(process, settings.data_dir, changes)
    process.kill()
    process.join()
    desk = open_desk()
    for job in desk.library.jobs():
        assert desk.ended(job.task.id).progress == "done"
    assert desk.documents() == ["hr/leave.md", *(f"main/{name}" for name in sorted(NAMES))]
    for name in NAMES:
        assert desk.index.document(f"main/{name}").text == text_of(name, "new")
        assert (settings.data_dir / "uploads" / "main" / name).read_text() == text_of(name, "new")
    assert (folder / "travel.txt").exists()
    assert list((settings.data_dir / "queue").iterdir()) == []
