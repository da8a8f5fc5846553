"""What several rules look at in a return."""

from __future__ import annotations

from collections.abc import Iterable

from eshram_cli.places.model import PlaceId
from eshram_cli.problems import Where
from eshram_cli.returns.model import Record, Return, TargetRecord


def totals(ret: Return) -> list[Record]:
    """The registered counts of all workers, no cut, in the order of the rows."""
    return [record for record in ret.records if not record.cut and record.measure == "registered"]


def of_one_day(ret: Return) -> list[Record]:
    """The same, where the return speaks of one date and has each place once; else nothing."""
    # A long table of many dates is not gone through for every rule that looks at one day.
    if not ret.records or ret.records[0].as_on != ret.records[-1].as_on:
        return []
    counts = totals(ret)
    one_day = len({record.as_on for record in counts}) == 1
    return counts if one_day and len({record.place for record in counts}) == len(counts) else []


def where(ret: Return, record: Record | TargetRecord) -> Where:
    """The cell of a record; a figure given by hand has none."""
    return Where(ret.file, ret.sheet, record.row or None, record.column or None)


def names(ret: Return) -> dict[PlaceId, str]:
    """The places as the return writes them."""
    return {record.place: record.written for record in ret.records}


def listed(texts: Iterable[str], most: int = 5) -> str:
    """The first few of the texts, and a sign that there are more."""
    texts = list(texts)
    return ", ".join(texts[:most]) + (", …" if len(texts) > most else "")
