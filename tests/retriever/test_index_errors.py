"""An index that cannot be used says so and what to do; it never answers with nothing instead."""

import shutil
import sqlite3

import pytest

from retriever.errors import IndexDamaged, IndexMissing, ModelMismatch
from retriever.index import CHROMA, DATABASE, Index


@pytest.fixture
def filled(tmp_path, letters, edition):
    """A folder with an index of one document."""
    with Index.open(tmp_path, letters, writable=True, chunking="up to 700 characters") as index:
        index.replace(*edition("a.txt", "first", 30))
    return tmp_path


def spoil(path):
    path.write_bytes(b"not a database" * 1000)


def test_another_model_is_refused_with_both_names(filled, encoder):
    with pytest.raises(ModelMismatch) as raised:
        Index.open(filled, encoder)
    assert str(raised.value) == (
        f"the index in {filled}/ was built with 'letters', settings ask for 'all-MiniLM-L6-v2-citewell-1'.\n"
        "Run `citewell ingest --rebuild`, or set CITEWELL_EMBEDDING_MODEL back."
    )


def test_another_model_is_refused_to_a_writer_too_and_leaves_no_lock(filled, encoder, letters):
    with pytest.raises(ModelMismatch):
        Index.open(filled, encoder, writable=True)
    Index.open(filled, letters, writable=True).close()


def test_other_passages_are_refused_to_a_writer(filled, letters):
    with pytest.raises(ModelMismatch, match="citewell ingest --rebuild"):
        Index.open(filled, letters, writable=True, chunking="up to 400 characters")


def test_an_index_of_another_form_is_refused(filled, letters):
    with sqlite3.connect(filled / DATABASE) as database:
        database.execute("UPDATE settings SET value = 99 WHERE name = 'schema'")
    with pytest.raises(ModelMismatch, match="form 99"):
        Index.open(filled, letters)


def test_a_reader_notices_that_the_index_was_rebuilt_with_another_model(filled, letters, encoder):
    with Index.open(filled, letters) as reader:
        Index.open(filled, encoder, writable=True, rebuild=True).close()
        with pytest.raises(ModelMismatch):
            reader.search("rule")


def test_a_spoilt_database_is_an_error_with_its_remedy(filled, letters):
    spoil(filled / DATABASE)
    with pytest.raises(IndexDamaged, match="citewell ingest --rebuild"):
        Index.open(filled, letters)


def test_a_spoilt_database_can_be_rebuilt(filled, letters, edition):
    spoil(filled / DATABASE)
    with Index.open(filled, letters, writable=True, rebuild=True) as index:
        index.replace(*edition("a.txt", "second", 3))
        assert len(index.search("rule", 10)) == 3


def test_an_empty_database_file_is_a_missing_index(filled, letters):
    for file in filled.glob(f"{DATABASE}*"):
        file.unlink()
    (filled / DATABASE).touch()
    with pytest.raises(IndexMissing):
        Index.open(filled, letters)


def delete_vectors(folder):
    shutil.rmtree(folder / CHROMA)


def spoil_vectors(folder):
    spoil(folder / CHROMA / "chroma.sqlite3")


@pytest.mark.parametrize("harm", [delete_vectors, spoil_vectors])
def test_with_harmed_vectors_readers_find_the_same_and_the_next_writer_mends_them(filled, letters, harm):
    with Index.open(filled, letters) as reader:
        before = [hit.passage for hit in reader.search("rule 7 of edition first", 10)]
    harm(filled)
    with Index.open(filled, letters) as reader:
        assert [hit.passage for hit in reader.search("rule 7 of edition first", 10)] == before
        with pytest.raises(IndexDamaged, match="Run `citewell ingest`"):
            reader.status()
    with Index.open(filled, letters, writable=True) as writer:
        assert writer.status().vectors == 30
        assert [hit.passage for hit in writer.search("rule 7 of edition first", 10)] == before


def test_vectors_that_went_missing_are_reported_and_mended(filled, letters, edition):
    with Index.open(filled, letters, writable=True) as writer:
        writer._vectors.delete([passage.id for passage in edition("a.txt", "first", 30)[1][:4]])
        assert writer.status().problems == ("4 passages have no vector: run `citewell ingest`",)
    with Index.open(filled, letters, writable=True) as writer:
        assert (writer.status().vectors, writer.status().problems) == (30, ())


def graph_file(folder, name):
    """A file of Chroma's graph, which it writes with every thousandth vector."""
    (found,) = (folder / CHROMA).glob(f"*/{name}")
    return found


def cut_short(name):
    def harm(folder):
        with graph_file(folder, name).open("r+b") as file:
            file.truncate(50)

    return harm


def overwrite(name):
    def harm(folder):
        path = graph_file(folder, name)
        path.write_bytes(b"\xa5" * path.stat().st_size)

    return harm


def delete_graph(folder):
    shutil.rmtree(graph_file(folder, "header.bin").parent)


def cut_database_short(folder):
    with (folder / CHROMA / "chroma.sqlite3").open("r+b") as file:
        file.truncate(20_000)


GRAPH = ("data_level0.bin", "header.bin", "index_metadata.pickle", "length.bin", "link_lists.bin")
# Some of these make Chroma end the process at once where they are not noticed before it reads them.
BROKEN = [
    *(pytest.param(cut_short(name), id=f"{name} cut short") for name in GRAPH),
    *(pytest.param(overwrite(name), id=f"{name} overwritten") for name in GRAPH),
    pytest.param(delete_graph, id="no graph"),
    pytest.param(cut_database_short, id="chroma.sqlite3 cut short"),
]


@pytest.fixture(scope="module")
def large(tmp_path_factory, letters, edition):
    """A folder with an index of so many passages that Chroma has written its graph."""
    folder = tmp_path_factory.mktemp("large")
    with Index.open(folder, letters, writable=True) as index:
        index.replace(*edition("a.txt", "first", 1100))
    return folder


@pytest.mark.parametrize("harm", BROKEN)
def test_with_broken_files_of_vectors_readers_find_the_nearest_and_the_next_writer_mends_them(
    tmp_path, large, letters, harm
):
    folder = tmp_path / "copy"
    shutil.copytree(large, folder)
    harm(folder)
    with Index.open(folder, letters) as reader:
        assert len(reader.search("rule 7 of edition first", 10)) == 10
        with pytest.raises(IndexDamaged, match="Run `citewell ingest`"):
            reader.status()
    with Index.open(folder, letters, writable=True) as writer:
        assert writer.examine() == []
        assert len(writer.search("rule 7 of edition first", 2000)) == 1100


def test_an_index_that_was_copied_is_used_as_it_is(tmp_path, large, letters):
    folder = tmp_path / "copy"
    shutil.copytree(large, folder, copy_function=shutil.copyfile)
    with Index.open(folder, letters) as reader:
        assert len(reader.search("rule 7 of edition first", 10)) == 10


def test_vectors_broken_while_an_index_is_open_are_done_without_until_they_are_mended(tmp_path, large, letters):
    folder = tmp_path / "copy"
    shutil.copytree(large, folder)
    with Index.open(folder, letters, writable=True) as writer:
        before = [hit.passage for hit in writer.search("rule 7 of edition first", 5)]
        overwrite("data_level0.bin")(folder)
        assert [hit.passage for hit in writer.search("rule 7 of edition first", 5)] == before
        assert [finding.mended for finding in writer.mend()] == [True]
        assert [hit.passage for hit in writer.search("rule 7 of edition first", 5)] == before
