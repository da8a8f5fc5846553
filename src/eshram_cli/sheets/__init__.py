"""Files to grids of cells with addresses; the only code that opens input files."""
