"""The texts of place columns, with a name that stands once for several rows repeated in each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from eshram_cli.language.lexicon import is_label
from eshram_cli.returns.columns.column import Reading
from eshram_cli.sheets.model import Cell
from eshram_cli.sheets.view import text_of

_DITTO_MARK = re.compile("[\"'`,\u2018-\u201f\u2033\u3003]{1,2}")
"""What clerks put below a word to repeat it."""


def filled_texts(columns: Sequence[Reading], has_keys: bool) -> tuple[list[list[str]], tuple[int, ...]]:
    """For each column its text in every row of the body, and the columns (from 0) that were filled down.

    Merged cells and ditto marks (", do, तदैव) are filled always. Blank cells are filled from above in a column of
    groups: its first cell is written and at least half of its cells are blank. That is a column above the last one, or
    the last one where a date, a cut or the name of a part tells its rows apart. A row whose place cells are all blank
    stays blank: it may be a total.
    """
    read = [_cells(column) for column in columns]
    texts = [_texts(cells) for cells, _ in read]
    filled = []
    for at, column in enumerate(columns):
        merged = _fill_merged(column, texts[at]) or read[at][1]
        if (at < len(columns) - 1 or has_keys) and _is_grouped(texts[at]):
            written = [any(row) for row in zip(*texts[at + 1 :], strict=True)] if at < len(columns) - 1 else None
            _fill_down(texts[at], written)
            merged = True
        if merged:
            filled.append(column.index)
    return texts, tuple(filled)


def filled_cells(column: Reading) -> list[Cell]:
    """The body's cells of a date or cut column, repeated in the rows of a merged cell or of a group."""
    cells, _ = _cells(column)
    if not any(cell is None or cell == "" for cell in set(cells)):
        return cells
    texts = _texts(cells)
    firsts = {text: cell for text, cell in zip(texts, cells, strict=True) if text}
    merged = _fill_merged(column, texts)
    if _is_grouped(texts):
        _fill_down(texts, None)
    elif not merged:
        return cells
    return [firsts.get(text) for text in texts]


def _cells(column: Reading) -> tuple[list[Cell], bool]:
    """The body's cells, the one above in place of a ditto mark, and whether there was any mark; below a blank cell a
    mark stays, and says nothing."""
    cells = list(column.cells)
    texts = {cell for cell in cells[1:] if isinstance(cell, str)}
    marks = {text for text in texts if _DITTO_MARK.fullmatch(text.strip()) or is_label(text, "ditto")}
    for at in range(1, len(cells)) if marks else ():
        if cells[at] in marks and cells[at - 1]:
            cells[at] = cells[at - 1]
    return cells, bool(marks)


def _texts(cells: Sequence[Cell]) -> list[str]:
    known = {cell: text_of(cell) for cell in set(cells)}
    return [known[cell] for cell in cells]


def _fill_merged(column: Reading, texts: list[str]) -> bool:
    area = column.area
    filled = False
    for span in area.sheet.merges_in(area.first, area.last):
        if span.left != column.index or span.bottom == span.top or span.top < area.first:
            continue
        for row in range(span.top, min(span.bottom, area.last) + 1):
            texts[row - area.first] = texts[span.top - area.first]
            filled = True
    return filled


def _is_grouped(texts: Sequence[str]) -> bool:
    return bool(texts) and bool(texts[0]) and texts.count("") * 2 >= len(texts) > texts.count("")


def _fill_down(texts: list[str], written: Sequence[bool] | None) -> None:
    """Fills blanks from above; `written` says which rows name a lower place, and only those are filled."""
    last = ""
    for at, text in enumerate(texts):
        if text:
            last = text
        elif written is None or written[at]:
            texts[at] = last
