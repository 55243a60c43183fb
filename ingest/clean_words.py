"""Words without what cannot be seen."""

import re

# Soft hyphens, zero-width signs that are no part of a word, and control characters but tab and line feed.
DROPPED = re.compile(r"[\u00ad\u200b\ufeff\ufffe\uffff\x00-\x08\x0e-\x1f\x7f-\x9f]")
# Text of Windows that was taken for Latin-1: as browsers do, https://encoding.spec.whatwg.org/#names-and-labels.
WINDOWS_SIGNS = {
    code: bytes([code]).decode("cp1252") for code in range(0x80, 0xA0) if code not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
LINE_ENDS = re.compile(r"\r\n?|[\v\f\u2028\u2029]")
SPACES = re.compile(r"[^\S\n]+")
AROUND_BREAK = re.compile(r" ?\n ?")


def clean_words(words: str, *, keep_spaces: bool = False) -> str:
    """Return words without signs that cannot be seen; white space made single spaces, line breaks kept.

    >>> clean_words("a\\tb \\n c\\u00ad"), clean_words("Staff\\x92s")
    ('a b\\nc', 'Staff’s')
    """
    words = DROPPED.sub("", LINE_ENDS.sub("\n", words.translate(WINDOWS_SIGNS)))
    return words if keep_spaces else AROUND_BREAK.sub("\n", SPACES.sub(" ", words))
