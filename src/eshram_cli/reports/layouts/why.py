"""Why a rank moved: a sentence for the meeting, the parts, who was passed and who passed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.why import Why
from eshram_cli.reports.document import Document, Figure, Kind, Phrase, Table, answer_words, name_of
from eshram_cli.reports.layouts.notes import SHOWN_NAMES, known_notes
from eshram_cli.reports.registry import layout

_PERSONS = {Measure.registered, Measure.new, Measure.balance}


@layout(Why)
def why_document(why: Why) -> Document:
    """The sentence, then a line a cause and their sum."""
    words = answer_words(why) | {"name": name_of(why), "levels": Phrase(f"levels-of-{why.level}")}
    columns, rows = why.table()
    points = Kind.gain if why.measure in _PERSONS else Kind.percent
    heading = "moved-persons" if why.measure in _PERSONS else f"moved-{why.measure}"
    columns = [replace(one, kind=points, heading=heading) if one.key == "points" else one for one in columns]
    gap = None if any(part.gap is None for part in why.parts) else sum(part.gap or 0 for part in why.parts)
    total = ("together", why.rank_before - why.rank_now, round(sum(part.points for part in why.parts), 2), gap, None)
    stood = {"since": why.since, "before": why.value_before, "now": why.value_now}
    notes = [*crossed(why), Phrase("moved-stood", stood)]
    if why.gap_before is not None or why.gap_now is not None:
        notes.append(Phrase("moved-gaps", {"before": why.gap_before or 0, "now": why.gap_now or 0}))
    notes += [Phrase("moved-how"), *known_notes(why.known_on)]
    return Document(Phrase("moved-title", words), sentence(why), tables=[Table(columns, rows, total)], notes=notes)


def sentence(why: Why) -> Phrase:
    """What happened to the rank, and what each cause made of it."""
    move = why.rank_before - why.rank_now
    words: dict[str, object] = {
        "name": name_of(why),
        "before": why.rank_before,
        "now": why.rank_now,
        "since": why.since,
        "as_on": why.as_on,
        "parts": tuple(
            Phrase(f"moved-part-{part.cause}", {"ranks": signed(part.ranks)}) for part in why.parts if part.ranks
        ),
    }
    kind = "rose" if move > 0 else "fell" if move < 0 else "stayed" if words["parts"] else "same"
    return Phrase(f"moved-{kind}", words)


def signed(number: float) -> Figure:
    """A number of ranks with its sign, whole where it is whole."""
    return Figure(f"{number:+.2f}".removesuffix(".00") if number else "0")


def crossed(why: Why) -> Iterator[Phrase]:
    """Who is no longer ahead of the place, and who now is."""
    for passed in (True, False):
        found = [one for one in why.crossings if one.passed is passed]
        if found:
            shown = found[:SHOWN_NAMES]
            each = tuple(Phrase("moved-crossing", {"name": name_of(one), "day": one.day}) for one in shown)
            key = "moved-passed" if passed else "moved-passed-by"
            yield Phrase(key, {"name": name_of(why), "each": each, "count": len(found)})
