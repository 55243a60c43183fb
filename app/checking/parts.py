"""The parts of a sentence that each say something by themselves."""

import re

LEAST_WORDS = 3
_BETWEEN = re.compile(r"\s*[:;]\s+|\s+[-–—]\s+|[.!?]\s+|,\s+(?:and|but|while|whereas|so|yet)\s+")


def parts(text: str) -> list[str]:
    """Return the parts of a sentence between colons, semicolons, dashes and joining words; none where it is one.

    >>> parts("Leave is unlimited: staff earn 2.5 days a month, and the head approves.")
    ['Leave is unlimited', 'staff earn 2.5 days a month', 'the head approves.']
    >>> parts("Staff may apply for rest, and leave.")
    []
    """
    found = [part for part in _BETWEEN.split(text) if len(part.split()) >= LEAST_WORDS]
    return found if len(found) > 1 else []
