"""What a return says twice cannot be two things: rates and remainders beside its counts, a place beside the places in
it, the tables of one file. Rates and remainders are checked, and never stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Hashable, Iterator, Mapping, Sequence

from eshram_cli.places.finder import Finder
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Language, Problem, Where
from eshram_cli.returns.columns.amounts import Figures, amount, figure_text
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.roles import Roles
from eshram_cli.returns.model import Figure, Return
from eshram_cli.returns.placing.place_entries import PlaceEntry

_MOST = 0.5
_ENOUGH = 3
FAR_ABOVE = 1.5
SLACK = 0.011
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
            words = {"new": figure_text(day), "registered": figure_text(total)}
            yield Problem("new-above-registered", new.where_of(row), words)
    for part in roles.of("registered"):
        if part.cut and part.as_on == registered.as_on:
            for row, total, count in zip(rows, done, figures[part.index].values, strict=True):
                if total is not None and count is not None and count > total:
                    words = {"part": figure_text(count), "whole": figure_text(total), "column": part.name}
                    yield Problem("part-above-whole", part.where_of(row), words)
    if target is None:
        return
    goal = figures[target.index].values
    ratios = sorted(count / aim for count, aim in zip(done, goal, strict=True) if count is not None and aim)
    if len(ratios) >= _ENOUGH and ratios[len(ratios) // 2] > FAR_ABOVE:
        yield Problem("above-target", registered.where, {"column": registered.name})
    percents = [column for column in roles.of("percent") if not column.cut]
    if len(percents) == 1:
        yield from _percents(percents[0], rows, done, goal, figures[registered.index].unread)
    for column in roles.of("balance"):
        yield from _balances(column, rows, done, goal)


def _percents(
    column: Reading,
    rows: Sequence[int],
    done: Sequence[int | None],
    goal: Sequence[int | None],
    unread: Container[int],
) -> Iterator[Problem]:
    """Percentages that are others, those of target by count told once; and rows that state one and no count, where most
    rows have both: the row's cells may stand elsewhere. A count that cannot be read (`unread`) has its own problem."""
    stated = [amount(column.cell(row)) for row in rows]
    known = [
        (row, percent, count, aim)
        for row, percent, count, aim in zip(rows, stated, done, goal, strict=True)
        if percent is not None and count is not None and aim
    ]
    # A spreadsheet may keep 37 % as 0.37: whichever fits more rows.
    right = {by: {row for row, one, count, aim in known if agrees(one * by, count, aim, by)} for by in (1, 100)}
    scale = 100 if len(right[100]) > len(right[1]) else 1
    wrong = [one for one in known if one[0] not in right[scale]]
    swapped = sum(bool(count) and agrees(percent * scale, aim, count, scale) for _, percent, count, aim in wrong)
    if len(known) >= 2 and swapped > _MOST * len(known):
        yield Problem("columns-swapped", column.where, {"column": column.name})
        wrong = []
    for row, _, count, aim in wrong:
        words = {"stated": column.area.sheet.text(row, column.index), "actual": f"{100 * count / aim:.2f}"}
        yield Problem("percent-disagrees", column.where_of(row), words)
    alone = [at for at, count in enumerate(done) if count is None and at not in unread and stated[at]]
    for at in alone if len(alone) * 2 <= len(rows) else ():
        yield Problem("count-missing", column.where_of(rows[at]), {"column": column.name})


def agrees(percent: float, count: int, target: int, scale: int) -> bool:
    """Whether the percentage is right to its last decimal, rounded or cut off; `scale` 100 where it was kept as a part
    of 1."""
    off = abs(percent - 100 * count / target)
    if off <= SLACK:
        return True
    decimals = len(repr(float(percent / scale)).partition(".")[2].rstrip("0")) - (2 if scale == 100 else 0)
    return off <= 10.0 ** -max(decimals, 0)


def _balances(
    column: Reading, rows: Sequence[int], done: Sequence[int | None], goal: Sequence[int | None]
) -> Iterator[Problem]:
    """Rows whose balance is another; one problem of the heading where that is so in most rows."""
    stated = [amount(column.cell(row)) for row in rows]
    known = [
        (row, balance, target - count)
        for row, balance, count, target in zip(rows, stated, done, goal, strict=True)
        if balance is not None and count is not None and target is not None
    ]
    # An office that is past its target writes the surplus as 0, or without its sign.
    wrong = [one for one in known if one[1] not in {one[2], -one[2], max(0, one[2])}]
    if len(wrong) >= _ENOUGH and len(wrong) > _MOST * len(known):
        yield Problem("heading-doubtful", column.where, {"column": column.name, "why": NOT_BALANCE})
        return
    for row, balance, actual in wrong:
        words = {"stated": figure_text(balance), "actual": figure_text(actual)}
        yield Problem("balance-disagrees", column.where_of(row), words)


def check_parents(
    entries: Sequence[PlaceEntry],
    rows: Sequence[int],
    keys: Sequence[Hashable],
    figures: Mapping[int, Figures],
    roles: Roles,
) -> Iterator[Problem]:
    """Problems of rows whose place holds those of other rows with the same key (date and cut).

    With a figure below the sum of its parts the row is an error: a name was lost or stands in the wrong row. A row
    named as the place around the table with a figure above it is a warning, since it may be a wrong total. An equal
    figure is a total, found before.
    """
    distinct = [entry.place for entry in {id(entry): entry for entry in entries}.values() if entry.place]
    parents = {place.id for place in distinct} & {place.parent for place in distinct}
    columns = [column for column in roles.of("registered", "new") if not column.cut]
    if not parents or not columns:
        return
    column = columns[0]
    told = [
        (row, entry, entry.place, key, value)
        for row, entry, key, value in zip(rows, entries, keys, figures[column.index].values, strict=True)
        if entry.place is not None and value is not None
    ]
    sums: dict[tuple[PlaceId | None, Hashable], int] = defaultdict(int)
    for _, entry, place, key, value in told:
        if place.parent in parents and entry.kind == "place":
            sums[place.parent, key] += value
    for row, entry, place, key, value in told:
        if (place.id, key) in sums:
            parts = sums[place.id, key]
            where = column.area.sheet.grid.where(row, entry.column)
            words = {"text": entry.written, "stated": figure_text(value), "actual": figure_text(parts)}
            if value < parts:
                yield Problem("parent-below", where, words)
            elif value > parts and entry.kind == "parent":
                yield Problem("parent-differs", where, words)


def without_clashes(returns: Sequence[Return], finder: Finder) -> list[Return]:
    """The returns without the rows that state another figure than a row of another table for the same place, date, cut
    and measure; each such row has a problem that names the other. Equal figures stay, and are one figure in the ledger.
    """
    if len(returns) < 2:
        return list(returns)
    stated: dict[tuple[object, ...], list[tuple[int, Figure]]] = defaultdict(list)
    for at, ret in enumerate(returns):
        for figure in ret.figures:
            stated[figure.place, figure.as_on, figure.time, figure.cut, figure.measure].append((at, figure))
    bad: dict[int, dict[int, Problem]] = defaultdict(dict)
    for found in stated.values():
        if len({figure.value for _, figure in found}) > 1:
            for (at, figure), (other, against) in zip(found, [*found[1:], found[0]], strict=True):
                sheet = returns[other].sheet or returns[other].file
                words = {"place": finder.gazetteer.title(figure.place), "sheet": sheet, "row": against.row}
                where = Where(returns[at].file, returns[at].sheet, figure.row, figure.column)
                bad[at][figure.row] = Problem("table-twice", where, words)
    return [ret.without_rows(bad[at], bad[at].values()) if at in bad else ret for at, ret in enumerate(returns)]
