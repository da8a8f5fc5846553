"""A small country, and figures reported in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import pytest

from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.frames import FIGURES, PLACES, TARGETS
from eshram_cli.analysis.tree import Tree
from eshram_cli.analysis.workdays import EVERY_DAY, Workdays
from eshram_cli.frames import frame

LEVEL_OF = {"B": 1, "D": 2, "b": 3, "p": 4}


def day(number: int) -> dt.date:
    """That day of December 2021; 0 is the last of November and so on."""
    return dt.date(2021, 11, 30) + dt.timedelta(days=number)


class Drive:
    """Figures and targets by place and day of December, and the questions asked of them.

    The tree is written as `{"Bihar": ["D1", "D2"], "D1": ["b1", "b2"]}`: names that start with B are states, D
    districts, b blocks, p panchayats. `lives` bounds a life: `{"D2": (5, None)}`, `cuts` are figures by place and cut.
    """

    def __init__(
        self,
        tree: Mapping[str, Sequence[str]],
        figures: Mapping[str, Mapping[int, int]],
        *,
        targets: Mapping[str, int] | None = None,
        new: Mapping[str, Mapping[int, int]] | None = None,
        about: Sequence[str] = (),
        lives: Mapping[str, tuple[int | None, int | None]] | None = None,
        deadline: int | None = None,
        set_on: int | None = None,
        workdays: Workdays = EVERY_DAY,
        cuts: Mapping[tuple[str, str], Mapping[int, int]] | None = None,
    ) -> None:
        self.figures = {(place, ""): counts for place, counts in figures.items()} | dict(cuts or {})
        self.new = new or {}
        self.about = about
        self.goals = targets or {}
        self.deadline = day(deadline) if deadline else None
        self.set_on = day(set_on) if set_on else None
        self.asked: list[dt.date] = []
        self.tree = Tree.of(_places(tree, lives or {}))
        self.counts = Counts(self.tree, self.returned, self.targets, workdays, cuts="")

    def returned(self, places: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        """What the ledger would say: every figure there is."""
        self.asked += days
        given = [(place, cut, "registered", counts) for (place, cut), counts in self.figures.items()]
        given += [(place, "", "new", counts) for place, counts in self.new.items()]
        return frame(
            [
                (place, day(on), cut, measure, value, "about" if place in self.about else "exact", 0)
                for place, cut, measure, counts in given
                for on, value in counts.items()
                if place in places
            ],
            FIGURES,
        )

    def targets(self, places: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        """Targets hold on every day."""
        rest = ("exact", self.deadline, self.set_on)
        rows = [(on, place, self.goals[place], *rest) for on in days for place in places if place in self.goals]
        return frame(rows, TARGETS)


def _places(tree: Mapping[str, Sequence[str]], lives: Mapping[str, tuple[int | None, int | None]]) -> pd.DataFrame:
    parents = {child: parent for parent, children in tree.items() for child in children}
    names = list(dict.fromkeys([*tree, *parents]))
    rows = []
    for code, name in enumerate(names, start=1):
        since, until = (day(on) if on is not None else None for on in lives.get(name, (None, None)))
        rows.append((name, parents.get(name), LEVEL_OF[name[0]], name.upper(), "", code, since, until))
    return frame(rows, PLACES)


@pytest.fixture(scope="session")
def drive() -> type[Drive]:
    return Drive


@pytest.fixture(scope="session")
def on() -> Callable[[int], dt.date]:
    return day
