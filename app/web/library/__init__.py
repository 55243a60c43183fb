"""The Library place: the documents that are read."""
