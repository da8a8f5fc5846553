"""How much of a file is read: every bound in one place, with its reason.

The largest honest input is a state's year: 600,000 rows of 10 columns, 6 million cells, some 210 MB of sheet XML.
"""

from __future__ import annotations

MIB = 1 << 20

FILE_BYTES = 256 * MIB
"""A file on disk. A state's year is 60 MB as text; beyond this the memory of an office PC is at risk."""

WHOLE_BYTES = 64 * MIB
"""A long table of text that has to be looked at as a whole: a state's year of 11 lakh rows, which takes 4 GB."""

UNPACKED_BYTES = 256 * MIB
"""All parts of a workbook, or a gzip, unpacked: a state's year as sheet XML."""

PACKING_RATIO = 250
"""Unpacked over packed bytes. Real sheets pack 5 to 60 fold; deflate's own limit, which bombs reach, is 1,032."""

RATIO_FREE_BYTES = 16 * MIB
"""A small file may pack as well as it likes: so much unpacked does no harm."""

ARCHIVE_PARTS = 4096
"""Entries of a zip directory. A workbook of 500 sheets has some 1,100."""

CELLS = 12_000_000
"""Cells of one file, blanks inside the used area counted: twice a state's year. A cell costs up to 100 bytes."""

DENSE_CELLS = 1_000_000
"""A used area up to this size is read as it stands, however thinly it is filled."""

DENSE_SHARE = 20
"""A larger area must hold a cell in every so many; else it is read cell by cell, never laid out as a rectangle."""

FAR_ROWS = 5_000
"""So many blank rows part a stray cell from the table: a key pressed at the end of the sheet."""

FAR_COLUMNS = 200
"""So many blank columns part a stray cell from the table."""

STRAY_CELLS = 20
"""At most so many cells beyond such a gap are strays, left out with a warning; more are read where they stand."""

TEXT_CHARS = 32_767
"""The longest text of one cell that spreadsheets allow; more in a text file means that a quote was never closed."""

COLUMNS = 2_000
"""Columns of one sheet: five years of a register with a column a day."""

LINE_BYTES = 4 * MIB
"""One line of a text file: so many columns, each as long as a paragraph."""

DIGITS = 100
"""Digits in a row. What has more is no number that anybody reckons with, and stands as dots."""

SHEETS = 1_000
"""Sheets of one workbook: a state's panchayats by district would need 40."""

NESTING = 2
"""How many wrappings are undone: a gzip in a gzip is nobody's return."""
