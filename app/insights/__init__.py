"""What the questions of everybody say about the documents: for whoever looks after them."""
