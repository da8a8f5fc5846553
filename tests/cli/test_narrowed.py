"""A command is read with the options that are given alone; it gets the same values as if all had been read."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable

import pytest
import typer

from eshram_cli import cli
from eshram_cli.cli._app import APP, narrowed
from eshram_cli.cli._plain import PlainCommand

cli.load_commands()
LINES = [
    "forecast",
    "forecast --district gaya --lang=hi --deadline 4.1.2022 --all --horizon 30",
    "rank --state bihar --as-of 28.12.2021 -o - --quiet",
    "ingest . --ledger x.db --map a=registered --map b=target --dry-run",
    "inspect a.xlsx b.csv",
    "by channel --size phone",
    "enter gaya 17,000 --from telephone",
    "plan --deadline 4.1.2022 --camps 3",
    "honours --top 3",
    "undo 28",
    "summary",
]


def command_of(line: str, seen: dict[str, object]) -> Callable[..., None]:
    """The command of a line, but for noting what it gets in place of doing it."""
    [found] = [one.callback for one in APP.registered_commands if getattr(one.callback, "__name__", "") == line]
    assert found is not None

    @functools.wraps(found)
    def note(**values: object) -> None:
        seen.update(values)

    return note


def run(command: Callable[..., None], words: list[str]) -> None:
    app = typer.Typer(add_completion=False)
    app.command(cls=PlainCommand)(command)
    app(words, standalone_mode=False)


@pytest.mark.parametrize("line", LINES)
def test_a_command_gets_what_it_would_get_of_all_options(line: str) -> None:
    name, *words = line.split()
    whole: dict[str, object] = {}
    seen: dict[str, object] = {}
    run(command_of(name, whole), words)
    narrow = narrowed(command_of(name, seen), words)
    run(narrow, words)
    assert seen == whole
    assert len(inspect.signature(narrow).parameters) < len(whole)


@pytest.mark.parametrize(
    "line", ["rank --help", "rank -h", "rank --stat bihar", "rank -5", "rank -- bihar", "rank -qo x"]
)
def test_all_options_are_read_where_a_word_looks_like_one_and_is_none(line: str) -> None:
    name, *words = line.split()
    command = command_of(name, {})
    assert narrowed(command, words) is command
