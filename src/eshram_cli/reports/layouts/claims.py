"""A claim and its verdict, and the promises that were filed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eshram_cli.analysis.claims import Judged, Promises, Reading, Scored
from eshram_cli.reports.document import Column, Document, Figure, Kind, Phrase, Table, Value
from eshram_cli.reports.layouts.forecasts import chance_or_none, day_name, name
from eshram_cli.reports.registry import Fields, layout

READINGS = (
    Column("meaning", Kind.word, heading="claim-meaning"),
    Column("goal", Kind.count, heading="claim-goal"),
    Column("persons", Kind.count, heading="claim-persons"),
    Column("needed_per_day", Kind.rate),
    Column("times_best_day", Kind.percent, 3, heading="claim-times-day"),
    Column("times_best_week", Kind.percent, 2, heading="claim-times-week"),
    Column("days_at_best_day", Kind.number, 1, heading="claim-days-at-best"),
    Column("chance", Kind.percent, heading="forecast-chance"),
    Column("verdict", Kind.word, heading="claim-verdict"),
)
FILED = (
    Column("number", Kind.number),
    Column("place", Kind.place, heading="name-latin", twin="place_hi"),
    Column("place_hi", Kind.place, 9, heading="name-hindi", twin="place"),
    Column("text", heading="claim-text"),
    Column("made_on", Kind.date, 4, heading="claim-made-on"),
    Column("goal", Kind.count, heading="claim-goal"),
    Column("deadline", Kind.date),
    Column("status", Kind.word, heading="claim-status"),
    Column("count", Kind.count, 2, heading="claim-count"),
    Column("count_on", Kind.date, 5, heading="claim-count-on"),
    Column("kept_on", Kind.date, 6, heading="claim-kept-on"),
    Column("short", Kind.count, 1, heading="claim-short"),
    Column("chance", Kind.percent, 3, heading="forecast-chance"),
)


def claim_fields(judged: Judged) -> Fields:
    """The JSON of a claim."""
    found, best = judged.forecast, judged.forecast.records
    return {
        "place": found.place,
        "place_hi": found.place_hi or None,
        "code": found.code,
        "as_on": found.as_on,
        "known_on": found.known_on,
        "claim": judged.text or None,
        "verdict": judged.verdict,
        "registered": found.registered,
        "target": found.target,
        "deadline": judged.deadline,
        "days": judged.days,
        "best_day": {"gain": best.day, "as_on": best.day_on},
        "best_week": {"per_day": None if best.week is None else round(best.week, 2), "as_on": best.week_on},
        "readings": [_reading_fields(reading) for reading in judged.readings],
        "promise": judged.filed,
    }


def _reading_fields(reading: Reading) -> Fields:
    return {
        "meaning": reading.meaning,
        "goal": reading.goal,
        "persons": reading.persons,
        "needed_per_day": round(reading.needed_per_day, 2),
        "times_best_day": _rounded(reading.times_best_day),
        "times_best_week": _rounded(reading.times_best_week),
        "days_at_best_day": _rounded(reading.days_at_best_day),
        "chance": _rounded(reading.chance, 4),
        "verdict": reading.verdict,
    }


def _rounded(value: float | None, digits: int = 2) -> float | None:
    return None if value is None else round(value, digits)


@layout(Judged, "eshram.claim/1", fields=claim_fields)
def claim_document(judged: Judged) -> Document:
    """The verdict, a sentence for each reading, and the table of what each takes."""
    found = judged.forecast
    words: dict[str, object] = {"name": name(found), "as_on": found.as_on, "claim": judged.text}
    words |= {"verdict": Phrase(f"claim-is-{judged.verdict}")}
    title = Phrase("claim-title" if judged.text else "claim-title-plain", words)
    table = Table(READINGS, [_row(reading) for reading in judged.readings])
    return Document(title, _standing(judged), tables=[table], notes=list(_sentences(judged)))


def _standing(judged: Judged) -> Phrase:
    found = judged.forecast
    words: dict[str, object] = {"registered": found.registered, "as_on": found.as_on, "days": judged.days}
    words |= {"deadline": day_name(judged.deadline), "best": found.records.day, "best_on": found.records.day_on}
    return Phrase("claim-standing" if found.records.day else "claim-standing-first", words)


def _sentences(judged: Judged) -> Iterator[Phrase]:
    for reading in judged.readings:
        yield Phrase("claim-reading", {"meaning": _meaning(reading), "says": _says(judged, reading)})
    if len(judged.readings) > 1:
        yield Phrase("claim-two")
    if judged.filed is not None:
        yield Phrase("claim-filed", {"number": str(judged.filed)})


def _meaning(reading: Reading) -> Phrase:
    return Phrase(f"claim-as-{reading.meaning}", {"goal": reading.goal, "persons": reading.persons})


def _says(judged: Judged, reading: Reading) -> Phrase:
    """What it takes, and whether that can be believed."""
    if not reading.persons:
        return Phrase("claim-reached")
    words: dict[str, object] = {"persons": reading.persons, "days": judged.days}
    words |= {"needed": round(reading.needed_per_day), "verdict": Phrase(f"claim-is-{reading.verdict}")}
    return Phrase("claim-needs", words | {"times": _times(reading), "chance": chance_or_none(reading.chance)})


def _times(reading: Reading) -> Phrase:
    if reading.times_best_day is None or reading.days_at_best_day is None:
        return Phrase("claim-no-best")
    words = {"day": reading.times_best_day, "at_best": Figure(f"{reading.days_at_best_day:.1f}")}
    if reading.times_best_week is None:
        return Phrase("claim-times-of-day", words)
    return Phrase("claim-times", words | {"week": reading.times_best_week})


def _row(reading: Reading) -> Sequence[Value]:
    at_best = reading.days_at_best_day
    return (
        reading.meaning,
        reading.goal,
        reading.persons,
        reading.needed_per_day,
        reading.times_best_day,
        reading.times_best_week,
        None if at_best is None else round(at_best, 1),
        None if reading.chance is None else 100 * reading.chance,
        reading.verdict,
    )


def promises_fields(found: Promises) -> Fields:
    """The JSON of the promises filed."""
    keys = [column.key for column in FILED]
    return {
        "as_on": found.as_on,
        "promises": [{key: getattr(row, key) for key in keys} for row in found.rows],
    }


@layout(Promises, "eshram.claim.promises/1", fields=promises_fields)
def promises_document(found: Promises) -> Document:
    """A line a promise."""
    table = Table(FILED, [_filed(row) for row in found.rows])
    title = Phrase("promises-title")
    if not found.rows:
        return Document(title, notes=[Phrase("promises-none")], data=table)
    return Document(title, tables=[table])


def _filed(row: Scored) -> Sequence[Value]:
    values = [getattr(row, column.key) for column in FILED]
    return [*values[:-1], None if row.chance is None else 100 * row.chance]
