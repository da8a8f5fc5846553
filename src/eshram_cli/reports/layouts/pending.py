"""Who owes a return: the list, the calendar of who reported when, and a reminder to paste."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from eshram_cli.analysis.pending import Pending, Reporter
from eshram_cli.problems import Language
from eshram_cli.reports.document import (
    Column,
    Document,
    Figure,
    Kind,
    Name,
    Phrase,
    Table,
    Text,
    Value,
    place_columns,
    table_of,
)
from eshram_cli.reports.layouts.notes import note_phrase, some
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.plain import fields_of, plain
from eshram_cli.reports.registry import Fields, layout

LEAST = 1000
"""On a narrow terminal the calendar first does without all that is no day, then without its oldest days."""


@dataclass(frozen=True)
class Calendar:
    """The same answer day by day: every place, every due day."""

    pending: Pending


@dataclass(frozen=True)
class Reminder:
    """The same answer as a text to paste, in Hindi and in English."""

    pending: Pending


def pending_fields(pending: Pending) -> Fields:
    """The JSON: how it stands in all, who owes, and who makes a habit of it."""
    return {
        "within": pending.within,
        "within_hi": pending.within_hi or None,
        "level": pending.level,
        "as_on": pending.as_on,
        "since": pending.since,
        "due": pending.due,
        "known_on": pending.known_on,
        "cadence": pending.rhythm.kind,
        "by": f"{pending.rhythm.by:%H:%M}",
        "places": len(pending.everyone),
        "missing": pending.count("missing"),
        "stale": pending.count("stale"),
        "late": pending.count("late"),
        "completeness": _completeness(pending),
        "rows": [fields_of(row) for row in pending.rows],
        "habitual": [row.place for row in pending.habitual],
        "notes": plain(pending.notes, pending.as_on),
    }


@layout(Pending, fields=pending_fields)
def pending_document(pending: Pending) -> Document:
    """One line for each place that owes a return; those that only came late are dim."""
    apart = any(row.parent != pending.within for row in pending.everyone)
    view = [key for key in pending.VIEW if apart or key != "parent"]
    table = table_of(pending, view=view, faint=lambda row: isinstance(row, Reporter) and row.status == "late")
    words = _words(pending)
    return Document(
        Phrase("pending-title", words),
        Phrase("pending-subtitle", words),
        tables=[table] if pending.rows else [],
        notes=list(_notes(pending)),
        data=table,
    )


@layout(
    Calendar,
    "eshram.pending.calendar/1",
    fields=lambda calendar: {**pending_fields(calendar.pending), "calendar": _calendar_rows(calendar.pending)},
)
def calendar_document(calendar: Calendar) -> Document:
    """A row a place, a column a due day."""
    pending = calendar.pending
    days = _due_days(pending)
    columns = [
        *place_columns(LEAST + 1),
        Column("completeness", Kind.percent, LEAST),
        *(Column(day.isoformat(), Kind.mark, len(days) - 1 - at, label=f"{day:%d}") for at, day in enumerate(days)),
    ]
    by_day = [{mark.due: mark.status for mark in row.marks} for row in pending.everyone]
    rows: list[list[Value]] = [
        [row.place, row.place_hi or None, row.completeness, *(marks.get(day) for day in days)]
        for row, marks in zip(pending.everyone, by_day, strict=True)
    ]
    keys = [column.key for column in columns]
    words = {**_words(pending), "from": days[0], "to": days[-1]}
    table = Table(columns, rows, view=["place", *keys[3:], "completeness", "place_hi"])
    return Document(
        Phrase("calendar-title", words),
        Phrase("pending-subtitle", words),
        tables=[table],
        notes=[Phrase("calendar-signs"), *_notes(pending)],
    )


@layout(
    Reminder,
    "eshram.pending.reminder/1",
    fields=lambda reminder: {language: "\n".join(lines(reminder.pending, language)) for language in Language},
)
def reminder_document(reminder: Reminder) -> Document:
    """Hindi above, English below, whatever the language of the run: it goes to everybody."""
    hindi, english = (lines(reminder.pending, language) for language in (Language.hi, Language.en))
    return Document(hindi[0], " ".join(hindi[1:]), notes=english, data=_texts(reminder.pending))


def lines(pending: Pending, language: Language) -> list[str]:
    """The reminder: what it is about, who is asked, what to do."""
    owing = [row for row in pending.rows if row.status != "late"]
    words = {**_words(pending), "count": len(owing), "due": pending.due}
    if not owing:
        return [_say(Phrase("reminder-head", words), language), _say(Phrase("reminder-none", words), language)]
    names = tuple(Phrase("reminder-place" if row.last_as_on else "reminder-never", _asked(row)) for row in owing)
    sentences = (
        Phrase("reminder-head", words),
        Phrase("reminder-names", {**words, "names": names}),
        Phrase("reminder-please", words),
    )
    return [_say(sentence, language) for sentence in sentences]


def _texts(pending: Pending) -> Table:
    columns = (Column("language", heading="column-value"), Column("text", heading="column-value"))
    return Table(columns, [(str(language), " ".join(lines(pending, language))) for language in Language])


def _asked(row: Reporter) -> dict[str, object]:
    return {"place": Name(row.place, row.place_hi or None), "as_on": row.last_as_on}


def _say(phrase: Phrase, language: Language) -> str:
    return say(phrase, Look(language))


def _words(pending: Pending) -> dict[str, object]:
    return {
        "within": Name(pending.within, pending.within_hi or None),
        "levels": Phrase(f"levels-{pending.level}"),
        "as_on": pending.as_on,
        "places": len(pending.everyone),
        "owing": len(pending.rows),
        "missing": pending.count("missing"),
        "stale": pending.count("stale"),
        "late": pending.count("late"),
        "rhythm": Phrase(f"rhythm-{pending.rhythm.kind}"),
        "by": Figure(f"{pending.rhythm.by:%H:%M}"),
    }


def _due_days(pending: Pending) -> list[dt.date]:
    return sorted({mark.due for row in pending.everyone for mark in row.marks})


def _calendar_rows(pending: Pending) -> list[Fields]:
    return [
        {"place": row.place, "days": {mark.due.isoformat(): mark.status for mark in row.marks}}
        for row in pending.everyone
    ]


def _completeness(pending: Pending) -> float | None:
    due = sum(row.due for row in pending.everyone)
    return (due - sum(row.missed for row in pending.everyone)) / due * 100 if due else None


def _notes(pending: Pending) -> Iterator[Text]:
    names = {row.place: Name(row.place, row.place_hi or None) for row in pending.everyone}
    words = _words(pending)
    if not pending.rows:
        yield Phrase("pending-none", words)
    if pending.due != pending.as_on:
        yield Phrase("pending-due", {"due": pending.due})
    completeness = _completeness(pending)
    if completeness is not None:
        yield Phrase("pending-complete", {"completeness": completeness, "since": pending.since, "as_on": pending.due})
    if pending.habitual:
        habitual = some((row.place for row in pending.habitual), names)
        yield Phrase("pending-habitual", {"names": habitual, "since": pending.since})
    if any(row.missed < row.due for row in pending.everyone) and all(
        row.timeliness is None for row in pending.everyone
    ):
        yield Phrase("pending-untimed")
    for note in pending.notes:
        yield note_phrase(note, pending.as_on, names)
    if pending.known_on is not None:
        yield Phrase("note-known-on", {"known_on": pending.known_on})
