"""Commas inside unquoted numbers of a comma-separated file: `Alauli,78,000,36,741` below two columns of figures.

The pieces of a row that has more fields than its heading are joined again where exactly one way of doing so gives
numbers that are grouped as numbers are (9,88,912 or 988,912). Where several ways do, or none, the row's numbers are not
sure. A column without a heading is no such case: then all rows are of one length, and some cannot be joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from eshram_cli.sheets.model import Cell, Unsure

PIECE = re.compile(r"\d{1,3}")
LAST = re.compile(r"\d{3}(?:\.\d+)?")
GROUPED = re.compile(r"(?!0)(?:\d{1,2}(?:,\d{2})*,\d{3}|\d{1,3}(?:,\d{3})+)(?:\.\d+)?")
FIGURE = re.compile(r"\d+(?:\.\d+)?")
LETTER = re.compile(r"[^\W\d_]")
QUOTED = re.compile(r'(?:^|,)"\d{1,3}"(?:,|$)', re.MULTILINE)
MOST = 60
"""A row of more fields is no return of a few columns."""
LONG_TABLE = 2000
"""A table of more rows is an export under one heading, and is not looked through where no row is longer than that."""


Joined = dict[tuple[int, int], str]
UnsureCells = dict[tuple[int, int], Unsure]


def mended(rows: list[list[Cell]], text: str) -> tuple[list[list[Cell]], Joined, UnsureCells]:
    """The rows with the pieces of their numbers joined; the cells that were joined, by address; those not sure.

    `text` is the file: where short numbers stand in quotes, the writer quotes what needs it.
    """
    joined: Joined = {}
    unsure: UnsureCells = {}
    heading = next((len(row) for row in rows if _is_heading(row)), 0)
    if len(rows) > LONG_TABLE and max(map(len, rows)) <= heading:
        return rows, joined, unsure
    for width, body in _tables(rows):
        long = [at for at in body if len(rows[at]) > width]
        ways = {at: _ways(rows[at], width) for at in long}
        headless = len({len(rows[at]) for at in body}) == 1 and not all(ways.values())
        if not long or headless or QUOTED.search(text):
            continue
        for at in long:
            row = rows[at]
            if len(ways[at]) == 1:
                rows[at] = [cell or None for cell in ways[at][0]]
                joined.update({(at, column): cell for column, cell in enumerate(ways[at][0]) if "," in cell})
            elif start := _first_unsure(row, width):
                rows[at] = [*row[:start], *[None] * (width - start)]
                why = Unsure("commas-unsure", f"{len(row)} > {width}")
                unsure.update(dict.fromkeys(((at, column) for column in range(start, width)), why))
    return rows, joined, unsure


def _tables(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, list[int]]]:
    """Each heading's number of columns with the rows of figures below it."""
    width, body = 0, list[int]()
    for at, row in enumerate(rows):
        if _is_heading(row) and _has_figures(next((one for one in rows[at + 1 :] if any(one)), ())):
            if body:
                yield width, body
            width, body = len(row), []
        elif width and _has_figures(row) and any(LETTER.search(str(cell)) for cell in row if cell):
            body.append(at)
    if body:
        yield width, body


def _is_heading(row: Sequence[Cell]) -> bool:
    filled = [str(cell) for cell in row if cell]
    return len(filled) > 1 and all(LETTER.search(cell) for cell in filled)


def _has_figures(row: Sequence[Cell]) -> bool:
    return any(FIGURE.fullmatch(str(cell).strip()) for cell in row if cell)


def _ways(row: Sequence[Cell], width: int) -> list[list[str]]:
    """At most two ways to make `width` cells of the row's fields."""
    fields = [str(cell or "").strip() for cell in row]
    if len(fields) > MOST:
        return []
    found: list[list[str]] = []
    open_ways: list[tuple[int, list[str]]] = [(0, [])]
    while open_ways and len(found) < 2:
        at, cells = open_ways.pop()
        left = width - len(cells)
        if at == len(fields):
            found += [cells] if not left else []
            continue
        if not 0 < left <= len(fields) - at:
            continue
        if not (len(fields[at]) > 1 and fields[at].isdecimal() and fields[at].startswith("0")):
            open_ways.append((at + 1, [*cells, fields[at]]))
        for end in range(at + 2, len(fields) + 1):
            if not PIECE.fullmatch(fields[end - 2]):
                break
            whole = ",".join(fields[at:end])
            if LAST.fullmatch(fields[end - 1]) and GROUPED.fullmatch(whole):
                open_ways.append((end, [*cells, whole]))
    return found


def _first_unsure(row: Sequence[Cell], width: int) -> int:
    """The first column whose number may be a piece of a larger one; 0 where no two fields look like pieces."""
    fields = [str(cell or "").strip() for cell in row]
    if not any(PIECE.fullmatch(one) and LAST.fullmatch(other) for one, other in pairwise(fields)):
        return 0
    pieces = [column for column, one in enumerate(fields) if FIGURE.fullmatch(one)]
    start = next((column for column in pieces if column and column + 1 in pieces), 0)
    return start if start < width else 0
