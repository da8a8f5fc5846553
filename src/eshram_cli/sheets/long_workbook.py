"""Long tables in a workbook (xlsx, xlsm), read row by row as its XML comes out of the zip, and never held as a whole.

expat tells of each cell as it passes. calamine is five times as fast but holds the sheet, .5 KB a row of seven columns;
openpyxl's `iter_rows` and lxml's `iterparse` take three times and twice as long, and the former tells neither hidden
rows nor formulas without a value. What a cell means is said by `ooxml.cells`, as for any other sheet.

Only a plain sheet is read so: nothing is hidden, struck out, in a legacy font or shown in another unit, cells are
merged above the table alone, and each bears its address. Where it is another, `NotPlain` says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any
from xml.parsers import expat

from eshram_cli.errors import EshramError
from eshram_cli.language.personal import kind_of_number
from eshram_cli.sheets import limits, long_file
from eshram_cli.sheets.archive import BROKEN, Archive
from eshram_cli.sheets.kinds.xlsx import WorkbookReader, holds_sheets
from eshram_cli.sheets.long_file import Lost, NotPlain, Row, extract
from eshram_cli.sheets.marks import FORM, is_list
from eshram_cli.sheets.model import Book, Cell, Span
from eshram_cli.sheets.ooxml.cells import ADDRESS, NO_VALUE, RANGE, CellReader, column_number, unescape
from eshram_cli.sheets.ooxml.parts import SheetPart, own_property
from eshram_cli.sheets.source import Source, load
from eshram_cli.timelimit import look_at_clock

_XML = 6
"""So many times as long as the text of a table is its XML."""
_PACKED = 60
"""At most so many times as long is its XML as the workbook."""
_UNPACKED_BYTES = 2048 * limits.MIB
"""Of all sheets: some seven of a million rows."""
_BESIDE_BYTES = 64 * limits.MIB
"""Of the shared texts, and of everything else but the tables: it is held as a whole."""
_GAP = 1000
"""Blank rows; more of them part a table from another one, or from a stray cell."""
_DIGITS = 9
"""A whole number of so many digits is what it says; a longer one may be no count."""


@dataclass
class LongWorkbook:
    """A workbook with long sheets; `size` and `done` are bytes of their XML."""

    path: Path
    size: int
    source: Source = field(repr=False)
    archive: Archive = field(repr=False)
    reader: WorkbookReader = field(repr=False)
    parts: Mapping[str, SheetPart]
    done: int = 0
    merges: dict[str, list[Span]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, path: Path) -> LongWorkbook | None:
        """The file as a workbook with sheets of as many rows as a text of LONG_BYTES has; None where it has none, or is
        something else."""
        least = long_file.LONG_BYTES * _XML
        try:
            if not path.is_file() or path.stat().st_size * _PACKED < least:
                return None
            with path.open("rb") as stream:
                if stream.read(4) != b"PK\x03\x04":
                    return None
            source = load(path)
            archive = Archive(source.data, source.where, _UNPACKED_BYTES)
            long = any(archive.size(name) >= least for name in archive.names)
            if not long or not holds_sheets(archive) or own_property(archive, FORM):
                return None
            reader = WorkbookReader(source, archive)
        except (EshramError, OSError):
            return None
        sheets = reader.book.sheets
        parts = {one.name: one for one in sheets if archive.size(one.part) >= least}
        size = sum(archive.size(one.part) for one in parts.values())
        beside = sum(map(archive.size, archive.names)) - size
        if not parts or beside > _BESIDE_BYTES or any(kind_of_number(one.name) for one in sheets):
            return None
        return cls(path, size, source, archive, reader, parts)

    @property
    def unpacked(self) -> int:
        """How many bytes the tables are unpacked."""
        return self.size

    @property
    def fits(self) -> bool:
        """Whether it may be read as a whole."""
        return self.size <= limits.UNPACKED_BYTES

    @property
    def sheets(self) -> Sequence[str]:
        """The names of the long sheets."""
        return tuple(self.parts)

    def pieces(self, sheet: str) -> Iterator[Sequence[Row]]:
        """The rows, some thousands at a time, all as wide as the widest of the first. Raises NotPlain."""
        width = 0
        try:
            for rows in self._pieces(sheet):
                width = width or max(map(len, rows))
                yield [[*row, *[""] * (width - len(row))] for row in rows]
        except (expat.ExpatError, *BROKEN) as error:
            raise NotPlain from error
        if not width or self.reader.cells.lost:
            raise NotPlain

    def _pieces(self, sheet: str) -> Iterator[Sequence[Row]]:
        told = _Told(self.reader.cells)
        since = 0
        with self.archive.stream(self.parts[sheet].part) as stream:
            while chunk := stream.read(limits.MIB):
                look_at_clock()
                before = told.number
                told.parser.Parse(chunk, False)
                self.done += len(chunk)
                since = 0 if told.number > before else since + len(chunk)
                if since > limits.LINE_BYTES:
                    raise NotPlain
                while len(told.rows) >= long_file.ROWS_AT_ONCE:
                    yield list(islice(told.rows, long_file.ROWS_AT_ONCE))
                    del told.rows[: long_file.ROWS_AT_ONCE]
        told.parser.Parse(b"", True)
        if told.rows:
            yield told.rows
        self.merges[sheet] = told.merges

    def book(self, rows: Mapping[str, Mapping[int, Row]]) -> Book:
        """The workbook with these rows of its long sheets, and all of the others. Raises NotPlain."""
        reader, source = self.reader, self.source
        grids = [
            extract(source.file, one.name, rows[one.name], self.merges[one.name], one.hidden)
            if one.name in rows
            else reader.grid(one)
            for one in reader.book.sheets
        ]
        if any(map(is_list, grids)) or reader.problems:
            raise NotPlain
        return Book(source.file, source.sha256, "xlsx", tuple(grids))


class _Told:
    """What expat tells of a sheet: `rows` are those that nobody took yet, `number` is the last one's, from 1."""

    def __init__(self, cells: CellReader) -> None:
        self.rows: list[list[Cell | Lost]] = []
        self.number = 0
        self.merges: list[Span] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._take_text
        self.parser.StartDoctypeDeclHandler = _refuse
        self._cells = cells
        # Names and dates come again in row after row.
        self._value = lru_cache(maxsize=1 << 16)(cells.value)
        self._may_differ = lru_cache(maxsize=1 << 16)(cells.may_differ)
        self._is_number = lru_cache(maxsize=1 << 10)(cells.is_number)
        self._row: list[Cell | Lost] = []
        self._address = ""
        self._cell: dict[str, str] = {}
        self._text: str | None = None
        self._inside = self._formula = False

    def _take_text(self, text: str) -> None:
        if self._inside:
            self._text = (self._text or "") + text

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "c":
            self._cell, self._text, self._formula = attributes, None, False
        elif tag in {"v", "t"}:
            self._text, self._inside = self._text or "", True
        elif tag == "f":
            self._formula = True
        elif tag == "row":
            self._start_row(attributes)
        elif tag in {"r", "rPh"} or attributes.get("hidden") in {"1", "true"}:
            # A text whose parts have fonts of their own; a hidden column.
            raise NotPlain
        elif tag == "mergeCell":
            match = RANGE.fullmatch(attributes.get("ref", ""))
            if match is None:
                raise NotPlain
            left, top, right, bottom = match.groups()
            self.merges.append(Span(int(top) - 1, column_number(left), int(bottom) - 1, column_number(right)))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._address = attributes.get("r", "")
        number = int(self._address) if self._address.isdecimal() and len(self._address) < 8 else 0
        if not 0 < number - self.number <= _GAP or attributes.get("hidden") in {"1", "true"}:
            raise NotPlain
        self.rows += [[] for _ in range(number - self.number - 1)]
        self.number, self._row = number, []

    def _end(self, tag: str) -> None:
        if tag == "c":
            self._end_cell()
        elif tag in {"v", "t"}:
            self._inside = False
        elif tag == "row":
            while self._row and self._row[-1] == "":
                self._row.pop()
            self.rows.append(self._row)

    def _end_cell(self) -> None:
        cell, text, row = self._cell, self._text, self._row
        kind, style, address = cell.get("t", "n"), cell.get("s", "0"), cell.get("r", "")
        letters = address.removesuffix(self._address)
        column = _column(letters, len(letters) + len(self._address) == len(address))
        if column < len(row):
            raise NotPlain
        if text is None and not self._formula and kind != "e":
            return
        row.extend([""] * (column - len(row)))
        at = int(style) if style.isdecimal() and len(style) < _DIGITS else 0
        stored = None if kind == "inlineStr" else text
        if self._formula and kind != "e" and self._cells.is_uncached(kind, stored):
            row.append(Lost(""))
        elif kind == "n" and text and len(text) <= _DIGITS and text.isdecimal() and self._is_number(at):
            row.append(int(text))
        elif self._may_differ(at, kind, text):
            raise NotPlain
        elif kind == "e":
            row.append(Lost(text or NO_VALUE))
        elif kind == "inlineStr":
            row.append(unescape(text or ""))
        else:
            value = self._value(kind, text, at)
            row.append("" if value is None else value)


@lru_cache(maxsize=1 << 14)
def _column(letters: str, at_row: bool) -> int:
    """The column of an address, from 0. Raises NotPlain where there is none, or it is not of its row (`at_row`)."""
    if not at_row or not ADDRESS.fullmatch(letters + "1") or column_number(letters) >= limits.COLUMNS:
        raise NotPlain
    return column_number(letters)


def _refuse(*_: Any) -> None:
    raise NotPlain
