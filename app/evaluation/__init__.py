"""How often answers are right, measured on questions whose answers are known."""
