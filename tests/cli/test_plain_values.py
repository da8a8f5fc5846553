"""Plain values reach a command as typed; whatever else is given is checked by typer, with its messages."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import pytest
import typer

from eshram_cli.cli._plain import PlainCommand


class Colour(StrEnum):
    """A choice."""

    red = "red"
    blue = "blue"


APP = typer.Typer()


@APP.command(cls=PlainCommand)
def taken(
    files: Annotated[list[str], typer.Argument()],
    name: Annotated[str | None, typer.Option()] = None,
    colour: Annotated[Colour, typer.Option()] = Colour.red,
    out: Annotated[Path | None, typer.Option()] = None,
    days: Annotated[int, typer.Option(min=1)] = 7,
    half: Annotated[int | None, typer.Option(parser=lambda text: int(text) // 2)] = None,
    more: Annotated[list[str] | None, typer.Option()] = None,
) -> object:
    """What was given."""
    return files, name, colour, out, days, half, list(more or ())


def run(*arguments: str) -> object:
    return APP(list(arguments), standalone_mode=False)


def test_options_that_nobody_gave_have_their_defaults() -> None:
    assert run("a.xlsx") == (["a.xlsx"], None, Colour.red, None, 7, None, [])


def test_values_of_every_kind() -> None:
    given = run("a", "b", "--name", "Gaya", "--colour", "blue", "--out", "x.csv", "--days", "3", "--half", "8")
    assert given == (["a", "b"], "Gaya", Colour.blue, Path("x.csv"), 3, 4, [])
    assert run("a", "--more", "x", "--more", "y") == (["a"], None, Colour.red, None, 7, None, ["x", "y"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "Missing argument 'files'"),
        (("a", "--colour", "green"), "'green' is not one of 'red', 'blue'"),
        (("a", "--days", "many"), "valid integer"),
        (("a", "--days", "0"), "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_taken_is_said_by_typer(arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(typer.TyperException) as refused:
        run(*arguments)
    assert message in refused.value.format_message()
