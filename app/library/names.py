"""Names under which uploaded files are kept: short, plain, and leading nowhere."""

import re
import unicodedata
from collections.abc import Collection

UNTITLED = "untitled"
# Bytes of a name; systems take 255, and a number may be added.
MOST_BYTES = 180
MOST_COLLECTION_BYTES = 60
MOST_SUFFIX = 16  # characters
# Signs that some system gives a meaning in names, and those that cannot be seen or turn the direction of writing round.
_UNWANTED = re.compile(r'[<>:"|?*\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]')
# Windows opens devices under these names, whatever their suffix.
_DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


def safe_name(name: str) -> str:
    r"""Return the name under which a file may be kept: its own as far as it does no harm.

    >>> safe_name("Travel policy (2024).pdf"), safe_name("../../etc/passwd"), safe_name("C:\\Users\\a\\plan.docx")
    ('Travel policy (2024).pdf', 'passwd', 'plan.docx')
    """
    last = re.split(r"[/\\]", name)[-1]
    plain = _plain(last)
    stem, dot, suffix = plain.rpartition(".")
    if not dot or len(suffix) > MOST_SUFFIX:
        return _cut(plain, MOST_BYTES) or UNTITLED
    ending = f".{suffix}"
    return (_cut(stem, MOST_BYTES - len(ending.encode())) or UNTITLED) + ending


def safe_collection(name: str) -> str:
    """Return the name of a collection as a folder may have it; empty for one without a letter or a digit.

    >>> safe_collection(" Human resources "), safe_collection("../secret"), safe_collection("...")
    ('Human resources', '_secret', '')
    """
    plain = _cut(_plain(re.sub(r"[/\\]+", "_", name)), MOST_COLLECTION_BYTES)
    return plain if any(map(str.isalnum, plain)) else ""


def free_name(name: str, taken: Collection[str]) -> str:
    """Return the name, with a number where it is taken, whatever its capitals.

    >>> free_name("Plan.pdf", {"plan.pdf"}), free_name("Plan.pdf", set())
    ('Plan (2).pdf', 'Plan.pdf')
    """
    held = {one.casefold() for one in taken}
    stem, dot, suffix = name.rpartition(".")
    if not dot:
        stem, suffix = name, ""
    candidate, number = name, 1
    while candidate.casefold() in held:
        number += 1
        candidate = f"{stem} ({number}){dot}{suffix}"
    return candidate


def _plain(name: str) -> str:
    """The name without what does harm; it does not begin as hidden files and office programs' lock files do."""
    words = " ".join(unicodedata.normalize("NFC", name).split())
    whole = _UNWANTED.sub("_", words).lstrip(".~$ ").rstrip(". ")
    return f"_{whole}" if _DEVICE.fullmatch(whole) else whole


def _cut(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode(errors="ignore").rstrip(". ")
