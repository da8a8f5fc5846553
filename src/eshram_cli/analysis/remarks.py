"""What must be said beside a ranking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from eshram_cli.analysis.counts import Counts
from eshram_cli.analysis.measures import competition, value_of
from eshram_cli.analysis.notes import note
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import Standing


def remarks(
    counts: Counts, rows: Sequence[Standing], total: Standing, day: dt.date, *, by_default: bool
) -> tuple[Note, ...]:
    """The notes of a ranking in the order in which they are read. `by_default`: the measure was not chosen."""
    notes = [note("reported", reported=sum(row.stale_days == 0 for row in rows), places=len(rows), as_on=day)]
    oldest = max((row.stale_days or 0 for row in rows), default=0)
    if oldest:
        late = [row for row in rows if row.stale_days == oldest]
        notes.append(note("stalest", names=tuple(row.place for row in late), as_on=late[0].as_on, days=oldest))
    registered, percent = leaders(rows, Measure.registered), leaders(rows, Measure.percent)
    if registered and percent and registered != percent:
        notes.append(note("leaders-differ", registered=registered, percent=percent))
    unranked: dict[str, list[str]] = {}
    for row in rows:
        if row.reason:
            unranked.setdefault(row.reason, []).append(row.place)
    notes += [note("unranked", reason=reason, names=tuple(names)) for reason, names in unranked.items()]
    if by_default and rows and all(not row.target for row in rows):
        notes.append(note("no-targets"))
    if total.origin == "carried":
        notes.append(note("carried", name=total.place, as_on=total.as_on, days=total.stale_days))
    notes += new_known(total)
    return (*notes, *(remark for line in (total, *rows) for remark in line_remarks(counts, line, day)))


def line_remarks(counts: Counts, line: Standing, day: dt.date) -> Iterator[Note]:
    """What must be said of one line: parts that its sum lacks, persons that its parts do not account for."""
    if line.missing:
        yield note("partial", name=line.place, missing=tuple(_missing(counts, line.id, day)))
    if line.unattributed:
        yield note("not-attributed", name=line.place, persons=line.unattributed, as_on=line.as_on)


def new_known(line: Standing) -> Iterator[Note]:
    """Of a sum whose new is not known as a whole, what is known of it."""
    if line.new is None and line.new_known is not None:
        yield note("new-known", name=line.place, persons=line.new_known, lacks=line.new_lacks, as_on=line.as_on)


def leaders(rows: Sequence[Standing], measure: Measure) -> tuple[str, ...]:
    """The names of the places that rank first by the measure; several when tied."""
    ranks = competition({row.id: value_of(row, measure) for row in rows}, lowest_first=measure.lowest_first)
    return tuple(row.place for row in rows if ranks.get(row.id) == 1)


def _missing(counts: Counts, place: str, day: dt.date) -> Iterator[str]:
    """The names of the places below whose figure is lacking in the place's sum."""
    for child in counts.tree.children(place, day):
        count = counts.counted(child.place, day)
        if count is None:
            yield child.name
        elif count.missing:
            yield from _missing(counts, child.place, day)
