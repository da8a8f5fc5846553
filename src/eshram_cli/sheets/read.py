"""A file, or pasted text, as a book within the bounds of what offices write: the room's front door."""

from __future__ import annotations

import re
import struct
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from lxml import etree

from eshram_cli.errors import EshramError
from eshram_cli.language.personal import KINDS, kind_of_number
from eshram_cli.language.written import group
from eshram_cli.problems import Problem
from eshram_cli.sheets import limits
from eshram_cli.sheets.decoding import tidy_lines
from eshram_cli.sheets.delimited import read_delimited
from eshram_cli.sheets.kinds import kind_of
from eshram_cli.sheets.loose import LooseSheet, lay_out, told_strays, without_strays
from eshram_cli.sheets.marks import is_list
from eshram_cli.sheets.model import Book, Grid
from eshram_cli.sheets.names import shown_name
from eshram_cli.sheets.pasted import is_table, read_message
from eshram_cli.sheets.source import Source, load
from eshram_cli.sheets.values import width

BROKEN = (etree.LxmlError, LookupError, ValueError, ArithmeticError, struct.error, RecursionError, MemoryError)
"""Damaged content breaks parsers in ways that they do not name; an office is told that the file is damaged."""

ENDLESS = re.compile(rf"\d{{{limits.DIGITS},}}")
DOTS = "•" * 20


def read_book(path: Path, *, name: str | None = None, password: str | None = None) -> Book:
    """The file as grids, its kind judged by content, never by its extension. `name` is what messages call it.

    Raises EshramError where nothing can be opened: file-missing, folder-given, file-empty, file-unreadable, permission,
    not-a-file, not-a-sheet, too-large, too-many-cells, too-many-columns, cell-too-long, line-too-long, zip-bomb,
    sheet-too-sparse, password-protected, password-wrong, password-extra. What was noticed on the way and does not stop
    the reading stands in `problems`.
    """
    source = load(path, name, password)
    try:
        return book_of(source)
    except BROKEN as error:
        raise source.error("file-unreadable") from error


def book_of(source: Source) -> Book:
    """A source as a book. The list sheet of a workbook that we sent to be mended is none of its sheets."""
    kind = kind_of(source)
    content = kind.read(source)
    read = [bounded(grid) for grid in content.grids if not is_list(grid)]
    grids, nameless = _named_safely([grid for grid, _ in read])
    told = [*content.problems, *(problem for _, left_out in read for problem in left_out)]
    told = [replace(one, where=replace(one.where, sheet=shown_name(one.where.sheet))) for one in told]
    kind_name = content.kind or kind.name
    return Book(source.file, source.sha256, kind_name, grids, (*told, *nameless), content.form, content.locked)


def read_text(text: str, name: str) -> Book:
    """A pasted list as a book: a name and its figures a line; other lines are rows of one cell.

    Lines keep their number: a blank line is a blank row. Text with tabs, or commas like a CSV, is read as such a table.
    """
    source = Source(name, text.encode("utf-8", "replace"))
    if not text.strip():
        raise source.error("file-empty")
    grids: Sequence[Grid]
    told: Sequence[Problem]
    if is_table(text):
        grid, told = read_delimited(tidy_lines(text)).grid(name)
        grids = (grid,)
    else:
        grids, told = read_message(text, name)
    read = [bounded(grid) for grid in grids]
    problems = (*told, *(problem for _, left_out in read for problem in left_out))
    return Book(name, source.sha256, "text", tuple(grid for grid, _ in read), problems)


def bounded(grid: Grid) -> tuple[Grid, list[Problem]]:
    """The grid within the bounds of a sheet, whatever read it, and what was left out.

    Raises sheet-too-sparse, too-many-columns, and cell-too-long with its cell. Digits without end become dots.
    """
    told: list[Problem] = []
    if width(grid.rows) > limits.COLUMNS:
        sheet = LooseSheet()
        for number, cells in enumerate(grid.rows):
            for column, cell in enumerate(cells):
                sheet.put(number, column, cell)
        near, strays = without_strays(sheet.cells)
        grid, told = replace(grid, rows=lay_out(near)), told_strays(grid.where(), strays)
    columns = width(grid.rows)
    if columns > limits.COLUMNS:
        raise EshramError("too-many-columns", grid.where(), most=group(limits.COLUMNS))
    if columns * len(grid.rows) > limits.CELLS:
        raise EshramError("sheet-too-sparse", grid.where())
    shortened: dict[str, str] = {}
    for at, row in enumerate(grid.rows):
        for column, cell in enumerate(row):
            if isinstance(cell, str) and len(cell) >= limits.DIGITS:
                if len(cell) > limits.TEXT_CHARS:
                    raise EshramError("cell-too-long", grid.where(at, column), most=group(limits.TEXT_CHARS))
                # A text that many cells share is looked at once, and stays one.
                if cell not in shortened:
                    shortened[cell] = ENDLESS.sub(DOTS, cell)
                row[column] = shortened[cell]
    # The lines above a page's table are no longer than a cell may be.
    above = tuple(ENDLESS.sub(DOTS, line[: limits.TEXT_CHARS]) for line in grid.above)
    return replace(grid, above=above), told


def _named_safely(grids: Sequence[Grid]) -> tuple[tuple[Grid, ...], list[Problem]]:
    """The grids, those named for a person's number with dots in its place, and a warning for each of them. Two that
    become alike are told apart by a number."""
    named: list[Grid] = []
    told: list[Problem] = []
    for grid in grids:
        if kind := kind_of_number(grid.sheet):
            name, number = shown_name(grid.sheet), 2
            while name in {other.sheet for other in named}:
                name, number = f"{shown_name(grid.sheet)} ({number})", number + 1
            grid = replace(grid, sheet=name)  # noqa: PLW2901
            told.append(Problem("person-number-in-name", grid.where(), {"kind": KINDS[kind]}))
        named.append(grid)
    return tuple(named), told
