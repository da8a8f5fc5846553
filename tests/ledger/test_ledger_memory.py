"""What was read a moment ago is not told again once somebody has written."""

from __future__ import annotations

from pathlib import Path

import pytest

from eshram_cli.ledger.ledger import Ledger
from tests.ledger.conftest import Office, day


@pytest.mark.parametrize("readonly", [True, False])
def test_what_another_program_writes_is_seen_at_once(path: Path, office: Office, readonly: bool) -> None:
    office.send("b1 4 100")
    with Ledger.open(path, readonly=readonly) as reader:
        for value in (100, 150, 170):
            office.send(f"b1 4 {value}")
            assert office.rows(reader.latest(["b1"], day(4)), "value") == [(value,)]


def test_what_is_written_between_two_questions_is_seen(office: Office) -> None:
    for value in (100, 150):
        number = office.send(f"b1 4 {value} cut=channel:csc").submission
        assert office.count("b1", 4) == value
    office.undo(number)
    assert office.count("b1", 4) == 100


def test_days_in_any_order_have_their_own_figures(office: Office) -> None:
    office.send("b1 1 10, b1 8 80, b1 9 90, b1 20 200, b1 25 250")
    for number, value in [(20, 200), (9, 90), (13, 90), (8, 80), (30, 250), (1, 10), (24, 200), (25, 250)]:
        assert office.count("b1", number) == value


def test_knowledge_of_different_moments_is_kept_apart(office: Office) -> None:
    first = office.send("b1 4 100").submission
    office.send("b1 4 150")
    assert [office.count("b1", 4, known) for known in (None, first, None, 0)] == [150, 100, 150, None]


def test_days_asked_together_are_what_each_is_alone(path: Path, office: Office) -> None:
    office.send("b1 1 10, b1 8 80, b1 9 90, b1 20 200, b2 2 7, b2 25 9")
    wanted = {day(number): ["b1", "b2"] for number in (9, 1, 25, 13, 8, 30, 20)}
    together = office.ledger.latest_on(wanted)
    for on, places in wanted.items():
        with Ledger.open(path, readonly=True) as fresh:
            alone = fresh.latest(places, on)
        assert together[together["day"] == on.isoformat()].drop(columns="day").reset_index(drop=True).equals(alone)


def test_days_asked_together_are_read_once(office: Office) -> None:
    office.send("b1 1 10, b1 8 80, b1 20 200")
    statements: list[str] = []
    office.ledger._db.set_trace_callback(statements.append)
    office.ledger.latest_on({day(number): ["b1"] for number in range(1, 31)})
    read = [one for one in statements if one.startswith("SELECT as_on") and "cut = ''" in one]
    assert len([one for one in read if "measure = 'registered'" in one]) == 1
