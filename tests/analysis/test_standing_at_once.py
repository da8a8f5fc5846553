"""Rankings of many made-up districts, by every measure, held to a plain model: cheap, and finds most faults."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.lines import lines
from eshram_cli.analysis.standing import rank
from eshram_cli.answers.measure import Measure
from tests.analysis.standing_lines_model import Line, Told, band, line, ranks, reason

if TYPE_CHECKING:
    from tests.analysis.conftest import Drive

SINCE, TODAY, DEADLINE, SET_ON = 15, 20, 26, 12
MEASURES = [measure for measure in Measure if measure is not Measure.composite]


def offices() -> dict[str, tuple[dict[int, int], dict[int, int], int | None]]:
    """Counts, new persons and target of 40 districts; some never reported, some stopped, some have no target."""
    dice, found = random.Random(1), {}  # noqa: S311 - the same each time
    for number in range(40):
        days = sorted(dice.sample(range(5, 22), dice.choice((0, 1, 3, 6, 12, 16))))
        grown, counts = 10 * number, {}
        for on in days:
            grown += dice.choice((0, 0, 5, 10, 40, -3))
            counts[on] = grown
        new = {on: dice.randint(0, 9) for on in days if dice.random() < 0.2}
        found[f"D{number:02}"] = counts, new, dice.choice((None, 0, 50, 100, 200, 200, 400, 400))
    return found


@pytest.fixture(scope="module")
def counts(drive: type[Drive]) -> Counts:
    """What the offices returned, and their targets."""
    given = offices()
    asked = drive(
        {"B": list(given)},
        {name: counts for name, (counts, _, _) in given.items()},
        new={name: new for name, (_, new, _) in given.items()},
        targets={name: target for name, (_, _, target) in given.items() if target is not None},
        deadline=DEADLINE,
        set_on=SET_ON,
    )
    return asked.counts


@pytest.mark.parametrize(("by", "on_day"), [*((by, TODAY) for by in MEASURES), (Measure.prorated, DEADLINE)])
def test_forty_districts(counts: Counts, on: Callable[[int], dt.date], by: Measure, on_day: int) -> None:
    given = offices()
    found = rank(counts, "B", 2, on(on_day), by=by, since=on(SINCE))
    told = {
        name: Told({on(day): n for day, n in told.items()}, {on(day): n for day, n in new.items()}, target)
        for name, (told, new, target) in given.items()
    }

    def as_on(day: dt.date) -> dict[str, Line]:
        """The lines of a day, with the delta over as many days before it."""
        span = on(on_day) - on(SINCE)
        return {name: line(one, day, on(DEADLINE), on(SET_ON), day - span) for name, one in told.items()}

    now, then = as_on(on(on_day)), as_on(on(SINCE))
    ranked, before = (
        ranks({name: getattr(row, by) for name, row in rows.items()}, by is Measure.balance) for rows in (now, then)
    )
    assert [row.id for row in found.rows] == sorted(now, key=lambda name: (ranked.get(name, 99), name))
    for row in found.rows:
        mine = now[row.id]
        moved = before[row.id] - ranked[row.id] if row.id in ranked and row.id in before else None
        assert (row.rank, row.move) == (ranked.get(row.id), moved)
        assert row.reason == reason(told[row.id], mine, by)
        lacks = int(mine.as_on == on(on_day) and mine.new is None)
        assert (row.missing, row.new_known, row.new_lacks) == (0, mine.new, lacks)
        assert (row.target, row.band) == (told[row.id].target, band(mine.percent))
        expected = mine._asdict()
        if by is not Measure.delta:
            expected |= {"delta": None, "silent": False}
        if by is not Measure.prorated:
            expected |= {"prorated": None}
        assert {name: getattr(row, name) for name in expected} == pytest.approx(expected)
    assert found.reported == sum(row.as_on == on(on_day) for row in now.values())


@pytest.mark.parametrize("by", [Measure.registered, Measure.pace7])
def test_the_ranks_of_the_last_days(counts: Counts, on: Callable[[int], dt.date], by: Measure) -> None:
    """From the earliest to the day asked; a place that had no value has no rank on that day."""
    found = rank(counts, "B", 2, on(TODAY), by=by, history=3)
    assert found.days == (on(18), on(19), on(20))
    known = {name: {on(day): count for day, count in given.items()} for name, (given, _, _) in offices().items()}
    expected = []
    for day in found.days:
        of_day = {name: line(Told(told, {}, None), day, day, day, day) for name, told in known.items()}
        expected.append(ranks({name: getattr(one, by) for name, one in of_day.items()}, lowest_first=False))
    for row in found.rows:
        assert row.ranks == tuple(ranked.get(row.id) for ranked in expected)
        assert row.ranks[-1] == row.rank


def test_without_days_asked_for_there_are_no_earlier_ranks(counts: Counts, on: Callable[[int], dt.date]) -> None:
    found = rank(counts, "B", 2, on(TODAY), by=Measure.registered)
    assert (found.days, {row.ranks for row in found.rows}) == ((), {()})


def test_what_takes_longer_is_worked_out_only_where_it_is_asked_for(
    counts: Counts, on: Callable[[int], dt.date]
) -> None:
    rows = lines(counts, list(offices()), on(TODAY))
    assert any(row.pace7 is not None for row in rows)
    assert {(row.prorated, row.delta, row.silent) for row in rows} == {(None, None, False)}
