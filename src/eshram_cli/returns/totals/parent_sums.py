"""Rows of a place and of the places in it, side by side: the whole cannot be less than its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.cells import Figures
from eshram_cli.returns.columns.figures import said
from eshram_cli.returns.columns.roles import Roles
from eshram_cli.returns.placing.place_cells import Spot

_Sums = dict[tuple[PlaceId, Hashable], int]


def check_parents(
    spots: Sequence[Spot], rows: Sequence[int], keys: Sequence[Hashable], figures: Mapping[int, Figures], roles: Roles
) -> Iterator[Problem]:
    """Problems of rows whose place holds those of other rows with the same key (date and cut).

    With a figure below the sum of its parts the row is an error: a name was lost or stands in the wrong row. A row
    named as the place around the table with a figure above it is a warning, since it may be a total that lies. An equal
    figure is a total, found before.
    """
    distinct = [spot.place for spot in {id(spot): spot for spot in spots}.values() if spot.place]
    parents = {place.id for place in distinct} & {place.parent for place in distinct}
    columns = [column for column in roles.of("registered", "new") if not column.cut]
    if not parents or not columns:
        return
    column = columns[0]
    values = figures[column.index].values
    sums = _sums(spots, keys, values, parents)
    for at, spot in enumerate(spots):
        value = values[at]
        if spot.place is None or value is None or spot.place.id not in parents or (spot.place.id, keys[at]) not in sums:
            continue
        parts = sums[spot.place.id, keys[at]]
        where = column.area.sheet.grid.where(rows[at], spot.column)
        words = {"text": spot.written, "stated": said(value), "actual": said(parts)}
        if value < parts:
            yield Problem("parent-below", where, words)
        elif value > parts and spot.kind == "parent":
            yield Problem("parent-differs", where, words)


def _sums(
    spots: Sequence[Spot], keys: Sequence[Hashable], values: Sequence[int | None], parents: set[PlaceId]
) -> _Sums:
    sums: _Sums = defaultdict(int)
    for spot, key, value in zip(spots, keys, values, strict=True):
        if spot.place is not None and spot.place.parent in parents and value is not None and spot.kind == "place":
            sums[spot.place.parent, key] += value
    return sums
