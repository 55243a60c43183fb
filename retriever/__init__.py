"""From a question to ranked, scored evidence."""
