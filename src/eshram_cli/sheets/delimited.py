"""Delimited text as rows: which character parts the fields, and how quotes, spaces and line ends are meant."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
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
        lost = sorted({row for row, _ in self.unsure})
        if len(lost) > max(2, len({row for row, _ in self.joined})):
            raise EshramError("commas-everywhere", grid.where(lost[0]), count=len(lost))
        told = []
        if self.loose_quotes:
            told.append(Problem("quotes-unclosed", Where(file)))
        if self.joined:
            (row, column), text = next(iter(self.joined.items()))
            rows = len({row for row, _ in self.joined})
            told.append(Problem("commas-joined", grid.where(row, column), {"text": text, "count": rows}))
        return grid, told


def read_delimited(text: str) -> Delimited:
    """Rows of text cells, blank ones None; line ends must be tidy. Line breaks inside quotes stay in their cell.

    A `sep=;` line is obeyed and left out, as a spreadsheet does. A quote that is never closed would swallow the rows
    below it: then quotes are plain characters, and `loose_quotes` says so. Lines in quotes as a whole are taken apart.
    """
    found = _read(text)
    found = (text.startswith('"') and _unwrapped(found)) or found
    if found.delimiter != ",":
        return found
    whole = mended(found.rows, text)
    return replace(found, rows=whole.rows, joined=whole.joined, unsure=whole.unsure)


def _read(text: str) -> Delimited:
    directive = DIRECTIVE.match(text)
    body = text[directive.end() :] if directive else text
    delimiter = directive[1] if directive else find_delimiter(body)
    rows = _quoted_rows(body, delimiter)
    if rows is None:
        return Delimited(_loose_rows(body, delimiter), delimiter, loose_quotes=True)
    return Delimited(rows, delimiter)


def _unwrapped(found: Delimited) -> Delimited | None:
    """The rows of a file whose every line was put in quotes, as happens to a CSV that is saved from one column."""
    lines = [str(row[0] or "") if row else "" for row in found.rows if len(row) < 2]
    if len(lines) < len(found.rows) or any("\n" in line for line in lines):
        return None
    inner = _read("\n".join(lines))
    widths = Counter(len(row) for row in inner.rows if row)
    return inner if max(widths, default=0) > 2 and widths.most_common(1)[0][0] > 1 else None


def find_delimiter(text: str) -> str:
    """The character that parts the most lines into the same number of fields; a comma where none does."""
    sample = text[:SAMPLE_CHARS]
    return max(DELIMITERS, key=lambda delimiter: (_agreement(sample, delimiter), -DELIMITERS.index(delimiter)))


def _agreement(sample: str, delimiter: str) -> float:
    """The share of the lines that have the commonest number of fields, two at least."""
    if delimiter not in sample:
        return 0.0
    try:
        rows = [row for row, _ in zip(_reader(sample, delimiter), range(SAMPLE_ROWS), strict=False)]
    except csv.Error:
        return 0.0
    widths = Counter(len(row) for row in rows if any(row))
    several = [count for width, count in widths.items() if width > 1]
    return max(several, default=0) / max(1, sum(widths.values()))


def _reader(text: str, delimiter: str) -> Iterator[list[str]]:
    padded = _is_padded(text[:SAMPLE_CHARS], delimiter)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=padded)


def _is_padded(sample: str, delimiter: str) -> bool:
    """Whether spaces stand before the quotes of a field; the same marks inside a field are its own text."""
    if not PADDED.search(sample):
        return False
    rows = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    return any(field.startswith(" ") and field.lstrip(" ").startswith('"') for row in rows for field in row)


def _quoted_rows(text: str, delimiter: str) -> list[list[Cell]] | None:
    """None where a quote swallowed rows: up to the end of the text, or up to the next stray quote."""
    try:
        rows = _filled(_reader(f"{text}\n{END}", delimiter))
    except csv.Error:
        return None
    if rows.pop() != [END]:
        return None
    lines = text.count("\n") + 1
    return None if len(rows) < lines and _swallowed(rows, delimiter) else shorten(rows)


def _filled(rows: Iterator[list[str]]) -> list[list[Cell]]:
    """Blank fields as None; most rows have none and stay as they are."""
    return [[cell or None for cell in row] if "" in row else cast("list[Cell]", row) for row in rows]


def _swallowed(rows: list[list[Cell]], delimiter: str) -> bool:
    """Whether a cell holds whole rows: its lines between the first and the last have as many fields as the table."""
    usual = Counter(map(len, rows)).most_common(1)[0][0]
    several = [cell.split("\n")[1:-1] for row in rows for cell in row if isinstance(cell, str) and "\n" in cell]
    return usual > 1 and any(
        len(lines) >= SWALLOWED_LINES and all(line.count(delimiter) + 1 == usual for line in lines) for lines in several
    )


def _loose_rows(text: str, delimiter: str) -> list[list[Cell]]:
    return shorten([[cell.strip('"') or None for cell in line.split(delimiter)] for line in text.split("\n")])
