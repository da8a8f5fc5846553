"""Dates that cannot be: figures of a day that has not come, or from before the drive."""

from __future__ import annotations

from eshram_cli.checks._figures import FEW, KEPT_OUT
from eshram_cli.checks._history import History
from eshram_cli.language.written import show_date
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.model import Return

CODE = "date-ahead"


def check(ret: Return, history: History) -> list[Problem]:
    """An error for each of a few rows dated after today, one for many; one warning for all where the date was given by
    hand, and for those too early.

    A date given as an option is the user's word; a date read from a sheet may be a misprint.
    """
    problems = []
    today = history.today or max(ret.days, default=history.drive_start)
    ahead = {figure.row: figure for figure in ret.figures if figure.as_on > today}
    if ahead and ret.table.as_on_from == "option":
        latest = max(figure.as_on for figure in ahead.values())
        problems.append(Problem("date-ahead", Where(ret.file, ret.sheet), {"date": latest}))
    elif len(ahead) > FEW:
        first = min(ahead)
        words = {"date": show_date(ahead[first].as_on), "count": len(ahead), KEPT_OUT: tuple(ahead)}
        problems.append(Problem("dates-in-future", Where(ret.file, ret.sheet, first), words))
    else:
        problems += [
            Problem("date-in-future", Where(ret.file, ret.sheet, row), {"date": show_date(figure.as_on)})
            for row, figure in ahead.items()
        ]
    early = [figure for figure in ret.figures if figure.as_on < history.drive_start]
    if early:
        earliest = min(early, key=lambda figure: figure.as_on)
        words = {
            "date": show_date(earliest.as_on),
            "start": show_date(history.drive_start),
            "count": len({figure.row for figure in early}),
        }
        problems.append(Problem("date-before-drive", Where(ret.file, ret.sheet, earliest.row), words))
    return problems
