"""A file as understood: each table as a picture of its top left corner with the parts marked, and its columns."""

from __future__ import annotations

from eshram_cli.answers.inspect import ColumnLine, Inspected, column_line
from eshram_cli.language.written import show_date
from eshram_cli.problems import column_letters
from eshram_cli.reports.document import Column, Document, Kind, Phrase, Table, rows_table, table_of
from eshram_cli.reports.registry import layout

FACTS = (
    Column("fact", Kind.word),
    Column("value", Kind.place, twin="value_hi"),
    Column("value_hi", Kind.place, heading="column-value", twin="value"),
    Column("found", Kind.reason, 1),
)
TINTS = {
    "heading": "bold",
    "numbers": "faint",
    "context": "cyan",
    "title": "faint",
    "total": "green",
    "wrong-total": "red",
}


@layout(Inspected)
def inspected_document(one: Inspected) -> Document:
    """The tables one after another."""
    tables = []
    for at, seen in enumerate(one.tables, start=1):
        width = max((len(line.texts) for line in seen.picture), default=0)
        letters = [Column(letter := column_letters(column.index), label=letter) for column in seen.columns_[:width]]
        picture = Table(
            (Column("row", Kind.number), Column("part", Kind.word), *letters),
            [(line.row, line.part, *line.texts) for line in seen.picture],
            title=Phrase("inspect-table", {"number": at, "sheet": seen.sheet or "–", "rows": seen.rows}),
            tints={row: TINTS[line.part] for row, line in enumerate(seen.picture) if line.part in TINTS},
        )
        dated = [("as-on", show_date(seen.as_on), None, seen.as_on_from)] if seen.as_on else []
        placed = [(found.level, found.place, found.place_hi, found.found) for found in seen.places]
        facts = Table(FACTS, [*dated, *placed], view=("fact", "value", "found"))
        columns = rows_table(ColumnLine, map(column_line, seen.columns_))
        tables += [picture, facts, columns]
    notes = [] if one.refused is None else [Phrase("inspect-refused")]
    return Document(one.file, tables=tables, notes=notes, data=table_of(one))
