"""What can go wrong with the history, each with what to do about it."""


class HistoryError(Exception):
    """Base of the errors a person can act on; the message says how."""


class UnknownConversation(HistoryError):
    """The person has no such conversation or exchange: it was deleted, or is another person's."""


class HistoryUnavailable(HistoryError):
    """The database cannot be opened, read or written."""


class HistoryTooNew(HistoryError):
    """The database was made by a newer program, whose tables this one does not know."""
