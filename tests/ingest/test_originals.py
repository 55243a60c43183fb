import zipfile

import pytest

from ingest.opening import hash_of
from ingest.originals import CHANGED, GONE, NOT_UNPACKED, NoOriginal, Original, Originals
from ingest.roots import Root, write_roots

WORDS = b"Annual leave is 30 days."


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "docs"
    (folder / "hr").mkdir(parents=True)
    (folder / "hr" / "leave.txt").write_bytes(WORDS)
    return folder


@pytest.fixture
def originals_of(tmp_path):
    """Originals of documents that came from a folder; closed when the test ends."""
    opened = []

    def make(folder, *sources, prefix=""):
        ledger = tmp_path / "folders.json"
        write_roots(ledger, [Root(folder, prefix, frozenset(sources))])
        opened.append(Originals(ledger))
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def zip_of(path, **files):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return path


def test_a_document_is_found_where_it_was_read_from(folder, originals_of):
    path = folder / "hr" / "leave.txt"
    found = originals_of(folder, "old/hr/leave.txt", prefix="old/").find("old/hr/leave.txt", hash_of(path))
    assert found == Original(path, "leave.txt", hash_of(path))


def test_a_root_may_be_one_file(folder, originals_of):
    path = folder / "hr" / "leave.txt"
    found = originals_of(path, "leave.txt").find("leave.txt", hash_of(path))
    assert isinstance(found, Original)
    assert found.path == path


def test_a_changed_file_is_not_the_original_any_more(folder, originals_of):
    path, originals = folder / "hr" / "leave.txt", originals_of(folder, "hr/leave.txt")
    before = hash_of(path)
    assert isinstance(originals.find("hr/leave.txt", before), Original)
    path.write_bytes(b"Annual leave is 29 days, says someone else.")
    assert originals.find("hr/leave.txt", before) == NoOriginal(CHANGED)


@pytest.mark.parametrize("source", ["hr/leave.txt", "hr/sick.txt", "../docs/hr/leave.txt", "/etc/passwd", ""])
def test_what_is_not_there_or_was_never_read_has_no_original(folder, originals_of, source):
    path = folder / "hr" / "leave.txt"
    content_hash = hash_of(path)
    path.unlink()
    assert originals_of(folder, "hr/leave.txt").find(source, content_hash) == NoOriginal(GONE)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(folder, originals_of, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_bytes(b"hidden")
    path = folder / "hr" / "leave.txt"
    path.unlink()
    path.symlink_to(secret)
    assert originals_of(folder, "hr/leave.txt").find("hr/leave.txt", hash_of(secret)) == NoOriginal(GONE)


def test_a_file_in_an_archive_in_an_archive_is_unpacked_and_deleted_in_the_end(folder, originals_of, tmp_path):
    inner = zip_of(tmp_path / "inner.zip", leave_txt=WORDS, sick_txt=b"Ten days.")
    zip_of(folder / "all.zip", inner_zip=inner.read_bytes())
    originals = originals_of(folder, "all.zip", "hr/leave.txt")
    found = originals.find("all.zip/inner.zip/leave.txt", hash_of(folder / "hr" / "leave.txt"))
    assert isinstance(found, Original)
    assert (found.name, found.path.read_bytes()) == ("leave.txt", WORDS)
    assert originals.find("all.zip/inner.zip/sick.txt", found.content_hash) == NoOriginal(CHANGED)
    assert originals.find("all.zip/inner.zip/none.txt", found.content_hash) == NoOriginal(NOT_UNPACKED)
    originals.close()
    assert not found.path.exists()


def test_a_damaged_archive_has_no_files(folder, originals_of):
    (folder / "all.zip").write_bytes(b"PK\x03\x04 and nothing that can be unpacked")
    assert originals_of(folder, "all.zip").find("all.zip/leave.txt", "0" * 64) == NoOriginal(NOT_UNPACKED)
