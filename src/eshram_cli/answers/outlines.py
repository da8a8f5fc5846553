"""A ranking with the outlines of its places, as a file of an office has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from eshram_cli.answers.ranking import Ranking
from eshram_cli.described import DriveTold
from eshram_cli.places.model import Polygon


@dataclass(frozen=True)
class Outlined:
    """`outlines`: the polygons of each place, by its id; a place that the file does not have is not in it."""

    ranking: Ranking
    outlines: Mapping[str, tuple[Polygon, ...]]

    @property
    def drive(self) -> DriveTold | None:
        """The drive of the ranking."""
        return self.ranking.drive
