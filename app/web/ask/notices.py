"""What a person is told of what they typed and chose, in place of an answer."""

from collections.abc import Mapping

from app.history.records import Vote
from app.web.ask.exchange_view import MAX_REASON_CHARS

# A question this long is a pasted text; the models read far fewer words.
MAX_QUESTION_CHARS = 1000

EMPTY = "Type a question first."
BUSY = "The last question is still being answered. Wait a moment, or press Stop."
LONG = "That is {count:,} characters; please ask in at most {most:,}."
EDITING = "You are changing an earlier question. It and what came after it will be replaced."
NO_COOKIES = "Your browser keeps no cookies, so no conversation can be kept for you. Allow them for this page."
UNEXPECTED = "Something went wrong inside Citewell. Please ask again; the server's log says what happened."


def question_problem(question: str) -> str | None:
    """Return what is wrong with a question before it is asked; None for nothing."""
    if not question:
        return EMPTY
    if len(question) > MAX_QUESTION_CHARS:
        return LONG.format(count=len(question), most=MAX_QUESTION_CHARS)
    return None


def low_vote(action: Mapping[str, str]) -> Vote:
    """Return the vote of a person who has said what was wrong with a reply, in a form with `reason` and `words`."""
    words = [action.get("reason", ""), action.get("words", "").strip()]
    return Vote(False, ": ".join(word for word in words if word)[:MAX_REASON_CHARS])
