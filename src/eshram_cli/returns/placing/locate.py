"""The place of every row: each distinct writing is resolved once, from the highest place column down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from eshram_cli.language.lexicon import is_label, is_rate, is_total
from eshram_cli.places.finder import Finder
from eshram_cli.places.learn import is_name, learned_place
from eshram_cli.places.model import INDIA, Level, Place, PlaceId
from eshram_cli.privacy.masking import masked
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.filling import filled_texts
from eshram_cli.returns.columns.roles import WARDS, with_level
from eshram_cli.returns.placing.context import Context
from eshram_cli.returns.placing.groups import place_in_groups, without_towns
from eshram_cli.returns.placing.infer_place import asked_places, infer_place
from eshram_cli.returns.placing.place_entries import PlaceEntry, level_names
from eshram_cli.sheets.view import HIDDEN

ENOUGH = 0.5
"""The share of a column's names that have to be places of a level, for it and the place around it to be right."""

Words = Mapping[str, object]


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
    area = columns[0].area
    columns, within = fit_levels(columns, context, finder)
    context, within, inferred, unsure = infer_place(columns, context, within, finder)
    texts, filled = filled_texts(columns, has_keys)
    # Where a column holds the numbers of wards, their names.
    texts = [
        [f"Ward {text}" if column.why == WARDS and text.isdecimal() else text for text in names]
        for column, names in zip(columns, texts, strict=True)
    ]
    known: dict[tuple[str, ...], PlaceEntry] = {}
    keys = list(zip(*texts, strict=True))
    lookup = _Lookup(finder, columns, within)
    for key in dict.fromkeys(keys):
        known[key] = lookup.entry(key)
    entries = list(map(known.__getitem__, keys))
    if unsure:
        entries = asked_places(entries)
    lowest = [key[-1] for key in keys]
    entries = without_towns(
        place_in_groups(entries, lowest, columns[-1], finder, serial, within, counts), lowest, columns[-1]
    )
    fitted = context.up_to(within) if within in context.chain() else context
    rows = area.rows
    assert len(rows) == len(entries)  # noqa: S101  one text a row
    return Located(entries, tuple(columns), fitted, within, filled, inferred)


def fit_levels(columns: Sequence[Reading], context: Context, finder: Finder) -> tuple[list[Reading], PlaceId]:
    """Levels for the columns that have none, and the place within which the first one's names are to be looked up."""
    first, within = _fit(columns[0], context, finder)
    fitted = [first]
    for column in columns[1:]:
        if not column.level:
            column, _ = _level_within(column, _names(column), within, finder)  # noqa: PLW2901
        fitted.append(column)
    fitted.sort(key=lambda column: Level[column.level] if column.level else len(Level))
    return fitted, within


def _names(column: Reading) -> list[str]:
    texts = [text for text in column.sample if not is_total(text) and not is_label(text, "unplaced")]
    return texts or list(column.sample)


def _fit(column: Reading, context: Context, finder: Finder) -> tuple[Reading, PlaceId]:
    names = _names(column)
    deepest = context.deepest
    if deepest is not None and _is_unlearned(finder, deepest, column):
        return with_level(column, Level(deepest.level + 1)), deepest.id
    best: tuple[float, Reading, PlaceId] | None = None
    for within in context.chain():
        fitted, share = _level_within(column, names, within, finder)
        if share >= ENOUGH:
            return fitted, within
        if best is None or share > best[0]:
            best = (share, fitted, within)
    assert best is not None  # noqa: S101  the chain is never empty
    return (best[1], best[2]) if best[0] > 0 else (column, context.chain()[0])


def _is_unlearned(finder: Finder, place: Place, column: Reading) -> bool:
    """Whether the column lists places right below one whose places nobody knows yet."""
    if place.level >= Level.panchayat:
        return False
    below = Level(place.level + 1)
    return column.level == below.name and not finder.gazetteer.children(place.id, below)


def _level_within(column: Reading, names: Sequence[str], within: PlaceId, finder: Finder) -> tuple[Reading, float]:
    """The column with the level that most names have below the place (the highest of equals), and their share."""
    top = finder.gazetteer.get(within).level
    levels = [Level[column.level]] if column.level else [level for level in Level if level > top]
    shares = [(finder.share(names, level, within), level) for level in levels]
    share, level = max(shares, key=lambda pair: (pair[0], -pair[1]), default=(0.0, None))
    return (with_level(column, level), share) if share and level is not None else (column, 0.0)


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
            found = self._one(column, text, within)
            if found.place is None or found.kind != "place":
                return found
            within = found.place.id
        return found

    def _one(self, column: Reading, text: str, within: PlaceId) -> PlaceEntry:
        level = Level[column.level] if column.level else None
        found = self.finder.find(text, level, within)
        parent = self.finder.gazetteer.get(within)
        like = within != INDIA and self._is_named(text, parent)
        if found.place is not None:
            return PlaceEntry("place", column.index, text, found.place, like_parent=like)
        if like and level is not None and self._is_unlearned(text, parent, level):
            return PlaceEntry("new", column.index, text, learned_place(parent.id, level, text), like_parent=True)
        if found.candidates:
            titles = [self.finder.gazetteer.title(place.id) for place in found.candidates]
            words = {"text": text, "count": len(titles), "candidates": "; ".join(titles)}
            return PlaceEntry("wrong", column.index, text, code="row-place-ambiguous", words=words)
        above = parent if like else self._above(text, level, within)
        if above is not None:
            return PlaceEntry("parent" if like else "place", column.index, text, above)
        return self._unplaced(column, text, level, parent, found.suggestions)

    def _unplaced(
        self, column: Reading, text: str, level: Level | None, parent: Place, suggestions: Sequence[Place]
    ) -> PlaceEntry:
        """A name that no place bears: of a part outside all places, of one to be learned, or unknown."""
        if is_label(text, "unplaced"):
            return PlaceEntry("wrong", column.index, text, code="row-unplaced", words={"text": text})
        if level is not None and self._is_unlearned(text, parent, level):
            return PlaceEntry("new", column.index, text, learned_place(parent.id, level, text))
        words = {"text": text, "level": level_names(level), "within": parent.name}
        if not suggestions:
            return PlaceEntry("wrong", column.index, text, code="row-place-unheard-of", words=words)
        names = "; ".join(self.finder.gazetteer.title(place.id) for place in suggestions)
        words["suggestions"] = names
        return PlaceEntry("wrong", column.index, text, code="row-place-unknown", words=words)

    def _is_unlearned(self, text: str, parent: Place, level: Level) -> bool:
        """Whether the rows are the first that anybody hears of the places right below the parent, and the text can be
        the name of one: a number of a person in it must not become part of a name."""
        first = parent.level == level - 1 and not self.finder.gazetteer.children(parent.id, level)
        return first and is_name(text) and HIDDEN not in text and masked(text, suspect=True) == text

    def _above(self, text: str, level: Level | None, within: PlaceId) -> Place | None:
        """A place of a higher level inside the same column, as state rows among districts; India itself too."""
        if level is None:
            return None
        found = self.finder.names(text, None, within)
        higher = [place for place in found if place.level < level]
        if not higher and within == INDIA and self._is_named(text, self.finder.gazetteer.get(INDIA)):
            return self.finder.gazetteer.get(INDIA)
        return higher[0] if len(higher) == 1 else None

    def _is_named(self, text: str, place: Place) -> bool:
        return place in self.finder.names(text, place.level, None)
