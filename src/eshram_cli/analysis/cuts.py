"""A place's registered persons by channel, department, category, officer or camp.

A cut is rolled up like a count (see `rollup`): the place's own figure for it, else the sum of the figures of the places
in it. A place that has no figure for a cut adds nothing to it: not every block has every channel.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from eshram_cli.analysis.frames import COUNTS, CUTS, OWN
from eshram_cli.analysis.lines import Standing
from eshram_cli.analysis.notes import Note, note
from eshram_cli.analysis.rollup import rollup
from eshram_cli.analysis.tree import Tree, values
from eshram_cli.frames import COUNT, DATE, TEXT, checked


@dataclass(frozen=True)
class CutLine:
    """One member of one dimension; `share` in percent of the dimension's sum, null where that is 0.

    `as_on`: the date of the figure, or of the newest part of it; `oldest`: the date of its oldest part.
    """

    cut: str
    dimension: str
    member: str
    registered: int
    share: float | None
    as_on: dt.date
    oldest: dt.date


def cut_lines(tree: Tree, cuts: pd.DataFrame, place: str, day: dt.date) -> tuple[CutLine, ...]:
    """The members of each dimension as on the day, the largest first; a cut of two dimensions has no line here."""
    rows = _rolled(tree, checked(cuts, CUTS), place, day)
    sums: dict[str, int] = {}
    for cut, registered, _, _ in rows:
        sums[_dimension(cut)] = sums.get(_dimension(cut), 0) + registered
    lines = [_line(cut, registered, sums[_dimension(cut)], as_on, oldest) for cut, registered, as_on, oldest in rows]
    return tuple(sorted(lines, key=lambda line: (line.dimension, -line.registered, line.member)))


def differing(own: Standing, lines: Sequence[CutLine]) -> Iterator[Note]:
    """A dimension whose members, all of the date of the count, do not add up to it."""
    for dimension in dict.fromkeys(line.dimension for line in lines):
        members = [line for line in lines if line.dimension == dimension]
        same_day = all(line.as_on == own.as_on and line.oldest == own.oldest for line in members)
        persons = sum(line.registered for line in members) - (own.registered or 0)
        if same_day and persons:
            yield note("cuts-differ", name=own.place, dimension=dimension, persons=persons, as_on=own.as_on)


def _line(cut: str, registered: int, total: int, as_on: dt.date, oldest: dt.date) -> CutLine:
    dimension, _, member = cut.partition("=")
    return CutLine(cut, dimension, member, registered, registered / total * 100 if total else None, as_on, oldest)


def _dimension(cut: str) -> str:
    return cut.partition("=")[0]


def _rolled(tree: Tree, cuts: pd.DataFrame, place: str, day: dt.date) -> list[tuple[str, int, dt.date, dt.date]]:
    below = set(tree.subtree([place]))
    single = cuts[cuts["place"].isin(below) & ~cuts["cut"].str.contains("|", regex=False)]
    if single.empty:
        return []
    nodes = tree.frame[tree.frame["place"].isin(below)]
    levels = sorted({int(level) for level in nodes["level"].unique()}, reverse=True)
    rolled = checked(rollup(_own(single, day), nodes, levels, by=("day", "cut")), {"cut": TEXT, **COUNTS})
    mine = rolled[rolled["place"] == place]
    return list(zip(*(values(mine[name]) for name in ("cut", "registered", "as_on", "oldest")), strict=True))


def _own(cuts: pd.DataFrame, day: dt.date) -> pd.DataFrame:
    own = cuts.rename(columns={"value": "registered"}).assign(
        day=pd.Series([day] * len(cuts), dtype=DATE, index=cuts.index),
        inexact=cuts["quality"] != "exact",
        new=pd.Series([None] * len(cuts), dtype=COUNT, index=cuts.index),
    )
    return checked(own[["cut", *OWN]], {"cut": TEXT, **OWN})
