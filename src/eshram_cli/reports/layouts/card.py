"""A card: one place, its last days, its cuts, and who reported it last."""

from __future__ import annotations

from collections.abc import Iterator

from eshram_cli.answers.card import Card, CutLine, Day, Reported, Shown
from eshram_cli.reports.document import Document, Fact, Kind, Phrase, Table, name_of, within_of
from eshram_cli.reports.layouts.notes import known_note, names_of, note_phrase
from eshram_cli.reports.layouts.ranking import inexact, standing_table
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
    card, line = shown.card, shown.card.standing
    words = {"place": name_of(line), "within": within_of(card)}
    return Document(
        Phrase("card-title" if card.within else "card-title-alone", words),
        _subtitle(card),
        facts=list(_facts(shown)),
        tables=[*_history(card), *_cuts(card)],
        notes=list(_notes(card)),
        data=standing_table([line]),
    )


def _subtitle(card: Card) -> Phrase:
    days = card.standing.stale_days
    words = {"as_on": card.standing.as_on or card.as_on, "asked_on": card.as_on, "days": days}
    return Phrase("card-subtitle-old" if days else "card-subtitle", words)


def _facts(shown: Shown) -> Iterator[Fact]:
    """What is not known is passed over."""
    line = shown.card.standing
    facts = (
        Fact("registered", line.registered, Kind.count),
        Fact("new", line.new, Kind.gain),
        Fact("gain", line.gain, Kind.gain),
        Fact("gain_days", line.gain_days, Kind.days),
        Fact("target", line.target, Kind.count),
        Fact("percent", line.percent, Kind.percent, "card-percent"),
        Fact("balance", line.balance, Kind.count),
        Fact("deadline", line.deadline, Kind.date),
        Fact("pace7", line.pace7, Kind.rate),
        Fact("needed_per_day", line.needed_per_day, Kind.rate),
        Fact("rank", _rank(shown.card)),
        Fact("move", line.move, Kind.move),
        Fact("origin", line.origin, Kind.word),
        Fact("who", _who(shown.reported), heading="card-last"),
    )
    return (fact for fact in facts if fact.value is not None)


def _rank(card: Card) -> Phrase | None:
    if card.standing.rank is None:
        return None
    words = {
        "rank": card.standing.rank,
        "places": card.places,
        "measure": Phrase(f"measure-{card.measure}"),
        "reported": card.reported,
    }
    return Phrase("card-rank" if card.reported == card.places else "card-rank-few", words)


def _who(reported: Reported | None) -> Phrase | None:
    """`bihar.xlsx, sheet "28 Dec", D17; dlo, 28.12.2021 20:00`."""
    if reported is None:
        return None
    sheet = f'"{reported.sheet}"' if reported.sheet else ""
    known = tuple(part for part in (reported.file, sheet, reported.cell, reported.source, reported.who) if part)
    return Phrase("card-who", {"where": known, "received_at": reported.received_at})


def _history(card: Card) -> Iterator[Table]:
    if card.history:
        noted = any(day.note for day in card.history)
        view = [column.key for column in Day.columns() if noted or column.key != "note"]
        rows = [day.cells() for day in card.history]
        yield Table(Day.columns(), rows, view=view, title=Phrase("column-history"))


def _cuts(card: Card) -> Iterator[Table]:
    """The lines of one dimension stand together, as the analysis gives them."""
    for dimension in dict.fromkeys(line.dimension for line in card.cuts):
        rows = [line.cells() for line in card.cuts if line.dimension == dimension]
        yield Table(CutLine.columns(), rows, title=Phrase(f"column-{dimension}"))


def _notes(card: Card) -> Iterator[Phrase]:
    names = names_of([card.standing])
    for note in card.notes:
        yield note_phrase(note, card.as_on, names)
    yield from inexact([card.standing], names)
    if card.known_on is not None:
        yield known_note(card.known_on)
