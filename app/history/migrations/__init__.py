"""The steps that bring a history made by an older program up to date."""
