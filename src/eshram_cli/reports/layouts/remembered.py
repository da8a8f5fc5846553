"""The forms of offices that are remembered, listed."""

from __future__ import annotations

from dataclasses import dataclass

from eshram_cli.reports.document import Column, Document, Kind, Phrase, Table
from eshram_cli.reports.registry import Fields, layout

COLUMNS = (Column("number", Kind.number), Column("office"), Column("options"), Column("file", priority=2))
HEADINGS = (Column("column"), Column("heading"), Column("told-as"))


@dataclass(frozen=True)
class RememberedLayout:
    """A form: the act that told it, the file that it was learned from, the patterns of its file's and sheet's names,
    its options as typed, its headings as (letters, text, role that was told)."""

    number: int
    file: str
    office: str
    sheet: str
    options: str
    headings: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Remembered:
    """The forms in the order in which they were learned; `full` shows their headings too."""

    rows: tuple[RememberedLayout, ...]
    full: bool = False


def _fields(remembered: Remembered) -> Fields:
    return {
        "layouts": [
            {
                "number": one.number,
                "file": one.file,
                "office": one.office,
                "sheet": one.sheet,
                "options": one.options,
                "headings": [{"column": at, "heading": text, "role": role or None} for at, text, role in one.headings],
            }
            for one in remembered.rows
        ]
    }


@layout(Remembered, "eshram.layouts/1", _fields)
def remembered_document(remembered: Remembered) -> Document:
    """One line a form, and its headings where one is shown."""
    table = Table(COLUMNS, [(one.number, one.office, one.options, one.file) for one in remembered.rows])
    if not remembered.rows:
        return Document(Phrase("layouts-title"), notes=[Phrase("layouts-none")], data=table)
    heads = [Table(HEADINGS, list(one.headings)) for one in remembered.rows if remembered.full]
    return Document(Phrase("layouts-title"), tables=[table, *heads], data=table)
