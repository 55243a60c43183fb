"""What decides, beside a file's bytes, whether it can be read."""

import hashlib
import shutil

from ingest.elements import Limits

# Raised whenever readers find more in a file, or find it better, than those before them.
READERS = 1
# Programs that read what Citewell cannot by itself.
PROGRAMS = ("tesseract", "soffice", "libreoffice")


def circumstances(passwords: tuple[str, ...], limits: Limits) -> str:
    """Return a short text that differs when a file that could not be read, or not whole, is worth another try."""
    found = [name for name in PROGRAMS if shutil.which(name)]
    return hashlib.sha256(repr((READERS, found, passwords, limits)).encode()).hexdigest()[:16]
