"""Forms that are known: our own template, and the forms of offices that were told how to be read."""
