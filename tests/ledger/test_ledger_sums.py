"""A course worked out all at once is, day by day, what is answered of each of its days by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

PLACES = ("a", "b")
DAYS = range(1, 6)
ALL, NEW = "", "new"
CUTS = tuple(f"cut={cut}" for cut in ("channel:csc", "channel:self", "department:labour", "officer:ram", "camp:x"))
OF_TWO = "cut=channel:csc|gender:f"

kind = st.sampled_from((ALL, ALL, ALL, NEW, NEW, NEW, *CUTS, *CUTS[:3], OF_TWO))
figure = st.tuples(st.sampled_from(PLACES), st.sampled_from(DAYS), st.integers(0, 9), kind)
sheet = st.lists(figure, min_size=1, max_size=16, unique_by=lambda row: (row[0], row[1], row[3]))
act = st.one_of(sheet, sheet, sheet, st.integers(0, 9))
"""A return of some figures, or the undoing of one of the acts that stand, undoings among them."""

Sheet = list[tuple[str, int, int, str]]
Counts = dict[str, dict[int, int]]


def day(number: int) -> dt.date:
    return dt.date(2021, 12, number)


def play(office: Office, acts: list[Sheet | int]) -> None:
    """The acts, one after another; `again`, so that nothing is refused."""
    standing: list[int] = []
    for one in acts:
        if not isinstance(one, int):
            rows = (f"{place} {on} {value} {what}".strip() for place, on, value, what in one)
            number = office.send(", ".join(rows), again=True).submission
            standing += [number] if number else []
        elif standing:
            standing.append(office.undo(standing.pop(one % len(standing))))


def courses(office: Office, until: int, known: int | None = None) -> Counts:
    found = office.ledger.courses(PLACES, day(until), known=known)
    return {
        place: {int(on[-2:]): count for on, count in zip(course.days, course.counts.tolist(), strict=True)}
        for place, course in found.items()
    }


def day_by_day(office: Office, until: int, known: int | None = None) -> Counts:
    """The counts of those days on which the last figure is of that very day."""
    found: Counts = {}
    for on in range(1, until + 1):
        table = office.ledger.latest(PLACES, day(on), known=known)
        for place, of, count in office.rows(table, "place", "as_on", "value"):
            if of == on:
                found.setdefault(str(place), {})[on] = int(str(count))
    return found


@settings(max_examples=200, deadline=None)
@given(st.lists(act, min_size=1, max_size=7), st.sampled_from(DAYS))
def test_every_day_is_as_by_itself(new_office: Callable[[], Office], acts: list[Sheet | int], until: int) -> None:
    office = new_office()
    play(office, acts)
    for known in (None, *range(len(office.ledger.log()))):
        assert courses(office, until, known) == day_by_day(office, until, known)
    office.ledger.close()


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        pytest.param(
            "csc 1 10, csc 3 14, self 2 5", {1: 10, 2: 15, 3: 19}, id="last figures are carried, late members"
        ),
        pytest.param("csc 2 10, labour 2 8, labour 3 9", {2: 10, 3: 9}, id="the newest dimension, on a tie the first"),
        pytest.param("all 1 20, csc 2 19, csc 3 20, csc 4 21", {1: 20, 3: 20, 4: 21}, id="no sum that is lower"),
        pytest.param("csc 1 10, all 2 8, csc 2 12", {1: 10, 2: 8}, id="the given count of its day"),
        pytest.param(
            "all 1 20, new 2 3, new 3 4, new 5 9", {1: 20, 2: 23, 3: 27}, id="new persons until a day is missing"
        ),
        pytest.param("new 1 3, new 2 4", {}, id="nothing to add them to"),
        pytest.param("all 1 20, csc 3 25, new 4 2, new 2 1", {1: 20, 2: 21, 3: 25, 4: 27}, id="added to the newer sum"),
        pytest.param("all 1 20, csc 1 25, new 2 3", {1: 20, 2: 23}, id="added to the given count, not to a sum as old"),
        pytest.param("all 1 20, new 2 1, csc 2 5, new 3 1", {1: 20, 2: 21, 3: 22}, id="a lower sum stops no adding"),
    ],
)
def test_the_rules_one_by_one(office: Office, figures: str, expected: dict[int, int]) -> None:
    kinds = {"all": "", "new": "new", "csc": "cut=channel:csc", "self": "cut=channel:self"}
    kinds["labour"] = "cut=department:labour"
    rows = (row.split() for row in figures.split(", "))
    office.send(", ".join(f"a {on} {count} {kinds[what]}".strip() for what, on, count in rows))
    assert courses(office, 9) == ({"a": expected} if expected else {})
    assert courses(office, 9) == day_by_day(office, 9)
