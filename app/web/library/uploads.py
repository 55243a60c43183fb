"""The files that a browser sent, as Gradio hands them over."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from app.library.records import Upload


def sent_files(payload: Any, folder: str) -> list[Upload]:
    """Return the files of a `gr.File`'s raw value, under the names that they had where they came from.

    Gradio's own value gives each file a name without most of its signs, and leaves an empty file behind for each.

    Args:
        payload: A list of Gradio's `FileData` as dictionaries; None for no files. Where somebody sends more while the
            first are taken, these are in it once more; they are no longer there.
        folder: Where Gradio keeps what is sent; a file from elsewhere is none that was sent, and is passed over.
    """
    home = Path(folder).resolve()
    return [Upload(path, name) for path, name in _named(payload) if home in path.resolve().parents and path.exists()]


def delete_empty_folders(uploads: Iterable[Upload]) -> None:
    """Delete the folders that Gradio made for files, each its own, once these are elsewhere."""
    for upload in uploads:
        with suppress(OSError):
            upload.path.parent.rmdir()


def _named(payload: Any) -> Iterator[tuple[Path, str]]:
    for file in payload or ():
        if isinstance(file, dict) and isinstance(file.get("path"), str):
            path = Path(file["path"])
            yield path, str(file.get("orig_name") or path.name)
