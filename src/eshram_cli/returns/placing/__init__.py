"""Which place and which date each row speaks of."""
