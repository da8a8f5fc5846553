"""A desk on which a page's commands are run: a folder with the sample data, a ledger, a calendar that stands still."""

from __future__ import annotations

import contextlib
import datetime as dt
import importlib
import io
import os
import pkgutil
import shlex
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

from eshram_cli import cli, jobs

SAMPLE_DATA = Path(__file__).resolve().parents[2] / "sample_data"
NOW = dt.datetime(2022, 2, 14, 14, 35, tzinfo=dt.UTC)
"""The evening on which the examples are run: two days after the last figure of the sample data."""
WHO = "motihari"
COLUMNS = "100"


class Terminal(io.StringIO):
    """A stream that says it is a terminal, so that the pages show what people see."""

    def isatty(self) -> bool:
        """Always."""
        return True


@contextlib.contextmanager
def desk(ledger: Path | None) -> Iterator[Path]:
    """The folder, made the current one; `ledger` is copied into it, None is an empty start."""
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as name, mock.patch.dict(os.environ), still_clock():
        folder = Path(name)
        _surroundings(folder)
        shutil.copytree(SAMPLE_DATA, folder / "sample_data")
        if ledger:
            shutil.copy(ledger, folder / "eshram.db")
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(home)


def _surroundings(folder: Path) -> None:
    for name in [name for name in os.environ if name.startswith("ESHRAM_")]:
        del os.environ[name]
    own = {"ESHRAM_LEDGER": str(folder / "eshram.db"), "ESHRAM_SETTINGS": str(folder / "settings.toml")}
    os.environ.update(own, COLUMNS=COLUMNS, NO_COLOR="1", LOGNAME=WHO)


@contextlib.contextmanager
def still_clock() -> Iterator[None]:
    """The evening on which the examples are run, for all that is recorded."""
    names = [module.name for module in pkgutil.walk_packages(jobs.__path__, f"{jobs.__name__}.")]
    still = {"now": lambda: NOW, "today": NOW.date}
    with contextlib.ExitStack() as stack:
        for module in [importlib.import_module(name) for name in names]:
            for name in still.keys() & vars(module).keys():
                stack.enter_context(mock.patch.object(module, name, still[name]))
        yield


def run(line: str) -> tuple[int, str]:
    """A command line as typed in a shell, `eshram rank --state bihar`: its exit code and what a terminal then shows.

    `< list.txt` gives it a file on stdin.
    """
    words = shlex.split(line, comments=True)
    given = ""
    if "<" in words:
        given = Path(words[words.index("<") + 1]).read_text(encoding="utf-8")
        words = words[: words.index("<")]
    shown = Terminal()
    with contextlib.redirect_stdout(shown), contextlib.redirect_stderr(_Talk(shown)), _stdin(given):
        code = cli.execute(words[1:])
    return code, "\n".join(part.rstrip() for part in shown.getvalue().splitlines())


class _Talk(io.StringIO):
    """Stderr, written to the same terminal in the order of time; without a progress bar."""

    def __init__(self, shown: io.StringIO) -> None:
        super().__init__()
        self.shown = shown

    def write(self, text: str) -> int:
        return self.shown.write(text)


@contextlib.contextmanager
def _stdin(text: str) -> Iterator[None]:
    with mock.patch.object(sys, "stdin", io.StringIO(text)):
        yield


def query(sql: str) -> str:
    """What the `sqlite3` program shows of the desk's ledger with headers on."""
    with contextlib.closing(sqlite3.connect("eshram.db")) as connection:
        cursor = connection.execute(sql)
        heading = [column[0] for column in cursor.description]
        rows = [["" if value is None else str(value) for value in row] for row in cursor]
    return "\n".join("|".join(row) for row in [heading, *rows])


def sample_ledger(path: Path) -> Path:
    """A ledger with all of the sample data."""
    with desk(None) as folder:
        code, shown = run("eshram ingest sample_data")
        if code:
            raise RuntimeError(shown)
        shutil.copy(folder / "eshram.db", path)
    return path
