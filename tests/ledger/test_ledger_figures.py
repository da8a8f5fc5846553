"""The one table of figures: the current ones of places, days and cuts, as known on a moment."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from eshram_cli.frames import checked
from eshram_cli.ledger import frames

if TYPE_CHECKING:
    from tests.ledger.conftest import Office


def day(number: int) -> dt.date:
    return dt.date(2021, 12, number)


def figures(office: Office, *days: int, place: str = "raxaul", known: int | None = None) -> list[tuple[object, ...]]:
    """cut, measure, as on and value of the figures of a place that say what stands on the days."""
    table = office.ledger.figures([place], [day(number) for number in days], known=known)
    return office.rows(table, "cut", "measure", "as_on", "value")


def test_the_last_accepted_figure_of_a_date_is_the_current_one(office: Office) -> None:
    office.send("raxaul 2 100, raxaul 3 110, raxaul 4 120")
    office.send("raxaul 3 111")
    table = office.ledger.figures(["raxaul"], [day(2), day(4)])
    assert office.rows(table, "as_on", "value", "submission") == [(2, 100, 1), (3, 111, 2), (4, 120, 1)]


def test_what_was_undone_is_no_figure_and_stands_again_when_the_undoing_is(office: Office) -> None:
    office.send("raxaul 3 110")
    undoing = office.undo(office.send("raxaul 3 999").submission)
    assert figures(office, 3) == [("", "registered", 3, 110)]
    office.undo(undoing)
    assert figures(office, 3) == [("", "registered", 3, 999)]


def test_figures_are_those_known_on_a_moment(office: Office) -> None:
    first = office.send("raxaul 3 110").submission
    second = office.send("raxaul 3 120").submission
    office.undo(second)
    known = {number: figures(office, 3, known=number) for number in (0, first, second, None)}
    assert known[0] == []
    assert known[second] == [("", "registered", 3, 120)]
    assert known[first] == known[None] == [("", "registered", 3, 110)]


def test_the_last_two_dates_before_the_days_come_with_them(office: Office) -> None:
    office.send(", ".join(f"raxaul {number} {number}0" for number in (1, 2, 4, 6, 7, 9)))
    assert [row[2] for row in figures(office, 5)] == [2, 4]
    assert [row[2] for row in figures(office, 6)] == [4, 6]
    assert [row[2] for row in figures(office, 6, 7, 8)] == [4, 6, 7]
    assert [row[2] for row in figures(office, 30)] == [7, 9]


def test_days_far_apart_are_read_apart(office: Office) -> None:
    office.send(", ".join(f"raxaul {number} {number}0" for number in range(1, 26)))
    assert [row[2] for row in figures(office, 4, 20)] == [3, 4, 19, 20]


def test_each_cut_and_the_new_of_all_persons_since_the_count_come_too(office: Office) -> None:
    office.send("raxaul 3 100, raxaul 4 5 new, raxaul 5 6 new, raxaul 2 60 cut=channel:csc")
    office.send("raxaul 4 9 cut=channel:csc|gender:f")
    assert figures(office, 9) == [
        ("", "new", 4, 5),
        ("", "new", 5, 6),
        ("", "registered", 3, 100),
        ("channel=csc", "registered", 2, 60),
    ]


def test_the_new_is_read_from_the_newest_member_where_no_count_was_given(office: Office) -> None:
    office.send("raxaul 2 60 cut=channel:csc, raxaul 3 5 new, raxaul 4 6 new")
    assert [row[:3] for row in figures(office, 9)] == [
        ("", "new", 3),
        ("", "new", 4),
        ("channel=csc", "registered", 2),
    ]


def test_only_the_cuts_asked_for(office: Office) -> None:
    office.send("raxaul 3 100, raxaul 3 60 cut=channel:csc, raxaul 3 40 cut=channel:self")
    table = office.ledger.figures(["raxaul"], [day(3)], cuts=["", "channel=self"])
    assert office.rows(table, "cut", "value") == [("", 100), ("channel=self", 40)]


def test_many_places_give_what_each_gives_alone(office: Office) -> None:
    office.send("a 4 1, b 3 2")
    many = ["b", *(f"silent{number}" for number in range(400)), "a", "b"]
    assert office.rows(office.ledger.figures(many, [day(4)]), "place", "value") == [("a", 1), ("b", 2)]


def test_tables_have_the_declared_columns_even_when_empty(office: Office) -> None:
    for table, columns in (
        (office.ledger.figures(["a"], [day(4)]), frames.FIGURES),
        (office.ledger.targets(["a"], day(4)), frames.TARGETS),
        (office.ledger.targets_on(["a"], [day(4)]), frames.DATED_TARGETS),
    ):
        assert list(table.columns) == list(columns)
        assert checked(table, columns) is table


def test_figures_are_found_by_index_seeks(office: Office) -> None:
    """A view that ranks the whole table would take seconds on a state's year."""
    office.send("raxaul 2 100, raxaul 3 110")
    asked: list[str] = []
    db = office.ledger._db
    db.set_trace_callback(asked.append)
    figures(office, 3)
    db.set_trace_callback(None)
    plans = [row[3] for one in asked if "figures f" in one for row in db.execute(f"EXPLAIN QUERY PLAN {one}")]
    assert any(
        "SEARCH f USING PRIMARY KEY (place=? AND cut=? AND measure=? AND as_on>? AND as_on<?)" in p for p in plans
    )
    assert not [plan for plan in plans if plan.startswith("SCAN f") and "fo" not in plan]


def test_the_latest_date_of_places_and_of_all(office: Office) -> None:
    office.send("raxaul 4 120, patna 6 10 cut=channel:csc")
    office.send("turkaulia 9 3 new")
    assert office.ledger.latest_date(["raxaul"]) == day(4)
    assert office.ledger.latest_date(["raxaul", "patna"]) == day(6)
    assert (office.ledger.latest_date(["turkaulia"]), office.ledger.latest_date()) == (day(9), day(9))
    assert office.ledger.latest_date(known=1) == day(6)
    assert office.ledger.latest_date(["nowhere"]) is None
    office.undo(office.send("raxaul 12 130").submission)
    assert office.ledger.latest_date(["raxaul"]) == day(4)


def test_what_was_known_at_a_moment(office: Office) -> None:
    first = office.send("raxaul 4 200")
    moment = office.clock
    office.send("raxaul 4 180")
    assert office.ledger.known_number(moment) == first.submission
    assert office.ledger.known_number(moment - dt.timedelta(seconds=1)) == 0
    india = moment.astimezone(dt.timezone(dt.timedelta(hours=5, minutes=30)))
    assert office.count("raxaul", 4, known=office.ledger.known_number(india)) == 200
    assert office.count("raxaul", 4, known=0) is None
