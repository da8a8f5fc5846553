"""Where the tables lie in a sheet: heading rows, number row, rows of data, what stands above and between."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from eshram_cli.language.dates import find_date
from eshram_cli.language.lexicon import is_total
from eshram_cli.places.finder import Finder
from eshram_cli.returns.find.number_row import is_number_row
from eshram_cli.returns.find.row_kinds import BodyShape, RowKinds
from eshram_cli.sheets.view import BLANK, DOUBT, LONG, NUMBER, NUMERIC, TEXT, Sheet

MAX_HEADS = 4
"""Offices use up to three rows of heading; a fourth may be blank."""

_FIGURES = re.compile(b"F+")


@dataclass(frozen=True)
class Area:
    """A table's place in a sheet; rows and columns from 0.

    `heads` are all rows of the heading, blank ones between them too. The body reaches from `first` to `last`, closing
    totals still in it; `skipped` are rows in the body that repeat the heading. Title rows lie between `floor` and the
    heading, `context` rows between the heading and the body.
    """

    sheet: Sheet
    floor: int
    heads: tuple[int, ...]
    number_row: int | None
    context: tuple[int, ...]
    first: int
    last: int
    columns: tuple[int, ...]
    skipped: frozenset[int] = frozenset()

    @property
    def rows(self) -> range:
        """The rows of the body, closing totals and repeated headings among them."""
        return range(self.first, self.last + 1)

    @property
    def top(self) -> int:
        """The first row of heading, or of data where there is no heading."""
        return self.heads[0] if self.heads else self.first


def find_areas(sheet: Sheet, finder: Finder, header_row: int | None = None) -> list[Area]:
    """The tables of a sheet from top to bottom, side by side ones from left to right.

    `header_row` (from 0), when given, is the last row of the only heading that is looked for.
    """
    found = [area for part in _parts(sheet) for area in _stacked(part, finder, header_row)]
    return [half for area in found for half in _halves(area)]


def _parts(sheet: Sheet) -> list[Sheet]:
    """The sheet, cut at blank columns where there are names and figures on each side."""
    kinds = RowKinds(sheet)
    wide = [row for row in range(min(sheet.height, 500)) if kinds.of(row) not in b"SB"]
    used = [any(column[row] for row in wide) for column in sheet.kinds]
    groups = [group for group in _runs(used) if _is_table_like(sheet, group, wide)]
    if len(groups) < 2:
        return [sheet]
    edges = [sheet.left, *(sheet.left + left for left, _ in groups[1:]), sheet.right + 1]
    return [sheet.part(left, right - 1) for left, right in pairwise(edges)]


def _runs(used: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for index, filled in enumerate(used):
        if filled and runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        elif filled:
            runs.append((index, index))
    return runs


def _is_table_like(sheet: Sheet, group: tuple[int, int], rows: list[int]) -> bool:
    columns = [[sheet.kinds[index][row] for row in rows] for index in range(group[0], group[1] + 1)]
    names = any(_most(column, frozenset({TEXT})) for column in columns)
    figures = any(_most(column, NUMERIC) for column in columns)
    return names and figures


def _most(kinds: list[int], wanted: frozenset[int]) -> bool:
    filled = [kind for kind in kinds if kind != BLANK]
    return len(filled) >= 2 and sum(kind in wanted for kind in filled) * 2 > len(filled)


def _stacked(sheet: Sheet, finder: Finder, header_row: int | None) -> Iterator[Area]:
    if not sheet.height:
        return
    search = _Search(sheet, finder, RowKinds(sheet), header_row)
    floor = start = 0 if header_row is None else header_row + 1
    while (area := search.next(floor, start)) is not None:
        if area.columns:
            yield area
        floor = start = area.last + 1
        if header_row is not None:
            return


@dataclass(frozen=True)
class _Search:
    """Looks for one table after another, downwards."""

    sheet: Sheet
    finder: Finder
    kinds: RowKinds
    header_row: int | None

    def next(self, floor: int, start: int) -> Area | None:
        """The next table whose body begins at or below `start`; None where there is none."""
        first = self._first_figures(start)
        if first is None:
            return self._of_words(floor)
        shape = BodyShape.of(self.sheet, self.kinds, first)
        head = self._head(floor, first, shape)
        last, skipped = self._last(first, shape, {tuple(self.kinds.texts(row)) for row in head.rows_up})
        self._open_group(head, last)
        area = Area(self.sheet, floor, head.rows, head.number_row, tuple(head.context), head.first, last, (), skipped)
        return replace(area, columns=_used(area))

    def _open_group(self, head: _Head, last: int) -> None:
        """A lone name between heading and body begins the first group, where more such names stand in the body."""
        row = head.first - 1
        if row in head.context and self._names_alone(row):
            column = self.sheet.filled(row)
            if any(self._names_alone(other) and self.sheet.filled(other) == column for other in range(row + 1, last)):
                head.context.remove(row)
                head.first = row

    def _names_alone(self, row: int) -> bool:
        return self.kinds.of(row) in b"S" and self.finder.known(self.sheet.text(row, self.sheet.filled(row)[0]))

    def _first_figures(self, start: int) -> int | None:
        row = start
        while (match := _FIGURES.search(self.kinds.all, row)) is not None:
            for row in range(match.start(), match.end()):
                if not is_number_row(self.sheet, row) and not self.kinds.heading_like(row, self.finder):
                    return row
            row = match.end()
        return None

    def _of_words(self, floor: int) -> Area | None:
        """A table without any figure: a heading with words that we know, and rows of names below it."""
        rows = [row for row in range(floor, self.sheet.height) if self.kinds.of(row) in b"H"]
        heads = [row for row in rows if self.kinds.named_columns(row) and not self.kinds.is_context(row, self.finder)]
        body = [row for row in rows if heads and row > heads[0]]
        if not body or floor:
            return None
        area = Area(self.sheet, floor, (heads[0],), None, (), body[0], body[-1], ())
        return replace(area, columns=_used(area))

    def _head(self, floor: int, first: int, shape: BodyShape) -> _Head:
        head = _Head(first)
        row = first - 1
        if self.header_row is not None:
            head.rows_up = [self.header_row]
            row, floor = self.header_row - 1, max(0, self.header_row - MAX_HEADS)
        while row >= floor and self._take(head, row, shape):
            row -= 1
        return head

    def _take(self, head: _Head, row: int, shape: BodyShape) -> bool:
        """Gives the row its part in the heading; False where the heading ends."""
        kind = self.kinds.of(row)
        if kind in b"B":
            head.blanks += 1
            return head.blanks <= 3 and (not head.rows_up or self._sparse(head, shape))
        if not head.rows_up:
            return self._take_lowest(head, row, shape)
        if len(head.rows_up) >= MAX_HEADS or not self._adds(head, row, shape):
            return False
        head.rows_up.append(row)
        head.blanks = 0
        return True

    def _take_lowest(self, head: _Head, row: int, shape: BodyShape) -> bool:
        kinds, kind = self.kinds, self.kinds.of(row)
        if head.number_row is None and is_number_row(self.sheet, row):
            head.number_row = row
        elif kind in b"F" and not kinds.heading_like(row, self.finder):
            return False
        elif kinds.is_context(row, self.finder) or (kind in b"S" and not self._labels_figures(row, shape)):
            head.context.append(row)
        elif kind in b"H" and kinds.data_like(row, self.finder):
            head.first = row
        else:
            head.rows_up.append(row)
            head.blanks = 0
        return len(head.context) <= 3

    def _labels_figures(self, row: int, shape: BodyShape) -> bool:
        """Whether the row's one text stands over a column of figures, beside the names: the low end of a heading."""
        column = self.sheet.filled(row)[0]
        merged = any(span.top == row and span.right > span.left for span in self.sheet.merges_in(row, row))
        return not merged and column in shape.numeric and column != min(shape.columns)

    def _sparse(self, head: _Head, shape: BodyShape) -> bool:
        """Whether the heading so far names fewer than half of the columns, so that more of it lies above a gap."""
        return len(self._labelled(head) & shape.columns) * 2 < len(shape.columns)

    def _labelled(self, head: _Head) -> set[int]:
        return {column for row in head.rows_up for column in self.kinds.covered(row)}

    def _adds(self, head: _Head, row: int, shape: BodyShape) -> bool:
        """Whether the row is one more level of the heading, and not a title."""
        if self.kinds.of(row) in b"F" or self.kinds.is_context(row, self.finder):
            return self.kinds.of(row) in b"F" and self.kinds.heading_like(row, self.finder)
        texts = self.kinds.covered(row) & shape.columns
        labelled = self._labelled(head) & shape.columns
        whole = self.kinds.of(row) in b"S" and len(texts) == len(shape.columns)
        if not texts or whole or self._is_title(row, labelled, shape):
            return False
        if self.kinds.spans(row, shape.columns):
            return True
        missing = shape.columns - labelled
        fills = texts & missing
        if head.blanks:
            return len(fills) * 2 >= len(missing) and self.kinds.of(row) in b"H"
        if self.kinds.of(row) in b"S":
            return bool(fills) and min(texts) != min(shape.columns)
        full = self.kinds.of(row) in b"H" and len(texts) >= max(3, 0.8 * len(shape.columns))
        return bool(fills) or full or (self._repeats(head) and len(texts) < len(labelled))

    def _is_title(self, row: int, labelled: set[int], shape: BodyShape) -> bool:
        """Whether the row is a title merged over a part of the columns: one text, beside dates at most, over the names
        and figures alike, each of which has its own heading already."""
        texts = [column for column in self.sheet.filled(row) if not find_date(self.sheet.text(row, column))]
        if len(texts) != 1 or not shape.texts:
            return False
        covered = self.kinds.covered_by(row, texts[0]) & shape.columns
        return min(shape.texts) in covered and bool(covered & shape.numeric) and covered <= labelled

    def _repeats(self, head: _Head) -> bool:
        texts = [self.sheet.text(head.rows_up[-1], column) for column in self.sheet.filled(head.rows_up[-1])]
        return len(set(texts)) < len(texts)

    def _last(self, first: int, shape: BodyShape, heads: Collection[tuple[str, ...]]) -> tuple[int, frozenset[int]]:
        """The last row of the body that begins at `first`, and the rows in it that repeat the heading."""
        last, row, skipped = first, first + 1, set[int]()
        while row < self.sheet.height:
            match = _FIGURES.match(self.kinds.all, row)
            end = self._next_repeat(row, match.end(), heads) if match else row
            if end == row:
                if tuple(self.kinds.texts(row)) in heads and not self.kinds.totals(last):
                    if self._is_dated_anew(first, last, row):
                        break
                    skipped.add(row)
                elif row - 1 in skipped and is_number_row(self.sheet, row):
                    skipped.add(row)
                elif row == last + 1 and self._is_lone_figure(row, shape):
                    last = row
                elif (match or self.kinds.of(row) in b"H") and not self._goes_on(row, shape):
                    break
                row += 1
                continue
            taken = self._accept(row, end, row - last > 1, shape, skipped)
            if taken is None:
                break
            last, row = max(last, taken), end
        last = self._trailing_names(last, shape)
        return last, frozenset(row for row in skipped if row < last)

    def _next_repeat(self, start: int, end: int, heads: Collection[tuple[str, ...]]) -> int:
        """The first row of a run with figures that repeats the heading, else its end: "%" looks like no figure."""
        blank = {pattern for pattern in set(self.sheet.patterns[start:end]) if not {NUMBER, LONG} & set(pattern)}
        rows = (row for row in range(start, end) if self.sheet.patterns[row] in blank) if blank else ()
        return next((row for row in rows if tuple(self.kinds.texts(row)) in heads), end)

    def _is_dated_anew(self, first: int, last: int, row: int) -> bool:
        """Whether a date that no title above the body gives stands over a repeated heading: another day's table."""
        between = {text for above in range(last + 1, row) for text in self.kinds.texts(above) if find_date(text)}
        return bool(between - {text for above in range(first) for text in self.kinds.texts(above)})

    def _is_lone_figure(self, row: int, shape: BodyShape) -> bool:
        """Whether the row right below holds one figure in a column of figures: a total without its label."""
        columns = self.sheet.filled(row)
        return len(columns) == 1 and columns[0] in shape.numeric and self.sheet.kind(row, columns[0]) == NUMBER

    def _accept(self, start: int, end: int, gap: bool, shape: BodyShape, skipped: set[int]) -> int | None:
        """The last row of the run that belongs to the body; None where the run is another table or a note."""
        if all(shape.fits(pattern) for pattern in set(self.sheet.patterns[start:end])):
            rows = range(start, end) if gap else range(0)
        else:
            rows = range(start, end)
        last: int | None = end - 1
        for row in rows:
            if row == start and is_number_row(self.sheet, row):
                skipped.add(row)
            elif gap and row == start and not self._joins(row, shape):
                return None
            elif not self._joins(row, shape) and not any(self._joins(below, shape) for below in range(row, end)):
                return row - 1 if row > start else None
        return last

    def _joins(self, row: int, shape: BodyShape) -> bool:
        if shape.fits(self.sheet.patterns[row]) or self._is_short(row, shape):
            return True
        return any(is_total(self.sheet.text(row, column)) for column in self.sheet.filled(row))

    def _goes_on(self, row: int, shape: BodyShape) -> bool:
        """Whether a row of words is no new heading: a row of names without figures, a note, a repeated heading."""
        if self.kinds.data_like(row, self.finder) or self.kinds.totals(row) or self._is_in_doubt(row, shape):
            return True
        below = row
        while below + 1 < self.sheet.height and self.kinds.of(below) not in b"F":
            below += 1
        if self.kinds.of(below) not in b"F" or self.kinds.is_context(row, self.finder):
            return True
        texts = set(self.sheet.filled(row))
        return not texts & shape.numeric

    def _is_in_doubt(self, row: int, shape: BodyShape) -> bool:
        """Whether the row is a place's whose figures cannot be read, "248[4]" or "46,4O1", and not a heading."""
        columns = self.sheet.filled(row)
        figures = {self.sheet.kind(row, column) for column in columns if column in shape.numeric}
        named = (self.sheet.text(row, column) for column in columns if column in shape.texts)
        return DOUBT in figures and TEXT not in figures and any(map(self.finder.known, named))

    def _is_short(self, row: int, shape: BodyShape) -> bool:
        """Whether the row is a place's with few of its figures: a target without a count."""
        columns = self.sheet.filled(row)
        figures = [self.sheet.kind(row, column) for column in columns if column in shape.numeric]
        named = any(self.finder.known(self.sheet.text(row, column)) for column in columns if column in shape.texts)
        return bool(figures) and set(figures) == {NUMBER} and named

    def _trailing_names(self, last: int, shape: BodyShape) -> int:
        """Names right below the last figures, of places that gave none, or words in place of a figure."""
        row = last + 1
        while row < self.sheet.height and self.kinds.of(row) in b"SH":
            columns = self.sheet.filled(row)
            named = [column for column in columns if self.finder.known(self.sheet.text(row, column))]
            if not named or not set(named) <= shape.texts or not set(columns) <= shape.columns:
                break
            row += 1
        return row - 1


class _Head:
    """What was found above a body so far; `rows_up` from the lowest row of the heading upwards."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.rows_up: list[int] = []
        self.number_row: int | None = None
        self.context: list[int] = []
        self.blanks = 0

    @property
    def rows(self) -> tuple[int, ...]:
        """All rows from the first of the heading to its last."""
        return tuple(range(self.rows_up[-1], self.rows_up[0] + 1)) if self.rows_up else ()


def _used(area: Area) -> tuple[int, ...]:
    """The columns of the sheet with anything in the body, and those that the heading names beside them."""
    sheet = area.sheet
    size = area.last - area.first + 1
    body = [
        sheet.left + index
        for index, column in enumerate(sheet.kinds)
        if column.count(BLANK, area.first, area.last + 1) < size
    ]
    heads = [column for row in area.heads for column in sheet.filled(row)]
    if not body or not area.heads:
        return tuple(body)
    return tuple(sorted({*body, *(column for column in heads if column <= max(body) + 20)}))


def _halves(area: Area) -> list[Area]:
    """The table, or two, where the columns of the right half repeat the heading of the left half (a folded list)."""
    half, odd = divmod(len(area.columns), 2)
    if not area.heads or odd or half < 2:
        return [area]
    texts = [area.sheet.text(area.heads[-1], column) for column in area.columns]
    if texts[:half] != texts[half:] or len(set(texts[:half])) < half:
        return [area]
    names = [any(area.sheet.kind(row, column) == TEXT for row in area.rows) for column in area.columns]
    if not (any(names[:half]) and any(names[half:])):
        return [area]
    return [_trimmed(replace(area, columns=part)) for part in (area.columns[:half], area.columns[half:])]


def _trimmed(area: Area) -> Area:
    rows = [r for r in area.rows if any(area.sheet.kind(r, column) for column in area.columns)]
    return replace(area, first=rows[0], last=rows[-1]) if rows else area
