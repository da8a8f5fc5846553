"""A target divided among places, as proposed or as stored."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from pydantic import InstanceOf

from eshram_cli.described import INSIDE, LATIN, Answer, Kind, Row, above, hindi, shown
from eshram_cli.problems import Problem


class SplitLine(Row):
    """One place's part in persons. `weight`: what it was measured by, None where it counted for nothing (kept).

    `share`: of the target that is split, in percent; `before`: the target in force until now; `population_percent`:
    the part in percent of the 2011 population.
    """

    place: Annotated[str, LATIN]
    place_hi: Annotated[str | None, hindi(4)]
    parent: Annotated[str, above("parent_hi", 3)]
    weight: Annotated[int | None, shown(Kind.count, 1)]
    share: Annotated[float | None, shown(Kind.percent, 2)]
    target: Annotated[int, shown(Kind.count)]
    before: Annotated[int | None, shown(Kind.count, 2)]
    kept: Annotated[bool, shown(Kind.flag, 3)]
    population_percent: Annotated[float | None, shown(Kind.percent, 2)]
    basis: Annotated[str, shown(Kind.basis, 9)]
    deadline: Annotated[dt.date | None, shown(Kind.date, 9)]
    set_on: Annotated[dt.date | None, shown(Kind.date, 9)]
    parent_hi: Annotated[str | None, above("parent", 3)] = None


class Split(Answer):
    """A proposal, or with `stored` (an acceptance number, 0 where nothing was new) what became of it.

    `by`: population, registered, equal or a file's name. `dry`: it will not be stored, and nobody is asked.
    """

    SCHEMA: ClassVar = "eshram.target.split/1"
    VIEW: ClassVar = (
        "place", "parent", "weight", "share", "target", "before", "kept", "population_percent", "place_hi",
    )  # fmt: skip

    within: str
    within_hi: Annotated[str | None, INSIDE]
    level: str
    by: str
    total: int
    stored: int | None = None
    rows: tuple[SplitLine, ...]
    problems: tuple[InstanceOf[Problem], ...] = ()
    dry: Annotated[bool, INSIDE] = False
