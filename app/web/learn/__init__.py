"""The Learn place: finding one's feet in the documents."""
