"""Numbers of persons in cells: a few are hidden, three refuse the sheet. Addresses and kinds, no value."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import TypeGuard

from eshram_cli.errors import EshramError
from eshram_cli.language.personal import KINDS, kind_of_number, may_be_branch, without_numbers
from eshram_cli.language.text import clean
from eshram_cli.privacy.centres import WITHHELD, CentreNumbers, centre_numbers
from eshram_cli.privacy.masking import digits_of
from eshram_cli.problems import Problem
from eshram_cli.sheets.model import Cell, Grid
from eshram_cli.sheets.view import BLANK, DATE, LONG, MISSING, NUMBER, Sheet, text_of

ENOUGH = 3
"""So many numbers of persons make a sheet of persons."""

_HARMLESS = bytes([BLANK, NUMBER, DATE, MISSING])
"""Kinds of cells that hold no number of a person."""
_OTHERS = re.compile(rb"[^" + re.escape(_HARMLESS) + rb"]")
_FEW = 1000
_DIGIT = re.compile(r"\d")
_WORD = re.compile(
    r"(?:(?P<aadhaar>aa?dha+r|\buid\b|आधार)"
    r"|(?P<mobile>\bmob\b|mobile|phone|contact|(?<![ऀ-ॿ])मो(?:बा)?[0०]?(?![ऀ-ॿ])|मोबा[इई]ल|फोन|फ़ोन|संपर्क)"
    r"|(?P<account>\ba ?/? ?c\b|account|खाता))[^\d]{0,10}$"
)
"""A cell that ends in a word for a number of a person; मो. is one, the beginning of मोतिहारी is not."""
_IS_WHOLE = {
    "aadhaar": re.compile(r"[2-9]\d{11}"),
    "mobile": re.compile(r"(?:91|0)?[6-9]\d{9}"),
    "account": re.compile(r"\d{9,18}"),
}


@dataclass(frozen=True)
class Found:
    """A number of a person: its first cell, its kind, and how many cells side by side it fills."""

    row: int
    column: int
    kind: str
    cells: int = 1


def personal_numbers(sheet: Sheet, centres: Collection[tuple[int, int]] = ()) -> Iterator[Found]:
    """Cells that hold a number of a person, column by column; not those of `centres`."""
    for index, column in enumerate(sheet.columns):
        kinds = sheet.kinds[index]
        if len(kinds.translate(None, _HARMLESS)) > _FEW:
            suspects = set(column)
        else:
            suspects = {column[match.start()] for match in _OTHERS.finditer(kinds)}
        found: dict[Cell, str] = {
            cell: kind for cell in suspects if _is_long(cell) and (kind := kind_of_number(digits_of(cell)))
        }
        for row, cell in enumerate(column) if found else ():
            if cell in found and (row, sheet.left + index) not in centres:
                yield Found(row, sheet.left + index, found[cell])


def _is_long(cell: object) -> TypeGuard[str | int | float]:
    """Whether the cell has digits enough for a number of a person."""
    if isinstance(cell, str):
        return len(cell) >= 9 and (sum(map(str.isdecimal, cell)) >= 9 or may_be_branch(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return 10**9 <= abs(cell) < 10**18 and cell == int(cell)


def without_persons(grid: Grid) -> tuple[Sheet, list[Problem]]:
    """The grid by columns, without the few numbers of persons that a return may hold, as an officer's mobile below it:
    dots stand in their place before anything else is read, and a warning is given for each.

    A number alone in its cell stays, as whoever reads a count refuses it and says why. Numbers of centres stay, but for
    those that are withheld (see `centres`). EshramError("persons") as `few_numbers` and `centre_numbers`.
    """
    sheet = Sheet.of(grid)
    centres = centre_numbers(sheet)
    found = few_numbers(sheet, centres)
    told = [Problem("person-number", grid.where(one.row, one.column), {"kind": KINDS[one.kind]}) for one in found]
    if centres.withheld:
        told.append(Problem("centre-withheld", grid.where(*centres.withheld[0]), {"rows": len(centres.withheld)}))
    above = tuple(map(without_numbers, grid.above))
    if not told and above == grid.above:
        return sheet, []
    rows = list(grid.rows)
    for row, column in centres.withheld:
        rows[row] = list(rows[row])
        rows[row][column] = WITHHELD
    for one in found:
        if sheet.kind(one.row, one.column) == LONG:
            continue
        rows[one.row] = list(rows[one.row])
        for column in range(one.column, one.column + one.cells):
            rows[one.row][column] = _DIGIT.sub("•", text_of(rows[one.row][column]))
    return Sheet.of(replace(grid, rows=rows, above=above)), told


def few_numbers(sheet: Sheet, centres: CentreNumbers | None = None) -> list[Found]:
    """The numbers of persons, two at most: EshramError("persons") for a sheet with three or more. `centres`: its
    numbers of centres, where they were looked for already."""
    centres = centre_numbers(sheet) if centres is None else centres
    found = list(islice(chain(personal_numbers(sheet, centres.cells), split_after_word(sheet)), ENOUGH))
    if len(found) >= ENOUGH:
        where = sheet.grid.where(found[0].row, found[0].column)
        raise EshramError("persons", where, kind=KINDS[found[0].kind])
    return found


def split_after_word(sheet: Sheet) -> Iterator[Found]:
    """Numbers of persons that begin right of a word for them, in one cell or several: "Mob." | 98765 | 04321."""
    for index, column in enumerate(sheet.columns[:-1]):
        texts = {cell for cell in set(column) if isinstance(cell, str)}
        words = {text: word.lastgroup or "" for text in texts if (word := _WORD.search(clean(text).lower()))}
        for row, cell in enumerate(column) if words else ():
            if not isinstance(cell, str) or cell not in words:
                continue
            kind, digits = words[cell], ""
            for cells, right in enumerate(sheet.columns[index + 1 : index + 5], start=1):
                text = text_of(right[row]).replace(" ", "")
                if not text.isdecimal():
                    break
                digits += text
                # One cell alone tells an account only: other numbers of persons are found wherever they stand.
                if (cells > 1 or kind == "account") and _IS_WHOLE[kind].fullmatch(digits):
                    yield Found(row, sheet.left + index + 1, kind, cells)
                    break
