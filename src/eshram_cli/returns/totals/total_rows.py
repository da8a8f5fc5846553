"""Total rows: found by their label or as the row of the place around others, checked against their rows, never stored.

A total is compared with the rows of its own date where it bears one, and of its page, group, level or cut; what is
brought forward from another page counts for the total below it. Running sums make each comparison a subtraction, so
that a long table with a total a day takes no longer than one without.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from eshram_cli.language.lexicon import is_label, is_rate, is_total, read_words
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.problems import Problem
from eshram_cli.returns.columns.amounts import Amount, amounts, figure_text
from eshram_cli.returns.columns.column import COUNTS, Reading
from eshram_cli.returns.columns.filling import filled_cells
from eshram_cli.returns.columns.roles import Roles
from eshram_cli.returns.find.labels import level_of_total
from eshram_cli.returns.find.tables import Area
from eshram_cli.returns.model import TotalRow
from eshram_cli.returns.placing.locate import Located
from eshram_cli.returns.placing.place_entries import PlaceEntry
from eshram_cli.returns.totals.explain_total import NOTHING, explain_total
from eshram_cli.sheets.model import Cell
from eshram_cli.sheets.view import DATE, DOUBT, LONG, NUMBER, TEXT

_SUMMED = frozenset({"registered", "new", "target", "balance"})
_NEVER_SUMMED = frozenset({"place", "code", "date", "serial", "percent", "cut"})
_NUMBERS = frozenset({NUMBER, LONG, DOUBT, TEXT})
_FOOTERS = frozenset({"wrong", "parent"})
"""What is no place of the table, below its last one: "Last year", "Difference", the state as a whole."""
_MOSTLY = 0.8
_DECIMALS = 6
"""Further decimals of a figure are noise of the computer that added it up."""

FEW = 5
"""So many wrong totals are each told; of more the first, with their number."""


@dataclass(frozen=True)
class Totals:
    """Rows (from 0) that are totals, with what was found, and the last row of data."""

    rows: frozenset[int] = frozenset()
    found: tuple[TotalRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    last: int = 0


def find_totals(area: Area, roles: Roles, located: Located) -> Totals:
    """The total rows of an area; closing ones lie below `last`."""
    search = _Search(area, roles, located)
    rows = sorted({*search.labelled(), *search.by_place()})
    rows = sorted({*rows, *search.by_sum(rows)})
    comparison = _Comparison(search, rows)
    found = tuple(map(comparison.check, rows))
    last, closing = area.last, {*rows, *area.skipped}
    while last > area.first and (last in closing or not search.filled(last)):
        last -= 1
    return Totals(frozenset(rows), found, _told([total.problems for total in found if total.problems]), last)


def _told(wrong: Sequence[tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """A few wrong totals are told one by one; of many the first, with their number: the cause is one."""
    if len(wrong) <= FEW:
        return tuple(problem for several in wrong for problem in several)
    first = wrong[0][0]
    return (Problem("totals-disagree", first.where, {**first.words, "count": len(wrong)}),)


class _RunningSums:
    """Rows in order, with running sums of each column."""

    def __init__(self, search: _Search, rows: Iterable[int]) -> None:
        self.rows = list(rows)
        self._search = search
        self._sums: dict[int, tuple[list[int | float], list[int], list[int]]] = {}

    def sums(self, column: Reading) -> tuple[list[int | float], list[int], list[int]]:
        """Up to each row: the sum, how many have a figure, how many hold one that cannot be read."""
        if column.index not in self._sums:
            figures = [self._search.amount(row, column) for row in self.rows]
            unread = [self._search.is_unread(row, column) for row in self.rows]
            self._sums[column.index] = (
                list(accumulate([figure or 0 for figure in figures], initial=0)),
                list(accumulate([figure is not None for figure in figures], initial=0)),
                list(accumulate(unread, initial=0)),
            )
        return self._sums[column.index]

    def between(self, above: int, below: int, more: int | None = None) -> _RowSpan:
        """Its rows below the one and above the other, with one more from elsewhere."""
        return _RowSpan(self, bisect_right(self.rows, above), bisect_left(self.rows, below), more)

    @property
    def whole(self) -> _RowSpan:
        """All of its rows."""
        return _RowSpan(self, 0, len(self.rows))


class _RowSpan(NamedTuple):
    """Some rows of a run that follow each other, maybe with one more or without one of them, that a total may be the
    sum of."""

    run: _RunningSums
    start: int
    stop: int
    more: int | None = None
    less: int | None = None

    @property
    def rows(self) -> list[int]:
        """The rows."""
        rows = [row for row in self.run.rows[self.start : self.stop] if row != self.less]
        return rows if self.more is None else [self.more, *rows]

    @property
    def size(self) -> int:
        """How many rows of the run it has."""
        return self.stop - self.start - (self.less is not None)

    def without(self, row: int) -> _RowSpan:
        """The span without that row of it."""
        at = bisect_left(self.run.rows, row)
        return self._replace(less=row) if self.start <= at < self.stop and self.run.rows[at] == row else self


class _Agreement(NamedTuple):
    """The columns whose figure in a total is not the sum of some rows, and those where it is; rates are in neither.
    `gap`: by how much those that are not differ, together."""

    wrong: list[Reading]
    right: list[Reading]
    gap: float


@dataclass(frozen=True)
class _Search:
    area: Area
    roles: Roles
    located: Located

    def filled(self, row: int) -> bool:
        """Whether the row has anything in the columns of the table."""
        return any(self.area.sheet.kind(row, column) for column in self.area.columns)

    def entry(self, row: int) -> PlaceEntry | None:
        """What the row speaks of; None where the table has no places."""
        return self.located.entries[row - self.area.first] if self.located.entries else None

    def labelled(self) -> Iterator[int]:
        """Rows with a total's label in the place, the serial or a column before them; in any column of a row that names
        no place."""
        places = {column.index for column in self.roles.of("place")}
        first = min(places, default=max(self.area.columns))
        for column in self.roles.columns:
            for row in self._with_label(column.index) if column.kinds.get(TEXT) else ():
                entry = self.entry(row)
                at_name = column.index in places or column.index < first or column.role == "serial"
                if at_name or entry is None or entry.kind in {"blank", "total"}:
                    yield row
        # The label of a merged cell stands in its first row only.
        yield from (self.area.first + at for at, entry in enumerate(self.located.entries) if entry.kind == "total")

    def _with_label(self, column: int) -> list[int]:
        sheet, area = self.area.sheet, self.area
        cells = sheet.columns[column - sheet.left][area.first : area.last + 1]
        labels = {cell for cell in set(cells) if isinstance(cell, str) and is_total(cell)}
        return [area.first + at for at, cell in enumerate(cells) if cell in labels] if labels else []

    def by_place(self) -> Iterator[int]:
        """Closing rows that name no place at all but hold figures. Above a footer of other words ("Last year") they are
        large enough for a total as well: a row that lost its name may stand there."""
        if not self.located.entries:
            return
        row, footed = self.area.last, False
        while row > self.area.first:
            entry = self.entry(row)
            if entry is None or entry.kind not in {"blank", "total", *_FOOTERS}:
                return
            footed = footed or entry.kind in _FOOTERS
            if entry.kind not in _FOOTERS and self._has_figures(row) and (not footed or self._is_large(row)):
                yield row
            row -= 1

    def _is_large(self, row: int) -> bool:
        """Whether every figure is larger than each of two or more above it, and than half of their sum."""
        stated = [(figure, column) for column in self.columns if (figure := self.amount(row, column)) is not None]
        above = [other for other in self.with_figures if other < row and other not in self.area.skipped]
        parts = [(figure, [self.amount(other, column) or 0 for other in above]) for figure, column in stated]
        return len(above) >= 2 and all(figure > max(*part, sum(part) / 2) for figure, part in parts)

    def by_sum(self, labelled: Sequence[int]) -> list[int]:
        """Rows whose figures are the sums of the others of their date, cut and parent: rows without any name, rows
        named as the place around the table or around other rows, and at either end a word for a total with a name
        ("TOTAL (BIHAR)"). A name alone that nobody knows is never taken for one, whatever its figure: it may be a
        place's, misspelt."""
        known = set(labelled)
        suspects = [row for row in self._suspects() if row not in known]
        if not suspects:
            return []
        data = self.data(labelled)
        beside: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for row in data:
            entry, key = self.entry(row), self.key(row)
            beside[key, entry.place.parent if entry and entry.place else None].append(row)
            beside[key, "all"].append(row)
        runs: dict[tuple[object, ...], _RunningSums] = {}
        since = _RunningSums(self, data)
        stated = {self.key(row) for row in labelled if self._equals(row, self._run(runs, beside, self.key(row), "all"))}
        found = []
        for row in suspects:
            entry = self.entry(row)
            if entry is None or (entry.kind == "wrong" and (row not in {data[0], data[-1]} or self._is_numbered(row))):
                continue
            if entry.kind in {"place", "wrong"} and not self._is_parent(entry) and self.key(row) in stated:
                # The sheet's own total counts this row with the others, so it is one of them.
                continue
            mine = "all" if entry.place is None else self.parent(entry)
            sums = [self._run(runs, beside, self.key(row), mine).without(row)]
            if entry.kind == "blank":
                above = max((total for total in labelled if total < row), default=self.area.first - 1)
                sums.append(since.between(above, row))
            if any(span.size >= 2 and self._equals(row, span) for span in sums):
                found.append(row)
        return found

    def _is_numbered(self, row: int) -> bool:
        """Whether the row goes on with the numbers of the rows above it, as no total does."""
        serial = next(iter(self.roles.of("serial")), None)
        if serial is None or row == self.area.first:
            return False
        number, before = self.amount(row, serial), self.amount(row - 1, serial)
        return number is not None and before is not None and number == before + 1

    def _run(
        self,
        runs: dict[tuple[object, ...], _RunningSums],
        beside: dict[tuple[object, ...], list[int]],
        key: tuple[Cell, ...],
        group: object,
    ) -> _RowSpan:
        if (key, group) not in runs:
            runs[key, group] = _RunningSums(self, beside.get((key, group), ()))
        return runs[key, group].whole

    def key(self, row: int) -> tuple[Cell, ...]:
        """Date and cut of the row as written."""
        return self._keys[row - self.area.first] if self._keys else ()

    @cached_property
    def _keys(self) -> list[tuple[Cell, ...]]:
        sheet, area = self.area.sheet, self.area
        columns = [sheet.columns[column.index - sheet.left] for column in self.roles.of("date", "cut")]
        return list(zip(*[cells[area.first : area.last + 1] for cells in columns], strict=True))

    @cached_property
    def _distinct(self) -> list[PlaceEntry]:
        return list({id(entry): entry for entry in self.located.entries}.values())

    def parent(self, entry: PlaceEntry) -> PlaceId | None:
        """The place whose sum the row may be: its own where it holds other rows, else the one around it."""
        return None if entry.place is None else entry.place.id if self._is_parent(entry) else entry.place.parent

    def _suspects(self) -> list[int]:
        """Rows that may be totals by arithmetic."""
        entries = self.located.entries
        odd = {id(entry) for entry in self._distinct if self._may_be_total(entry)}
        rows = [self.area.first + at for at, entry in enumerate(entries) if id(entry) in odd] if odd else []
        return [row for row in rows if self._has_figures(row)]

    def _may_be_total(self, entry: PlaceEntry) -> bool:
        if entry.place is None:
            return entry.kind == "blank" or (entry.kind == "wrong" and read_words(entry.written).has("total"))
        if self._is_parent(entry):
            return self._children[entry.place.id] >= 2
        return entry.like_parent and self._children[entry.place.parent] >= 3

    def _is_parent(self, entry: PlaceEntry) -> bool:
        """Whether the row's place holds those of other rows."""
        return entry.kind == "parent" or (entry.place is not None and self._children[entry.place.id] >= 2)

    @cached_property
    def _children(self) -> Counter[PlaceId | None]:
        return Counter(entry.place.parent for entry in self._distinct if entry.place and entry.kind != "parent")

    def data(self, totals: Sequence[int]) -> list[int]:
        """The rows with figures that are no totals."""
        known = {*totals, *self.area.skipped}
        return [row for row in self.with_figures if row not in known]

    @cached_property
    def with_figures(self) -> list[int]:
        """Rows with a number, or what was meant for one, in any of the columns to sum."""
        sheet, area = self.area.sheet, self.area
        held = [sheet.kinds[c.index - sheet.left][area.first : area.last + 1] for c in self.columns]
        return [area.first + at for at, kinds in enumerate(zip(*held, strict=True)) if not _NUMBERS.isdisjoint(kinds)]

    def _has_figures(self, row: int) -> bool:
        return any(self.amount(row, column) is not None for column in self.columns)

    def amount(self, row: int, column: Reading) -> Amount:
        """The figure of the row; None where the cell holds none."""
        return self._amounts[column.index][row - self.area.first]

    @cached_property
    def _amounts(self) -> dict[int, list[Amount]]:
        return {column.index: amounts(column) for column in [*self.columns, *self.roles.of("serial")]}

    def is_unread(self, row: int, column: Reading) -> bool:
        """Whether a count stands there that cannot be read, so that nobody knows the sum."""
        return column.role in COUNTS and self.area.sheet.kind(row, column.index) in {TEXT, DOUBT, LONG}

    @cached_property
    def columns(self) -> list[Reading]:
        """The columns to sum: those that are kept, else every column of figures."""
        kept = [column for column in self.roles.columns if column.role in _SUMMED and column.filled]
        if any(column.role in COUNTS for column in kept):
            return kept
        return [c for c in self.roles.columns if c.role not in _NEVER_SUMMED and c.is_numeric and c.filled]

    @cached_property
    def _decimals(self) -> dict[int, int]:
        """Of each column the decimals of its figures, 0 for whole numbers."""
        return {
            column.index: max(
                (
                    len(repr(round(one, _DECIMALS)).partition(".")[2])
                    for one in self._amounts[column.index]
                    if type(one) is float
                ),
                default=0,
            )
            for column in self.columns
        }

    def _equals(self, row: int, others: _RowSpan) -> bool:
        """Whether the row is the sum of the others, and not all of it zero."""
        found = self.compare(row, others)
        return not found.wrong and any(self.amount(row, column) for column in found.right)

    def compare(self, row: int, others: _RowSpan) -> _Agreement:
        """The total's figures held against the sums of the rows, column by column."""
        found = _Agreement([], [], 0)
        for column in self.columns:
            stated = self.amount(row, column)
            sums, held, unread = others.run.sums(column)
            less = others.less is not None and self.is_unread(others.less, column)
            if stated is None or unread[others.stop] - less > unread[others.start]:
                continue
            total = sums[others.stop] - sums[others.start]
            count = held[others.stop] - held[others.start]
            if others.more is not None:
                total += self.amount(others.more, column) or 0
            if others.less is not None:
                total -= self.amount(others.less, column) or 0
            decimals = self._decimals[column.index]
            # Half a unit of the last decimal for each figure that was rounded.
            slack = 0.5 * (count + 1) * 10.0**-decimals + 1e-9 * abs(sums[-1]) if decimals else 0
            if abs(stated - total) <= slack:
                found.right.append(column)
            elif not (decimals and count and self._is_rate(column, stated, others.run)):
                found.wrong.append(column)
                found = found._replace(gap=found.gap + abs(stated - total))
        return found

    def _is_rate(self, column: Reading, stated: int | float, run: _RunningSums) -> bool:
        """Whether a column of other figures, with decimals, holds rates: its total is no larger than its largest."""
        return column.role not in _SUMMED and stated <= max(self.amount(row, column) or 0 for row in run.rows)


class _Comparison:
    """Holds each total against the rows that it may be the sum of; `totals` are all of the table's."""

    def __init__(self, search: _Search, totals: Sequence[int]) -> None:
        self._search, self._totals = search, totals
        self._data = self._above_footer(search.data(totals)) if totals else []
        labels = {row: self.label(row) for row in totals}
        self._brought = [row for row, label in labels.items() if is_label(label, "brought")]
        self._carried = [row for row, label in labels.items() if is_label(label, "carried")]
        self._labels = labels
        self._runs: dict[object, _RunningSums] = {}

    def label(self, row: int) -> str:
        """The label of a total, as written."""
        sheet, columns = self._search.area.sheet, self._search.area.columns
        texts = [sheet.text(row, column) for column in columns if sheet.kind(row, column) == TEXT]
        return next(filter(is_total, texts), texts[0] if texts else "")

    def check(self, row: int) -> TotalRow:
        """The total as found, with a problem for each figure that is another than the sum of its rows."""
        label = self._labels[row]
        if is_rate(label):
            return TotalRow(row + 1, label, None)
        tried = [(self._search.compare(row, others), others) for others in self._candidates(row) if others.size]
        if not tried:
            return TotalRow(row + 1, label, None)
        (wrong, right, _), best = min(tried, key=lambda one: (len(one[0].wrong), -len(one[0].right), one[0].gap))
        if not wrong:
            return TotalRow(row + 1, label, True if right else None)
        counts = any(column.role in COUNTS for column in self._search.columns)
        if not counts and len(right) >= _MOSTLY * (len(right) + len(wrong)):
            return TotalRow(row + 1, label, True)
        if self._is_of_more(label):
            return TotalRow(row + 1, label, None)
        # A balance that differs beside a count that differs has no cause of its own.
        wrong = [column for column in wrong if column.role in COUNTS] or wrong
        return TotalRow(
            row + 1, label, False, tuple(self._disagreement(row, label, column, best.rows) for column in wrong)
        )

    def _is_of_more(self, label: str) -> bool:
        """Whether the label is of a larger place than the rows make up: "State Total" among a district's blocks."""
        lowest = next((column.level for column in reversed(self._search.located.columns) if column.level), "")
        level = level_of_total(label)
        return level is not None and bool(lowest) and level < Level[lowest] - 1

    def _disagreement(self, row: int, label: str, column: Reading, others: Sequence[int]) -> Problem:
        search = self._search
        rows = [(self._name(one), figure) for one in others if (figure := search.amount(one, column)) is not None]
        actual = sum(figure for _, figure in rows)
        stated = search.amount(row, column)
        whole = [(name, figure) for name, figure in rows if isinstance(figure, int)]
        words = {
            "label": label,
            "heading": column.heading or column.letter,
            "stated": figure_text(stated),
            "actual": figure_text(round(actual, _DECIMALS) if isinstance(actual, float) else actual),
            "why": explain_total(stated, whole) if isinstance(stated, int) and len(whole) == len(rows) else NOTHING,
        }
        return Problem("total-disagrees", search.area.sheet.grid.where(row, column.index), words)

    def _name(self, row: int) -> str:
        entry = self._search.entry(row)
        return entry.written if entry else str(row + 1)

    def _above_footer(self, data: list[int]) -> list[int]:
        """The rows without those of the footer: they stand below the total that closes the places, and are none."""
        entry = self._search.entry
        named = [row for row in data if (one := entry(row)) and one.kind not in _FOOTERS and one.place]
        below = [row for row in self._totals if named and row > named[-1] and not is_rate(self.label(row))]
        if not below:
            return data
        return [row for row in data if row < below[-1] or not ((one := entry(row)) and one.kind in _FOOTERS)]

    def _candidates(self, row: int) -> Iterator[_RowSpan]:
        """The sets of rows that the total may be the sum of. A total with a date of its own is that of its date; one
        without may be of the last date above it, or of the table."""
        dates = self._dates
        day = dates[row - self._search.area.first] if dates else None
        if day is not None:
            yield from self._of_pool(row, day)
        if day is None or not self._is_dated(row):
            yield from self._of_pool(row, None)

    def _of_pool(self, row: int, day: Cell) -> Iterator[_RowSpan]:
        """Among the rows of a date (None: of the table): all, those above, those since the last total, with what was
        brought forward before them; the totals above; the places in its own; the rows of a level; of a cut's total."""
        first = self._search.area.first
        data, totals = self._of(day), self._of(day, "totals")
        at = bisect_left(totals.rows, row)
        above = totals.rows[at - 1] if at else first - 1
        brought = max((one for one in self._brought if one < row), default=None)
        if not is_label(self._labels[row], "brought"):
            if not is_label(self._labels[row], "carried"):
                yield data.whole
            if brought is not None and brought == above:
                yield data.between(brought, row, brought)
            yield data.between(above, row)
            if brought is not None:
                yield data.between(brought, row, brought)
        yield data.between(first - 1, row)
        if is_label(self._labels[row], "brought"):
            yield _RunningSums(self._search, [one for one in self._carried if one < row][-1:]).whole
            return
        yield totals.between(first - 1, row)
        entry = self._search.entry(row)
        if entry is not None and entry.place is not None:
            yield self._children_of(row, entry)
        for level in self._levels:
            yield self._of(day, level).whole
            yield self._of(day, level).between(first - 1, row)
        for cut in self._search.roles.of("cut"):
            yield self._of(day, (cut.index, True)).whole
            if self._of(day, (cut.index, True)).rows:
                yield self._of(day, (cut.index, False)).whole

    def _of(self, day: Cell, what: object = "data") -> _RunningSums:
        """The rows of the date that are totals, of a level, or all of a cut (or its members); else the rows of data."""
        if (day, what) not in self._runs:
            for key, rows in self._grouped(what).items():
                self._runs[key, what] = _RunningSums(self._search, rows)
        return self._runs.get((day, what)) or self._runs.setdefault((day, what), _RunningSums(self._search, ()))

    def _grouped(self, what: object) -> dict[Cell, list[int]]:
        rows: Iterable[int] = self._data
        if what == "totals":
            aside = {*self._brought, *self._carried}
            rows = [row for row in self._totals if row not in aside]
        elif isinstance(what, Level):
            rows = [
                row for row in rows if (entry := self._search.entry(row)) and entry.place and entry.place.level == what
            ]
        elif isinstance(what, tuple):
            column, whole = what
            text = self._search.area.sheet.text
            rows = [row for row in rows if is_label(text(row, column), "all") == whole]
        groups: dict[Cell, list[int]] = {None: list(rows)}
        if self._dates:
            for row in groups[None]:
                if (day := self._dates[row - self._search.area.first]) is not None:
                    groups.setdefault(day, []).append(row)
        return groups

    def _children_of(self, row: int, entry: PlaceEntry) -> _RowSpan:
        """The rows of the places in the row's own, of its date and cut; rows of places that nobody knows among them."""
        mine, parent = self._search.key(row), self._search.parent(entry)
        if (mine, parent) not in self._runs:
            beside = self._by_key
            self._runs[mine, parent] = _RunningSums(self._search, sorted({*beside[mine, parent], *beside[mine, None]}))
        return self._runs[mine, parent].whole

    @cached_property
    def _by_key(self) -> dict[tuple[tuple[Cell, ...], PlaceId | None], list[int]]:
        groups: dict[tuple[tuple[Cell, ...], PlaceId | None], list[int]] = defaultdict(list)
        for row in self._data:
            entry = self._search.entry(row)
            groups[self._search.key(row), entry.place.parent if entry and entry.place else None].append(row)
        return groups

    @cached_property
    def _levels(self) -> list[Level]:
        found = {entry.place.level for row in self._data if (entry := self._search.entry(row)) and entry.place}
        return sorted(found) if len(found) > 1 else []

    @cached_property
    def _dates(self) -> list[Cell]:
        """The date of every row, filled down as the column is; nothing where there is no such column."""
        columns = self._search.roles.of("date")
        return [cell if cell != "" else None for cell in filled_cells(columns[0])] if columns else []

    def _is_dated(self, row: int) -> bool:
        """Whether the row bears a date itself, and not only as one of those below a date."""
        column = self._search.roles.of("date")[0].index
        sheet = self._search.area.sheet
        merged = any(span.left == column for span in sheet.merges_in(row, row))
        return sheet.kind(row, column) == DATE or merged
