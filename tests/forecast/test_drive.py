"""The shared drive data, a small part of it: a day back is the ledger that ends there, and a nation is quick."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import json
from pathlib import Path

import pytest

from eshram_cli.jobs.questions.forecast import forecast_within
from eshram_cli.jobs.session import reading
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import INDIA, Level
from eshram_cli.returns.model import CellCount, Record, Return, Table
from tests.conftest import SHARED, Eshram

DRIVE = SHARED / "reference" / "drive" / "district_daily_dev.csv.gz"
STATE, DAY = "Tripura", "2021-08-15"


@pytest.mark.skipif(not DRIVE.is_file(), reason="the shared drive data are not beside the repository")
@pytest.mark.parametrize("place", [("--state", STATE), ("--state", STATE, "--all"), ("--district", "dhalai")])
def test_a_day_back_is_byte_for_byte_the_ledger_that_ends_there(
    eshram: Eshram, home: Path, place: tuple[str, ...]
) -> None:
    with gzip.open(DRIVE, "rt", encoding="utf-8") as stream:
        rows = [row for row in csv.reader(stream) if row[0] == STATE]
    answers = []
    for name, kept in (("full", rows), ("short", [row for row in rows if row[2] <= DAY])):
        sheet, ledger = home / f"{name}.csv", home / f"{name}.db"
        with sheet.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([("state", "district", "date", "registered"), *kept])
        assert eshram("ingest", sheet, "--map", "registered=registered", "--ledger", ledger).code == 0
        answers.append(eshram("forecast", *place, "--as-on", DAY, "--format", "json", "--ledger", ledger).out)
    assert answers[0] == answers[1]
    assert json.loads(answers[0])["as_on"] == DAY


def test_every_district_of_the_country_is_forecast_at_once(home: Path) -> None:
    """Counts of 100 days for each."""
    first, days = dt.date(2021, 9, 1), 100
    districts = Gazetteer.bundled().all(Level.district)
    records = tuple(
        Record(place=place.id, as_on=first + dt.timedelta(days=day), row=1,
               counts=(CellCount(value=1000 + (at + 7) * day, column=1),))
        for at, place in enumerate(districts)
        for day in range(days)
    )  # fmt: skip
    ret = Return("all.csv", "", "0", Table("", (), None, 0, 0, ()), records, as_on=first)
    with Ledger.open(home / "nation.db") as ledger:
        ledger.accept(ret, who="", received_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC), tool_version="0")
    with reading(home / "nation.db") as session:
        found = forecast_within(session, session.gazetteer.get(INDIA), level=Level.district)
    assert len(found.rows) > 700
