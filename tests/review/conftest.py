"""A week of Purbi Champaran with everything that a pack can tell: camps, tasks, notes, corrections, channels."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from eshram_cli import cli
from eshram_cli.answers.review import Review, Span
from eshram_cli.jobs.place_options import Asked, asked_place
from eshram_cli.jobs.questions.review import review
from eshram_cli.jobs.session import reading
from eshram_cli.reports.look import Look
from eshram_cli.settings import Letterhead, Settings

SUNDAY = dt.date(2022, 1, 2)
"""The end of the week whose Tuesday is the last day of the sample's returns."""
ENGLISH = Look()
HEAD = Letterhead(
    head=("Government of Bihar",),
    head_hi=("बिहार सरकार",),
    sign=("Labour Superintendent",),
    copy_to=("The District Magistrate",),
)
TOLD = [
    ("note", "add", "portal slow 12-16", "--district", "purbi champaran", "--as-on", "28.12.2021"),
    ("camp", "add", "Motihari", "28.12.2021", "--level", "block", "--window", "morning", "--expected", "300"),
    ("camp", "add", "Raxaul", "03.01.2022", "--level", "block"),
    ("camp", "held", "Motihari", "28.12.2021", "212", "--level", "block", "--window", "morning"),
    ("action", "add", "lists of cooks", "--who", "DEO", "--due", "27.12.2021", "--district", "purbi champaran"),
    ("action", "add", "banners", "--who", "BDO", "--due", "31.12.2021", "--district", "purbi champaran"),
    ("enter", "Raxaul", "51,183", "--level", "block", "--as-on", "28.12.2021", "--from", "phone"),
]

Pack = Callable[..., Review]


@pytest.fixture(scope="session")
def told_ledger(sample_ledger: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample with what offices told besides; not to be written."""
    path = tmp_path_factory.mktemp("told") / "eshram.db"
    shutil.copy(sample_ledger, path)
    for words in TOLD:
        assert cli.execute([*words, "--ledger", str(path), "--quiet", "-o", str(path.with_suffix(".txt"))]) in {0, 1}
    return path


@pytest.fixture
def told(told_ledger: Path, home: Path) -> Path:
    """The same as the ledger of this test's command lines."""
    return Path(shutil.copy(told_ledger, home / "eshram.db"))


@pytest.fixture(scope="session")
def week(told_ledger: Path) -> Review:
    """The weekly pack of Purbi Champaran."""
    return pack_of(told_ledger, "week", Asked(district="purbi champaran"), SUNDAY)


@pytest.fixture(scope="session")
def month(told_ledger: Path) -> Review:
    """The monthly pack of Bihar."""
    return pack_of(told_ledger, "month", Asked(state="bihar"), SUNDAY)


def pack_of(ledger: Path, span: Span, asked: Asked, as_on: dt.date | None = None) -> Review:
    """The pack of a place in a ledger."""
    with reading(ledger) as session:
        return review(session, asked_place(session.gazetteer, asked), Settings(), span, as_on=as_on)
