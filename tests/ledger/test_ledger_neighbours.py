"""The counts given next to a date, which the rules at the door hold a return against."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.places.model import PlaceId

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

TURKAULIA, RAXAUL = PlaceId("turkaulia"), PlaceId("raxaul")
BOTH = (TURKAULIA, RAXAUL)


def day(number: int) -> dt.date:
    return dt.date(2021, 12, number)


def last(office: Office, until: int) -> dict[str, tuple[int, int]]:
    """Day and persons of the last count of each place up to a day."""
    return {place: (one.as_on.day, one.value) for place, one in office.ledger.last_counts(BOTH, day(until)).items()}


def following(office: Office, after: int) -> dict[str, tuple[int, int]]:
    """Day and persons of the first count of each place after a day."""
    return {place: (one.as_on.day, one.value) for place, one in office.ledger.next_counts(BOTH, day(after)).items()}


def newer(office: Office, until: int) -> list[str]:
    """The places of which something newer than the last count was given."""
    return list(office.ledger.with_newer(BOTH, office.ledger.last_counts(BOTH, day(until)), day(until)))


def test_the_last_and_the_next_count_of_each_place(office: Office) -> None:
    office.send("turkaulia 4 100, turkaulia 6 120, raxaul 9 50")
    assert last(office, 3) == {}
    assert last(office, 5) == {"turkaulia": (4, 100)}
    assert last(office, 9) == {"turkaulia": (6, 120), "raxaul": (9, 50)}
    assert following(office, 4) == {"turkaulia": (6, 120), "raxaul": (9, 50)}
    assert following(office, 9) == {}


def test_a_corrected_count_is_the_corrected_one_until_that_is_undone(office: Office) -> None:
    office.send("raxaul 4 100")
    correction = office.send("raxaul 4 110").submission
    assert (last(office, 4), following(office, 3)) == ({"raxaul": (4, 110)}, {"raxaul": (4, 110)})
    office.undo(correction)
    assert (last(office, 4), following(office, 3)) == ({"raxaul": (4, 100)}, {"raxaul": (4, 100)})


def test_a_count_of_a_year_ago_is_a_last_one_and_one_in_a_year_no_next_one(office: Office) -> None:
    office.send("raxaul 4 100")
    assert list(office.ledger.last_counts(BOTH, dt.date(2023, 6, 1))) == ["raxaul"]
    assert office.ledger.next_counts(BOTH, dt.date(2020, 11, 1)) == {}


def test_channels_and_new_persons_of_later_days_are_something_newer(office: Office) -> None:
    office.send("turkaulia 4 100, turkaulia 4 60 cut=channel:csc, raxaul 4 50")
    assert newer(office, 9) == []
    office.send("turkaulia 5 70 cut=channel:csc, raxaul 6 5 new")
    assert newer(office, 4) == []
    assert newer(office, 5) == ["turkaulia"]
    assert newer(office, 6) == ["turkaulia", "raxaul"]


def test_a_place_with_channels_only_has_something_newer_than_no_count(office: Office) -> None:
    office.send("turkaulia 4 60 cut=channel:csc")
    assert (last(office, 4), newer(office, 4)) == ({}, ["turkaulia"])


def test_the_counts_between_two_days_are_one_a_date_the_latest_first(office: Office) -> None:
    office.send("raxaul 2 90, raxaul 3 100, raxaul 5 120, raxaul 8 130")
    office.send("raxaul 5 125")
    found = office.ledger.counts_between(RAXAUL, day(3), day(7))
    assert [(one.as_on.day, one.value) for one in found] == [(5, 125), (3, 100)]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 50), st.booleans()), min_size=1, max_size=8))
def test_they_are_what_the_table_of_figures_says(acts: list[tuple[int, int, bool]]) -> None:
    from eshram_cli.ledger.ledger import Ledger
    from tests.ledger.conftest import Office

    with Ledger.in_memory() as ledger:
        office = Office(ledger)
        for on, persons, undone in acts:
            number = office.send(f"raxaul {on} {persons}", again=True).submission
            if undone and number:
                office.undo(number)
        for until in range(1, 10):
            count = last(office, until).get("raxaul")
            assert (count[1] if count else None) == office.count("raxaul", until)
