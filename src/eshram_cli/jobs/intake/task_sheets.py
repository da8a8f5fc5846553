"""Sheets of tasks as offices make them: task, who, by when, in Hindi or English, with merged cells and ditto marks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.jobs.intake.list_sheets import PLACES, headed_grids, headings, named_place, roles_of
from eshram_cli.language.dates import find_date
from eshram_cli.language.deadlines import read_deadline
from eshram_cli.language.lexicon import is_label, read_words
from eshram_cli.language.personal import KINDS, kind_of_number
from eshram_cli.language.text import clean
from eshram_cli.ledger.tasks import Task
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Place
from eshram_cli.problems import NOWHERE, Problem, Where
from eshram_cli.sheets.model import Book, Cell, Grid

_HEADINGS = {
    "task": (
        "task", "tasks", "action", "action point", "action points", "action to be taken", "work", "what", "decision",
        "कार्य", "कार्य का विवरण", "कार्य विवरण", "काम", "कार्रवाई", "कार्यवाही", "क्या करना है", "निर्णय", "निदेश",
    ),
    "who": (
        "who", "by whom", "responsible", "responsibility", "responsible officer", "officer", "department", "office",
        "किसे", "किसके द्वारा", "कौन", "जिम्मेदारी", "जिम्मेवारी", "उत्तरदायी", "उत्तरदायी पदाधिकारी", "जिम्मेदार",
        "पदाधिकारी", "अधिकारी", "विभाग", "कार्यालय", "संबंधित विभाग",
    ),
    "due": (
        "due", "due date", "due by", "by when", "when", "deadline", "last date", "target date", "time limit", "time",
        "कब तक", "तक", "अंतिम तिथि", "समय सीमा", "समय", "समयावधि", "लक्ष्य तिथि",
    ),
    "said": ("date", "date of meeting", "meeting", "given on", "दिनांक", "बैठक की तिथि", "बैठक"),
    **PLACES,
}  # fmt: skip
_ROLES = roles_of(_HEADINGS)
_NEEDED = (("task",), ("who", "due"))
_DITTO = {'"', "''", "”", "〃", "-do-"}
_ANY_DAY = dt.date(2021, 12, 4)
_UNREAD = "task-column-unread"


@dataclass(frozen=True)
class TaskSheet:
    """The tasks of a file, and what is wrong with it: each error left a row out."""

    tasks: tuple[Task, ...]
    problems: tuple[Problem, ...]

    @property
    def rejected(self) -> int:
        """How many rows were left out."""
        return sum(problem.code != _UNREAD for problem in self.problems)


def has_tasks(book: Book) -> bool:
    """Whether a sheet of the book is headed as a list of tasks is."""
    return any(headings(grid, _ROLES, _NEEDED)[1] for grid in book.grids)


def read_tasks(file: Path, gazetteer: Gazetteer, within: Place | None = None, source: str = "") -> TaskSheet:
    """The tasks of all sheets that are headed so. `source`: the meeting that they come from, which may name its day.

    A date beside no other column of days may be that of the meeting or the last day: it raises `task-date`. Raises
    `task-columns` where the first rows of no sheet are such headings, `task-number` for a number in `source`.
    """
    given: list[Task] = []
    problems: list[Problem] = []
    refuse_numbers(source, NOWHERE)
    for grid, at, columns in headed_grids(file, _ROLES, _NEEDED, "task-columns"):
        if "said" in columns and "due" not in columns:
            raise EshramError("task-date", grid.where(at, columns["said"]))
        titles = [cell for row in grid.rows[:at] for cell in row if isinstance(cell, str)]
        dates = (find_date(text) for text in (source, *grid.above, *titles, file.stem))
        said_on = next((found.date for found in dates if found), None)
        for column, cell in enumerate(grid.rows[at]):
            if read_words(str(cell or "")).has("person:mobile", "person:aadhaar"):
                problems.append(Problem(_UNREAD, grid.where(at, column)))
        rows = _Rows(gazetteer, within, grid, columns, source, said_on)
        for row in range(at + 1, len(grid.rows)):
            try:
                given += rows.task(row)
            except EshramError as error:
                problems.append(error.problem)
    return TaskSheet(tuple(given), tuple(problems))


def refuse_numbers(text: str, where: Where) -> None:
    """Raises `task-number` for a text that holds a number of a person."""
    if kind := kind_of_number(text):
        raise EshramError("task-number", where, (), kind=KINDS[kind])


class _Rows:
    """One sheet with its headings: `columns` by role; `said_on` the day that it speaks of as a whole."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        within: Place | None,
        grid: Grid,
        columns: Mapping[str, int],
        source: str,
        said_on: dt.date | None,
    ) -> None:
        self.gazetteer, self.within, self.grid, self.columns = gazetteer, within, grid, columns
        self.source, self.said_on = source, said_on
        self._above: dict[str, Cell] = {}

    def task(self, row: int) -> list[Task]:
        """The task of a row; none where the row has none (a blank one, a row of column numbers)."""
        cells = {role: self._cell(row, role) for role in self.columns}
        texts = {role: clean(str(cell if cell is not None else "")) for role, cell in cells.items()}
        where = {role: self.grid.where(row, column) for role, column in self.columns.items()}
        if not any(map(str.isalpha, texts["task"])):
            return []
        for role in ("task", "who"):
            refuse_numbers(texts.get(role, ""), where.get(role, NOWHERE))
        said = read_deadline(cells["said"], None) if texts.get("said") else self.said_on
        until = None
        if texts.get("due"):
            until = read_deadline(cells["due"], said)
            if until is None:
                # A period is understood as soon as it is known from which day it counts.
                counts = said is None and read_deadline(cells["due"], _ANY_DAY) is not None
                code = "task-start" if counts else "task-due"
                raise EshramError(code, where["due"], (), text=texts["due"])
        place, at, unknown = named_place(self.gazetteer, texts, self.within, where)
        if unknown:
            raise EshramError("officer-place", at, (), text=unknown)
        of = place.id if place else None
        return [Task(texts["task"], texts.get("who", ""), until, of, self.source, said)]

    def _cell(self, row: int, role: str) -> Cell:
        """The cell; where it lies in a merged range or is a ditto mark, what stands for it above."""
        column = self.columns[role]
        cell = self.grid.at(row, column)
        for span in self.grid.merges:
            if span.top <= row <= span.bottom and span.left <= column <= span.right:
                cell = self.grid.at(span.top, span.left)
        if isinstance(cell, str) and role != "task" and (cell.strip() in _DITTO or is_label(cell, "ditto")):
            return self._above.get(role)
        self._above[role] = cell
        return cell
