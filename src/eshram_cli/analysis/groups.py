"""Groups of places that are ranked among themselves, so that more than one can be first.

- By bands: the places of one band of percent of target, by the bands of the settings (see `contest`); a place of 24 %
  is not held against one of 90 %. The highest band is first.
- By size: groups of like target. In the order of their targets the third with the greatest is large, the next third
  medium, the rest small: a place is large while (places with a greater target) x 3 < places with a target, medium while
  it is less than twice their number. Places with equal targets are always in one group; of few places a group may be
  empty.
- A place without a percentage is in no band, one without a target in no group of size. It has no rank.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from eshram_cli.analysis.contest import band_of, fastest_of
from eshram_cli.analysis.measures import competition
from eshram_cli.answers.ranking import Grouping, GroupLine, Standing
from eshram_cli.settings import Band

SIZES = ("large", "medium", "small")


def groups_of(rows: Sequence[Standing], grouping: Grouping, bands: Sequence[Band]) -> dict[str, str]:
    """The group of each place that is in one, the groups in the order in which they are shown."""
    if grouping == "bands":
        found = {row.id: label for row in rows if (label := band_of(row.percent, bands))}
        order = [band.label for band in reversed(bands)]
    else:
        ranks = competition({row.id: row.target for row in rows})
        found = {place: SIZES[(rank - 1) * len(SIZES) // len(ranks)] for place, rank in ranks.items()}
        order = list(SIZES)
    return dict(sorted(found.items(), key=lambda one: order.index(one[1])))


def group_lines(rows: Sequence[Standing], groups: Mapping[str, str]) -> Iterator[GroupLine]:
    """A line for each group that has a place, in the order of `groups`; first are all who share its first rank."""
    for label in dict.fromkeys(groups.values()):
        inside = [row for row in rows if row.group == label]
        fastest, points = fastest_of(inside)
        targets = [row.target for row in inside if row.target is not None]
        yield GroupLine(
            group=label,
            places=len(inside),
            first=tuple(row.place for row in inside if row.rank == 1),
            fastest=fastest,
            points=points,
            least=min(targets, default=None),
            most=max(targets, default=None),
        )
