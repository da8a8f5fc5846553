"""Rows of a place and of the places in it, side by side: the whole cannot be less than its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence

from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import figure_text
from eshram_cli.returns.columns.cells import Figures
from eshram_cli.returns.columns.roles import Roles
from eshram_cli.returns.placing.place_entries import PlaceEntry


def check_parents(
    entries: Sequence[PlaceEntry],
    rows: Sequence[int],
    keys: Sequence[Hashable],
    figures: Mapping[int, Figures],
    roles: Roles,
) -> Iterator[Problem]:
    """Problems of rows whose place holds those of other rows with the same key (date and cut).

    With a figure below the sum of its parts the row is an error: a name was lost or stands in the wrong row. A row
    named as the place around the table with a figure above it is a warning, since it may be a wrong total. An equal
    figure is a total, found before.
    """
    distinct = [entry.place for entry in {id(entry): entry for entry in entries}.values() if entry.place]
    parents = {place.id for place in distinct} & {place.parent for place in distinct}
    columns = [column for column in roles.of("registered", "new") if not column.cut]
    if not parents or not columns:
        return
    column = columns[0]
    values = figures[column.index].values
    sums: dict[tuple[PlaceId, Hashable], int] = defaultdict(int)
    for entry, key, value in zip(entries, keys, values, strict=True):
        if entry.place is not None and entry.place.parent in parents and value is not None and entry.kind == "place":
            sums[entry.place.parent, key] += value
    for at, entry in enumerate(entries):
        value = values[at]
        if (
            entry.place is None
            or value is None
            or entry.place.id not in parents
            or (entry.place.id, keys[at]) not in sums
        ):
            continue
        parts = sums[entry.place.id, keys[at]]
        where = column.area.sheet.grid.where(rows[at], entry.column)
        words = {"text": entry.written, "stated": figure_text(value), "actual": figure_text(parts)}
        if value < parts:
            yield Problem("parent-below", where, words)
        elif value > parts and entry.kind == "parent":
            yield Problem("parent-differs", where, words)
