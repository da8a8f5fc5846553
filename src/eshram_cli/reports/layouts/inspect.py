"""A file as understood: each table as a picture of its top left corner with the parts marked, and its columns."""

from __future__ import annotations

from collections.abc import Iterator

from eshram_cli.answers.inspect import ColumnLine, Inspected, Seen, column_line
from eshram_cli.language.written import show_date
from eshram_cli.problems import column_letters
from eshram_cli.reports.document import Column, Document, Kind, Phrase, Table
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
    tables = [table for at, seen in enumerate(one.tables, start=1) for table in _tables(at, seen)]
    notes = [] if one.refused is None else [Phrase("inspect-refused")]
    columns = Table(ColumnLine.columns(), [line.cells() for line in one.lines()])
    return Document(one.file, tables=tables, notes=notes, data=columns)


def _tables(at: int, seen: Seen) -> Iterator[Table]:
    width = max((len(line.texts) for line in seen.picture), default=0)
    letters = [Column(letter := column_letters(column.index), label=letter) for column in seen.columns_[:width]]
    yield Table(
        (Column("row", Kind.number), Column("part", Kind.word), *letters),
        [(line.row, line.part, *line.texts) for line in seen.picture],
        title=Phrase("inspect-table", {"number": at, "sheet": seen.sheet or "–", "rows": seen.rows}),
        tints={row: TINTS[line.part] for row, line in enumerate(seen.picture) if line.part in TINTS},
    )
    yield Table(FACTS, list(_facts(seen)), view=("fact", "value", "found"))
    yield Table(ColumnLine.columns(), [column_line(column).cells() for column in seen.columns_])


def _facts(seen: Seen) -> Iterator[tuple[str, str, str | None, str]]:
    if seen.as_on:
        yield "as-on", show_date(seen.as_on), None, seen.as_on_from
    for one in seen.places:
        yield one.level, one.place, one.place_hi, one.found
