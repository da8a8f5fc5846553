"""Columns whose headings give dates: cumulative or of one day, as their figures prove."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import amounts
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.column_sums import is_sum
from eshram_cli.returns.columns.measures import COUNT, DATED, TOTAL

_STEPS = 10
"""So many rises from date to date, and no more than one fall in fifty, show that dated columns are cumulative."""


def resolve_dated(columns: list[Reading]) -> tuple[list[Reading], list[Problem]]:
    """Columns under dates without a word: cumulative where the figures of the places keep rising, or where a column of
    what is new makes the one date's figures the other's."""
    found = [column for column in columns if column.role == DATED]
    if not found:
        return columns, []
    ordered = _by_day(found)
    rises = sum(_steps(before, after)[0] for before, after in pairwise(ordered))
    falls = sum(_steps(before, after)[1] for before, after in pairwise(ordered))
    if rises >= _STEPS and falls * 50 <= rises:
        return [_taken(column, "registered", "rises from date to date") for column in columns], []
    new = [column for column in columns if column.role == "new" and not column.cut]
    if len(new) == 1 and len(ordered) > 1 and is_sum(ordered[-1], [ordered[-2], new[0]]):
        return [_taken(column, "registered", f"with {new[0].letter} from date to date") for column in columns], []
    return [_taken(column, "other", "cumulative or daily?") for column in columns], [_unclear(found)]


def resolve_one_day(columns: list[Reading]) -> tuple[list[Reading], list[Problem]]:
    """ "Registered on 04.12." beside "Registered upto 03.12.": where the figures fall, and a count of all never does,
    the later ones are of their day alone; a column that is the sum of both is the count, else nobody can say."""
    ordered = _by_day([column for column in columns if _is_count_of_a_date(column)])
    if len(ordered) != 2 or not _falls(*ordered):
        return columns, []
    before, after = ordered
    wholes = [c for c in columns if c.role in {TOTAL, COUNT} or (c.role == "registered" and c.as_on is None)]
    whole = next((column for column in wholes if not column.cut and is_sum(column, ordered)), None)
    if whole is None:
        changed = {column.index: column.with_role("other", "cumulative or daily?") for column in ordered}
        return [changed.get(column.index, column) for column in columns], [_unclear(ordered)]
    changed = {
        after.index: after.with_role("new", f"{whole.letter} - {before.letter}"),
        whole.index: whole.with_role("registered", f"{before.letter} + {after.letter}", as_on=after.as_on),
    }
    return [changed.get(column.index, column) for column in columns], []


def _is_count_of_a_date(column: Reading) -> bool:
    told = column.why == "as told"
    return column.role == "registered" and column.as_on is not None and not column.cut and not told


def _by_day(columns: Sequence[Reading]) -> list[Reading]:
    """The columns in the order of their dates; none where two are of one date."""
    days = {column.as_on for column in columns if column.as_on}
    return sorted(columns, key=lambda column: column.as_on or dt.date.min) if len(days) == len(columns) else []


def _steps(before: Reading, after: Reading) -> tuple[int, int]:
    """In how many rows the figure rises and falls."""
    pairs = [(a, b) for a, b in zip(amounts(before), amounts(after), strict=True) if a is not None and b is not None]
    return sum(b > a for a, b in pairs), sum(b < a for a, b in pairs)


def _falls(before: Reading, after: Reading) -> bool:
    rises, falls = _steps(before, after)
    return falls >= 2 and falls > 2 * rises


def _taken(column: Reading, role: str, why: str) -> Reading:
    return column.with_role(role, why) if column.role == DATED else column


def _unclear(columns: Sequence[Reading]) -> Problem:
    names = ", ".join(column.name for column in columns)
    where = columns[0].area.sheet.grid.where(columns[0].area.top, columns[0].index)
    return Problem("role-unclear", where, {"columns": names})
