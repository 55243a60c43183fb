"""Documents opened at the place that is cited."""
