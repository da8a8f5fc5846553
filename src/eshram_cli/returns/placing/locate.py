"""The place of every row: each distinct writing is resolved once, from the highest place column down.

Names of blocks and panchayats need the place around them: the gazetteer does not know the blocks of every district, so
that a name which is unique in it may still be another one's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from eshram_cli.language.lexicon import is_label, is_rate, is_total, read_words
from eshram_cli.language.text import fold
from eshram_cli.places.finder import Finder
from eshram_cli.places.learn import is_name, learned_place
from eshram_cli.places.model import INDIA, Level, Place, PlaceId
from eshram_cli.privacy.masking import masked
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.filling import filled_texts
from eshram_cli.returns.columns.roles import WARDS
from eshram_cli.returns.placing.context import Context
from eshram_cli.returns.placing.groups import place_in_groups, without_towns
from eshram_cli.returns.placing.place_entries import PlaceEntry, why_unplaced
from eshram_cli.sheets.view import HIDDEN

ENOUGH = 0.5
"""The share of a column's names that have to be places of a level, for it and the place around it to be right."""
_TEHSIL = re.compile("t(?:e|a|eh)h?s[ie]e?l|तहस[ीि]ल")


@dataclass(frozen=True)
class Located:
    """The rows' places in order, the place columns with their levels, the place around the table, the columns that were
    filled down, the place around it where only the names of the rows tell it."""

    entries: list[PlaceEntry]
    columns: tuple[Reading, ...]
    context: Context
    within: PlaceId
    filled: tuple[int, ...] = ()
    inferred: Place | None = None


def finder_of_list(columns: Sequence[Reading], context: Context, finder: Finder, titles: Sequence[str]) -> Finder:
    """The finder for the rows of a list of one district's places, or of many: without the bundled blocks of states
    other than Bihar where the list is of another kind. Tehsils bear the names of many blocks and are not those.

    So it is where a heading, or without one the title, says tehsil; and where fewer than half of a district's names are
    known, none of whose blocks has figures.
    """
    lists = [column for column in columns if column.level in {Level.block.name, ""}]
    own, district = finder.gazetteer.own_lists, context.id(Level.district)
    if not lists or context.id(Level.block) is not None:
        return finder
    headings = [one.heading for one in lists if read_words(one.heading).has("level:block")]
    if any(_TEHSIL.search(fold(text)) for text in headings or titles):
        return Finder.of(own)
    if district is None or district in finder.gazetteer.held or not lists[0].level:
        return finder
    names = [text for text in lists[0].sample if not _is_no_name(text)]
    other = len(names) > 1 and finder.share(names, Level.block, district) < ENOUGH
    return Finder.of(own) if other and not own.below(district) else finder


def locate(
    columns: Sequence[Reading],
    context: Context,
    finder: Finder,
    has_keys: bool,
    serial: Reading | None = None,
    counts: Sequence[Reading] = (),
) -> Located:
    """Places for the rows of the body. Without a place column every row speaks of the context's deepest place.

    `has_keys`: a date or cut column tells the rows of one place apart, so that blank names below a name repeat it.
    `serial`: the column that numbers the rows, which begins anew below the row of a group. `counts`: the columns whose
    figures prove that a row is the whole of those below it.
    """
    if not columns:
        deepest = context.deepest
        return Located([], (), context, deepest.id if deepest else INDIA)
    columns, within = _with_levels(columns, context, finder)
    inferred, unsure = _infer_place(columns[0], within, finder)
    if inferred is not None:
        context, within = context.with_place(inferred, finder, "names of the rows"), inferred.id
    texts, filled = filled_texts(columns, has_keys)
    # Where a column holds the numbers of wards, their names.
    texts = [
        [f"Ward {text}" if column.why == WARDS and text.isdecimal() else text for text in names]
        for column, names in zip(columns, texts, strict=True)
    ]
    keys = list(zip(*texts, strict=True))
    lookup = _Lookup(finder, columns, within)
    known = {key: lookup.entry(key) for key in dict.fromkeys(keys)}
    if unsure:
        # Each place below a district is a problem that asks where it lies.
        for key, entry in known.items():
            if entry.kind == "place" and entry.place is not None and entry.place.level > Level.district:
                words = {"text": entry.written}
                known[key] = PlaceEntry("wrong", entry.column, entry.written, code="row-context", words=words)
    entries = list(map(known.__getitem__, keys))
    lowest = [key[-1] for key in keys]
    entries = place_in_groups(entries, lowest, columns[-1], finder, serial, within, counts)
    entries = without_towns(entries, lowest, columns[-1])
    fitted = context.up_to(within) if within in context.chain() else context
    return Located(entries, tuple(columns), fitted, within, filled, inferred)


def _with_levels(columns: Sequence[Reading], context: Context, finder: Finder) -> tuple[list[Reading], PlaceId]:
    """Levels for the columns that have none, and the place within which the first one's names are to be looked up: the
    deepest that holds enough of them, else the one that holds most."""

    def fit(column: Reading, within: PlaceId) -> tuple[Reading, float]:
        """The column with the level that most names have below the place (the highest of equals), and their share."""
        names = [text for text in column.sample if not _is_no_name(text)] or column.sample
        top = finder.gazetteer.get(within).level
        levels = [Level[column.level]] if column.level else [level for level in Level if level > top]
        shares = [(finder.share(names, level, within), level) for level in levels]
        share, level = max(shares, key=lambda pair: (pair[0], -pair[1]), default=(0.0, None))
        return (column.replace(level=level.name), share) if share and level is not None else (column, 0.0)

    first, within, deepest = columns[0], context.chain()[0], context.deepest
    below = Level(deepest.level + 1) if deepest is not None and deepest.level < Level.panchayat else None
    if deepest is not None and below and first.level == below.name and not finder.gazetteer.children(deepest.id, below):
        # The places right below one whose places nobody knows yet.
        within = deepest.id
    else:
        best = 0.0
        for inside in context.chain():
            fitted, share = fit(columns[0], inside)
            if share >= ENOUGH or share > best:
                first, within, best = fitted, inside, share
            if share >= ENOUGH:
                break
    found = [first, *(column if column.level else fit(column, within)[0] for column in columns[1:])]
    return sorted(found, key=lambda column: Level[column.level] if column.level else len(Level)), within


def _is_no_name(text: str) -> bool:
    return is_total(text) or is_label(text, "unplaced")


def _infer_place(column: Reading, within: PlaceId, finder: Finder) -> tuple[Place | None, bool]:
    """The place around rows of blocks or panchayats, where the sheet names none near enough, and a name is borne by
    several places or not all places of that level are known there: the one that holds every name of two or more. And
    whether rows without such a one are unsure, since not all are known."""
    gazetteer = finder.gazetteer
    level = Level[column.level] if column.level else None
    if level is None or level <= Level.district:
        return None, False
    names = [name for name in column.sample if not _is_no_name(name)]
    parents = [{place.parent for place in finder.names(name, level, within)} for name in names]
    # The name of a higher place, such as the district's own row among those of its blocks, tells nothing.
    parents = [
        found
        for found, name in zip(parents, names, strict=True)
        if found or not any(place.level < level for place in finder.names(name, None, None))
    ]
    # A place right above is always enough, since the return itself says whose the rows are.
    covered = gazetteer.get(within).level >= level - 1
    if not covered and within != INDIA:
        above = gazetteer.descendants(within, Level(level - 1))
        covered = bool(above) and all(gazetteer.children(one.id, level) for one in above)
    if covered and all(len(several) < 2 for several in parents):
        return None, False
    common = set.intersection(*parents) if len(parents) >= 2 else set()
    parent = next(iter(common)) if len(common) == 1 else None
    return (gazetteer.get(parent), False) if parent is not None else (None, not covered)


@dataclass(frozen=True)
class _Lookup:
    finder: Finder
    columns: Sequence[Reading]
    within: PlaceId

    def entry(self, texts: Sequence[str]) -> PlaceEntry:
        """The place of one writing; blank cells leave the place to the cells above them."""
        found = PlaceEntry("blank", self.columns[-1].index)
        within = self.within
        for column, text in zip(self.columns, texts, strict=True):
            if not text:
                continue
            if is_total(text) or is_rate(text):
                return PlaceEntry("total", column.index, text)
            if self._is_above(column, text, within):
                continue
            found = self._one(column, text, within)
            if found.kind == "place" and found.place is not None:
                within = found.place.id
            elif found.kind != "parent":
                return found
        return found

    def _is_above(self, column: Reading, text: str, within: PlaceId) -> bool:
        """Whether a cell only says in which state or district the place around lies, as where the user named it."""
        above = self.finder.gazetteer.above(within, Level[column.level]) if column.level else None
        return above is not None and above.id != within and above in self.finder.names(text, above.level, None)

    def _one(self, column: Reading, text: str, within: PlaceId) -> PlaceEntry:
        """What one cell means inside a place: a place of the column's level or above it, one to be learned, the place
        itself; else why it names none."""
        gazetteer, names = self.finder.gazetteer, self.finder.names
        level = Level[column.level] if column.level else None
        found = self.finder.find(text, level, within)
        parent = gazetteer.get(within)
        like = within != INDIA and parent in names(text, parent.level, None)
        if found.place is not None:
            return PlaceEntry("place", column.index, text, found.place, like_parent=like)
        # The first rows that anybody hears of the places right below the parent, if the text can be the name of one: a
        # number of a person in it must not become part of a name.
        first = level is not None and parent.level == level - 1 and not gazetteer.children(parent.id, level)
        new = first and is_name(text) and HIDDEN not in text and masked(text, suspect=True) == text
        if new and like and level is not None:
            return PlaceEntry("new", column.index, text, learned_place(parent.id, level, text), like_parent=True)
        if like and not found.candidates:
            return PlaceEntry("parent", column.index, text, parent)
        if level is not None and not found.candidates:
            # A place of a higher level inside the same column, as state rows among districts; India itself too.
            above = [place for place in names(text, None, within) if place.level < level]
            india = gazetteer.get(INDIA)
            if not above and within == INDIA and india in names(text, india.level, None):
                above = [india]
            if len(above) == 1:
                return PlaceEntry("place", column.index, text, above[0])
        code, words = why_unplaced(text, found, level, parent, gazetteer)
        if not found.candidates and is_label(text, "unplaced"):
            code, words = "row-unplaced", {}
        elif not found.candidates and new and level is not None:
            return PlaceEntry("new", column.index, text, learned_place(parent.id, level, text))
        return PlaceEntry("wrong", column.index, text, code=code, words={"text": text, **words})
