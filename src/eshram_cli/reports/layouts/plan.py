"""A plan: the quotas of the parts, the weeks, whether it can be done, and a line a part to forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from eshram_cli.analysis.plan import Plan, Quota
from eshram_cli.language.dates import short_date
from eshram_cli.reports.document import Column, Document, Figure, Kind, Name, Phrase, Table, Value, place_columns
from eshram_cli.reports.layouts.forecasts import chance_or_none, day_name, name
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.registry import Fields, layout

COLUMNS = (
    *place_columns(9),
    Column("code", Kind.number, 9),
    Column("registered", Kind.count, 3),
    Column("target", Kind.count, 4),
    Column("lacking", Kind.count, 5, heading="plan-lacking"),
    Column("quota", Kind.count, heading="plan-quota"),
    Column("per_day", Kind.rate, heading="plan-per-day"),
    Column("per_week", Kind.rate, 1, heading="plan-per-week"),
    Column("best", Kind.rate, 2, heading="plan-best"),
    Column("times_best", Kind.percent, 1, heading="plan-times-best"),
    Column("camps", Kind.count, 2, heading="plan-camps"),
    Column("per_camp", Kind.rate, 3, heading="plan-per-camp"),
)
SHOWN_WEEKS = 6


def plan_fields(plan: Plan) -> Fields:
    """The JSON of a plan."""
    found = plan.forecast
    return {
        "place": found.place,
        "place_hi": found.place_hi or None,
        "code": found.code,
        "as_on": found.as_on,
        "known_on": found.known_on,
        "registered": found.registered,
        "target": plan.target,
        "deadline": plan.deadline,
        "lacking": plan.lacking,
        "days": plan.days,
        "working_days": plan.working,
        "rest_weight": plan.rest,
        "per_working_day": round(plan.per_day, 2),
        "needed_per_day": round(plan.lacking / plan.days, 2),
        "best_day": found.records.day,
        "best_week_per_day": None if found.records.week is None else round(found.records.week, 2),
        "chance": None if plan.chance is None else round(plan.chance, 4),
        "feasible": plan.verdict,
        "camps": plan.camps,
        "rows": [_row_fields(row) for row in plan.rows],
    }


def _row_fields(row: Quota) -> Fields:
    values = dict(zip((column.key for column in COLUMNS), _row(row), strict=True))
    rounded = {key: round(value, 2) if isinstance(value, float) else value for key, value in values.items()}
    return {
        **rounded,
        "weeks": [{"from": first, "until": last, "quota": persons} for first, last, persons in row.weeks()],
        "days": {day.isoformat(): persons for day, persons in row.days.items()},
    }


@layout(Plan, "eshram.plan/1", fields=plan_fields)
def plan_document(plan: Plan) -> Document:
    """The quotas, then the weeks; what it means stands above."""
    words: dict[str, object] = {"name": name(plan.forecast), "deadline": day_name(plan.deadline), "target": plan.target}
    table = quota_table(plan)
    tables = [table, week_table(plan, SHOWN_WEEKS)] if plan.days > 7 else [table]
    tabs = {"quotas": table, "weeks": week_table(plan), "days": day_table(plan)}
    return Document(
        Phrase("plan-title", words),
        feasible(plan),
        tables=tables,
        notes=list(_notes(plan)),
        data=table,
        sheets=[replace(one, title=Phrase(f"plan-tab-{tab}")) for tab, one in tabs.items()],
    )


def feasible(plan: Plan) -> Phrase:
    """Whether it can be done, said plainly."""
    best = plan.forecast.records
    words: dict[str, object] = {
        "lacking": plan.lacking,
        "days": plan.days,
        "working": plan.working,
        "per_day": round(plan.per_day),
        "verdict": Phrase(f"plan-is-{plan.verdict}"),
        "chance": chance_or_none(plan.chance),
    }
    if not best.week or not best.day:
        return Phrase("plan-feasible-first", words)
    return Phrase("plan-feasible", words | {"week": plan.per_day / best.week, "day": plan.per_day / best.day})


def quota_table(plan: Plan) -> Table:
    """A line a part, with the sum."""
    view = [column.key for column in COLUMNS if plan.camps is not None or column.key not in {"camps", "per_camp"}]
    return Table(COLUMNS, [_row(row) for row in plan.rows], total=_total(plan), view=view)


def week_table(plan: Plan, most: int | None = None) -> Table:
    """A line a part, a column a week; `most`: only the first so many."""
    weeks = plan.rows[0].weeks()[:most] if plan.rows else []
    columns = [*place_columns(9), *(Column(f"week_{at}", Kind.count, label=_span(week[0], week[1]))
                                    for at, week in enumerate(weeks, start=1))]  # fmt: skip
    rows = [
        [row.part.place, row.part.place_hi or None, *(week[2] for week in row.weeks()[: len(weeks)])]
        for row in plan.rows
    ]
    sums = [sum(row.weeks()[at][2] for row in plan.rows) for at in range(len(weeks))]
    title = Phrase("plan-weeks")
    return Table(columns, rows, total=[plan.forecast.place, plan.forecast.place_hi or None, *sums], title=title)


def _span(first: dt.date, last: dt.date) -> str:
    return short_date(first) if first == last else f"{short_date(first)}-{short_date(last)}"


def day_table(plan: Plan) -> Table:
    """A line a part, a column a day."""
    days = list(plan.rows[0].days) if plan.rows else []
    columns = [*place_columns(9), *(Column(day.isoformat(), Kind.count, label=short_date(day)) for day in days)]
    rows = [[row.part.place, row.part.place_hi or None, *row.days.values()] for row in plan.rows]
    sums = [sum(row.days[day] for row in plan.rows) for day in days]
    return Table(columns, rows, total=[plan.forecast.place, plan.forecast.place_hi or None, *sums])


def lines(plan: Plan, look: Look) -> str:
    """One line for each part, to forward."""
    return "".join(f"{say(line, look)}\n" for line in _lines(plan))


def _lines(plan: Plan) -> Iterator[Phrase]:
    for row in plan.rows:
        words: dict[str, object] = {
            "name": Name(row.part.place, row.part.place_hi or None),
            "quota": row.persons,
            "deadline": plan.deadline,
            "per_day": round(row.per_day),
            "week": row.weeks()[0][2],
            "week_until": row.weeks()[0][1],
            "camps": row.camps,
        }
        yield Phrase("plan-line-camps" if row.camps else "plan-line", words)


def _row(row: Quota) -> Sequence[Value]:
    part = row.part
    full = min(len(row.days), 7)
    per_week = row.persons * full / len(row.days)
    return (
        part.place, part.place_hi or None, part.code, part.registered, part.target, part.lacking, row.persons,
        row.per_day, per_week, part.best, row.times_best, row.camps, row.per_camp,
    )  # fmt: skip


def _total(plan: Plan) -> Sequence[Value]:
    found = plan.forecast
    per_week = plan.lacking * min(plan.days, 7) / plan.days
    times = plan.per_day / found.records.week if found.records.week else None
    return (
        found.place, found.place_hi or None, found.code, found.registered, plan.target, plan.lacking, plan.lacking,
        plan.per_day, per_week, found.records.week, times, plan.camps, None,
    )  # fmt: skip


def _notes(plan: Plan) -> Iterator[Phrase]:
    yield Phrase("-".join(("plan-note-how", *plan.shared_by)), {"rest": Figure(f"{plan.rest:g}")})
    hard = tuple(
        Name(row.part.place, row.part.place_hi or None) for row in plan.rows if row.times_best and row.times_best > 1.5
    )
    if hard:
        yield Phrase("plan-note-hard", {"names": hard[:12], "count": len(hard)})
    if plan.days > 7 * SHOWN_WEEKS:
        yield Phrase("plan-note-weeks", {"count": SHOWN_WEEKS})
