"""Total rows: found by their label or as the row of the place around others, checked against their rows, never stored.

A total is compared with the rows of its own date where it bears one, and of its page, group, level or cut; what is
brought forward from another page counts for the total below it. Running sums make each comparison a subtraction, so
that a long table with a total a day takes no longer than one without. Where one row or one exchange of digits explains
exactly why a total differs from its rows, that is said too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import accumulate

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

_NOTHING = {"en": "", "hi": ""}
_LEFT_OUT = '; the row "{}" is not included in the total', '; "{}" की पंक्ति इस योग में नहीं जोड़ी गई'
_TWICE = '; the row "{}" was counted twice', '; "{}" की पंक्ति दो बार जोड़ी गई'
_IN_TOTAL = "; two digits of the total are swapped", "; योग के दो अंक आपस में बदल गए हैं"
_IN_ROW = '; two digits of the row "{}" are swapped', '; "{}" की पंक्ति के दो अंक आपस में बदल गए हैं'


@dataclass(frozen=True)
class Totals:
    """Rows (from 0) that are totals, with what was found, and the last row of data."""

    rows: frozenset[int] = frozenset()
    found: tuple[TotalRow, ...] = ()
    problems: tuple[Problem, ...] = ()
    last: int = 0


def find_totals(area: Area, roles: Roles, located: Located) -> Totals:
    """The total rows of an area; closing ones lie below `last`. A few wrong totals are told one by one; of many the
    first, with their number: the cause is one."""
    table = _Body(area, roles, located)
    rows = sorted({*table.labelled(), *table.by_place()})
    rows = sorted({*rows, *table.by_sum(rows)})
    found = tuple(map(_Comparison(table, rows).check, rows))
    last, closing = area.last, {*rows, *area.skipped}
    while last > area.first and (last in closing or not any(area.sheet.kind(last, column) for column in area.columns)):
        last -= 1
    wrong = [total.problems for total in found if total.problems]
    problems = tuple(problem for several in wrong for problem in several)
    if len(wrong) > FEW:
        problems = (Problem("totals-disagree", problems[0].where, {**problems[0].words, "count": len(wrong)}),)
    return Totals(frozenset(rows), found, problems, last)


class _RunningSums:
    """Rows in order, with running sums of each column."""

    def __init__(self, table: _Body, rows: Iterable[int]) -> None:
        self.rows = list(rows)
        self._table = table
        self._sums: dict[int, tuple[list[int | float], list[int], list[int]]] = {}

    def sums(self, column: Reading) -> tuple[list[int | float], list[int], list[int]]:
        """Up to each row: the sum, how many have a figure, how many hold one that cannot be read."""
        if column.index not in self._sums:
            figures = [self._table.amount(row, column) for row in self.rows]
            self._sums[column.index] = (
                list(accumulate((figure or 0 for figure in figures), initial=0)),
                list(accumulate((figure is not None for figure in figures), initial=0)),
                list(accumulate((self._table.is_unread(row, column) for row in self.rows), initial=0)),
            )
        return self._sums[column.index]

    def between(self, above: int, below: int, more: int | None = None) -> _RowSpan:
        """Its rows below the one and above the other, with one more from elsewhere."""
        return _RowSpan(self, bisect_right(self.rows, above), bisect_left(self.rows, below), more)

    @property
    def whole(self) -> _RowSpan:
        """All of its rows."""
        return _RowSpan(self, 0, len(self.rows))


@dataclass(frozen=True)
class _RowSpan:
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
        return replace(self, less=row) if self.start <= at < self.stop and self.run.rows[at] == row else self


@dataclass
class _Agreement:
    """The columns whose figure in a total is not the sum of some rows, and those where it is; rates are in neither.
    `gap`: by how much those that are not differ, together."""

    wrong: list[Reading] = field(default_factory=list)
    right: list[Reading] = field(default_factory=list)
    gap: float = 0


class _Body:
    """The rows of a table: the place and the figures of each, the date and the cut that it is of. `columns` are those
    to sum: the ones that are kept, else every column of figures."""

    def __init__(self, area: Area, roles: Roles, located: Located) -> None:
        self.area, self.roles, self.located = area, roles, located
        sheet, body = area.sheet, slice(area.first, area.last + 1)
        self.columns = [column for column in roles.columns if column.role in _SUMMED and column.filled]
        if roles.of("date") and not located.entries and not roles.of("cut"):
            # The days of one place: what stands for all days up to each is no sum of them.
            self.columns = [column for column in self.columns if column.role == "new"]
        elif not any(column.role in COUNTS for column in self.columns):
            others = (column for column in roles.columns if column.role not in _NEVER_SUMMED)
            self.columns = [column for column in others if column.is_numeric and column.filled]
        self._amounts = {column.index: amounts(column) for column in [*self.columns, *roles.of("serial")]}
        held = [sheet.kinds[column.index - sheet.left][body] for column in self.columns]
        # Rows with a number, or what was meant for one, in any of the columns.
        with_figures = (at for at, kinds in enumerate(zip(*held, strict=True)) if not _NUMBERS.isdisjoint(kinds))
        self.with_figures = [area.first + at for at in with_figures]
        self._keys = list(zip(*(column.cells for column in roles.of("date", "cut")), strict=True))
        self._distinct = list({id(entry): entry for entry in located.entries}.values())
        placed = (entry for entry in self._distinct if entry.place and entry.kind != "parent")
        self._children = Counter(entry.place.parent for entry in placed if entry.place)
        # Of each column the decimals of its figures, 0 for whole numbers.
        floats = {c.index: [one for one in self._amounts[c.index] if type(one) is float] for c in self.columns}
        self._decimals = {
            index: max((len(repr(round(one, _DECIMALS)).partition(".")[2]) for one in figures), default=0)
            for index, figures in floats.items()
        }

    def entry(self, row: int) -> PlaceEntry | None:
        """What the row speaks of; None where the table has no places."""
        return self.located.entries[row - self.area.first] if self.located.entries else None

    def key(self, row: int) -> tuple[Cell, ...]:
        """Date and cut of the row as written."""
        return self._keys[row - self.area.first] if self._keys else ()

    def amount(self, row: int, column: Reading) -> Amount:
        """The figure of the row; None where the cell holds none."""
        return self._amounts[column.index][row - self.area.first]

    def is_unread(self, row: int, column: Reading) -> bool:
        """Whether a count stands there that cannot be read, so that nobody knows the sum."""
        return column.role in COUNTS and self.area.sheet.kind(row, column.index) in {TEXT, DOUBT, LONG}

    def data(self, totals: Sequence[int]) -> list[int]:
        """The rows with figures that are no totals."""
        known = {*totals, *self.area.skipped}
        return [row for row in self.with_figures if row not in known]

    def parent(self, entry: PlaceEntry) -> PlaceId | None:
        """The place whose sum the row may be: its own where it holds other rows, else the one around it."""
        return None if entry.place is None else entry.place.id if self._is_parent(entry) else entry.place.parent

    def _is_parent(self, entry: PlaceEntry) -> bool:
        """Whether the row's place holds those of other rows."""
        return entry.kind == "parent" or (entry.place is not None and self._children[entry.place.id] >= 2)

    def _has_figures(self, row: int) -> bool:
        return any(self.amount(row, column) is not None for column in self.columns)

    def labelled(self) -> Iterator[int]:
        """Rows with a total's label in the place, the serial or a column before them; in any column of a row that names
        no place."""
        area = self.area
        places = {column.index for column in self.roles.of("place")}
        first = min(places, default=max(area.columns))
        for column in self.roles.columns:
            cells = column.cells if column.kinds.get(TEXT) else ()
            labels = {cell for cell in set(cells) if isinstance(cell, str) and is_total(cell)}
            for row in [row for row, cell in enumerate(cells, area.first) if cell in labels] if labels else ():
                entry = self.entry(row)
                at_name = column.index in places or column.index < first or column.role == "serial"
                if at_name or entry is None or entry.kind in {"blank", "total"}:
                    yield row
        # The label of a merged cell stands in its first row only.
        yield from (area.first + at for at, entry in enumerate(self.located.entries) if entry.kind == "total")

    def by_place(self) -> Iterator[int]:
        """Closing rows that name no place at all but hold figures. Above a footer of other words ("Last year") they are
        large enough for a total as well: a row that lost its name may stand there."""
        row, footed = self.area.last, False
        while row > self.area.first and (entry := self.entry(row)) is not None:
            if entry.kind in _FOOTERS:
                footed = True
            elif entry.kind not in {"blank", "total"}:
                return
            elif self._has_figures(row) and (not footed or self._is_large(row)):
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
        named as the place around the table or around other rows, as a unit of the rows above ("Sub-Division Gogri"),
        and at either end a word for a total with a name ("TOTAL (BIHAR)"). A name alone that nobody knows is never
        taken for one, whatever its figure: it may be a place's, misspelt."""
        known, odd = set(labelled), {id(entry) for entry in self._distinct if self._may_be_total(entry)}
        suspects = [
            (row, entry)
            for row, entry in enumerate(self.located.entries, self.area.first)
            if id(entry) in odd and row not in known and self._has_figures(row)
        ]
        if not suspects:
            return []
        data, serial = self.data(labelled), next(iter(self.roles.of("serial")), None)
        beside: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for row in data:
            mine = self.entry(row)
            beside[self.key(row), mine.place.parent if mine and mine.place else None].append(row)
            beside[self.key(row), "all"].append(row)

        @cache
        def rows_of(key: tuple[Cell, ...], group: object) -> _RowSpan:
            """The rows of that date and cut below that place, or all of them."""
            return _RunningSums(self, beside.get((key, group), ())).whole

        since = _RunningSums(self, data)
        stated = {self.key(row) for row in labelled if self._equals(row, rows_of(self.key(row), "all"))}
        found: list[int] = []
        for row, entry in suspects:
            unit = entry.kind == "wrong" and read_words(entry.written).has("level:unit")
            if entry.kind == "wrong" and not unit:
                # A row that goes on with the numbers of the rows above it is no total.
                before = self.amount(row - 1, serial) if serial and row > self.area.first else None
                numbered = serial is not None and before is not None and self.amount(row, serial) == before + 1
                if row not in {data[0], data[-1]} or numbered:
                    continue
            if entry.kind in {"place", "wrong"} and not self._is_parent(entry) and self.key(row) in stated:
                # The sheet's own total counts this row with the others, so it is one of them.
                continue
            sums = [rows_of(self.key(row), "all" if entry.place is None else self.parent(entry)).without(row)]
            if entry.kind == "blank" or unit:
                above = max((total for total in (*labelled, *found) if total < row), default=self.area.first - 1)
                sums.append(since.between(above, row))
            if any(span.size >= 2 and self._equals(row, span) for span in sums):
                found.append(row)
        return found

    def _may_be_total(self, entry: PlaceEntry) -> bool:
        """Whether arithmetic may make a total of such a row."""
        if entry.place is None:
            of_rows = entry.kind == "wrong" and read_words(entry.written).has("total", "level:unit")
            return entry.kind == "blank" or of_rows
        if self._is_parent(entry):
            return self._children[entry.place.id] >= 2
        return entry.like_parent and self._children[entry.place.parent] >= 3

    def _equals(self, row: int, others: _RowSpan) -> bool:
        """Whether the row is the sum of the others, and not all of it zero."""
        found = self.compare(row, others)
        return not found.wrong and any(self.amount(row, column) for column in found.right)

    def compare(self, row: int, others: _RowSpan) -> _Agreement:
        """The total's figures held against the sums of the rows, column by column."""
        found = _Agreement()
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
            # A column of other figures, with decimals, holds rates where its total is no larger than its largest.
            rates = decimals and count and column.role not in _SUMMED
            if abs(stated - total) <= slack:
                found.right.append(column)
            elif not rates or stated > max(self.amount(one, column) or 0 for one in others.run.rows):
                found.wrong.append(column)
                found.gap += abs(stated - total)
        return found


class _Comparison:
    """Holds each total against the rows that it may be the sum of; `totals` are all of the table's."""

    def __init__(self, table: _Body, totals: Sequence[int]) -> None:
        self._table, self._totals = table, totals
        sheet, self._labels = table.area.sheet, {}
        for row in totals:
            texts = [sheet.text(row, column) for column in table.area.columns if sheet.kind(row, column) == TEXT]
            self._labels[row] = next(filter(is_total, texts), texts[0] if texts else "")
        self._brought = [row for row, label in self._labels.items() if is_label(label, "brought")]
        self._carried = [row for row, label in self._labels.items() if is_label(label, "carried")]
        data = {row: table.entry(row) for row in (table.data(totals) if totals else ())}
        # A footer stands below the total that closes the places; its rows are no places'.
        named = [row for row, entry in data.items() if entry and entry.kind not in _FOOTERS and entry.place]
        below = [row for row in totals if named and row > named[-1] and not is_rate(self._labels[row])]
        entries = [
            (row, entry)
            for row, entry in data.items()
            if not below or row < below[-1] or not (entry and entry.kind in _FOOTERS)
        ]
        self._data = [row for row, _ in entries]
        dated = table.roles.of("date") if totals else []
        self._date_column = dated[0].index if dated else None
        # The date of every row, filled down as the column is.
        self._dates: list[Cell] = [None if cell == "" else cell for cell in filled_cells(dated[0])] if dated else []
        levels = {entry.place.level for _, entry in entries if entry and entry.place}
        self._levels = sorted(levels) if len(levels) > 1 else []
        self._by_key: dict[object, list[int]] = defaultdict(list)
        for row, entry in entries:
            self._by_key[table.key(row), entry.place.parent if entry and entry.place else None].append(row)
        self._runs: dict[object, _RunningSums] = {}

    def check(self, row: int) -> TotalRow:
        """The total as found, with a problem for each figure that is another than the sum of its rows. A total with a
        date of its own is that of its date; one without may be of the last date above it, or of the table."""
        table, label = self._table, self._labels[row]
        sheet, column = table.area.sheet, self._date_column
        unsure = TotalRow(row + 1, label, None)
        if is_rate(label):
            return unsure
        day = self._dates[row - table.area.first] if self._dates else None
        own = column is not None and (
            sheet.kind(row, column) == DATE or any(span.left == column for span in sheet.merges_in(row, row))
        )
        pools = [None] if day is None else [day] if own else [day, None]
        candidates = [others for pool in pools for others in self._of_pool(row, pool) if others.size]
        tried = [(table.compare(row, others), others) for others in candidates]
        if not tried:
            return unsure
        found, best = min(tried, key=lambda one: (len(one[0].wrong), -len(one[0].right), one[0].gap))
        wrong, right = found.wrong, found.right
        if not wrong:
            return TotalRow(row + 1, label, True if right else None)
        counts = any(column.role in COUNTS for column in table.columns)
        if not counts and len(right) >= _MOSTLY * (len(right) + len(wrong)):
            return TotalRow(row + 1, label, True)
        # A label may be of a larger place than the rows make up: "State Total" among a district's blocks.
        lowest = next((column.level for column in reversed(table.located.columns) if column.level), "")
        level = level_of_total(label)
        if level is not None and lowest and level < Level[lowest] - 1:
            return unsure
        # A balance that differs beside a count that differs has no cause of its own.
        wrong = [column for column in wrong if column.role in COUNTS] or wrong
        return TotalRow(row + 1, label, False, tuple(self._disagreement(row, column, best.rows) for column in wrong))

    def _disagreement(self, row: int, column: Reading, others: Sequence[int]) -> Problem:
        table, stated = self._table, self._table.amount(row, column)
        names = [(entry.written if (entry := table.entry(one)) else str(one + 1), one) for one in others]
        rows = [(name, figure) for name, one in names if (figure := table.amount(one, column)) is not None]
        actual = sum(figure for _, figure in rows)
        whole = [(name, figure) for name, figure in rows if isinstance(figure, int)]
        words = {
            "label": self._labels[row],
            "heading": column.heading or column.letter,
            "stated": figure_text(stated),
            "actual": figure_text(round(actual, _DECIMALS) if isinstance(actual, float) else actual),
            "why": _explain(stated, whole) if isinstance(stated, int) and len(whole) == len(rows) else _NOTHING,
        }
        return Problem("total-disagrees", column.where_of(row), words)

    def _of_pool(self, row: int, day: Cell) -> Iterator[_RowSpan]:
        """The sets of rows that a total may be the sum of, among those of a date (None: of the table): all, those
        above, those since the last total, with what was brought forward before them; the totals above; the places in
        its own; the rows of a level; of a cut's total."""
        table, label, before = self._table, self._labels[row], self._table.area.first - 1
        data, totals = self._of(day), self._of(day, "totals")
        at = bisect_left(totals.rows, row)
        above = totals.rows[at - 1] if at else before
        brought = max((one for one in self._brought if one < row), default=None)
        if not is_label(label, "brought"):
            if not is_label(label, "carried"):
                yield data.whole
            if brought is not None and brought == above:
                yield data.between(brought, row, brought)
            yield data.between(above, row)
            if brought is not None:
                yield data.between(brought, row, brought)
        yield data.between(before, row)
        if is_label(label, "brought"):
            yield _RunningSums(table, [one for one in self._carried if one < row][-1:]).whole
            return
        yield totals.between(before, row)
        entry = table.entry(row)
        if entry is not None and entry.place is not None:
            # The places in its own, of its date and cut; rows of places that nobody knows among them.
            key = table.key(row), table.parent(entry)
            if key not in self._runs:
                self._runs[key] = _RunningSums(table, sorted({*self._by_key[key], *self._by_key[key[0], None]}))
            yield self._runs[key].whole
        for level in self._levels:
            yield self._of(day, level).whole
            yield self._of(day, level).between(before, row)
        for cut in table.roles.of("cut"):
            yield self._of(day, (cut.index, True)).whole
            if self._of(day, (cut.index, True)).rows:
                yield self._of(day, (cut.index, False)).whole

    def _of(self, day: Cell, what: object = "data") -> _RunningSums:
        """The rows of the date that are totals, of a level, or all of a cut (or its members); else the rows of data."""
        if (day, what) not in self._runs:
            rows: Iterable[int] = self._data
            if what == "totals":
                aside = {*self._brought, *self._carried}
                rows = [row for row in self._totals if row not in aside]
            elif isinstance(what, Level):
                entries = ((row, self._table.entry(row)) for row in rows)
                rows = [row for row, entry in entries if entry and entry.place and entry.place.level == what]
            elif isinstance(what, tuple):
                column, whole = what
                text = self._table.area.sheet.text
                rows = [row for row in rows if is_label(text(row, column), "all") == whole]
            groups: dict[Cell, list[int]] = {None: list(rows)}
            for row in groups[None] if self._dates else ():
                if (own := self._dates[row - self._table.area.first]) is not None:
                    groups.setdefault(own, []).append(row)
            for key, ones in {day: [], **groups}.items():
                self._runs[key, what] = _RunningSums(self._table, ones)
        return self._runs[day, what]


def _explain(stated: int, rows: Sequence[tuple[str, int]]) -> Mapping[str, str]:
    """The end of the sentence about a total of these rows, each with its name, in both languages; blank where nothing,
    or more than one thing, fits.

    Looked for in this order: a row left out, a row counted twice, two neighbouring digits exchanged in the total, and
    in one of the rows. Of rows that fit alike none is named.
    """

    def exchanged(figure: int) -> Iterator[int]:
        """The figures that two neighbouring digits in each other's place would make; none of a figure below zero."""
        digits = str(max(0, figure))
        for at in range(len(digits) - 1):
            yield int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])

    gap = sum(figure for _, figure in rows) - stated
    for (english, hindi), names in (
        (_LEFT_OUT, [name for name, figure in rows if figure and figure == gap]),
        (_TWICE, [name for name, figure in rows if figure and figure == -gap]),
        (_IN_TOTAL, [""] if stated + gap in exchanged(stated) else []),
        (_IN_ROW, [name for name, figure in rows if figure - gap in exchanged(figure)]),
    ):
        if names:
            return {"en": english.format(*names), "hi": hindi.format(*names)} if len(names) == 1 else _NOTHING
    return _NOTHING
