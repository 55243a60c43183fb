"""Readers of file formats: each turns one file into elements in reading order."""
