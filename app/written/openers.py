"""Takes out the words that only open a sentence of an answer and say nothing that could be checked."""

import re

_SAYS = r"(?:states?|says?|mentions?|indicates?|notes?|specif(?:y|ies)|explains?|shows?)"
_SOURCE = (
    r"(?:the |these |this |your |provided |given |relevant |above )*"
    r"(?:excerpts?|documents?|texts?|sources?|passages?|evidence|context)"
)
_ACCORDING = r"(?:according to|based on|as (?:stated|mentioned|noted|described|given) in|per|from|in)"
_JOINTS = (
    r"(?:in summary|in short|to summari[sz]e|in conclusion|overall|additionally|in addition|furthermore|moreover|also|"
    r"finally|therefore|thus|hence|as a result|answer|the answer is)"
)
_OPENERS = re.compile(
    r"^(?:(?:yes|no|sure|certainly|of course|okay|ok)\b\s*[,.:;!–—-]+\s*"
    rf"|{_ACCORDING} {_SOURCE}(?: provided| given| above)?\s*[,:]\s*"
    rf"|{_SOURCE} {_SAYS} that\s+"
    rf"|{_JOINTS}\s*[,:]\s*)+",
    re.IGNORECASE,
)


def without_opener(sentence: str) -> str:
    """Return the sentence without what only opens it, its first letter a capital one.

    A "yes" or "no" goes, too: whether it is right follows from what is said after it, which is checked.

    >>> without_opener("Yes, according to the excerpts, staff may work abroad.")
    'Staff may work abroad.'
    """
    rest = _OPENERS.sub("", sentence)
    return rest[:1].upper() + rest[1:] if rest != sentence else sentence
