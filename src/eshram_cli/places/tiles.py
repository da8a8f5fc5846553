"""Where the places of a state, or India's states, stand on a map of equal tiles: layouts of our own, one file each.

`data/tiles/s10.csv` is Bihar, `in.csv` India; opened in a spreadsheet such a file is the map. A cell holds the name of
a place; neighbours stand as near as a grid lets them.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources

from eshram_cli.places.model import Level

_FOLDER = resources.files("eshram_cli") / "places" / "data" / "tiles"


@cache
def tiles(within: str, level: str) -> dict[str, tuple[int, int]]:
    """Row and column, from 0 at the north-west, of each place of that level within the place of that id, by its English
    name; empty where there is no layout."""
    file = _FOLDER / f"{within}.csv"
    wanted = Level.state if within == "in" else Level.district
    if level != wanted.name or not file.is_file():
        return {}
    rows = csv.reader(file.read_text(encoding="utf-8").splitlines())
    return {name: (at, across) for at, row in enumerate(rows) for across, name in enumerate(row) if name}
