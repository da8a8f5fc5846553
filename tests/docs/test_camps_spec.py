"""The worked cases of docs/methods/camps.md, computed."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from eshram_cli.analysis.camps import yields
from eshram_cli.analysis.counts import standing_table
from eshram_cli.analysis.uplift import LEAST, RESAMPLES, like_days, pairs, uplift_of
from eshram_cli.language.dates import read_date
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.model import PlaceId

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "camps.md"


def tables() -> list[list[dict[str, str]]]:
    """The tables of the page, each row by its headings."""
    found = []
    for block in re.findall(r"(?:^\|.*\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE):
        head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines())
        found.append([dict(zip(head, row, strict=True)) for row in rows])
    return found


def day(text: str) -> dt.date:
    found = read_date(text)
    assert found is not None
    return found.date


@pytest.mark.parametrize("row", [0, 1])
def test_yields_of_days_and_of_counts_so_far(row: int) -> None:
    told, days = tables()[0][row], [dt.date(2021, 12, number) for number in (5, 6, 7)]
    with Ledger.in_memory() as ledger:
        for one in days:
            number = int(told[f"{one:%d.%m}"])
            value, new = (None, number) if row == 0 else (number, None)
            at = dt.datetime(2021, 12, 28, tzinfo=dt.UTC)
            ledger.enter(
                PlaceId("b1991"), value, one, new=new, cut="camp=haat", who="me", received_at=at, tool_version="1"
            )
        found = yields(standing_table(ledger.figures(["b1991"], days, cuts=["camp=haat"]), days))
    wanted = tables()[0][2]
    assert [one.registered for one in found] == [int(wanted[f"{one:%d.%m}"]) for one in days]
    assert sum(one.registered for one in found) == int(wanted["sum"])


def test_the_worked_sundays() -> None:
    _, sundays, compared, _ = tables()
    new = {day(row["Sunday"]): float(row["new"]) for row in sundays}
    camps = {day(row["Sunday"]) for row in sundays if row["what was on"] == "camp"}
    noted = {day(row["Sunday"]) for row in sundays if row["what was on"] == "note"}
    given = {one: camp for camp, like in like_days(new, camps, noted).items() for one in like}
    assert given == {day(row["Sunday"]): day(row["like day of"]) for row in sundays if row["like day of"]}
    found = pairs({"b": new}, {"b": camps}, {"b": noted}).pairs
    assert [(one.as_on, one.new, one.usual, one.difference) for one in found] == [
        (day(row["camp day"]), float(row["new"]), float(row["like days, mean"]), float(row["difference"]))
        for row in compared
    ]


def test_the_worked_ranges() -> None:
    assert (LEAST, RESAMPLES) == (6, 2000)
    for row in tables()[3]:
        found = uplift_of([float(number) for number in row["differences"].split(",")])
        told = [f"{value:.1f}" if value is not None else "" for value in (found.uplift, found.low, found.high)]
        assert told == [row["uplift"], row["from"], row["to"]]
