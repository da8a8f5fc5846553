"""What the pages of docs/ show of the program: their commands run, their outputs filled in, the picture drawn."""
