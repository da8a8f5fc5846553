"""What the tool understands of a file, storing nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from eshram_cli.answers.inspect import Inspected, PictureLine, Seen, SeenColumn, SeenPlace, SeenTotal
from eshram_cli.errors import EshramError
from eshram_cli.jobs.intake.opening import Reader, fault_of, size_of
from eshram_cli.jobs.intake.profiles import inspect_known
from eshram_cli.jobs.session import Session
from eshram_cli.language.unread import shown
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import Problem
from eshram_cli.returns import model
from eshram_cli.returns.counting import count_persons
from eshram_cli.returns.hints import Hints
from eshram_cli.sheets.expand import expand
from eshram_cli.sheets.model import Grid
from eshram_cli.sheets.names import shown_name
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
    reader = Reader(hints or Hints(), session.ledger.profiles.standing(), count_only, password=password)
    found = []
    for path in expand(paths).files:
        with time_limit(shown_name(path.name), size_of(path)):
            found.append(_inspected(reader, path, session.gazetteer))
    return tuple(found)


def exit_code(files: Sequence[Inspected]) -> int:
    """3 where nothing could be stored of any file, 1 where of some, else 0."""
    refused = sum(one.refused is not None for one in files)
    return 3 if refused == len(files) else 1 if refused else 0


def _inspected(reader: Reader, path: Path, gazetteer: Gazetteer) -> Inspected:
    """The file of that path, understood or refused."""

    def refused(why: Problem, others: Sequence[Problem] = ()) -> Inspected:
        """The file without a table, and why."""
        return Inspected(file=shown_name(path.name), tables=(), refused=why, problems=tuple(others))

    opened = reader.open(path)
    book = opened.book
    if book is None:
        error = opened.error
        assert error is not None  # noqa: S101  what cannot be opened says why
        return refused(error.problem, error.others)
    try:
        if reader.count_only:
            try:
                returns = count_persons(book, gazetteer, reader.hints)
            except EshramError as error:
                return Inspected(file=book.file, tables=(), refused=error.problem, problems=error.others)
            counted = [_seen(replace(ret.table, problems=ret.problems), gazetteer) for ret in returns]
            return Inspected(file=book.file, tables=tuple(counted), refused=None)
        found = inspect_known(book, str(path), gazetteer, reader.hints, reader.profiles)
        grids = {grid.sheet: grid for grid in reversed((found.book or book).grids)}
        tables = tuple(_seen(table, gazetteer, grids[table.sheet]) for table in found.tables)
        return Inspected(file=found.file, tables=tables, refused=found.refused, problems=found.problems)
    except EshramError as error:
        if error.problem.code != "file-too-slow":
            raise
        return refused(error.problem)
    except Exception as error:
        return refused(fault_of(error, path).problem)


def _seen(table: model.Table, gazetteer: Gazetteer, grid: Grid | None = None) -> Seen:
    """The table for the answer; with its picture where its `grid` may be shown."""
    levels = {"state": table.state, "district": table.district, "block": table.block}
    holders = {key: gazetteer.get(place) if place else None for key, place in levels.items()}
    return Seen(
        sheet=table.sheet,
        header_rows=tuple(table.header_rows),
        number_row=table.number_row,
        first_row=table.first_row,
        last_row=table.last_row,
        rows=table.rows,
        columns_=tuple(
            SeenColumn(
                index=column.index,
                heading=column.heading,
                role=column.role,
                level=column.level or None,
                cut=column.cut or None,
                as_on=column.as_on,
                why=column.why,
            )
            for column in table.columns
        ),
        total_rows=tuple(SeenTotal(row=one.row, label=one.label, agrees=one.agrees) for one in table.total_rows),
        as_on=table.as_on,
        as_on_from=table.as_on_from,
        **{key: place.name if place else None for key, place in holders.items()},
        places_from=dict(table.places_from),
        problems=tuple(table.problems),
        places=tuple(
            SeenPlace(
                level=place.level.name,
                place=place.name,
                place_hi=place.name_hi,
                found=table.places_from.get(place.level.name, ""),
            )
            for place in filter(None, holders.values())
        ),
        picture=tuple(_picture(table, grid)) if grid else (),
    )


def _picture(table: model.Table, grid: Grid) -> list[PictureLine]:
    """The rows above the table that are not blank, its heading, its first rows, and its totals."""
    parts = dict.fromkeys(table.header_rows, "heading") | dict.fromkeys(table.context_rows, "context")
    parts |= {table.number_row: "numbers"} if table.number_row else {}
    parts |= {total.row: "wrong-total" if total.agrees is False else "total" for total in table.total_rows}
    above = [row for row in range(1, table.first_row) if row in parts or any(grid.rows[row - 1])]
    data = islice((row for row in range(table.first_row, table.last_row + 1) if row not in parts), DEPTH)
    columns = [column.index for column in table.columns[:BREADTH]]
    return [
        PictureLine(
            row=row,
            part=parts.get(row, "title" if row < table.first_row else "data"),
            texts=_cells(grid, row, columns),
        )
        for row in sorted({*above, *data, *(total.row for total in table.total_rows)})
    ]


def _cells(grid: Grid, row: int, columns: Sequence[int]) -> tuple[str, ...]:
    """The cells as text; a number that may be a person's shows as dots. A title beside the table's columns is kept."""
    cells = [grid.at(row - 1, column - 1) for column in columns]
    if all(cell is None for cell in cells):
        cells = [next((cell for cell in grid.rows[row - 1] if cell is not None), None)]
    texts = ["" if cell is None else shown(cell) for cell in cells]
    return tuple(texts + [""] * (len(columns) - len(texts)))
