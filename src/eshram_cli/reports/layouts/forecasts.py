"""A forecast: one sentence to read out, the course ahead as a table with a drawn fan, the backtest, the notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from eshram_cli.analysis.forecasting.backtest import NAIVE, OURS
from eshram_cli.analysis.forecasting.constants import QUANTILES
from eshram_cli.analysis.forecasting.notes import Note as Remark
from eshram_cli.analysis.forecasts import Forecasts, PlaceForecast, Proof, outlook, pace_note
from eshram_cli.answers.forecasts import PlaceAhead
from eshram_cli.answers.notes import Note
from eshram_cli.language.written import show_date
from eshram_cli.problems import Language
from eshram_cli.reports.document import (
    Column,
    Document,
    Fact,
    Kind,
    Name,
    Phrase,
    Table,
    Value,
    name_of,
    rows_table,
    table_of,
    within_of,
)
from eshram_cli.reports.layouts.notes import Names, known_note, names_of, note_fields, note_phrase, some
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.plain import fields_of
from eshram_cli.reports.registry import Fields, layout
from eshram_cli.reports.spark import fan

MILESTONES = (1, 7, 14, 21, 28, 42, 56, 84, 120, 180, 365)
"""Days ahead that have a line of their own; the deadline has one too."""
FAN = 27
"""Columns of the fan: it has room beside large numbers on a terminal of 80."""
LOW, MIDDLE, HIGH = 1, 3, 5
KEYS = tuple(f"{quantile:g}" for quantile in QUANTILES)
CURVE = (
    Column("date", Kind.date),
    Column("low", Kind.count, heading="forecast-low"),
    Column("median", Kind.count, heading="forecast-median"),
    Column("high", Kind.count, heading="forecast-high"),
    Column("percent", Kind.percent, 2),
    Column("fan", Kind.text, 1, heading="forecast-fan"),
)


# --- one place ---


def forecast_fields(found: PlaceForecast) -> Fields:
    """The JSON of a forecast. `at_pace`: the date at a plain pace, and which is nearer; null where a pace has no date
    or the target is reached."""
    made, notes = found.made, []
    for remark, phrase in _phrases(found):
        code, facts = (remark.code, remark.facts) if remark else (phrase.key.removeprefix("note-"), {})
        # A method is named as `seven day pace`, as it always was.
        told = {key: f"{value} pace".replace("_", " ") if key == "method" else value for key, value in facts.items()}
        notes.append({"code": code, "text": say(phrase, Look()), **told})
    at_pace = None if found.target is None or found.done_on else pace_note(found)
    return {
        **fields_of(found),
        "pace": {
            "last_day": _rate(made.pace.last_day),
            "seven_day": _rate(found.pace7),
            "four_weeks": _rate(made.pace.four_weeks),
            "since_start": _rate(made.pace.since_start),
            "needed": _rate(found.needed),
        },
        "curve": [
            {"date": (found.as_on + dt.timedelta(days=ahead)).isoformat(), "q": dict(zip(KEYS, row, strict=True))}
            for ahead, row in enumerate(found.counts, start=1)
        ],
        "finish": {f"{chance:g}": day for chance, day in found.finish.items()} or dict.fromkeys(("0.1", "0.5", "0.9")),
        "promised": found.promised,
        "done_on": found.done_on,
        "at_pace": None if at_pace is None else note_fields(at_pace, found.as_on),
        "chance_by": {day.isoformat(): round(chance, 4) for day, chance in found.chance_by.items()},
        "backtest": _backtest_fields(found),
        "notes": notes,
    }


@layout(PlaceForecast, fields=forecast_fields)
def forecast_document(found: PlaceForecast) -> Document:
    """The sentence, what it rests on, the course ahead."""
    title = Phrase("forecast-title", {"name": name_of(found), "as_on": found.as_on})
    facts = [fact for fact in _facts(found) if fact.value is not None]
    notes = [phrase for _, phrase in _phrases(found)]
    test = found.made.backtest
    if test is not None:
        rival = min(NAIVE, key=lambda method: sum(test.errors[method].values()))
        words = {
            "origins": test.origins,
            "days": _joined(test.errors[OURS].keys()),
            "ours": _joined(test.errors[OURS].values()),
            "theirs": _joined(test.errors[rival].values()),
            "method": Phrase(f"forecast-method-{rival}"),
        }
        notes = [Phrase("forecast-backtest", words), *notes]
    table = Table(CURVE, _curve_rows(found))
    return Document(title, sentence(found), facts, [table], notes, data=partial(table_of, found))


def sentence(found: PlaceForecast) -> Phrase:
    """What a review meeting is told, in one sentence."""
    words: dict[str, object] = {"name": name_of(found), "registered": found.registered, "target": found.target}
    if not found.proven and found.done_on is None:
        return Phrase("forecast-says-one-day", words | {"day": day_name(found.first_figure)})
    if found.target is None:
        # Where it stands in four weeks.
        ahead = min(28, len(found.counts))
        row = found.counts[ahead - 1]
        day = day_name(found.as_on + dt.timedelta(days=ahead))
        return Phrase(
            "forecast-says-open", words | {"day": day, "low": row[LOW], "median": row[MIDDLE], "high": row[HIGH]}
        )
    if found.done_on is not None:
        first = found.done_on == found.first_figure
        key = "forecast-says-done-first" if first else "forecast-says-done"
        over = (found.registered or 0) - found.target
        exact = Phrase("forecast-passed", {"over": over}) if over else Phrase("forecast-exact")
        return Phrase(key, words | {"day": day_name(found.done_on), "exact": exact})
    told = note_phrase(read_out(outlook(found, found.target)), found.as_on, {})
    chances: Phrase | str = ""
    if found.deadline is not None and found.deadline in found.chance_by:
        chance = chance_phrase(found.chance_by[found.deadline])
        chances = Phrase("forecast-by-deadline", {"deadline": day_name(found.deadline), "chance": chance})
    return Phrase(told.key, {**told.words, "chances": chances})


def read_out(told: Note) -> Note:
    """The note with its days as they are read out."""
    words = {key: day_name(value) if isinstance(value, dt.date) else value for key, value in told.words.items()}
    return Note(told.code, {key: read_out(value) if isinstance(value, Note) else value for key, value in words.items()})


def day_name(day: dt.date | None) -> Name | None:
    """A day as it is read out: 22 January 2022."""
    if day is None:
        return None
    return Name(show_date(day, Language.en, long=True), show_date(day, Language.hi, long=True))


def chance_phrase(chance: float | None) -> Phrase:
    """A chance in hundred, honest at its ends; None where one day's figure gives none."""
    if chance is None:
        return Phrase("claim-no-chance")
    if chance < 0.01:
        return Phrase("chance-under")
    return Phrase("chance-over") if chance > 0.99 else Phrase("chance-about", {"chance": round(100 * chance)})


def _facts(found: PlaceForecast) -> Iterator[Fact]:
    pace = found.made.pace
    yield Fact("registered", found.registered, Kind.count)
    yield Fact("target", found.target, Kind.count)
    yield Fact("last_day", pace.last_day, Kind.rate, "forecast-last-day")
    yield Fact("pace7", found.pace7, Kind.rate)
    days = found.days_at(found.pace7)
    if days and found.done_on is None:
        day = found.as_on + dt.timedelta(days=days)
        yield Fact("naive", Phrase("forecast-naive", {"days": days, "day": day}), heading="forecast-naive-label")
    yield Fact("deadline", found.deadline, Kind.date)
    yield Fact("needed_per_day", found.needed, Kind.rate)


# --- the course ahead ---


def _curve_rows(found: PlaceForecast) -> list[Sequence[Value]]:
    """The milestones; the fan is drawn from what is reached to the highest, the target as a line."""
    ahead = {day for day in MILESTONES if day <= len(found.counts)}
    if found.deadline and 0 < (found.deadline - found.as_on).days <= len(found.counts):
        ahead.add((found.deadline - found.as_on).days)
    days = {day: found.counts[day - 1] for day in sorted(ahead)}
    top = max([row[HIGH] for row in days.values()] + [found.registered or 0])
    if found.target and found.target < 1.5 * top:
        top = max(top, found.target)
    rows: list[Sequence[Value]] = []
    for day, row in days.items():
        percent = 100 * row[MIDDLE] / found.target if found.target else None
        drawn = fan(row, found.registered or 0, top, FAN, found.target)
        rows.append((found.as_on + dt.timedelta(days=day), row[LOW], row[MIDDLE], row[HIGH], percent, drawn))
    return rows


# --- notes and backtest ---


def _phrases(found: PlaceForecast) -> Iterator[tuple[Remark | None, Phrase]]:
    """The notes, the gravest first, each with the remark of the method where it is one."""
    names: Names = {}
    for extra in found.extra:
        yield None, note_phrase(extra, found.as_on, names)
    for remark in found.made.notes:
        words = {key: Phrase(f"forecast-method-{v}") if key == "method" else v for key, v in remark.facts.items()}
        yield remark, Phrase(f"forecast-note-{remark.code}", words)
    for line in found.day_notes:
        yield None, Phrase("trend-day-note", {"as_on": line.as_on, "text": line.text})
    if found.known_on is not None:
        yield None, known_note(found.known_on)


def _joined(numbers: Iterable[float]) -> Phrase:
    """One number, or two with an "and"."""
    values = list(map(round, numbers))
    if len(values) == 1:
        return Phrase("word-one", {"first": values[0]})
    return Phrase("word-and", {"first": values[0], "second": values[1]})


def _backtest_fields(found: PlaceForecast) -> Fields | None:
    test = found.made.backtest
    if test is None:
        return None
    errors = {method: {str(days): round(e, 1) for days, e in by.items()} for method, by in test.errors.items()}
    return {
        "origins": test.origins,
        "mean_absolute_error": errors,
        "best": test.best,
        "naive_better": test.naive_better,
    }


def _rate(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


# --- many places ---


def forecasts_fields(found: Forecasts) -> Fields:
    """The JSON of the forecasts of many places."""
    return {
        **fields_of(found),
        "forecasts": [forecast_fields(row) for row in found.rows],
        "silent": list(found.silent),
    }


@layout(Forecasts, fields=forecasts_fields)
def forecasts_document(found: Forecasts) -> Document:
    """A line a place; CSV has the whole curves."""
    words = {"name": within_of(found), "levels": Phrase(f"levels-of-{found.level}")}
    title = Phrase("forecast-title-many", words | {"as_on": found.as_on})
    silent = {place: Name(place, hindi) for place, hindi in zip(found.silent, found.silent_hi, strict=True)}
    names = {**names_of(found.rows), **silent}
    notes = [Phrase("forecast-silent", {"names": some(found.silent, names)})] if found.silent else []
    borrowed = [row.place for row in found.rows if row.made.borrowed]
    if borrowed:
        notes.append(Phrase("forecast-borrowed", {"names": some(borrowed, names)}))
    if not any(row.target for row in found.rows):
        notes.append(Phrase("forecast-note-no-target"))
    table = rows_table(PlaceAhead, [row.ahead() for row in found.rows])
    return Document(title, Phrase("forecast-range"), tables=[table], notes=notes, data=partial(table_of, found))


# --- the score on its own past ---


def proof_fields(proof: Proof) -> Fields:
    """The JSON of the score."""
    return {
        "as_on": proof.as_on,
        "backtests": [{"place": row.place, "code": row.code, "backtest": _backtest_fields(row)} for row in proof.rows],
    }


@layout(Proof, fields=proof_fields)
def proof_document(proof: Proof) -> Document:
    """The forecast beside the paces that anyone can work out, by mean absolute error in persons."""
    table = table_of(proof)
    unproven = [row.place for row in proof.rows if row.made.backtest is None]
    notes = [Phrase("forecast-proof-how")]
    if unproven:
        notes.append(Phrase("forecast-proof-none", {"names": some(unproven, names_of(proof.rows))}))
    title = Phrase("forecast-proof-title", {"as_on": proof.as_on})
    return Document(title, tables=[table] if table.rows else [], notes=notes, data=table)
