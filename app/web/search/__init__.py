"""The Search place: passages as one types."""
