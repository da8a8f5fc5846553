"""The worked tables of docs/methods/standings.md, computed by the analysis."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from eshram_cli.analysis.frames import DATED, PLACES, TARGETS
from eshram_cli.analysis.lines import Standing
from eshram_cli.analysis.measures import Measure
from eshram_cli.analysis.snapshots import Snapshots
from eshram_cli.analysis.standing import rank
from eshram_cli.analysis.tree import Tree
from eshram_cli.frames import frame

if TYPE_CHECKING:
    from tests.docs.conftest import Pieces, Row

WHOLE = "Khagaria"
ASKED = re.compile(r"Ranked by (\w+), as on (\d\d\.12):")
DASH = "–"


def day(text: str) -> dt.date:
    return dt.datetime.strptime(f"{text}.2021", "%d.%m.%Y").replace(tzinfo=dt.UTC).date()


class Reported:
    """The first table of a case, asked as the ledger is."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = {row["place"]: row for row in rows}
        names = [WHOLE, *(name for name in self.rows if name != WHOLE)]
        tree = [(name, None if name == WHOLE else WHOLE, 2 if name == WHOLE else 3, name, "", None) for name in names]
        self.tree = Tree(frame([(*row, None, None) for row in tree], PLACES))

    def latest(self, wanted: Mapping[dt.date, Sequence[str]]) -> pd.DataFrame:
        rows = [(on, self._last(place, on)) for on, places in wanted.items() for place in places if place in self.rows]
        return frame([(on, *row) for on, row in rows if row], DATED)

    def targets(self, places: Sequence[str], asked: dt.date) -> pd.DataFrame:
        rows = [(place, self.rows[place]) for place in places if self.rows.get(place, {}).get("target")]
        return frame(
            [(place, int(row["target"]), "exact", self._deadline(row), None) for place, row in rows],
            TARGETS,
        )

    def _deadline(self, row: Row) -> dt.date | None:
        return day(row["deadline"]) if row.get("deadline") else None

    def _last(self, place: str, asked: dt.date) -> tuple[object, ...] | None:
        row = self.rows[place]
        counts = {
            day(name): int(cell) for name, cell in row.items() if name.endswith(".12") and name[0] != "n" and cell
        }
        dates = sorted(on for on in counts if on <= asked)
        if not dates:
            return None
        last, before = dates[-1], dates[-2] if len(dates) > 1 else None
        next_day = before is not None and (last - before).days == 1
        gained = counts[last] - counts[before] if before and next_day else None
        own = row.get(f"new {last:%d.%m}")
        previous = (counts[before], before) if before else (None, None)
        return place, "", last, counts[last], "exact", int(own) if own else gained, *previous


SHOWN: dict[str, Callable[[Standing], object]] = {
    "rank": lambda line: line.rank,
    "move": lambda line: f"{line.move:+d}" if line.move else line.move,
    "place": lambda line: line.place,
    "registered": lambda line: line.registered,
    "target": lambda line: line.target,
    "percent": lambda line: None if line.percent is None else f"{line.percent:.2f}",
    "balance": lambda line: line.balance,
    "new": lambda line: line.new,
    "gain": lambda line: line.gain,
    "over days": lambda line: line.gain_days,
    "7-day pace": lambda line: None if line.pace7 is None else f"{line.pace7:g}",
    "needed a day": lambda line: None if line.needed_per_day is None else f"{line.needed_per_day:g}",
    "new as far as known": lambda line: line.new_known,
    "returns after a gap": lambda line: line.new_lacks,
    "as on": lambda line: None if line.as_on is None else f"{line.as_on:%d.%m}",
    "days old": lambda line: line.stale_days,
    "from": lambda line: line.origin,
    "missing": lambda line: line.missing,
    "not attributed": lambda line: line.unattributed,
    "why": lambda line: line.reason or "",
}


def shown(line: Standing, columns: Sequence[str]) -> Row:
    values = {name: SHOWN[name](line) for name in columns}
    return {name: DASH if value is None else str(value) for name, value in values.items()}


def cases(pieces: Pieces, page: Path) -> list[tuple[Sequence[Row], str, str, Sequence[Row]]]:
    """(reported, measure, date, answer): two tables with the question between them."""
    read = pieces(page)
    found: list[tuple[Sequence[Row], str, str, Sequence[Row]]] = []
    for before, question, after in zip(read, read[1:], read[2:], strict=False):
        asked = ASKED.fullmatch(question) if isinstance(question, str) else None
        if asked and not isinstance(before, str) and not isinstance(after, str):
            found.append((before, asked[1], asked[2], after))
    return found


def test_every_table_of_the_page_is_what_the_analysis_computes(pieces: Pieces, docs: Path) -> None:
    page = docs / "methods" / "standings.md"
    found = cases(pieces, page)
    assert len(found) == page.read_text(encoding="utf-8").count("Ranked by ") >= 10
    for given, measure, asked, answer in found:
        drive = Reported(given)
        ranking = rank(Snapshots(drive.tree, drive.latest, drive.targets), WHOLE, 3, day(asked), by=Measure(measure))
        lines = {line.place: line for line in (*ranking.rows, ranking.total)}
        columns = list(answer[0])
        assert [shown(lines[row["place"]], columns) for row in answer] == answer
        assert [row["place"] for row in answer if row["place"] != WHOLE] == [row.place for row in ranking.rows]
