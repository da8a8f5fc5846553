"""The start: light, complete, in groups that a newcomer understands."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest
import typer.main

from eshram_cli import __version__, cli
from eshram_cli.cli._app import Panel
from tests.conftest import Eshram

HEAVY = {"pandas", "numpy", "pydantic", "matplotlib", "openpyxl", "duckdb", "narwhals", "python_calamine", "lxml"}
PROBE = """
import sys
from eshram_cli.cli import execute
execute(['--help'])
print(' '.join(sys.modules), file=sys.stderr)
"""


def commands(group: object = None, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    """Every command and group of the application, by its words."""
    if group is None:
        cli.load_commands()
        group = typer.main.get_command(cli.APP)
    for name, command in getattr(group, "commands", {}).items():
        yield (*path, name), command
        yield from commands(command, (*path, name))


ALL = dict(commands())


def test_help_loads_none_of_the_heavy_libraries() -> None:
    ran = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True, encoding="utf-8")
    loaded = {name.partition(".")[0] for name in ran.stderr.split()}
    assert not loaded & HEAVY


def test_the_groups_of_help_are_those_of_a_working_day(eshram: Eshram) -> None:
    ran = eshram("--help")
    assert ran.code == 0
    shown = [panel for panel in Panel if panel.value in ran.out]
    assert shown == list(Panel)
    assert [ran.out.index(panel.value) for panel in Panel] == sorted(ran.out.index(panel.value) for panel in Panel)


@pytest.mark.parametrize("path", ALL, ids=" ".join)
def test_every_help_says_what_each_option_does(eshram: Eshram, path: tuple[str, ...]) -> None:
    ran = eshram(*path, "--help")
    assert ran.code == 0
    command = ALL[path]
    assert getattr(command, "help", None), "a command has a sentence"
    for parameter in getattr(command, "params", []):
        assert getattr(parameter, "help", None), f"{parameter.name} has no help"


@pytest.mark.parametrize("path", [(), *ALL], ids=" ".join)
def test_help_of_80_columns_shows_words_of_the_field(
    eshram: Eshram, monkeypatch: pytest.MonkeyPatch, path: tuple[str, ...]
) -> None:
    """A place is PLACE, a date DD.MM.YYYY; no type of Python stands behind an option, and no choice is broken."""
    monkeypatch.setenv("COLUMNS", "80")
    shown = eshram(*path, "--help").out
    assert not re.search(r"<(bool|str|int|float|path|datetime|list)|x[<>]=", shown)
    assert all(choice.endswith(">") for choice in re.findall(r"<[a-z0-9|]+.?", shown)), "a choice is broken"


def test_version(eshram: Eshram) -> None:
    ran = eshram("--version")
    assert (ran.code, ran.out) == (0, f"eshram {__version__}\n")


def test_a_fault_of_the_tool_itself_has_an_exit_code_of_its_own(
    eshram: Eshram, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr("eshram_cli.jobs.session.reading", broken)
    monkeypatch.delenv("ESHRAM_DEBUG")
    ran = eshram("rank", "--state", "bihar")
    assert ran.code == 70
    assert "internal" not in ran.out
    assert "The program itself failed: RuntimeError" in ran.err
