"""Grids to returns: find the table, name the columns, date it, resolve places."""
