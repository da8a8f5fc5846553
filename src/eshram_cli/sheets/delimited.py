"""Delimited text as rows: which character parts the fields, and how quotes, spaces and line ends are meant."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import cast

from eshram_cli.errors import EshramError
from eshram_cli.problems import Problem, Where
from eshram_cli.sheets.commas import mended
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
    # The character that parts the most lines into the same number of fields; a tab where none does.
    sample = body[:SAMPLE_CHARS]
    delimiter = directive[1] if directive else max(DELIMITERS, key=lambda one: _agreement(sample, one))
    rows = _quoted_rows(body, delimiter)
    if rows is not None:
        return Delimited(rows, delimiter)
    loose = [[cell.strip('"') or None for cell in line.split(delimiter)] for line in body.split("\n")]
    return Delimited(shorten(cast("list[list[Cell]]", loose)), delimiter, loose_quotes=True)


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
