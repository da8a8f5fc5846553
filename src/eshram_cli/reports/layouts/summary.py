"""The daily page, each thing once, in the reader's order: the first line that every page has, the news, what was found,
who is silent, the first and the last, the forecast, tasks due, then all places."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from eshram_cli.analysis.measures import value_of
from eshram_cli.analysis.summary import Absent, Position, Summary
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.language.written import short_date
from eshram_cli.reports.document import (
    Column,
    Document,
    Fact,
    Figure,
    Kind,
    Phrase,
    Table,
    answer_words,
    facts_of,
    name_of,
    place_columns,
    rows_table,
    table_of,
)
from eshram_cli.reports.kinds import KINDS
from eshram_cli.reports.layouts.notes import known_notes, names_of, note_phrase
from eshram_cli.reports.layouts.ranking import inexact
from eshram_cli.reports.layouts.tasks import page_note, page_tables
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.plain import fields_of, plain
from eshram_cli.reports.registry import Fields, layout

VIEW = ("rank", "move", "place", "registered", "new", "percent")
ORDINALS = 10
"""So many ordinal numbers have a word of their own."""


def summary_fields(summary: Summary) -> Fields:
    """The JSON of a page: `place` and its own line, then as a ranking has it; `positions` are the place's own ranks."""
    ranking, look = summary.ranking, Look()
    return {
        **fields_of(ranking.total),
        "level": ranking.level,
        "measure": str(ranking.measure),
        "asked_on": ranking.as_on,
        "known_on": ranking.known_on,
        "reported": ranking.reported,
        "places": ranking.places,
        "headline": say(headline(summary), look),
        "positions": plain(summary.positions),
        "rows": plain(ranking.rows),
        "best": [row.place for row in summary.best],
        "worst": [row.place for row in summary.worst],
        "absent": plain(summary.absent),
        "tasks": plain(summary.tasks),
        "forecast": plain(summary.forecast, ranking.as_on),
        "notes": plain(ranking.notes, ranking.as_on),
    }


@layout(Summary, fields=summary_fields)
def summary_document(summary: Summary) -> Document:
    """The page. Its first line is its title, the news stands below; CSV has every column of the places."""
    ranking, more = summary.ranking, page_note(summary.tasks)
    lines = [*ranking.rows, ranking.total]
    return Document(
        first_line(summary),
        headline(summary),
        facts=_facts(summary),
        lead=list(_found(summary)),
        tables=list(_tables(summary)),
        notes=[*filter(None, [more]), *inexact(lines, names_of(lines)), *known_notes(ranking.known_on)],
        data=table_of(summary),
    )


def first_line(summary: Summary) -> Phrase:
    """`Figures as on 28.12.2021; 27 of 27 blocks reported; percent of target`."""
    ranking = summary.ranking
    return Phrase("page-first" if ranking.places else "page-first-alone", answer_words(ranking))


def headline(summary: Summary, *, unchanged_since: dt.date | None = None) -> Phrase:
    """The news with its date: `Purbi Champaran 28.12: 1st by count (+1), 57.69 % of target, +46,401`.

    A place that stands beside nobody tells its count instead of its rank. `unchanged_since`: the day on which a page
    with the same figures was sent; then the line says first that nothing is new.
    """
    line, as_on = summary.ranking.total, summary.ranking.as_on
    parts = []
    if unchanged_since is not None:
        parts.append(Phrase("summary-unchanged", {"day": Figure(short_date(unchanged_since))}))
    if summary.positions:
        first = summary.positions[0]
        rank = {"ordinal": _ordinal(first.rank), "moved": _moved(first)}
        parts.append(Phrase(f"summary-rank-{first.measure}", rank))
    elif line.registered is not None:
        parts.append(Phrase("summary-registered", {"registered": line.registered}))
    if line.percent is not None:
        parts.append(Phrase("summary-percent", {"percent": float(line.percent)}))
    if line.new is not None:
        parts.append(Phrase("summary-new" if line.new >= 0 else "summary-fell", {"new": line.new}))
    elif line.gain is not None:
        gained = {"gain": line.gain, "days": line.gain_days}
        parts.append(Phrase("summary-gain" if line.gain >= 0 else "summary-gain-fell", gained))
    if line.as_on and line.stale_days:
        parts.append(Phrase("summary-old", {"day": Figure(short_date(line.as_on))}))
    words = {"name": name_of(line), "day": Figure(short_date(as_on)), "parts": tuple(parts)}
    return Phrase("summary-headline", words)


def _ordinal(rank: int) -> Phrase:
    """1st, 2nd; the ending is English only: 11th, 12th, 13th, but 21st, 22nd, 23rd."""
    if rank <= ORDINALS:
        return Phrase(f"ordinal-{rank}")
    teens = rank % 100 in {11, 12, 13}
    return Phrase("ordinal-n", {"rank": rank, "end": {1: "st", 2: "nd", 3: "rd"}.get(0 if teens else rank % 10, "th")})


def _moved(position: Position) -> Phrase | str:
    return Phrase("summary-moved", {"move": Figure(f"{position.move:+d}")}) if position.move else ""


def _facts(summary: Summary) -> list[Fact]:
    """The place's own line and its ranks; what is not known is passed over."""
    line = summary.ranking.total
    ranks = [
        {
            "rank": one.rank,
            "places": one.places,
            "measure": Phrase(f"measure-{one.measure}"),
            "moved": _moved(one),
        }
        for one in summary.positions
    ]
    figures = ("registered", "new", "target", "percent", "balance", "deadline", "pace7", "needed_per_day")
    facts = facts_of(line, *figures, headings={"percent": "card-percent"})
    return [*facts, *(Fact("rank", Phrase("summary-position", words)) for words in ranks)]


def _found(summary: Summary) -> Iterator[Phrase]:
    """What was found, in sentences. Who is silent stands in a table of its own, so they do not say it again. The
    forecast's sentence stands here where there are no first and last places to stand under."""
    ranking = summary.ranking
    names = names_of([*ranking.rows, ranking.total])
    for note in ranking.notes:
        if note.code not in {"reported", "stalest"} and note.words.get("reason") != "never-reported":
            yield note_phrase(note, ranking.as_on, names)
    if not summary.best:
        yield from _ahead(summary)


def _ahead(summary: Summary) -> Iterator[Phrase]:
    """The forecast's sentence, where it was made."""
    ranking = summary.ranking
    if summary.forecast is not None:
        yield note_phrase(summary.forecast, ranking.as_on, names_of([*ranking.rows, ranking.total]))


def _tables(summary: Summary) -> Iterator[Table]:
    ranking = summary.ranking
    if summary.absent:
        title = Phrase("summary-absent", {"as_on": ranking.as_on, "count": len(summary.absent)})
        yield rows_table(Absent, summary.absent, view=("place", "last_as_on", "days_late"), title=title)
    if summary.best:
        # The first places beside the last ones, with nothing but their rank and their value: all else stands below.
        measure = ranking.measure
        ends = [
            [cell for row in pair for cell in (row.rank, row.place, row.place_hi or None, value_of(row, measure))]
            for pair in zip(summary.best, summary.worst, strict=True)
        ]
        columns = (Column("rank", Kind.rank), *place_columns(9), Column(measure.value, KINDS[measure]))
        twins = [replace(column, key=f"last_{column.key}", heading=column.heading_key) for column in columns]
        last = [replace(column, twin=f"last_{column.twin}" if column.twin else "") for column in twins]
        view = ("rank", "place", measure.value, "last_rank", "last_place", f"last_{measure.value}")
        title, below = Phrase("summary-ends", {"count": len(ends)}), list(_ahead(summary))
        yield Table((*columns, *last), ends, view=view, title=title, below=below)
    yield from page_tables(summary.tasks, ranking.as_on)
    if ranking.rows:
        yield all_places(ranking)


def all_places(ranking: Ranking) -> Table:
    """All places with the place's own line; the date of each figure only where one is of another day."""
    measure, rows = ranking.measure, ranking.rows
    title = Phrase("summary-all", {"levels": Phrase(f"levels-{ranking.level}"), "within": name_of(ranking.total)})
    keys = [*VIEW, *([] if measure.value in VIEW else [measure.value])]
    keys += ["as_on"] if any(row.stale_days for row in (*rows, ranking.total)) else []
    columns = [
        replace(column, priority=min(column.priority, 1) if column.key in keys else 9) for column in Standing.columns()
    ]
    faint = frozenset(at for at, row in enumerate(rows) if row.stale_days)
    return Table(columns, [row.cells() for row in rows], ranking.total.cells(), keys, title, faint)
