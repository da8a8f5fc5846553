"""The tables that leave the ledger: their columns and dtypes. See `eshram_cli.frames` for the kinds."""

from __future__ import annotations

from eshram_cli.frames import COUNT, DATE, TEXT

FIGURES = {
    "place": TEXT,
    "as_on": DATE,
    "cut": TEXT,
    "measure": TEXT,
    "value": COUNT,
    "quality": TEXT,
    "submission": COUNT,
}
"""THE table of figures: the current ones, one row for each place, date, cut and measure (registered, new), with the
submission that each came from; these five are the key under which its cell is kept. The blank cut is all persons."""

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


# OLD
LATEST = {
    "place": TEXT,
    "cut": TEXT,
    "as_on": DATE,
    "time": TEXT,
    "value": COUNT,
    "quality": TEXT,
    "submission": COUNT,
    "row": COUNT,
    "col": COUNT,
    "basis": TEXT,
    "new": COUNT,
    "previous": COUNT,
    "previous_on": DATE,
}
"""The last figure of each place. `basis`: given, cuts (the sum over one dimension) or derived (the last cumulative and
the new of each day since). `new`: persons of that one day, missing after a gap. `previous`: the figure of the date
before, and that date."""

DATED = {"day": DATE, **LATEST}
"""The same as on several days; `day` is the one asked."""

HISTORY = {
    "place": TEXT,
    "as_on": DATE,
    "time": TEXT,
    "value": COUNT,
    "quality": TEXT,
    "submission": COUNT,
    "row": COUNT,
    "col": COUNT,
    "basis": TEXT,
}
"""The current figure of each place and date."""

MEMBERS = {
    "place": TEXT,
    "cut": TEXT,
    "as_on": DATE,
    "value": COUNT,
    "quality": TEXT,
    "new": COUNT,
    "previous": COUNT,
    "previous_on": DATE,
}
"""The last figure of each place and member of a dimension, the rest as above; the blank cut is not among them."""

