"""Rows under the row of their parent: a district's name, then its blocks, in one column."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress, pairwise

from eshram_cli.language.lexicon import read_words
from eshram_cli.places.finder import Finder
from eshram_cli.places.learn import is_name, learned_place
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.returns.columns.amounts import amounts
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.placing.place_entries import PlaceEntry
from eshram_cli.sheets.view import BLANK

_MOSTLY = 0.9
"""So many of the rows whose place is certain have to lie in the place of the row above them, to trust the order."""


def place_in_groups(
    entries: list[PlaceEntry],
    texts: Sequence[str],
    column: Reading,
    finder: Finder,
    serial: Reading | None = None,
    within: PlaceId | None = None,
    counts: Sequence[Reading] = (),
) -> list[PlaceEntry]:
    """The places of the rows, of several that bear a name that of the group it stands in; `texts` are those of the last
    column.

    A group begins at a row of a higher level than the column's; at one that holds nothing but such a name; at one with
    such a name and no number, below which `serial` counts from 1 again; or at one with such a name whose figure in
    `counts` is the sum of the rows below it: the district, not its block. A name that is certain but lies in another
    group becomes a problem, since either the row or the name is wrong. Where fewer than nine tenths of the certain
    names lie in their group, the rows are in no such order, and nothing changes.
    """
    level = Level[column.level] if column.level else None
    if level is None or level <= Level.state:
        return entries
    heads = {
        at: entry.place
        for at, entry in enumerate(entries)
        if entry.place and entry.kind == "place" and entry.place.level < level
    }
    for at in _alone(column):
        above = [place for place in finder.names(texts[at], None, None) if place.level < level]
        if len(above) == 1:
            heads[at] = above[0]
    named = _unnumbered(texts, level, serial, finder, within) if serial else {}
    named |= _pivoted(texts, level, finder, within, counts)
    heads |= named
    if not heads:
        return entries
    entries = [
        PlaceEntry("parent" if named[at].id == within else "place", entry.column, texts[at], named[at])
        if at in named
        else entry
        for at, entry in enumerate(entries)
    ]
    groups: list[Place | None] = []
    for at in range(len(entries)):
        groups.append(heads.get(at, groups[-1] if groups else None))
    # By row whether its place is certain and lies in its group; None where it is not certain or in no group.
    inside: list[bool | None] = [
        finder.gazetteer.within(entry.place.id, group.id)
        if group and entry.kind == "place" and entry.place and entry.place.level == level
        else None
        for entry, group in zip(entries, groups, strict=True)
    ]
    certain = len(inside) - inside.count(None)
    if not certain or inside.count(True) < _MOSTLY * certain:
        return entries
    found = []
    for at, (entry, text, group) in enumerate(zip(entries, texts, groups, strict=True)):
        if group is None or at in heads or inside[at]:
            found.append(entry)
        elif inside[at] is False:
            parent = finder.gazetteer.title(entry.place.parent) if entry.place and entry.place.parent else ""
            words = {"text": entry.written, "group": group.name, "parent": parent}
            found.append(PlaceEntry("wrong", entry.column, entry.written, code="row-place-outside", words=words))
        else:
            found.append(_in_group(entry, text, group, level, finder))
    return found


def without_towns(entries: list[PlaceEntry], texts: Sequence[str], column: Reading) -> list[PlaceEntry]:
    """The places of the rows, where those below a lone "Nagar Parishad" are no blocks: a town bears the name of the
    block around it, and its workers are others. So to the next row that holds one cell, or a total."""
    alone = _alone(column) if column.level == Level.block.name else []
    words = {at: read_words(texts[at]) for at in alone}
    towns = {at for at, one in words.items() if one.has("level:town") and not one.unknown}
    found, town = list(entries), ""
    for at, entry in enumerate(entries) if towns else ():
        if at in words or entry.kind == "total":
            town = texts[at] if at in towns else ""
        elif town and entry.kind == "place":
            told = {"text": f"{entry.written} ({town})"}
            found[at] = PlaceEntry("wrong", entry.column, entry.written, code="row-unplaced", words=told)
    return found


def _unnumbered(
    texts: Sequence[str], level: Level, serial: Reading, finder: Finder, within: PlaceId | None
) -> dict[int, Place]:
    """Rows without a number that bear the name of a place of the level above, where the next row has the number 1;
    none unless there are two of them and every one bears such a name."""
    sheet, first = serial.area.sheet, serial.area.first
    rows = [
        at
        for at in range(len(texts) - 1)
        if sheet.kind(first + at, serial.index) == BLANK
        and sheet.text(first + at + 1, serial.index).rstrip(".)") == "1"
    ]
    named = {at: finder.names(texts[at], Level(level - 1), within) for at in rows}
    if len(rows) < 2 or any(len(found) != 1 for found in named.values()):
        return {}
    return {at: found[0] for at, found in named.items()}


def _pivoted(
    texts: Sequence[str], level: Level, finder: Finder, within: PlaceId | None, counts: Sequence[Reading]
) -> dict[int, Place]:
    """The rows of a compact pivot that stand over their parts, with their places: each bears the name of a place of the
    level above and stands over one in it; the same name again in its group is the block of that name.

    Nothing where rows of parts stand above the first of them, or unless the figures of half of them are the sums of
    their groups, of two rows at least.
    """
    # The one place of the level above that bears the name, in the place around the table or that place itself.
    named: dict[str, Place | None] = {}
    for text in dict.fromkeys(texts):
        holders = [
            place
            for place in finder.names(text, Level(level - 1), None)
            if within is None or place.id == within or finder.gazetteer.within(place.id, within)
        ]
        named[text] = holders[0] if len(holders) == 1 else None
    heads: dict[int, Place] = {}
    group: Place | None = None
    for at, text in enumerate(texts[:-1]):
        place = named[text]
        if place is None or (group is not None and place.id == group.id):
            continue
        if finder.names(texts[at + 1], level, place.id):
            group = heads[at] = place
    starts = [*heads, len(texts)]
    if not heads or any(finder.names(text, level, within) for text in texts[: starts[0]]):
        return {}
    groups = [
        [at for at in range(start + 1, end) if finder.names(texts[at], level, heads[start].id)]
        for start, end in pairwise(starts)
    ]
    for column in counts:
        figures = amounts(column)
        proven = [
            len(rows)
            for start, rows in zip(heads, groups, strict=True)
            if figures[start] == sum(figures[at] or 0 for at in rows) != 0
        ]
        if sum(proven) >= 2 and len(proven) * 2 >= len(heads):
            return heads
    return {}


def _alone(column: Reading) -> list[int]:
    """Rows of the body that hold one cell."""
    area = column.area
    patterns = area.sheet.patterns[area.first : area.last + 1]
    single = {pattern for pattern in set(patterns) if len(pattern) - pattern.count(BLANK) == 1}
    return list(compress(range(len(patterns)), (pattern in single for pattern in patterns))) if single else []


def _in_group(entry: PlaceEntry, text: str, group: Place, level: Level, finder: Finder) -> PlaceEntry:
    """The place of a name that is not certain, in its group; as it was, where the group has none of that name either
    and its places are known."""
    if entry.kind != "wrong" or not text:
        return entry
    found = finder.find(text, level, group.id)
    if found.place is not None:
        return PlaceEntry("place", entry.column, text, found.place)
    first = group.level == level - 1 and not finder.gazetteer.children(group.id, level)
    if first and not found.candidates and is_name(text):
        return PlaceEntry("new", entry.column, text, learned_place(group.id, level, text))
    return entry
