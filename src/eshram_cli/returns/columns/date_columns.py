"""Columns whose headings give dates: cumulative or of one day, as their figures prove."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import pairwise

from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import amounts, is_sum
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.measures import COUNT, DATED, TOTAL

UNCLEAR = "cumulative or daily?"
"""Why a column under a date is left out."""

_STEPS = 10
"""So many rises from date to date, and no more than one fall in fifty, show that dated columns are cumulative."""


def resolve_dated(columns: list[Reading]) -> tuple[list[Reading], list[Problem]]:
    """Columns under dates without a word: cumulative where the figures of the places keep rising, or where a column of
    what is new makes the one date's figures the other's."""
    found = [column for column in columns if column.role == DATED]
    if not found:
        return columns, []
    ordered = _by_day(found)
    steps = [_steps(before, after) for before, after in pairwise(ordered)]
    rises, falls = sum(up for up, _ in steps), sum(down for _, down in steps)
    new = [column for column in columns if column.role == "new" and not column.cut]
    if rises >= _STEPS and falls * 50 <= rises:
        role, why = "registered", "rises from date to date"
    elif len(new) == 1 and len(ordered) > 1 and is_sum(ordered[-1], [ordered[-2], new[0]]):
        role, why = "registered", f"with {new[0].letter} from date to date"
    else:
        role, why = "other", UNCLEAR
    resolved = [column.with_role(role, why) if column.role == DATED else column for column in columns]
    return resolved, _asked(found) if role == "other" else []


def resolve_one_day(columns: list[Reading]) -> tuple[list[Reading], list[Problem]]:
    """ "Registered on 04.12." beside "Registered upto 03.12.": where the figures fall, and a count of all never does,
    the later ones are of their day alone; a column that is the sum of both is the count, else nobody can say."""
    dated = [column for column in columns if column.role == "registered" and column.as_on is not None]
    ordered = _by_day([column for column in dated if not column.cut and column.why != "as told"])
    if len(ordered) != 2:
        return columns, []
    before, after = ordered
    rises, falls = _steps(before, after)
    if falls < 2 or falls <= 2 * rises:
        return columns, []
    wholes = [c for c in columns if c.role in {TOTAL, COUNT} or (c.role == "registered" and c.as_on is None)]
    whole = next((column for column in wholes if not column.cut and is_sum(column, ordered)), None)
    if whole is None:
        changed = {column.index: column.with_role("other", UNCLEAR) for column in ordered}
        return [changed.get(column.index, column) for column in columns], _asked(ordered)
    changed = {
        after.index: after.with_role("new", f"{whole.letter} - {before.letter}"),
        whole.index: whole.with_role("registered", f"{before.letter} + {after.letter}", as_on=after.as_on),
    }
    return [changed.get(column.index, column) for column in columns], []


def _asked(columns: Sequence[Reading]) -> list[Problem]:
    """The problem that asks what these columns count."""
    return [Problem("role-unclear", columns[0].where, {"columns": ", ".join(column.name for column in columns)})]


def _by_day(columns: Sequence[Reading]) -> list[Reading]:
    """The columns in the order of their dates; none where two are of one date."""
    days = {column.as_on for column in columns if column.as_on}
    return sorted(columns, key=lambda column: column.as_on or dt.date.min) if len(days) == len(columns) else []


def _steps(before: Reading, after: Reading) -> tuple[int, int]:
    """In how many rows the figure rises and falls."""
    pairs = [(a, b) for a, b in zip(amounts(before), amounts(after), strict=True) if a is not None and b is not None]
    return sum(b > a for a, b in pairs), sum(b < a for a, b in pairs)
