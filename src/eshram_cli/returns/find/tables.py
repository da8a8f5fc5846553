"""Where the tables lie in a sheet: heading rows, number row, rows of data, what stands above and between, and the
heading of each column."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise

from eshram_cli.language.dates import find_date
from eshram_cli.language.lexicon import is_total
from eshram_cli.places.finder import Finder
from eshram_cli.privacy.lists import Listing
from eshram_cli.privacy.masking import masked
from eshram_cli.returns.find.row_kinds import BodyShape, RowKinds
from eshram_cli.sheets.view import BLANK, DATE, DOUBT, LONG, NUMBER, NUMERIC, TEXT, Sheet

MAX_HEADS = 8
"""Offices use up to three rows of heading; a heading whose words are broken over several lines may have twice as
many."""

_BRACKETED = re.compile(r"\(.+\)")

_FIGURES = re.compile(b"F+")

Levels = tuple[str, ...]
"""A column's heading texts from top to bottom, none twice in a row; empty where the column has none."""


@dataclass(frozen=True)
class Area:
    """A table's place in a sheet; rows and columns from 0.

    `heads` are all rows of the heading, blank ones between them too. The body reaches from `first` to `last`, closing
    totals still in it; `skipped` are rows in the body that repeat the heading. Title rows lie between `floor` and the
    heading, `context` rows between the heading and the body. `months` is a column of months of which each stands as its
    last day.
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
    months: int | None = None

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
    found: list[Area] = []
    for kinds in _parts(sheet) if sheet.height else ():
        search = _Search(kinds.sheet, finder, kinds, header_row)
        floor = 0 if header_row is None else header_row + 1
        while (area := search.next(floor)) is not None:
            found += _halves(area) if area.columns else []
            floor = area.last + 1
            if header_row is not None:
                break
    return found


def _parts(sheet: Sheet) -> list[RowKinds]:
    """The sheet, cut at blank columns where there are names and figures on each side."""
    kinds = RowKinds(sheet)
    wide = [row for row in range(min(sheet.height, 500)) if kinds.of(row) not in b"SB"]
    columns = [[column[row] for row in wide if column[row]] for column in sheet.kinds]

    def any_of(group: Collection[int], wanted: Collection[int]) -> bool:
        """Whether one of the columns holds two cells or more, most of them of these kinds."""
        cells = [columns[at] for at in group if len(columns[at]) >= 2]
        return any(sum(kind in wanted for kind in held) * 2 > len(held) for held in cells)

    runs = [list(run) for used, run in groupby(range(len(columns)), key=lambda at: bool(columns[at])) if used]
    groups = [run for run in runs if any_of(run, {TEXT}) and any_of(run, NUMERIC)]
    if len(groups) < 2:
        return [kinds]
    edges = [sheet.left, *(sheet.left + group[0] for group in groups[1:]), sheet.right + 1]
    return [RowKinds(sheet.part(left, right - 1)) for left, right in pairwise(edges)]


@dataclass
class _Head:
    """What was found above a body so far; `rows_up` from the lowest row of the heading upwards."""

    first: int
    rows_up: list[int] = field(default_factory=list)
    number_row: int | None = None
    context: list[int] = field(default_factory=list)
    blanks: int = 0


@dataclass(frozen=True)
class _Search:
    """Looks for one table after another, downwards."""

    sheet: Sheet
    finder: Finder
    kinds: RowKinds
    header_row: int | None

    def next(self, floor: int) -> Area | None:
        """The next table at or below `floor`; None where there is none."""
        first = self._first_figures(floor)
        if first is None:
            return self._of_words(floor)
        shape = BodyShape.of(self.kinds, first)
        head, row, top = _Head(first), first - 1, floor
        if self.header_row is not None:
            head.rows_up = [self.header_row]
            row, top = self.header_row - 1, max(0, self.header_row - MAX_HEADS)
        while row >= top and self._take(head, row, shape):
            row -= 1
        last, skipped = self._last(first, shape, {tuple(self.kinds.texts(row)) for row in head.rows_up})
        above = head.first - 1
        if above in head.context and self._names_alone(above):
            # A lone name between heading and body begins the first group, where more such names stand in the body.
            column = self.sheet.filled(above)
            others = (row for row in range(above + 1, last) if self._names_alone(row))
            if any(self.sheet.filled(row) == column for row in others):
                head.context.remove(above)
                head.first = above
        heads = tuple(range(head.rows_up[-1], head.rows_up[0] + 1)) if head.rows_up else ()
        area = Area(self.sheet, floor, heads, head.number_row, tuple(head.context), head.first, last, (), skipped)
        return replace(area, columns=_used(area))

    def _names_alone(self, row: int) -> bool:
        return self.kinds.of(row) in b"S" and self.finder.known(self.sheet.text(row, self.sheet.filled(row)[0]))

    def _first_figures(self, start: int) -> int | None:
        row = start
        while (match := _FIGURES.search(self.kinds.all, row)) is not None:
            for row in range(match.start(), match.end()):
                if self.kinds.numbers_columns(row) or self.kinds.heading_like(row, self.finder):
                    continue
                if not self._is_broken_line(row, BodyShape.of(self.kinds, row)):
                    return row
            row = match.end()
        return None

    def _is_heading(self, row: int, shape: BodyShape) -> bool:
        """Whether a row with figures belongs to a heading."""
        return self.kinds.heading_like(row, self.finder) or self._is_broken_line(row, shape)

    def _is_broken_line(self, row: int, shape: BodyShape) -> bool:
        """Whether a row with figures is one line of a heading whose words and numbers are broken over several, "tion |
        18 to | (1,000)": words or a unit in brackets over columns of figures, and nothing where the body has its names.
        """
        columns = self.sheet.filled(row)
        words = [self.sheet.text(row, column) for column in columns if self.sheet.kind(row, column) == TEXT]
        above = {self.sheet.text(row, column) for column in shape.numeric.intersection(columns)}
        over = any(text in words or _BRACKETED.fullmatch(text) for text in above)
        named = (shape.texts or {min(shape.columns)}).intersection(columns)
        return over and not named and not any(map(is_total, words)) and not any(map(self.finder.known, words))

    def _of_words(self, floor: int) -> Area | None:
        """A table without any figure: a heading with words that we know, and rows of names below it."""
        rows = [row for row in range(floor, self.sheet.height) if self.kinds.of(row) in b"H"]
        heads = [row for row in rows if self.kinds.named_columns(row) and not self.kinds.is_context(row, self.finder)]
        body = [row for row in rows if heads and row > heads[0]]
        if not body or floor:
            return None
        area = Area(self.sheet, floor, (heads[0],), None, (), body[0], body[-1], ())
        return replace(area, columns=_used(area))

    def _take(self, head: _Head, row: int, shape: BodyShape) -> bool:
        """Gives the row its part in the heading; False where the heading ends."""
        kinds, kind = self.kinds, self.kinds.of(row)
        if kind in b"B":
            head.blanks += 1
            return head.blanks <= 3
        if head.rows_up:
            if len(head.rows_up) >= MAX_HEADS or not self._adds(head, row, shape):
                return False
            head.rows_up.append(row)
            head.blanks = 0
            return True
        if head.number_row is None and kinds.numbers_columns(row):
            head.number_row = row
        elif kind in b"F" and not self._is_heading(row, shape):
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

    def _labelled(self, head: _Head) -> set[int]:
        return {column for row in head.rows_up for column in self.kinds.covered(row)}

    def _adds(self, head: _Head, row: int, shape: BodyShape) -> bool:
        """Whether the row is one more level of the heading, and not a title."""
        kind = self.kinds.of(row)
        if kind in b"F" or self.kinds.is_context(row, self.finder):
            return kind in b"F" and self._is_heading(row, shape)
        texts = self.kinds.covered(row) & shape.columns
        labelled = self._labelled(head) & shape.columns
        whole = kind in b"S" and len(texts) == len(shape.columns)
        if not texts or whole or self._is_title(row, labelled, shape):
            return False
        fills = bool(texts - labelled)
        if head.blanks:
            return self._adds_above_gap(head, row, shape)
        figures = shape.numeric - {min(shape.columns)}
        if kind in b"S" and not self.kinds.spans(row, shape.columns):
            beside = min(texts) != min(shape.columns)
            piece = not self.kinds.says_all(head.rows_up[-1]) and self.kinds.is_piece(row, self.finder)
            return beside and (fills or (texts <= figures and (piece or self.kinds.is_year(row))))
        below = self.kinds.texts(head.rows_up[-1])
        return (
            fills
            or self.kinds.spans(row, shape.columns)
            or len(texts) >= max(3, 0.8 * len(shape.columns))
            or self._is_level(head, row, shape)
            or (len(set(below)) < len(below) and len(texts) < len(labelled))
        )

    def _is_level(self, head: _Head, row: int, shape: BodyShape) -> bool:
        """Whether the row has words over columns of figures that need a level above them: nothing stands over the names
        yet, or the words so far say little. Where they say all, two texts above are a title, "Daily report | Form"."""
        needed = min(shape.columns) not in self._labelled(head) or not self.kinds.says_all(head.rows_up[-1])
        return needed and self.kinds.is_level(row, shape.numeric - {min(shape.columns)}, self.finder)

    def _adds_above_gap(self, head: _Head, row: int, shape: BodyShape) -> bool:
        """Whether the row above blank ones has more of the heading: what the columns lack, or a level over most of
        them, and no title."""
        texts, labelled = self.kinds.covered(row) & shape.columns, self._labelled(head) & shape.columns
        missing = shape.columns - labelled
        lacking = bool(missing) and len(texts & missing) * 2 >= len(missing)
        if self.kinds.of(row) in b"S":
            piece = texts <= shape.numeric - {min(shape.columns)} and self.kinds.is_piece(row, self.finder)
            return bool(texts & missing) and (piece or self.kinds.named_columns(row) == 1)
        if len(labelled) * 2 < len(shape.columns):
            return lacking
        full = len(texts) >= max(3, len(shape.columns))
        whole = (lacking or full) and self.kinds.is_level(row, shape.columns, self.finder)
        return whole or self._is_level(head, row, shape)

    def _is_title(self, row: int, labelled: set[int], shape: BodyShape) -> bool:
        """Whether the row is a title merged over a part of the columns: one text, beside dates at most, over the names
        and figures alike, each of which has its own heading already."""
        texts = [column for column in self.sheet.filled(row) if not find_date(self.sheet.text(row, column))]
        if len(texts) != 1 or not shape.texts:
            return False
        covered = self.kinds.covered_by(row, texts[0]) & shape.columns
        return min(shape.texts) in covered and bool(covered & shape.numeric) and covered <= labelled

    def _last(self, first: int, shape: BodyShape, heads: Collection[tuple[str, ...]]) -> tuple[int, frozenset[int]]:
        """The last row of the body that begins at `first`, and the rows in it that repeat the heading."""
        sheet, kinds = self.sheet, self.kinds
        last, row, skipped = first, first + 1, set[int]()
        while row < sheet.height:
            match = _FIGURES.match(kinds.all, row)
            end = self._next_repeat(row, match.end(), heads) if match else row
            if end > row:
                taken = self._accept(row, end, row - last > 1, shape, skipped)
                if taken is None:
                    break
                last, row = max(last, taken), end
                continue
            columns = sheet.filled(row)
            if tuple(kinds.texts(row)) in heads and not kinds.totals(last):
                # A date that no title above the body gives, over a repeated heading: another day's table.
                dates = {text for above in range(last + 1, row) for text in kinds.texts(above) if find_date(text)}
                if dates and not dates <= {text for above in range(first) for text in kinds.texts(above)}:
                    break
                skipped.add(row)
            elif row - 1 in skipped and kinds.numbers_columns(row):
                skipped.add(row)
            elif (
                row == last + 1
                and len(columns) == 1
                and columns[0] in shape.numeric
                and sheet.kind(row, columns[0]) == NUMBER
            ):
                # One figure right below, in a column of figures: a total without its label.
                last = row
            elif (match or kinds.of(row) in b"H") and not self._goes_on(row, shape):
                break
            row += 1
        # Names right below the last figures, of places that gave none, or words in place of a figure.
        row = last + 1
        while row < sheet.height and kinds.of(row) in b"SH":
            columns = sheet.filled(row)
            named = {column for column in columns if self.finder.known(sheet.text(row, column))}
            if not named or not named <= shape.texts or not shape.columns.issuperset(columns):
                break
            row += 1
        last = row - 1
        return last, frozenset(row for row in skipped if row < last)

    def _next_repeat(self, start: int, end: int, heads: Collection[tuple[str, ...]]) -> int:
        """The first row of a run with figures that repeats the heading, else its end: "%" looks like no figure."""
        blank = {pattern for pattern in set(self.sheet.patterns[start:end]) if not {NUMBER, LONG} & set(pattern)}
        rows = (row for row in range(start, end) if self.sheet.patterns[row] in blank) if blank else ()
        return next((row for row in rows if tuple(self.kinds.texts(row)) in heads), end)

    def _accept(self, start: int, end: int, gap: bool, shape: BodyShape, skipped: set[int]) -> int | None:
        """The last row of the run that belongs to the body; None where the run is another table or a note."""
        fits = all(shape.fits(pattern) for pattern in set(self.sheet.patterns[start:end]))
        for row in range(start, end) if gap or not fits else ():
            if row == start and self.kinds.numbers_columns(row):
                skipped.add(row)
            elif gap and row == start and not self._joins(row, shape):
                return None
            elif not any(self._joins(below, shape) for below in range(row, end)):
                return row - 1 if row > start else None
        return end - 1

    def _joins(self, row: int, shape: BodyShape) -> bool:
        """Whether the row has the shape of the body, is a place's with few of its figures (a target without a count),
        or is a total."""
        if shape.fits(self.sheet.patterns[row]):
            return True
        texts = {column: self.sheet.text(row, column) for column in self.sheet.filled(row)}
        figures = {self.sheet.kind(row, column) for column in texts if column in shape.numeric}
        named = (text for column, text in texts.items() if column in shape.texts)
        return (figures == {NUMBER} and any(map(self.finder.known, named))) or any(map(is_total, texts.values()))

    def _goes_on(self, row: int, shape: BodyShape) -> bool:
        """Whether a row of words is no new heading: a row of names without figures, a note, a repeated heading, or a
        place's whose figures cannot be read, "248[4]" or "46,4O1"."""
        kinds, columns = self.kinds, self.sheet.filled(row)
        dated = any(self.sheet.kind(row, column) == self.sheet.kind(row - 1, column) == DATE for column in columns)
        if dated and not kinds.named_columns(row):
            # One more day, on which the office was closed: "05.12.2021 | Sunday".
            return True
        figures = {self.sheet.kind(row, column) for column in columns if column in shape.numeric}
        named = (self.sheet.text(row, column) for column in columns if column in shape.texts)
        doubtful = DOUBT in figures and TEXT not in figures and any(map(self.finder.known, named))
        if doubtful or kinds.data_like(row, self.finder) or kinds.totals(row):
            return True
        below = row
        while below + 1 < self.sheet.height and kinds.of(below) not in b"F":
            below += 1
        if kinds.of(below) not in b"F" or kinds.is_context(row, self.finder):
            return True
        return not shape.numeric.intersection(columns)


def _used(area: Area) -> tuple[int, ...]:
    """The columns of the sheet with anything in the body, and those that the heading names beside them."""
    sheet, size = area.sheet, len(area.rows)
    body = [
        at for at, kinds in enumerate(sheet.kinds, sheet.left) if kinds.count(BLANK, area.first, area.last + 1) < size
    ]
    if not body or not area.heads:
        return tuple(body)
    heads = {column for row in area.heads for column in sheet.filled(row) if column <= max(body) + 20}
    return tuple(sorted(heads.union(body)))


def _halves(area: Area) -> list[Area]:
    """The table, or two, where the columns of the right half repeat the heading of the left half (a folded list)."""
    sheet, (half, odd) = area.sheet, divmod(len(area.columns), 2)
    if not area.heads or odd or half < 2:
        return [area]
    texts = [sheet.text(area.heads[-1], column) for column in area.columns]
    if texts[:half] != texts[half:] or len(set(texts[:half])) < half:
        return [area]
    found = []
    for columns in (area.columns[:half], area.columns[half:]):
        if not any(sheet.kind(row, column) == TEXT for row in area.rows for column in columns):
            return [area]
        rows = [row for row in area.rows if any(sheet.kind(row, column) for column in columns)]
        found.append(replace(area, columns=columns, first=rows[0], last=rows[-1]))
    return found


def read_headings(area: Area) -> dict[int, Levels]:
    """The heading of every column of the area; the digits of a person's number in it are dots.

    A merged cell counts for all the columns and rows that it covers. Where a row has no merged cell, a text over a
    lower text goes on to the right over further lower texts, up to the next text in its own row or above it.
    """
    sheet, rows = area.sheet, []
    for row in area.heads:
        texts = {column: sheet.text(row, column) for column in area.columns if sheet.kind(row, column)}
        for span in sheet.merges_in(row, row):
            if span.top >= area.heads[0] and (text := sheet.text(span.top, span.left)):
                texts.update(dict.fromkeys(range(span.left, span.right + 1), text))
        rows.append(texts)
    for index, row in enumerate(area.heads[:-1]):
        if any(span.top == row and span.right > span.left for span in sheet.merges_in(row, row)):
            continue
        running = ""
        for column in area.columns:
            above = any(sheet.kind(head, column) for head in area.heads[:index])
            below = any(texts.get(column) for texts in rows[index + 1 :])
            if rows[index].get(column):
                running = rows[index][column] if below else ""
            elif above or not below:
                running = ""
            elif running:
                rows[index][column] = running
    headings = {}
    for column in area.columns:
        levels: list[str] = []
        for texts in rows:
            if (text := texts.get(column, "")) and (not levels or levels[-1] != text):
                levels.append(str(masked(text)))
        headings[column] = tuple(levels)
    return headings


def join(levels: Levels) -> str:
    """A heading in one line."""
    return " / ".join(levels)


def listing(area: Area, headings: Mapping[int, Levels]) -> Listing:
    """The area as the search for lists of persons looks at it."""
    lines = {column: join(levels) for column, levels in headings.items()}
    return Listing(area.sheet, area.floor, area.top, area.rows, lines)
