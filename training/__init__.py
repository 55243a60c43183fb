"""How the encoder and the reader were made: question sets in, the three files of retriever/weights out."""
