"""What tests of whole commands share: a home of their own, and the sample data in a ledger."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
import typer.main
from hypothesis import HealthCheck, settings

from eshram_cli import cli
from eshram_cli.ledger.seal import seal_of

# How long an example takes says how busy the machine is, and nothing of the tool.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")


ROOT = Path(__file__).parents[1]
SAMPLE_DATA = ROOT / "sample_data"
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Ran:
    """What a command line did: its exit code, its data, its talk."""

    code: int
    out: str
    err: str


Eshram = Callable[..., Ran]


def pytest_collection_finish() -> None:
    """All that was imported stays: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def one_tree_of_commands() -> Iterator[None]:
    """The commands as Typer builds them, for all command lines of a run.

    The program loads the file of one command and builds that. Here all files are loaded sooner or later, and all
    commands would be built anew for each line (.17 s of .25 s).
    """
    cli.load_commands()
    tree = typer.main.get_command(cli.APP)
    with mock.patch.object(typer.main, "get_command", lambda app: tree):
        yield


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: no settings, a ledger of its own, no variable of ours from outside."""
    for name in [name for name in os.environ if name.startswith("ESHRAM_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ESHRAM_SETTINGS", str(tmp_path / "settings.toml"))
    monkeypatch.setenv("ESHRAM_LEDGER", str(tmp_path / "eshram.db"))
    # Copies of the day have tests of their own.
    monkeypatch.setenv("ESHRAM_BACKUP_DAILY", "false")
    monkeypatch.setenv("COLUMNS", "160")
    monkeypatch.setenv("ESHRAM_DEBUG", "1")
    return tmp_path


@pytest.fixture
def eshram(home: Path, capsys: pytest.CaptureFixture[str]) -> Eshram:
    """Runs a command line in this process: `eshram("rank", "--state", "bihar")`."""

    def run(*arguments: str | Path) -> Ran:
        capsys.readouterr()
        code = cli.execute([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    return run


@pytest.fixture(scope="session")
def sample_ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger that holds `sample_data`; not to be written."""
    path = tmp_path_factory.mktemp("sample") / "eshram.db"
    assert (
        cli.execute(["ingest", str(SAMPLE_DATA), "--ledger", str(path), "--quiet", "-o", str(path.with_suffix(".csv"))])
        == 0
    )
    return path


@pytest.fixture
def sample(sample_ledger: Path, home: Path) -> Path:
    """The same as the ledger of this test's command lines; a copy, which may be written."""
    copy = home / "eshram.db"
    shutil.copy(sample_ledger, copy)
    # With its seal it need not be held row by row against its sums at each first opening.
    shutil.copy(seal_of(sample_ledger), seal_of(copy))
    return copy
