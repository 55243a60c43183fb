"""The tables, titles and notes of a grid of cells."""
