"""One column of a table while its role is being found: its heading, what it holds, what it is taken for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from eshram_cli.language.text import clean
from eshram_cli.problems import Where, column_letters
from eshram_cli.returns.find.tables import Area, Levels, join
from eshram_cli.returns.model import Column
from eshram_cli.sheets.model import Cell
from eshram_cli.sheets.view import BLANK, DATE, LONG, MISSING, NUMBER, TEXT, kind_of, text_of

_SAMPLE = 80

COUNTS = frozenset({"registered", "new", "target"})
"""Roles whose figures are kept."""


@dataclass(frozen=True)
class Reading:
    """A column (`index` from 0). `cut` is a dimension for the role cut, `dimension=member` for counts; `as_on` the date
    that the heading gives; `unit` what its figures are counted in (100000 for lakh)."""

    area: Area
    index: int
    levels: Levels
    role: str = ""
    level: str = ""
    cut: str = ""
    why: str = ""
    as_on: dt.date | None = None
    unit: int = 1

    @property
    def heading(self) -> str:
        """The heading in one line."""
        return join(self.levels)

    @property
    def where(self) -> Where:
        """The address of its heading; of its first cell where the table has no heading."""
        return self.where_of(self.area.top)

    @property
    def cells(self) -> Sequence[Cell]:
        """The cells of the body."""
        return self.area.sheet.columns[self.index - self.area.sheet.left][self.area.first : self.area.last + 1]

    def cell(self, row: int) -> Cell:
        """The cell of the row."""
        return self.area.sheet.at(row, self.index)

    def where_of(self, row: int | None) -> Where:
        """The address of its cell in the row."""
        return self.area.sheet.grid.where(row, self.index)

    @property
    def letter(self) -> str:
        """The column as a spreadsheet names it; in a turned table the number of the row that it is in the file."""
        grid = self.area.sheet.grid
        return str(grid.cell(self.area.top, self.index)[0] + 1) if grid.turned else column_letters(self.index + 1)

    @property
    def name(self) -> str:
        """The column for a message: `D "Registered"`."""
        return f'{self.letter} "{self.heading}"' if self.heading else self.letter

    def with_role(self, role: str, why: str, **more: object) -> Reading:
        """The column with a role given to it."""
        return self.replace(role=role, why=why, **more)

    def replace(self, **fields: object) -> Reading:
        """The column with these fields changed. Its cells are the same, so what was counted of them is kept."""
        column = Reading.__new__(Reading)
        column.__dict__.update(self.__dict__, **fields)
        return column

    @property
    def shown(self) -> Column:
        """The column as the outside sees it, from 1."""
        return Column(self.index + 1, self.heading, self.role or "other", self.level, self.cut, self.why, self.as_on)

    @cached_property
    def kinds(self) -> Mapping[int, int]:
        """How many cells of each kind the body holds."""
        column = self.area.sheet.kinds[self.index - self.area.sheet.left]
        body = column[self.area.first : self.area.last + 1]
        return {kind: body.count(kind) for kind in set(body)}

    @cached_property
    def filled(self) -> int:
        """Cells that hold something other than a mark for "missing"."""
        return sum(count for kind, count in self.kinds.items() if kind not in {BLANK, MISSING})

    @cached_property
    def is_numeric(self) -> bool:
        """Whether at least half of what it holds is numbers; a column without anything may be."""
        return (self.kinds.get(NUMBER, 0) + self.kinds.get(LONG, 0)) * 2 >= self.filled

    @property
    def is_words(self) -> bool:
        """Whether most of what it holds is words."""
        return self.kinds.get(TEXT, 0) * 2 > self.filled

    @property
    def is_dates(self) -> bool:
        """Whether most of what it holds is dates."""
        return self.kinds.get(DATE, 0) * 2 > self.filled

    @cached_property
    def bears_percent(self) -> bool:
        """Whether every figure that it holds is written with a percent sign, and there is one."""
        kinds = self.area.sheet.kinds[self.index - self.area.sheet.left][self.area.first : self.area.last + 1]
        figures = (cell for cell, kind in zip(self.cells, kinds, strict=True) if kind in {NUMBER, LONG})
        signed = (isinstance(figure, str) and figure.rstrip().endswith("%") for figure in figures)
        return next(signed, False) and all(signed)

    @cached_property
    def sample(self) -> tuple[str, ...]:
        """Up to 80 distinct words of the body, in order."""
        words = (clean(cell) for cell in dict.fromkeys(self.cells) if isinstance(cell, str) and kind_of(cell) == TEXT)
        return tuple(islice(dict.fromkeys(words), _SAMPLE))

    @cached_property
    def counts_rows(self) -> bool:
        """Whether the column numbers the rows: whole numbers that go up by one, from 0 or 1, maybe in several runs."""
        sheet = self.area.sheet
        before = counted = 0
        for row in range(self.area.first, min(self.area.last + 1, self.area.first + 500)):
            if sheet.kind(row, self.index) != NUMBER:
                continue
            # 7, "7." or "7)".
            text = text_of(self.cell(row)).rstrip(".)")
            if not text.isdecimal():
                return False
            number = int(text)
            goes_on = counted > 0 and number == before + 1
            if not goes_on and (number not in {0, 1} or counted == 1):
                return False
            before, counted = number, counted + 1
        return counted >= 2
