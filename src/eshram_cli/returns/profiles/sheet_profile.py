"""The profile of an office's sheet, so that tomorrow's file is known again: its heading, its columns, the file's name.

Dates, months and numbers in headings and names change from day to day, so they do not count.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from eshram_cli.language.text import fold
from eshram_cli.privacy.masking import masked
from eshram_cli.problems import column_letters
from eshram_cli.returns.model import Return
from eshram_cli.sheets.model import Book, Grid
from eshram_cli.sheets.view import text_of

DEEPEST = 200
"""A heading is looked for in so many rows."""

_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b|"
    "जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|अक्तूबर|नवंबर|दिसंबर"
)
_NUMBERS = re.compile(r"[\d#]+(?: *#?\d*)*(?:st|nd|rd|th)?")
_WORDS = re.compile(r"[^\W\d_]{2,}")

Heading = tuple[int, str]
"""A column (from 1) and what stands over it."""


@dataclass(frozen=True)
class SheetProfile:
    """Heading rows from top to bottom, each its texts by column (from 1); the pattern of the sheet's name; the office,
    as the file's name tells it."""

    rows: tuple[tuple[Heading, ...], ...]
    sheet: str
    office: str

    @property
    def fingerprint(self) -> str:
        """The same for profiles with the same headings in the same columns, on a sheet named alike."""
        said = [[[column, pattern(text)] for column, text in row] for row in self.rows]
        return hashlib.sha256(json.dumps([said, self.sheet], ensure_ascii=False).encode()).hexdigest()[:16]

    @property
    def texts(self) -> dict[str, str]:
        """The headings as written, by their pattern."""
        return {pattern(text): text for row in self.rows for _, text in row}

    @property
    def line(self) -> str:
        """The lowest heading in one line: `A "Block"; B "Registered"`."""
        return "; ".join(f'{column_letters(column)} "{text}"' for column, text in (self.rows or ((),))[-1])


def pattern(text: str) -> str:
    """The text without what changes from day to day: `Registered till 14 Dec 2021` and `… 15 Dec 2021` are one."""
    return " ".join(_NUMBERS.sub("#", _MONTH.sub("#", fold(text.replace("_", " ")))).replace("#", " # ").split())


def office_of(file: str) -> str:
    """The pattern of a file's name, which an office keeps from day to day; beside that of its folder where the name is
    only a date. Blank for a pasted list."""
    path = PurePath(file.replace("\\", "/"))
    name = pattern(path.name.split(".")[0] if path.name.count(".") == 1 else path.name.rpartition(".")[0])
    return name if _WORDS.search(name) or not path.parent.name else f"{pattern(path.parent.name)}/{name}"


def profile_of(book: Book, ret: Return, file: str) -> SheetProfile:
    """The profile of a table that was read; without heading rows it is known by its columns and names alone."""
    grid = next(grid for grid in book.grids if grid.sheet == ret.table.sheet)
    heads = ret.table.header_rows
    rows = tuple(_texts(grid, row - 1) for row in range(heads[0], heads[-1] + 1)) if heads else ()
    if not rows:
        rows = (tuple((column.index, "") for column in ret.table.columns),)
    return SheetProfile(rows, pattern(ret.table.sheet), office_of(file))


def sheets_of(profile: SheetProfile, book: Book) -> list[tuple[Grid, int]]:
    """The sheets that bear the profile, each with the row (from 1) of its lowest heading; of one without a heading, 0
    for each sheet of as many columns."""
    named = [grid for grid in book.grids if pattern(grid.sheet) == profile.sheet]
    if not any(text for row in profile.rows for _, text in row):
        last = profile.rows[0][-1][0]
        return [(grid, 0) for grid in named if max((len(row) for row in grid.rows), default=0) == last]
    wanted = [_keys(row) for row in profile.rows]
    return [(grid, row + 1) for grid in named for row in _matches(grid, wanted)]


def nearest(profile: SheetProfile, book: Book) -> tuple[Heading, ...]:
    """The row that shares most texts with the profile's headings; nothing where no row shares any."""
    wanted = set(profile.texts)
    rows = [_texts(grid, row) for grid in book.grids for row in range(min(DEEPEST, len(grid.rows)))]
    shared = [len({pattern(text) for _, text in row} & wanted) for row in rows]
    return rows[shared.index(max(shared))] if any(shared) else ()


def _matches(grid: Grid, wanted: Sequence[frozenset[Heading]]) -> Iterator[int]:
    for row in range(len(wanted) - 1, min(DEEPEST, len(grid.rows))):
        if all(_keys(_texts(grid, row - up)) == keys for up, keys in enumerate(reversed(wanted))):
            yield row
            return


def _keys(row: Sequence[Heading]) -> frozenset[Heading]:
    return frozenset((column, pattern(text)) for column, text in row)


def _texts(grid: Grid, row: int) -> tuple[Heading, ...]:
    cells = grid.rows[row] if row < len(grid.rows) else []
    return tuple((column, str(masked(text))) for column, cell in enumerate(cells, start=1) if (text := text_of(cell)))
