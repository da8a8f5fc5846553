"""A card: one place, its last days, its cuts, and who reported it last."""

from __future__ import annotations

from eshram_cli.answers.card import CutLine, Day, Shown
from eshram_cli.reports.document import Document, Fact, Phrase, facts_of, name_of, rows_table, table_of, within_of
from eshram_cli.reports.layouts.notes import known_notes, names_of, note_phrase
from eshram_cli.reports.layouts.ranking import inexact
from eshram_cli.reports.plain import fields_of, plain
from eshram_cli.reports.registry import Fields, layout


def card_fields(shown: Shown) -> Fields:
    """The JSON of a card: a row of a ranking, and more."""
    card = shown.card
    return {
        **fields_of(card.standing),
        **fields_of(card),
        "last_return": plain(shown.reported),
        "notes": plain(card.notes, card.as_on),
    }


@layout(Shown, fields=card_fields)
def card_document(shown: Shown) -> Document:
    """Facts, then the last days, then one table for each dimension that the place is cut by."""
    card, line, days = shown.card, shown.card.standing, shown.card.standing.stale_days
    words = {
        "place": name_of(line),
        "within": within_of(card),
        "as_on": line.as_on or card.as_on,
        "asked_on": card.as_on,
        "days": days,
    }
    tables = []
    if card.history:
        noted = any(day.note for day in card.history)
        view = [column.key for column in Day.columns() if noted or column.key != "note"]
        tables.append(rows_table(Day, card.history, view=view, title=Phrase("column-history")))
    # The lines of one dimension stand together, as the analysis gives them.
    for dimension in dict.fromkeys(cut.dimension for cut in card.cuts):
        cuts = [cut for cut in card.cuts if cut.dimension == dimension]
        tables.append(rows_table(CutLine, cuts, title=Phrase(f"column-{dimension}")))
    names = names_of([line])
    notes = [note_phrase(note, card.as_on, names) for note in card.notes]
    return Document(
        Phrase("card-title" if card.within else "card-title-alone", words),
        Phrase("card-subtitle-old" if days else "card-subtitle", words),
        facts=_facts(shown),
        tables=tables,
        notes=[*notes, *inexact([line], names), *known_notes(card.known_on)],
        data=table_of(shown),
    )


def _facts(shown: Shown) -> list[Fact]:
    """What is not known is passed over."""
    card, line, reported = shown.card, shown.card.standing, shown.reported
    rank = who = None
    if line.rank is not None:
        measure = Phrase(f"measure-{card.measure}")
        words = {"rank": line.rank, "places": card.places, "measure": measure, "reported": card.reported}
        rank = Phrase("card-rank" if card.reported == card.places else "card-rank-few", words)
    if reported is not None:
        # `bihar.xlsx, sheet "28 Dec", D17; dlo, 28.12.2021 20:00`.
        sheet = f'"{reported.sheet}"' if reported.sheet else ""
        known = tuple(part for part in (reported.file, sheet, reported.cell, reported.source, reported.who) if part)
        who = Phrase("card-who", {"where": known, "received_at": reported.received_at})
    figures = ("registered", "new", "gain", "gain_days", "target", "percent", "balance", "deadline", "pace7")
    facts = (
        *facts_of(line, *figures, "needed_per_day", headings={"percent": "card-percent"}),
        Fact("rank", rank),
        *facts_of(line, "move", "origin"),
        Fact("who", who, heading="card-last"),
    )
    return [fact for fact in facts if fact.value is not None]
