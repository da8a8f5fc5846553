"""Numbers by place from a sheet that is no return: targets, or the weights of a split."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import Problem, Where, column_letters
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import TargetRecord
from eshram_cli.returns.read import inspect_book, read_returns
from eshram_cli.sheets.read import read_book

_ONLY_TARGETS = "no-count"
"""A sheet of targets has no counts, and need not."""


@dataclass(frozen=True)
class TargetSheet:
    """The targets of a sheet, what is wrong with it, and how many rows were left out."""

    rows: tuple[TargetRecord, ...]
    problems: tuple[Problem, ...]
    rejected: int


def read_targets(file: Path, gazetteer: Gazetteer, hints: Hints) -> TargetSheet:
    """The targets that a sheet states, beside counts or alone. Raises `no-target` where no column holds any."""
    book = read_book(file)
    returns = read_returns(book, gazetteer, hints)
    if not any(ret.targets for ret in returns):
        # Every column that holds targets is named, as a user would name it.
        columns = [column for table in inspect_book(book, gazetteer, hints).tables for column in table.columns]
        named = {
            "target" + (f":{column.cut.replace('=', ':')}" if column.cut else ""): column_letters(column.index)
            for column in columns
            if column.role == "target"
        }
        returns = read_returns(book, gazetteer, replace(hints, mapping={**named, **hints.mapping}))
    problems = tuple(problem for ret in returns for problem in ret.problems if problem.code != _ONLY_TARGETS)
    rows = tuple(target for ret in returns for target in ret.targets)
    if not rows:
        raise EshramError("no-target", Where(str(file)), problems)
    return TargetSheet(rows, problems, sum(ret.rejected for ret in returns))


def read_weights(file: Path, gazetteer: Gazetteer, hints: Hints) -> dict[str, int]:
    """The weight of each place: the column named `target` in the hints, else one of targets, else of counts.

    Raises `split-no-column` where none is one of these.
    """
    try:
        rows = read_targets(file, gazetteer, hints).rows
    except EshramError as error:
        if error.problem.code != "no-target":
            raise
        rows = ()
    weights: dict[str, int] = {target.place: target.value for target in rows if not target.cut}
    if not weights:
        returns = read_returns(read_book(file), gazetteer, hints)
        weights = {one.place: one.value for ret in returns for one in ret.figures if not one.cut}
    if not weights:
        raise EshramError("split-no-column", Where(str(file)))
    return weights
