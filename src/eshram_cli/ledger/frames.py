"""The tables that leave the ledger: their columns and dtypes. See `eshram_cli.frames` for the kinds."""

from __future__ import annotations

from eshram_cli.frames import COUNT, DATE, TEXT, WORD

FIGURES = {
    "place": WORD,
    "as_on": DATE,
    "cut": WORD,
    "measure": WORD,
    "value": COUNT,
    "quality": WORD,
    "part": COUNT,
    "submission": COUNT,
}
"""THE table of figures: the current ones, one row for each place, date, cut and measure (registered, new), with the
submission that each came from; these five are the key under which its cell is kept. The blank cut is all persons.
`part`: 1 where the cut's dimension covers a part of the place's workers, as decided at the door; 0 where all."""

TARGETS = {
    "place": TEXT,
    "cut": TEXT,
    "target": COUNT,
    "quality": TEXT,
    "basis": TEXT,
    "deadline": DATE,
    "set_on": DATE,
    "submission": COUNT,
}
"""Targets; `set_on` is missing for one that holds from the start of the drive, `deadline` where none was named."""

DATED_TARGETS = {"day": DATE, **TARGETS}
"""The targets in force on several days; `day` is the one asked."""
