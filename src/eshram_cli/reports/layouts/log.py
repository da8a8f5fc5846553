"""What was done to the ledger, act by act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from eshram_cli.ledger.receipt import Submission
from eshram_cli.reports.document import Column, Document, Kind, Name, Table, Value
from eshram_cli.reports.registry import layout

COLUMNS = (
    Column("number", Kind.number),
    Column("received_at", Kind.moment),
    Column("kind", Kind.word),
    Column("place", Kind.place, 1, heading="name-latin", twin="place_hi"),
    Column("file", priority=1),
    Column("sheet", priority=4),
    Column("as_on", Kind.date, 2),
    Column("accepted", Kind.count, 1),
    Column("rejected", Kind.count, 3),
    Column("who", priority=2),
    Column("source", priority=3),
    Column("undone", Kind.number, 2),
    Column("place_hi", Kind.place, 9, heading="name-hindi", twin="place"),
)


@dataclass(frozen=True)
class Log:
    """Acts in the ledger, in the order they are shown; `places`: what acts without a sheet were about, by number."""

    submissions: tuple[Submission, ...]
    places: Mapping[int, Name] = field(default_factory=dict)


@layout(Log, "eshram.log/1")
def log_document(log: Log) -> Document:
    """One line an act; acts that were undone are dim and name the number that undid them."""
    faint = frozenset(at for at, one in enumerate(log.submissions) if one.undone is not None)
    return Document(
        tables=[Table(COLUMNS, [_row(one, log.places.get(one.number)) for one in log.submissions], faint=faint)]
    )


def _row(one: Submission, place: Name | None) -> list[Value]:
    names = {"place": place.latin if place else None, "place_hi": place.hindi if place else None}
    return [names[column.key] if column.key in names else getattr(one, column.key) for column in COLUMNS]
