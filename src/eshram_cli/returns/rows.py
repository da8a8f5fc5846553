"""From the rows of an understood table to validated records, targets and problems."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, compress
from typing import Any

from eshram_cli.language.dates import date_or_reason, month_first, read_date, show_date
from eshram_cli.language.unread import Unread, unread
from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Problem, Severity, Where, catalogue
from eshram_cli.returns.bulk import records_of, validated
from eshram_cli.returns.cells import Figures, read_figures
from eshram_cli.returns.columns import Reading
from eshram_cli.returns.crosschecks import crosscheck
from eshram_cli.returns.cutting import BLANK_CUT, join_cuts, row_cuts
from eshram_cli.returns.dating import AsOn
from eshram_cli.returns.filling import filled_cells
from eshram_cli.returns.kinship import check_parents
from eshram_cli.returns.locate import Located
from eshram_cli.returns.masking import masked
from eshram_cli.returns.model import Record, TargetRecord, Unknown
from eshram_cli.returns.repeats import find_repeats
from eshram_cli.returns.roles import Roles
from eshram_cli.returns.scan import BLANK, Sheet
from eshram_cli.returns.spots import Spot, level_words
from eshram_cli.returns.totals import Totals
from eshram_cli.sheets.model import Cell


@dataclass(frozen=True)
class Rows:
    """What the rows of a table gave. `rejected` rows were kept out by an error."""

    records: tuple[Record, ...] = ()
    targets: tuple[TargetRecord, ...] = ()
    problems: tuple[Problem, ...] = ()
    rejected: int = 0
    unknown: tuple[Unknown, ...] = ()
    as_on: dt.date | None = None


@dataclass
class _Table:
    """The rows that may give records: their numbers, and for each its spot, date, cut; problems and bad rows so far."""

    sheet: Sheet
    roles: Roles
    rows: list[int]
    spots: list[Spot]
    dates: list[dt.date | None]
    times: list[dt.time | None]
    cuts: list[str]
    problems: list[Problem] = field(default_factory=list)
    bad: set[int] = field(default_factory=set)
    unknown: dict[PlaceId, Unknown] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Keeps a problem; an error makes its row a bad one."""
        self.problems.append(problem)
        if problem.where.row and catalogue()[problem.code].severity is Severity.error:
            self.bad.add(problem.where.row - 1)


def read_rows(roles: Roles, located: Located, totals: Totals, as_on: AsOn, learn: bool) -> Rows:
    """Records of all rows without an error; a row with one is kept out whole. Totals give none."""
    table = _table(roles, located, totals, as_on)
    figures = {column.index: read_figures(column, table.rows) for column in roles.counts}
    _places(table, figures, learn)
    _dates(table, as_on, figures)
    _cuts(table, figures)
    _levels(table)
    for column in roles.counts:
        for at, problem in figures[column.index].problems:
            if not _is_outside(table, at):
                table.add(problem)
    _merged_figures(table)
    _crosscheck(table, figures)
    for problem in check_parents(
        table.spots, table.rows, list(zip(table.dates, table.cuts, strict=True)), figures, roles
    ):
        table.add(problem)
    _twice(table, figures)
    return _built(table, figures, as_on)


def _table(roles: Roles, located: Located, totals: Totals, as_on: AsOn) -> _Table:
    area = roles.columns[0].area
    out = totals.rows | area.skipped
    rows: list[int] = list(range(area.first, area.last + 1))
    if out:
        rows = [row for row in rows if row not in out]
    dates, times = _row_dates(roles, rows, as_on)
    spots, cuts = _row_spots(located, area.first, rows), _row_cuts(roles, rows, located, dates)
    return _Table(area.sheet, roles, rows, spots, dates, times, cuts)


def _row_cuts(roles: Roles, rows: Sequence[int], located: Located, dates: Sequence[dt.date | None]) -> list[str]:
    """The rows' cuts. An officer named beside each place, one a place, answers for it and cuts nothing."""
    columns = roles.of("cut")
    plain = row_cuts([column for column in columns if column.cut != "officer"], rows)
    if len(plain) == 0 or all(column.cut != "officer" for column in columns) or not located.spots:
        return row_cuts(columns, rows)
    first = roles.columns[0].area.first
    places = [located.spots[row - first].place for row in rows]
    keys = [key for key in zip(places, dates, plain, strict=True) if key[0] is not None]
    return plain if len(set(keys)) == len(keys) else row_cuts(columns, rows)


def _row_spots(located: Located, first: int, rows: Sequence[int]) -> list[Spot]:
    if not located.spots:
        deepest = located.context.deepest
        spot = Spot("place", 0, deepest.name if deepest else "", deepest)
        return [spot] * len(rows)
    if len(rows) == len(located.spots):
        return located.spots
    return [located.spots[row - first] for row in rows]


def _row_dates(roles: Roles, rows: Sequence[int], as_on: AsOn) -> tuple[list[dt.date | None], list[dt.time | None]]:
    columns = roles.of("date")
    if not columns or as_on.source == "option":
        return [as_on.date] * len(rows), [as_on.time] * len(rows)
    filled, first = filled_cells(columns[0]), columns[0].area.first
    cells = [filled[row - first] for row in rows]
    known = {cell: read_date(cell) or read_date(cell, serial=True) for cell in set(cells)}
    # A date that needs its month first makes every date of the column unsure that is written with the same mark.
    marks = {_mark(cell) for cell, moment in known.items() if moment is None and month_first(cell)}
    if marks:
        known = {cell: None if month_first(cell) and _mark(cell) in marks else day for cell, day in known.items()}
    moments = list(map(known.__getitem__, cells))
    return [m.date if m else None for m in moments], [m.time if m else None for m in moments]


def _mark(cell: Cell) -> str:
    """What parts the numbers of a date."""
    return next((char for char in str(cell) if char in "-./"), "")


def _is_outside(table: _Table, at: int) -> bool:
    """Whether a row names no place and no date: a note or a blank row in the body."""
    return table.spots[at].kind == "blank"


def _places(table: _Table, figures: Mapping[int, Figures], learn: bool) -> None:
    if {spot.kind for spot in table.spots} <= {"place", "parent"}:
        return
    told: dict[tuple[str, str], list[int]] = defaultdict(list)
    for at, spot in enumerate(table.spots):
        if spot.kind in {"place", "parent"} or not any(one.held(at) for one in figures.values()):
            continue
        row = table.rows[at]
        table.bad.add(row)
        if spot.kind == "new" and spot.place is not None:
            table.unknown.setdefault(spot.place.id, Unknown(spot.place, spot.written, row + 1, spot.column + 1))
        elif spot.kind == "blank":
            table.add(Problem("row-place-blank", table.sheet.grid.where(row, spot.column)))
        elif spot.code:
            told[spot.code, spot.written].append(at)
    for (code, _), ats in told.items():
        spot = table.spots[ats[0]]
        words = {**spot.words, "rows": len(ats)}
        table.add(Problem(code, table.sheet.grid.where(table.rows[ats[0]], spot.column), words))
    if table.unknown and not learn:
        table.problems.append(_new_places(table))


def _new_places(table: _Table) -> Problem:
    unknown = list(table.unknown.values())
    names = ", ".join(one.written for one in unknown[:5]) + (", …" if len(unknown) > 5 else "")
    words = {"count": len(unknown), "names": names, "level": level_words(unknown[0].place.level)}
    return Problem("places-new", table.sheet.grid.where(unknown[0].row - 1, unknown[0].column - 1), words)


def _dates(table: _Table, as_on: AsOn, figures: Mapping[int, Figures]) -> None:
    columns = table.roles.of("date")
    if columns and as_on.source != "option":
        for at in (at for at, date in enumerate(table.dates) if date is None):
            if any(one.held(at) for one in figures.values()) and not _is_outside(table, at):
                where = table.sheet.grid.where(table.rows[at], columns[0].index)
                table.add(_undated(table.sheet.at(table.rows[at], columns[0].index), where))
    elif as_on.date is None and any(column.as_on is None for column in table.roles.of("registered", "new")):
        table.problems.append(as_on.problem or Problem("no-date", table.sheet.grid.where()))
        table.bad.update(table.rows)


def _undated(cell: Cell, where: Where) -> Problem:
    """Why a row has no date."""
    reason, other = date_or_reason(cell), month_first(cell)
    if isinstance(reason, Unread):
        return reason.problem(where)
    if other is not None:
        return unread("date-month-first", cell, day=show_date(other)).problem(where)
    return Problem("row-date-blank", where)


def _cuts(table: _Table, figures: Mapping[int, Figures]) -> None:
    if BLANK_CUT not in table.cuts:
        return
    column = table.roles.of("cut")[0]
    # In a list of targets a blank channel is the target of all persons; beside counts it may be anybody's.
    asks = bool(table.roles.of("registered", "new"))
    for at, cut in enumerate(table.cuts):
        if cut == BLANK_CUT:
            if asks and any(one.held(at) for one in figures.values()) and table.rows[at] not in table.bad:
                where = table.sheet.grid.where(table.rows[at], column.index)
                table.add(Problem("row-cut-blank", where, {"heading": column.heading or column.letter}))
            table.cuts[at] = ""


def _levels(table: _Table) -> None:
    """Rows of villages or booths: their figures would all be taken for those of the place above."""
    below = [column for column in table.roles.of("place") if column.level in {"below", "town"}]
    if below and table.roles.counts:
        where = table.sheet.grid.where(below[0].area.top, below[0].index)
        table.problems.append(Problem("row-level", where, {"what": below[0].heading or below[0].letter}))
        table.bad.update(table.rows)


def _merged_figures(table: _Table) -> None:
    """A figure merged over several rows or columns belongs to none of them alone."""
    counts = {column.index for column in table.roles.counts}
    if not table.rows:
        return
    for span in table.sheet.merges_in(table.rows[0], table.rows[-1]):
        touched = counts & set(range(span.left, span.right + 1))
        if not touched or (span.top == span.bottom and len(touched) < 2):
            continue
        if table.sheet.kind(span.top, span.left) == BLANK:
            continue
        words = {"text": table.sheet.text(span.top, span.left)}
        table.add(Problem("figure-merged", table.sheet.grid.where(span.top, span.left), words))
        table.bad.update(range(span.top, span.bottom + 1))


def _crosscheck(table: _Table, figures: Mapping[int, Figures]) -> None:
    for problem in crosscheck(table.roles, table.rows, figures):
        table.add(problem)
        if problem.code == "columns-swapped":
            table.bad.update(table.rows)


def _twice(table: _Table, figures: Mapping[int, Figures]) -> None:
    """Places listed several times for one date and cut: told where their figures are equal, else kept out."""
    keys = list(zip(table.dates, table.cuts, strict=True))
    found = find_repeats(table.spots, table.rows, keys, figures, table.bad, table.roles)
    table.problems += found.problems
    table.bad |= found.bad
    for at in found.again:
        for one in figures.values():
            one.drop(at)


def _built(table: _Table, figures: Mapping[int, Figures], as_on: AsOn) -> Rows:
    good = [row not in table.bad for row in table.rows] if table.bad else [True] * len(table.rows)
    kept = [keep and spot.place is not None for keep, spot in zip(good, table.spots, strict=True)]
    records = _records(table, figures, kept)
    return Rows(
        records=tuple(records),
        targets=_targets(table, figures, kept),
        problems=tuple(table.problems),
        rejected=sum(any(one.held(at) for one in figures.values()) for at, keep in enumerate(good) if not keep),
        unknown=tuple(table.unknown.values()),
        as_on=_latest(table, records, as_on),
    )


def _latest(table: _Table, records: Sequence[Record], as_on: AsOn) -> dt.date | None:
    dates = {date for date in set(table.dates) if date is not None} if table.roles.of("date") else set()
    dates |= {column.as_on for column in table.roles.counts if column.as_on is not None and records}
    return max(dates) if dates else as_on.date


def _records(table: _Table, figures: Mapping[int, Figures], kept: Sequence[bool]) -> list[Record]:
    """The records of all columns of counts, column by column."""
    places = [spot.place.id if spot.place else None for spot in table.spots]
    rows, written = [row + 1 for row in table.rows], _written(table)
    parts = [
        _kept_cells(table, column, figures[column.index], kept, places, rows, written)
        for column in table.roles.of("registered", "new")
    ]
    if len(parts) == 1:
        return records_of(parts[0])
    return records_of([list(chain.from_iterable(cells)) for cells in zip(*parts, strict=True)]) if parts else []


def _kept_cells(
    table: _Table,
    column: Reading,
    figures: Figures,
    kept: Sequence[bool],
    places: list[PlaceId | None],
    rows: list[int],
    written: list[str],
) -> list[Sequence[Any]]:
    """What the records of one column of counts hold, one list a field."""
    size = len(rows)
    joined = {cut: join_cuts([cut, column.cut]) for cut in set(table.cuts)} if column.cut else {}
    columns: list[Sequence[Any]] = [
        places,
        [column.as_on] * size if column.as_on else table.dates,
        figures.values,
        rows,
        [column.index + 1] * size,
        [None] * size if column.as_on else table.times,
        [joined[cut] for cut in table.cuts] if column.cut else table.cuts,
        [column.role] * size,
        figures.qualities,
        written,
    ]
    wanted = [keep and value is not None for keep, value in zip(kept, figures.values, strict=True)]
    return columns if all(wanted) else [list(compress(cells, wanted)) for cells in columns]


def _written(table: _Table) -> list[str]:
    """The rows' names as written, without a number of a person that stands beside a name."""
    texts = [spot.written for spot in table.spots]
    kept = {text: str(masked(text, suspect=True)) for text in set(texts)}
    return list(map(kept.__getitem__, texts))


def _targets(table: _Table, figures: Mapping[int, Figures], kept: Sequence[bool]) -> tuple[TargetRecord, ...]:
    """Targets of the rows; of a place listed for several dates the target beside the latest."""
    found: dict[tuple[PlaceId, str], tuple[dt.date, TargetRecord]] = {}
    counted = bool(table.roles.of("registered", "new"))
    for column in table.roles.of("target"):
        if not counted and column.why != "as told":
            continue
        one = figures[column.index]
        for at, row in enumerate(table.rows):
            value, spot = one.values[at], table.spots[at]
            if not kept[at] or value is None or spot.place is None:
                continue
            cut = join_cuts([table.cuts[at], column.cut])
            day = column.as_on or table.dates[at] or dt.date.min
            record = TargetRecord(spot.place.id, value, cut, one.qualities[at], row + 1, column.index + 1)
            if (spot.place.id, cut) not in found or found[spot.place.id, cut][0] <= day:
                found[spot.place.id, cut] = (day, record)
    return validated(record for _, record in found.values())
