"""What a long table with targets says beside its counts: percentages, balances, counts far above their targets.

`crosscheck` tells the rows that contradict themselves, by what most rows of the table are. Which rows these are is
reckoned here from the numbers that are kept, so that they can be set out; and whether most rows of the extract are as
most rows of the table.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from eshram_cli.returns.long_survey import MOST, Survey
from eshram_cli.returns.model import Column, Table
from eshram_cli.returns.totals.crosschecks import FAR_ABOVE, SLACK, agrees
from eshram_cli.sheets.long_file import NotPlain


def disagreeing(survey: Survey, table: Table) -> set[int]:
    """The plain rows (from 0) beyond the extract whose percentage or balance is another than their counts make. Raises
    NotPlain where the whole may be judged otherwise than the extract."""
    columns = {role: [one for one in table.columns if one.role == role] for role in ("registered", "target", "percent")}
    registered, target, percent = ([one for one in of if not one.cut] for of in columns.values())
    if len(registered) != 1 or len(target) != 1:
        return set()
    below = [number for number in survey.raw if number + 1 >= table.first_row]
    extract, odd = np.array(below, np.int32), sum(not survey.is_plain_row(survey.raw[number]) for number in below)
    known = above = 0
    # How many percentages of the extract, and of all rows, are right as they stand or as parts of 1.
    right = {1: np.zeros(2, np.int64), 100: np.zeros(2, np.int64)}
    wrong: dict[int, set[int]] = {1: set(), 100: set()}
    found: set[int] = set()
    for block in survey.blocks():
        inside = np.isin(block[:, 0], extract)
        count, goal = (_values(survey, block, of[0]) for of in (registered, target))
        known += int(np.count_nonzero(goal > 0))
        above += int(np.count_nonzero((goal > 0) & (count > FAR_ABOVE * goal)))
        for by in right if len(percent) == 1 else ():
            stated = _values(survey, block, percent[0])
            held = ~np.isnan(stated) & (goal > 0)
            agreeing = held.copy()
            agreeing[held] = list(_agreeing(stated[held], count[held], goal[held], by))
            right[by] += np.count_nonzero(agreeing & inside), np.count_nonzero(agreeing)
            if len(wrong[by]) <= MOST:
                wrong[by].update(block[held & ~agreeing & ~inside, 0].tolist())
        for column in (one for one in table.columns if one.role == "balance"):
            stated, rest = _values(survey, block, column), goal - count
            other = ~np.isnan(stated) & (abs(stated) != abs(rest)) & ((stated != 0) | (rest > 0))
            found.update(block[other & ~inside, 0].tolist())
        if len(found) > MOST:
            raise NotPlain
    if 2 * (above + odd) >= known + odd:
        raise NotPlain
    if len(percent) == 1:
        scale, other_scale = (100, 1) if right[100][1] > right[1][1] else (1, 100)
        # The rows that are not plain may be right either way; percentages without a count are told where they are few.
        sure = right[scale] >= right[other_scale] + odd + (scale == 100)
        if not sure.all() or len(wrong[scale]) > MOST or 2 * odd > len(below):
            raise NotPlain
        found |= wrong[scale]
    return found


def _values(survey: Survey, block: np.ndarray, column: Column) -> np.ndarray:
    """The numbers of a column in plain rows; not a number where one is blank."""
    at = column.index - 1
    if at in survey.numbers:
        return block[:, 3 + survey.numbers.index(at)].astype(np.float64)
    start = 3 + len(survey.numbers) + 2 * survey.rates.index(at)
    return np.ascontiguousarray(block[:, start : start + 2]).view(np.float64)[:, 0]


def _agreeing(stated: np.ndarray, counts: np.ndarray, goals: np.ndarray, by: int) -> Iterator[bool]:
    """Of each percentage whether it `agrees`; all do that are within SLACK, and none that is more than 1 off."""
    off = abs(stated * by - 100 * counts / goals)
    for one, percent, count, goal in zip(off.tolist(), stated.tolist(), counts.tolist(), goals.tolist(), strict=True):
        yield one <= SLACK or (one <= 1 and agrees(percent * by, int(count), int(goal), by))
