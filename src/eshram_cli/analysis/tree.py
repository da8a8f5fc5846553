"""The tree of places as the analysis sees it: who is in whom, and who was alive on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from eshram_cli.analysis.frames import PLACES
from eshram_cli.frames import checked, frame

if TYPE_CHECKING:
    import pandas as pd

LEVELS = ("country", "state", "district", "block", "panchayat")
"""Names of the levels, from the top."""


class Node(NamedTuple):
    """One place; `since` and `until` are its first and last day where known."""

    place: str
    parent: str | None
    level: int
    name: str
    name_hi: str
    code: int | None
    since: dt.date | None
    until: dt.date | None

    def alive(self, day: dt.date) -> bool:
        """Whether the place exists on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Tree:
    """Places by id, with their children in the order of the table."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = {node.place: node for node in nodes}
        self._children: dict[str | None, list[Node]] = {}
        self._beneath: dict[str, list[Node]] = {}
        for node in self.nodes.values():
            self._children.setdefault(node.parent, []).append(node)

    @classmethod
    def of(cls, places: pd.DataFrame) -> Tree:
        """The tree of a table of places (`frames.PLACES`)."""
        nodes = (Node(*row) for row in rows_of(checked(places, PLACES), *PLACES))
        return cls(node._replace(name_hi=node.name_hi or "") for node in nodes)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The places as a table (`frames.PLACES`), in their order."""
        return frame(self.nodes.values(), PLACES)

    def children(self, place: str, day: dt.date) -> list[Node]:
        """The places directly in it that are alive on the day."""
        return [node for node in self._children.get(place, []) if node.alive(day)]

    def within(self, place: str, level: int, day: dt.date) -> list[Node]:
        """The places of a level anywhere in it that are alive on the day."""
        return [node for node in self._below(place) if node.level == level and node.alive(day)]

    def subtree(self, places: Iterable[str]) -> list[str]:
        """The places and all below them, each once."""
        return list(dict.fromkeys(one for place in places for one in (place, *(n.place for n in self._below(place)))))

    def parent_name(self, place: str) -> str:
        """The name of the place that it lies in; blank where that is not in the tree."""
        parent = self.nodes.get(self.nodes[place].parent or "")
        return parent.name if parent else ""

    def parent_name_hi(self, place: str) -> str:
        """The same in Hindi; blank where no Hindi name is known."""
        parent = self.nodes.get(self.nodes[place].parent or "")
        return parent.name_hi if parent else ""

    def _below(self, place: str) -> list[Node]:
        """Everything below, a child's own first. Kept: a month of days asks for the same each day."""
        if place not in self._beneath:
            children = self._children.get(place, [])
            self._beneath[place] = [one for node in children for one in (node, *self._below(node.place))]
        return self._beneath[place]


def rows_of(table: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    """The rows of these columns as plain Python values; see `values`."""
    return zip(*(values(table[name]) for name in names), strict=True)


def values(column: pd.Series) -> list:  # type: ignore[type-arg]
    """The column as plain Python values: int, str, date; None where missing."""
    if column.dtype.kind == "M":
        return column.to_numpy().astype("datetime64[D]").astype(object).tolist()
    return column.to_numpy(dtype=object, na_value=None).tolist()  # type: ignore[call-overload, no-any-return, unused-ignore]
