"""`why`, `trace` and `check` where there is nothing to answer: a sentence, the documented exit code, nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from eshram_cli.ledger.ledger import Ledger
from tests.conftest import Eshram

QUESTIONS = ("why", "trace", "check")
HOSTILE = (
    "'; DROP TABLE figures--",
    "=cmd|'/c calc'!A1",
    "\x1b[31mred\x07",
    "../../etc/passwd",
    "{place}%s",
    "अ" * 5000,
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_without_a_ledger(eshram: Eshram, question: str) -> None:
    ran = eshram(question, "East Champaran")
    assert (ran.code, ran.out, "There is no ledger here yet" in ran.err) == (4, "", True)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_empty_ledger(eshram: Eshram, home: Path, question: str) -> None:
    Ledger.open(home / "eshram.db").close()
    ran = eshram(question, "East Champaran")
    assert (ran.code, ran.out, "Nothing has been reported" in ran.err) == (1, "", True)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("question", QUESTIONS)
def test_an_unknown_place(eshram: Eshram, question: str) -> None:
    ran = eshram(question, "Atlantis")
    assert (ran.code, ran.out, "Atlantis" in ran.err) == (2, "", True)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_day_before_any_return(eshram: Eshram, question: str) -> None:
    ran = eshram(question, "East Champaran", "--as-on", "01.01.2021")
    assert (ran.code, ran.out, "Nothing has been reported" in ran.err) == (1, "", True)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_moment_before_any_act(eshram: Eshram, question: str) -> None:
    ran = eshram(question, "East Champaran", "--known-on", "01.01.2021")
    assert (ran.code, ran.out, "Nothing has been reported" in ran.err) == (1, "", True)


@pytest.mark.usefixtures("sample")
@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("name", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name(eshram: Eshram, question: str, name: str) -> None:
    ran = eshram(question, name)
    assert (ran.code, ran.out) == (2, "")
    assert "No place of India has the name" in ran.err
    assert "\x1b" not in ran.err and "\x07" not in ran.err
