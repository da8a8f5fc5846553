"""Our own form come back: read by what it says of itself, so that nothing has to be asked or guessed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from eshram_cli.errors import EshramError
from eshram_cli.language.dates import date_or_reason
from eshram_cli.language.unread import Unread
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.problems import Problem, Where, column_letters
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import Return, Table
from eshram_cli.returns.profiles.template import (
    HIDDEN,
    NAME,
    NAME_HI,
    OTHER,
    PARENT,
    SUM,
    Form,
    FormColumn,
    Found,
    both_names,
    changes,
    read_form,
)
from eshram_cli.returns.read import Inspection, inspect_book, read_returns
from eshram_cli.sheets.model import Book, Cell, Grid

PASSED_OVER = "Remark"
"""A heading whose column is never read, put over columns that are only for the eye."""

NOTHING = frozenset({"no-table", "no-place"})


@dataclass(frozen=True)
class Prepared:
    """A form ready to be read: its sheet without what is only for the eye, the hints, what its date cell lacks; `dated`
    where the date is the form's own."""

    grid: Grid
    hints: Hints
    found: Found
    undated: Problem | None = None
    dated: bool = False


def read_with_forms(book: Book, gazetteer: Gazetteer, hints: Hints | None = None) -> list[Return]:
    """As `read_returns`; sheets that are our own form, intact, are read by it: columns, rows, date, places by id.

    A form that was changed is read like any other sheet, with the problem `form-changed`. What the user said goes
    before what the form says. Raises what `read_returns` raises.
    """
    hints = hints or Hints()
    prepared, told = _prepared(book, gazetteer, hints)
    if not prepared:
        returns = read_returns(book, gazetteer, hints)
        return [replace(returns[0], problems=(*told, *returns[0].problems)), *returns[1:]] if told else returns
    returns = [ret for one in prepared for ret in _read(book, one, gazetteer)]
    rest = _rest(book, prepared)
    if rest.grids:
        returns += _others(rest, gazetteer, hints)
    returns[0] = replace(returns[0], problems=(*book.problems, *told, *returns[0].problems))
    return returns


def inspect_with_forms(book: Book, gazetteer: Gazetteer, hints: Hints | None = None) -> Inspection:
    """As `inspect_book`, sheets that are our own form looked at as `read_with_forms` reads them."""
    hints = hints or Hints()
    prepared, told = _prepared(book, gazetteer, hints)
    if not prepared:
        found = inspect_book(book, gazetteer, hints)
        return replace(found, problems=(*told, *found.problems))
    parts = [_inspected(book, one, gazetteer) for one in prepared]
    rest = _rest(book, prepared)
    parts += [inspect_book(rest, gazetteer, hints)] if rest.grids else []
    tables = tuple(table for part in parts for table in part.tables)
    persons = next((part.refused for part in parts if part.refused and part.refused.code not in NOTHING), None)
    return Inspection(book.file, tables, persons or parts[0].refused, (*book.problems, *told))


def _inspected(book: Book, one: Prepared, gazetteer: Gazetteer) -> Inspection:
    found = inspect_book(replace(book, grids=(one.grid,), problems=()), gazetteer, one.hints)
    tables = [replace(table, problems=_in_its_cell(table.problems, one)) for table in found.tables]
    return replace(found, tables=tuple(_from_form(table, one) for table in tables))


def _rest(book: Book, prepared: list[Prepared]) -> Book:
    """The workbook's other sheets."""
    taken = {one.grid.sheet for one in prepared}
    return replace(book, grids=tuple(grid for grid in book.grids if grid.sheet not in taken), problems=())


def _prepared(book: Book, gazetteer: Gazetteer, hints: Hints) -> tuple[list[Prepared], list[Problem]]:
    prepared: list[Prepared] = []
    told: list[Problem] = []
    forms = [(grid, read_form(grid)) for grid in book.grids]
    one = book.form if sum(found is not None for _, found in forms) == 1 else ""
    if book.form and not any(found for _, found in forms):
        gone = {"en": "its hidden first column is gone", "hi": "इसका छिपा पहला कॉलम नहीं है"}
        told.append(Problem("form-changed", Where(book.file), {"what": gone}))
    for grid, found in forms:
        if found is None or _overruled(hints, grid):
            continue
        what = changes(grid, found, one)
        if what is not None or found.form.within not in gazetteer:
            unheard = {"en": "its place is not known here", "hi": "इसका स्थान यहाँ ज्ञात नहीं है"}
            told.append(Problem("form-changed", grid.where(found.head), {"what": what or unheard}))
        else:
            prepared.append(_prepare(grid, found, gazetteer, hints))
    return prepared, told


def _overruled(hints: Hints, grid: Grid) -> bool:
    """Whether the user said how to read the sheet, or to read another one."""
    other = bool(hints.sheet) and hints.sheet.casefold() != grid.sheet.casefold()
    return other or bool(hints.mapping) or hints.header_row is not None or hints.table is not None


def _prepare(grid: Grid, found: Found, gazetteer: Gazetteer, hints: Hints) -> Prepared:
    """The sheet and the hints. Formulas of the form itself that hold no value ask nothing of anybody."""
    form = found.form
    own = {(row, column.index - 1) for column in form.columns for row in _formula_rows(column, found)}
    idle = bool(grid.uncached & {(row, column) for row, column in own if row != found.total})
    rows = _rows(grid, found, gazetteer, idle)
    as_on, undated = (hints.as_on, None) if hints.as_on else _date(grid, found)
    told = replace(
        _placed(hints, form, gazetteer),
        mapping=_mapping(form, idle),
        header_row=found.head + 1,
        as_on=as_on,
    )
    hidden = grid.hidden_columns - {HIDDEN - 1}
    read = replace(grid, rows=rows, uncached=grid.uncached - own, hidden_columns=hidden)
    return Prepared(read, told, found, undated, dated=undated is None and hints.as_on is None)


def _formula_rows(column: FormColumn, found: Found) -> list[int]:
    """The rows in which the form itself put a formula: the total's, and of a sum column all."""
    total = [] if found.total is None else [found.total]
    return [*found.places, *total] if column.role == SUM else total


def _rows(grid: Grid, found: Found, gazetteer: Gazetteer, idle: bool) -> list[list[Cell]]:
    """The cells as they are to be read: no ids, columns for the eye passed over, untouched parents under one name."""
    rows = [[None, *cells[1:]] for cells in grid.rows]
    for column in found.form.columns:
        at = column.index - 1
        if column.role == NAME_HI or (column.role == SUM and idle):
            rows[found.head][at] = PASSED_OVER
        if column.role == PARENT:
            for row, place in found.places.items():
                _name_parent(rows[row], at, gazetteer, place)
    return rows


def _name_parent(cells: list[Cell], at: int, gazetteer: Gazetteer, place: PlaceId) -> None:
    above = gazetteer.get(place).parent if place in gazetteer else None
    if above is not None and at < len(cells) and cells[at] == both_names(gazetteer.get(above)):
        cells[at] = gazetteer.get(above).name


def _mapping(form: Form, idle: bool) -> dict[str, str]:
    """The form's columns as the hints name them; a sum without values is passed over."""
    keys = {NAME: form.level.name, PARENT: Level(form.level - 1).name, SUM: "" if idle else "registered"}
    found = {keys.get(column.role, column.role): column_letters(column.index) for column in form.columns}
    return {key: letters for key, letters in found.items() if key not in {"", OTHER, NAME_HI}}


def _date(grid: Grid, found: Found) -> tuple[dt.date | None, Problem | None]:
    """The date of the date cell, or the problem that lies there."""
    row, column = found.date
    read = date_or_reason(grid.at(row, column))
    if isinstance(read, Unread):
        return None, read.problem(grid.where(row, column))
    return (None, Problem("no-date", grid.where(row, column))) if read is None else (read.date, None)


def _placed(hints: Hints, form: Form, gazetteer: Gazetteer) -> Hints:
    if hints.place is not None:
        return hints
    line = {place.level: place.id for place in (gazetteer.get(form.within), *gazetteer.parents(form.within))}
    return replace(hints, state=line.get(Level.state), district=line.get(Level.district), block=line.get(Level.block))


def _read(book: Book, one: Prepared, gazetteer: Gazetteer) -> list[Return]:
    returns = read_returns(replace(book, grids=(one.grid,), problems=()), gazetteer, one.hints)
    return [_dated(_checked(ret, one, gazetteer), one) for ret in returns]


def _checked(ret: Return, one: Prepared, gazetteer: Gazetteer) -> Return:
    """The return without rows whose name was changed from the place that the form has there."""
    name = next(column.index for column in one.found.form.columns if column.role == NAME)
    wrong = {
        record.row: record.written
        for record in ret.records
        if record.counts and one.found.places.get(record.row - 1, record.place) != record.place
    }
    told = [
        Problem("form-place", one.grid.where(row - 1, name - 1), {"text": text, "place": _title(one, row, gazetteer)})
        for row, text in sorted(wrong.items())
    ]
    return ret.without_rows(wrong, told)


def _title(one: Prepared, row: int, gazetteer: Gazetteer) -> str:
    place = one.found.places[row - 1]
    return gazetteer.get(place).name if place in gazetteer else place


def _dated(ret: Return, one: Prepared) -> Return:
    """The return with the date cell as the source of its date, or as the place of what is wrong with it."""
    return replace(ret, table=_from_form(ret.table, one), problems=_in_its_cell(ret.problems, one))


def _from_form(table: Table, one: Prepared) -> Table:
    given = table.as_on is not None and one.dated
    return replace(table, as_on_from=f"form {one.grid.where(*one.found.date).cell}") if given else table


def _in_its_cell(problems: tuple[Problem, ...], one: Prepared) -> tuple[Problem, ...]:
    """The problems, that of the date once and in the date's cell."""
    if one.undated is None:
        return problems
    same = {"no-date", one.undated.code}
    others = [problem for problem in problems if problem.code not in same or problem.where.cell]
    return (one.undated, *others)


def _others(rest: Book, gazetteer: Gazetteer, hints: Hints) -> list[Return]:
    """The returns of the workbook's other sheets, if they are any."""
    try:
        return read_returns(rest, gazetteer, hints)
    except EshramError as error:
        if error.problem.code in NOTHING:
            return []
        raise
