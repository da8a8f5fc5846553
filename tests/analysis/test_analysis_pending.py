"""Who has not reported: what was due held against what came."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import pytest

from eshram_cli.analysis.pending import Pending, Reporter, Rhythm, pending
from eshram_cli.analysis.workdays import Workdays

if TYPE_CHECKING:
    from tests.analysis.conftest import Drive

On = Callable[[int], dt.date]
Came = Mapping[str, Mapping[int, str]]
"""Place -> day of December 2021 -> when it came, `day hour` (India); blank: that evening at six."""

TREE = {"B": ["D"], "D": ["b1", "b2", "b3"]}
ZONE = dt.timezone(dt.timedelta(hours=5, minutes=30))


@pytest.fixture
def ask(drive: type[Drive], on: On) -> Callable[..., Pending]:
    def asked(
        came: Came,
        day: int,
        *,
        since: int | None = None,
        rhythm: Rhythm | None = None,
        begun: int = 0,
        lives: Mapping[str, tuple[int | None, int | None]] | None = None,
    ) -> Pending:
        def moment(text: str, number: int) -> dt.datetime:
            number, hour = map(int, text.split()) if text else (number, 18)
            return dt.datetime.combine(on(number), dt.time(hour), ZONE)

        last = {place: max(n for n in days if n <= day) for place, days in came.items() if min(days) <= day}
        tree = drive(TREE, {}, lives=lives).tree
        return pending(
            tree,
            "D",
            3,
            on(day),
            returned={p: {on(n): moment(text, n) for n, text in days.items() if n <= day} for p, days in came.items()},
            last=lambda owing: {place: (on(last[place]), 10) for place in owing if place in last},
            rhythm=rhythm or Rhythm(),
            since=on(since) if since else None,
            begun=dt.datetime.combine(on(begun), dt.time(9), ZONE),
        )

    return asked


def row(found: Pending, place: str) -> Reporter:
    return next(one for one in found.everyone if one.id == place)


def marks(one: Reporter) -> str:
    return "".join({"reported": "+", "late": "~", "missing": "x"}[mark.status] for mark in one.marks)


def evenings(*days: int) -> dict[int, str]:
    return dict.fromkeys(days, "")


def test_a_place_that_reported_in_time_owes_nothing(ask: Callable[..., Pending]) -> None:
    found = ask({place: evenings(9, 10) for place in ("b1", "b2", "b3")}, 10, since=9)
    assert (found.rows, found.missing, found.stale, found.late, found.places) == ((), 0, 0, 0, 3)


def test_missing_stale_late_and_never(ask: Callable[..., Pending], on: On) -> None:
    came = {"b1": evenings(8, 9), "b2": evenings(6, 7), "b3": {9: "", 10: "11 8"}}
    found = ask(came, 10, since=6)
    told = [(one.id, one.status, one.last_as_on, one.days_late) for one in found.rows]
    assert told == [("b2", "stale", on(7), 3), ("b1", "missing", on(9), 1), ("b3", "late", on(10), 1)]
    never = row(ask({"b1": evenings(10)}, 10, since=6), "b2")
    assert (never.status, never.last_as_on, never.days_late, never.registered) == ("missing", None, None, None)


def test_whether_it_is_stale_does_not_hang_on_the_period(ask: Callable[..., Pending]) -> None:
    assert row(ask({"b1": evenings(7)}, 10, since=10), "b1").status == "stale"


@pytest.mark.parametrize(("came", "days"), [("10 21", 1), ("11 19", 1), ("11 21", 2), ("13 20", 3)])
def test_days_late_are_counted_from_the_hour(ask: Callable[..., Pending], came: str, days: int) -> None:
    assert row(ask({"b1": {10: came}}, 10, since=10), "b1").days_late == days


def test_at_the_hour_is_in_time(ask: Callable[..., Pending]) -> None:
    assert row(ask({"b1": {10: "10 20"}}, 10, since=10), "b1").status is None


def test_completeness_counts_late_returns_and_timeliness_does_not(ask: Callable[..., Pending]) -> None:
    found = row(ask({"b1": {6: "", 7: "8 9", 9: "", 10: ""}}, 10, since=6), "b1")
    assert marks(found) == "+~x++"
    assert (found.due, found.missed, found.late) == (5, 1, 1)
    assert (found.completeness, found.timeliness) == (80, 75)


def test_nobody_knows_when_returns_came_before_the_ledger_was_begun(ask: Callable[..., Pending]) -> None:
    found = row(ask({"b1": {9: "12 9", 10: "12 9"}}, 10, since=9, begun=12), "b1")
    assert (marks(found), found.status, found.timeliness) == ("++", None, None)


@pytest.mark.parametrize(
    ("days", "habitual"), [((7, 8, 9, 10), False), ((9, 10), True), ((8, 9, 10), False), ((), True)]
)
def test_half_of_at_least_four_is_a_habit(ask: Callable[..., Pending], days: Sequence[int], habitual: bool) -> None:
    found = ask({"b1": evenings(1, *days)}, 10, since=7)
    assert row(found, "b1").habitual is habitual
    assert not row(ask({"b1": evenings(1)}, 10, since=8), "b1").habitual


def test_places_are_due_only_while_they_are_alive(ask: Callable[..., Pending]) -> None:
    found = ask({"b1": evenings(10)}, 10, since=6, lives={"b1": (9, None), "b2": (None, 8), "b3": (11, None)})
    assert [one.id for one in found.everyone] == ["b1"]
    assert marks(found.everyone[0]) == "x+"


def test_sundays_and_holidays_are_not_working_days(ask: Callable[..., Pending], on: On) -> None:
    rhythm = Rhythm("working", workdays=Workdays(True, frozenset({on(3)})))
    found = ask({"b1": evenings(2, 4)}, 5, since=1, rhythm=rhythm)  # 5 December 2021 is a Sunday
    assert (found.due, marks(row(found, "b1")), row(found, "b1").status) == (on(4), "x++", None)


def test_any_day_of_the_week_meets_a_weekly_return(ask: Callable[..., Pending], on: On) -> None:
    weekly = Rhythm("weekly", weekday=5)  # the Saturdays 4, 11, 18
    found = ask({"b1": evenings(2, 8, 18), "b2": evenings(4)}, 20, since=4, rhythm=weekly)
    assert (found.due, marks(row(found, "b1")), marks(row(found, "b2"))) == (on(18), "+++", "+xx")
    assert (row(found, "b2").status, row(found, "b2").days_late) == ("missing", 10)
    assert row(ask({"b2": evenings(4)}, 25, since=4, rhythm=weekly), "b2").status == "stale"


def test_a_period_that_holds_no_due_day_reaches_back_to_the_last_one(ask: Callable[..., Pending], on: On) -> None:
    found = ask({"b1": evenings(3)}, 8, since=7, rhythm=Rhythm("weekly", weekday=5))
    assert (found.since, marks(row(found, "b1"))) == (on(4), "+")


def test_working_days_between_two_dates(on: On) -> None:
    assert Workdays().after(on(1), on(8)) == 7
    assert Workdays(True, frozenset({on(3), on(5)})).after(on(1), on(8)) == 5
    assert Workdays().after(on(8), on(1)) == 0
