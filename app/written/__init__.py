"""Answers in a chat model's words, each claim checked against its quotes before it is shown."""
