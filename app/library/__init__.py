"""What the documents are, and their adding, replacing and taking out, done in the background."""
