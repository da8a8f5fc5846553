"""The figures that make a count, each with the cell, the file and the act that it came from."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

from eshram_cli.described import LATIN, Answer, Kind, KnownOn, Row, hindi, shown


class Traced(Row):
    """One figure. `line` counts from 1; `part_of` is the line of the sum that it is a part of, null for the count
    itself and for what no longer counts.

    `how`: own (of the day asked), carried (an earlier one), new (persons of one day), superseded or undone; of a count
    that is no single figure sum, partial (places are missing), cuts (over the members of one dimension) or derived (the
    new added up): then there is no file, and its parts follow. `superseded_by`, `supersedes`, `undone` are numbers of
    acts; `sha256` is the hash of the file's bytes, `ledger` the file of the other office's ledger that the
    figure came from.
    """

    line: Annotated[int, shown(Kind.number)]
    part_of: Annotated[int | None, shown(Kind.number)]
    place: Annotated[str, LATIN]
    level: Annotated[str, shown(Kind.level, 6)]
    as_on: Annotated[dt.date, shown(Kind.date, 1)]
    measure: Annotated[str, shown(Kind.word, 7)]
    cut: Annotated[str, shown(Kind.cut, 2, heading="column-member")]
    value: Annotated[int, shown(Kind.count)]
    quality: Annotated[str | None, shown(Kind.word, 9)]
    how: Annotated[str, shown(Kind.word)]
    file: Annotated[str | None, shown()]
    sheet: Annotated[str | None, shown(priority=3)]
    cell: Annotated[str | None, shown()]
    written: Annotated[str | None, shown(priority=8, heading="column-alias")]
    submission: Annotated[int | None, shown(Kind.number, 4, heading="column-act")]
    received_at: Annotated[dt.datetime | None, shown(Kind.moment, 5)]
    who: Annotated[str | None, shown(priority=5)]
    source: Annotated[str | None, shown(priority=8, heading="column-source")]
    ledger: Annotated[str | None, shown(priority=4)]
    supersedes: Annotated[int | None, shown(Kind.number, 6)]
    superseded_by: Annotated[int | None, shown(Kind.number, 4)]
    undone: Annotated[int | None, shown(Kind.number, 6)]
    sha256: Annotated[str | None, shown(priority=9)]
    place_hi: Annotated[str | None, hindi(9)]


class Trace(Answer):
    """What makes the count of a place as on a day: the count itself first, every sum directly above its parts, and
    below each figure those that it superseded."""

    SCHEMA: ClassVar = "eshram.trace/1"

    place: str
    place_hi: str | None
    level: str
    as_on: dt.date
    known_on: KnownOn | None
    cut: str
    registered: int
    rows: tuple[Traced, ...]
