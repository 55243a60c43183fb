"""The Ask place: questions and their answers."""
