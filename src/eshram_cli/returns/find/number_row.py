"""The row under a heading that numbers the columns: `1 2 3`, `(1) (2) (3)`, `१ २ ३`, `7 = [5+6]`, `A B C=A+B`."""

from __future__ import annotations

import re

from eshram_cli.language.text import fold
from eshram_cli.sheets.view import Sheet

_NUMBER = re.compile(r"[(\[]?\s*(?:col\w*\.?\s*)?(\d{1,3})\s*[)\].]?\s*(?:[=(\[:].*)?", re.IGNORECASE)
_FORMULA = re.compile(r"[\d\s+\-*/×÷=%().\[\]]+")
_LETTER = re.compile(r"[(\[]?\s*([^\W\d_]{1,5})\s*[)\].]?\s*(?:=[\w\s+\-*/×÷%().\[\]]+)?")
"""A letter or a Roman numeral, alone or with what its column is made of: "E = D/C*100"."""
_LETTERS = (
    tuple("abcdefghijklmnopqrstuvwxyz"),
    tuple("कखगघङचछजझञ"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"),
)


def is_number_row(sheet: Sheet, row: int) -> bool:
    """Whether the row counts its columns upwards by one; cells with a formula between them are passed over.

    Two cells are enough when they are 1 and 2, else three. Any other word in the row, and it is data.
    """
    columns = sheet.filled(row)
    if len(columns) < 2:
        return False
    texts = [sheet.text(row, column) for column in columns]
    return _counts_up(texts) or _spells_up(texts)


def _counts_up(texts: list[str]) -> bool:
    expected: int | None = None
    counted = 0
    for text in texts:
        match = _NUMBER.fullmatch(text)
        if match is not None and (expected is None or int(match[1]) == expected):
            counted += 1
            expected = int(match[1]) + 1
        elif expected is not None and match is None and _FORMULA.fullmatch(text) and not text.isdigit():
            expected += 1
        else:
            return False
    first = (expected or 0) - len(texts)
    return (counted >= 3 and first <= 3) or (counted == 2 and first == 1)


def _spells_up(texts: list[str]) -> bool:
    letters = tuple(fold(match[1]) for text in texts if (match := _LETTER.fullmatch(text)))
    return len(letters) == len(texts) >= 3 and any(alphabet[: len(letters)] == letters for alphabet in _LETTERS)
