"""Tables of one file against each other: two figures for one place, date and cut cannot both be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from eshram_cli.places.finder import Finder
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.model import Figure, Return

_Found = tuple[int, Figure]


def without_clashes(returns: Sequence[Return], finder: Finder) -> list[Return]:
    """The returns without the rows that state another figure than a row of another table for the same place, date, cut
    and measure; each such row has a problem that names the other. Equal figures stay, and are one figure in the ledger.
    """
    if len(returns) < 2:
        return list(returns)
    stated: dict[tuple[object, ...], list[_Found]] = defaultdict(list)
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
