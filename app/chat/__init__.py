"""Chat models: what is asked of them, what they give, and how they fail."""
