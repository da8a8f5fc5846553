"""A book as returns: every table of places with counts, read to validated records; and the same, only looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eshram_cli.errors import EshramError
from eshram_cli.language.dates import exchanged
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.across import without_clashes
from eshram_cli.returns.areas import Area, find_areas
from eshram_cli.returns.dating import AsOn, differs
from eshram_cli.returns.exchanged import Verdict, judged, told
from eshram_cli.returns.finder import Finder
from eshram_cli.returns.headings import Levels, read_headings
from eshram_cli.returns.hints import Hints, check_mapping
from eshram_cli.returns.legacy import in_unicode
from eshram_cli.returns.model import Return, Table, Unknown
from eshram_cli.returns.persons import refuse_long_counts, refuse_person_headings, refuse_persons
from eshram_cli.returns.rows import read_rows
from eshram_cli.returns.scan import Sheet
from eshram_cli.returns.split_numbers import refuse_split_numbers
from eshram_cli.returns.understand import Understood, shown, understand
from eshram_cli.sheets.model import Book, Grid
from eshram_cli.sheets.read import paused_collector

__all__ = ["Hints", "Inspection", "Unknown", "inspect_book", "read_returns"]


@dataclass(frozen=True)
class Inspection:
    """What was understood of a file, storing nothing.

    Its tables from top to bottom, sheet by sheet; the problems of the file as a whole; why nothing of it could be
    stored (no-table, no-place, persons), or None; `book` as it was read, text of legacy fonts in Unicode.
    """

    file: str
    tables: tuple[Table, ...]
    refused: Problem | None = None
    problems: tuple[Problem, ...] = ()
    book: Book | None = None


def read_returns(book: Book, gazetteer: Gazetteer, hints: Hints | None = None) -> list[Return]:
    """One return for each table of the book that names places; tables of other things are passed over.

    Raises EshramError: no-table, no-place, persons, map-heading, map-role, sheet-missing, table-missing. Everything
    else that is wrong stands in the problems of the returns, each with its cell; a row with an error is not in the
    records. A table of places without counts gives a return without records and the problem `no-count`, or none where
    another table of the book has counts.
    """
    with paused_collector():
        return _read(book, Finder.of(gazetteer), hints or Hints())


def _read(book: Book, finder: Finder, hints: Hints) -> list[Return]:
    book = in_unicode(book, finder)
    tables = _understood(book, finder, hints)
    named = [table for table in tables if table.places]
    if not named:
        raise EshramError("no-place" if tables else "no-table", Where(book.file))
    counted = _kept(named)
    for table in tables:
        refuse_long_counts(table.roles)
    returns = without_clashes([_return(book, table, hints) for table in counted], finder)
    returns[0] = replace(returns[0], problems=(*book.problems, *returns[0].problems))
    return returns


def _kept(named: list[Understood]) -> list[Understood]:
    """The tables with counts, or all where none has any; a table of figures without a heading is not passed over."""
    counted = [table for table in named if table.counts]
    headless = [table for table in named if not table.counts and not table.area.heads and _has_figures(table)]
    return [*counted, *headless] if counted else named


def _has_figures(table: Understood) -> bool:
    return any(column.filled and column.is_numeric for column in table.roles.columns if column.role == "other")


def inspect_book(book: Book, gazetteer: Gazetteer, hints: Hints | None = None) -> Inspection:
    """The tables of the book as understood. A file that would be refused keeps the tables that were seen.

    Raises EshramError only for options that do not fit the file: map-heading, map-role, sheet-missing, table-missing.
    """
    hints = hints or Hints()
    finder = Finder.of(gazetteer)
    told = book.problems
    book = in_unicode(book, finder)
    try:
        tables = _understood(book, finder, hints)
    except EshramError as error:
        if error.problem.code in {"persons", "no-table"}:
            # Of a list of persons not even the text of a cell that was converted is shown.
            problems = told if error.problem.code == "persons" else book.problems
            return Inspection(book.file, (), error.problem, problems, book)
        raise
    found = [_inspected(table, hints) for table in tables]
    refused = None
    if not any(table.places for table in tables):
        refused = Problem("no-place" if tables else "no-table", Where(book.file))
    return Inspection(book.file, tuple(found), refused or _refusal(tables), book.problems, book)


def _inspected(table: Understood, hints: Hints) -> Table:
    problems = _row_problems(table, hints) if table.places else ()
    return shown(table, problems)


def _row_problems(table: Understood, hints: Hints) -> tuple[Problem, ...]:
    if not table.counts:
        return (_no_count(table),)
    return read_rows(table.roles, table.located, table.totals, table.as_on, hints.learn).problems


def _refusal(tables: Sequence[Understood]) -> Problem | None:
    try:
        for table in tables:
            refuse_long_counts(table.roles)
    except EshramError as error:
        return error.problem
    return None


def _return(book: Book, table: Understood, hints: Hints) -> Return:
    rows = read_rows(table.roles, table.located, table.totals, table.as_on, hints.learn)
    problems = rows.problems if table.counts else (*rows.problems, _no_count(table))
    understood = shown(table)
    return Return(
        file=book.file,
        sheet=understood.sheet,
        sha256=book.sha256,
        table=understood,
        records=rows.records,
        targets=rows.targets,
        problems=(*understood.problems, *problems),
        rejected=rows.rejected,
        within=table.located.within,
        as_on=rows.as_on,
        unknown=rows.unknown,
    )


def _no_count(table: Understood) -> Problem:
    headings = "; ".join([column.heading or column.letter for column in table.roles.columns][:12])
    area, grid = table.area, table.area.sheet.grid
    where = grid.where() if area.heads else grid.where(area.first, area.columns[0])
    return Problem("no-count", where, {"headings": headings})


def _understood(book: Book, finder: Finder, hints: Hints) -> list[Understood]:
    sheets = [(grid, Sheet.of(grid)) for grid in _grids(book, hints)]
    numbers = {id(grid): refuse_persons(sheet) for grid, sheet in sheets}
    header_row = hints.header_row - 1 if hints.header_row else None
    found = [
        (area, read_headings(area), areas)
        for areas in (find_areas(s, finder, header_row) for _, s in sheets)
        for area in areas
    ]
    found = _numbered(found, hints, book.file)
    check_mapping(hints.mapping, [headings for _, headings, _ in found], book.file)
    for area, headings, _ in found:
        refuse_person_headings(list(headings.values()), area.sheet.grid.where(area.top))
        refuse_split_numbers(area, headings)
    tables = [
        understand(area, headings, [other for other in areas if other is not area], finder, hints)
        for area, headings, areas in found
    ]
    tables = _exchanged(tables)
    return [_with_numbers(_with_name(table, tables), numbers) for table in tables]


def _exchanged(tables: list[Understood]) -> list[Understood]:
    """The tables of several days, each with its date in its title: real dates judged by those that were typed."""
    made = {table.as_on.date for table in tables if table.as_on.date and table.as_on.made}
    typed = {table.as_on.date for table in tables if table.as_on.date and not table.as_on.made}
    verdict = judged(made, typed)
    if verdict == "as they are":
        return tables
    return [_turned(table, verdict) if table.as_on.made else table for table in tables]


def _turned(table: Understood, verdict: Verdict) -> Understood:
    as_on, where = table.as_on, table.area.sheet.grid.where()
    day = exchanged(as_on.date) if as_on.date else None
    if day is None or day == as_on.date:
        return table
    if verdict == "unsure":
        return replace(table, as_on=AsOn(source=as_on.source, problem=told(verdict, as_on.date, where)))
    return replace(table, as_on=replace(as_on, date=day), problems=(*table.problems, told(verdict, as_on.date, where)))


def _with_name(table: Understood, tables: Sequence[Understood]) -> Understood:
    """The table with a word about the date of the file's name, where that is no table's date."""
    as_on, day = table.as_on, table.as_on.named
    if day is None or as_on.date is None or day in {other.as_on.date for other in tables}:
        return table
    problem = differs(as_on, day, "file name", table.area.sheet.grid.where())
    return replace(table, problems=(*table.problems, problem))


def _with_numbers(table: Understood, numbers: dict[int, list[Problem]]) -> Understood:
    """The table with the warnings of its sheet about numbers of persons; only the sheet's first table takes them."""
    found = numbers.pop(id(table.area.sheet.grid), [])
    return replace(table, problems=(*table.problems, *found))


def _grids(book: Book, hints: Hints) -> Sequence[Grid]:
    if not hints.sheet:
        return book.grids
    chosen = [grid for grid in book.grids if grid.sheet.casefold() == hints.sheet.casefold()]
    if not chosen and hints.sheet.isdecimal() and 1 <= int(hints.sheet) <= len(book.grids):
        chosen = [book.grids[int(hints.sheet) - 1]]
    if not chosen:
        names = ", ".join(grid.sheet for grid in book.grids)
        raise EshramError("sheet-missing", Where(book.file), name=hints.sheet, sheets=names)
    return chosen


_Found = tuple[Area, dict[int, Levels], list[Area]]


def _numbered(found: list[_Found], hints: Hints, file: str) -> list[_Found]:
    """The tables, or of each sheet only the one of the number that the user gave."""
    if hints.table is None:
        return found
    chosen = [one for one in found if one[2].index(one[0]) + 1 == hints.table]
    if not chosen:
        raise EshramError(
            "table-missing", Where(file), table=hints.table, tables=max((len(a) for _, _, a in found), default=0)
        )
    return chosen
