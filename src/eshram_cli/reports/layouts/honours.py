"""Honours: one table for each kind and measure, the rule above, who was left out below."""

from __future__ import annotations

from collections.abc import Iterator

from eshram_cli.analysis.honours import Honour, Honours, Section
from eshram_cli.reports.document import Column, Document, Kind, Name, Phrase, Table, Value
from eshram_cli.reports.layouts.notes import some
from eshram_cli.reports.registry import Fields, layout

COLUMNS = (
    Column("rank", Kind.rank),
    Column("name", Kind.place, heading="honours-latin", twin="name_hi"),
    Column("name_hi", Kind.place, 5, heading="honours-hindi", twin="name"),
    Column("within", Kind.text, 2),
    Column("gain", Kind.gain),
    Column("registered", Kind.count),
    Column("percent", Kind.percent, 1),
    Column("completeness", Kind.percent, 1),
)


def honours_fields(honours: Honours) -> Fields:
    """The JSON of honours."""
    return {
        "within": honours.within,
        "within_hi": honours.within_hi or None,
        "since": honours.since,
        "as_on": honours.as_on,
        "known_on": honours.known_on,
        "min_completeness": honours.minimum,
        "top": honours.top,
        "sections": [
            {"of": section.of, "by": section.by, "rows": [_fields(row) for row in section.rows]}
            for section in honours.sections
        ],
        "left_out": [{"of": of, "rows": [_fields(row) for row in rows]} for of, rows in honours.left_out],
    }


@layout(Honours, "eshram.honours/1", fields=honours_fields)
def honours_document(honours: Honours) -> Document:
    """The rule stands above the tables, so that nobody needs to ask for it."""
    words = {
        "within": Name(honours.within, honours.within_hi or None),
        "since": honours.since,
        "as_on": honours.as_on,
        "days": honours.days,
        "minimum": honours.minimum * 100,
    }
    return Document(
        Phrase("honours-title", words),
        Phrase("honours-rule", words),
        tables=[_table(section) for section in honours.sections],
        notes=list(_notes(honours)),
        data=_all(honours),
    )


def _table(section: Section) -> Table:
    title = Phrase("honours-section", {"of": Phrase(f"honours-{section.of}"), "by": Phrase(f"honours-by-{section.by}")})
    shown = [column for column in COLUMNS if _says(section, column.key)]
    if not _says(section, "name_hi"):
        shown = [Column("name", Kind.place) if column.key == "name" else column for column in shown]
    view = sorted((column.key for column in shown), key=lambda key: key == "name_hi")
    return Table(shown, [[_value(row, column.key) for column in shown] for row in section.rows], view=view, title=title)


def _says(section: Section, key: str) -> bool:
    """Departments and officers have no name in Hindi, a state's districts all lie in it."""
    values = {getattr(row, key) for row in section.rows}
    return values != {""} and (key != "within" or len(values) > 1 or section.of == "officer")


def _all(honours: Honours) -> Table:
    """All sections in one table, for spreadsheets."""
    columns = (Column("of"), Column("by"), *COLUMNS)
    rows = [
        [section.of, section.by, *(_value(row, column.key) for column in COLUMNS)]
        for section in honours.sections
        for row in section.rows
    ]
    return Table(columns, rows)


def _value(row: Honour, key: str) -> Value:
    if key == "completeness":
        return None if row.completeness is None else row.completeness * 100
    found: Value = getattr(row, key)
    return None if found == "" else found


def _fields(row: Honour) -> Fields:
    return {**vars(row), "name_hi": row.name_hi or None, "within": row.within or None}


def _notes(honours: Honours) -> Iterator[Phrase]:
    if not honours.sections:
        yield Phrase("honours-none")
    for of, rows in honours.left_out:
        names = {row.name: Name(row.name, row.name_hi or None) for row in rows}
        words = {"of": Phrase(f"honours-{of}"), "names": some(names, names), "count": len(rows)}
        yield Phrase("honours-left-out", words)
    if honours.known_on is not None:
        yield Phrase("note-known-on", {"known_on": honours.known_on})
