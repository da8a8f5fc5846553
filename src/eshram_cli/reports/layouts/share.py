"""What is forwarded of a place at the end of the day: one short text, and with it one picture (`charts/forward.py`).

Both say the same: date and who reported; count, percent, new; rank and movement; needed pace; the first and the last
five places within, or all where they are ten at most; who did not report; the forecast's sentence where there is one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TextIO

from eshram_cli.analysis.measures import value_of
from eshram_cli.answers.card import Card
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing
from eshram_cli.answers.share import SMALL, Shared
from eshram_cli.described import replace
from eshram_cli.reports.document import (
    Document,
    Kind,
    Phrase,
    Table,
    answer_words,
    drive_phrase,
    name_of,
    place_columns,
    table_of,
    within_of,
)
from eshram_cli.reports.kinds import KINDS
from eshram_cli.reports.layouts.notes import first_of, note_phrase
from eshram_cli.reports.look import Look, in_digits, say, show
from eshram_cli.reports.output import utf8
from eshram_cli.reports.plain import fields_of
from eshram_cli.reports.registry import Fields, layout


def first_line(shared: Shared) -> Phrase:
    """`Figures as on 28.12.2021; 36 of 38 districts reported; percent of target`."""
    now, card = shared.now, shared.cards[0]
    if shared.ranking is not None:
        return Phrase("page-first", answer_words(shared.ranking))
    measure = Phrase(f"measure-{card.measure}")
    words = {"as_on": now.as_on or card.as_on, "days": now.stale_days or 0, "measure": measure}
    return Phrase("page-first-stale" if now.stale_days else "page-first-alone", words)


def count_text(shared: Shared, value: float | None, kind: Kind, look: Look) -> str:
    """A count for people; a small one as `<5` where those are kept back."""
    return f"<{SMALL}" if shared.small(value) else show(value, kind, look)


def percent_text(shared: Shared, row: Standing, look: Look) -> str:
    """The percentage of a line with its sign; a dash where there is none or it is kept back."""
    return _percent(None if shared.hidden(row) else row.percent, look)


def _percent(value: float | None, look: Look) -> str:
    return show(value, Kind.percent, look) + ("" if value is None else " %")


def value_text(shared: Shared, row: Standing, look: Look) -> str:
    """What the places within are ranked by."""
    measure = shared.ranking.measure if shared.ranking else Measure.registered
    value = value_of(row, measure)
    if KINDS[measure] is Kind.percent:
        return _percent(None if shared.hidden(row) else value, look)
    if measure is Measure.balance and shared.hidden(row):
        value = None
    return count_text(shared, value, KINDS[measure], look)


def move_text(move: int | None) -> str:
    """`▲1`, `▼2`, `=`; nothing where it is not known. The same on paper as on a screen."""
    if move is None:
        return ""
    return f"▲{move}" if move > 0 else f"▼{-move}" if move else "="


def rank_words(shared: Shared, card: Card) -> dict[str, object]:
    """The words of a rank: among how many places of which place, by what, and how it moved."""
    move = move_text(card.standing.move)
    return {
        "within": within_of(shared) if shared.within else card.within,
        "rank": card.standing.rank,
        "places": card.places,
        "reported": card.reported,
        "measure": Phrase(f"measure-{card.measure}"),
        "move": Phrase("share-move", {"move": move}) if move else "",
    }


def silent_phrase(shared: Shared) -> Phrase | None:
    """Who did not report; None for a place without others in it."""
    if shared.ranking is None:
        return None
    words = answer_words(shared.ranking)
    if not shared.silent:
        return Phrase("share-all-reported", words)
    names = first_of([name_of(row) for row in shared.silent])
    return Phrase("share-silent", words | {"names": names, "count": len(shared.silent)})


def forecast_phrase(shared: Shared) -> Phrase | None:
    """When the target is reached; None where that is not known."""
    return None if shared.forecast is None else note_phrase(shared.forecast, shared.cards[0].as_on, {})


def text(shared: Shared, look: Look) -> str:
    """The text to forward: a line a fact, unwrapped, whatever it is shown on."""
    plain = replace(look, width=None, colour=False)
    lines = (say(line, plain) for line in _lines(shared, plain))
    return in_digits("\n".join(lines), plain) + "\n"


def put(shared: Shared, look: Look, stream: TextIO | None = None) -> None:
    """Writes the text to stdout, or to the stream."""
    utf8(stream or sys.stdout).write(text(shared, look))


def _lines(shared: Shared, look: Look) -> Iterator[Phrase | str]:
    yield first_line(shared)
    if shared.drive is not None:
        yield drive_phrase(shared.drive)
    now = shared.now
    words: dict[str, object] = {
        "name": name_of(now),
        "registered": count_text(shared, now.registered, Kind.count, look),
        "percent": percent_text(shared, now, look),
        "target": now.target,
    }
    known = now.percent is not None and not shared.hidden(now)
    yield Phrase("share-headline-target" if known else "share-headline", words)
    if now.new is not None:
        yield Phrase("share-new", {"new": count_text(shared, now.new, Kind.gain, look), "as_on": now.as_on})
    if now.pace7 is not None:
        yield Phrase("share-pace", {"pace": count_text(shared, now.pace7, Kind.rate, look)})
    if shared.needed:
        yield Phrase("share-needed", {"needed": show(shared.needed, Kind.rate, look), "deadline": now.deadline})
    for card in shared.meaningful:
        yield Phrase("share-rank" if card.reported == card.places else "share-rank-few", rank_words(shared, card))
    for key, rows in (("share-all" if shared.whole else "share-top", shared.top), ("share-bottom", shared.bottom)):
        told = []
        for row in rows:
            name = say(Phrase("chart-name", {"name": name_of(row)}), look)
            told.append(f"{row.rank}. {name} {value_text(shared, row, look)}")
        if told:
            yield Phrase(key, {"rows": "; ".join(told)})
    for phrase in (silent_phrase(shared), forecast_phrase(shared)):
        if phrase:
            yield phrase


def shared_fields(shared: Shared) -> Fields:
    """The JSON of a page; what is kept back is null."""
    now, told, ranking = shared.now, shared.told(shared.now), shared.ranking
    return {
        "place": now.place,
        "place_hi": now.place_hi or None,
        "as_on": now.as_on,
        "registered": told.registered,
        "target": now.target,
        "percent": told.percent,
        "new": told.new,
        "pace7": None if shared.small(now.pace7) else now.pace7,
        "needed_per_day": shared.needed,
        "ranks": [
            {
                "within": card.within,
                "measure": str(card.measure),
                "rank": card.standing.rank,
                "move": card.standing.move,
                "places": card.places,
                "reported": card.reported,
            }
            for card in shared.meaningful
        ],
        "measure": str(ranking.measure) if ranking else None,
        "reported": ranking.reported if ranking else None,
        "places": ranking.places if ranking else None,
        "top": [fields_of(shared.told(row)) for row in shared.top],
        "bottom": [fields_of(shared.told(row)) for row in shared.bottom],
        "silent": [row.place for row in shared.silent],
        "text": text(shared, Look()),
    }


@layout(Shared, fields=shared_fields)
def shared_document(shared: Shared) -> Document:
    """The lines of the text, for the formats that tables are written in; a workbook has names in both languages."""
    first, second, *others = _lines(shared, Look())
    columns, rows = shared.table()
    places = (*shared.top, *shared.bottom) if shared.ranking else (shared.now,)
    named = [(*row, name_of(line).hindi) for row, line in zip(rows, places, strict=True)]
    sheet = Table([*columns, place_columns(9)[1]], named, title=Phrase("sheet-data"))
    return Document(second, first, notes=others, data=table_of(shared), sheets=[sheet] if rows else [])
