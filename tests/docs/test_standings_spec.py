"""The worked tables of docs/methods/standings.md and first.md, computed by the analysis."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from eshram_cli.analysis.counts import Counts, standing_table
from eshram_cli.analysis.frames import FIGURES, PLACES, TARGETS
from eshram_cli.analysis.standing import rank
from eshram_cli.analysis.tree import Tree
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing
from eshram_cli.frames import frame

if TYPE_CHECKING:
    from tests.docs.conftest import Pieces, Row

WHOLE = "Khagaria"
STANDS = re.compile(r"What stands on (\d\d\.12):")
MEASURES = {"all persons": ("", "registered"), "new": ("", "new")}
ASKED = re.compile(
    r"Ranked by (?P<by>\w+|\w+ × \d.*?)( within (?P<grouping>bands|size))?( since (?P<since>\d\d\.12))?"
    r", as on (?P<as_on>\d\d\.12):"
)
"""The measure, or the measures of a composite with their weights, as `percent × 3 + pace7 × 1`."""
DATED = re.compile(r"(?P<new>new )?(?P<day>\d\d\.12)")
DASH = "–"


def day(text: str) -> dt.date:
    return dt.datetime.strptime(f"{text}.2021", "%d.%m.%Y").replace(tzinfo=dt.UTC).date()


class Reported:
    """The first table of a case, asked as the ledger is."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = {row["place"]: row for row in rows}
        names = [WHOLE, *(name for name in self.rows if name != WHOLE)]
        tree = [(name, None if name == WHOLE else WHOLE, 2 if name == WHOLE else 3, name, "", None) for name in names]
        self.tree = Tree.of(frame([(*row, None, None) for row in tree], PLACES))

    def figures(self, places: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        cells = [(row["place"], name, cell) for row in self.rows.values() for name, cell in row.items() if cell]
        dated = [(place, DATED.fullmatch(name), cell) for place, name, cell in cells]
        return frame(
            [
                (place, day(heading["day"]), "", "new" if heading["new"] else "registered", int(cell), "exact", 0)
                for place, heading, cell in dated
                if heading and place in places
            ],
            FIGURES,
        )

    def targets(self, places: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        rows = [(place, self.rows[place]) for place in places if self.rows.get(place, {}).get("target")]
        return frame(
            [(on, place, int(row["target"]), "exact", self._deadline(row), None) for on in days for place, row in rows],
            TARGETS,
        )

    def _deadline(self, row: Row) -> dt.date | None:
        return day(row["deadline"]) if row.get("deadline") else None


SHOWN: dict[str, Callable[[Standing], object]] = {
    "rank": lambda line: line.rank,
    "group": lambda line: line.group,
    "points gained": lambda line: None if line.delta is None else f"{line.delta:.2f}",
    "composite": lambda line: None if line.composite is None else f"{line.composite:.2f}",
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


def cases(pieces: Pieces, page: Path) -> list[tuple[Sequence[Row], dict[str, Any], dt.date, Sequence[Row]]]:
    """(reported, options, date, answer): two tables with the question between them."""
    read = pieces(page)
    found: list[tuple[Sequence[Row], dict[str, Any], dt.date, Sequence[Row]]] = []
    for before, question, after in zip(read, read[1:], read[2:], strict=False):
        asked = ASKED.fullmatch(question) if isinstance(question, str) else None
        if asked and not isinstance(before, str) and not isinstance(after, str):
            options: dict[str, Any] = {"grouping": asked["grouping"], "since": asked["since"] and day(asked["since"])}
            if "×" in asked["by"]:
                weights = (share.split(" × ") for share in asked["by"].split(" + "))
                options["weights"] = {Measure(name): float(weight) for name, weight in weights}
            else:
                options["by"] = Measure(asked["by"])
            found.append((before, options, day(asked["as_on"]), after))
    return found


@pytest.mark.parametrize(("name", "least"), [("standings.md", 10), ("first.md", 4)])
def test_every_table_of_the_page_is_what_the_analysis_computes(
    pieces: Pieces, docs: Path, name: str, least: int
) -> None:
    page = docs / "methods" / name
    found = cases(pieces, page)
    assert len(found) == page.read_text(encoding="utf-8").count("\nRanked by ") >= least
    for given, options, asked, answer in found:
        drive = Reported(given)
        ranking = rank(Counts(drive.tree, drive.figures, drive.targets), WHOLE, 3, asked, **options)
        lines = {line.place: line for line in (*ranking.rows, ranking.total)}
        columns = list(answer[0])
        assert [shown(lines[row["place"]], columns) for row in answer] == answer
        assert [row["place"] for row in answer if row["place"] != WHOLE] == [row.place for row in ranking.rows]


def test_every_table_of_a_place_s_own_figures_is_what_the_analysis_computes(pieces: Pieces, docs: Path) -> None:
    read = pieces(docs / "methods" / "standings.md")
    questions = [at for at, piece in enumerate(read) if isinstance(piece, str) and STANDS.fullmatch(piece)]
    assert len(questions) >= 4
    for at in questions:
        returned, question, answer = read[at - 1 : at + 2]
        assert not isinstance(returned, str) and isinstance(question, str) and not isinstance(answer, str)
        rows = [
            (
                "Alauli",
                day(on),
                *MEASURES.get(row["figures of"], (row["figures of"], "registered")),
                int(cell),
                "exact",
                0,
            )
            for row in returned
            for on, cell in row.items()
            if on != "figures of" and cell
        ]
        table = standing_table(frame(rows, FIGURES), [day(question.split()[-1].strip(":"))])
        [count] = table[table["cut"] == ""].to_dict("records")
        columns = ("registered", "as_on", "basis", "new", "previous", "previous_on")
        assert [list(row.values()) for row in answer] == [[written(count[name]) for name in columns]]


def written(value: Any) -> str:
    if pd.isna(value):
        return DASH
    return f"{value:%d.%m}" if isinstance(value, dt.datetime) else str(value)
