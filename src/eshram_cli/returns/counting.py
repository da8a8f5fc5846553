"""Lists of workers turned into counts by place, date and cut. Nothing else of them leaves this module: no name, no
number, no text of a cell stands in a record or a problem."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import PurePath
from typing import Literal

from eshram_cli.counted import Counted
from eshram_cli.errors import EshramError
from eshram_cli.language.dates import read_date
from eshram_cli.language.lexicon import member, read_words
from eshram_cli.language.written import group
from eshram_cli.places.finder import Finder
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import PlaceId
from eshram_cli.privacy.centres import REFUSED
from eshram_cli.privacy.lists import refuse_long_counts, refuse_persons
from eshram_cli.privacy.masking import masked
from eshram_cli.privacy.numbers import few_numbers
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.columns.cut_names import join_cuts
from eshram_cli.returns.find.legacy_fonts import in_unicode
from eshram_cli.returns.find.tables import listing
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import CellCount, Record, Return
from eshram_cli.returns.understand import Understood, find_tables, shown, understand, wanted_grids
from eshram_cli.sheets.model import Book
from eshram_cli.sheets.view import BLANK, TEXT, Sheet, text_of

TakenAs = Literal["new", "part"]
"""What a list's workers are: all the new ones of their days, or some of them."""

CUTS = ("channel", "department", "category", "gender")
"""Cuts that a list of workers may be counted by. Officers are persons too, and a camp's name may be one's."""

MEMBERS = 40
"""A column of more different words than these is no cut: it may hold names."""


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
    found = find_tables(book, [Sheet.of(grid) for grid in wanted_grids(book, hints)], finder, hints)
    if not found:
        raise EshramError("no-table", Where(book.file))
    tables = [understand(area, headings, others, finder, hints) for area, headings, others in found]
    lists = [table for table in tables if _is_list(table)]
    if not lists:
        raise EshramError("not-persons", Where(book.file))
    return [_counted(book, table, taken_as) for table in lists]


def _is_list(table: Understood) -> bool:
    """Whether the table would be refused as a list of persons."""
    area, columns = table.area, table.roles.columns
    try:
        few_numbers(area.sheet)
        refuse_persons(listing(area, {column.index: column.levels for column in columns}))
        refuse_long_counts(area.sheet, area.rows, [column.index for column in table.roles.counts])
    except EshramError as error:
        return error.problem.code in REFUSED
    return False


def _counted(book: Book, table: Understood, taken_as: TakenAs) -> Return:
    """The workers of one list by place, date and cut; rows that could not be counted, by the reason."""
    area, members = table.area, _members(table)
    days = [column for column in table.roles.of("date") if not read_words(column.heading).has("person:birth")]
    dates = [read_date(cell) or read_date(cell, serial=True) for cell in days[0].cells] if days else []
    workers: Counter[tuple[PlaceId, dt.date, str]] = Counter()
    first_rows: dict[tuple[PlaceId, dt.date], int] = {}
    lost: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(area.rows):
        kinds = [area.sheet.kind(row, column) for column in area.columns]
        # A worker's row has two cells or more, at least one of words, and is no total.
        out = row in table.totals.rows or row in area.skipped
        if out or TEXT not in kinds or sum(kind != BLANK for kind in kinds) < 2:
            continue
        place = _place(table, at)
        moment = dates[at] if dates else table.as_on
        day = moment.date if moment else None
        if place is None or day is None:
            lost["worker-no-place" if place is None else "worker-no-date"].append(row)
            continue
        first_rows.setdefault((place, day), row)
        for cut in ["", *filter(None, (column[at] for column in members))]:
            workers[place, day, cut] += 1
    grid, whole = area.sheet.grid, ""
    if taken_as == "part":
        # The cut of the list: the names of its file and sheet, without anything that may be a person's number.
        stem = PurePath(grid.file.replace("\\", "/")).stem
        name = " ".join(part for part in (stem, grid.sheet) if part).replace("=", " ").replace("|", " ")
        whole = f"list={member('list', str(masked(name, suspect=True))) or '1'}"
    counts: dict[tuple[PlaceId, dt.date], list[CellCount]] = defaultdict(list)
    for (place, day, cut), count in sorted(workers.items()):
        counts[place, day].append(CellCount(value=count, cut=join_cuts([cut, whole]), measure="new"))
    where, persons = grid.where, sum(count for (_, _, cut), count in workers.items() if not cut)
    words = {"persons": Counted(group(persons), persons), "places": len({place for place, _, _ in workers})}
    return Return(
        file=book.file,
        sheet=grid.sheet,
        sha256=book.sha256,
        table=replace(shown(table), total_rows=(), problems=()),
        records=tuple(
            Record(place=place, as_on=day, row=first_rows[place, day] + 1, counts=tuple(found))
            for (place, day), found in counts.items()
        ),
        problems=(
            Problem("counted-persons", where(), words),
            *(Problem(code, where(rows[0]), {"rows": len(rows)}) for code, rows in sorted(lost.items())),
        ),
        rejected=sum(map(len, lost.values())),
        within=table.located.within,
        as_on=max((day for _, day in first_rows), default=table.as_on.date),
    )


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


def _members(table: Understood) -> list[list[str]]:
    """For each cut column the cut of each row, blank where it says none; columns of too many words are no cuts."""
    found = []
    for column in table.roles.of("cut"):
        if column.cut in CUTS:
            texts = [text_of(cell) for cell in column.cells]
            # A member's name has no number in it.
            words = (text if sum(map(str.isdecimal, text)) < 4 and not {"=", "|"} & set(text) else "" for text in texts)
            keys = [member(column.cut, text) if text else "" for text in words]
            if len(set(keys)) <= MEMBERS:
                found.append([f"{column.cut}={key}" if key else "" for key in keys])
    return found
