"""Checks at the door: small returns in, problems out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from eshram_cli.checks import KEPT_OUT, History, run_checks
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Language, Problem, Severity
from eshram_cli.returns.model import CellCount, Measure, Record, Return, Table

MANSI = PlaceId("b1819")
GOGRI = PlaceId("b1817")


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def returned(*figures: tuple[PlaceId, str, int], as_on_from: str = "title A2") -> Return:
    """A return with one row a figure, the first in row 4."""
    records = tuple(
        Record(place=place, as_on=day(as_on), row=row, written=place, counts=(CellCount(value=value, column=3),))
        for row, (place, as_on, value) in enumerate(figures, start=4)
    )
    table = Table("Sheet1", (3,), None, 4, 3 + len(records), (), as_on_from=as_on_from)
    return Return("mansi.xlsx", "Sheet1", "", table, records)


def found(ret: Return, **history: object) -> list[Problem]:
    return list(run_checks(ret, History(**history)))  # type: ignore[arg-type]


def test_a_count_below_the_ledgers_last_one_is_a_warning_at_its_cell() -> None:
    (problem,) = found(
        returned((MANSI, "2021-12-05", 9_400), (GOGRI, "2021-12-05", 9_400)),
        before={MANSI: (day("2021-12-04"), 9_500), GOGRI: (day("2021-12-04"), 9_400)},
    )
    assert problem.code == "count-falls"
    assert problem.severity is Severity.warning
    assert problem.line() == (
        'mansi.xlsx, sheet "Sheet1", C4: The count of b1819 falls from 9,500 on 04.12.2021 to 9,400 on 05.12.2021. '
        "The count of persons registered so far cannot fall. Ask the office which figure is right, and get a corrected "
        "sheet."
    )


def test_falls_within_a_long_return_are_one_warning_a_place() -> None:
    counts = [("2021-12-01", 10), ("2021-12-02", 9), ("2021-12-03", 12), ("2021-12-04", 11)]
    (problem,) = found(returned(*((MANSI, on, value) for on, value in counts)))
    assert problem.code == "count-falls-often"
    assert problem.words["count"] == 2
    assert problem.where.cell == "C5"


def test_the_order_of_rows_does_not_matter() -> None:
    assert found(returned((MANSI, "2021-12-05", 12), (MANSI, "2021-12-04", 10))) == []


def test_a_figure_of_a_day_that_has_not_come_is_an_error() -> None:
    ret = returned((MANSI, "2022-12-04", 10), (GOGRI, "2021-12-04", 10))
    (problem,) = found(ret, today=day("2021-12-05"))
    assert (problem.code, problem.severity, problem.where.row) == ("date-in-future", Severity.error, 4)


def test_a_date_given_by_hand_may_lie_ahead_and_is_told_once() -> None:
    ret = returned((MANSI, "2022-12-04", 10), (GOGRI, "2022-12-04", 10), as_on_from="option")
    (problem,) = found(ret, today=day("2021-12-05"))
    assert (problem.code, problem.severity) == ("date-ahead", Severity.warning)
    assert "04.12.2022" in problem.message()
    assert found(ret, today=day("2022-12-04")) == []


def test_figures_from_before_the_drive_are_one_warning() -> None:
    (problem,) = found(returned((MANSI, "2021-08-25", 10), (GOGRI, "2021-08-24", 10), (GOGRI, "2021-08-26", 11)))
    assert problem.code == "date-before-drive"
    assert (problem.words["count"], problem.words["date"], problem.where.row) == (2, "24.08.2021", 5)


@pytest.mark.parametrize("language", Language)
def test_no_brackets_are_left_in_any_sentence(language: Language) -> None:
    ret = returned((MANSI, "2021-08-25", 10), (MANSI, "2021-08-26", 9), (MANSI, "2022-01-01", 8))
    for problem in found(ret, today=day("2021-12-31")):
        assert "{" not in problem.line(language)


def test_many_rows_of_days_that_have_not_come_are_one_error_that_keeps_all_of_them_out() -> None:
    ret = returned(*((MANSI, f"2021-12-{number:02}", 10) for number in range(10, 20)))
    (problem,) = found(ret, today=day("2021-12-12"))
    assert (problem.code, problem.severity, problem.where.row) == ("dates-in-future", Severity.error, 7)
    assert problem.message().startswith("7 rows are for days that have not come yet, the first for 13.12.2021")
    assert problem.message(Language.hi).startswith("7 पंक्तियाँ")
    assert problem.words[KEPT_OUT] == tuple(range(7, 14))


def test_a_return_of_two_days_is_held_against_its_own_yesterday() -> None:
    rows: list[tuple[Measure, int, int]] = [("registered", 4, 1_000), ("registered", 5, 1_100), ("new", 5, 5_000)]
    records = tuple(
        Record(
            place=MANSI,
            as_on=day(f"2021-12-0{row}"),
            row=row,
            written="Mansi",
            counts=(CellCount(value=value, column=3, measure=measure),),
        )
        for measure, row, value in rows
    )
    (problem,) = found(replace(returned(), records=records))
    assert (problem.code, problem.where.cell) == ("new-row-differs", "C5")
