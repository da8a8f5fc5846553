"""Columns whose heading leaves open what they count, and columns that claim the same: decided by the whole table.

A choice is made only where the table itself proves it (a sum, a copy, the only column of counts); else a problem asks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from eshram_cli.language.lexicon import is_label
from eshram_cli.language.text import fold
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import amounts
from eshram_cli.returns.columns.bare_cuts import with_bare_cuts
from eshram_cli.returns.columns.column import COUNTS, Reading
from eshram_cli.returns.columns.column_sums import is_sum
from eshram_cli.returns.columns.date_columns import resolve_dated, resolve_one_day
from eshram_cli.returns.columns.measures import A_PART, CLASH, COUNT, MEMBER, TOTAL, role_by_heading
from eshram_cli.returns.find.tables import Area
from eshram_cli.returns.hints import Meaning

NUMBERS_OF_A_PLACE = "numbers of that heading are not read"
"""Why a column of figures under "Block" is left out."""


def resolve_roles(
    columns: Sequence[Reading], given: Mapping[int, Meaning], of_drive: bool
) -> tuple[list[Reading], list[Problem]]:
    """The columns with every open role decided or set to other, and the problems of what was not decided."""
    told = {meaning.role for meaning in given.values()}
    resolved = [_told_otherwise(column, given, told) for column in columns]
    resolved, unclear = resolve_dated(resolved)
    resolved, daily = resolve_one_day(resolved)
    resolved = _members(_others(resolved))
    resolved = _totals(resolved)
    resolved, noted = _lone(resolved, of_drive)
    resolved, twice = _claims(resolved)
    resolved = with_bare_cuts(resolved, given)
    resolved = [column.with_role("other", column.why) if column.role.endswith("?") else column for column in resolved]
    return resolved, [
        *unclear,
        *daily,
        *noted,
        *twice,
        *_alone(resolved, given),
        *_without_numbers(resolved),
        *_unread(resolved),
    ]


def _alone(columns: Sequence[Reading], given: Mapping[int, Meaning]) -> list[Problem]:
    """One channel's count without any other's and without the whole: easily mistaken for the whole, or for a part."""
    counts = [column for column in columns if column.role == "registered"]
    cuts = {column.cut for column in counts}
    if len(cuts) != 1 or "" in cuts or counts[0].index in given or any(column.role == "cut" for column in columns):
        return []
    where = counts[0].area.sheet.grid.where(counts[0].area.top, counts[0].index)
    return [Problem("cut-alone", where, {"column": counts[0].name, "cut": counts[0].cut.partition("=")[2]})]


def _without_numbers(columns: Sequence[Reading]) -> list[Problem]:
    """Columns whose heading promises counts and that hold words, names of places or dates instead."""
    found = []
    for column in columns:
        if column.role in {"", "other", "place"} and column.filled and column.levels and not column.is_numeric:
            promised = role_by_heading(column).role
            if promised in COUNTS:
                where = column.area.sheet.grid.where(column.area.top, column.index)
                found.append(Problem("column-no-numbers", where, {"column": column.name}))
    return found


def _unread(columns: Sequence[Reading]) -> list[Problem]:
    """Columns of figures that were left out and may be what was asked for: without a heading, below a place's heading,
    or of an unknown heading where no column has the registered persons."""
    if not any(column.role in COUNTS for column in columns) or not columns[0].area.heads:
        return []
    complete = any(column.role == "registered" for column in columns)
    left = [column for column in columns if column.role in {"", "other"} and _holds_figures(column)]
    told = [column for column in left if not fold(column.heading) or column.why == NUMBERS_OF_A_PLACE]
    told += [column for column in left if column.why == CLASH]
    told += [column for column in left if fold(column.heading) and not column.why and not complete]
    return [
        Problem("column-unread", column.area.sheet.grid.where(column.area.top, column.index), {"column": column.name})
        for column in told
    ]


def _holds_figures(column: Reading) -> bool:
    figures = [figure for figure in amounts(column) if figure is not None]
    whole = all(isinstance(figure, int) for figure in figures)
    return column.filled == len(figures) >= 2 and whole and not column.counts_rows and max(figures) >= 10


def _told_otherwise(column: Reading, given: Mapping[int, Meaning], told: set[str]) -> Reading:
    """A role that the user gave to a column is no other column's, nor are open roles then counts."""
    if column.index in given:
        return column
    same = any(meaning.role == column.role and meaning.cut == column.cut for meaning in given.values())
    if same and column.role in COUNTS | {"date", "percent", "balance"}:
        return column.with_role("other", "another column was named for this")
    if "place" in told and column.role == "place" and _same_level(column, given.values()):
        return column.with_role("other", "another column was named for this")
    if "registered" in told and column.role in {TOTAL, COUNT} and not column.cut:
        return column.with_role("other", "another column was named for this")
    return column


def _same_level(column: Reading, meanings: Iterable[Meaning]) -> bool:
    levels = [meaning.level for meaning in meanings if meaning.role == "place"]
    return column.level in levels or "" in levels or not column.level


def _others(columns: Sequence[Reading]) -> list[Reading]:
    """ "Others" beside columns of men and women, under one heading, are a part of the workers too."""
    groups = {column.levels[:-1] for column in columns if column.why == A_PART and len(column.levels) > 1}
    return [
        column.with_role("other", A_PART)
        if column.levels[:-1] in groups and is_label(column.levels[-1], "unplaced")
        else column
        for column in columns
    ]


def _as(column: Reading, open_role: str, role: str, why: str) -> Reading:
    return column.with_role(role, why) if column.role == open_role else column


def _members(columns: list[Reading]) -> list[Reading]:
    return [_as(column, MEMBER, "registered", column.why) for column in columns]


def _totals(columns: list[Reading]) -> list[Reading]:
    """ "Total" beside the columns of a cut is the whole of them, or the sum of another day's and the day's figure."""
    cuts = {column.role for column in columns if column.cut and column.role in COUNTS}
    measures = [role for role in ("registered", "new", "target") if role in cuts]
    resolved = []
    for column in columns:
        if column.role == TOTAL and len(measures) == 1:
            column = column.with_role(measures[0], "the whole of the columns beside it")  # noqa: PLW2901
        elif column.role in {TOTAL, COUNT}:
            column = _sum_of_days(column, columns)  # noqa: PLW2901
        resolved.append(column)
    return resolved


def _sum_of_days(column: Reading, columns: Sequence[Reading]) -> Reading:
    before = [other for other in columns if other.why == "another day's figure"]
    today = [other for other in columns if other.role == "new" and not other.cut]
    if len(before) == len(today) == 1 and is_sum(column, [before[0], today[0]]):
        return column.with_role("registered", f"{before[0].letter} + {today[0].letter}")
    return column


def _lone(columns: list[Reading], of_drive: bool) -> tuple[list[Reading], list[Problem]]:
    """The only column of counts is the registered, where the sheet of_drive of registration or has no heading."""
    if any(column.role in {"registered", "new"} for column in columns):
        return columns, []
    open_ones = [column for column in columns if column.role in {TOTAL, COUNT}]
    words = " ".join(column.heading for column in columns)
    headless = not open_ones or not open_ones[0].area.heads
    if open_ones and _is_line_below(open_ones[0].area):
        return columns, []
    if len(open_ones) != 1 or not (of_drive or headless or "e shram" in words.lower()):
        return columns, []
    lone = open_ones[0]
    where = lone.area.sheet.grid.where(lone.area.top, lone.index)
    taken = [
        column.with_role("registered", "the only column of counts") if column is lone else column for column in columns
    ]
    return taken, [Problem("role-assumed", where, {"column": lone.name})]


def _is_line_below(area: Area) -> bool:
    """Whether the table is one line without a heading below another table: a footer such as "Bihar | 12,345"."""
    return area.floor > 0 and not area.heads and area.first == area.last


def _claims(columns: list[Reading]) -> tuple[list[Reading], list[Problem]]:
    groups: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for column in columns:
        if column.role in COUNTS:
            groups[column.role, column.cut, column.as_on].append(column)
    changed: dict[int, Reading] = {}
    problems = []
    for group in groups.values():
        if len(group) < 2:
            continue
        keep, why = _proven(group)
        for column in group:
            if column is not keep:
                changed[column.index] = column.with_role("other", why or "claims the same as another column")
        if keep is None:
            problems.append(_twice(group))
    return [changed.get(column.index, column) for column in columns], problems


def _proven(group: Sequence[Reading]) -> tuple[Reading | None, str]:
    """The column to keep: the told one, one of equal columns, or the sum of the others."""
    told = [column for column in group if column.why == "as told"]
    if len(told) == 1:
        return told[0], "another column was named for this"
    figures = [amounts(column) for column in group]
    if all(one == figures[0] for one in figures):
        return group[0], f"the same as {group[0].letter}"
    for whole in group:
        others = [column for column in group if column is not whole]
        if len(others) >= 2 and is_sum(whole, others):
            return whole, f"a part of {whole.letter}"
    return None, ""


def _twice(group: Sequence[Reading]) -> Problem:
    where = group[0].area.sheet.grid.where(group[0].area.top, group[0].index)
    words = {"role": group[0].role, "columns": ", ".join(column.name for column in group), "column": group[0].letter}
    return Problem("role-twice", where, words)
