"""From the rows of an understood table to validated records, targets and problems."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from eshram_cli.language.dates import date_or_reason, month_first
from eshram_cli.language.lexicon import is_label
from eshram_cli.language.unread import Unread, shown, unread
from eshram_cli.language.written import show_date
from eshram_cli.places.model import PlaceId
from eshram_cli.places.words import level_words
from eshram_cli.privacy.centres import WITHHELD
from eshram_cli.privacy.masking import masked
from eshram_cli.problems import Problem, Severity, catalogue
from eshram_cli.returns.columns.amounts import Figures, read_figures
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.cut_names import BLANK_CUT, join_cuts, row_cuts, window_of
from eshram_cli.returns.columns.date_columns import heads_dates, is_form_time
from eshram_cli.returns.columns.exchanged_dates import exchanged_problem, read_dates
from eshram_cli.returns.columns.filling import filled_cells
from eshram_cli.returns.columns.resolve_roles import WHOLE_BESIDE
from eshram_cli.returns.columns.roles import NO_PLACES, Roles
from eshram_cli.returns.model import RECORDS, Record, Unknown
from eshram_cli.returns.placing.dating import AsOn
from eshram_cli.returns.placing.locate import Located
from eshram_cli.returns.placing.place_entries import PlaceEntry
from eshram_cli.returns.placing.repeats import find_repeats
from eshram_cli.returns.totals.crosschecks import check_parents, crosscheck
from eshram_cli.returns.totals.total_rows import Totals
from eshram_cli.sheets.model import Cell
from eshram_cli.sheets.view import BLANK, Sheet


@dataclass(frozen=True)
class RowsRead:
    """What the rows of a table gave. `rejected` rows were kept out by an error."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    rejected: int = 0
    unknown: tuple[Unknown, ...] = ()
    as_on: dt.date | None = None


@dataclass
class _Candidates:
    """The rows that may give records: their numbers, for each its place, date, cut and the officer who answers for it,
    and by column its figures; the problems and bad rows so far."""

    sheet: Sheet
    roles: Roles
    rows: list[int]
    entries: list[PlaceEntry]
    dates: list[dt.date | None]
    times: list[dt.time | None]
    cuts: list[str]
    officers: list[str]
    figures: Mapping[int, Figures]
    complete: Collection[str]
    problems: list[Problem] = field(default_factory=list)
    bad: set[int] = field(default_factory=set)
    unknown: dict[PlaceId, Unknown] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Keeps a problem; an error makes its row a bad one."""
        self.problems.append(problem)
        if problem.where.row and catalogue()[problem.code].severity is Severity.error:
            self.bad.add(problem.where.row - 1)

    def holds(self, at: int) -> bool:
        """Whether the row has anything in a column of counts, readable or not."""
        return any(one.held(at) for one in self.figures.values())


def read_rows(
    roles: Roles, located: Located, totals: Totals, as_on: AsOn, learn: bool, complete: Collection[str] = ()
) -> RowsRead:
    """Records of all rows without an error; a row with one is kept out whole. Totals give none. `complete`: the
    dimensions whose members the sheet calls all of them."""
    area = roles.columns[0].area
    rows = [row for row in area.rows if row not in totals.rows and row not in area.skipped]
    if located.entries:
        entries = [located.entries[row - area.first] for row in rows]
    else:
        deepest = located.context.deepest
        entries = [PlaceEntry("place", 0, deepest.name if deepest else "", deepest)] * len(rows)
    dates, times = _dates(roles, rows, as_on)
    cuts, officers = _cuts(roles, rows, located, dates)
    figures = {column.index: read_figures(column, rows) for column in roles.counts}
    table = _Candidates(area.sheet, roles, rows, entries, dates, times, cuts, officers, figures, complete)
    _check_places(table, learn)
    _check_dates(table, as_on)
    _check_cuts(table)
    # Rows of villages, booths or towns: their figures would all be taken for those of the place above. A division or
    # police station beside the rows' own places only groups them.
    named = roles.of("place")
    strange = [column for column in named if column.level in NO_PLACES - ({"unit"} if roles.places else set())]
    if strange and figures:
        words = {"what": strange[0].heading or strange[0].letter}
        table.problems.append(Problem("row-level", strange[0].where, words))
        table.bad.update(rows)
    parted: set[int] = set()
    for one in figures.values():
        for at, problem in one.problems:
            # A row that names no place and no date is a note or a blank row in the body; a row whose commas leave its
            # numbers open is told once, not for each of its columns.
            if entries[at].kind != "blank" and (problem.code != "commas-unsure" or at not in parted):
                table.add(problem)
                parted.add(at)
    _check_merges(table)
    for problem in crosscheck(roles, rows, figures):
        table.add(problem)
        if problem.code == "columns-swapped":
            table.bad.update(rows)
    _add_withheld(table)
    keys = list(zip(dates, cuts, strict=True))
    for problem in check_parents(entries, rows, keys, figures, roles):
        table.add(problem)
    found = find_repeats(entries, rows, keys, figures, table.bad, roles)
    table.problems += found.problems
    table.bad |= found.bad
    for one in figures.values():
        # A place listed again with equal figures is told, and counted once.
        for at in found.again:
            one.values[at] = None
    records = _records(table)
    days = {date for date in dates if date is not None} if roles.dates else set()
    if any(record.counts for record in records):
        days |= {column.as_on for column in roles.counts if column.as_on is not None}
    return RowsRead(
        records=records,
        problems=tuple(table.problems),
        rejected=sum(table.holds(at) for at, row in enumerate(rows) if row in table.bad),
        unknown=tuple(table.unknown.values()),
        as_on=max(days) if days else as_on.date,
    )


def _dates(roles: Roles, rows: Sequence[int], as_on: AsOn) -> tuple[list[dt.date | None], list[dt.time | None]]:
    """The dates and times of the rows: those of their date column, unless the user told one for all."""
    columns = roles.dates
    if not columns or as_on.source == "option":
        return [as_on.date] * len(rows), [as_on.time] * len(rows)
    filled, first = filled_cells(columns[0]), columns[0].area.first
    cells = [filled[row - first] for row in rows]
    known = read_dates(cells, as_on.beside).known

    def mark(cell: Cell) -> str:
        """What parts the numbers of a date as it is written; blank where nothing does."""
        return next((char for char in str(cell) if char in "-./"), "")

    # A date that needs its month first makes every date of the column unsure that is written with the same mark.
    marks = {mark(cell) for cell, moment in known.items() if moment is None and month_first(cell)}
    if marks:
        known = {cell: None if month_first(cell) and mark(cell) in marks else day for cell, day in known.items()}
    moments = [known[cell] for cell in cells]
    return [m.date if m else None for m in moments], [m.time if m else None for m in moments]


def _cuts(
    roles: Roles, rows: Sequence[int], located: Located, dates: Sequence[dt.date | None]
) -> tuple[list[str], list[str]]:
    """The rows' cuts, and those of the officers. One officer named beside each place answers for all of it: the figure
    is the place's, and his. Of several officers of a place each has a figure of his own, and the place has none."""
    columns = roles.of("cut")
    officers = [column for column in columns if column.cut == "officer"]
    window = window_of(roles.columns)
    if not rows or not officers or not located.entries:
        return row_cuts(columns, rows, window), []
    plain = row_cuts([column for column in columns if column.cut != "officer"], rows, window)
    first = roles.columns[0].area.first
    places = [located.entries[row - first].place for row in rows]
    keys = [key for key in zip(places, dates, plain, strict=True) if key[0] is not None]
    return (plain, row_cuts(officers, rows)) if len(set(keys)) == len(keys) else (row_cuts(columns, rows, window), [])


def _check_places(table: _Candidates, learn: bool) -> None:
    """Rows with figures whose place nobody can say: new names are kept to be learned, others are told once a name."""
    told: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, entry in enumerate(table.entries):
        if entry.kind in {"place", "parent"} or not table.holds(at):
            continue
        row = table.rows[at]
        table.bad.add(row)
        if entry.kind == "new" and entry.place is not None:
            table.unknown.setdefault(entry.place.id, Unknown(entry.place, entry.written, row + 1, entry.column + 1))
        elif entry.kind == "blank":
            table.add(Problem("row-place-blank", table.sheet.grid.where(row, entry.column)))
        elif entry.code:
            told[entry.code, entry.written].append(at)
    for (code, _), ats in told.items():
        entry = table.entries[ats[0]]
        words = {**entry.words, "rows": len(ats)}
        table.add(Problem(code, table.sheet.grid.where(table.rows[ats[0]], entry.column), words))
    if table.unknown and not learn:
        unknown = list(table.unknown.values())
        names = ", ".join(one.written for one in unknown[:5]) + (", …" if len(unknown) > 5 else "")
        words = {"count": len(unknown), "names": names, "level": level_words(unknown[0].place.level)}
        where = table.sheet.grid.where(unknown[0].row - 1, unknown[0].column - 1)
        table.problems.append(Problem("places-new", where, words))


def _check_dates(table: _Candidates, as_on: AsOn) -> None:
    """Rows whose date cell says none, or all rows where neither a column nor the title nor the user gives a date."""
    columns = table.roles.dates
    if columns and as_on.source != "option":
        undated = [at for at, date in enumerate(table.dates) if date is None]
        unsure = read_dates(filled_cells(columns[0]), as_on.beside).doubtful if undated else frozenset()
        asked: list[int] = []
        for at in undated:
            row = table.rows[at]
            if table.entries[at].kind == "blank" or not table.holds(at):
                continue
            cell, where = columns[0].cell(row), columns[0].where_of(row)
            reason, other = date_or_reason(cell), month_first(cell)
            if cell in unsure:
                asked.append(row)
            elif isinstance(reason, Unread):
                table.add(reason.problem(where))
            elif other is not None:
                table.add(unread("date-month-first", cell, day=show_date(other)).problem(where))
            else:
                table.add(Problem("row-date-blank", where))
        if asked:
            first = columns[0].cell(asked[0]), columns[0].where_of(asked[0])
            table.add(exchanged_problem("unsure", *first, len(asked)))
            table.bad.update(asked)
    elif as_on.date is None and any(column.as_on is None for column in table.roles.of("registered", "new")):
        # Else the first cell of a column that says it holds dates, and whose cells are none.
        unread_dates = (
            Problem("date-column-unread", column.where_of(row), {"column": column.name, "text": shown(cell)})
            for column in table.roles.of("", "other")
            if heads_dates(column) or is_form_time(column)
            for row in table.rows
            if isinstance(date_or_reason(cell := column.cell(row)), Unread)
        )
        no_date = Problem("no-date", table.sheet.grid.where())
        table.problems.append(as_on.problem or next(unread_dates, no_date))
        table.bad.update(table.rows)


def _check_cuts(table: _Candidates) -> None:
    """Rows whose cut cell is blank: in a list of targets that is the target of all persons; beside counts it may be
    anybody's."""
    asks = bool(table.roles.of("registered", "new"))
    for at, row in enumerate(table.rows):
        if table.cuts[at] == BLANK_CUT:
            table.cuts[at] = ""
            if asks and table.holds(at) and row not in table.bad:
                column = table.roles.of("cut")[0]
                words = {"heading": column.heading or column.letter}
                table.add(Problem("row-cut-blank", column.where_of(row), words))


def _add_withheld(table: _Candidates) -> None:
    """The figures of a place's centres whose numbers are withheld, added up in the first of their rows: nothing that
    may be kept tells these centres apart."""
    firsts: dict[tuple[object, ...], int] = {}
    for at, row in enumerate(table.rows):
        place, cut = table.entries[at].place, table.cuts[at]
        if place is None or row in table.bad or f"centre={WITHHELD}" not in cut.split("|"):
            continue
        first = firsts.setdefault((place.id, table.dates[at], cut), at)
        for figures in table.figures.values() if first != at else ():
            both = figures.values[first], figures.values[at]
            figures.values[first] = None if both == (None, None) else sum(value or 0 for value in both)
            figures.values[at] = None


def _check_merges(table: _Candidates) -> None:
    """A figure merged over several rows or columns belongs to none of them alone."""
    for span in table.sheet.merges_in(table.rows[0], table.rows[-1]) if table.rows else ():
        touched = table.figures.keys() & set(range(span.left, span.right + 1))
        if not touched or (span.top == span.bottom and len(touched) < 2):
            continue
        if table.sheet.kind(span.top, span.left) != BLANK:
            words = {"text": table.sheet.text(span.top, span.left)}
            table.add(Problem("figure-merged", table.sheet.grid.where(span.top, span.left), words))
            table.bad.update(range(span.top, span.bottom + 1))


def _records(table: _Candidates) -> tuple[Record, ...]:
    """The rows that are not bad, each a record; one for each of its dates where columns have dates of their own.

    A number that pydantic refuses, since it cannot be one of persons, is a problem of its cell and keeps the row out.
    """
    aims = _aims(table)
    try:
        return RECORDS.validate_python(_said(table, aims))
    except ValidationError as error:
        refused = error.errors(include_url=False)
    said: Any = list(_said(table, aims))
    for at, kind, number, *_ in [one["loc"] for one in refused]:
        row, column = said[at]["row"] - 1, said[at][kind][number]["column"] - 1
        words = {"text": shown(table.sheet.at(row, column))}
        table.add(Problem("count-not-number", table.sheet.grid.where(row, column), words))
    return RECORDS.validate_python(_said(table, aims))


def _said(table: _Candidates, aims: Mapping[int, list[Reading]]) -> Iterator[dict[str, Any]]:
    """What the rows that are not bad say, as records have it, before it is validated."""
    roles, counted = table.roles, table.roles.of("registered", "new")
    cuts = {(row, part): join_cuts([row, part]) for row in set(table.cuts) for part in {c.cut for c in roles.counts}}
    parts = {
        (c.index, cut): _part(table, c, cut) for c in counted for cut in {cuts[row, c.cut] for row in set(table.cuts)}
    }
    # Without a number of a person that stands beside a name.
    names = {text: str(masked(text, suspect=True)) for text in {entry.written for entry in table.entries}}
    for at, (row, entry) in enumerate(zip(table.rows, table.entries, strict=True)):
        if entry.place is None or row in table.bad:
            continue
        days: dict[tuple[dt.date | None, dt.time | None], dict[str, Any]] = {}
        for column in (*counted, *aims[at]) if at in aims else counted:
            figures = table.figures[column.index]
            value = figures.values[at]
            if value is None:
                continue
            as_on, time = moment = (column.as_on, None) if column.as_on else (table.dates[at], table.times[at])
            if moment not in days:
                known = {"place": entry.place.id, "as_on": as_on, "time": time, "row": row + 1}
                days[moment] = {**known, "written": names[entry.written], "counts": [], "targets": []}
            cut = cuts[table.cuts[at], column.cut]
            cell = {"value": value, "quality": figures.qualities[at], "cut": cut, "column": column.index + 1}
            if column.role == "target":
                days[moment]["targets"].append({**cell, "place": entry.place.id, "row": row + 1})
                continue
            cell["measure"] = column.role
            days[moment]["counts"].append({**cell, "part": parts[column.index, cut]})
            if not cut and table.officers and table.officers[at] not in {"", BLANK_CUT}:
                days[moment]["counts"].append({**cell, "cut": table.officers[at]})
        yield from days.values()


def _part(table: _Candidates, column: Reading, cut: str) -> bool | None:
    """Whether a count is of a part, as far as the sheet says: not where it calls the members of a dimension all of
    them, nor where a heading of its own says that it counts all workers. "Total" beside or below the members of a
    dimension leaves it open."""
    dimensions = {one.partition("=")[0] for one in cut.split("|")}
    if cut:
        return False if dimensions <= set(table.complete) else None
    below = any(one.cut != "officer" or not table.officers for one in table.roles.of("cut"))
    group = column.levels[:-1] if column.levels and is_label(column.levels[-1], "total") else None
    beside = any(one.cut and one.levels[:-1] == group for one in table.roles.counts)
    return None if below or beside or column.why == WHOLE_BESIDE else False


def _aims(table: _Candidates) -> Mapping[int, list[Reading]]:
    """By row its target columns; of a place listed for several dates only those beside the latest."""
    roles = table.roles
    counted = bool(roles.of("registered", "new"))
    latest: dict[tuple[PlaceId, str], tuple[dt.date, int, Reading]] = {}
    for column in roles.of("target"):
        if not counted and column.why != "as told":
            continue
        for at, entry in enumerate(table.entries):
            if entry.place is None or table.rows[at] in table.bad or table.figures[column.index].values[at] is None:
                continue
            key = entry.place.id, join_cuts([table.cuts[at], column.cut])
            day = column.as_on or table.dates[at] or dt.date.min
            if key not in latest or latest[key][0] <= day:
                latest[key] = (day, at, column)
    aims: dict[int, list[Reading]] = defaultdict(list)
    for _, at, column in latest.values():
        aims[at].append(column)
    return aims
