"""Total rows: found by their label or by arithmetic, checked against their rows, never stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from eshram_cli.places.model import Level, PlaceId
from eshram_cli.problems import Problem
from eshram_cli.returns.areas import Area
from eshram_cli.returns.columns import COUNTS, Reading
from eshram_cli.returns.figures import Amount, amount, said
from eshram_cli.returns.lexicon import is_label, is_rate, is_total, level_of_total
from eshram_cli.returns.lies import NOTHING, explained
from eshram_cli.returns.locate import Located
from eshram_cli.returns.model import TotalRow
from eshram_cli.returns.roles import Roles
from eshram_cli.returns.scan import DOUBT, LONG, NUMBER, TEXT
from eshram_cli.returns.spots import Spot
from eshram_cli.sheets.model import Cell

_SUMMED = frozenset({"registered", "new", "target", "balance"})
_NEVER_SUMMED = frozenset({"place", "code", "date", "serial", "percent", "cut"})
_NUMBERS = frozenset({NUMBER, LONG, DOUBT, TEXT})
_FOOTERS = frozenset({"wrong", "parent"})
"""What is no place of the table, below its last one: "Last year", "Difference", the state as a whole."""
_MOSTLY = 0.8


@dataclass(frozen=True)
class Totals:
    """Rows (from 0) that are totals, with what was found, and the last row of data."""

    rows: frozenset[int] = frozenset()
    found: tuple[TotalRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    last: int = 0
    spots: dict[int, Spot] = field(default_factory=dict)


def find_totals(area: Area, roles: Roles, located: Located) -> Totals:
    """The total rows of an area; closing ones lie below `last`."""
    search = _Search(area, roles, located)
    rows = sorted({*search.labelled(), *search.by_place()})
    rows = sorted({*rows, *search.by_sum(rows)})
    checked = [search.check(row, rows) for row in rows]
    last = area.last
    while last > area.first and (last in rows or not search.filled(last) or last in area.skipped):
        last -= 1
    found = tuple(total for total, _ in checked)
    return Totals(frozenset(rows), found, tuple(problem for _, several in checked for problem in several), last)


@dataclass(frozen=True)
class _Search:
    area: Area
    roles: Roles
    located: Located

    def filled(self, row: int) -> bool:
        """Whether the row has anything in the columns of the table."""
        return any(self.area.sheet.kind(row, column) for column in self.area.columns)

    def spot(self, row: int) -> Spot | None:
        """What the row speaks of; None where the table has no places."""
        return self.located.spots[row - self.area.first] if self.located.spots else None

    def labelled(self) -> Iterator[int]:
        """Rows with a total's label in the place, the serial or a column before them; in any column of a row that names
        no place."""
        places = {column.index for column in self.roles.of("place")}
        first = min(places, default=max(self.area.columns))
        for column in self.roles.columns:
            for row in self._with_label(column.index) if column.kinds.get(TEXT) else ():
                spot = self.spot(row)
                at_name = column.index in places or column.index < first or column.role == "serial"
                if at_name or spot is None or spot.kind in {"blank", "total"}:
                    yield row
        # The label of a merged cell stands in its first row only.
        yield from (self.area.first + at for at, spot in enumerate(self.located.spots) if spot.kind == "total")

    def _with_label(self, column: int) -> list[int]:
        sheet, area = self.area.sheet, self.area
        cells = sheet.columns[column - sheet.left][area.first : area.last + 1]
        labels = {cell for cell in set(cells) if isinstance(cell, str) and is_total(cell)}
        return [area.first + at for at, cell in enumerate(cells) if cell in labels] if labels else []

    def by_place(self) -> Iterator[int]:
        """Closing rows that name no place at all but hold figures. Above a footer of other words ("Last year") they are
        large enough for a total as well: a row that lost its name may stand there."""
        if not self.located.spots:
            return
        row, footed = self.area.last, False
        while row > self.area.first:
            spot = self.spot(row)
            if spot is None or spot.kind not in {"blank", "total", *_FOOTERS}:
                return
            footed = footed or spot.kind in _FOOTERS
            if spot.kind not in _FOOTERS and self._figures(row) and (not footed or self._is_large(row)):
                yield row
            row -= 1

    def _is_large(self, row: int) -> bool:
        """Whether every figure is larger than each of two or more above it, and than half of their sum."""
        stated = [(figure, column) for column in self._columns if (figure := self._amount(row, column)) is not None]
        above = [other for other in self._with_figures if other < row and other not in self.area.skipped]
        parts = [(figure, [self._amount(other, column) or 0 for other in above]) for figure, column in stated]
        return len(above) >= 2 and all(figure > max(*part, sum(part) / 2) for figure, part in parts)

    def by_sum(self, totals: Sequence[int]) -> Iterator[int]:
        """Rows whose figures are the sums of the others of their date, cut and parent: rows without a place, rows named
        as the place around the table, and an unknown name at either end."""
        suspects = [row for row in self._suspects() if row not in set(totals)]
        data = self._data(totals) if suspects else []
        beside = self._by_key(suspects, data)
        whole = [row for row in totals if data and self._equals(row, data)]
        for row in suspects:
            spot = self.spot(row)
            if spot is None or (spot.kind == "wrong" and (row not in {data[0], data[-1]} or self._is_numbered(row))):
                continue
            if whole and spot.kind in {"place", "wrong"} and not self._is_parent(spot):
                # The sheet's own total counts this row with the others, so it is one of them.
                continue
            others = [other for other in beside[self._key(row)] if other != row and self._is_kin(row, other)]
            sums = [others, self._since(row, totals, data)] if spot.kind == "blank" else [others]
            if any(len(rows) >= 2 and self._equals(row, rows) for rows in sums):
                yield row

    def _is_numbered(self, row: int) -> bool:
        """Whether the row goes on with the numbers of the rows above it, as no total does."""
        serial = next(iter(self.roles.of("serial")), None)
        if serial is None or row == self.area.first:
            return False
        number, before = self._amount(row, serial), self._amount(row - 1, serial)
        return number is not None and before is not None and number == before + 1

    def _key(self, row: int) -> tuple[Cell, ...]:
        """Date and cut of the row as written."""
        return tuple(self.area.sheet.at(row, column.index) for column in self._key_columns)

    @cached_property
    def _key_columns(self) -> list[Reading]:
        return self.roles.of("date", "cut")

    def _by_key(self, suspects: Sequence[int], data: Sequence[int]) -> dict[tuple[Cell, ...], list[int]]:
        """The rows of data by date and cut, as far as a suspect may be their sum."""
        spots = [spot for row in suspects if (spot := self.spot(row))]
        parents = {self._parent(spot) for spot in spots}
        if all(spot.place for spot in spots):
            kin = {id(spot) for spot in self._distinct if spot.place and spot.place.parent in parents}
            data = [row for row in data if id(self.located.spots[row - self.area.first]) in kin]
        beside: dict[tuple[Cell, ...], list[int]] = {self._key(row): [] for row in suspects}
        for row in data:
            rows = beside.get(self._key(row))
            if rows is not None:
                rows.append(row)
        return beside

    @cached_property
    def _distinct(self) -> list[Spot]:
        return list({id(spot): spot for spot in self.located.spots}.values())

    def _parent(self, spot: Spot) -> PlaceId | None:
        """The place whose sum the row may be: its own where it holds other rows, else the one around it."""
        return None if spot.place is None else spot.place.id if self._is_parent(spot) else spot.place.parent

    def _suspects(self) -> list[int]:
        """Rows that may be totals by arithmetic."""
        spots = self.located.spots
        odd = {id(spot) for spot in self._distinct if self._may_be_total(spot)}
        rows = [self.area.first + at for at, spot in enumerate(spots) if id(spot) in odd] if odd else []
        return [row for row in rows if self._figures(row)]

    def _may_be_total(self, spot: Spot) -> bool:
        if spot.place is None:
            return spot.kind in {"blank", "wrong"}
        if self._is_parent(spot):
            return self._children[spot.place.id] >= 2
        return spot.like_parent and self._children[spot.place.parent] >= 3

    def _is_kin(self, row: int, other: int) -> bool:
        """Whether the other row's place lies below the same one."""
        mine, theirs = self.spot(row), self.spot(other)
        if mine is None or theirs is None or mine.place is None or theirs.place is None:
            return True
        return theirs.place.parent == self._parent(mine)

    def _is_parent(self, spot: Spot) -> bool:
        """Whether the row's place holds those of other rows."""
        return spot.kind == "parent" or (spot.place is not None and self._children[spot.place.id] >= 2)

    @cached_property
    def _children(self) -> Counter[PlaceId | None]:
        return Counter(spot.place.parent for spot in self._distinct if spot.place and spot.kind != "parent")

    def _data(self, totals: Sequence[int]) -> list[int]:
        known = {*totals, *self.area.skipped}
        return [row for row in self._with_figures if row not in known]

    @cached_property
    def _with_figures(self) -> list[int]:
        """Rows with a number, or what was meant for one, in any of the columns to sum."""
        sheet, area = self.area.sheet, self.area
        held = [sheet.kinds[c.index - sheet.left][area.first : area.last + 1] for c in self._columns]
        return [area.first + at for at, kinds in enumerate(zip(*held, strict=True)) if not _NUMBERS.isdisjoint(kinds)]

    def _since(self, row: int, totals: Sequence[int], data: Sequence[int]) -> list[int]:
        before = max((total for total in totals if total < row), default=self.area.first - 1)
        return [other for other in data if before < other < row]

    def _figures(self, row: int) -> bool:
        return any(self._amount(row, column) is not None for column in self._columns)

    def _amount(self, row: int, column: Reading) -> Amount:
        return amount(self.area.sheet.at(row, column.index))

    @cached_property
    def _columns(self) -> list[Reading]:
        """The columns to sum: those that are kept, else every column of figures."""
        kept = [column for column in self.roles.columns if column.role in _SUMMED and column.filled]
        if any(column.role in COUNTS for column in kept):
            return kept
        return [c for c in self.roles.columns if c.role not in _NEVER_SUMMED and c.is_numeric and c.filled]

    def _equals(self, row: int, others: Sequence[int]) -> bool:
        """Whether the row is the sum of the others, and not all of it zero."""
        wrong, right = self._compare(row, others)
        return not wrong and any(self._amount(row, column) for column in right)

    def _compare(self, row: int, others: Sequence[int]) -> tuple[list[Reading], list[Reading]]:
        """The columns whose figure in the row is not the sum of the others, and those where it is; rates in neither."""
        wrong, right = [], []
        for column in self._columns:
            stated = self._amount(row, column)
            if stated is None or self._has_unread(column, others):
                continue
            figures = [figure for other in others if (figure := self._amount(other, column)) is not None]
            if abs(stated - sum(figures)) <= _tolerance([*figures, stated]):
                right.append(column)
            elif not _is_rate(column, stated, figures):
                wrong.append(column)
        return wrong, right

    def _has_unread(self, column: Reading, rows: Sequence[int]) -> bool:
        kinds = {self.area.sheet.kind(row, column.index) for row in rows}
        return column.role in COUNTS and bool(kinds & {TEXT, DOUBT, LONG})

    def check(self, row: int, totals: Sequence[int]) -> tuple[TotalRow, list[Problem]]:
        """The total as found; problems where it states other sums than its rows have."""
        label = self._label(row)
        if is_rate(label):
            return TotalRow(row + 1, label, None), []
        tried = [self._compare(row, others) for others in self._candidates(row, totals) if others]
        if not tried:
            return TotalRow(row + 1, label, None), []
        wrong, right = min(tried, key=lambda pair: (len(pair[0]), -len(pair[1])))
        if not wrong:
            return TotalRow(row + 1, label, True if right else None), []
        if not any(column.role in COUNTS for column in self._columns) and self._is_mostly(right, wrong):
            return TotalRow(row + 1, label, True), []
        if self._is_of_more(label):
            return TotalRow(row + 1, label, None), []
        best = next(
            others for others in self._candidates(row, totals) if others and self._compare(row, others)[0] == wrong
        )
        problems = [self._lie(row, label, column, best) for column in wrong if column.role in COUNTS]
        return TotalRow(row + 1, label, False), problems

    def _is_of_more(self, label: str) -> bool:
        """Whether the label is of a larger place than the rows make up: "State Total" among a district's blocks."""
        lowest = next((column.level for column in reversed(self.located.columns) if column.level), "")
        level = level_of_total(label)
        return level is not None and bool(lowest) and level < Level[lowest] - 1

    def _is_mostly(self, right: Sequence[Reading], wrong: Sequence[Reading]) -> bool:
        return len(right) >= _MOSTLY * (len(right) + len(wrong))

    def _lie(self, row: int, label: str, column: Reading, others: Sequence[int]) -> Problem:
        rows = [(self._name(other), figure) for other in others if (figure := self._amount(other, column)) is not None]
        actual = sum(figure for _, figure in rows)
        stated = self._amount(row, column)
        whole = [(name, figure) for name, figure in rows if isinstance(figure, int)]
        words = {
            "label": label,
            "heading": column.heading or column.letter,
            "stated": said(stated),
            "actual": said(actual),
            "why": explained(stated, whole) if isinstance(stated, int) and len(whole) == len(rows) else NOTHING,
        }
        return Problem("total-disagrees", self.area.sheet.grid.where(row, column.index), words)

    def _name(self, row: int) -> str:
        spot = self.spot(row)
        return spot.written if spot else str(row + 1)

    def _label(self, row: int) -> str:
        texts = [
            self.area.sheet.text(row, column)
            for column in self.area.columns
            if self.area.sheet.kind(row, column) == TEXT
        ]
        return next(filter(is_total, texts), texts[0] if texts else "")

    def _above_footer(self, data: Sequence[int], totals: Sequence[int]) -> list[int]:
        """The rows without those of the footer: they stand below the total that closes the places, and are none."""
        named = [row for row in data if (spot := self.spot(row)) and spot.kind not in _FOOTERS and spot.place]
        below = [row for row in totals if named and row > named[-1] and not is_rate(self._label(row))]
        return [
            row
            for row in data
            if not below or row < below[-1] or not ((spot := self.spot(row)) and spot.kind in _FOOTERS)
        ]

    def _candidates(self, row: int, totals: Sequence[int]) -> Iterator[list[int]]:
        """The sets of rows that the total may stand for: all, those above it, those since the last total, the totals
        above it, the places in its own, the rows of one level, the rows of a cut's total."""
        data = self._above_footer(self._data(totals), totals)
        yield data
        above = [other for other in data if other < row]
        yield above
        yield self._since(row, totals, data)
        yield [other for other in totals if other < row]
        if (spot := self.spot(row)) is not None and spot.place is not None:
            key = self._key(row)
            yield [other for other in data if self._is_kin(row, other) and self._key(other) == key]
        levels = {other: spot.place.level for other in data if (spot := self.spot(other)) and spot.place}
        for level in sorted(set(levels.values())) if len(set(levels.values())) > 1 else []:
            yield [other for other in data if levels.get(other) == level]
            yield [other for other in above if levels.get(other) == level]
        for cut in self.roles.of("cut"):
            whole = [r for r in data if is_label(self.area.sheet.text(r, cut.index), "all")]
            if whole:
                yield whole
                yield [other for other in data if other not in set(whole)]


def _tolerance(figures: Sequence[int | float]) -> float:
    """0 for whole numbers; half a unit of the last decimal for each figure that was rounded."""
    decimals = max((len(repr(figure).partition(".")[2]) for figure in figures if isinstance(figure, float)), default=0)
    return 0 if decimals == 0 else 0.5 * len(figures) * 10.0**-decimals + 1e-9 * abs(figures[-1])


def _is_rate(column: Reading, stated: int | float, figures: Sequence[int | float]) -> bool:
    """Whether a column of other figures holds rates: decimals, and a total no larger than its largest part."""
    fractions = any(isinstance(figure, float) for figure in figures)
    return column.role not in _SUMMED and fractions and bool(figures) and stated <= max(figures)
