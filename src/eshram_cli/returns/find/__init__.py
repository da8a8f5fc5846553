"""Where the tables lie in a sheet: heading rows, rows of data, what stands around; text of old fonts made readable."""
