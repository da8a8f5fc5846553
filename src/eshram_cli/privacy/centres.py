"""Numbers of centres (CSC, VLE, e-Mitra): twelve digits like Aadhaar's, and kept where they are surely of centres.

Under a heading that says so, a column is of centres or of persons by how many of its different numbers end in Aadhaar's
check digit: of numbers of centres one in ten does by chance (p = 0.1), of Aadhaar numbers all but those with a slip of
the pen (p = 0.9 at the least). Of n numbers, k of which end so,

- the odds for centres against persons are 9 ** (n - 2k) to one; a column needs 9 ** 3 = 729 to one or more;
- a column of centres among which persons were mixed has too many: one of more than chance gives in a hundredth of
  such columns, P(at least k of n; p = 0.1) < 0.01, is refused too.

A column that fails is refused: as persons where half of its numbers end so, else with a question. Of one or two
different numbers nothing can be judged: they are withheld. Whatever ends in the check digit is always withheld, so that
no Aadhaar number is kept; its row counts. Under every other heading twelve digits are a person's number, as are they
beside any heading of persons.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import comb

from eshram_cli.errors import EshramError
from eshram_cli.language.lexicon import is_label, is_total, read_words
from eshram_cli.language.personal import KINDS
from eshram_cli.language.text import clean
from eshram_cli.privacy.check_digit import ends_in_check_digit
from eshram_cli.sheets.model import Cell
from eshram_cli.sheets.view import LONG, TEXT, Sheet, text_of

WITHHELD = "withheld"
"""What stands in the cell of a centre whose number is withheld."""

REFUSED = frozenset({"persons", "centres-unsure"})
"""Problems of a sheet of which no cell is shown."""

JUDGED = 3
"""Of fewer different numbers nothing can be judged."""
_ODDS = 3
"""Powers of nine to one for centres against persons."""
_BY_CHANCE = 0.1
_HARDLY = 0.01

_TWELVE = re.compile(r"\d{12}")
_NEIGHBOURS = 2
"""Rows above the heading of a centre, and one below, whose headings may be of persons."""


@dataclass(frozen=True)
class CentreNumbers:
    """The cells (row, column) that hold numbers of centres, and those among them that are withheld, in their order."""

    cells: frozenset[tuple[int, int]] = frozenset()
    withheld: tuple[tuple[int, int], ...] = ()


def centre_numbers(sheet: Sheet) -> CentreNumbers:
    """The numbers of centres in all columns of a sheet. EshramError: `persons` for a column of Aadhaar numbers,
    `centres-unsure` for one that may have some."""
    cells: set[tuple[int, int]] = set()
    withheld: set[tuple[int, int]] = set()
    for index, kinds in enumerate(sheet.kinds):
        column = sheet.left + index
        numbers = dict(_numbers(sheet, column)) if LONG in kinds else {}
        different = set(numbers.values())
        checked = {number for number in different if may_be_aadhaar(number)}
        if len(different) < JUDGED:
            checked = different
        elif not are_centres(len(different), len(checked)):
            where = sheet.grid.where(min(numbers), column)
            if 2 * len(checked) >= len(different):
                raise EshramError("persons", where, kind=KINDS["aadhaar"])
            raise EshramError("centres-unsure", where, checked=len(checked), different=len(different))
        cells.update((row, column) for row in numbers)
        withheld.update((row, column) for row, number in numbers.items() if number in checked)
    return CentreNumbers(frozenset(cells), tuple(sorted(withheld)))


def may_be_aadhaar(number: str) -> bool:
    """Whether twelve digits can be an Aadhaar number: they begin with 2 or more, and end in its check digit."""
    return number >= "2" and ends_in_check_digit(number)


def is_of_centre(text: str) -> bool:
    """Whether a text is the number of a centre that may be kept."""
    return (number := _twelve(text)) != "" and not may_be_aadhaar(number)


def are_centres(different: int, checked: int) -> bool:
    """Whether so many different numbers, of which so many may be Aadhaar's, are surely of centres alone."""
    tail = sum(
        comb(different, k) * _BY_CHANCE**k * (1 - _BY_CHANCE) ** (different - k) for k in range(checked, different + 1)
    )
    return different - 2 * checked >= _ODDS and tail >= _HARDLY


def heads_centre_numbers(heading: str) -> bool:
    """Whether a heading says that the numbers below it are those of centres: "CSC ID", केन्द्र संख्या."""
    return is_label(heading, "centre-number")


def _numbers(sheet: Sheet, column: int) -> Iterator[tuple[int, str]]:
    """The rows and numbers below a heading of centres, up to the next words in the column that are no total's."""
    below = False
    for row in range(sheet.height):
        kind = sheet.kind(row, column)
        if kind == TEXT:
            text = sheet.text(row, column)
            below = (heads_centre_numbers(text) and not _beside_persons(sheet, row)) or (below and is_total(text))
        elif kind == LONG and below and (number := _twelve(sheet.at(row, column))):
            yield row, number


def _beside_persons(sheet: Sheet, heading: int) -> bool:
    """Whether a cell in the rows of the heading speaks of persons: their names, fathers, numbers."""
    rows = range(max(heading - _NEIGHBOURS, 0), min(heading + 2, sheet.height))
    texts = (sheet.text(row, column) for row in rows for column in sheet.filled(row) if sheet.kind(row, column) == TEXT)
    return any(tag.startswith("person:") for text in texts for tag in read_words(text).tags)


def _twelve(cell: Cell) -> str:
    """The twelve digits of a cell that holds nothing else, in Latin digits; blank for any other."""
    text = clean(text_of(cell))
    return "".join(str(int(digit)) for digit in text) if _TWELVE.fullmatch(text) else ""
