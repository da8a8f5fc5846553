"""A plan: the quotas of the parts, the weeks, whether it can be done, and a line a part to forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace

from eshram_cli.answers.plan import CampPlan, CampQuota, Plan, Quota
from eshram_cli.language.written import short_date
from eshram_cli.reports.document import (
    Column,
    Document,
    Figure,
    Kind,
    Phrase,
    Table,
    Text,
    answer_words,
    name_of,
    place_columns,
    rows_table,
    table_of,
)
from eshram_cli.reports.layouts.forecasts import chance_phrase, day_name
from eshram_cli.reports.layouts.notes import SHOWN_NAMES, first_of
from eshram_cli.reports.look import Look, say
from eshram_cli.reports.registry import layout

SHOWN_WEEKS = 6


@layout(CampPlan)
def camp_plan_document(plan: CampPlan) -> Document:
    """The same with the camps of the calendar below the quotas, and on a sheet of their own."""
    document = plan_document(plan)
    keys = [column.key for column in CampQuota.columns()]
    view = [key for key in keys if any(getattr(row, key) not in {None, ""} for row in plan.camp_quotas)]
    camps = rows_table(CampQuota, plan.camp_quotas, view=view, title=Phrase("camp-plan"))
    notes = list(document.notes)
    if none := [name_of(row) for row in plan.rows if not row.camps]:
        notes.append(Phrase("camp-plan-none", {"names": first_of(none)}))
    if plan.own_camps:
        notes.append(Phrase("camp-plan-own", {"name": name_of(plan), "count": plan.own_camps}))
    if not plan.told:
        notes.append(Phrase("camp-plan-untold"))
    quotas, *others = document.tables
    sheets = [*document.sheets, replace(camps, title=Phrase("camp-tab-list"))]
    return replace(document, tables=[quotas, camps, *others], notes=notes, data=quotas, sheets=sheets)


@layout(Plan)
def plan_document(plan: Plan) -> Document:
    """The quotas, then the weeks; what it means stands above."""
    words = {"name": name_of(plan), "deadline": day_name(plan.deadline), "target": plan.target}
    table = quota_table(plan)
    tables = [table, week_table(plan, SHOWN_WEEKS)] if plan.days > 7 else [table]
    tabs = {"quotas": table, "weeks": week_table(plan), "days": day_table(plan)}
    return Document(
        Phrase("plan-title", words),
        feasible(plan),
        tables=tables,
        notes=list(_notes(plan)),
        sheets=[replace(one, title=Phrase(f"plan-tab-{tab}")) for tab, one in tabs.items()],
    )


def feasible(plan: Plan) -> Phrase:
    """Whether it can be done, said plainly."""
    verdict, chance = Phrase(f"plan-is-{plan.verdict}"), chance_phrase(plan.chance)
    words = answer_words(plan) | {"per_day": round(plan.per_day), "verdict": verdict, "chance": chance}
    if not plan.best_week or not plan.best_day:
        return Phrase("plan-feasible-first", words)
    return Phrase("plan-feasible", words | {"week": plan.per_day / plan.best_week, "day": plan.per_day / plan.best_day})


def quota_table(plan: Plan) -> Table:
    """A line a part, with the sum."""
    keys = [column.key for column in Quota.columns()]
    total = dict.fromkeys(keys) | {
        "place": plan.place,
        "place_hi": plan.place_hi or None,
        "code": plan.code,
        "registered": plan.registered,
        "target": plan.target,
        "lacking": plan.lacking,
        "quota": plan.lacking,
        "per_day": plan.per_day,
        "per_week": plan.lacking * min(plan.days, 7) / plan.days,
        "best": plan.best_week,
        "times_best": plan.per_day / plan.best_week if plan.best_week else None,
        "camps": plan.camps,
    }
    # Where the camps stand in a calendar, each has its own line below.
    dropped = {"per_camp"} if isinstance(plan, CampPlan) else set() if plan.camps is not None else {"camps", "per_camp"}
    view = [key for key in keys if key not in dropped]
    return table_of(
        plan, view=view, total=list(total.values()), faint=lambda row: isinstance(row, Quota) and bool(row.stale_days)
    )


def week_table(plan: Plan, most: int | None = None) -> Table:
    """A line a part, a column a week; `most`: only the first so many."""
    columns = []
    for at, week in enumerate(plan.rows[0].weeks[:most] if plan.rows else ()):
        days = "-".join(map(short_date, dict.fromkeys((week.first, week.last))))
        columns.append(Column(f"week_{at + 1}", Kind.count, priority=at, label=days))
    counts = [[week.quota for week in row.weeks[:most]] for row in plan.rows]
    return _by_time(plan, columns, counts, Phrase("plan-weeks"))


def day_table(plan: Plan) -> Table:
    """A line a part, a column a day."""
    days = plan.rows[0].days if plan.rows else {}
    columns = [Column(day.isoformat(), Kind.count, label=short_date(day)) for day in days]
    return _by_time(plan, columns, [list(row.days.values()) for row in plan.rows])


def _by_time(plan: Plan, columns: Sequence[Column], counts: Sequence[Sequence[int]], title: Text = "") -> Table:
    """The parts' counts in these columns, and below them their sums."""
    rows = [[row.place, row.place_hi or None, *found] for row, found in zip(plan.rows, counts, strict=True)]
    total = [plan.place, plan.place_hi or None, *map(sum, zip(*counts, strict=True))]
    return Table([*place_columns(9), *columns], rows, total=total, title=title)


def lines(plan: Plan, look: Look) -> str:
    """One line for each part, to forward."""
    told = []
    for row in plan.rows:
        words: dict[str, object] = {
            "name": name_of(row),
            "quota": row.quota,
            "deadline": plan.deadline,
            "per_day": round(row.per_day),
            "week": row.weeks[0].quota,
            "week_until": row.weeks[0].last,
            "camps": row.camps,
        }
        told.append(say(Phrase("plan-line-camps" if row.camps else "plan-line", words), look))
    return "".join(f"{line}\n" for line in told)


def _notes(plan: Plan) -> Iterator[Phrase]:
    yield Phrase("-".join(("plan-note-how", *plan.shared_by)), {"rest": Figure(f"{plan.rest:g}")})
    if hard := tuple(name_of(row) for row in plan.rows if row.times_best and row.times_best > 1.5):
        yield Phrase("plan-note-hard", {"names": hard[:SHOWN_NAMES], "count": len(hard)})
    stale = [row for row in plan.rows if row.stale_days]
    if stale:
        oldest = max(row.stale_days or 0 for row in stale)
        names = tuple(name_of(row) for row in stale if row.stale_days == oldest)
        words = {"names": names[:SHOWN_NAMES], "count": len(stale), "days": oldest}
        yield Phrase("plan-note-stale", words | {"as_on": plan.as_on - dt.timedelta(days=oldest)})
    if silent := tuple(name_of(row) for row in plan.rows if row.registered is None):
        yield Phrase("plan-note-silent", {"names": silent[:SHOWN_NAMES], "count": len(silent)})
    if plan.days > 7 * SHOWN_WEEKS:
        yield Phrase("plan-note-weeks", {"count": SHOWN_WEEKS})
