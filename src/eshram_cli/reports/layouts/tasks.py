"""Tasks and promises with their last days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from eshram_cli.answers.tasks import TaskLine, Tasks
from eshram_cli.reports.document import Document, Name, Phrase, Table, rows_table, table_of
from eshram_cli.reports.layouts.notes import known_notes
from eshram_cli.reports.registry import layout

VIEW = ("number", "due", "status", "days_late", "task", "who", "place", "closed_on", "why", "source")
BRIEF = ("number", "due", "days_late", "task", "who", "place")
SHOWN = 20
"""How many tasks a table of the daily page shows; JSON has all."""
CLOSED = frozenset({"done", "late", "dropped", "kept", "broken"})


@layout(Tasks)
def tasks_document(tasks: Tasks) -> Document:
    """One line a task; those that are over are dim."""
    words: dict[str, object] = {
        "as_on": tasks.as_on,
        "within": Name(tasks.within or "", tasks.within_hi),
        "overdue": tasks.overdue,
        "soon": tasks.soon,
        "all": tasks.everything,
    }
    title = Phrase("task-title-within" if tasks.within else "task-title", words)
    notes = known_notes(tasks.known_on)
    if not tasks.rows:
        none = "task-none" if not tasks.everything else "task-none-overdue" if tasks.only_overdue else "task-none-such"
        return Document(title, Phrase("task-counts", words), notes=[Phrase(none), *notes], data=table_of(tasks))
    table = table_of(tasks, view=_view(tasks.rows, VIEW), faint=lambda row: getattr(row, "status", "") in CLOSED)
    return Document(title, Phrase("task-counts", words), tables=[table], notes=notes)


def page_tables(lines: Sequence[TaskLine], as_on: dt.date) -> Iterator[Table]:
    """The tables of the daily page: what is overdue, and what is due within a week, with the promises scored. Of each
    the first `SHOWN`; `page_note` tells how many more there are."""
    overdue = [line for line in lines if line.status == "overdue"]
    others = [line for line in lines if line.status != "overdue"]
    if overdue:
        title = Phrase("task-page-overdue", {"count": len(overdue)})
        yield rows_table(TaskLine, overdue[:SHOWN], view=_view(overdue, BRIEF), title=title)
    if others:
        until = as_on + dt.timedelta(days=6)
        title = Phrase("task-page-soon", {"until": until, "count": len(others)})
        view = _view(others, tuple("status" if key == "days_late" else key for key in BRIEF))
        yield rows_table(TaskLine, others[:SHOWN], view=view, title=title)


def page_note(lines: Sequence[TaskLine]) -> Phrase | None:
    """How many tasks the daily page leaves out; None where it shows all."""
    overdue = sum(line.status == "overdue" for line in lines)
    more = max(overdue - SHOWN, 0) + max(len(lines) - overdue - SHOWN, 0)
    return Phrase("task-page-more", {"count": more}) if more else None


def _view(lines: Sequence[TaskLine], keys: Sequence[str]) -> list[str]:
    """The columns that say anything."""
    return [key for key in keys if any(getattr(line, key) is not None for line in lines)]
