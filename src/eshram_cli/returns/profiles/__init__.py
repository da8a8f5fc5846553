"""Sheets that are known: our own blank form, and the profiles of offices' sheets that were told how to be read."""
