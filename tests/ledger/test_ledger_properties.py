"""Whatever is accepted and undone in whatever order, the ledger says what a simple model says; the past stays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

PLACES = ("a", "b")
DAYS = (1, 2, 3)

figure = st.tuples(st.sampled_from(PLACES), st.sampled_from(DAYS), st.integers(0, 3))
sheet = st.lists(figure, min_size=1, max_size=4, unique_by=lambda row: row[:2])
act = st.one_of(sheet, st.integers(0, 5))
"""A return of some figures, or the undoing of the n-th act that can be undone."""

Rows = list[tuple[str, int, int]]


@dataclass
class Model:
    """The ledger as a list: what each submission holds, and which ones stand."""

    submissions: dict[int, dict[tuple[str, int], int]] = field(default_factory=dict)
    undone: set[int] = field(default_factory=set)

    def count(self, place: str, day: int) -> int | None:
        """The last accepted figure of the last date at or before the day."""
        dates = [
            (on, number, value)
            for number, figures in self.submissions.items()
            if number not in self.undone
            for (one, on), value in figures.items()
            if one == place and on <= day
        ]
        return max(dates)[2] if dates else None


def text(rows: Rows) -> str:
    return ", ".join(f"{place} {day} {value}" for place, day, value in rows)


def views(office: Office, known: int | None = None) -> list[object]:
    """The last figure of each place on each day, the places one after another."""
    tables = [office.ledger.figures(PLACES, [dt.date(2021, 12, day)], known=known) for day in DAYS]
    found = [{row[0]: row[1] for row in office.rows(table, "place", "value")} for table in tables]
    return [counts.get(place) for place in PLACES for counts in found]


def play(office: Office, model: Model, one: Rows | int) -> None:
    """One act in both; `again`, so that nothing is refused."""
    if isinstance(one, list):
        number = office.send(text(one), again=True).submission
        if number:
            model.submissions[number] = {(place, day): value for place, day, value in one}
        return
    standing = [number for number in model.submissions if number not in model.undone]
    if standing:
        number = standing[one % len(standing)]
        office.undo(number)
        model.undone.add(number)


@settings(max_examples=40, deadline=None)
@given(st.lists(act, min_size=1, max_size=8))
def test_the_ledger_agrees_with_a_simple_model(new_office: Callable[[], Office], acts: list[Rows | int]) -> None:
    office, model = new_office(), Model()
    for one in acts:
        play(office, model, one)
        assert views(office) == [model.count(place, day) for place in PLACES for day in DAYS]
    office.ledger.close()


@settings(max_examples=25, deadline=None)
@given(st.lists(act, min_size=1, max_size=6))
def test_what_was_known_never_changes(new_office: Callable[[], Office], acts: list[Rows | int]) -> None:
    office, model = new_office(), Model()
    seen: dict[int, list[object]] = {0: [None] * 6}
    for one in acts:
        play(office, model, one)
        seen[len(office.ledger.log())] = views(office)
        assert {known: views(office, known) for known in seen} == seen
    office.ledger.close()


@settings(max_examples=40, deadline=None)
@given(st.permutations([("a", 1, 10), ("a", 2, 20), ("b", 1, 5), ("b", 3, 7)]), st.integers(1, 4), st.booleans())
def test_returns_that_do_not_contradict_come_in_any_order_split_or_twice(
    new_office: Callable[[], Office], rows: Rows, size: int, twice: bool
) -> None:
    office = new_office()
    sheets = [text(rows[at : at + size]) for at in range(0, len(rows), size)]
    for figures in sheets * (2 if twice else 1):
        office.send(figures)
    assert views(office) == [10, 20, 20, 5, 5, 7]
    office.ledger.close()


@settings(max_examples=40, deadline=None)
@given(sheet, sheet)
def test_rows_are_accepted_unchanged_or_rejected(new_office: Callable[[], Office], first: Rows, second: Rows) -> None:
    office = new_office()
    office.send(text(first))
    receipt = office.send(text(second))
    assert receipt.accepted + receipt.unchanged + receipt.rejected == len(second)
    before = {row[:2]: row[2] for row in first}
    assert receipt.restated == sum(before.get(row[:2], row[2]) != row[2] for row in second)
    office.ledger.close()
