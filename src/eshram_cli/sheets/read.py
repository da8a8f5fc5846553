"""A file, or pasted text, as a book: the room's front door."""

from __future__ import annotations

import gc
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lxml import etree

from eshram_cli.sheets.bounded import bounded, bounded_lines
from eshram_cli.sheets.decoding import tidy_lines
from eshram_cli.sheets.delimited import read_delimited
from eshram_cli.sheets.kinds import kind_of
from eshram_cli.sheets.marks import is_list
from eshram_cli.sheets.model import Book
from eshram_cli.sheets.names import named_safely, said_safely
from eshram_cli.sheets.pasted import is_table, read_message
from eshram_cli.sheets.source import Content, Source, load

BROKEN = (etree.LxmlError, LookupError, ValueError, ArithmeticError, struct.error, RecursionError, MemoryError)
"""Damaged content breaks parsers in ways that they do not name; an office is told that the file is damaged."""


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


@contextmanager
def paused_collector() -> Iterator[None]:
    """Rows are a million young lists without cycles; the collector would go through them again and again."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def book_of(source: Source) -> Book:
    """A source as a book. The list sheet of a workbook that we sent to be mended is none of its sheets."""
    with paused_collector():
        kind = kind_of(source)
        content = kind.read(source)
        read = [bounded(grid) for grid in content.grids if not is_list(grid)]
    grids = tuple(replace(grid, above=bounded_lines(grid.above)) for grid, _ in read)
    grids, nameless = named_safely(grids)
    problems = (*content.problems, *(problem for _, told in read for problem in told))
    problems = (*(said_safely(problem) for problem in problems), *nameless)
    return Book(source.file, source.sha256, content.kind or kind.name, grids, problems, content.form, content.locked)


def read_text(text: str, name: str) -> Book:
    """A pasted list as a book: a name and its figures a line; other lines are rows of one cell.

    Lines keep their number: a blank line is a blank row. Text with tabs, or commas like a CSV, is read as such a table.
    """
    source = Source(name, text.encode("utf-8", "replace"))
    if not text.strip():
        raise source.error("file-empty")
    if is_table(text):
        grid, told = read_delimited(tidy_lines(text)).grid(name)
        content = Content((grid,), tuple(told))
    else:
        content = Content(*read_message(text, name))
    read = [bounded(grid) for grid in content.grids]
    problems = (*content.problems, *(problem for _, told in read for problem in told))
    return Book(name, source.sha256, "text", tuple(grid for grid, _ in read), problems)
