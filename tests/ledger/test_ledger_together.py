"""Returns stored in one go: each of them whole or not at all, and all of them or none."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eshram_cli.ledger.ledger import Ledger

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

NEXT = dt.date(2021, 12, 5)


def test_what_is_stored_together_is_there_afterwards(office: Office) -> None:
    with office.ledger.together():
        first, second = office.send("turkaulia 4 100"), office.send("turkaulia 5 120")
        assert office.count("turkaulia", 5) == 120
    assert (first.submission, second.submission) == (1, 2)
    assert office.count("turkaulia", 5) == 120


def test_a_stop_on_the_way_leaves_none_of_them(office: Office, path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), office.ledger.together():
        office.send("turkaulia 4 100")
        raise KeyboardInterrupt
    with Ledger.open(path, readonly=True) as ledger:
        assert ledger.log() == []


def test_one_that_fails_leaves_the_others(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    with office.ledger.together():
        office.send("turkaulia 4 100")
        with monkeypatch.context() as broken, pytest.raises(RuntimeError):
            broken.setattr("eshram_cli.ledger.accepting._spellings", _broken)
            office.send("raxaul 4 200")
    assert (office.count("turkaulia", 4), office.count("raxaul", 4)) == (100, None)


def _broken(_: object) -> list[tuple[str, str]]:
    raise RuntimeError


def test_the_last_days_of_several_places(office: Office) -> None:
    office.send("turkaulia 3 90, turkaulia 4 100, raxaul 4 200")
    corrected = office.send("turkaulia 4 110")
    found = office.ledger.recent_counts(["turkaulia", "raxaul", "adapur"], NEXT, 2)
    assert found == {
        "turkaulia": [("2021-12-04", 110, corrected.submission), ("2021-12-03", 90, 1)],
        "raxaul": [("2021-12-04", 200, 1)],
    }
    office.undo(corrected.submission)
    assert office.ledger.recent_counts(["turkaulia"], NEXT, 1) == {"turkaulia": [("2021-12-04", 100, 1)]}


def test_the_places_of_a_submission_as_written(office: Office) -> None:
    sent = office.send("turkaulia 4 100, raxaul 4 200")
    assert sent.submission is not None
    assert office.ledger.places_of(sent.submission) == {"turkaulia": "TURKAULIA", "raxaul": "RAXAUL"}
