"""What people do with documents on the page ends up in the index, in the folder of uploads, and nowhere else."""

import zipfile
from dataclasses import replace

import pytest

from app.library.library import UploadsOff
from app.library.records import Progress, State
from retriever.locks import WriterLock
from tests.app.library.conftest import LEAVE, TRAVEL

PAY = "# Pay\n\nSalaries are paid on the last working day of the month.\n"


def uploaded(desk) -> dict[str, str]:
    """The uploaded files, with their texts."""
    folder = desk.settings.data_dir / "uploads"
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_an_uploaded_file_is_read_and_kept_in_its_collection(desk):
    receipt = desk.upload("Human resources", pay__md=PAY)
    job = desk.ended(receipt.job)
    assert (job.progress, [(one.name, one.words) for one in job.results]) == (
        Progress.DONE,
        [("pay.md", "Read: 1 passage.")],
    )
    row = desk.row("Human resources/pay.md")
    assert (row.title, row.collection, row.state, row.is_uploaded) == ("Pay", "Human resources", State.READ, True)
    assert uploaded(desk) == {"Human resources/pay.md": PAY}
    assert list(desk.inbox.iterdir()) == []
    assert "last working day" in desk.index.document("Human resources/pay.md").text


def test_what_the_server_reads_from_elsewhere_is_listed_too(desk):
    assert [(row.source, row.collection, row.kind, row.is_uploaded) for row in desk.library.rows()] == [
        ("hr/leave.md", "hr", "Markdown", False),
        ("travel.txt", "main", "Plain text", False),
    ]


def test_a_file_of_the_same_name_waits_for_a_word_before_it_takes_the_others_place(desk):
    desk.ended(desk.upload(pay__md=PAY).job)
    receipt = desk.upload(pay__md=PAY.replace("last", "first"), dress__md="# Dress\n\nThere is no code of dress.\n")
    assert receipt.held.names == ("main/pay.md",)
    desk.ended(receipt.job)
    assert "last working day" in desk.index.document("main/pay.md").text
    job = desk.ended(desk.library.answer(receipt.held.id, replace=True))
    assert job.results[0].words == "Read: 1 passage."
    assert "first working day" in desk.index.document("main/pay.md").text
    assert uploaded(desk)["main/pay.md"] == PAY.replace("last", "first")


def test_a_file_that_is_not_to_take_anothers_place_is_deleted(desk):
    desk.ended(desk.upload(pay__md=PAY).job)
    receipt = desk.upload(pay__md="# Pay\n\nNobody is paid.\n")
    assert desk.library.answer(receipt.held.id, replace=False) is None
    assert uploaded(desk) == {"main/pay.md": PAY}
    assert list((desk.settings.data_dir / "queue").iterdir()) == []


def test_a_damaged_file_takes_no_others_place(desk):
    desk.ended(desk.upload(pay__md=PAY).job)
    receipt = desk.upload(pay__md=b"PK\x03\x04 broken" * 20)
    job = desk.ended(desk.library.answer(receipt.held.id, replace=True))
    assert job.results[0].is_problem
    assert job.results[0].words.endswith("The file that was here before stays, and answers go on using it.")
    assert (uploaded(desk), desk.row("main/pay.md").state) == ({"main/pay.md": PAY}, State.READ)


def test_a_file_of_a_kind_that_is_not_read_is_told_of_and_not_kept(desk):
    job = desk.ended(desk.send([("drawing.dwg", bytes(range(256)) * 4)]).job)
    assert (job.results[0].is_problem, job.results[0].words.endswith("It was not kept.")) == (True, True)
    assert (uploaded(desk), desk.sources()) == ({}, ["hr/leave.md", "travel.txt"])


def test_an_uploaded_document_that_is_deleted_is_gone_from_index_and_disk(desk):
    desk.ended(desk.upload(pay__md=PAY).job)
    job = desk.ended(desk.library.delete(["main/pay.md"]))
    assert [one.words for one in job.results] == ["Deleted. Answers no longer use it."]
    assert (desk.sources(), uploaded(desk)) == (["hr/leave.md", "travel.txt"], {})
    assert not [hit for hit in desk.index.search("working day", 5) if "working day" in hit.passage.text]


def test_the_organisations_own_file_stays_when_its_document_is_taken_out_and_can_be_put_back(desk, folder, ingest):
    desk.ended(desk.library.delete(["travel.txt"]))
    assert (folder / "travel.txt").read_text() == TRAVEL
    assert (desk.documents(), desk.row("travel.txt").state) == (["hr/leave.md"], State.TAKEN_OUT)
    ingest(folder)
    assert desk.documents() == ["hr/leave.md"]
    desk.ended(desk.library.put_back(["travel.txt"]))
    assert (desk.documents(), desk.row("travel.txt").state) == (["hr/leave.md", "travel.txt"], State.READ)


def test_deleting_one_of_two_same_files_keeps_the_words_of_the_other(desk):
    desk.ended(desk.upload(a__txt=PAY, b__txt=PAY).job)
    assert [desk.row(f"main/{name}.txt").state for name in "ab"] == [State.READ, State.SAME]
    desk.ended(desk.library.delete(["main/a.txt"]))
    assert (desk.row("main/b.txt").state, uploaded(desk)) == (State.READ, {"main/b.txt": PAY})


def test_one_file_of_an_uploaded_archive_can_be_taken_out(desk, tmp_path):
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as archive:
        archive.writestr("pay.md", PAY)
        archive.writestr("dress.md", "# Dress\n\nThere is no code of dress.\n")
    job = desk.ended(desk.send([("pack.zip", (tmp_path / "pack.zip").read_bytes())]).job)
    assert job.results[0].words == "Unpacked: 2 files, 2 of them read."
    assert desk.row("main/pack.zip/pay.md").archive == "main/pack.zip"
    desk.ended(desk.library.delete(["main/pack.zip/pay.md"]))
    assert desk.row("main/pack.zip/pay.md").state is State.TAKEN_OUT
    assert (desk.settings.data_dir / "uploads" / "main" / "pack.zip").exists()
    desk.ended(desk.library.delete(["main/pack.zip"]))
    assert (desk.sources(), uploaded(desk)) == (["hr/leave.md", "travel.txt"], {})


def test_a_document_whose_file_has_vanished_is_kept_until_it_is_taken_out(desk, folder):
    (folder / "travel.txt").unlink()
    job = desk.ended(desk.library.read_again(["travel.txt"]))
    assert "no longer where it was read from" in job.results[0].words
    assert "travel.txt" in desk.documents()
    desk.ended(desk.library.delete(["travel.txt"]))
    assert desk.sources() == ["hr/leave.md"]


def test_reading_again_sees_what_was_changed_on_disk(desk, folder):
    (folder / "hr" / "leave.md").write_text(LEAVE.replace("16", "20"))
    desk.ended(desk.library.read_again(["hr/leave.md"]))
    assert "20 weeks" in desk.index.document("hr/leave.md").text


def test_looking_for_changes_tells_what_came_changed_and_went(desk, folder):
    (folder / "travel.txt").unlink()
    (folder / "pay.md").write_text(PAY)
    job = desk.ended(desk.library.look_for_changes())
    assert [(one.name, one.words) for one in job.results] == [
        ("pay.md", "Read: 1 passage."),
        ("travel.txt", "Its file is gone, so it was taken out."),
    ]


def test_an_upload_named_like_a_document_from_elsewhere_gets_a_number(desk):
    desk.ended(desk.upload("hr", leave__md=PAY).job)
    assert desk.sources() == ["hr/leave (2).md", "hr/leave.md", "travel.txt"]


def test_two_uploads_of_one_name_at_once_lose_neither(desk):
    first, second = desk.upload(pay__md=PAY), desk.upload(pay__md=PAY.replace("last", "first"))
    assert (second.job, second.held.names) == (None, ("main/pay.md",))
    desk.ended(first.job)
    desk.ended(desk.library.answer(second.held.id, replace=True))
    assert uploaded(desk) == {"main/pay.md": PAY.replace("last", "first")}


def test_work_waits_for_another_program_that_changes_the_index(desk):
    lock = WriterLock(desk.settings.data_dir)
    job = desk.upload(pay__md=PAY).job
    waiting = desk.seen(job, lambda one: bool(one.trouble))
    assert (waiting.progress, waiting.trouble.split(".")[0]) == (
        Progress.WAITING,
        "Another program is changing the index",
    )
    assert desk.index.search("parental leave", 1)[0].passage.source == "hr/leave.md"
    lock.release()
    assert desk.ended(job).progress is Progress.DONE


def test_what_is_stopped_while_it_waits_is_not_done(desk):
    lock = WriterLock(desk.settings.data_dir)
    job = desk.upload(pay__md=PAY).job
    desk.seen(job, lambda one: bool(one.trouble))
    desk.library.stop(job)
    lock.release()
    assert desk.ended(job).progress is Progress.STOPPED
    assert (uploaded(desk), desk.sources()) == ({}, ["hr/leave.md", "travel.txt"])


def test_what_an_earlier_server_left_undone_is_done_by_the_next(settings, ingest, folder, open_desk):
    ingest(folder)
    lock = WriterLock(settings.data_dir)
    first = open_desk()
    first.upload(pay__md=PAY)
    first.library.close()
    lock.release()
    second = open_desk()
    (job,) = second.library.jobs()
    assert second.ended(job.task.id).results[0].words == "Read: 1 passage."
    assert uploaded(second) == {"main/pay.md": PAY}


def test_files_too_large_empty_or_too_many_are_refused_with_a_reason(ingest, folder, settings, open_desk):
    ingest(folder)
    desk = open_desk(replace(settings, max_file_mb=1))
    receipt = desk.send([("large.txt", b"x" * 1_100_000), ("empty.txt", b"")])
    assert [(one.name, one.words) for one in receipt.refused] == [
        ("large.txt", "It is larger (1.1 MB) than the 1.0 MB allowed. Split it."),
        ("empty.txt", "It is empty."),
    ]
    assert (receipt.job, list(desk.inbox.iterdir())) == (None, [])
    many = desk.send([(f"{number}.txt", "One.") for number in range(201)])
    assert [one.name for one in many.refused] == ["200.txt"]


def test_nothing_can_be_changed_where_uploads_are_off(ingest, folder, settings, open_desk):
    ingest(folder)
    desk = open_desk(replace(settings, uploads=False))
    for change in (lambda: desk.upload(pay__md=PAY), lambda: desk.library.delete(["travel.txt"])):
        with pytest.raises(UploadsOff):
            change()
    assert desk.sources() == ["hr/leave.md", "travel.txt"]


def test_ingesting_without_arguments_keeps_what_was_uploaded(desk, settings):
    from app.commands.ingest import chosen_paths

    desk.ended(desk.upload(pay__md=PAY).job)
    assert chosen_paths(settings, [], rebuild=False) == [settings.corpus, settings.data_dir / "uploads"]
