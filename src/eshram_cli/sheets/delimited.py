"""Delimited text as rows: which character parts the fields, and how quotes, spaces and line ends are meant.

Commas inside unquoted numbers, `Alauli,78,000,36,741` below two columns of figures: the pieces of a row that has more
fields than its heading are joined again where exactly one way of doing so gives numbers that are grouped as numbers are
(9,88,912 or 988,912). Where several ways do, or none, the row's numbers are not sure. A column without a heading is no
such case: then all rows are of one length, and some cannot be joined.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise
from typing import cast

from eshram_cli.errors import EshramError
from eshram_cli.problems import Problem, Where
from eshram_cli.sheets.model import Cell, Grid, Unsure
from eshram_cli.sheets.values import shorten

DELIMITERS = "\t;|,"
"""Asked in this order: where two part the lines equally well, the rarer character did not get there by chance."""

SAMPLE_CHARS = 64_000
SAMPLE_ROWS = 300
DIRECTIVE = re.compile(r'"?sep=(.)"?\n', re.IGNORECASE)
PADDED = re.compile(r'[,;|\t] +"')
END = "\x1fend\x1f"
"""A last line of our own: when it does not come out as a row, a quote was still open."""
SWALLOWED_LINES = 3

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


@dataclass(frozen=True)
class Delimited:
    """The rows, the delimiter, whether quotes had to be taken as plain characters; the cells whose number was in pieces
    and was joined, with its text, and those of which that is not sure."""

    rows: list[list[Cell]]
    delimiter: str
    loose_quotes: bool = False
    joined: Mapping[tuple[int, int], str] = field(default_factory=dict)
    unsure: Mapping[tuple[int, int], Unsure] = field(default_factory=dict)

    def grid(self, file: str) -> tuple[Grid, list[Problem]]:
        """The rows as a sheet, and what is to be told of them. Raises `commas-everywhere` where most are unsure."""
        grid = Grid(file, "", self.rows, unsure=self.unsure)
        lost, mended_rows = {row for row, _ in self.unsure}, {row for row, _ in self.joined}
        if len(lost) > max(2, len(mended_rows)):
            raise EshramError("commas-everywhere", grid.where(min(lost)), count=len(lost))
        told = []
        if self.loose_quotes:
            told.append(Problem("quotes-unclosed", Where(file)))
        if self.joined:
            address, text = next(iter(self.joined.items()))
            told.append(Problem("commas-joined", grid.where(*address), {"text": text, "count": len(mended_rows)}))
        return grid, told


def read_delimited(text: str) -> Delimited:
    """Rows of text cells, blank ones None; line ends must be tidy. Line breaks inside quotes stay in their cell.

    A `sep=;` line is obeyed and left out, as a spreadsheet does. A quote that is never closed would swallow the rows
    below it: then quotes are plain characters, and `loose_quotes` says so. Lines in quotes as a whole are taken apart,
    as happens to a CSV that is saved from one column.
    """
    found = _read(text)
    lines = [str(row[0] or "") if row else "" for row in found.rows if len(row) < 2] if text.startswith('"') else []
    if lines and len(lines) == len(found.rows) and not any("\n" in line for line in lines):
        inner = _read("\n".join(lines))
        widths = Counter(len(row) for row in inner.rows if row)
        if max(widths, default=0) > 2 and widths.most_common(1)[0][0] > 1:
            found = inner
    if found.delimiter != ",":
        return found
    rows, joined, unsure = mended(found.rows, text)
    return replace(found, rows=rows, joined=joined, unsure=unsure)


def _read(text: str) -> Delimited:
    directive = DIRECTIVE.match(text)
    body = text[directive.end() :] if directive else text
    delimiter = directive[1] if directive else delimiter_of(body)
    rows = _quoted_rows(body, delimiter)
    if rows is not None:
        return Delimited(rows, delimiter)
    loose = [[cell.strip('"') or None for cell in line.split(delimiter)] for line in body.split("\n")]
    return Delimited(shorten(cast("list[list[Cell]]", loose)), delimiter, loose_quotes=True)


def delimiter_of(text: str) -> str:
    """The character that parts the most of the first lines into the same number of fields; a tab where none does."""
    sample = text[:SAMPLE_CHARS]
    return max(DELIMITERS, key=lambda one: _agreement(sample, one))


def _agreement(sample: str, delimiter: str) -> float:
    """The share of the lines that have the commonest number of fields, two at least."""
    if delimiter not in sample:
        return 0.0
    try:
        widths = Counter(len(row) for row in islice(_reader(sample, delimiter), SAMPLE_ROWS) if any(row))
    except csv.Error:
        return 0.0
    several = [count for width, count in widths.items() if width > 1]
    return max(several, default=0) / max(1, sum(widths.values()))


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    """The fields of the lines. Spaces before the quotes of a field are dropped; the same marks inside a field are its
    own text."""
    sample = text[:SAMPLE_CHARS]
    padded = False
    if PADDED.search(sample):
        rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
        padded = any(field.startswith(" ") and field.lstrip(" ").startswith('"') for row in rows for field in row)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=padded)


def _quoted_rows(text: str, delimiter: str) -> list[list[Cell]] | None:
    """None where a quote swallowed rows, up to the end of the text or up to the next stray quote: where a cell's lines
    between its first and its last have as many fields as the table."""
    try:
        # Most rows have no blank field and stay as they are.
        rows: list[list[Cell]] = [
            [cell or None for cell in row] if "" in row else cast("list[Cell]", row)
            for row in _reader(f"{text}\n{END}", delimiter)
        ]
    except csv.Error:
        return None
    if rows.pop() != [END]:
        return None
    if len(rows) <= text.count("\n"):
        usual = Counter(map(len, rows)).most_common(1)[0][0]
        several = [cell.split("\n")[1:-1] for row in rows for cell in row if isinstance(cell, str) and "\n" in cell]
        for lines in several if usual > 1 else ():
            if len(lines) >= SWALLOWED_LINES and all(line.count(delimiter) + 1 == usual for line in lines):
                return None
    return shorten(rows)


def mended(rows: list[list[Cell]], text: str) -> tuple[list[list[Cell]], Joined, UnsureCells]:
    """The rows with the pieces of their numbers joined; the cells that were joined, by address; those not sure.

    `text` is the file: where short numbers stand in quotes, the writer quotes what needs it.
    """
    joined: Joined = {}
    unsure: UnsureCells = {}
    if len(rows) > LONG_TABLE and max(map(len, rows)) <= heading_width(rows):
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


def heading_width(rows: Iterable[Sequence[object]]) -> int:
    """How many columns the first heading has; 0 where there is none."""
    return next((len(row) for row in rows if _is_heading(row)), 0)


def _is_heading(row: Sequence[object]) -> bool:
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
