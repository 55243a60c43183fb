"""Answers as the Markdown that a chat shows, and what comes back of them in its history."""

import re
from collections.abc import Sequence

from app.history.markdown import markdown_line
from app.render import disagreement_text, one_line, place_text
from app.types import Answer, Citation, Claim

SOURCES = "**Sources**"
CLOSEST = "**Closest passages**"
# Stands between claims that had been sent and the answer that holds in their place.
REPLACED = "\n\n---\n\n"
_ESCAPED = re.compile(r"\\([^\w\s])")
_LISTED = re.compile(rf"\n+(?:{re.escape(SOURCES)}|{re.escape(CLOSEST)})\n.*\Z", re.DOTALL)


def chat_content(answer: Answer) -> str:
    """Return the answer with its sources below, as Markdown; no text of documents in it becomes markup."""
    return chat_claims(answer.claims, answer) + chat_end(answer)


def chat_claims(claims: Sequence[Claim], answer: Answer, *, first: bool = True) -> str:
    """Return claims of an answer with their markers; they follow others where they are not the first ones."""
    between = " " if answer.mode == "written" else "\n\n"
    words = between.join(f"{markdown_line(one.text)} {_markers(one)}" for one in claims)
    return words if first or not words else between + words


def chat_end(answer: Answer) -> str:
    """Return what follows the claims: sources and notes; for an abstention, all there is to say."""
    parts = [markdown_line(disagreement_text(answer, one)) for one in answer.disagreements]
    if answer.fallback:
        parts.append(f"*{markdown_line(answer.fallback)}*")
    if answer.clarification:
        parts.append("\n".join(f"- {markdown_line(one.question)}" for one in answer.clarification.choices))
    elif answer.abstention:
        parts += _listed(CLOSEST, answer.abstention.closest)
    else:
        parts += _listed(SOURCES, answer.citations)
    said = [markdown_line(line) for line in answer.text.splitlines()] if answer.abstention else [""]
    return "\n\n".join([*said, *parts])


def from_history(content: str) -> str:
    r"""Return the words of an earlier answer as they were before they became Markdown, without its sources.

    >>> from_history("The fee is \\$5 [1]\n\n**Sources**\n\n- [1] fees.txt: “\\$5”")
    'The fee is $5 [1]'
    """
    return _ESCAPED.sub(r"\1", _LISTED.sub("", content))


def _markers(claim: Claim) -> str:
    return "".join(f"[{marker}]" for marker in claim.citations)


def _listed(heading: str, citations: Sequence[Citation]) -> list[str]:
    return [heading, "\n".join(map(_source, citations))] if citations else []


def _source(citation: Citation) -> str:
    under = f", under “{markdown_line(one_line(citation.header))}”" if citation.header else ""
    place = markdown_line(place_text(citation))
    return f"- [{citation.marker}] {place}{under}: “{markdown_line(one_line(citation.quote))}”"
