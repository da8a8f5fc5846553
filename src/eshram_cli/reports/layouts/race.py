"""A race: the ranks now and on the day, who passes whom, what a rank takes."""

from __future__ import annotations

from eshram_cli.answers.race import Needed, RaceTable
from eshram_cli.reports.document import Document, Figure, Name, Phrase, answer_words, name_of, table_of, within_of
from eshram_cli.reports.layouts.forecasts import chance_phrase, day_name
from eshram_cli.reports.layouts.notes import SHOWN_NAMES
from eshram_cli.reports.registry import layout

TOLD = 8
"""So many who pass another are named; JSON has all."""


@layout(RaceTable)
def race_document(table: RaceTable) -> Document:
    """A line a place; below it who passes whom, above it what was asked of one place."""
    levels = Phrase(f"levels-of-{table.level}")
    words = answer_words(table) | {"name": within_of(table), "levels": levels, "day": day_name(table.day)}
    head = Phrase("race-subtitle", words) if table.needed is None else needed_phrase(table.needed)
    notes = []
    for one in table.passing[:TOLD]:
        told = {"name": name_of(one), "other": Name(one.passes, one.passes_hi or None)}
        notes.append(Phrase("race-passes", {**told, "chance": Figure(round(100 * one.chance))}))
    if len(table.passing) > TOLD:
        notes.append(Phrase("race-passes-more", {"count": len(table.passing) - TOLD}))
    if not table.passing:
        notes.append(Phrase("race-still"))
    if unranked := tuple(name_of(one) for one in table.runners if one.rank is None):
        notes.append(Phrase("race-unranked", {"names": unranked[:SHOWN_NAMES], "count": len(unranked)}))
    if table.absent:
        notes.append(Phrase("race-absent", {"count": table.absent}))
    return Document(Phrase("race-title", words), head, tables=[table_of(table)], notes=notes)


def needed_phrase(path: Needed) -> Phrase:
    """What the rank takes, in one sentence."""
    pace, needs = path.seven_day_pace, list(path.per_day.values())
    words: dict[str, object] = {
        "name": name_of(path),
        "rank": Phrase("race-first-place") if path.rank == 1 else Phrase("race-or-better", {"rank": path.rank}),
        "now": path.now or "–",
        "day": day_name(path.day),
        "chance": chance_phrase(path.chance),
        "pace": None if pace is None else round(pace),
        "best": path.best_day,
    }
    half, mostly, surely = (None if need is None else round(need) for need in needs)
    if half is None or mostly is None or surely is None or path.now is None:
        return Phrase("race-path-none", words)
    words |= {"half": half, "mostly": mostly, "surely": surely}
    if not path.best_day or pace is None:
        return Phrase("race-path-first", words)
    return Phrase("race-path", words | {"times": mostly / path.best_day})
