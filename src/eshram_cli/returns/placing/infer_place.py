"""Names of blocks and panchayats need the place around them: the gazetteer does not know the blocks of every district,
so that a name which is unique in it may still be another one's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eshram_cli.language.lexicon import is_label, is_total
from eshram_cli.places.finder import Finder
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.placing.context import Context
from eshram_cli.returns.placing.place_entries import PlaceEntry


class InferredPlace(NamedTuple):
    """The context and the place to look within; `inferred` where the names told it; `unsure` where nothing did."""

    context: Context
    within: PlaceId
    inferred: Place | None = None
    unsure: bool = False


def infer_place(columns: Sequence[Reading], context: Context, within: PlaceId, finder: Finder) -> InferredPlace:
    """The place around rows of blocks or panchayats. Where the sheet names none near enough, and a name is borne by
    several places or not all places of that level are known there, the one that holds every name of two or more; where
    not all are known, rows without such a one are unsure."""
    first = columns[0]
    level = Level[first.level] if first.level else None
    if level is None or level <= Level.district:
        return InferredPlace(context, within)
    names = [name for name in first.sample if not is_total(name) and not is_label(name, "unplaced")]
    parents = [{place.parent for place in finder.names(name, level, within)} for name in names]
    # The name of a higher place, such as the district's own row among those of its blocks, tells nothing.
    parents = [
        found
        for found, name in zip(parents, names, strict=True)
        if found or not any(place.level < level for place in finder.names(name, None, None))
    ]
    covered = is_covered(finder.gazetteer, within, level)
    if covered and all(len(several) < 2 for several in parents):
        return InferredPlace(context, within)
    common = set.intersection(*parents) if len(parents) >= 2 else set()
    if len(common) != 1:
        return InferredPlace(context, within, unsure=not covered)
    parent = finder.gazetteer.get(next(one for one in common if one is not None))
    return InferredPlace(context.with_place(parent, finder, "names of the rows"), parent.id, parent)


def is_covered(gazetteer: Gazetteer, within: PlaceId, level: Level) -> bool:
    """Whether the gazetteer knows the places of the level below every place of the level above it; a place right above
    is always enough, since the return itself says whose they are."""
    place = gazetteer.get(within)
    if place.level >= level - 1:
        return True
    above = gazetteer.descendants(within, Level(level - 1))
    return bool(above) and all(gazetteer.children(one.id, level) for one in above)


def asked_places(entries: Sequence[PlaceEntry]) -> list[PlaceEntry]:
    """The places of the rows, each below a district as a problem that asks where it lies."""
    asked: dict[int, PlaceEntry] = {}
    for entry in entries:
        if id(entry) not in asked:
            lower = entry.kind == "place" and entry.place is not None and entry.place.level > Level.district
            words = {"text": entry.written}
            told = PlaceEntry("wrong", entry.column, entry.written, code="row-context", words=words)
            asked[id(entry)] = told if lower else entry
    return [asked[id(entry)] for entry in entries]
