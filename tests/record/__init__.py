"""What the outside sees: the answers of every command that asks, recorded and compared."""
