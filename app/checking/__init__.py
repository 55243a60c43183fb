"""Whether what a chat model has written follows from the quotes that it cites."""
