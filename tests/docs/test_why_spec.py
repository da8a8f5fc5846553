"""The worked case of docs/methods/why.md, kept in a ledger and asked of it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from eshram_cli.answers.measure import Measure
from eshram_cli.jobs.questions.why import why
from eshram_cli.jobs.session import Session, known_places
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.model import Level
from eshram_cli.returns.model import CellCount, Record, Return, Table

PAGE = Path(__file__).parents[2] / "docs" / "methods" / "why.md"
FIRST, LAST = dt.date(2021, 12, 26), dt.date(2021, 12, 28)


def tables() -> list[list[dict[str, str]]]:
    """The tables of the page, each row by its headings."""
    found = []
    for block in re.findall(r"(?:^\|.*\n)+", PAGE.read_text(encoding="utf-8"), re.MULTILINE):
        head, _, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in block.splitlines())
        found.append([dict(zip(head, row, strict=True)) for row in rows])
    return found


def test_the_worked_case() -> None:
    _, acts, steps, parts = tables()
    ledger = Ledger.in_memory()
    session = Session(ledger, known_places(ledger))
    bihar = next(place for place in session.gazetteer.all(Level.state) if place.name == "Bihar")
    of = dict(zip(("D1", "D2", "D3"), session.gazetteer.descendants(bihar.id, Level.district), strict=False))
    for heading in list(acts[0])[1:]:
        day = dt.date(2021, 12, int(heading[-5:-3]))
        records = tuple(
            Record(place=of[row["place"]].id, as_on=day, counts=(CellCount(value=int(row[heading])),))
            for row in acts
            if row[heading]
        )
        ret = Return(f"{heading}.csv", "", heading, Table("", (), None, 0, 0, ()), records, as_on=day)
        ledger.accept(ret, who="me", received_at=dt.datetime(2021, 12, 28, tzinfo=dt.UTC), tool_version="1")
    found = why(session, of["D1"], by=Measure.registered, since=FIRST, as_on=LAST)
    assert (found.rank_before, found.rank_now) == (2, 1)
    assert {part.cause: f"{part.ranks:.2f}" for part in found.parts} == {row["cause"]: row["ranks"] for row in parts}
    changed = {part.cause: set(part.places) for part in found.parts}
    told = {"restated": "D2", "late": "D3", "own": "D1", "rivals": "D2"}
    assert changed == {"target": set()} | {cause: {of[place].name} for cause, place in told.items()}
    assert [one.place for one in found.crossings] == [of["D2"].name]
    assert [row["now"] for row in steps] == ["30", "24", "25"]
