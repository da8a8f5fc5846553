"""Workbooks for people: a sheet to mend, and what later reports add, one file a kind."""
