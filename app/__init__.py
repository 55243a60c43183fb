"""From a person's question to a checked answer and back."""
