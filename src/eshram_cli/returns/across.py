"""Tables of one file against each other: two figures for one place, date and cut cannot both be right."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from eshram_cli.problems import Problem, Where
from eshram_cli.returns.finder import Finder
from eshram_cli.returns.model import Record, Return

_Found = tuple[int, Record]


def without_clashes(returns: Sequence[Return], finder: Finder) -> list[Return]:
    """The returns without the rows that state another figure than a row of another table for the same place, date, cut
    and measure; each such row has a problem that names the other. Equal figures stay, and are one figure in the ledger.
    """
    if len(returns) < 2:
        return list(returns)
    stated: dict[tuple[object, ...], list[_Found]] = defaultdict(list)
    for at, ret in enumerate(returns):
        for record in ret.records:
            stated[record.place, record.as_on, record.time, record.cut, record.measure].append((at, record))
    bad: dict[int, dict[int, Problem]] = defaultdict(dict)
    for found in stated.values():
        if len({record.value for _, record in found}) > 1:
            for (at, record), (other, against) in zip(found, [*found[1:], found[0]], strict=True):
                bad[at][record.row] = _problem(returns[at], record, returns[other], against, finder)
    return [_without(ret, bad[at]) if at in bad else ret for at, ret in enumerate(returns)]


def _problem(ret: Return, record: Record, other: Return, against: Record, finder: Finder) -> Problem:
    place = finder.gazetteer.title(record.place)
    words = {"place": place, "sheet": other.sheet or other.file, "row": against.row}
    return Problem("table-twice", Where(ret.file, ret.sheet, record.row, record.column), words)


def _without(ret: Return, bad: dict[int, Problem]) -> Return:
    return replace(
        ret,
        records=tuple(record for record in ret.records if record.row not in bad),
        targets=tuple(target for target in ret.targets if target.row not in bad),
        problems=(*ret.problems, *bad.values()),
        rejected=ret.rejected + len(bad),
    )
