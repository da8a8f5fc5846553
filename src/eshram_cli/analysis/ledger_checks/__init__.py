"""Checks of the ledger: what nobody can see while one return comes in, since it takes many days, or several levels.

A rule is a module of this package with a function `check(register) -> findings`, found by its being here; its sentences
stand in `catalogue/ledger_checks.toml`. A finding is a problem and the place that it is about; an error says that two
figures cannot both be right, a warning that somebody should look, a note is a hint that chance may explain. A rule
tells of the present: what was wrong once and is right now is not told.
"""

from __future__ import annotations

import datetime as dt
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from eshram_cli.analysis.tree import Node, Tree, rows_of
from eshram_cli.problems import Language, Problem

__all__ = ["Course", "Finding", "Register", "Rule", "name_words", "read_register", "rules"]


@dataclass(frozen=True)
class Course:
    """A place's own counts, of the days on which it returned any: days as datetime64[D], persons, both rising in time
    only as the office wrote them."""

    days: npt.NDArray[np.datetime64]
    counts: npt.NDArray[np.int64]


@dataclass(frozen=True)
class Register:
    """What the rules look at: the places with the courses of their own counts up to `day`, and by place each day on
    which its own count could be held against its children's of the very same day, with that count and what is left
    over (own less children's). What lies before `since` has been talked over: rules that tell of single days begin
    there."""

    tree: Tree
    since: dt.date
    day: dt.date
    courses: Mapping[str, Course]
    beside: Mapping[str, Sequence[tuple[dt.date, int, int]]]

    def siblings(self) -> Iterator[Sequence[Node]]:
        """The places with own counts, those within one parent together."""
        groups: dict[str | None, list[Node]] = {}
        for place in self.courses:
            node = self.tree.nodes[place]
            groups.setdefault(node.parent, []).append(node)
        yield from groups.values()


@dataclass(frozen=True)
class Finding:
    """What a rule found: the place, by its key in the tree, the date that it is about, and the problem; of a rule that
    looks at one day at a time the last of the `days` on which it found the same."""

    place: str
    as_on: dt.date
    problem: Problem
    days: int = 1


@dataclass(frozen=True)
class Rule:
    """A rule by the name of its file, and what it does."""

    name: str
    check: Callable[[Register], list[Finding]]


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of its file's name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(Rule(name.replace("_", "-"), importlib.import_module(f"{__name__}.{name}").check) for name in names)


def read_register(tree: Tree, since: dt.date, day: dt.date, standing: pd.DataFrame, counts: pd.DataFrame) -> Register:
    """The register up to a day, from what stands on each day up to it (`frames.STANDING`) and its roll-up."""
    own = standing[standing["as_on"] == standing["day"]]
    numbers, places = pd.factorize(own["place"])
    order = np.lexsort((own["day"].to_numpy(), numbers))
    days, persons = own["day"].to_numpy("datetime64[D]")[order], own["registered"].to_numpy(np.int64)[order]
    ends = np.cumsum(np.bincount(numbers, minlength=len(places)))
    courses = {
        str(place): Course(days[start:end], persons[start:end])
        for place, start, end in zip(places, [0, *ends[:-1]], ends, strict=True)
    }
    compared = counts[
        (counts["origin"] == "own") & (counts["reported"] == counts["children"]) & (counts["children"] > 0)
    ]
    beside: dict[str, list[tuple[dt.date, int, int]]] = {}
    names = ("place", "day", "registered", "unattributed")
    for place, on, count, left in rows_of(compared.sort_values("day"), *names):
        beside.setdefault(place, []).append((on, count, left or 0))
    return Register(tree, since, day, courses, beside)


def name_words(node: Node) -> dict[Language, str]:
    """The name of a place in both languages, for a sentence."""
    return {Language.en: node.name, Language.hi: node.name_hi or node.name}
