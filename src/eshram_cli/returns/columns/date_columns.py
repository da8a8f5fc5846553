"""Dates where other systems put them: months beside their year, the timestamp of a form, the last part of a path.

A month stands for its last day: "Oct" of "2021-22" is 31 October 2021, or the sheet's own date where that falls into
the month and is earlier.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from eshram_cli.language.dates import financial_years, month_end, month_first, read_date
from eshram_cli.language.lexicon import is_label, read_words
from eshram_cli.returns.columns.column import Reading
from eshram_cli.returns.columns.filling import filled_cells
from eshram_cli.returns.find.tables import Area, Levels, join
from eshram_cli.sheets.view import DATE, Sheet

_PATH = re.compile(r"[^\s/]+(?:/[^\s/]+)+")
"""A question below its group, as Kobo and ODK write it: `group/as_on`."""


def _said(levels: Levels) -> str:
    """The heading in one line; of a path its last part."""
    whole = join(levels)
    return whole.rpartition("/")[2] if _PATH.fullmatch(whole) else whole


def heads_dates(column: Reading) -> bool:
    """Whether the heading says that its column holds the dates of the rows and nothing else, or the day or period over
    nothing but dates."""
    said = _said(column.levels)
    words = read_words(said)
    return (words.has("date") and not words.unknown) or (column.is_dates and is_label(said, "day"))


def is_form_time(column: Reading) -> bool:
    """Whether the heading is that of the time at which a form was filled in."""
    return is_label(_said(column.levels), "filled-in")


def with_month_ends(area: Area, headings: Mapping[int, Levels], upto: dt.date | None, titles: Sequence[str]) -> Area:
    """The table with the last day of each month in its column of months, and that column in `months`; as it was, where
    it has none, several columns of years, or a column of days. `upto`: the date of the sheet as a whole; without a
    column of years the one financial year that the titles name is theirs.

    What names no month stays as it is, and is told as a date that cannot be read.
    """
    columns = [Reading(area, at, headings.get(at, ())) for at in area.columns]
    lowest = {c.index: _said(c.levels[-1:]) for c in columns}
    months = [column for column in columns if is_label(lowest[column.index], "month")]
    years = [c for c in columns if any(is_label(lowest[c.index], one) for one in ("year", "financial-year"))]
    if len(months) != 1 or len(years) > 1 or any(c.kinds.get(DATE) and heads_dates(c) for c in columns):
        return area
    month, financial = months[0], bool(years) and is_label(lowest[years[0].index], "financial-year")
    written = filled_cells(month)
    named = {year for title in titles for year in financial_years(title)}
    of_title = named.pop() if len(named) == 1 else None
    of_year = filled_cells(years[0]) if years else [None if month_end(cell) else of_title for cell in written]
    ends = [month_end(cell, year, financial=financial) for cell, year in zip(written, of_year, strict=True)]
    if sum(end is not None for end in ends) * 2 <= month.filled:
        return area
    if upto is not None:
        ends = [min(end, upto) if end and (end.year, end.month) == (upto.year, upto.month) else end for end in ends]
    sheet, at = area.sheet, month.index - area.sheet.left
    cells, kinds = list(sheet.columns[at]), bytearray(sheet.kinds[at])
    for row, end in enumerate(ends, area.first):
        if end is not None:
            cells[row], kinds[row] = end, DATE
    dated = [*sheet.columns[:at], cells, *sheet.columns[at + 1 :]]
    known = [*sheet.kinds[:at], bytes(kinds), *sheet.kinds[at + 1 :]]
    return replace(area, sheet=Sheet(sheet.grid, sheet.left, dated, known), months=month.index)


def with_form_dates(columns: Sequence[Reading]) -> list[Reading]:
    """The columns, where none is of dates, with the time at which each row's form was filled in as its date
    ("Timestamp"). Not where any other column of dates may be the one, nor where two such times are of different days or
    the computer may have written the month first.
    """
    dates = [column for column in columns if column.is_dates and column.levels]
    stamps = [column for column in dates if is_form_time(column) and column.role != "date"]
    if not stamps or stamps != dates:
        return list(columns)
    days = [[moment and moment.date for moment in map(read_date, column.cells)] for column in stamps]
    if any(one != days[0] for one in days) or _month_may_be_first(stamps[0]):
        return list(columns)
    first = stamps[0].with_role("date", "when the form was filled in")
    return [first if column.index == first.index else column for column in columns]


def _month_may_be_first(column: Reading) -> bool:
    """Whether days that lie months apart (12/04, 12/05) are near each other with their month first: a form does so on a
    computer with American dates."""
    texts = {str(cell).split()[0] for cell in column.cells if isinstance(cell, str) and cell.strip()}
    pairs = [(read.date, other) for text in texts if (read := read_date(text)) and (other := month_first(text))]
    if len(pairs) < 2 or len(pairs) < len(texts):
        return False
    plain, turned = [day for day, _ in pairs], [day for _, day in pairs]
    return max(turned) - min(turned) < max(plain) - min(plain)
