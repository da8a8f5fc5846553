"""Returns stored in one go: each of them whole or not at all, and all of them or none."""

from __future__ import annotations

import datetime as dt
import random
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from eshram_cli.errors import EshramError
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.ledger.receipt import StandingTarget
from tests.ledger.conftest import Office

NEXT = dt.date(2021, 12, 5)
PLACES = ["turkaulia", "raxaul", "adapur"]
OPTIONS = ("", " at=18:00", " cut=channel:csc", " new", " about")


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
            broken.setattr("eshram_cli.ledger.accepting.add_submission", _broken)
            office.send("raxaul 4 200")
    assert (office.count("turkaulia", 4), office.count("raxaul", 4)) == (100, None)


def test_one_that_fails_while_it_is_written_takes_all_back(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never half a return: not even where the caller would go on."""
    monkeypatch.setattr("eshram_cli.ledger.targets.insert", _broken)
    with pytest.raises(EshramError, match="nothing was stored"), office.ledger.together():
        office.send("turkaulia 4 100")
        with pytest.raises(RuntimeError):
            office.give(Office.sheet("raxaul 4 200", targets={"raxaul": 500}))
    assert (office.count("turkaulia", 4), office.count("raxaul", 4)) == (None, None)
    monkeypatch.undo()
    assert office.send("turkaulia 4 100").submission == 1


def _broken(*_: object, **__: object) -> list[tuple[str, str]]:
    raise RuntimeError


def test_together_or_one_by_one_is_the_same(tmp_path: Path) -> None:
    """Later days, the same day again, corrections, an old sheet in between, targets that change and come back."""
    chance = random.Random(3)  # noqa: S311  which sheets, not which key
    sheets = [
        Office.sheet(
            ", ".join(
                f"{place} {chance.randrange(3, 9)} {chance.randrange(100, 104)}{chance.choice(OPTIONS)}"
                for place in chance.sample(PLACES, chance.randrange(1, 4))
            ),
            file=f"{number}.xlsx",
            targets={"raxaul": chance.randrange(500, 503)},
        )
        for number in range(60)
    ]
    for number in range(10, 60, 3):
        sheets[number] = replace(sheets[number - 10], sha256=str(number) if number % 2 else sheets[number - 10].sha256)
    told = []
    for together in (True, False):
        with Ledger.open(tmp_path / f"{together}.db") as ledger:
            office = Office(ledger)
            with ledger.together() if together else nullcontext():
                receipts = [office.give(sheet) for sheet in sheets]
            table = ledger.figures(PLACES, [dt.date(2021, 12, number) for number in range(1, 32)])
            versions = ledger.target_versions(PLACES)
            told.append((receipts, table.to_csv(), versions.to_csv()))
    assert told[0] == told[1]
    assert {problem.code for one in told[0][0] for problem in one.problems} >= {
        "older-return",
        "corrected-since",
        "already-in",
    }


def test_what_was_taken_back_is_forgotten(office: Office) -> None:
    with pytest.raises(KeyboardInterrupt), office.ledger.together():
        office.give(Office.sheet("turkaulia 4 100", targets={"turkaulia": 500}))
        assert office.ledger.standing_targets([("turkaulia", "")], NEXT) == {
            ("turkaulia", ""): StandingTarget(500, order=False, submission=1)
        }
        raise KeyboardInterrupt
    assert office.ledger.standing_targets([("turkaulia", "")], NEXT) == {}


def test_the_places_of_a_submission_as_written(office: Office) -> None:
    sent = office.send("turkaulia 4 100, raxaul 4 200")
    assert sent.submission is not None
    assert office.ledger.places_of(sent.submission) == {"turkaulia": "TURKAULIA", "raxaul": "RAXAUL"}


def test_what_is_asked_together_is_of_one_state_of_the_ledger(office: Office, path: Path) -> None:
    office.send("turkaulia 4 100")
    with Ledger.open(path, readonly=True) as ledger:
        reader = Office(ledger)
        with ledger.one_view():
            assert reader.count("turkaulia", 5) == 100
            office.send("turkaulia 5 120")
            assert reader.count("turkaulia", 5) == 100
            assert len(ledger.profiles.standing()) == 0
        assert reader.count("turkaulia", 5) == 120
