"""A table as people read it: headings in their language, columns in reading order, cells formatted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from eshram_cli.language.text import visible
from eshram_cli.language.words import has
from eshram_cli.problems import Language
from eshram_cli.reports.document import Column, Fact, Kind, Phrase, Table, Value
from eshram_cli.reports.look import Look, in_digits, say, show, told

MOVES = {"▲": "green", "▼": "red"}
"""The colours of a move by the arrow that it begins with."""


@dataclass(frozen=True)
class Shown:
    """One column, ready to be written: its heading, a cell for each row, and the total's where the table has one.

    `values` and `total_value` are the same, raw. `blank`: nothing in it is known, the total included.
    """

    column: Column
    heading: str
    cells: Sequence[str]
    total: str | None
    blank: bool
    values: Sequence[Value]
    total_value: Value


def viewed(table: Table, look: Look) -> list[Shown]:
    """All columns of the table's view in order; in Hindi, twins have changed places (the Hindi name stands first)."""
    by_key = {column.key: column for column in table.columns}
    keys = table.view or [column.key for column in table.columns]
    return [_shown(table, _in_language(by_key[key], by_key, look), look) for key in keys]


def _in_language(column: Column, by_key: dict[str, Column], look: Look) -> Column:
    if look.language is Language.en or column.twin not in by_key:
        return column
    return replace(by_key[column.twin], priority=column.priority)


def _shown(table: Table, column: Column, look: Look) -> Shown:
    value = _reader(table, column, look)
    values = list(map(value, table.rows))
    total = None if table.total is None else value(table.total)
    return Shown(
        column=column,
        heading=_heading(column, look),
        cells=[_cell(value, column, look) for value in values],
        total=None if table.total is None else _total(total, column, look),
        blank=all(value in {None, ""} for value in [*values, total]),
        values=values,
        total_value=total,
    )


def _cell(value: Value, column: Column, look: Look) -> str:
    """As `show`, a code in the column's own words; one that offices made up is called as they wrote it."""
    key = f"{column.words}-{value}"
    return told(key, look) if column.words and value and has(key) else show(value, column.kind, look)


def _heading(column: Column, look: Look) -> str:
    if column.cut:
        return show(column.cut, Kind.cut, look)
    return in_digits(visible(column.label), look) or say(Phrase(column.heading_key), look)


def _total(value: Value, column: Column, look: Look) -> str:
    """On a terminal what has no total is left empty; in a pipe it holds a dash, as every field does."""
    return "" if value in {None, ""} and not look.piped else _cell(value, column, look)


def _reader(table: Table, column: Column, look: Look) -> Callable[[Sequence[Value]], Value]:
    """What finds the column's cell in a row; in Hindi a name that nobody has written in Hindi is given in Latin rather
    than left blank."""
    keys = [item.key for item in table.columns]
    at = keys.index(column.key)
    if look.language is Language.en or column.twin not in keys or column.kind is not Kind.place:
        return itemgetter(at)
    other = keys.index(column.twin)
    return lambda row: row[at] or row[other]


def fact_text(fact: Fact, look: Look) -> str:
    """The fact's value for people; a percentage bears its sign, since no heading over it does."""
    if isinstance(fact.value, Phrase):
        return say(fact.value, look)
    text = show(fact.value, fact.kind, look)
    return f"{text} %" if fact.kind is Kind.percent and fact.value is not None else text
