"""The Insights place: what is asked, and what the documents leave unanswered."""
