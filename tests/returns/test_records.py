"""One validated record a row: what it says is right by the time it exists, and figures are derived from it."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Callable
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem
from eshram_cli.returns.model import MAX_PERSONS, CellCount, Record, Return, Table, TargetRecord

DAY = dt.date(2021, 12, 4)
RECORD = TypeAdapter(Record)
RAXAUL, ADAPUR = PlaceId("raxaul"), PlaceId("adapur")

Read = Callable[..., Any]


@pytest.mark.parametrize("value", [-1, MAX_PERSONS, 7.0, "7", None, True])
@pytest.mark.parametrize(
    "made", [lambda value: CellCount(value=value), lambda value: TargetRecord(place=RAXAUL, value=value)]
)
def test_what_is_no_count_of_persons_is_no_record(made: Callable[[object], object], value: object) -> None:
    with pytest.raises(ValidationError):
        made(value)


@pytest.mark.parametrize(
    "wrong",
    [
        {"place": 7},
        {"as_on": "2021-12-04"},
        {"as_on": dt.datetime(2021, 12, 4, 18)},  # noqa: DTZ001
        {"time": "18:00"},
        {"written": None},
        {"row": "5"},
        {"counts": ({"value": 7, "measure": "gone"},)},
        {"counts": ({"value": 7, "quality": "sure"},)},
        {"counts": ({"value": 7, "cut": None},)},
        {"as_on": None},
    ],
    ids=str,
)
def test_every_field_is_looked_at(wrong: dict[str, object]) -> None:
    good = {"place": RAXAUL, "as_on": DAY, "row": 5, "counts": ({"value": 7},)}
    assert RECORD.validate_python(good).counts == (CellCount(value=7),)
    with pytest.raises(ValidationError):
        RECORD.validate_python({**good, **wrong})


def test_a_target_needs_no_date_and_nothing_is_changed_later() -> None:
    record = Record(place=RAXAUL, as_on=None, targets=(TargetRecord(place=RAXAUL, value=500),))
    with pytest.raises(FrozenInstanceError):
        record.row = 7  # type: ignore[misc]


def test_figures_stand_column_by_column_with_their_cells() -> None:
    ret = _returned()
    assert [(one.place, one.measure, one.value, one.row, one.column) for one in ret.figures] == [
        (RAXAUL, "registered", 100, 5, 3),
        (ADAPUR, "registered", 200, 6, 3),
        (RAXAUL, "new", 10, 5, 4),
        (ADAPUR, "new", 20, 6, 4),
    ]
    assert [one.value for one in ret.targets] == [500]
    assert (len(ret.counts), len(ret.new_counts), ret.days) == (2, 2, frozenset({DAY}))


def test_rows_that_are_kept_out_count_as_rejected_and_may_keep_their_target() -> None:
    problem = Problem("count-falls")
    ret = _returned().without_rows({5, 99}, [problem])
    assert ([one.row for one in ret.figures], ret.targets, ret.rejected) == ([6, 6], (), 1)
    assert ret.problems == (problem,)
    kept = _returned().without_rows({5}, [problem], targets=True)
    assert ([one.row for one in kept.figures], len(kept.targets), kept.rejected) == ([6, 6], 1, 1)


def test_a_return_is_the_same_on_the_other_side_of_a_pipe() -> None:
    ret = _returned()
    assert ret.figures
    assert pickle.loads(pickle.dumps(ret)) == ret  # noqa: S301


def test_a_row_whose_columns_speak_of_two_days_is_a_record_for_each(read: Read) -> None:
    said = read(
        """
        Block registered, district Purbi Champaran
        Block | Up to 03.12.2021 | Up to 04.12.2021
        Raxaul | 100 | 120
        Adapur | 200 |
        """
    )
    assert [(one.row, one.as_on.day, [count.value for count in one.counts]) for one in said.first.records] == [
        (3, 3, [100]),
        (3, 4, [120]),
        (4, 3, [200]),
    ]


@pytest.mark.parametrize("text", ["20000", "-3"])
def test_what_the_unit_makes_of_a_number_is_validated_and_told_with_its_cell(read: Read, text: str) -> None:
    said = read(
        f"""
        District wise registration as on 04.12.2021, figures in lakh
        District | Registered
        Araria | 1.25
        Arwal | {text}
        """
    )
    assert said.records == ["Araria registered 125000 (about)"]
    assert said.problems == ["count-not-number B4"]
    assert said.first.rejected == 1


def _returned() -> Return:
    def record(place: PlaceId, row: int, whole: int, new: int, targets: tuple[TargetRecord, ...] = ()) -> Record:
        counts = CellCount(value=whole, column=3), CellCount(value=new, column=4, measure="new")
        return Record(place=place, as_on=DAY, row=row, written=place, counts=counts, targets=targets)

    aim = TargetRecord(place=RAXAUL, value=500, row=5, column=2)
    records = record(RAXAUL, 5, 100, 10, (aim,)), record(ADAPUR, 6, 200, 20)
    return Return("raxaul.xlsx", "S", "", Table("S", (4,), None, 5, 6, ()), records)
