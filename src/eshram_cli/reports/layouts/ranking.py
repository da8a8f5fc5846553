"""A ranking: who stands where within a place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.notes import Note
from eshram_cli.answers.ranking import Ranking, Standing
from eshram_cli.reports.document import Column, Document, Kind, Name, Phrase, Table, Value, answer_words
from eshram_cli.reports.layouts.notes import Names, composite_rule, known_notes, names_of, note_phrase, some
from eshram_cli.reports.plain import fields_of
from eshram_cli.reports.registry import Fields, layout
from eshram_cli.reports.spark import spark

RANKS = Column("ranks", Kind.text, 4)
SPARK = Column("spark", Kind.text, 2)
UNRANKED = ("rank", "move", "reason", "gap_next", "days_next", "rank_at_pace", "band", "group", "composite")


def ranking_fields(ranking: Ranking) -> Fields:
    """The JSON of a ranking: the total has no rank, and rows the ranks of the days where these were asked for."""
    rows = [fields_of(row) for row in ranking.rows]
    for fields, row in zip(rows, ranking.rows, strict=True):
        if ranking.weights:
            fields["composite_points"] = {one: row.points.get(one) for one in ranking.weights}
        if ranking.days:
            ranks = zip(ranking.days, row.ranks, strict=True)
            fields["history"] = [{"as_on": day, "rank": rank} for day, rank in ranks]
    total = {key: value for key, value in fields_of(ranking.total).items() if key not in UNRANKED}
    return fields_of(ranking) | {"rows": rows, "total": total}


@layout(Ranking, fields=ranking_fields)
def ranking_document(ranking: Ranking) -> Document:
    """The table of a ranking with its total; old figures are dim, the column that it is ranked by is always shown."""
    words = answer_words(ranking)
    return Document(
        Phrase(f"ranking-title-{ranking.grouping}" if ranking.grouping else "ranking-title", words),
        Phrase("ranking-subtitle", words),
        tables=[_table(ranking), *_parts(ranking)],
        notes=list(_notes(ranking)),
    )


def inexact(lines: Iterable[Standing], names: Names) -> Iterator[Phrase]:
    """Which counts and which targets are not exact."""
    lines = list(lines)
    if counts := [line.place for line in lines if line.about]:
        yield Phrase("note-about", {"names": some(counts, names)})
    if targets := [line.place for line in lines if line.target_about]:
        yield Phrase("note-target-about", {"names": some(targets, names)})


def _table(ranking: Ranking) -> Table:
    apart = any(row.parent != ranking.within for row in ranking.rows)
    view = [*(key for key in ranking.VIEW if apart or key != "parent"), *(["band"] if ranking.banded else [])]
    used = [ranking.measure, *ranking.weights]
    view[view.index("registered") : view.index("registered")] = [
        *(one for one in used if one not in view),
        *(f"points-{one}" for one in ranking.weights),
    ]
    if ranking.grouping:
        view.insert(0, "group")
    # The last to be left out: what places are ranked by and within, then the measures of a composite.
    first = dict.fromkeys(ranking.weights, 1) | {ranking.measure: 0, "group": 0}
    columns = [
        replace(column, priority=min(column.priority, first.get(column.key, column.priority)))
        for column in Standing.columns()
    ]
    rows, total = [row.cells() for row in ranking.rows], ranking.total.cells()
    if ranking.weights:
        columns += [Column(f"points-{one}", Kind.percent) for one in ranking.weights]
        points = [[row.points.get(one) for one in ranking.weights] for row in ranking.rows]
        rows = [(*cells, *own) for cells, own in zip(rows, points, strict=True)]
        total = (*total, *(None for _ in ranking.weights))
    if ranking.days:
        columns, view = [*columns, RANKS, SPARK], [*view[:3], "ranks", "spark", *view[3:]]
        # The ranks of the days in their order, `3 2 1`, and as bars: the better the rank, the higher.
        ranks = [" ".join("-" if rank is None else str(rank) for rank in row.ranks) for row in ranking.rows]
        bars = [spark([None if rank is None else -rank for rank in row.ranks]) for row in ranking.rows]
        rows = [(*cells, *history) for cells, *history in zip(rows, ranks, bars, strict=True)]
        total = (*total, None, None)
    faint = frozenset(at for at, row in enumerate(ranking.rows) if row.stale_days)
    return Table(columns, rows, total=total, view=view, faint=faint)


def _parts(ranking: Ranking) -> Iterator[Table]:
    """Who is first and who fastest in each group and each band; names stand in Latin and in Hindi."""
    for key, lines in (("ranking-groups", ranking.groups), ("ranking-bands", ranking.bands if ranking.banded else ())):
        columns, cells = list[Column](), list[list[Value]]()
        for column in lines[0].columns() if lines else ():
            values = [getattr(line, column.key) for line in lines]
            if column.kind is not Kind.place:
                columns.append(column)
                cells.append([f"{value} %" for value in values] if column.key == "band" else values)
                continue
            twin = replace(column, key=f"{column.key}_hi", twin=column.key, heading=column.heading_key)
            columns += [replace(column, twin=twin.key), twin]
            cells.append([", ".join(names) for names in values])
            cells.append([", ".join(ranking.names_hi.get(name, name) for name in names) for names in values])
        if columns:
            view = [column.key for column in columns if not column.key.endswith("_hi")]
            yield Table(columns, list(zip(*cells, strict=True)), view=view, title=Phrase(key))


def _names(note: Note) -> tuple[str, ...]:
    names = note.words.get("names")
    return names if isinstance(names, tuple) else ()


def _notes(ranking: Ranking) -> Iterator[Phrase]:
    """How many reported stands above the table; those that never did are named once, as being without a rank."""
    known = {name: Name(name, name_hi) for name, name_hi in ranking.names_hi.items()}
    names = {**known, **names_of([*ranking.rows, ranking.total])}
    if ranking.weights:
        yield composite_rule(ranking.weights)
    never = {name for note in ranking.notes if note.words.get("reason") == "never-reported" for name in _names(note)}
    for note in ranking.notes:
        if note.code == "not-final-unknown":
            if others := tuple(name for name in _names(note) if name not in never):
                yield note_phrase(Note(note.code, {"names": others}), ranking.as_on, names)
        elif note.code != "reported":
            yield note_phrase(note, ranking.as_on, names)
    yield from inexact([*ranking.rows, ranking.total], names)
    if ranking.days:
        yield Phrase("note-ranks", {"since": ranking.days[0], "as_on": ranking.as_on})
    by_points = Measure.delta in {ranking.measure, *ranking.weights}
    if ranking.since != ranking.as_on - dt.timedelta(days=1) and not by_points:
        yield Phrase("note-move-since", {"since": ranking.since})
    yield from known_notes(ranking.known_on)
