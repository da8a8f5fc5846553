"""Plans: quotas that add up exactly, by what is lacking and by what was shown."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eshram_cli.analysis.plan import Part, Terms, plan, shares
from eshram_cli.analysis.workdays import Workdays
from eshram_cli.errors import EshramError
from tests.conftest import Eshram
from tests.forecast.conftest import forecasts, steady, tells

TERMS = Terms(dt.date(2022, 1, 26), Workdays(), 0.5)


def part(at: int, registered: int | None, target: int | None, best: float | None) -> Part:
    return Part(f"b{at}", f"Block {at}", "", at, registered, target, best)


def planned(eshram: Eshram, *arguments: str) -> dict[str, Any]:
    ran = eshram("plan", "--format", "json", *arguments)
    assert ran.code == 0, ran.err
    found: dict[str, Any] = json.loads(ran.out)
    return found


def test_the_quotas_of_the_27_blocks_add_up_to_what_is_lacking(eshram: Eshram, sample: Path) -> None:
    found = planned(eshram, "--district", "East Champaran", "--deadline", "2022-01-26")
    assert len(found["rows"]) == 27
    assert found["lacking"] == sum(row["quota"] for row in found["rows"]) == 725126
    for row in found["rows"]:
        assert row["quota"] == sum(row["days"].values()) == sum(week["quota"] for week in row["weeks"])
        assert row["quota"] <= row["lacking"] * 5 // 4
    assert (found["days"], found["working_days"]) == (29, 25)


def test_sundays_and_holidays_weigh_less(eshram: Eshram, sample: Path, home: Path) -> None:
    (home / "settings.toml").write_text("holidays = [2022-01-14]\n", encoding="utf-8")
    found = planned(eshram, "--district", "East Champaran", "--deadline", "2022-01-26", "--rest", "0")
    assert found["working_days"] == 24
    assert {row["days"][day] for row in found["rows"] for day in ("2022-01-02", "2022-01-14")} == {0}


def test_camps_go_where_the_quota_is_furthest_beyond_the_usual(eshram: Eshram, sample: Path) -> None:
    found = planned(eshram, "--district", "East Champaran", "--deadline", "2022-01-26", "--camps", "20")
    assert sum(row["camps"] for row in found["rows"]) == 20
    most = max(found["rows"], key=lambda row: row["camps"])
    assert most["times_best"] > min(row["times_best"] for row in found["rows"])


def test_a_line_for_each_block_to_forward(eshram: Eshram, sample: Path) -> None:
    ran = eshram("plan", "--district", "East Champaran", "--deadline", "2022-01-26", "--lines")
    lines = ran.out.splitlines()
    assert len(lines) == 27
    assert lines[0].startswith("Adapur: ")
    assert " more by 26.01.2022, " in lines[0]


@pytest.mark.parametrize("language", ["en", "hi"])
def test_a_week_is_headed_by_its_first_and_last_day(eshram: Eshram, sample: Path, language: str) -> None:
    ran = eshram("plan", "--district", "East Champaran", "--deadline", "2022-01-05", "--lang", language)
    (heading,) = [line for line in ran.out.splitlines() if "29.12-" in line]
    assert [cell for cell in heading.split() if cell[0].isdigit()] == ["29.12-04.01", "05.01"]


def test_the_workbook_has_quotas_weeks_and_days(eshram: Eshram, sample: Path, home: Path) -> None:
    out = home / "plan.xlsx"
    asked = ("plan", "--district", "East Champaran", "--deadline", "2022-01-26", "-o", str(out))
    assert eshram(*asked).code == 0
    first = out.read_bytes()
    assert eshram(*asked).code == 0
    assert out.read_bytes() == first
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Quotas", "Weeks", "Days", "About"]
    total = [cell.value for cell in book["Days"][book["Days"].max_row]]
    assert sum(value for value in total if isinstance(value, int)) == 725126


def test_whether_it_can_be_done_is_said_plainly(eshram: Eshram, sample: Path) -> None:
    ran = eshram("plan", "--district", "East Champaran", "--deadline", "2022-01-04")
    assert "at the pace so far it cannot succeed" in ran.out


def test_the_sentence_and_the_sum_compare_the_same_working_day_with_the_best(eshram: Eshram, sample: Path) -> None:
    found = planned(eshram, "--district", "East Champaran", "--deadline", "2022-01-26")
    week = f"{found['per_working_day'] / found['best_week_per_day']:.2f} times the best week"
    day = f"{found['per_working_day'] / found['best_day']:.2f} times the best day"
    said = eshram("plan", "--district", "East Champaran", "--deadline", "2022-01-26").out
    assert f"That is {week} and {day} so far" in said
    assert week.partition(" ")[0] in next(line for line in said.splitlines() if line.startswith("Purbi Champaran "))


@pytest.mark.parametrize(
    ("arguments", "code", "problem"),
    [
        (("--state", "uttarakhand", "--deadline", "2021-12-31"), 2, "plan-no-target"),
        (("--district", "bilaspur, himachal pradesh", "--deadline", "2022-03-31"), 1, "plan-done"),
        (("--district", "khagaria", "--deadline", "2021-12-28"), 2, "deadline-passed"),
    ],
)
def test_what_cannot_be_planned_is_said(
    eshram: Eshram, sample: Path, arguments: tuple[str, ...], code: int, problem: str
) -> None:
    ran = eshram("plan", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert tells(ran.err, problem)


def test_a_plan_of_days_of_rest_only_is_refused() -> None:
    (found,) = forecasts(steady([500]), [100_000])
    sunday = found.as_on + dt.timedelta(days=1)
    everything = Terms(sunday, Workdays(True, frozenset({sunday})), 0)
    with pytest.raises(EshramError) as raised:
        plan(found, 100_000, [part(1, 1000, 2000, 5.0)], everything)
    assert raised.value.problem.code == "plan-no-days"


def test_the_lines_go_into_the_file_that_is_named(eshram: Eshram, sample: Path, home: Path) -> None:
    asked = ("plan", "--district", "East Champaran", "--deadline", "2022-01-26", "--lines")
    assert eshram(*asked, "-o", home / "lines.txt").out == ""
    assert (home / "lines.txt").read_text(encoding="utf-8") == eshram(*asked).out


HOW = [
    ([(50, 100, 5.0), (20, 90, 3.0)], ("lacking", "best")),
    ([(50, 100, 5.0), (20, 90, None)], ("lacking",)),
    ([(50, None, 5.0), (20, 90, 3.0)], ("best",)),
    ([(None, None, None), (None, None, None)], ()),
]


@pytest.mark.parametrize(("parts", "grounds"), HOW)
def test_it_is_said_by_what_the_parts_were_weighed(
    parts: list[tuple[int | None, int | None, float | None]], grounds: tuple[str, ...]
) -> None:
    (found,) = forecasts(steady([500]), [100_000])
    made = plan(found, 100_000, [part(at, *one) for at, one in enumerate(parts)], TERMS)
    assert made.shared_by == grounds


def test_blocks_without_targets_are_not_said_to_share_by_what_they_lack(eshram: Eshram, sample: Path) -> None:
    said = eshram("plan", "--district", "khagaria", "--deadline", "2022-01-15").out
    assert "Shared by what each place has done on its best days, because not all have a target of their own" in said


def test_the_able_are_asked_for_more_and_the_done_for_nothing() -> None:
    shared = shares(1000, [part(1, 0, 1000, 100.0), part(2, 0, 1000, 50.0), part(3, 900, 900, 80.0)])
    assert shared["b1"] > shared["b2"]
    assert shared["b3"] == 0


def test_nobody_is_asked_for_more_than_it_lacks() -> None:
    """The able take what they lack, the rest goes to the others; only where all lack too little is more shared."""
    parts = [part(1, 900, 1000, 500.0), part(2, 0, 1000, 5.0), part(3, 0, 1000, 5.0)]
    assert shares(1100, parts) == {"b1": 100, "b2": 500, "b3": 500}
    assert sum(shares(5000, parts).values()) == 5000


def test_a_block_whose_figure_is_old_is_marked(eshram: Eshram, sample: Path) -> None:
    """Khagaria's blocks last reported on 04.12.2021, and the plan is made on the figures of the 28th."""
    asked = ("plan", "--district", "khagaria", "--deadline", "2022-03-31", "--as-on", "2021-12-28")
    rows = json.loads(eshram(*asked, "--format", "json").out)["rows"]
    assert {row["stale_days"] for row in rows} == {24}
    said = eshram(*asked).out
    assert "Quotas that start from an old figure: 7; the oldest of 04.12.2021 (24 days old): Alauli" in said


counts = st.one_of(st.none(), st.integers(0, 100_000))


@given(
    st.integers(1, 2_000_000),
    st.lists(st.tuples(counts, counts, st.one_of(st.none(), st.floats(0, 5000))), min_size=1, max_size=12),
)
def test_shares_always_add_up_exactly(lacking: int, rows: list[tuple[int | None, int | None, float | None]]) -> None:
    parts = [part(at, *row) for at, row in enumerate(rows)]
    shared = shares(lacking, parts)
    assert sum(shared.values()) == lacking
    assert min(shared.values()) >= 0


@given(st.integers(1, 400), st.floats(0, 1), st.integers(60_001, 10_000_000))
def test_days_add_up_to_the_quota_whatever_the_weights(days: int, rest: float, target: int) -> None:
    (found,) = forecasts(steady([500]), [100_000])
    terms = Terms(found.as_on + dt.timedelta(days=days + 1), Workdays(), rest)
    made = plan(found, target, [part(1, 1000, None, None), part(2, 500, None, None)], terms)
    assert sum(sum(row.days.values()) for row in made.rows) == made.lacking
    assert all(persons >= 0 for row in made.rows for persons in row.days.values())
