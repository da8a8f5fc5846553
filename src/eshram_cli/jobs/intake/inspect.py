"""What the tool understands of a file, storing nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from eshram_cli.answers.inspect import Inspected, PictureLine, Seen, SeenColumn, SeenPlace, SeenTotal
from eshram_cli.errors import EshramError
from eshram_cli.jobs.intake.applied import applied
from eshram_cli.jobs.intake.forms import inspect_with_forms
from eshram_cli.jobs.intake.opening import fault_of, size_of
from eshram_cli.jobs.session import Session
from eshram_cli.language.unread import shown
from eshram_cli.ledger.layouts import Layout
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Place, PlaceId
from eshram_cli.problems import Problem
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
            return _refused(path, error.problem, error.others)
        except Exception as error:
            return _refused(path, fault_of(error, path).problem)
        try:
            return self._understood(path, book)
        except EshramError as error:
            if error.problem.code != "file-too-slow":
                raise
            return _refused(path, error.problem)
        except Exception as error:
            return _refused(path, fault_of(error, path).problem)

    def _understood(self, path: Path, book: Book) -> Inspected:
        if self.count_only:
            return self._counted(book)
        known = applied(self.layouts, self.gazetteer, book, str(path), self.hints)
        found = inspect_with_forms(book, self.gazetteer, known.hints)
        tables = tuple(_seen(table, found.book or book, self.gazetteer) for table in found.tables)
        problems = (*known.problems, *found.problems)
        return Inspected(file=found.file, tables=tables, refused=found.refused, problems=problems)

    def _counted(self, book: Book) -> Inspected:
        try:
            returns = count_persons(book, self.gazetteer, self.hints)
        except EshramError as error:
            return Inspected(file=book.file, tables=(), refused=error.problem, problems=error.others)
        tables = [_named(replace(ret.table, problems=ret.problems), self.gazetteer) for ret in returns]
        return Inspected(file=book.file, tables=tuple(tables), refused=None)


def _refused(path: Path, why: Problem, others: Sequence[Problem] = ()) -> Inspected:
    return Inspected(file=shown_name(path.name), tables=(), refused=why, problems=tuple(others))


def _named(table: model.Table, gazetteer: Gazetteer, picture: Sequence[PictureLine] = ()) -> Seen:
    holders = {key: gazetteer.get(at) if at else None for key, at in _holders(table)}
    places = [place for place in holders.values() if place]
    return Seen(
        sheet=table.sheet,
        header_rows=tuple(table.header_rows),
        number_row=table.number_row,
        first_row=table.first_row,
        last_row=table.last_row,
        rows=table.rows,
        columns_=tuple(_column(column) for column in table.columns),
        total_rows=tuple(SeenTotal(row=one.row, label=one.label, agrees=one.agrees) for one in table.total_rows),
        as_on=table.as_on,
        as_on_from=table.as_on_from,
        **{key: place.name if place else None for key, place in holders.items()},
        places_from=dict(table.places_from),
        problems=tuple(table.problems),
        places=tuple(_holder(place, table.places_from) for place in places),
        picture=tuple(picture),
    )


def _holders(table: model.Table) -> Sequence[tuple[str, PlaceId | None]]:
    return ("state", table.state), ("district", table.district), ("block", table.block)


def _holder(place: Place, sources: Mapping[str, str]) -> SeenPlace:
    level = place.level.name
    return SeenPlace(level=level, place=place.name, place_hi=place.name_hi, found=sources.get(level, ""))


def _column(column: model.Column) -> SeenColumn:
    return SeenColumn(
        index=column.index,
        heading=column.heading,
        role=column.role,
        level=column.level or None,
        cut=column.cut or None,
        as_on=column.as_on,
        why=column.why,
    )


def _seen(table: model.Table, book: Book, gazetteer: Gazetteer) -> Seen:
    grid = next(grid for grid in book.grids if grid.sheet == table.sheet)
    return _named(table, gazetteer, _picture(table, grid))


def _picture(table: model.Table, grid: Grid) -> list[PictureLine]:
    """The rows above the table that are not blank, its heading, its first rows, and its totals."""
    parts = _parts(table)
    above = [row for row in range(1, table.first_row) if row in parts or any(grid.rows[row - 1])]
    data = islice((row for row in range(table.first_row, table.last_row + 1) if row not in parts), DEPTH)
    totals = [total.row for total in table.total_rows]
    columns = [column.index for column in table.columns[:BREADTH]]
    return [
        PictureLine(
            row=row,
            part=parts.get(row, "title" if row < table.first_row else "data"),
            texts=_cells(grid, row, columns),
        )
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
