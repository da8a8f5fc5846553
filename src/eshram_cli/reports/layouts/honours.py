"""Honours: one table for each kind and measure, the rule above, who was left out below."""

from __future__ import annotations

from collections.abc import Iterator

from eshram_cli.answers.honours import Honour, Honours, Section
from eshram_cli.language.words import has
from eshram_cli.reports.document import Column, Document, Figure, Kind, Name, Phrase, Table, answer_words, table_of
from eshram_cli.reports.layouts.notes import composite_rule, known_notes, some
from eshram_cli.reports.registry import layout


@layout(Honours)
def honours_document(honours: Honours) -> Document:
    """The rule stands above the tables, so that nobody needs to ask for it."""
    words = answer_words(honours) | {"days": honours.days, "minimum": honours.minimum * 100}
    return Document(
        Phrase("honours-title", words),
        Phrase("honours-rule", words),
        tables=[_table(section) for section in honours.sections],
        notes=list(_notes(honours)),
        data=table_of(honours),
    )


def _table(section: Section) -> Table:
    words = {"of": Phrase(f"honours-{section.of}"), "by": Phrase(f"honours-by-{section.by}")}
    title = Phrase("honours-section", words)
    if section.group:
        label = Phrase(f"group-{section.group}") if has(f"group-{section.group}") else Figure(f"{section.group} %")
        title = Phrase("honours-section-group", words | {"group": label})
    shown = [column for column in Honour.columns() if _says(section, column.key)]
    if not _says(section, "name_hi"):
        shown = [Column("name", Kind.place) if column.key == "name" else column for column in shown]
    view = sorted((column.key for column in shown), key=lambda key: key == "name_hi")
    rows = [[column.cell(getattr(row, column.key)) for column in shown] for row in section.rows]
    return Table(shown, rows, view=view, title=title)


def _says(section: Section, key: str) -> bool:
    """Departments and officers have no name in Hindi, a state's districts all lie in it; points gained and a composite
    are told where honours go by them, the group stands in the title."""
    if key in {"delta", "composite", "group"}:
        return key == section.by
    values = {getattr(row, key) for row in section.rows}
    return values != {""} and (key != "within" or len(values) > 1 or section.of == "officer")


def _notes(honours: Honours) -> Iterator[Phrase]:
    if honours.weights:
        yield composite_rule(honours.weights)
        yield Phrase("note-composite")
    if honours.grouping:
        yield Phrase(f"honours-groups-{honours.grouping}")
    if any(sum((row.percent or 0) >= 100 for row in one.rows) > 1 for one in honours.sections if one.by == "percent"):
        yield Phrase("honours-past-target")
    if not honours.complete and not any(one.reason == "no-group" for one in honours.without):
        yield Phrase("honours-none")
    for one in honours.without:
        words = {"of": Phrase(f"honours-{one.of}"), "since": honours.since}
        by = {"by": Phrase(f"honours-by-{one.by}")} if one.by else {}
        yield Phrase(f"honours-without-{one.reason}", words | by)
    for short in honours.left_out:
        names = {row.name: Name(row.name, row.name_hi or None) for row in short.rows}
        words = {"of": Phrase(f"honours-{short.of}"), "names": some(names, names), "count": len(short.rows)}
        yield Phrase("honours-left-out", words)
    yield from known_notes(honours.known_on)
