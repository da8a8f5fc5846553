"""A race: the ranks now and on the day, who passes whom, what a rank takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eshram_cli.analysis.race import Path, RaceTable, Runner
from eshram_cli.reports.document import Column, Document, Figure, Kind, Name, Phrase, Table, Value, place_columns
from eshram_cli.reports.layouts.forecasts import chance_phrase, day_name
from eshram_cli.reports.registry import Fields, layout

COLUMNS = (
    Column("rank", Kind.rank),
    *place_columns(9),
    Column("code", Kind.number, 10),
    Column("registered", Kind.count, 4),
    Column("percent", Kind.percent, 3),
    Column("middle", Kind.rank, heading="race-middle"),
    Column("low", Kind.rank, 1, heading="race-low"),
    Column("high", Kind.rank, 1, heading="race-high"),
    Column("first", Kind.percent, 2, heading="race-first"),
    Column("better", Kind.percent, 2, heading="race-better"),
    Column("worse", Kind.percent, 2, heading="race-worse"),
)
TOLD = 8
"""So many who pass another are named; JSON has all."""
SMALLEST = 0.0005


def race_fields(table: RaceTable) -> Fields:
    """The JSON of a race."""
    return {
        "within": table.within,
        "within_hi": table.within_hi or None,
        "level": table.level,
        "measure": table.measure,
        "as_on": table.as_on,
        "known_on": table.known_on,
        "date": table.day,
        "places": len(table.runners),
        "rows": [_runner_fields(runner) for runner in table.runners],
        "passing": [
            {"place": one.place.place, "passes": one.passes.place, "chance": round(one.chance, 4)}
            for one in table.passing
        ],
        "needed": None if table.path is None else _path_fields(table, table.path),
    }


def _runner_fields(runner: Runner) -> Fields:
    chances = {str(rank): round(p, 4) for rank, p in enumerate(runner.chances, start=1) if p >= SMALLEST}
    return {
        "rank": runner.rank,
        "place": runner.place,
        "place_hi": runner.place_hi or None,
        "code": runner.code,
        "registered": runner.registered,
        "target": runner.target,
        "percent": runner.percent,
        "likely_rank": runner.middle,
        "likely_from": runner.low,
        "likely_to": runner.high,
        "chances": chances,
    }


def _path_fields(table: RaceTable, path: Path) -> Fields:
    best = path.runner.records.day
    per_day = {f"{p:g}": None if need is None else round(need, 2) for p, need in path.per_day.items()}
    times = {key: None if need is None or not best else round(need / best, 2) for key, need in per_day.items()}
    return {
        "place": path.runner.place,
        "rank": path.rank,
        "date": table.day,
        "chance": round(path.runner.chance_of(path.rank), 4),
        "per_day": per_day,
        "seven_day_pace": None if path.pace7 is None else round(path.pace7, 2),
        "best_day": best,
        "times_best_day": times,
    }


@layout(RaceTable, "eshram.race/1", fields=race_fields)
def race_document(table: RaceTable) -> Document:
    """A line a place; below it who passes whom, above it what was asked of one place."""
    words: dict[str, object] = {
        "name": Name(table.within, table.within_hi or None),
        "levels": Phrase(f"levels-of-{table.level}"),
        "as_on": table.as_on,
        "day": day_name(table.day),
        "measure": Phrase(f"measure-{table.measure}"),
    }
    lines = Table(COLUMNS, [_line(runner) for runner in table.runners])
    head = Phrase("race-subtitle", words) if table.path is None else path_phrase(table, table.path)
    return Document(Phrase("race-title", words), head, tables=[lines], notes=list(_notes(table)))


def path_phrase(table: RaceTable, path: Path) -> Phrase:
    """What the rank takes, in one sentence."""
    runner = path.runner
    words: dict[str, object] = {
        "name": Name(runner.place, runner.place_hi or None),
        "rank": Phrase("race-first-place") if path.rank == 1 else Phrase("race-or-better", {"rank": path.rank}),
        "now": runner.rank or "–",
        "day": day_name(table.day),
        "chance": chance_phrase(runner.chance_of(path.rank)),
        "pace": None if path.pace7 is None else round(path.pace7),
        "best": runner.records.day,
    }
    needs = [None if need is None else round(need) for need in path.per_day.values()]
    if any(need is None for need in needs) or runner.rank is None:
        return Phrase("race-path-none", words)
    words |= {"half": needs[0], "mostly": needs[1], "surely": needs[2]}
    if not runner.records.day or path.pace7 is None:
        return Phrase("race-path-first", words)
    return Phrase("race-path", words | {"times": (needs[1] or 0) / runner.records.day})


def _line(runner: Runner) -> Sequence[Value]:
    now = runner.rank
    better = 100 * runner.chance_of(now - 1) if now else None
    worse = 100 * (1 - runner.chance_of(now)) if now else None
    return (
        now, runner.place, runner.place_hi or None, runner.code, runner.registered, runner.percent, runner.middle,
        runner.low, runner.high, 100 * runner.chances[0] if now else None, better, worse,
    )  # fmt: skip


def _notes(table: RaceTable) -> Iterator[Phrase]:
    for one in table.passing[:TOLD]:
        words = {"name": Name(one.place.place, one.place.place_hi or None)}
        words["other"] = Name(one.passes.place, one.passes.place_hi or None)
        yield Phrase("race-passes", {**words, "chance": Figure(round(100 * one.chance))})
    if len(table.passing) > TOLD:
        yield Phrase("race-passes-more", {"count": len(table.passing) - TOLD})
    if not table.passing:
        yield Phrase("race-still")
    unranked = tuple(Name(one.place, one.place_hi or None) for one in table.runners if one.rank is None)
    if unranked:
        yield Phrase("race-unranked", {"names": unranked[:12], "count": len(unranked)})
    if table.absent:
        yield Phrase("race-absent", {"count": table.absent})
