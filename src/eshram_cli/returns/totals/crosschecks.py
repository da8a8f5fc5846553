"""Rates and remainders that a return states, checked against its counts; they are never stored."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from eshram_cli.problems import Language, Problem
from eshram_cli.returns.columns.amounts import Amount, amount, figure_text
from eshram_cli.returns.columns.cells import Figures
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.roles import Roles

_MOST = 0.5
_ENOUGH = 3
_FAR_ABOVE = 1.5
_SLACK = 0.011
"""Two decimals, the last of them cut off or rounded."""

NOT_BALANCE: Mapping[Language, str] = {
    Language.en: "the heading says balance, but in most rows target less registered is another figure",
    Language.hi: "शीर्षक शेष का है, पर अधिकांश पंक्तियों में लक्ष्य और निबंधन का अंतर कुछ और है",
}


def crosscheck(roles: Roles, rows: Sequence[int], figures: Mapping[int, Figures]) -> Iterator[Problem]:
    """Problems of the columns that speak of all workers: percent, balance, a day's figure above the cumulative one, a
    part above its whole, and half of the places far above their target: the two columns may have changed places then,
    and nothing else tells."""
    wholes = ([column for column in roles.of(role) if not column.cut] for role in ("registered", "new", "target"))
    registered, new, target = (columns[0] if len(columns) == 1 else None for columns in wholes)
    if registered is None:
        return
    done = figures[registered.index].values
    for row, total, day in zip(rows, done, figures[new.index].values, strict=True) if new is not None else ():
        if new is not None and total is not None and day is not None and day > total:
            where = new.area.sheet.grid.where(row, new.index)
            yield Problem("new-above-registered", where, {"new": figure_text(day), "registered": figure_text(total)})
    for part in roles.of("registered"):
        if part.cut and part.as_on == registered.as_on:
            for row, total, count in zip(rows, done, figures[part.index].values, strict=True):
                if total is not None and count is not None and count > total:
                    words = {"part": figure_text(count), "whole": figure_text(total), "column": part.name}
                    yield Problem("part-above-whole", part.area.sheet.grid.where(row, part.index), words)
    if target is None:
        return
    goal = figures[target.index].values
    ratios = sorted(count / aim for count, aim in zip(done, goal, strict=True) if count is not None and aim)
    if len(ratios) >= _ENOUGH and ratios[len(ratios) // 2] > _FAR_ABOVE:
        yield Problem("above-target", registered.where, {"column": registered.name})
    percents = [column for column in roles.of("percent") if not column.cut]
    if len(percents) == 1:
        yield from _percents(percents[0], rows, done, goal)
        yield from _without_count(percents[0], rows, done, figures[registered.index].unread)
    for column in roles.of("balance"):
        yield from _balances(column, rows, done, goal)


def _percents(
    column: Reading, rows: Sequence[int], done: Sequence[int | None], goal: Sequence[int | None]
) -> Iterator[Problem]:
    sheet = column.area.sheet
    stated = [amount(sheet.at(row, column.index)) for row in rows]
    scale = _scale(stated, done, goal)
    wrong = []
    swapped = checked = 0
    for at, (percent, count, target) in enumerate(zip(stated, done, goal, strict=True)):
        if percent is None or count is None or not target:
            continue
        checked += 1
        if not agrees(percent * scale, count, target, scale):
            wrong.append(at)
            swapped += bool(count) and agrees(percent * scale, target, count, scale)
    if checked >= 2 and swapped > _MOST * checked:
        yield Problem("columns-swapped", sheet.grid.where(column.area.top, column.index), {"column": column.name})
        return
    for at in wrong:
        words = {
            "stated": sheet.text(rows[at], column.index),
            "actual": f"{100 * (done[at] or 0) / (goal[at] or 1):.2f}",
        }
        yield Problem("percent-disagrees", sheet.grid.where(rows[at], column.index), words)


def _without_count(
    column: Reading, rows: Sequence[int], done: Sequence[int | None], unread: Container[int]
) -> Iterator[Problem]:
    """Rows that state a percentage and no count, where most rows have both: the row's cells may stand elsewhere. A
    count that cannot be read has its own problem."""
    sheet = column.area.sheet
    blank = [at for at, count in enumerate(done) if count is None and at not in unread]
    alone = [at for at in blank if amount(sheet.at(rows[at], column.index))]
    for at in alone if len(alone) * 2 <= len(rows) else ():
        yield Problem("count-missing", sheet.grid.where(rows[at], column.index), {"column": column.name})


def _scale(stated: Sequence[Amount], done: Sequence[int | None], goal: Sequence[int | None]) -> int:
    """100 where a spreadsheet keeps 37 % as 0.37, else 1: whichever fits more rows."""
    rows = [row for row in zip(stated, done, goal, strict=True) if row[0] is not None and row[1] is not None and row[2]]
    plain, hundredth = (
        sum(agrees((percent or 0) * scale, count or 0, target or 1, scale) for percent, count, target in rows)
        for scale in (1, 100)
    )
    return 100 if hundredth > plain else 1


def agrees(percent: float, count: int, target: int, scale: int) -> bool:
    """Whether the percentage is right to its last decimal, rounded or cut off."""
    off = abs(percent - 100 * count / target)
    if off <= _SLACK:
        return True
    decimals = len(repr(float(percent / scale)).partition(".")[2].rstrip("0")) - (2 if scale == 100 else 0)
    return off <= 10.0 ** -max(decimals, 0)


def _balances(
    column: Reading, rows: Sequence[int], done: Sequence[int | None], goal: Sequence[int | None]
) -> Iterator[Problem]:
    """Rows whose balance is another; one problem of the heading where that is so in most rows."""
    sheet = column.area.sheet
    stated = [amount(sheet.at(row, column.index)) for row in rows]
    known = [
        (row, balance, target - count)
        for row, balance, count, target in zip(rows, stated, done, goal, strict=True)
        if balance is not None and count is not None and target is not None
    ]
    # An office that is past its target writes the surplus as 0, or without its sign.
    wrong = [one for one in known if one[1] not in {one[2], -one[2], max(0, one[2])}]
    if len(wrong) >= _ENOUGH and len(wrong) > _MOST * len(known):
        where = sheet.grid.where(column.area.top, column.index)
        yield Problem("heading-doubtful", where, {"column": column.name, "why": NOT_BALANCE})
        return
    for row, balance, actual in wrong:
        words = {"stated": figure_text(balance), "actual": figure_text(actual)}
        yield Problem("balance-disagrees", sheet.grid.where(row, column.index), words)
