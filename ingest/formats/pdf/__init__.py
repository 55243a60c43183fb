"""PDF files, read by their layout."""
