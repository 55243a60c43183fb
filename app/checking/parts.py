"""The parts of a sentence that each say something by themselves."""

import re

LEAST_WORDS = 3
_BETWEEN = re.compile(r"\s*[:;]\s+|\s+[-–—]\s+|[.!?]\s+|,\s+(?:and|but|while|whereas|so|yet)\s+")


# What something is, was or becomes, up to the next sign.
_COMPLEMENT = re.compile(r"\b(?:is|are|was|were|becomes?|became|remains?|remained)\b(?: not\b)?([^,;:.!?()]+)")


def complements(text: str) -> list[tuple[int, int]]:
    """Return where it stands in a sentence what something is said to be.

    >>> [("The budget is confidential, and was spent.")[start:end] for start, end in complements(
    ...     "The budget is confidential, and was spent.")]
    [' confidential', ' spent']
    """
    return [found.span(1) for found in _COMPLEMENT.finditer(text)]


def parts(text: str) -> list[str]:
    """Return the parts of a sentence between colons, semicolons, dashes and joining words; none where it is one.

    >>> parts("Leave is unlimited: staff earn 2.5 days a month, and the head approves.")
    ['Leave is unlimited', 'staff earn 2.5 days a month', 'the head approves.']
    >>> parts("Staff may apply for rest, and leave.")
    []
    """
    found = [part for part in _BETWEEN.split(text) if len(part.split()) >= LEAST_WORDS]
    return found if len(found) > 1 else []
