"""Text written so that Markdown shows it as it is: nothing in it becomes markup, a link or HTML."""

import re

# Whatever means something within a line, to CommonMark, its usual extensions, or HTML.
_WITHIN = re.compile(r"[\\`*_\[\]<>&|~$^@]")
# Addresses that some readers make links of by themselves.
_ADDRESS = re.compile(r"(?i)(?<=\w):(?=//)|(?<=www)\.|(?<=\bmailto):|(?<=\bxmpp):")
# What would begin a heading, an item, a rule or a definition.
_AT_START = re.compile(r"^(?:[-+#=:!%]|\d{1,9}(?P<dot>[.)]))")
# What moves the cursor, ends lines in some readers only, or turns the direction of what follows.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]")


def markdown_line(text: str) -> str:
    r"""Return the text as one line.

    >>> markdown_line("# A <b>bold</b>\n[link](x)")
    '\\# A \\<b\\>bold\\</b\\> \\[link\\](x)'
    """
    line = " ".join(_CONTROLS.sub(" ", text).split())
    escaped = _ADDRESS.sub(lambda found: "\\" + found[0], _WITHIN.sub(lambda found: "\\" + found[0], line))
    start = _AT_START.match(escaped)
    if start is None:
        return escaped
    at = start.start("dot") if start["dot"] else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def markdown_lines(text: str) -> str:
    r"""Return the text with its own line breaks; blank lines are left out.

    >>> markdown_lines("One\n\n- two")
    'One\\\n\\- two'
    """
    return "\\\n".join(line for line in map(markdown_line, text.splitlines()) if line)


def quoted(text: str, indent: str = "") -> str:
    r"""Return lines of Markdown as a block quote.

    >>> quoted("One\\\ntwo")
    '> One\\\n> two'
    """
    return "\n".join(f"{indent}> {line}" for line in text.split("\n"))
