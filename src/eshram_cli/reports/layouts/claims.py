"""A claim and its verdict, and the promises that were filed."""

from __future__ import annotations

from eshram_cli.answers.claims import Judged, Promises, Reading
from eshram_cli.reports.document import Document, Figure, Phrase, answer_words, name_of, table_of
from eshram_cli.reports.layouts.forecasts import chance_phrase, day_name
from eshram_cli.reports.registry import layout


@layout(Judged)
def claim_document(judged: Judged) -> Document:
    """The verdict, a sentence for each reading, and the table of what each takes."""
    words = answer_words(judged) | {
        "name": name_of(judged),
        "claim": judged.claim,
        "verdict": Phrase(f"claim-is-{judged.verdict}"),
        "deadline": day_name(judged.deadline),
        "best": judged.best_day.gain,
        "best_on": judged.best_day.as_on,
    }
    sentences = []
    for reading in judged.readings:
        meaning = Phrase(f"claim-as-{reading.meaning}", {"goal": reading.goal, "persons": reading.persons})
        sentences.append(Phrase("claim-reading", {"meaning": meaning, "says": _says(judged, reading)}))
    if len(judged.readings) > 1:
        sentences.append(Phrase("claim-two"))
    if judged.promise is not None:
        sentences.append(Phrase("claim-filed", {"number": str(judged.promise)}))
    return Document(
        Phrase("claim-title" if judged.claim else "claim-title-plain", words),
        Phrase("claim-standing" if judged.best_day.gain else "claim-standing-first", words),
        tables=[table_of(judged)],
        notes=sentences,
    )


def _says(judged: Judged, reading: Reading) -> Phrase:
    """What it takes, and whether that can be believed."""
    if not reading.persons:
        return Phrase("claim-reached")
    times = Phrase("claim-no-best")
    if reading.times_best_day is not None and reading.days_at_best_day is not None:
        key = "claim-times-of-day" if reading.times_best_week is None else "claim-times"
        at_best = Figure(f"{reading.days_at_best_day:.1f}")
        times = Phrase(key, {"day": reading.times_best_day, "week": reading.times_best_week, "at_best": at_best})
    words: dict[str, object] = {
        "persons": reading.persons,
        "days": judged.days,
        "needed": round(reading.needed_per_day),
        "verdict": Phrase(f"claim-is-{reading.verdict}"),
        "times": times,
        "chance": chance_phrase(reading.chance),
    }
    return Phrase("claim-needs", words)


@layout(Promises)
def promises_document(found: Promises) -> Document:
    """A line a promise."""
    title = Phrase("promises-title")
    if not found.rows:
        return Document(title, notes=[Phrase("promises-none")])
    return Document(title, tables=[table_of(found)])
