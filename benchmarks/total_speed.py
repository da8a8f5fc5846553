"""20,000 rows with a total a date, beside the same rows without one: `eshram ingest` of each.

Four forms: the totals among the rows of their date; the same, all of them wrong; totals whose date stands above them;
and groups of blocks below the rows of their districts. Every one takes at most three seconds; exit 1 where one does
not.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from timing import eshram, seconds

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, PlaceId

ROWS = 20_000
MOST = 3.0
RUNS = 3
FIRST = dt.date(2021, 8, 27)
BIHAR = PlaceId("s10")

Row = tuple[str, str, int]


def days(total: Callable[[int], int] | None, dated: bool = True) -> Iterator[Row]:
    """A row a district and day, and where `total` is given the day's total among them, or below them without a date."""
    names = [place.name for place in Gazetteer.bundled().children(BIHAR, Level.district)]
    for day in range(ROWS // (len(names) + 1)):
        date = str(FIRST + dt.timedelta(days=day))
        rows = [(date, name, 1000 + 50 * day + at) for at, name in enumerate(names)]
        if total is not None:
            whole = total(sum(count for *_, count in rows))
            rows.insert(10 if dated else len(rows), (date if dated else "", "Total", whole))
        yield from rows


def pivots() -> Iterator[Row]:
    """The districts over their blocks, day after day."""
    gazetteer = Gazetteer.bundled()
    written = 0
    for day in range(ROWS):
        date = str(FIRST + dt.timedelta(days=day))
        for district in gazetteer.children(BIHAR, Level.district):
            blocks = gazetteer.children(district.id, Level.block)
            rows = [(date, block.name, 100 + day + at) for at, block in enumerate(blocks)]
            yield date, district.name, sum(count for *_, count in rows)
            yield from rows
            written += len(rows) + 1
        if written >= ROWS:
            return


def main() -> int:
    """Print the seconds of each form, the median of three runs, beside those of the plain rows."""
    forms = {
        "without totals": days(None),
        "totals among the rows of their date": days(lambda whole: whole),
        "the same, all wrong": days(lambda whole: whole + 1),
        "totals whose date stands above them": days(lambda whole: whole, dated=False),
        "districts over their blocks": pivots(),
    }
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        for name, rows in forms.items():
            file, ledger = Path(folder) / "rows.csv", Path(folder) / "eshram.db"
            lines = [f"{date},{place},{count}\n" for date, place, count in rows]
            file.write_text("date,place,registered\n" + "".join(lines), encoding="utf-8")
            command = eshram("ingest", str(file), "--state", "bihar", "--ledger", str(ledger), "--dry-run")
            took = statistics.median(seconds(command) for _ in range(RUNS))
            slow = slow or took > MOST
            print(f"{name:<40} {len(lines):7,} rows {took:6.2f} s")
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
