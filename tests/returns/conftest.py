"""Sheets as small texts: columns parted by `|`, a whole number becomes a number, a blank cell None."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.returns.model import Return
from eshram_cli.returns.read import Hints, read_returns
from eshram_cli.sheets.model import Book, Cell, Grid, Span

SHARED = Path(__file__).parents[2].parent / "shared"


def cell(text: str) -> Cell:
    """A cell as typed: digits alone are a number."""
    text = text.strip()
    return int(text) if text.isascii() and text.lstrip("-").isdigit() else text or None


def grid(text: str, *, file: str = "sheet.xlsx", sheet: str = "", **more: Any) -> Grid:
    """The text's lines as rows; the first and the last line break are not rows."""
    rows = [[cell(part) for part in line.split("|")] for line in text.strip("\n").split("\n")]
    merges = tuple(Span(*span) for span in more.pop("merges", ()))
    return Grid(file, sheet, rows, merges, **more)


def book(*grids: Grid) -> Book:
    """A file of these sheets."""
    return Book(grids[0].file, "0" * 64, "xlsx", tuple(grids))


@dataclass(frozen=True)
class Said:
    """What was read of a sheet, as texts to compare."""

    returns: list[Return]

    @property
    def first(self) -> Return:
        return self.returns[0]

    @property
    def rows(self) -> str:
        """`heads; number row; first-last` and the totals: `3; 4; 5-9; 10 कुल yes`."""
        table = self.first.table
        agrees = {True: "yes", False: "no", None: "unsure"}
        totals = [f"{total.row} {total.label} {agrees[total.agrees]}".replace("  ", " ") for total in table.total_rows]
        heads = " ".join(map(str, table.header_rows))
        return "; ".join([heads, str(table.number_row or "-"), f"{table.first_row}-{table.last_row}", *totals])

    @property
    def roles(self) -> str:
        """Each column's role with its level or cut: `serial place:block registered:channel=csc`."""
        return " ".join(
            ":".join(part for part in (column.role, column.level, column.cut) if part)
            for ret in self.returns
            for column in ret.table.columns
        )

    @property
    def records(self) -> list[str]:
        """`place measure[cut] value`, the date left out where it is the return's own."""
        return [
            " ".join(
                part
                for part in (
                    Gazetteer.bundled().get(figure.place).name,
                    f"{figure.measure}[{figure.cut}]" if figure.cut else figure.measure,
                    str(figure.value),
                    "" if figure.quality == "exact" else f"({figure.quality})",
                    "" if figure.as_on == ret.as_on else figure.as_on.isoformat(),
                )
                if part
            )
            for ret in self.returns
            for figure in ret.figures
        ]

    @property
    def targets(self) -> list[str]:
        """`place[cut] value`."""
        names = Gazetteer.bundled()
        return [
            f"{names.get(target.place).name}{f'[{target.cut}]' if target.cut else ''} {target.value}"
            for ret in self.returns
            for target in ret.targets
        ]

    @property
    def problems(self) -> list[str]:
        """`code cell`."""
        return [f"{problem.code} {problem.where.cell}".strip() for ret in self.returns for problem in ret.problems]


Read = Callable[..., Said]


@pytest.fixture
def read() -> Read:
    """Reads a sheet written as text. `as_on` and `state` are options; other keywords go to the grid."""

    def reader(
        text: str,
        *,
        as_on: str = "",
        within: str = "",
        mapping: Mapping[str, str] | None = None,
        hints: Hints | None = None,
        **more: Any,
    ) -> Said:
        date = dt.date.fromisoformat(as_on) if as_on else None
        levels = {"s": "state", "d": "district", "b": "block"}
        place = {levels[within[0]]: within} if within else {}
        hints = hints or Hints(as_on=date, mapping=mapping or {}, **place)  # type: ignore[arg-type]
        return Said(read_returns(book(grid(text, **more)), Gazetteer.bundled(), hints))

    return reader
