"""What the outside sees stays as it is: the answers of every command that asks, on two ledgers, as recorded.

One of them was written by eshram 0.1.0 and is read as that version left it; the same acts stored by this version answer
the same. A difference that is meant is recorded anew (`python -m tests.record.recorded`) and told in CHANGELOG.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.record import hard_cases, recorded
from tests.record.questions import answer


@pytest.fixture(scope="module")
def ledgers(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A ledger by its name: the sample's, the one that 0.1.0 wrote, and one of the same acts by this version."""
    folder = tmp_path_factory.mktemp("record")
    old = Path(shutil.copy(recorded.OLD_LEDGER, folder / "old.db"))
    made: dict[str, Path] = {"sample": sample_ledger, "hard": old}

    def ledger(name: str) -> Path:
        if name not in made:
            made[name] = hard_cases.make(folder)
        return made[name]

    return ledger


RECORDED = [
    # The sample's CSV in .ci/full: its JSON, and the CSV of the same questions to the other ledger, are asked here.
    pytest.param(name, line, marks=[pytest.mark.long] * (name == "sample" and line.endswith("csv")))
    for name in ("sample", "hard")
    for line in recorded.asked(name)
]


@pytest.mark.parametrize(("name", "line"), RECORDED)
def test_the_answer_is_as_recorded(name: str, line: str, ledgers: Callable[[str], Path]) -> None:
    assert recorded.said(line, ledgers(name)) == recorded.read(name)[line]


@pytest.mark.long
@pytest.mark.parametrize("line", [line for line in recorded.asked("hard") if line.endswith("json")])
def test_the_same_acts_stored_today_answer_the_same(line: str, ledgers: Callable[[str], Path]) -> None:
    assert recorded.said(line, ledgers("new")) == recorded.read("hard")[line]


def test_an_old_ledger_takes_new_acts(tmp_path: Path) -> None:
    ledger = Path(shutil.copy(recorded.OLD_LEDGER, tmp_path / "old.db"))
    before = answer(["show", "gaya", "--format", "json"], ledger)
    entered = answer(["enter", "gaya", "5,15,000", "--as-on", "11.12.2021", "--from", "phone"], ledger)
    assert "5,15,000" in answer(["show", "gaya"], ledger), entered
    assert before != answer(["show", "gaya", "--format", "json"], ledger)
