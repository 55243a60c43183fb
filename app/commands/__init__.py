"""What each command of `citewell` does, free of how its words were parsed."""
