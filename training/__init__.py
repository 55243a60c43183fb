"""How the reader's weights were made: question sets in, the two files of retriever/weights out."""
