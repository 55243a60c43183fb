"""How much of a chat model each person may use in a day."""

from app.history.spending import Spending
from app.types import Usage


class DailyAllowance:
    """The same number of tokens for each person and day, in and out. Safe to use from several threads."""

    def __init__(self, spending: Spending, tokens: int) -> None:
        """Allow so many tokens; the answer that uses up what is left is still given whole."""
        self._spending = spending
        self._tokens = tokens

    def is_left(self, person: str) -> bool:
        """Return whether the person may use the chat model now."""
        return self._spending.spent(person) < self._tokens

    def spend(self, person: str, usage: Usage) -> None:
        """Note what an answer has cost."""
        self._spending.spend(person, usage.input_tokens + usage.output_tokens)
