"""Taking an act back, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.places.model import Level, Place, PlaceId

if TYPE_CHECKING:
    from tests.ledger.conftest import Office


def test_what_an_undone_correction_had_superseded_stands_again(office: Office) -> None:
    office.send("raxaul 4 200")
    wrong = office.send("raxaul 4 2000")
    office.undo(wrong.submission)
    assert office.count("raxaul", 4) == 200


def test_what_was_known_before_the_undo_stays_known(office: Office) -> None:
    wrong = office.send("raxaul 4 2000").submission
    undo = office.undo(wrong)
    assert (office.count("raxaul", 4), office.count("raxaul", 4, known=wrong)) == (None, 2000)
    assert office.count("raxaul", 4, known=undo) is None


def test_an_undo_can_be_undone(office: Office) -> None:
    first = office.undo(office.send("raxaul 4 200").submission)
    office.undo(first)
    assert (office.count("raxaul", 4), office.count("raxaul", 4, known=first)) == (200, None)


def test_the_log_shows_what_was_taken_back_and_by_which_act(office: Office) -> None:
    office.send("raxaul 4 200")
    undo = office.undo(1)
    assert [(act.number, act.kind, act.undone) for act in office.ledger.log()] == [(1, "return", 2), (2, "undo", None)]
    again = office.undo(undo)
    assert [(act.number, act.undone) for act in office.ledger.log()] == [(1, None), (2, again), (3, None)]
    assert [act.undone for act in office.ledger.log(known=2)] == [2, None]


def test_targets_and_dates_of_an_undone_return_are_gone(office: Office) -> None:
    receipt = office.give(office.sheet("raxaul 4 200", targets={"raxaul": 1000}))
    office.undo(receipt.submission)
    assert (office.target("raxaul", 9), office.ledger.latest_date(), office.ledger.latest_date(["raxaul"])) == (
        None,
        None,
        None,
    )


def test_a_learned_place_can_be_unlearned(office: Office) -> None:
    number = office.ledger.learn(
        [Place(PlaceId("d9/b"), Level.block, "B", PlaceId("d9"))], who="DLS", received_at=office.now()
    )
    office.undo(number)
    assert office.ledger.places() == []


def test_undoing_what_is_not_there(office: Office) -> None:
    with pytest.raises(EshramError) as stopped:
        office.undo(7)
    assert (stopped.value.problem.code, stopped.value.exit_code) == ("no-such-submission", 2)
    assert office.ledger.log() == []


def test_undoing_twice(office: Office) -> None:
    office.send("raxaul 4 200")
    office.undo(1)
    with pytest.raises(EshramError) as stopped:
        office.undo(1)
    assert (stopped.value.problem.code, stopped.value.exit_code) == ("already-undone", 2)
    assert "submission 2" in str(stopped.value)
