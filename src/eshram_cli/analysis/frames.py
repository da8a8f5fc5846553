"""The tables that enter and leave the analysis: columns and dtypes. See `eshram_cli.frames` for the kinds."""

from __future__ import annotations

from eshram_cli.frames import COUNT, DATE, TEXT, WORD

PLACES = {
    "place": TEXT,
    "parent": TEXT,
    "level": COUNT,
    "name": TEXT,
    "name_hi": TEXT,
    "code": COUNT,
    "since": DATE,
    "until": DATE,
}
"""The tree: country 0, state 1, district 2, block 3, panchayat 4; first and last day of a place's life where known."""

FIGURES = {
    "place": WORD,
    "as_on": DATE,
    "cut": WORD,
    "measure": WORD,
    "value": COUNT,
    "quality": WORD,
    "part": COUNT,
}
"""THE table of figures: what places returned, one row for each place, date, cut and measure (registered, new), as the
ledger answers (see `ledger.frames.FIGURES`). The blank cut is all persons; `part` is 1 for what never makes a count."""

STANDING = {
    "day": DATE,
    "place": TEXT,
    "cut": TEXT,
    "as_on": DATE,
    "basis": TEXT,
    "registered": COUNT,
    "inexact": COUNT,
    "previous": COUNT,
    "previous_on": DATE,
    "new": COUNT,
}
"""What `standing_figures` gives; see there."""

OWN = {
    "day": DATE,
    "place": TEXT,
    "as_on": DATE,
    "registered": COUNT,
    "inexact": COUNT,
    "new": COUNT,
}
"""The last returns on each day asked, ready to be rolled up; `inexact` is 1 for "about" and "at least"."""

COUNTS = {
    "day": DATE,
    "place": TEXT,
    "as_on": DATE,
    "oldest": DATE,
    "origin": TEXT,
    "registered": COUNT,
    "inexact": COUNT,
    "new": COUNT,
    "new_known": COUNT,
    "new_lacks": COUNT,
    "children": COUNT,
    "reported": COUNT,
    "missing": COUNT,
    "unattributed": COUNT,
}
"""What `rollup` gives; see there."""

TARGETS = {"day": DATE, "place": TEXT, "target": COUNT, "quality": TEXT, "deadline": DATE, "set_on": DATE}
"""The target in force on each day asked of each place that has one, in persons; `set_on` is missing for one from the
drive's start."""
