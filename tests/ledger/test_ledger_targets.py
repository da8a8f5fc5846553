"""Targets: their versions, and the one in force on a date."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from eshram_cli.ledger.receipt import Receipt
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.model import TargetRecord

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

DEADLINE = dt.date(2021, 12, 31)


def day(number: int) -> dt.date:
    return dt.date(2021, 12, number)


def put(
    office: Office,
    value: int,
    on: int | None = None,
    *,
    cut: str = "",
    basis: str = "",
    deadline: dt.date | None = None,
) -> Receipt:
    return office.ledger.set_targets(
        [TargetRecord(place=PlaceId("raxaul"), cut=cut, value=value)],
        who="DLS",
        received_at=office.now(),
        set_on=day(on) if on else None,
        basis=basis,
        deadline=deadline,
    )


def test_a_target_without_a_date_holds_from_the_start(office: Office) -> None:
    put(office, 1000)
    assert office.target("raxaul", 1) == 1000


def test_a_target_with_a_date_holds_from_it_on(office: Office) -> None:
    put(office, 1000)
    put(office, 1500, on=10)
    assert [office.target("raxaul", number) for number in (9, 10, 31)] == [1000, 1500, 1500]


def test_a_target_for_an_earlier_day_does_not_push_out_a_later_one(office: Office) -> None:
    put(office, 1500, on=10)
    put(office, 1200, on=5)
    assert [office.target("raxaul", number) for number in (4, 5, 12)] == [None, 1200, 1500]


def test_of_one_day_the_last_accepted_is_in_force(office: Office) -> None:
    put(office, 1500, on=10)
    put(office, 1600, on=10)
    assert office.target("raxaul", 10) == 1600


def test_targets_change_on_the_days_told_and_on_no_other(office: Office) -> None:
    put(office, 1000)
    put(office, 1500, on=10)
    put(office, 1600, on=20)
    put(office, 1700, on=20)
    in_force = [office.target("raxaul", number) for number in range(1, 32)]
    assert [number for number in range(2, 32) if in_force[number - 1] != in_force[number - 2]] == [10, 20]
    together = office.ledger.targets_on(["raxaul"], [day(number) for number in range(1, 32)])
    assert office.rows(together, "day", "target") == list(enumerate(in_force, start=1))


def test_a_target_without_a_date_replaces_those_before_it(office: Office) -> None:
    office.give(office.sheet("raxaul 4 10", targets={"raxaul": 900}))
    put(office, 1000)
    assert [office.target("raxaul", number) for number in (1, 4, 9)] == [1000, 1000, 1000]
    put(office, 1100, on=20)
    assert [office.target("raxaul", number) for number in (9, 20)] == [1000, 1100]


def test_a_ranking_of_an_earlier_moment_uses_the_target_known_then(office: Office) -> None:
    first = put(office, 1000).submission
    put(office, 1500)
    assert (office.target("raxaul", 5, known=first), office.target("raxaul", 5)) == (1000, 1500)


def test_the_target_column_of_a_return_holds_from_its_date(office: Office) -> None:
    receipt = office.give(office.sheet("raxaul 4 10", targets={"raxaul": 900}))
    assert office.rows_of(receipt) == (1, 0, 0, 0)
    assert [office.target("raxaul", number) for number in (3, 4)] == [None, 900]


def test_the_same_target_day_after_day_is_one_version(office: Office) -> None:
    for number in (4, 5, 6):
        office.give(office.sheet(f"raxaul {number} {number}0", targets={"raxaul": 900}))
    versions = office.ledger.target_versions(["raxaul"])
    assert office.rows(versions, "set_on", "target", "basis") == [(4, 900, "return")]


def test_a_list_of_targets_that_are_in_force_changes_nothing(office: Office) -> None:
    put(office, 1000)
    receipt = put(office, 1000)
    assert (receipt.submission, office.rows_of(receipt)) == (None, (0, 1, 0, 0))


def test_the_same_number_on_another_basis_is_another_target(office: Office) -> None:
    put(office, 1000, basis="population")
    assert put(office, 1000, basis="DM's order").accepted == 1


def test_a_return_that_repeats_the_number_keeps_basis_and_deadline(office: Office) -> None:
    put(office, 1000, basis="population", deadline=DEADLINE)
    office.give(office.sheet("raxaul 4 10", targets={"raxaul": 1000}))
    table = office.ledger.targets(["raxaul"], day(9))
    assert office.rows(table, "target", "basis", "deadline", "set_on") == [(1000, "population", 31, None)]


def test_a_new_number_keeps_the_deadline_of_the_one_it_replaces(office: Office) -> None:
    put(office, 1000, deadline=DEADLINE)
    put(office, 1200, on=5)
    assert office.rows(office.ledger.targets(["raxaul"], day(9)), "target", "deadline") == [(1200, 31)]


def test_each_cut_has_its_own_target(office: Office) -> None:
    put(office, 1000)
    put(office, 600, cut="channel=csc")
    assert office.target("raxaul", 9) == 1000
    table = office.ledger.targets(["raxaul"], day(9), cut=None)
    assert office.rows(table, "cut", "target") == [("", 1000), ("channel=csc", 600)]


def test_many_places_give_what_each_gives_alone(office: Office) -> None:
    put(office, 1000)
    many = [*(f"silent{number}" for number in range(400)), "raxaul"]
    assert office.rows(office.ledger.targets(many, day(9)), "place", "target") == [("raxaul", 1000)]


def test_an_order_outranks_the_target_column_of_a_later_return(office: Office) -> None:
    """The next return states the old target again: it is not taken, and the order stays until it is set again."""
    office.give(office.sheet("raxaul 4 10", targets={"raxaul": 900}))
    put(office, 1200, on=5, basis="DM's order")
    receipt = office.give(office.sheet("raxaul 6 20", targets={"raxaul": 900}))
    assert receipt.accepted == 1  # the count
    assert [office.target("raxaul", number) for number in (4, 5, 6, 20)] == [900, 1200, 1200, 1200]
    versions = office.ledger.target_versions(["raxaul"])
    assert office.rows(versions, "target", "basis") == [(900, "return"), (1200, "DM's order")]
    put(office, 1300, on=7)
    assert [office.target("raxaul", number) for number in (6, 7)] == [1200, 1300]


def test_an_order_outranks_a_later_date_of_a_return_that_came_before_it(office: Office) -> None:
    office.give(office.sheet("raxaul 9 10", targets={"raxaul": 900}))
    put(office, 1200, on=5)
    assert [office.target("raxaul", number) for number in (4, 5, 9, 30)] == [None, 1200, 1200, 1200]


def test_before_the_day_of_an_order_a_return_s_target_holds(office: Office) -> None:
    put(office, 1200, on=10)
    office.give(office.sheet("raxaul 4 10", targets={"raxaul": 900}))
    assert [office.target("raxaul", number) for number in (4, 9, 10)] == [900, 900, 1200]


def test_an_order_taken_back_leaves_the_returns_targets(office: Office) -> None:
    office.give(office.sheet("raxaul 4 10", targets={"raxaul": 900}))
    number = put(office, 1200, on=5).submission
    assert number is not None
    office.ledger.undo(number, who="DLS", received_at=office.now())
    assert office.target("raxaul", 9) == 900
