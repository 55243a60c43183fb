"""Spreadsheets of Excel."""
