"""A small country, and figures reported in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

import pandas as pd
import pytest

from eshram_cli.analysis.frames import DATED, PLACES, TARGETS
from eshram_cli.analysis.snapshots import Snapshots
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
        self.tree = Tree(_places(tree, lives or {}))
        self.snapshots = Snapshots(self.tree, self.latest, self.targets, workdays)

    def latest(self, wanted: Mapping[dt.date, Sequence[str]]) -> pd.DataFrame:
        """What the ledger would say."""
        self.asked += wanted
        keys = [(on, key) for on, places in wanted.items() for key in self.figures if key[0] in places]
        rows = [(on, self._latest(*key, (on - day(0)).days)) for on, key in keys]
        return frame([(on, *row) for on, row in rows if row], DATED)

    def targets(self, places: Sequence[str], asked: dt.date) -> pd.DataFrame:
        """Targets hold on every day."""
        rest = ("exact", self.deadline, self.set_on)
        rows = [(place, self.goals[place], *rest) for place in places if place in self.goals]
        return frame(rows, TARGETS)

    def _latest(self, place: str, cut: str, number: int) -> tuple[object, ...] | None:
        counts = self.figures[place, cut]
        dates = sorted((on for on in counts if on <= number), reverse=True)
        if not dates:
            return None
        last, before = dates[0], dates[1] if len(dates) > 1 else None
        gained = counts[last] - counts[before] if before is not None and before == last - 1 else None
        new = self.new.get(place, {}).get(last, gained)
        quality = "about" if place in self.about else "exact"
        earlier = (counts[before], day(before)) if before is not None else (None, None)
        return place, cut, day(last), counts[last], quality, new, *earlier


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
