"""What the tool understands of a file, storing nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.jobs.applied import applied
from eshram_cli.jobs.forms import inspect_with_forms
from eshram_cli.jobs.opening import fault_of, size_of
from eshram_cli.jobs.session import Session
from eshram_cli.language.dates import show_date
from eshram_cli.language.unread import shown
from eshram_cli.ledger.layouts import Layout
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Place
from eshram_cli.problems import Problem, column_letters
from eshram_cli.reports.document import Column, Document, Kind, Phrase, Table
from eshram_cli.reports.layouts.problems import problem_fields, problems_fields
from eshram_cli.reports.registry import Fields, layout
from eshram_cli.returns import model
from eshram_cli.returns.counting import count_persons
from eshram_cli.returns.hints import Hints
from eshram_cli.sheets.expand import expand
from eshram_cli.sheets.model import Book, Grid
from eshram_cli.sheets.names import shown_name
from eshram_cli.sheets.read import read_book
from eshram_cli.timelimit import time_limit

DEPTH, BREADTH = 6, 6
"""Rows below the heading and columns that the picture of a table shows."""


@dataclass(frozen=True)
class Line:
    """One row (from 1) of the picture: what it is taken for, and its first cells as text."""

    row: int
    part: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Seen:
    """A table as understood, with the places that hold it and a picture of its top left corner."""

    table: model.Table
    state: Place | None
    district: Place | None
    block: Place | None
    picture: tuple[Line, ...]


@dataclass(frozen=True)
class Inspected:
    """One file: its tables, why nothing of it could be stored (None where something could), its problems as a whole."""

    file: str
    tables: tuple[Seen, ...]
    refused: Problem | None
    problems: tuple[Problem, ...] = ()

    @property
    def all_problems(self) -> tuple[Problem, ...]:
        """Those of the file and of every table, and the refusal."""
        own = tuple(problem for seen in self.tables for problem in seen.table.problems)
        return (*self.problems, *own, *([self.refused] if self.refused else []))


def inspect(
    session: Session,
    paths: Sequence[str],
    hints: Hints | None = None,
    password: str | None = None,
    count_only: bool = False,
) -> tuple[Inspected, ...]:
    """Each file of the paths, looked at; forms of offices that are remembered as they were told to be read.

    With `count_only` lists of workers are looked at as `ingest` counts them: their columns and how many workers they
    have, no picture and nothing of a cell. Raises `folder-empty` where there is none, else only for options that fit no
    table of a file.
    """
    layouts = session.ledger.layouts.standing()
    look = _Look(session.gazetteer, layouts, hints or Hints(), password, count_only)
    return tuple(look.in_time(path) for path in expand(paths).files)


def exit_code(files: Sequence[Inspected]) -> int:
    """3 where nothing could be stored of any file, 1 where of some, else 0."""
    refused = sum(one.refused is not None for one in files)
    return 3 if refused == len(files) else 1 if refused else 0


@dataclass(frozen=True)
class _Look:
    """What every file is looked at with."""

    gazetteer: Gazetteer
    layouts: Sequence[Layout]
    hints: Hints
    password: str | None = field(repr=False)
    count_only: bool = False

    def in_time(self, path: Path) -> Inspected:
        """The file of that path in the time that its size allows."""
        with time_limit(shown_name(path.name), size_of(path)):
            return self.at(path)

    def at(self, path: Path) -> Inspected:
        """The file of that path, understood or refused."""
        try:
            book = read_book(path, password=self.password)
        except EshramError as error:
            return Inspected(shown_name(path.name), (), error.problem, error.others)
        except Exception as error:
            return Inspected(shown_name(path.name), (), fault_of(error, path).problem)
        try:
            return self._understood(path, book)
        except EshramError as error:
            if error.problem.code != "file-too-slow":
                raise
            return Inspected(shown_name(path.name), (), error.problem)
        except Exception as error:
            return Inspected(shown_name(path.name), (), fault_of(error, path).problem)

    def _understood(self, path: Path, book: Book) -> Inspected:
        if self.count_only:
            return self._counted(book)
        known = applied(self.layouts, self.gazetteer, book, str(path), self.hints)
        found = inspect_with_forms(book, self.gazetteer, known.hints)
        tables = tuple(_seen(table, found.book or book, self.gazetteer) for table in found.tables)
        return Inspected(found.file, tables, found.refused, (*known.problems, *found.problems))

    def _counted(self, book: Book) -> Inspected:
        try:
            returns = count_persons(book, self.gazetteer, self.hints)
        except EshramError as error:
            return Inspected(book.file, (), error.problem, error.others)
        tables = [_named(replace(ret.table, problems=ret.problems), self.gazetteer) for ret in returns]
        return Inspected(book.file, tuple(tables), None)


def _named(table: model.Table, gazetteer: Gazetteer, picture: Sequence[Line] = ()) -> Seen:
    state, district, block = (gazetteer.get(at) if at else None for at in (table.state, table.district, table.block))
    return Seen(table, state, district, block, tuple(picture))


def _seen(table: model.Table, book: Book, gazetteer: Gazetteer) -> Seen:
    grid = next(grid for grid in book.grids if grid.sheet == table.sheet)
    return _named(table, gazetteer, _picture(table, grid))


def _picture(table: model.Table, grid: Grid) -> list[Line]:
    """The rows above the table that are not blank, its heading, its first rows, and its totals."""
    parts = _parts(table)
    above = [row for row in range(1, table.first_row) if row in parts or any(grid.rows[row - 1])]
    data = islice((row for row in range(table.first_row, table.last_row + 1) if row not in parts), DEPTH)
    totals = [total.row for total in table.total_rows]
    columns = [column.index for column in table.columns[:BREADTH]]
    return [
        Line(row, parts.get(row, "title" if row < table.first_row else "data"), _cells(grid, row, columns))
        for row in sorted({*above, *data, *totals})
    ]


def _parts(table: model.Table) -> dict[int, str]:
    parts = dict.fromkeys(table.header_rows, "heading")
    parts |= dict.fromkeys(table.context_rows, "context")
    parts |= {table.number_row: "numbers"} if table.number_row else {}
    return parts | {total.row: "wrong-total" if total.agrees is False else "total" for total in table.total_rows}


def _cells(grid: Grid, row: int, columns: Sequence[int]) -> tuple[str, ...]:
    """The cells as text; a number that may be a person's shows as dots. A title beside the table's columns is kept."""
    cells = [grid.at(row - 1, column - 1) for column in columns]
    if all(cell is None for cell in cells):
        cells = [next((cell for cell in grid.rows[row - 1] if cell is not None), None)]
    texts = ["" if cell is None else shown(cell) for cell in cells]
    return tuple(texts + [""] * (len(columns) - len(texts)))


FACTS = (
    Column("fact", Kind.word),
    Column("value", Kind.place, twin="value_hi"),
    Column("value_hi", Kind.place, heading="column-value", twin="value"),
    Column("found", Kind.reason, 1),
)
COLUMNS = (
    Column("column"),
    Column("heading"),
    Column("role", Kind.word),
    Column("level", Kind.level, 2),
    Column("cut", Kind.cut, 1),
    Column("why", Kind.reason, 3),
)
TINTS = {
    "heading": "bold",
    "numbers": "faint",
    "context": "cyan",
    "title": "faint",
    "total": "green",
    "wrong-total": "red",
}


def inspected_fields(one: Inspected) -> Fields:
    """The JSON of one file; rows and columns count from 1."""
    return {
        "file": one.file,
        "tables": [_table_fields(seen) for seen in one.tables],
        "refused": _refused_fields(one),
        "problems": problems_fields(one.problems),
    }


@layout(Inspected, "eshram.inspect/1", inspected_fields)
def inspected_document(one: Inspected) -> Document:
    """Each table as a picture of its top left corner with the parts marked, and its columns with their roles."""
    tables = [table for at, seen in enumerate(one.tables, start=1) for table in _tables(at, seen)]
    notes = [] if one.refused is None else [Phrase("inspect-refused")]
    columns = [_column_row(column) for seen in one.tables for column in seen.table.columns]
    return Document(one.file, tables=tables, notes=notes, data=Table(COLUMNS, columns))


def _table_fields(seen: Seen) -> dict[str, object]:
    table = seen.table
    return {
        "sheet": table.sheet,
        "header_rows": list(table.header_rows),
        "number_row": table.number_row,
        "first_row": table.first_row,
        "last_row": table.last_row,
        "rows": table.rows,
        "columns": [_column_fields(column) for column in table.columns],
        "total_rows": [
            {
                "row": total.row,
                "label": total.label,
                "agrees": total.agrees,
                "problems": problems_fields(total.problems),
            }
            for total in table.total_rows
        ],
        "as_on": table.as_on,
        "as_on_from": table.as_on_from,
        "state": seen.state.name if seen.state else None,
        "district": seen.district.name if seen.district else None,
        "block": seen.block.name if seen.block else None,
        "places_from": dict(table.places_from),
        "problems": problems_fields(table.problems),
    }


def _column_fields(column: model.Column) -> dict[str, object]:
    return {
        "index": column.index,
        "heading": column.heading,
        "role": column.role,
        "level": column.level or None,
        "cut": column.cut or None,
        "as_on": column.as_on,
        "why": column.why,
    }


def _refused_fields(one: Inspected) -> dict[str, object] | None:
    if one.refused is None:
        return None
    fields = problem_fields(one.refused)
    return {key: fields[key] for key in ("code", "message", "hint", "cell")}


def _tables(at: int, seen: Seen) -> Iterator[Table]:
    columns = seen.table.columns[:BREADTH]
    letters = [Column(letter := column_letters(column.index), label=letter) for column in columns]
    yield Table(
        (Column("row", Kind.number), Column("part", Kind.word), *letters),
        [(line.row, line.part, *line.cells) for line in seen.picture],
        title=Phrase("inspect-table", {"number": at, "sheet": seen.table.sheet or "–", "rows": seen.table.rows}),
        tints={row: TINTS[line.part] for row, line in enumerate(seen.picture) if line.part in TINTS},
    )
    yield Table(FACTS, list(_facts(seen)), view=("fact", "value", "found"))
    yield Table(COLUMNS, [_column_row(column) for column in seen.table.columns])


def _facts(seen: Seen) -> Iterator[tuple[str, str, str | None, str]]:
    table, sources = seen.table, seen.table.places_from
    if table.as_on:
        yield "as-on", show_date(table.as_on), None, table.as_on_from
    for place in (seen.state, seen.district, seen.block):
        if place:
            yield place.level.name, place.name, place.name_hi, sources.get(place.level.name, "")


def _column_row(column: model.Column) -> tuple[str | None, ...]:
    return (
        column_letters(column.index),
        column.heading,
        column.role,
        column.level or None,
        column.cut or None,
        column.why,
    )
