"""Who owes a return: the list, the calendar of who reported when, and a reminder to paste."""

from __future__ import annotations

from collections.abc import Iterator

from eshram_cli.analysis.pending import Calendar, Pending, Reminder, Reporter
from eshram_cli.problems import Language
from eshram_cli.reports.document import (
    Column,
    Document,
    Figure,
    Name,
    Phrase,
    Table,
    Text,
    answer_words,
    name_of,
    table_of,
)
from eshram_cli.reports.layouts.notes import known_notes, names_of, note_phrase, some
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.plain import fields_of
from eshram_cli.reports.registry import Fields, layout


@layout(Pending)
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


def calendar_fields(calendar: Calendar) -> Fields:
    """The JSON: as of the list, and the days of every place."""
    days = [
        {"place": row.place, "days": {mark.due.isoformat(): mark.status for mark in row.marks}}
        for row in calendar.pending.everyone
    ]
    return {**fields_of(calendar.pending), "calendar": days}


@layout(Calendar, fields=calendar_fields)
def calendar_document(calendar: Calendar) -> Document:
    """A row a place, a column a due day."""
    days, pending = calendar.days, calendar.pending
    view = ["place", *(day.isoformat() for day in days), "completeness", "place_hi"]
    words = _words(pending)
    return Document(
        Phrase("calendar-title", {**words, "from": days[0], "to": days[-1]}),
        Phrase("pending-subtitle", words),
        tables=[table_of(calendar, view=view)],
        notes=[Phrase("calendar-signs"), *_notes(pending)],
    )


def reminder_fields(reminder: Reminder) -> Fields:
    """The JSON: the text in each language."""
    return {language: "\n".join(lines(reminder, language)) for language in Language}


@layout(Reminder, fields=reminder_fields)
def reminder_document(reminder: Reminder) -> Document:
    """Hindi above, English below, whatever the language of the run: it goes to everybody."""
    hindi, english = (lines(reminder, language) for language in (Language.hi, Language.en))
    columns = (Column("language", heading="column-value", words="language"), Column("text", heading="column-value"))
    texts = [[str(language), " ".join(lines(reminder, language))] for language in Language]
    return Document(hindi[0], " ".join(hindi[1:]), notes=english, data=Table(columns, texts))


def lines(reminder: Reminder, language: Language) -> list[str]:
    """The reminder: what it is about, who is asked, what to do."""
    owing, look = reminder.owing, Look(language)
    words = {**_words(reminder.pending), "count": len(owing)}
    sentences = [Phrase("reminder-head", words), Phrase("reminder-none", words)]
    if owing:
        names = tuple(
            Phrase(
                "reminder-place" if row.last_as_on else "reminder-never",
                {"place": name_of(row), "as_on": row.last_as_on},
            )
            for row in owing
        )
        sentences[1:] = [Phrase("reminder-names", {**words, "names": names}), Phrase("reminder-please", words)]
    return [say(sentence, look) for sentence in sentences]


def _words(pending: Pending) -> dict[str, object]:
    rhythm, by = Phrase(f"rhythm-{pending.cadence}"), Figure(pending.by)
    return answer_words(pending) | {"owing": len(pending.rows), "rhythm": rhythm, "by": by}


def _notes(pending: Pending) -> Iterator[Text]:
    names = {pending.within: Name(pending.within, pending.within_hi), **names_of(pending.everyone)}
    words = _words(pending)
    if not pending.rows:
        yield Phrase("pending-none", words)
    if pending.due != pending.as_on:
        yield Phrase("pending-due", words)
    if pending.completeness is not None:
        yield Phrase("pending-complete", words | {"as_on": pending.due})
    if pending.habitual:
        yield Phrase("pending-habitual", {"names": some(pending.habitual, names), "since": pending.since})
    if any(row.missed < row.due for row in pending.everyone) and all(
        row.timeliness is None for row in pending.everyone
    ):
        yield Phrase("pending-untimed")
    for note in pending.notes:
        yield note_phrase(note, pending.as_on, names)
    yield from known_notes(pending.known_on)
