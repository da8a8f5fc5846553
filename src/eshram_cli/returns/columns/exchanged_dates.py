"""Day and month exchanged: a PC that is set to American dates takes "9/12/2021" for the 12th of September and makes a
real date of it, while "13/12/2021", which has no 13th month, stays the text that it is.

So where dates that a program made (real dates, their numbers, 2021-09-12, 12-Sep-21) all lie within the first twelve
days of a month, and all the dates typed beside them lie beyond, the made ones may be exchanged. They are read as
exchanged where that puts them, and only that, into the months of the typed ones; where it stays open, they are asked.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from eshram_cli.language.dates import Moment, exchanged, month_first, read_date
from eshram_cli.language.written import show_date
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.columns.column import Reading
from eshram_cli.sheets.model import Cell

Verdict = Literal["as they are", "exchanged", "unsure"]

_MADE = re.compile(r"\d{4}-\d\d-\d\d(?:[ T]\d\d:.*)?|\d{1,2}-[A-Z][a-z]{2}-(?:\d\d|\d{4})")
_TYPED = re.compile(r"\d{1,2}\s?([-/])\s?\d{1,2}\s?\1\s?(?:\d{4}|\d{2})(?!\d).*")
_LAST = 12


def is_made(cell: Cell) -> bool:
    """Whether a program wrote the date, and not a person letter by letter."""
    return bool(_MADE.fullmatch(cell.strip())) if isinstance(cell, str) else isinstance(cell, dt.date | int | float)


def is_typed(cell: Cell) -> bool:
    """Whether a person typed the date in the way that such a PC would have taken for one, were the month possible."""
    return isinstance(cell, str) and _TYPED.fullmatch(cell.strip()) is not None


def judge_dates(made: Collection[dt.date], typed: Collection[dt.date], beside: Collection[dt.date] = ()) -> Verdict:
    """What the dates made by a program are, by those typed beside them; where none was typed, by those of title and
    names (`beside`)."""
    others = {day: exchanged(day) for day in made if day.day != day.month}
    doubtful = [day for day in others.values() if day is not None]
    if not typed and len(doubtful) == len(others) and {*doubtful} & ({*beside} - {*made}):
        return "unsure"
    if not typed or not others or len(doubtful) < len(others) or any(day.day <= _LAST for day in typed):
        return "as they are"
    months = {(day.year, day.month) for day in typed}
    now = all((day.year, day.month) in months for day in others)
    then = all((day.year, day.month) in months for day in doubtful)
    if then != now:
        return "exchanged" if then else "as they are"
    # Neither way puts them all into those months: they may be exchanged where that brings them nearer.
    turned, plain = (max(*days, *typed) - min(*days, *typed) for days in (doubtful, others))
    return "unsure" if then or turned < plain else "as they are"


@dataclass(frozen=True)
class DateReadings:
    """The moment of each cell, None where it has none or one that is not sure; the cells that were exchanged, or are
    unsure."""

    known: Mapping[Cell, Moment | None]
    verdict: Verdict = "as they are"
    doubtful: frozenset[Cell] = frozenset()


def read_dates(cells: Collection[Cell], beside: Collection[dt.date] = ()) -> DateReadings:
    """The dates of a column's cells. `beside` are the dates of its title and names, which speak where the column holds
    none that was typed."""
    known = {cell: read_date(cell) or read_date(cell, serial=True) for cell in set(cells)}
    made = {cell: moment.date for cell, moment in known.items() if moment is not None and is_made(cell)}
    typed = {moment.date for cell, moment in known.items() if moment is not None and is_typed(cell)}
    alone = len(made) == sum(moment is not None for moment in known.values())
    verdict = judge_dates(set(made.values()), typed, beside if alone else ())
    # Beside "12/13/2021", which needs its month first, the others were typed so too, and the PC took them day first.
    foreign = {day for cell, moment in known.items() if moment is None and (day := month_first(cell))}
    if not typed and judge_dates(set(made.values()), foreign) != "as they are":
        verdict = "unsure"
    if verdict == "as they are":
        return DateReadings(known)
    doubtful = frozenset(cell for cell, day in made.items() if day.day != day.month)
    for cell in doubtful:
        moment, day = known[cell], exchanged(made[cell])
        known[cell] = moment._replace(date=day) if verdict == "exchanged" and moment and day else None
    return DateReadings(known, verdict, doubtful)


def exchanged_problems(column: Reading, found: DateReadings) -> list[Problem]:
    """What to tell about a column whose dates were exchanged; those that are unsure are told with their rows."""
    if found.verdict != "exchanged":
        return []
    doubtful = [(row, cell) for row, cell in enumerate(column.cells, column.area.first) if cell in found.doubtful]
    row, cell = doubtful[0]
    return [exchanged_problem("exchanged", cell, column.where_of(row), len(doubtful))]


def exchanged_problem(verdict: Verdict, cell: Cell, where: Where, count: int = 1) -> Problem:
    """The sentence about a date, and `count` - 1 more, that was read as exchanged or is unsure."""
    moment = read_date(cell) or read_date(cell, serial=True)
    day = moment.date if moment else dt.date.min
    words = {"day": show_date(day), "other": show_date(exchanged(day) or day), "count": count}
    return Problem("dates-exchanged" if verdict == "exchanged" else "date-two-days", where, words)


def with_exchanged_headings(columns: list[Reading], beside: Collection[dt.date]) -> tuple[list[Reading], list[Problem]]:
    """Columns under dates, those that a program made judged by those that were typed, or by the names' dates."""
    dated = [column for column in columns if column.as_on is not None]
    # The level of each heading that is its date.
    texts = {
        column.index: next((level for level in reversed(column.levels) if is_made(level) or is_typed(level)), "")
        for column in dated
    }
    made = [column for column in dated if is_made(texts[column.index])]
    typed = {column.as_on for column in dated if column.as_on and is_typed(texts[column.index])}
    days = {column.as_on for column in dated}
    verdict = judge_dates({column.as_on for column in made if column.as_on}, typed, beside if len(days) == 1 else ())
    doubtful = {c.index: c for c in made if c.as_on and c.as_on.day != c.as_on.month}
    if verdict == "as they are" or not doubtful:
        return columns, []
    first = next(iter(doubtful.values()))
    problem = exchanged_problem(verdict, first.as_on, first.where, len(doubtful))
    for index, column in doubtful.items():
        if verdict == "unsure":
            doubtful[index] = column.with_role("other", "day and month may be exchanged", as_on=None)
        else:
            doubtful[index] = column.replace(as_on=exchanged(column.as_on) if column.as_on else None)
    return [doubtful.get(column.index, column) for column in columns], [problem]
