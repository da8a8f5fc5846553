"""Lists of workers turned into counts by place, date and cut. Nothing else of them leaves this module: no name, no
number, no text of a cell stands in a record or a problem."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import Literal

from eshram_cli.counted import Counted
from eshram_cli.errors import EshramError
from eshram_cli.language.dates import read_date
from eshram_cli.language.lexicon import member, read_words
from eshram_cli.language.numerals import group
from eshram_cli.places.finder import Finder
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import PlaceId
from eshram_cli.privacy.lists import refuse_long_counts, refuse_persons
from eshram_cli.privacy.masking import masked
from eshram_cli.privacy.numbers import few_numbers
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.cut_names import join_cuts
from eshram_cli.returns.find.headings import Levels, listing, read_headings
from eshram_cli.returns.find.legacy_fonts import in_unicode
from eshram_cli.returns.find.tables import Area, find_areas
from eshram_cli.returns.hints import Hints, check_mapping
from eshram_cli.returns.model import CellCount, Record, Return
from eshram_cli.returns.understand import Understood, shown, understand
from eshram_cli.sheets.model import Book, Cell
from eshram_cli.sheets.view import BLANK, TEXT, Sheet, text_of

TakenAs = Literal["new", "part"]
"""What a list's workers are: all the new ones of their days, or some of them."""

CUTS = ("channel", "department", "category", "gender")
"""Cuts that a list of workers may be counted by. Officers are persons too, and a camp's name may be one's."""

MEMBERS = 40
"""A column of more different words than these is no cut: it may hold names."""


@dataclass
class _Counted:
    """Workers by place, date and cut, with the first row of each; rows that could not be counted, by the reason."""

    workers: Counter[tuple[PlaceId, dt.date, str]] = field(default_factory=Counter)
    rows: dict[tuple[PlaceId, dt.date], int] = field(default_factory=dict)
    lost: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))


def count_persons(
    book: Book, gazetteer: Gazetteer, hints: Hints | None = None, taken_as: TakenAs = "new"
) -> list[Return]:
    """One return of counts for each list of workers in the book.

    The workers are new ones: of the date in their column of registration dates; without one, of the date of the title
    or of the hints. Taken as "new" they are all the new ones of their day, which add up like those of any return;
    taken as "part" they are some of them, kept as those of the list of that name, and are in no place's count.
    A row is one worker: it needs a place, or the place of
    the title or of the hints, and a date. Each cut is counted by itself, beside all. Rows that lack a place or a date
    are rejected, by number only.

    Raises EshramError: not-persons where the book holds no list of workers, no-table, and those of the hints.
    """
    finder, hints = Finder.of(gazetteer), hints or Hints()
    book = in_unicode(replace(book, problems=()), finder)
    areas = list(_areas(book, finder, hints))
    if not areas:
        raise EshramError("no-table", Where(book.file))
    check_mapping(hints.mapping, [headings for _, headings, _ in areas], book.file)
    tables = [understand(area, headings, others, finder, hints) for area, headings, others in areas]
    lists = [table for table in tables if _is_list(table)]
    if not lists:
        raise EshramError("not-persons", Where(book.file))
    return [_counted(book, table, taken_as) for table in lists]


def _areas(book: Book, finder: Finder, hints: Hints) -> Iterator[tuple[Area, dict[int, Levels], list[Area]]]:
    wanted = [grid for grid in book.grids if hints.sheet.casefold() in {"", grid.sheet.casefold()}]
    if not wanted:
        sheets = ", ".join(grid.sheet for grid in book.grids)
        raise EshramError("sheet-missing", Where(book.file), name=hints.sheet, sheets=sheets)
    for grid in wanted:
        found = find_areas(Sheet.of(grid), finder, hints.header_row - 1 if hints.header_row else None)
        for number, area in enumerate(found, start=1):
            if hints.table in {None, number}:
                yield area, read_headings(area), [other for other in found if other is not area]


def _is_list(table: Understood) -> bool:
    """Whether the table would be refused as a list of persons."""
    area, columns = table.area, table.roles.columns
    try:
        few_numbers(area.sheet)
        refuse_persons(listing(area, {column.index: column.levels for column in columns}))
        refuse_long_counts(area.sheet, area.rows, [column.index for column in table.roles.counts])
    except EshramError as error:
        return error.problem.code == "persons"
    return False


def _counted(book: Book, table: Understood, taken_as: TakenAs) -> Return:
    dates = _dates(table)
    counted = _count(table, dates, _members(table))
    where = table.area.sheet.grid.where
    problems = [
        Problem(code, where(rows[0]), {"rows": len(rows)}) for code, rows in sorted(counted.lost.items()) if rows
    ]
    persons = sum(count for (_, _, cut), count in counted.workers.items() if not cut)
    note = Problem(
        "counted-persons",
        where(),
        {"persons": Counted(group(persons), persons), "places": len({p for p, _, _ in counted.workers})},
    )
    records = _records(counted, f"list={_list_name(table)}" if taken_as == "part" else "")
    return Return(
        file=book.file,
        sheet=table.area.sheet.grid.sheet,
        sha256=book.sha256,
        table=replace(shown(table), total_rows=(), problems=()),
        records=records,
        problems=(note, *problems),
        rejected=sum(map(len, counted.lost.values())),
        within=table.located.within,
        as_on=max((day for _, day in counted.rows), default=table.as_on.date),
    )


def _count(table: Understood, dates: Sequence[dt.date | None], members: Sequence[Sequence[str]]) -> _Counted:
    counted = _Counted()
    for at, row in enumerate(table.area.rows):
        if not _is_worker(table, row):
            continue
        place = _place(table, at)
        day = dates[at] if dates else table.as_on.date
        if place is None or day is None:
            counted.lost["worker-no-place" if place is None else "worker-no-date"].append(row)
            continue
        counted.rows.setdefault((place, day), row)
        for cut in ["", *filter(None, (column[at] for column in members))]:
            counted.workers[place, day, cut] += 1
    return counted


def _is_worker(table: Understood, row: int) -> bool:
    """Whether the row is one worker: two cells or more, at least one of words, and no total."""
    area = table.area
    if row in table.totals.rows or row in area.skipped:
        return False
    kinds = [area.sheet.kind(row, column) for column in area.columns]
    return TEXT in kinds and sum(kind != BLANK for kind in kinds) >= 2


def _place(table: Understood, at: int) -> PlaceId | None:
    if not table.located.entries:
        deepest = table.located.context.deepest
        return deepest.id if deepest else None
    row, column = table.area.first + at, table.roles.places[-1].index
    merged = any(span.left <= column <= span.right for span in table.area.sheet.merges_in(row, row))
    if not table.area.sheet.kind(row, column) and not merged:
        return None
    entry = table.located.entries[at]
    return entry.place.id if entry.kind in {"place", "parent"} and entry.place is not None else None


def _dates(table: Understood) -> list[dt.date | None]:
    """The date of each row; nothing where no column holds dates of registration."""
    columns = [column for column in table.roles.of("date") if not read_words(column.heading).has("person:birth")]
    if not columns:
        return []
    moments = [read_date(cell) or read_date(cell, serial=True) for cell in _cells(columns[0])]
    return [moment.date if moment else None for moment in moments]


def _cells(column: Reading) -> Sequence[Cell]:
    area = column.area
    return [area.sheet.at(row, column.index) for row in area.rows]


def _members(table: Understood) -> list[list[str]]:
    """For each cut column the cut of each row, blank where it says none; columns of too many words are no cuts."""
    found = []
    for column in table.roles.of("cut"):
        if column.cut in CUTS:
            texts = [text_of(cell) for cell in _cells(column)]
            keys = [member(column.cut, text) if _is_word(text) else "" for text in texts]
            if len(set(keys)) <= MEMBERS:
                found.append([f"{column.cut}={key}" if key else "" for key in keys])
    return found


def _is_word(text: str) -> bool:
    """Whether the text may be a member's name: never one with a number in it."""
    return bool(text) and sum(map(str.isdecimal, text)) < 4 and "=" not in text and "|" not in text


def _list_name(table: Understood) -> str:
    """What a list is kept under: the names of its file and sheet, without anything that may be a person's number."""
    grid = table.area.sheet.grid
    stem = PurePath(grid.file.replace("\\", "/")).stem
    name = " ".join(part for part in (stem, grid.sheet) if part).replace("=", " ").replace("|", " ")
    return member("list", str(masked(name, suspect=True))) or "1"


def _records(counted: _Counted, whole: str) -> tuple[Record, ...]:
    """The counts as the day's new persons; `whole`: the cut that all of them are in, blank where they are all there
    are."""
    counts: dict[tuple[PlaceId, dt.date], list[CellCount]] = defaultdict(list)
    for (place, day, cut), workers in sorted(counted.workers.items()):
        counts[place, day].append(CellCount(value=workers, cut=join_cuts([cut, whole]), measure="new"))
    return tuple(
        Record(place=place, as_on=day, row=counted.rows[place, day] + 1, counts=tuple(found))
        for (place, day), found in counts.items()
    )
