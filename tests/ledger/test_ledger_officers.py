"""Officers and their terms in the ledger."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from eshram_cli.ledger.registers import Term
from eshram_cli.places.model import PlaceId

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

B1 = PlaceId("b1")


def on(number: int) -> dt.date:
    return dt.date(2021, 12, number)


def assign(office: Office, *terms: Term) -> tuple[int | None, int, int]:
    receipt = office.ledger.assign(terms, who="DLS", received_at=office.now())
    return receipt.submission, receipt.accepted, receipt.unchanged


def test_whoever_comes_later_relieves_the_one_before(office: Office) -> None:
    assign(office, Term("A", B1, on(1)))
    assign(office, Term("B", B1, on(10)))
    assert office.ledger.terms() == [Term("A", B1, on(1), on(9)), Term("B", B1, on(10))]


def test_a_last_day_before_the_next_one_stands(office: Office) -> None:
    assign(office, Term("A", B1, on(1), on(5)), Term("B", B1, on(10)))
    assert office.ledger.terms()[0] == Term("A", B1, on(1), on(5))


def test_the_same_again_is_unchanged(office: Office) -> None:
    assign(office, Term("A", B1, on(1)))
    assert assign(office, Term("A", B1, on(1))) == (None, 0, 1)


def test_the_last_accepted_row_of_a_term_is_in_force_and_can_be_undone(office: Office) -> None:
    assign(office, Term("A", B1, on(1)))
    number, _, _ = assign(office, Term("A", B1, on(1), on(5)))
    assert office.ledger.terms() == [Term("A", B1, on(1), on(5))]
    office.undo(number)
    assert office.ledger.terms() == [Term("A", B1, on(1))]


def test_of_two_on_one_day_the_last_accepted_has_the_place(office: Office) -> None:
    first, _, _ = assign(office, Term("A", B1, on(1)))
    assign(office, Term("B", B1, on(1)))
    assert office.ledger.terms() == [Term("B", B1, on(1))]
    assert office.ledger.terms(known=first) == [Term("A", B1, on(1))]
