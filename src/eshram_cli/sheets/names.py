"""Names of files and sheets as they may be shown and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eshram_cli.language.personal import KINDS, kind_of_number, without_numbers
from eshram_cli.problems import Problem
from eshram_cli.sheets.model import Grid


def shown_name(name: str) -> str:
    """The name as text that every output can hold. What unzip leaves of a Windows name is no UTF-8: its odd bytes show
    as a mark, while the file is opened by its own name. The digits of a person's number are dots."""
    return without_numbers(_text(name))


def _text(name: str) -> str:
    return name.encode("utf-8", "surrogateescape" if _is_escaped(name) else "replace").decode("utf-8", "replace")


def _is_escaped(name: str) -> bool:
    """Whether all that cannot be encoded in the name stands for bytes of a file system."""
    return all("\udc80" <= char <= "\udcff" for char in name if "\ud800" <= char <= "\udfff")


def named_safely(grids: Sequence[Grid]) -> tuple[tuple[Grid, ...], list[Problem]]:
    """The grids, those named for a person's number with dots in its place, and a warning for each of them. Two that
    become alike are told apart by a number."""
    named: list[Grid] = []
    told: list[Problem] = []
    for grid in grids:
        kind = kind_of_number(grid.sheet)
        if kind:
            name, number = shown_name(grid.sheet), 2
            while name in {other.sheet for other in named}:
                name, number = f"{shown_name(grid.sheet)} ({number})", number + 1
            grid = replace(grid, sheet=name)  # noqa: PLW2901
            told.append(Problem("person-number-in-name", grid.where(), {"kind": KINDS[kind]}))
        named.append(grid)
    return tuple(named), told


def said_safely(problem: Problem) -> Problem:
    """The problem, its sheet as it may be named."""
    where = problem.where
    return replace(problem, where=replace(where, sheet=shown_name(where.sheet))) if where.sheet else problem
