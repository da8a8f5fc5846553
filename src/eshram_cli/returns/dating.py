"""The date that a table's figures speak of, and where it was read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from eshram_cli.language.dates import Found, found_or_reason, show_date
from eshram_cli.language.unread import Unread
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.lexicon import has_label
from eshram_cli.returns.surroundings import Clue

TITLES = 2
"""The first so many sources are texts of the sheet itself, weighed together: a firm date above all tables outweighs a
plain one beside the table."""

Dated = list[tuple[Clue, Found | Unread]]

DRIVE_BEGAN = dt.date(2021, 8, 26)
"""A period from this day on holds all registrations, so its figures are cumulative."""


@dataclass(frozen=True)
class AsOn:
    """A date, with a time where one is given, and its source in words; blank where none was found."""

    date: dt.date | None = None
    time: dt.time | None = None
    source: str = ""
    problem: Problem | None = None


def find_as_on(hints: Hints, sources: Sequence[Sequence[Clue]], where: Where) -> AsOn:
    """The option's date, else the first source's: title, sheet name, file name.

    Several dates in one source, or one that cannot be read, are a problem.

    A date beside "as on", "upto", "तक" outweighs one beside "date", "report date", "दिनांक", and that one all others of
    its source. Of a period its last day counts.
    """
    if hints.as_on is not None:
        return AsOn(hints.as_on, None, "option")
    for found in _by_weight(list(map(_dated, sources[:TITLES])), map(_dated, sources[TITLES:])):
        if found:
            return _chosen(found, where)
    return AsOn()


def _dated(clues: Sequence[Clue]) -> Dated:
    return [(clue, moment) for clue in clues if (moment := _moment(clue)) is not None]


def _by_weight(titles: Sequence[Dated], names: Iterable[Dated]) -> Iterator[Dated]:
    """The groups of dates of which the first that is not empty counts; `names` are not read where a title has one."""
    for fits in (_is_firm, _says_as_on, bool):
        yield from ([one for one in found if fits(one[0])] for found in titles)
    for found in names:
        yield from ([one for one in found if fits(one[0])] for fits in (_is_firm, _says_as_on, bool))


def _is_firm(clue: Clue) -> bool:
    return clue.firm


def _moment(clue: Clue) -> Found | Unread | None:
    if clue.day is not None:
        return Found(clue.day, None, 0, 0)
    if has_label(clue.text, "silent"):
        return None
    found = found_or_reason(clue.text)
    return None if isinstance(found, Unread) and found.code == "date-no-year" else found


def _says_as_on(clue: Clue) -> bool:
    return clue.labelled or has_label(clue.text, "ason")


def _chosen(found: Sequence[tuple[Clue, Found | Unread]], where: Where) -> AsOn:
    source = found[0][0].source
    unread = next((moment for _, moment in found if isinstance(moment, Unread)), None)
    if unread is not None:
        return AsOn(source=source, problem=unread.problem(where))
    moments = [moment for _, moment in found if isinstance(moment, Found)]
    days = sorted({moment.date for moment in moments})
    if len(days) > 1:
        listed = ", ".join(map(show_date, days))
        return AsOn(source=source, problem=Problem("date-unclear", where, {"dates": listed}))
    times = {moment.time for moment in moments if moment.time}
    since = next((moment.since for moment in moments if moment.since and moment.since > DRIVE_BEGAN), None)
    words = {"since": show_date(since), "date": show_date(days[0])} if since else {}
    return AsOn(
        days[0],
        times.pop() if len(times) == 1 else None,
        source,
        Problem("date-period", where, words) if since else None,
    )
