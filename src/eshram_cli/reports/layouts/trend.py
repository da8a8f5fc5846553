"""A trend: the days of one place, or a line for each of many places with its days as a row of little bars."""

from __future__ import annotations

import datetime as dt

from eshram_cli.answers.trend import Course, Point, Trend
from eshram_cli.reports.document import (
    Column,
    Document,
    Fact,
    Kind,
    Phrase,
    Table,
    Value,
    answer_words,
    name_of,
    place_columns,
    rows_table,
    table_of,
    within_of,
)
from eshram_cli.reports.layouts.notes import known_notes
from eshram_cli.reports.registry import layout
from eshram_cli.reports.spark import spark

PLACES = (
    Column("rank", Kind.rank),
    Column("move", Kind.move, 1),
    *place_columns(7),
    Column("registered", Kind.count),
    Column("percent", Kind.percent, 1),
    Column("pace7", Kind.rate, 4),
    Column("new_days", Kind.text, 2, heading="trend-new-days"),
    Column("rank_days", Kind.text, 3, heading="trend-rank-days"),
    Column("days", Kind.days, 5, heading="trend-days"),
)
WIDEST = 31
"""Rows of little bars show at most so many last days."""


@layout(Trend)
def trend_document(trend: Trend) -> Document:
    """The table of the days of one place, or of the places; CSV has a row a place and day."""
    words, facts, notes = answer_words(trend), [], []
    if trend.alone:
        first = trend.courses[0]
        name, key = name_of(first.now), "trend-subtitle-alone"
        facts = [Fact("new", spark(_by_day(trend, first, "new"), 0), heading="trend-new-days")]
        table = rows_table(Point, first.fresh)
    else:
        name, key = within_of(trend), "trend-subtitle"
        table = Table(PLACES, [_place(trend, course) for course in trend.courses])
        # What the little bars leave out, and against what the move is.
        shown = max(trend.since, trend.as_on - dt.timedelta(days=WIDEST - 1))
        notes = [
            Phrase("trend-note-bars", {"since": shown, "as_on": trend.as_on}),
            Phrase("note-move-since", {"since": trend.since}),
        ]
    notes += [Phrase("trend-day-note", {"as_on": note.as_on, "text": note.text}) for note in trend.day_notes]
    return Document(
        Phrase("trend-title", words | {"name": name}),
        Phrase(key, words) if trend.within or not trend.alone else "",
        facts=facts,
        tables=[table],
        notes=[*notes, *known_notes(trend.known_on)],
        data=table_of(trend),
    )


def _place(trend: Trend, course: Course) -> list[Value]:
    now = course.now
    ranks = [None if rank is None else -rank for rank in _by_day(trend, course, "rank")]
    known = (now.rank, now.move, now.place, now.place_hi or None, now.registered, now.percent, now.pace7)
    return [*known, spark(_by_day(trend, course, "new"), 0), spark(ranks), len(course.fresh)]


def _by_day(trend: Trend, course: Course, key: str) -> list[float | None]:
    found = {point.as_on: point for point in course.points}
    return [getattr(found.get(day), key, None) for day in trend.days[-WIDEST:]]
