"""The date that a table's figures speak of, and where it was read."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from eshram_cli.drive import DRIVE_START
from eshram_cli.language.dates import Found, exchanged, found_or_reason, month_first
from eshram_cli.language.lexicon import has_label
from eshram_cli.language.unread import Unread
from eshram_cli.language.written import show_date
from eshram_cli.problems import Language, Problem, Where
from eshram_cli.returns.columns.exchanged_dates import is_made
from eshram_cli.returns.find.surroundings import Clue
from eshram_cli.returns.hints import Hints, column_number

TITLES = 2
"""The first so many sources are texts of the sheet itself, weighed together: a firm date above all tables outweighs a
plain one beside the table."""

Dated = list[tuple[Clue, Found | Unread]]


_DEADLINE = re.compile(r"(?:\b(?:by|before|deadline|last date|target date)|अंतिम तिथि)\W*$", re.IGNORECASE)
"""Right before a date: it is the last day for something, "to be completed by 31.12.2021", and no figures' date."""


@dataclass(frozen=True)
class AsOn:
    """A date, with a time where one is given, and its source in words; blank where none was found."""

    date: dt.date | None = None
    time: dt.time | None = None
    source: str = ""
    problem: Problem | None = None
    made: bool = False
    """Whether a program wrote the date (a real date of the title), so that its day and month may be exchanged."""
    beside: tuple[dt.date, ...] = ()
    """All dates that the title, the sheet's and the file's name give."""
    named: dt.date | None = None
    """Another date that the file's name gives."""


def find_as_on(hints: Hints, sources: Sequence[Sequence[Clue]], where: Where) -> AsOn:
    """The option's date, else the first source's: title, sheet name, file name, line below the table.

    Several dates in one source, or one that cannot be read, are a problem.

    A date beside "as on", "upto", "तक" outweighs one beside "date", "report date", "दिनांक", and that one all others of
    its source. Of a period its last day counts.
    """
    if hints.as_on is not None:
        return AsOn(hints.as_on, None, "option")
    dated: list[Dated] = []
    for clues in sources:
        dated.append([])
        for clue in clues:
            moment: Found | Unread | None = Found(clue.day, None, 0, 0) if clue.day else None
            if clue.day is None and not has_label(clue.text, "silent"):
                moment = found_or_reason(clue.text)
            if isinstance(moment, Found) and _DEADLINE.search(clue.text[: moment.start]):
                continue
            if moment is not None and not (isinstance(moment, Unread) and moment.code == "date-no-year"):
                dated[-1].append((clue, moment))
    found = next(filter(None, _by_weight(dated[:TITLES], dated[TITLES:])), [])
    return _beside_others(_chosen(found, where), found[0][0], dated, where) if found else AsOn()


def _beside_others(as_on: AsOn, clue: Clue, dated: Sequence[Dated], where: Where) -> AsOn:
    """The date beside those of the other sources: asked where one of them has its day and month exchanged, told where
    the sheet's name differs; the file's name may speak of another sheet."""
    date = as_on.date
    if date is None:
        return as_on
    days = {(one.source, moment.date) for group in dated for one, moment in group if isinstance(moment, Found)}
    as_on = replace(as_on, made=clue.day is not None or is_made(clue.text), beside=tuple(sorted({d for _, d in days})))
    found, other = found_or_reason(clue.text), exchanged(date)
    written = clue.text[found.start : found.end] if isinstance(found, Found) else ""
    if other is not None and other != date and (as_on.made or month_first(written)):
        source = next((source for source, day in sorted(days) if day == other), None)
        if source is not None:
            words = {"day": show_date(date), "other": show_date(other), "source": _source_name(source)}
            problem = Problem("date-exchanged", _cell(as_on.source, where), words)
            return AsOn(source=as_on.source, problem=problem, beside=as_on.beside)
    named = {source: day for source, day in sorted(days) if day != date and source != as_on.source}
    since = as_on.problem is not None
    if "sheet name" in named and not since:
        return replace(as_on, problem=dates_differ(as_on, named["sheet name"], "sheet name", where))
    return replace(as_on, named=None if since or as_on.source == "sheet name" else named.get("file name"))


def dates_differ(as_on: AsOn, day: dt.date, source: str, where: Where) -> Problem:
    """That a sheet's or a file's name gives another date than the title, which was taken."""
    words = {"date": show_date(as_on.date or day), "other": show_date(day), "source": _source_name(source)}
    return Problem("dates-differ", _cell(as_on.source, where), words)


_NAMES = {
    "sheet name": {Language.en: "the sheet's name", Language.hi: "शीट के नाम"},
    "file name": {Language.en: "the file's name", Language.hi: "फ़ाइल के नाम"},
}
_ADDRESS = re.compile(r"(?:title|cell) ([A-Z]+)(\d+)")


def _source_name(source: str) -> Mapping[Language, str]:
    """A source of a date in a sentence: "the file's name", "cell E1"."""
    at = _ADDRESS.fullmatch(source)
    if at is not None:
        return {Language.en: f"cell {at[1]}{at[2]}", Language.hi: f"खाने {at[1]}{at[2]}"}
    return _NAMES.get(source, {Language.en: "the text above the table", Language.hi: "तालिका के ऊपर के पाठ"})


def _cell(source: str, where: Where) -> Where:
    """The address of a title's cell; that of the sheet for any other source."""
    at = _ADDRESS.fullmatch(source)
    return where if at is None else Where(where.file, where.sheet, int(at[2]), column_number(at[1]))


def _by_weight(titles: Sequence[Dated], names: Sequence[Dated]) -> Iterator[Dated]:
    """The groups of dates of which the first that is not empty counts: the firm ones, those under a word like "as on",
    all; `names` are not read where a title has one. A line below the table that says up to when the figures are goes
    before the file's name."""
    weights: tuple[Callable[[Clue], bool], ...] = (
        lambda clue: clue.firm,
        lambda clue: clue.labelled or has_label(clue.text, "ason"),
        lambda _: True,
    )
    yield from ([one for one in found if counts(one[0])] for counts in weights for found in titles)
    yield from ([one for one in found if one[0].firm] for found in names)
    yield from ([one for one in found if counts(one[0])] for found in names for counts in weights)


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
    since = next((moment.since for moment in moments if moment.since and moment.since > DRIVE_START), None)
    words = {"since": show_date(since), "date": show_date(days[0])} if since else {}
    return AsOn(
        days[0],
        times.pop() if len(times) == 1 else None,
        source,
        Problem("date-period", where, words) if since else None,
    )
