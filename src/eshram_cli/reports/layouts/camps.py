"""Camps listed, as a calendar, what they yielded, what a camp day adds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from eshram_cli.answers.camps import CampCalendar, CampLine, CampList, CampUplift, CampYield, CampYields
from eshram_cli.described import replace
from eshram_cli.language.written import short_date
from eshram_cli.reports.document import (
    Column,
    Document,
    Kind,
    Phrase,
    Table,
    answer_words,
    place_columns,
    rows_table,
    table_of,
    within_of,
)
from eshram_cli.reports.layouts.notes import known_notes
from eshram_cli.reports.registry import layout

DAY = dt.timedelta(days=1)
_VIEW = (
    "as_on", "window", "hours", "place", "site", "kind", "sponsor", "expected", "registered", "status", "clash",
    "number", "place_hi",
)  # fmt: skip
NOT_TOLD = "not-told"
"""The member of camps of which nobody said it; a blank one would be no line."""


@layout(CampList)
def camps_document(camps: CampList) -> Document:
    """One line a camp."""
    title = Phrase("camp-title", {"within": within_of(camps)})
    table, known = list_table(camps), known_notes(camps.known_on)
    if not camps.rows:
        return Document(title, notes=[Phrase("camp-none-yet"), *known], data=table)
    return Document(title, tables=[table], notes=[*_clashes(camps.rows), *known])


@layout(CampCalendar)
def calendar_document(calendar: CampCalendar) -> Document:
    """How many camps on which day, a line a week; below it the camps. A workbook has a sheet with a column a day."""
    title = Phrase("camp-calendar-title", answer_words(calendar))
    listed, known = list_table(calendar), known_notes(calendar.known_on)
    tabs = {"list": listed, "days": day_table(calendar)}
    if not calendar.rows:
        return Document(title, notes=[Phrase("camp-calendar-none"), *known], data=listed)
    return Document(
        title,
        tables=[week_table(calendar), listed],
        notes=[*_clashes(calendar.rows), *known],
        data=listed,
        sheets=[replace(table, title=Phrase(f"camp-tab-{tab}")) for tab, table in tabs.items()],
    )


def list_table(camps: CampList) -> Table:
    """The camps; columns of which nothing is known, and the warning of a clash where there is none, are not shown."""
    used = {key: any(getattr(row, key) not in {None, ""} for row in camps.rows) for key in _VIEW}
    used["clash"] = any(row.clash for row in camps.rows)
    return table_of(
        camps,
        view=[key for key in _VIEW if used[key]] or _VIEW,
        faint=lambda row: isinstance(row, CampLine) and row.status == "cancelled",
    )


def week_table(calendar: CampCalendar) -> Table:
    """Camps that stand by week and weekday; days outside the calendar are blank."""
    first = calendar.since - DAY * calendar.since.weekday()
    weeks = [first + DAY * at for at in range(0, (calendar.until - first).days + 1, 7)]
    columns = [
        Column("week", Kind.figures, heading="camp-column-week"),
        *(Column(f"day_{at}", Kind.count, heading=f"camp-weekday-{at}") for at in range(7)),
        Column("camps", Kind.count, heading="camp-column-camps"),
    ]
    days = (calendar.until - calendar.since).days + 1
    on = dict.fromkeys((calendar.since + DAY * at for at in range(days)), 0)
    for row in calendar.rows:
        on[row.as_on] += row.status != "cancelled"
    rows = []
    for week in weeks:
        counts = [on.get(week + DAY * at) for at in range(7)]
        rows.append([f"{short_date(week)}-{short_date(week + DAY * 6)}", *counts, sum(filter(None, counts))])
    return Table(columns, rows, title=Phrase("camp-weeks"))


def day_table(calendar: CampCalendar) -> Table:
    """A line a place, a column a day: the windows of its camps, as a sheet to print."""
    days = [calendar.since + DAY * at for at in range((calendar.until - calendar.since).days + 1)]
    held = [day for day in days if any(row.as_on == day for row in calendar.rows)]
    columns = [
        *place_columns(9),
        *(Column(day.isoformat(), Kind.text, label=short_date(day)) for day in held),
    ]
    names = {row.id: (row.place, row.place_hi) for row in sorted(calendar.rows, key=lambda row: row.place)}
    told: dict[tuple[str, dt.date], list[str]] = {}
    for row in calendar.rows:
        if row.status != "cancelled":
            camp = " ".join(filter(None, (row.hours or row.window or "+", row.site)))
            told.setdefault((row.id, row.as_on), []).append(camp)
    rows = [[*name, *("; ".join(told.get((place, day), [])) or None for day in held)] for place, name in names.items()]
    return Table(columns, rows)


@layout(CampYields)
def yields_document(yields: CampYields) -> Document:
    """One line a member, below it the sum; then the camps that are open."""
    title = Phrase("camp-yield-title", answer_words(yields) | {"by": Phrase(f"camp-by-{yields.by}")})
    columns = [
        replace(column, words=f"camp-{yields.by}", heading=f"camp-by-column-{yields.by}")
        if column.key == "member"
        else column
        for column in CampYield.columns()
    ]
    rows = [replace(row, member=row.member or NOT_TOLD).cells() for row in yields.rows]
    used = {"no_figure": yields.total.no_figure, "nothing_told": yields.total.nothing_told}
    view = [column.key for column in columns if used.get(column.key, 1)]
    total = replace(yields.total, member="total").cells() if rows else None
    table, known = Table(columns, rows, total, view), known_notes(yields.known_on)
    if not rows:
        return Document(title, notes=[Phrase("camp-none-yet"), *known], data=table)
    tables, notes = [table], []
    if yields.open_camps:
        shown = ("as_on", "hours", "place", "site", "kind", "sponsor", "expected", "status", "place_hi")
        tables.append(rows_table(CampLine, yields.open_camps, view=shown, title=Phrase("camp-open")))
        notes.append(Phrase("camp-yield-open", {"count": len(yields.open_camps)}))
    if yields.difference:
        notes.append(Phrase("camp-yield-differs", {"persons": yields.difference, "in_cut": yields.in_cut}))
    return Document(title, tables=tables, notes=[*notes, *known], data=table)


@layout(CampUplift)
def uplift_document(uplift: CampUplift) -> Document:
    """What a camp day adds, said plainly; then the days."""
    title = Phrase("camp-uplift-title", answer_words(uplift))
    table = table_of(uplift)
    notes = list(uplift_notes(uplift))
    return Document(title, uplift_said(uplift), tables=[table] if uplift.rows else [], notes=notes, data=table)


def uplift_said(uplift: CampUplift) -> Phrase:
    """The answer in one sentence."""
    words: dict[str, object] = {
        "level": Phrase(f"level-{uplift.level}"),
        "uplift": round(uplift.uplift or 0),
        "less": -round(uplift.uplift or 0),
        "low": round(uplift.low or 0),
        "high": round(uplift.high or 0),
        "days": len(uplift.rows),
        "least": uplift.least,
    }
    return Phrase(f"camp-uplift-{uplift.verdict}", words)


def uplift_notes(uplift: CampUplift) -> Iterator[Phrase]:
    """How it was compared, and what was left out."""
    yield Phrase("camp-uplift-how")
    if uplift.yielded is not None:
        words = {"yielded": round(uplift.yielded), "level": Phrase(f"level-{uplift.level}")}
        yield Phrase("camp-uplift-yielded", words)
    if uplift.before_only:
        yield Phrase("camp-uplift-before")
    if uplift.noted:
        yield Phrase("camp-uplift-noted", {"count": uplift.noted})
    if uplift.alone:
        yield Phrase("camp-uplift-alone", {"count": uplift.alone})
    yield from known_notes(uplift.known_on)


def _clashes(rows: Sequence[CampLine]) -> Iterator[Phrase]:
    if clashing := sum(row.clash for row in rows):
        yield Phrase("camp-clashes", {"count": clashing})
