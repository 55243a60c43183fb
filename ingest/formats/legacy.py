"""Word and PowerPoint files from before 2007, converted by LibreOffice where it is installed."""

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from ingest.elements import ParsedFile, SourceFile
from ingest.errors import UnreadableFile, UnsupportedFormat
from ingest.formats.locked_office import unlocked
from ingest.formats.slides.reader import read_pptx
from ingest.formats.word.reader import read_docx

PROGRAMS = ("soffice", "libreoffice")
# Of the time one file may take: the rest is for reading what was made of it.
SHARE_OF_SECONDS = 0.75
_OLD_WORD = "files of Word from before 2007 are read with LibreOffice, which is not installed."
_OLD_SLIDES = "files of PowerPoint from before 2007 are read with LibreOffice, which is not installed."
_REMEDY = "Install LibreOffice, or save it as {}."


def read_doc(file: SourceFile) -> ParsedFile:
    """Return the elements of an old Word document.

    Raises:
        UnsupportedFormat: LibreOffice is not installed.
        UnreadableFile: LibreOffice cannot convert it, or not in time.
        NeedsPassword: It is locked.
        EmptyDocument: It holds no words.
        ImageOnly: It holds pictures and no words.
    """
    with _converted(file, "docx", f"{_OLD_WORD} {_REMEDY.format('.docx')}") as newer:
        return read_docx(newer)


def read_ppt(file: SourceFile) -> ParsedFile:
    """Return the elements of an old presentation; fails as `read_doc` does."""
    with _converted(file, "pptx", f"{_OLD_SLIDES} {_REMEDY.format('.pptx')}") as newer:
        return read_pptx(newer)


def libreoffice() -> str | None:
    """Return where LibreOffice is; None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


@contextmanager
def _converted(file: SourceFile, suffix: str, missing: str) -> Iterator[SourceFile]:
    """Yield a copy in the newer format, deleted afterwards."""
    program = libreoffice()
    if program is None:
        raise UnsupportedFormat(missing)
    with unlocked(file) as opened, tempfile.TemporaryDirectory(prefix="citewell-") as name:
        folder = Path(name)
        # LibreOffice goes by the suffix where the content leaves it in doubt.
        source = folder / f"source.{suffix[:3]}"
        shutil.copyfile(opened.path, source)
        _convert(program, source, suffix, SHARE_OF_SECONDS * file.limits.seconds)
        made = source.with_suffix(f".{suffix}")
        if not made.is_file():
            raise UnreadableFile(f"LibreOffice could not read it. Open it in Office and save it as .{suffix}.")
        yield replace(file, path=made)


def _convert(program: str, source: Path, suffix: str, seconds: float) -> None:
    """Let LibreOffice write the file anew beside itself, with a profile of its own, so that none that runs is asked."""
    profile = (source.parent / "profile").as_uri()
    command = [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--convert-to",
        suffix,
        "--outdir",
        str(source.parent),
        str(source),
    ]
    quiet = subprocess.DEVNULL
    try:
        # A group of its own: the program is a script, and what it starts must end with it.
        running = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, process_group=0)
    except OSError as error:
        raise UnreadableFile(f"LibreOffice could not be started ({error}). Save it as .{suffix} in Office.") from error
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired as error:
        message = f"LibreOffice did not convert it within {seconds:.0f} seconds. Save it as .{suffix} in Office."
        raise UnreadableFile(message) from error
    finally:
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
