"""The gazetteer: tree, aliases, codes; resolve and suggest."""
