"""The heading of each column: its texts from the top level to the lowest, merged ranges filled."""

from __future__ import annotations

from collections.abc import Mapping

from eshram_cli.privacy.lists import Listing
from eshram_cli.privacy.masking import masked
from eshram_cli.returns.find.tables import Area

Levels = tuple[str, ...]
"""A column's heading texts from top to bottom, none twice in a row; empty where the column has none."""


def read_headings(area: Area) -> dict[int, Levels]:
    """The heading of every column of the area; the digits of a person's number in it are dots.

    A merged cell counts for all the columns and rows that it covers. Where a row has no merged cell, a text over a
    lower text goes on to the right over further lower texts, up to the next text in its own row or above it.
    """
    sheet, rows = area.sheet, []
    for row in area.heads:
        texts = {column: sheet.text(row, column) for column in area.columns if sheet.kind(row, column)}
        for span in sheet.merges_in(row, row):
            if span.top >= area.heads[0] and (text := sheet.text(span.top, span.left)):
                texts.update(dict.fromkeys(range(span.left, span.right + 1), text))
        rows.append(texts)
    for index, row in enumerate(area.heads[:-1]):
        if any(span.top == row and span.right > span.left for span in sheet.merges_in(row, row)):
            continue
        running = ""
        for column in area.columns:
            above = any(sheet.kind(head, column) for head in area.heads[:index])
            below = any(texts.get(column) for texts in rows[index + 1 :])
            if rows[index].get(column):
                running = rows[index][column] if below else ""
            elif above or not below:
                running = ""
            elif running:
                rows[index][column] = running
    headings = {}
    for column in area.columns:
        levels: list[str] = []
        for texts in rows:
            if (text := texts.get(column, "")) and (not levels or levels[-1] != text):
                levels.append(str(masked(text)))
        headings[column] = tuple(levels)
    return headings


def join(levels: Levels) -> str:
    """A heading in one line."""
    return " / ".join(levels)


def listing(area: Area, headings: Mapping[int, Levels]) -> Listing:
    """The area as the search for lists of persons looks at it."""
    lines = {column: join(levels) for column, levels in headings.items()}
    return Listing(area.sheet, area.floor, area.top, area.rows, lines)
