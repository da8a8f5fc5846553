"""The forms of offices that are remembered, listed."""

from __future__ import annotations

from typing import Annotated, ClassVar

from eshram_cli.described import INSIDE, Answer, Kind, Row, shown


class RememberedHeading(Row):
    """A heading of a form: its column's letters, its text, the role that was told; None: as the tool reads it."""

    column: Annotated[str, shown()]
    heading: Annotated[str, shown()]
    role: Annotated[str | None, shown(heading="column-told-as")] = None


class RememberedLayout(Row):
    """A form: the act that told it, the file that it was learned from, the patterns of its file's and sheet's names,
    its options as typed, its headings."""

    number: Annotated[int, shown(Kind.number)]
    office: Annotated[str, shown()]
    options: Annotated[str, shown()]
    file: Annotated[str, shown(priority=2)]
    sheet: str
    headings: tuple[RememberedHeading, ...]


class Remembered(Answer):
    """The forms in the order in which they were learned; `full` shows their headings too."""

    SCHEMA: ClassVar = "eshram.layouts/1"

    layouts: tuple[RememberedLayout, ...]
    full: Annotated[bool, INSIDE] = False
