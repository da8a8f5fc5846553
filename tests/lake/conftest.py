"""Lakes made of small ledgers, and the questions that a lake and a ledger are both asked."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eshram_cli.answers.lake import PushedLake
from eshram_cli.answers.measure import Measure
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import INDIA_TIME
from eshram_cli.jobs.machine.lake import export_lake
from eshram_cli.jobs.place_options import find_place
from eshram_cli.jobs.questions.by import by
from eshram_cli.jobs.questions.check import check
from eshram_cli.jobs.questions.forecast import ForecastRequest, forecast
from eshram_cli.jobs.questions.pending import pending
from eshram_cli.jobs.questions.rank import rank
from eshram_cli.jobs.questions.trend import trend
from eshram_cli.jobs.session import Session, asking_lake, reading
from eshram_cli.places.model import Level
from eshram_cli.reports.formats.json import render
from eshram_cli.settings import Settings

HARD = Path(__file__).parents[1] / "record" / "hard-0.1.0.db"
"""Ties, gaps, channels only, new only, corrections, undos and an undo of one: see `tests/record/hard_cases.py`."""

BIHAR, DISTRICT = "bihar", "khagaria"
DAY, BEFORE = dt.date(2021, 12, 7), dt.date(2021, 12, 2)
MOMENT = dt.datetime(2021, 12, 6, 21, 30, tzinfo=INDIA_TIME)


Question = Callable[[Session], object]
QUESTIONS: dict[str, Question] = {
    "rank": lambda s: rank(s, find_place(s.gazetteer, BIHAR), history=3),
    "rank of blocks by registered": lambda s: rank(
        s, find_place(s.gazetteer, BIHAR), level=Level.block, by=Measure.registered, since=BEFORE
    ),
    "rank as known": lambda s: rank(s, find_place(s.gazetteer, BIHAR), known_on=MOMENT),
    "by channel": lambda s: by(s, find_place(s.gazetteer, DISTRICT), "channel", level=Level.block, since=BEFORE),
    "by channel as known": lambda s: by(s, find_place(s.gazetteer, DISTRICT), "channel", known_on=MOMENT),
    "trend": lambda s: trend(s, find_place(s.gazetteer, DISTRICT), since=BEFORE),
    "trend of districts": lambda s: trend(s, find_place(s.gazetteer, BIHAR), level=Level.district, as_on=DAY, days=5),
    "pending": lambda s: pending(s, find_place(s.gazetteer, DISTRICT), Settings(), as_on=DAY),
    "pending as known": lambda s: pending(s, find_place(s.gazetteer, BIHAR), Settings(), known_on=MOMENT),
    "check": lambda s: check(s, find_place(s.gazetteer, BIHAR), known_on=MOMENT),
    "check since": lambda s: check(s, find_place(s.gazetteer, BIHAR), since=BEFORE),
    "forecast": lambda s: forecast(s, find_place(s.gazetteer, DISTRICT), as_on=DAY, request=ForecastRequest(horizon=5)),
}  # fmt: skip


def said(session: Session, question: Question) -> str:
    """The JSON of an answer; of a refusal its sentence."""
    try:
        return render(question(session))
    except EshramError as error:
        return f"refused: {error}"


def push(ledger: Path, lake: str | Path) -> PushedLake:
    """The ledger's acts into a lake."""
    with reading(ledger) as session:
        return export_lake(session, str(lake))


def ranking(session: Session) -> str:
    """The ranking of Bihar's districts by persons registered."""
    return render(rank(session, find_place(session.gazetteer, BIHAR), by=Measure.registered))


def asked(lake: str | Path) -> str:
    """The same, as a lake answers it with DuckDB."""
    with asking_lake(str(lake)) as session:
        return ranking(session)


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of hard cases."""
    return Path(shutil.copy(HARD, tmp_path_factory.mktemp("hard") / "eshram.db"))


@pytest.fixture(scope="session")
def hard_lake(hard: Path) -> Path:
    """The same as a lake; not to be written."""
    lake = hard.with_name("lake")
    push(hard, lake)
    return lake


@pytest.fixture
def lake(hard_lake: Path, tmp_path: Path) -> Path:
    """The same, which may be spoiled."""
    return Path(shutil.copytree(hard_lake, tmp_path / "lake"))


@pytest.fixture(scope="module")
def of_ledger(hard: Path) -> Iterator[Session]:
    """The ledger, opened to be asked."""
    with reading(hard) as session:
        yield session


@pytest.fixture(scope="module")
def of_lake(hard_lake: Path) -> Iterator[Session]:
    """The lake, opened to be asked by DuckDB."""
    with asking_lake(str(hard_lake)) as session:
        yield session
