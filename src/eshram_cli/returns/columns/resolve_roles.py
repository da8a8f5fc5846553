"""Columns whose heading leaves open what they count, and columns that claim the same: decided by the whole table.

A choice is made only where the table itself proves it (a sum, a copy, figures that rise from date to date, the only
column of counts); else a problem asks.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from eshram_cli.language.dates import read_date
from eshram_cli.language.lexicon import is_label, read_words
from eshram_cli.language.text import fold
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import amounts, is_sum
from eshram_cli.returns.columns.bare_cuts import named_part, with_bare_cuts
from eshram_cli.returns.columns.column import COUNTS, Reading
from eshram_cli.returns.columns.measures import (
    A_PART,
    A_PERCENTAGE,
    A_PERIOD,
    CLASH,
    COUNT,
    DATED,
    MEMBER,
    NEW_OTHER,
    TOTAL,
    role_by_heading,
)
from eshram_cli.returns.hints import Meaning

WHOLE_BESIDE = "the whole of the columns beside it"
"""Why a column named "Total" counts all workers: whether it does, or only those of the columns, it leaves open."""

CLAIM = "claims the same as another column"

NUMBERS_OF_A_PLACE = "numbers of that heading are not read"
"""Why a column of figures under "Block" is left out."""

UNCLEAR = "cumulative or daily?"
"""Why a column under a date is left out."""

_ROUNDING = 0.001

_STEPS = 10
"""So many rises from date to date, and no more than one fall in fifty, show that dated columns are cumulative."""


def resolve_roles(
    columns: Sequence[Reading], mapped: Mapping[int, Meaning], of_drive: bool
) -> tuple[list[Reading], list[Problem]]:
    """The columns with every open role decided or set to other, and the problems of what was not decided. `mapped` are
    the columns that the user named."""
    resolved = [_beside_mapped(column, mapped) for column in columns]
    resolved, daily = _with_one_day(resolved)
    resolved, unclear = _with_dated(resolved)
    # "Others" beside columns of men and women, under one heading, are a part of the workers too.
    groups = {column.levels[:-1] for column in resolved if column.why == A_PART and len(column.levels) > 1}
    resolved = [
        column.with_role("other", A_PART)
        if column.levels[:-1] in groups and is_label(column.levels[-1], "unplaced")
        else column.with_role("registered", column.why)
        if column.role == MEMBER
        else column
        for column in resolved
    ]
    resolved = _with_totals(resolved)
    resolved, falling = _with_running_counts(resolved)
    resolved, assumed = _with_only_count(resolved, of_drive)
    resolved, twice = _without_duplicates(resolved)
    resolved = with_bare_cuts(resolved, mapped)
    resolved = [column.with_role("other", column.why) if column.role.endswith("?") else column for column in resolved]
    return resolved, [*unclear, *daily, *falling, *assumed, *twice, *_doubts(resolved, mapped)]


def _doubts(columns: Sequence[Reading], mapped: Mapping[int, Meaning]) -> Iterator[Problem]:
    """What may have been meant otherwise, in columns that were read and in those that were left out."""
    counts = [column for column in columns if column.role == "registered"]
    cuts = {column.cut for column in counts}
    if (
        len(cuts) == 1
        and "" not in cuts
        and counts[0].index not in mapped
        and all(column.role != "cut" for column in columns)
    ):
        # One channel's count alone, easily mistaken for the whole, or for a part.
        words = {"column": counts[0].name, "cut": counts[0].cut.partition("=")[2]}
        yield Problem("cut-alone", counts[0].where, words)
    for column in columns:
        # "Alumni registered" may be of a part, or of something else.
        if column.role in {"registered", "new"} and not column.cut and column.levels and column.index not in mapped:
            odd = [word for word in read_words(column.levels[-1]).unknown if not is_label(word, "of-registering")]
            if odd:
                yield Problem("heading-unsure", column.where, {"column": column.name, "word": " ".join(odd)})
        # A heading that promises counts, over words, names of places or dates.
        other = column.role in {"", "other", "place"} and column.filled and column.levels
        if other and not column.is_numeric and role_by_heading(column).role in COUNTS:
            yield Problem("column-no-numbers", column.where, {"column": column.name})
    if not any(column.role in COUNTS for column in columns) or not columns[0].area.heads:
        return
    # Figures without a heading, below a place's heading, or of an unknown heading where no column has the registered.
    left = []
    for column in columns:
        if column.role in {"", "other"} and column.why != A_PERCENTAGE:
            figures = [figure for figure in amounts(column) if figure is not None]
            whole = all(isinstance(figure, int) for figure in figures)
            if column.filled == len(figures) >= 2 and whole and not column.counts_rows and max(figures) >= 10:
                left.append(column)
    told = [column for column in left if not fold(column.heading) or column.why == NUMBERS_OF_A_PLACE]
    told += [column for column in left if column.why in {CLASH, NEW_OTHER}]
    told += [column for column in left if fold(column.heading) and not column.why and not counts]
    for column in told:
        yield Problem("column-unread", column.where, {"column": column.name})


def _beside_mapped(column: Reading, mapped: Mapping[int, Meaning]) -> Reading:
    """A role that the user gave to a column is no other column's, nor are open roles then counts."""
    meanings = mapped.values()
    if column.index in mapped:
        return column
    same = any(meaning.role == column.role and meaning.cut == column.cut for meaning in meanings)
    levels = [meaning.level for meaning in meanings if meaning.role == "place"]
    same_level = column.level in levels or "" in levels or not column.level
    counted = any(meaning.role == "registered" for meaning in meanings)
    if (
        (same and column.role in COUNTS | {"date", "percent", "balance"})
        or (levels and column.role == "place" and same_level)
        or (counted and column.role in {TOTAL, COUNT} and not column.cut)
    ):
        return column.with_role("other", "another column was named for this")
    return column


def _with_totals(columns: list[Reading]) -> list[Reading]:
    """ "Total" beside the columns of a cut is the whole of them, or the sum of another day's and the day's figure."""
    cuts = {column.role for column in columns if column.cut and column.role in COUNTS}
    measures = [role for role in ("registered", "new", "target") if role in cuts]
    before = [column for column in columns if column.why == "another day's figure"]
    today = [column for column in columns if column.role == "new" and not column.cut]
    both = [column for column in (*before, *today) if read_words(column.heading).has("total")]
    resolved = []
    for column in columns:
        if before and column in today and len(both) == len(before) + len(today):
            # "Today's total" beside "Yesterday's total" may be all up to today.
            resolved.append(column.with_role("other", CLASH))
            continue
        if column.role == TOTAL and len(measures) == 1:
            resolved.append(column.with_role(measures[0], WHOLE_BESIDE))
        elif column.role in {TOTAL, COUNT} and len(before) == len(today) == 1 and is_sum(column, [*before, *today]):
            resolved.append(column.with_role("registered", f"{before[0].letter} + {today[0].letter}"))
        else:
            resolved.append(column)
    return resolved


def _with_only_count(columns: list[Reading], of_drive: bool) -> tuple[list[Reading], list[Problem]]:
    """The only column of counts is the registered, where the sheet speaks of registration or has no heading; not that
    of one line without a heading below another table, a footer such as "Bihar | 12,345"."""
    open_ones = [column for column in columns if column.role in {TOTAL, COUNT}]
    if len(open_ones) != 1 or any(column.role in {"registered", "new"} for column in columns):
        return columns, []
    only, area = open_ones[0], open_ones[0].area
    words = " ".join(column.heading for column in columns)
    footer = area.floor > 0 and not area.heads and area.first == area.last
    if footer or not (of_drive or not area.heads or "e shram" in words.lower()):
        return columns, []
    spans = [column for column in columns if column.why in {A_PERIOD, UNCLEAR} and not named_part(column.levels[-1])]
    if len(spans) > 1 and is_sum(only, spans):
        # The sum of some weeks is not the count of all days.
        resolved = [column.with_role("other", UNCLEAR) if column is only else column for column in columns]
        return resolved, asked([only])
    counted = only.with_role("registered", "the only column of counts")
    resolved = [counted if column is only else column for column in columns]
    return resolved, [Problem("role-assumed", only.where, {"column": only.name})]


def _without_duplicates(columns: list[Reading]) -> tuple[list[Reading], list[Problem]]:
    """The columns, of several of one role, cut and date only the one that is proven to be meant: the one that the user
    named, one of equal columns, or the sum of the others; where none is, none is kept and a problem asks."""
    groups: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for column in columns:
        if column.role in COUNTS:
            groups[column.role, column.cut, column.as_on].append(column)
    changed: dict[int, Reading] = {}
    problems = []
    for group in groups.values():
        shares = [column for column in group if column.unit == 1 and column.why != "as told" and _is_share(column)]
        if shares and len(shares) < len(group):
            # A spreadsheet keeps 52.5 % as 0.525; persons are whole.
            share = "percent" if group[0].role == "registered" and not group[0].cut else "other"
            changed.update({column.index: column.with_role(share, A_PERCENTAGE) for column in shares})
            group = [column for column in group if column not in shares]  # noqa: PLW2901
        if len(group) < 2:
            continue
        told = [column for column in group if column.why == "as told"]
        figures = [amounts(column) for column in group]
        others = {whole.index: [column for column in group if column is not whole] for whole in group}
        keep, why = None, CLAIM
        if len(told) == 1:
            keep, why = told[0], "another column was named for this"
        elif all(one == figures[0] for one in figures):
            keep, why = group[0], f"the same as {group[0].letter}"
        elif len(group) > 2 and (sums := [whole for whole in group if is_sum(whole, others[whole.index])]):
            keep, why = sums[0], f"a part of {sums[0].letter}"
        for column in group:
            if column is not keep:
                changed[column.index] = column.with_role("other", why)
        if keep is None:
            names = ", ".join(column.name for column in group)
            words = {"role": group[0].role, "columns": names, "column": group[0].letter}
            problems.append(Problem("role-twice", group[0].where, words))
    return [changed.get(column.index, column) for column in columns], problems


def _is_share(column: Reading) -> bool:
    """Whether at least half of the figures are broken numbers, farther from a whole one than a computer's rounding."""
    figures = [figure for figure in amounts(column) if figure is not None]
    return sum(abs(figure - round(figure)) > _ROUNDING for figure in figures) * 2 >= max(1, len(figures))


def _with_dated(columns: list[Reading]) -> tuple[list[Reading], list[Problem]]:
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
    return resolved, asked(found) if role == "other" else []


def _with_one_day(columns: list[Reading]) -> tuple[list[Reading], list[Problem]]:
    """ "Registered on 04.12." beside "Registered upto 03.12.": where the figures fall, and a count of all never does,
    the later ones are of their day alone; a column that is the sum of both is the count, else nobody can say."""
    dated = [column for column in columns if column.role in {"registered", DATED} and column.as_on is not None]
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
        return [changed.get(column.index, column) for column in columns], asked(ordered)
    changed = {
        after.index: after.with_role("new", f"{whole.letter} - {before.letter}"),
        whole.index: whole.with_role("registered", f"{before.letter} + {after.letter}", as_on=after.as_on),
    }
    return [changed.get(column.index, column) for column in columns], []


def _with_running_counts(columns: list[Reading]) -> tuple[list[Reading], list[Problem]]:
    """Where the rows are the days of one place: a column that grows each day by just another's figure counts all, and
    the other one the new. A column of all registered that falls on more than one day in four counts those of a day."""
    dates = next((column for column in columns if column.role == "date"), None)
    if dates is None or any(column.role in {"place", "cut"} for column in columns):
        return columns, []
    days = [(moment.date, at) for at, cell in enumerate(dates.cells) if (moment := read_date(cell))]
    rows = [at for _, at in sorted(days)]
    plain = [c for c in columns if not c.cut and c.as_on is None and c.why != "as told"]
    figures = {c.index: [amounts(c)[at] for at in rows] for c in plain if c.role in {"registered", "new", TOTAL, COUNT}}

    def grows_by(whole: Reading, day: Reading) -> bool:
        """Whether each figure is the one before it and the day's, on two days or more."""
        steps = zip(pairwise(figures[whole.index]), figures[day.index][1:], strict=True)
        known = [
            after - before == new
            for (before, after), new in steps
            if before is not None and after is not None and new is not None
        ]
        return len(known) >= 2 and all(known)

    open_ones = [column for column in plain if column.index in figures]
    wholes = [column for column in open_ones if column.role != "new"]
    pairs = [(w, d) for w in wholes for d in open_ones if d is not w and grows_by(w, d)]
    changed: dict[int, Reading] = {}
    if len(pairs) == 1 and [column.role for column in pairs[0]] != ["registered", "new"]:
        whole, day = pairs[0]
        changed[whole.index] = whole.with_role("registered", f"with {day.letter} from date to date")
        changed[day.index] = day.with_role("new", f"with {whole.letter} from date to date")
    proven = {column.index for pair in pairs for column in pair}
    falling = []
    for column in wholes:
        steps = [
            after < before
            for before, after in pairwise(figures[column.index])
            if before is not None and after is not None
        ]
        if column.role == "registered" and column.index not in proven and sum(steps) * 4 > len(steps):
            falling.append(column)
            changed[column.index] = column.with_role("other", UNCLEAR)
    return [changed.get(column.index, column) for column in columns], asked(falling) if falling else []


def asked(columns: Sequence[Reading]) -> list[Problem]:
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
