"""A document: what a result says, laid out but not yet written. Values stay raw; each format shows them its own way.

A cell holds a plain int, float, str, bool, date, datetime or None (not known), never a formatted text. Sentences are
phrases, so that one document serves both languages.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from eshram_cli.described import Answer, Column, DriveTold, Kind, Row, Value

__all__ = [
    "Column", "Document", "Fact", "Figure", "Kind", "Name", "Phrase", "Table", "Text", "Value", "answer_words",
    "drive_phrase", "facts_of", "name_of", "place_columns", "rows_table", "table_of", "within_of",
]  # fmt: skip


class Figure(str):
    """A figure that is written already: 28.12, 20:00, +1, 0.5. Its digits are those of who reads it."""

    __slots__ = ()


@dataclass(frozen=True)
class Name:
    """A place's name in Latin and, where known, in Hindi; a phrase shows the one of its language."""

    latin: str
    hindi: str | None = None


class Named(Protocol):
    """A line that is about a place."""

    @property
    def place(self) -> str:
        """Its name in Latin letters."""

    @property
    def place_hi(self) -> str | None:
        """Its name in Hindi; blank where nobody knows it."""


class Within(Protocol):
    """An answer about the places within a place."""

    @property
    def within(self) -> str:
        """Its name in Latin letters."""

    @property
    def within_hi(self) -> str | None:
        """Its name in Hindi; blank where nobody knows it."""


def name_of(line: Named) -> Name:
    """The place of a line in both languages."""
    return Name(line.place, line.place_hi or None)


def within_of(answer: Within) -> Name:
    """The place that an answer is within, in both languages."""
    return Name(answer.within, answer.within_hi or None)


@dataclass(frozen=True)
class Phrase:
    """A sentence or heading by its key in the words of the tool; `words` fill its curly brackets.

    Words are raw: an int is shown as a count, a float as a percentage's two decimals, a date as a date, a name in
    the phrase's language, a phrase as itself, a figure in the reader's digits, any other text as it is, and several of
    them with commas.
    """

    key: str
    words: Mapping[str, object] = field(default_factory=dict)


def answer_words(answer: Answer) -> dict[str, object]:
    """What a sentence may tell of an answer: its numbers and dates by the names of their fields, the place that it is
    `within` by its name, its level as `levels` and its `measure` in words."""
    fields = {name: getattr(answer, name) for name in type(answer).model_fields}
    words: dict[str, object] = {name: one for name, one in fields.items() if isinstance(one, int | float | dt.date)}
    if "within" in fields:
        words["within"] = Name(fields["within"], fields["within_hi"] or None)
    if "level" in fields:
        words["levels"] = Phrase(f"levels-{fields['level']}")
    if "measure" in fields:
        words["measure"] = Phrase(f"measure-{fields['measure']}")
    return words


def drive_phrase(drive: DriveTold) -> Phrase:
    """What the counts of an answer are counted from."""
    words = {"name": drive.name, "since": drive.since, "base_on": drive.base_on}
    return Phrase("note-drive" if drive.base_on else "note-drive-first", words)


Text = Phrase | str
"""A phrase, or a text that is the same in every language (a name of a file)."""


def place_columns(hindi_priority: int) -> tuple[Column, Column]:
    """A place's name in Latin and in Hindi; in either language its own stands first and the other one last."""
    return (
        Column("place", Kind.place, heading="name-latin", twin="place_hi"),
        Column("place_hi", Kind.place, hindi_priority, heading="name-hindi", twin="place"),
    )


@dataclass(frozen=True)
class Table:
    """Rows of raw values, one for each column, in the order that CSV and JSON keep.

    `view` names the columns in the order that people read them, default all in the same order. `total` is a row
    too, set apart below the others and left out of CSV. `faint` are the indices of rows that are shown dim, `tints`
    those of rows in a colour of `TINTS`, where the colour only repeats what a column says. `below` are the sentences
    that belong to the table and stand right under it.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    total: Sequence[Value] | None = None
    view: Sequence[str] = ()
    title: Text = ""
    faint: frozenset[int] = frozenset()
    tints: Mapping[int, str] = field(default_factory=dict)
    below: Sequence[Text] = ()

    def __post_init__(self) -> None:
        rows = [*self.rows, *([] if self.total is None else [self.total])]
        if any(len(row) != len(self.columns) for row in rows):
            raise ValueError("a row has another number of cells than the table has columns")
        if unknown := set(self.view) - {column.key for column in self.columns}:
            raise ValueError(f"the view names columns that are not there: {sorted(unknown)}")


def rows_table(
    kind: type[Row], rows: Iterable[Row], *, view: Sequence[str] = (), title: Text = "",
    total: Sequence[Value] | None = None,
) -> Table:  # fmt: skip
    """Rows of one kind with all columns that it describes."""
    return Table(kind.columns(), [row.cells() for row in rows], total, view, title)


def table_of(
    answer: Answer,
    *,
    view: Sequence[str] = (),
    title: Text = "",
    total: Sequence[Value] | None = None,
    faint: Callable[[Row], bool] | None = None,
) -> Table:
    """The lines of an answer as its own description has them; `faint` says which lines are shown dim."""
    columns, rows = answer.table()
    dim = frozenset(at for at, line in enumerate(answer.lines()) if faint(line)) if faint else frozenset()
    return Table(columns, rows, total, view or answer.VIEW, title, dim)


@dataclass(frozen=True)
class Fact:
    """One line of a card: a raw value or a phrase, under a label (`column-KEY` in the words, else `heading`)."""

    key: str
    value: Value | Phrase
    kind: Kind = Kind.text
    heading: str = ""

    @property
    def heading_key(self) -> str:
        """Where the label stands in the words."""
        return self.heading or f"column-{self.key}"


def facts_of(row: Row, *keys: str, headings: Mapping[str, str] | None = None) -> list[Fact]:
    """Described fields of a row as facts, in the order asked for; what is not known is passed over.

    `headings`: where the labels of some stand in the words, where a fact is not called as a column is.
    """
    called, columns = headings or {}, {column.key: column for column in row.columns()}
    found = (Fact(key, getattr(row, key), columns[key].kind, called.get(key, columns[key].heading)) for key in keys)
    return [fact for fact in found if fact.value not in {None, ""}]


@dataclass(frozen=True)
class Document:
    """What a result says: a title, a line under it, facts, what was found in sentences (`lead`), tables, and the notes
    that a reader must not miss.

    `data` is the one table that CSV holds, default the first; where it is long and no other format shows it, what makes
    it. `sheets` are the tables of a workbook where it has room for more than people read at once.
    """

    title: Text = ""
    subtitle: Text = ""
    facts: Sequence[Fact] = ()
    tables: Sequence[Table] = ()
    notes: Sequence[Text] = ()
    data: Table | Callable[[], Table] | None = None
    sheets: Sequence[Table] = ()
    lead: Sequence[Text] = ()

    @property
    def csv_table(self) -> Table:
        """The table that CSV holds. IndexError for a document that has none."""
        data = self.data() if callable(self.data) else self.data
        return data or self.tables[0]
