"""Passages for the person who wants the clause, not a conversation."""
