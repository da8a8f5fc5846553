"""A book as returns: every table of places with counts, read to validated records; and the same, only looked at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from eshram_cli.errors import EshramError
from eshram_cli.language.dates import exchanged
from eshram_cli.language.unread import shown as shown_text
from eshram_cli.places.finder import Finder
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.privacy.centres import REFUSED
from eshram_cli.privacy.lists import refuse_long_counts, refuse_persons
from eshram_cli.privacy.numbers import without_persons
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.columns.exchanged_dates import exchanged_problem, judge_dates
from eshram_cli.returns.find.legacy_fonts import in_unicode
from eshram_cli.returns.find.tables import listing
from eshram_cli.returns.find.turned import turned_back
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import Return, Table, Unknown
from eshram_cli.returns.placing.dating import AsOn, dates_differ
from eshram_cli.returns.rows import read_rows
from eshram_cli.returns.totals.crosschecks import without_clashes
from eshram_cli.returns.understand import Understood, find_tables, shown, understand, wanted_grids
from eshram_cli.sheets.model import Book

__all__ = ["Hints", "Inspection", "Unknown", "inspect_book", "read_returns"]


_LOST = re.compile(r"[\W\d_]*\?{3}[\W\d_]*")
"""What a program makes of Hindi that it cannot write: a question mark for each letter, and no letter left."""
_TOP = 500
"""Rows that are looked at for them: letters are lost from the top on."""
_FEWEST_LOST = 2
"""One cell of question marks may be typed by a person who does not know."""


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

    Raises EshramError: no-table, no-place, persons, map-heading, map-place, map-role, sheet-missing, table-missing.
    Everything else that is wrong stands in the problems of the returns, each with its cell; a row with an error is not
    in the records. A table of places without counts gives a return without records and the problem `no-count`, or none
    where another table of the book has counts.
    """
    hints, finder = hints or Hints(), Finder.of(gazetteer)
    book = _with_lost_letters(book)
    book, tables = _understood(in_unicode(book, finder), finder, hints)
    named = [table for table in tables if table.places]
    if not named:
        lost = next((problem for problem in book.problems if problem.code == "letters-lost"), None)
        if lost is not None:
            raise EshramError(lost.code, lost.where, **lost.words)
        raise EshramError("no-place" if tables else "no-table", Where(book.file))
    # Tables with counts, or all where none has any; one of targets or of figures without a heading is not passed over.
    counted = [table for table in named if table.counts]
    if counted:
        without = [table for table in named if not table.counts]
        counted += [one for one in without if one.roles.of("target") or (not one.area.heads and one.has_figures)]
    for table in tables:
        refuse_long_counts(table.area.sheet, table.area.rows, [column.index for column in table.roles.counts])
    returns = []
    for table in counted or named:
        rows = read_rows(table.roles, table.located, table.totals, table.as_on, hints.learn, table.complete)
        grid, understood = table.area.sheet.grid, shown(table)
        problems = (*understood.problems, *rows.problems)
        found = Return(
            file=book.file,
            sheet=understood.sheet,
            sha256=book.sha256,
            table=understood,
            records=tuple(turned_back(grid, rows.records)) if grid.turned else rows.records,
            problems=problems if table.counts else (*problems, _no_count(table, beside=bool(counted))),
            rejected=rows.rejected,
            within=table.located.within,
            as_on=rows.as_on,
            unknown=rows.unknown,
        )
        returns.append(found)
    returns = without_clashes(returns, finder)
    returns[0] = replace(returns[0], problems=(*book.problems, *returns[0].problems))
    return returns


def inspect_book(book: Book, gazetteer: Gazetteer, hints: Hints | None = None) -> Inspection:
    """The tables of the book as understood. A file that would be refused keeps the tables that were seen.

    Raises EshramError only for options that do not fit the file: map-heading, map-place, map-role, sheet-missing,
    table-missing.
    """
    hints, finder, book = hints or Hints(), Finder.of(gazetteer), _with_lost_letters(book)
    told = book.problems
    book = in_unicode(book, finder)
    try:
        book, tables = _understood(book, finder, hints)
    except EshramError as error:
        if error.problem.code not in {*REFUSED, "no-table"}:
            raise
        # Of a list of persons not even the text of a cell that was converted is shown.
        of_file = told if error.problem.code in REFUSED else book.problems
        return Inspection(book.file, (), error.problem, of_file)
    found = []
    for table in tables:
        problems: tuple[Problem, ...] = ()
        if table.places and table.counts:
            problems = read_rows(table.roles, table.located, table.totals, table.as_on, hints.learn).problems
        elif table.places:
            problems = (_no_count(table),)
        found.append(shown(table, problems))
    refused = None
    if not any(table.places for table in tables):
        refused = Problem("no-place" if tables else "no-table", Where(book.file))
    else:
        try:
            for table in tables:
                refuse_long_counts(table.area.sheet, table.area.rows, [column.index for column in table.roles.counts])
        except EshramError as error:
            refused = error.problem
    return Inspection(book.file, tuple(found), refused, book.problems, book)


def _with_lost_letters(book: Book) -> Book:
    """The book with a problem where cells hold question marks for letters: it was saved in a code without Hindi."""
    for grid in book.grids:
        cells = ((row, column, cell) for row, cells in enumerate(grid.rows[:_TOP]) for column, cell in enumerate(cells))
        lost = [one for one in cells if isinstance(one[2], str) and "???" in one[2] and _LOST.fullmatch(one[2])]
        if len(lost) >= _FEWEST_LOST:
            row, column, text = lost[0]
            words = {"text": shown_text(text), "count": len(lost)}
            return replace(book, problems=(*book.problems, Problem("letters-lost", grid.where(row, column), words)))
    return book


def _no_count(table: Understood, *, beside: bool = False) -> Problem:
    """That the table has no count; of targets `beside` a table with counts only how they are loaded."""
    if beside and table.roles.of("target"):
        return Problem("targets-alone", table.area.sheet.grid.where())
    headings = "; ".join([column.heading or column.letter for column in table.roles.columns][:12])
    area, grid = table.area, table.area.sheet.grid
    where = grid.where() if area.heads else grid.where(area.first, area.columns[0])
    # Columns of numbers whose heading says nothing may be the one; rather those of workers, which may be all there are.
    numbers = [one for one in table.roles.columns if one.role in {"other", ""} and one.filled and one.is_numeric]
    meant = [one.letter for one in numbers if one.role] or [one.letter for one in numbers]
    first, rest = (meant or ["…"])[0], ", ".join(meant[1:])
    column = {"en": f"{first} (or {rest})", "hi": f"{first} (या {rest})"} if rest else first
    return Problem("no-count", where, {"headings": headings, "column": column})


def _understood(book: Book, finder: Finder, hints: Hints) -> tuple[Book, list[Understood]]:
    """The book without the few numbers of persons in the sheets that the user meant, and the tables of these sheets;
    the first of each sheet warns of such numbers. Raises EshramError for persons, and for hints that do not fit."""
    wanted = {id(grid): without_persons(grid) for grid in wanted_grids(book, hints)}
    grids = tuple(wanted[id(grid)][0].grid if id(grid) in wanted else grid for grid in book.grids)
    book = replace(book, grids=grids)
    warnings = {id(sheet.grid): told for sheet, told in wanted.values()}
    found = find_tables(book, [sheet for sheet, _ in wanted.values()], finder, hints)
    for area, headings, _ in found:
        refuse_persons(listing(area, headings))
    tables = []
    for area, headings, others in found:
        table = understand(area, headings, others, finder, hints)
        told = warnings.pop(id(area.sheet.grid), [])
        tables.append(replace(table, problems=(*table.problems, *told)))
    turned = {id(area.sheet.grid): table.area.sheet.grid for (area, *_), table in zip(found, tables, strict=True)}
    book = replace(book, grids=tuple([turned.get(id(grid), grid) for grid in book.grids]))
    return book, _dates_compared(tables)


def _dates_compared(tables: Sequence[Understood]) -> list[Understood]:
    """The tables, each with its date in its title: real dates judged by those that were typed; with a word about the
    date of the file's name, where that is no table's date."""
    made = {table.as_on.date for table in tables if table.as_on.date and table.as_on.made}
    typed = {table.as_on.date for table in tables if table.as_on.date and not table.as_on.made}
    verdict = judge_dates(made, typed)
    found = []
    for table in tables:
        as_on, problems = table.as_on, table.problems
        day = exchanged(as_on.date) if as_on.date and as_on.made else None
        if verdict != "as they are" and day is not None and day != as_on.date:
            problem = exchanged_problem(verdict, as_on.date, table.area.sheet.grid.where())
            if verdict == "unsure":
                as_on = AsOn(source=as_on.source, problem=problem)
            else:
                as_on, problems = replace(as_on, date=day), (*problems, problem)
        found.append(replace(table, as_on=as_on, problems=problems))
    days = {table.as_on.date for table in found}
    for at, table in enumerate(found):
        named = table.as_on.named
        if named is not None and table.as_on.date is not None and named not in days:
            problem = dates_differ(table.as_on, named, "file name", table.area.sheet.grid.where())
            found[at] = replace(table, problems=(*table.problems, problem))
    return found
