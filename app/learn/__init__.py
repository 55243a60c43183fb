"""What somebody new reads first, which words they meet, and what they can test themselves with."""
