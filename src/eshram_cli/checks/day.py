"""Dates that cannot be: figures of a day that has not come, or from before the drive."""

from __future__ import annotations

from eshram_cli.checks._figures import FEW, KEPT_OUT
from eshram_cli.checks._history import History
from eshram_cli.language.dates import show_date
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.model import Return


def check(ret: Return, history: History) -> list[Problem]:
    """An error for each of a few rows dated after today, one for many; one warning for all where the date was given by
    hand, and for those too early.

    A date given as an option is the user's word; a date read from a sheet may be a misprint.
    """
    return [*_future(ret, history), *_early(ret, history)]


def _future(ret: Return, history: History) -> list[Problem]:
    today = history.today
    if today is None or max(ret.days, default=today) <= today:
        return []
    rows = {figure.row: figure for figure in ret.figures if figure.as_on > today}
    if rows and ret.table.as_on_from == "option":
        latest = max(figure.as_on for figure in rows.values())
        return [Problem("date-ahead", Where(ret.file, ret.sheet), {"date": latest})]
    if len(rows) > FEW:
        first = min(rows)
        words = {"date": show_date(rows[first].as_on), "count": len(rows), KEPT_OUT: tuple(rows)}
        return [Problem("dates-in-future", Where(ret.file, ret.sheet, first), words)]
    return [
        Problem("date-in-future", Where(ret.file, ret.sheet, row), {"date": show_date(figure.as_on)})
        for row, figure in rows.items()
    ]


def _early(ret: Return, history: History) -> list[Problem]:
    if min(ret.days, default=history.drive_start) >= history.drive_start:
        return []
    early = [figure for figure in ret.figures if figure.as_on < history.drive_start]
    first = min(early, key=lambda figure: figure.as_on)
    words = {
        "date": show_date(first.as_on),
        "start": show_date(history.drive_start),
        "count": len({figure.row for figure in early}),
    }
    return [Problem("date-before-drive", Where(ret.file, ret.sheet, first.row), words)]
