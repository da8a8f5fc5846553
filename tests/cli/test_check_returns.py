"""`eshram check` runs the rules for returns on what the ledger holds, however it came in."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from eshram_cli.checks import rules
from eshram_cli.jobs.place_options import find_place
from eshram_cli.language.words import words_of
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.problems import Language, catalogue
from eshram_cli.returns.model import CellCount, Record, Return, Table, TargetRecord
from tests.conftest import Eshram

NOW = dt.datetime(2021, 12, 1, tzinfo=dt.UTC)
FIRST = dt.date(2021, 10, 4)
LAST = 11
"""Days after the first."""
KHAGARIA = find_place(Gazetteer.bundled(), "khagaria", level=Level.district)
BLOCKS = Gazetteer.bundled().children(KHAGARIA.id)
FAULTY = BLOCKS[0]

Row = dict[str, int]
"""What a row says of a block, by cut and measure: `registered`, `new`, `channel=csc`, `target`."""
Sheets = list[dict[PlaceId, Row]]


def clean(first: int = 0) -> Sheets:
    """Twelve days, from the first one on, on which each block gains some 100 persons in its own way."""
    sheets: Sheets = []
    for day in range(first, LAST + 1):
        sheet = {}
        for at, block in enumerate(BLOCKS):
            gains = [97 + 3 * at + (one * one + 7 * at) % 23 for one in range(day + 1)]
            sheet[block.id] = {"registered": 5003 + 1009 * at + sum(gains), "new": gains[-1]}
        sheets.append(sheet)
    return sheets


def keep(home: Path, sheets: Sheets, first: dt.date = FIRST) -> None:
    """A ledger with a sheet a day, stored as it is: no rule at the door has seen it."""
    with Ledger.open(home / "eshram.db") as ledger:
        for after, sheet in enumerate(sheets):
            day = first + dt.timedelta(days=after)
            records = [record(place, day, at, row) for at, (place, row) in enumerate(sheet.items(), start=4)]
            table = Table("Sheet1", (3,), None, 4, 3 + len(records), (), as_on=day)
            ret = Return(f"{day}.xlsx", "Sheet1", str(day), table, tuple(records), as_on=day)
            ledger.accept(ret, who="clerk", received_at=NOW, tool_version="0.1")


def record(place: PlaceId, day: dt.date, at: int, row: Row) -> Record:
    counts = [
        CellCount(value=value, column=column, measure="new" if what == "new" else "registered",
                  cut=what if "=" in what else "")
        for column, (what, value) in enumerate(row.items(), start=3)
        if what != "target"
    ]  # fmt: skip
    aims = (TargetRecord(place=place, value=row["target"], row=at, column=9),) if "target" in row else ()
    return Record(place=place, as_on=day, row=at, written="as written", counts=tuple(counts), targets=aims)


def found(eshram: Eshram, *arguments: str) -> list[dict[str, Any]]:
    ran = eshram("check", "--district", "khagaria", "--format", "json", *arguments)
    assert ran.code == 0, ran.err
    problems: list[dict[str, Any]] = json.loads(ran.out)["problems"]
    return problems


def lower(sheets: Sheets) -> None:
    sheets[-1][FAULTY.id]["registered"] -= 500


def leap(sheets: Sheets) -> None:
    sheets[-1][FAULTY.id]["registered"] += 9000


def digit(sheets: Sheets) -> None:
    del sheets[:8]
    sheets[-1][FAULTY.id]["registered"] *= 10


def again(sheets: Sheets) -> None:
    sheets[-1] = {place: {"registered": row["registered"]} for place, row in sheets[-2].items()}


def left_out(sheets: Sheets) -> None:
    del sheets[-1][FAULTY.id]


def other_new(sheets: Sheets) -> None:
    sheets[-1][FAULTY.id]["new"] *= 7


def count_as_new(sheets: Sheets) -> None:
    sheets[-1] = {place: {"new": row["registered"]} for place, row in sheets[-1].items()}


def a_column_too_far(sheets: Sheets) -> None:
    sheets[-1][FAULTY.id] = {"new": sheets[-1][FAULTY.id]["registered"]}


def larger_parts(sheets: Sheets) -> None:
    for row in sheets[-1].values():
        row |= {"channel=csc": row["registered"] - 100, "channel=self": 101}


def departments_alone(sheets: Sheets) -> None:
    sheets[-1][FAULTY.id] = {"department=labour": 700, "department=rural": 50}


def crowded(sheets: Sheets) -> None:
    sheets[-1][FAULTY.id]["registered"] = 5_000_000


def target_as_count(sheets: Sheets) -> None:
    sheets[-1][FAULTY.id]["target"] = sheets[-1][FAULTY.id]["registered"]


def large_target(sheets: Sheets) -> None:
    sheets[0][FAULTY.id]["target"] = 900_000


def other_target(sheets: Sheets) -> None:
    sheets[0][FAULTY.id]["target"], sheets[-1][FAULTY.id]["target"] = 30_000, 30_001


FAULTS: dict[str, Callable[[Sheets], None]] = {
    "fall": lower, "jump": leap, "tenfold": digit, "repeated": again, "missing-places": left_out,
    "new-differs": other_new, "new-is-count": count_as_new, "slipped": a_column_too_far, "cut-sums": larger_parts,
    "part-alone": departments_alone, "population": crowded, "at-target": target_as_count,
    "target-share": large_target, "target-changed": other_target,
}  # fmt: skip


@pytest.mark.parametrize("rule", FAULTS)
def test_each_rule_finds_its_fault_in_the_ledger(eshram: Eshram, home: Path, rule: str) -> None:
    sheets = clean()
    FAULTS[rule](sheets)
    keep(home, sheets)
    told = [one for one in found(eshram) if one["rule"] == rule]
    about = KHAGARIA if rule == "missing-places" else FAULTY
    day = FIRST + dt.timedelta(days=len(sheets) - 1)
    assert [(one["place"], one["as_on"], one["days"]) for one in told] == [(about.name, str(day), 1)]
    assert FAULTY.name in told[0]["message"] or rule == "repeated"
    assert FAULTY.name not in told[0]["message_hi"]


def test_every_rule_at_the_door_runs_on_the_ledger(eshram: Eshram, home: Path) -> None:
    """`day`, the one that is not about a figure, has a ledger of its own."""
    assert {*FAULTS, "day"} == {rule.name for rule in rules()}
    keep(home, clean(), dt.date(2021, 8, 20))
    assert ("day", 6) in [(one["rule"], one["days"]) for one in found(eshram)]


def test_two_findings_of_a_rule_about_one_place_are_both_told(eshram: Eshram, home: Path) -> None:
    sheets = clean()
    for row in sheets[-1].values():
        whole = row["registered"]
        row |= {"channel=csc": whole, "channel=self": 1, "gender=f": whole, "gender=m": 2}
    keep(home, sheets)
    told = [one["message"] for one in found(eshram) if one["rule"] == "cut-sums"]
    assert len(told) == 2 and told[0] != told[1]


def test_clean_sheets_are_no_matter(eshram: Eshram, home: Path) -> None:
    keep(home, clean())
    assert found(eshram) == []


def test_a_finding_names_the_cell_that_stands(eshram: Eshram, home: Path) -> None:
    sheets = clean()
    lower(sheets)
    keep(home, sheets)
    [one] = [one for one in found(eshram) if one["rule"] == "fall"]
    assert (one["file"], one["sheet"], one["cell"]) == (f"{FIRST + dt.timedelta(days=LAST)}.xlsx", "Sheet1", "C4")


def test_what_was_mended_since_is_not_told(eshram: Eshram, home: Path) -> None:
    sheets = clean()
    right = sheets[-1][FAULTY.id]["registered"]
    lower(sheets)
    keep(home, sheets)
    day = f"{FIRST + dt.timedelta(days=LAST):%d.%m.%Y}"
    assert eshram("enter", f"{FAULTY.name}, khagaria", str(right), "--as-on", day).code == 0
    assert found(eshram) == []
    assert "fall" in [one["rule"] for one in found(eshram, "--known-on", f"#{LAST + 1}")]


def test_a_place_that_came_in_another_sheet_is_not_missing(eshram: Eshram, home: Path) -> None:
    sheets = clean()
    alone = sheets[-1].pop(FAULTY.id)
    keep(home, sheets)
    keep(home, [{FAULTY.id: alone}], FIRST + dt.timedelta(days=LAST))
    assert found(eshram) == []


def test_a_figure_above_the_people_is_told_though_it_was_confirmed(eshram: Eshram, home: Path) -> None:
    """`above-population-kept`, once as large as it stands now, and once where a day before was larger."""
    keep(home, clean())
    entered = ("enter", f"{FAULTY.name}, khagaria", "5000000", "--as-on", "20.10.2021", "--anyway")
    assert eshram(*entered).code == 0
    [one] = [one for one in found(eshram) if one["rule"] == "population"]
    assert (one["severity"], one["as_on"]) == ("warning", "2021-10-20")
    assert "someone confirmed it" in one["message"]
    assert eshram("enter", f"{FAULTY.name}, khagaria", "7000", "--as-on", "21.10.2021").code == 0
    assert [one["as_on"] for one in found(eshram) if one["rule"] == "population"] == ["2021-10-20"]


def test_single_days_are_looked_at_from_a_day_on(eshram: Eshram, home: Path) -> None:
    sheets = clean()
    sheets[4][FAULTY.id]["registered"] -= 500
    keep(home, sheets)
    assert "fall" in [one["rule"] for one in found(eshram)]
    assert found(eshram, "--since", "12.10.2021") == []
    ran = eshram("check", "--district", "khagaria", "--since", "12.11.2021")
    assert (ran.code, "after the last day" in ran.err) == (2, True)


def test_a_rule_that_is_silent_for_a_place_does_not_see_it(eshram: Eshram, home: Path) -> None:
    sheets = clean()
    for block in BLOCKS[:5]:
        sheets[-1][block.id]["registered"] -= 500
    keep(home, sheets)
    [one] = [one for one in found(eshram) if one["rule"] == "fall"]
    assert one["message"].startswith("The counts of 5 places fall")
    for block in BLOCKS[:4]:
        silence = ("check", "--silence", "fall", "--place", f"{block.name}, khagaria", "--why", "recounted")
        assert eshram(*silence).code == 0
    [one] = [one for one in found(eshram) if one["rule"] == "fall"]
    assert one["message"].startswith(f"The count of {BLOCKS[4].name} falls")
    assert eshram("check", "--silence", "fall", "--place", "khagaria", "--why", "recounted").code == 0
    ran = eshram("check", "--district", "khagaria")
    assert "falls" not in ran.out and "were silenced: 1 finding" in ran.out


def test_a_rule_that_the_settings_switch_off_is_off_here_too(eshram: Eshram, home: Path) -> None:
    sheets = clean()
    leap(sheets)
    keep(home, sheets)
    (home / "settings.toml").write_text('[checks]\noff = ["jump"]\n', encoding="utf-8")
    assert "jump" not in [one["rule"] for one in found(eshram)]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_each_rule_is_explained_in_both_languages(eshram: Eshram, rule: Any) -> None:
    [row] = json.loads(eshram("check", "--explain", rule.name, "--format", "json").out)["rows"]
    meaning = words_of(f"check-means-{rule.name}")
    assert (row["meaning"], row["meaning_hi"]) == (meaning[Language.en], meaning[Language.hi])
    assert row["hint"] == catalogue()[rule.code].hint[Language.en] and "{" not in row["hint"] + row["hint_hi"]
    assert row["severity"] == catalogue()[rule.code].severity.value
