"""What an office sets up: targets, officers, populations, blank returns."""
