"""A small ledger, and returns made of a few figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest

from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.receipt import Receipt
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.model import CellCount, Record, Return, Table, TargetRecord

MORNING = dt.datetime(2021, 12, 4, 4, 30, tzinfo=dt.UTC)


def day(number: int) -> dt.date:
    """That day of December 2021."""
    return dt.date(2021, 12, number)


class Office:
    """Sends returns to a ledger, an hour after another.

    `send("turkaulia 4 100, raxaul 4 200")` is a sheet of two rows as on 4 December; options of a row are `at=18:00`,
    `cut=channel:csc`, `new` and `about`.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.clock = MORNING

    def send(self, figures: str, *, file: str = "", again: bool = False, dry_run: bool = False) -> Receipt:
        """Accepts a return of these figures; each text is another file, unless it is named."""
        return self.give(self.sheet(figures, file=file), again=again, dry_run=dry_run)

    def give(self, ret: Return, *, again: bool = False, dry_run: bool = False) -> Receipt:
        """Accepts a return."""
        return self.ledger.accept(
            ret, who="BDO", received_at=self.now(), tool_version="0.1.0", again=again, dry_run=dry_run
        )

    def now(self) -> dt.datetime:
        """One hour later than the last time it was asked."""
        self.clock += dt.timedelta(hours=1)
        return self.clock

    def undo(self, number: int | None) -> int:
        """Takes a submission back."""
        assert number is not None
        return self.ledger.undo(number, who="DLS", received_at=self.now())

    def count(self, place: str, number: int, known: int | None = None) -> int | None:
        """The place's last count of all persons given for that day of December or before; None where there is none."""
        table = self.ledger.figures([place], [day(number)], known=known, cuts=[""])
        values = table["value"][table["measure"] == "registered"].tolist()
        return int(values[-1]) if values else None

    def target(self, place: str, number: int, known: int | None = None) -> int | None:
        """The target in force on that day of December."""
        rows = self.rows(self.ledger.targets([place], day(number), known=known), "target")
        return int(str(rows[0][0])) if rows else None

    @staticmethod
    def rows(table: pd.DataFrame, *columns: str) -> list[tuple[object, ...]]:
        """The rows of a table as plain values, of these columns; dates as the day of the month; None where missing."""
        return [tuple(_plain(value) for value in row) for row in table[list(columns)].itertuples(index=False)]

    @staticmethod
    def told(receipt: Receipt) -> list[str]:
        """The codes of what the receipt tells."""
        return [problem.code for problem in receipt.problems]

    @staticmethod
    def rows_of(receipt: Receipt) -> tuple[int, int, int, int]:
        """Rows accepted, unchanged, rejected, restated."""
        return receipt.accepted, receipt.unchanged, receipt.rejected, receipt.restated

    @staticmethod
    def sheet(figures: str, *, file: str = "", rejected: int = 0, targets: dict[str, int] | None = None) -> Return:
        """A return whose first figure stands in row 5; targets stand in the rows of their places."""
        rows = [part.split() for part in figures.split(",") if part.strip()]
        records = [_record(row, number) for number, row in enumerate(rows, start=5)]
        name = file or f"{figures}.xlsx"
        row_of = {record.place: record.row for record in records}
        for place, value in (targets or {}).items():
            aim = TargetRecord(place=PlaceId(place), value=value, row=row_of.get(PlaceId(place), 5))
            records.append(Record(place=aim.place, as_on=None, row=aim.row, targets=(aim,)))
        table = Table("S", (4,), None, 5, 9, ())
        return Return(name, "S", f"bytes of {name}", table, tuple(records), rejected=rejected)


def _record(row: list[str], number: int) -> Record:
    place, on, value, *options = row
    given = dict(option.split("=", 1) for option in options if "=" in option)
    return Record(
        place=PlaceId(place),
        as_on=day(int(on)),
        time=dt.time.fromisoformat(given["at"]) if "at" in given else None,
        row=number,
        written=place.upper(),
        counts=(
            CellCount(
                value=int(value),
                column=4,
                measure="new" if "new" in options else "registered",
                cut=given.get("cut", "").replace(":", "="),
                quality="about" if "about" in options else "exact",
            ),
        ),
    )


def _plain(value: object) -> object:
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124
        return None
    if isinstance(value, pd.Timestamp):
        return value.day
    return value if isinstance(value, str) else int(str(value))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "eshram.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path) as opened:
        yield opened


@pytest.fixture
def office(ledger: Ledger) -> Office:
    return Office(ledger)


@pytest.fixture(scope="session")
def new_office() -> Callable[[], Office]:
    """An office whose ledger is in memory, as many as are asked for."""
    return lambda: Office(Ledger.in_memory())
