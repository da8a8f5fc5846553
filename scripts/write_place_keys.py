"""Writes `places/data/keys.csv`: the ids of the bundled places by the key of each of their names.

    python scripts/write_place_keys.py

To be run after any change of the other tables, or of what makes two spellings equal; a test compares.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from eshram_cli.places.bundled import read_aliases, read_tree
from eshram_cli.places.gazetteer import indexed

KEYS = Path(__file__).resolve().parents[1] / "src" / "eshram_cli" / "places" / "data" / "keys.csv"


def keys_text() -> str:
    """The table as text: key, ids with a space between, in the order of the places."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["key", "places"])
    writer.writerows([key, " ".join(places)] for key, places in indexed(read_tree().values(), read_aliases()).items())
    return out.getvalue()


if __name__ == "__main__":
    KEYS.write_text(keys_text(), encoding="utf-8", newline="\n")
