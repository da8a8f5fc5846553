"""Rows by what they are made of: blank, one cell, words, figures; and what the columns of a body hold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from eshram_cli.language.dates import find_date
from eshram_cli.language.lexicon import is_label, read_words
from eshram_cli.places.finder import Finder
from eshram_cli.returns.find.labels import is_context_label, label_of, split_label
from eshram_cli.sheets.view import BLANK, DATE, DOUBT, LONG, MISSING, NUMBER, NUMERIC, TEXT, Sheet

_STRONG = frozenset(
    {"serial", "code", "date", "registered", "target", "percent", "balance", "new", "cumulative", "name", "count"}
)
"""What only a heading says."""

_COUNTED = ("registered", "target", "percent", "balance", "new", "count")
"""What a column of figures holds."""

_YEAR = re.compile(r"(?:19|20)\d\d(?: ?[-–/] ?(?:19|20)?\d\d)?")
"""2011, 2019-20, 2019-2020: a census or a financial year over a column."""

_BAND = re.compile(
    r"(?:(?:above|over|below|under|more than|less than|[<>≥≤]=?) ?\d{1,2}"
    r"|\d{1,2} ?(?:\+|(?:&|and) (?:above|below)|से (?:अधिक|ऊपर|कम)))"
    r"(?: ?(?:years?|yrs?|वर्ष))?",
    re.IGNORECASE,
)
"""50+, Above 50, 50 से अधिक: the open end of a row of ages."""

_SHAPE_ROWS = 200


class RowKinds:
    """For every row of a sheet one letter: B blank, S a single cell, H words (or dates), F figures beside a name."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        letters = {pattern: _letter(pattern) for pattern in set(sheet.patterns)}
        self.all = b"".join(map(letters.__getitem__, sheet.patterns))

    def of(self, row: int) -> bytes:
        """The row's letter."""
        return self.all[row : row + 1]

    def texts(self, row: int) -> list[str]:
        """The texts of the row's filled cells."""
        return [self.sheet.text(row, column) for column in self.sheet.filled(row)]

    def covered(self, row: int) -> set[int]:
        """The columns that the row's texts stand over, merged ranges whole."""
        columns = set(self.sheet.filled(row))
        for span in self._merges.get(row, ()):
            if span[0] in columns:
                columns |= set(range(span[0], span[1] + 1))
        return columns

    def covered_by(self, row: int, column: int) -> set[int]:
        """The columns that the cell stands over, a merged range whole."""
        spans = (range(left, right + 1) for left, right in self._merges.get(row, ()) if left == column)
        return set(next(spans, (column,)))

    def spans(self, row: int, columns: set[int]) -> bool:
        """Whether a cell of the row is merged over several of the columns, but not over all of them."""
        return any(
            1 < len(columns & set(range(left, right + 1))) < len(columns)
            for left, right in self._merges.get(row, ())
            if left in self.sheet.filled(row)
        )

    @cached_property
    def _merges(self) -> Mapping[int, list[tuple[int, int]]]:
        merges: dict[int, list[tuple[int, int]]] = {}
        for span in self.sheet.merges:
            if span.right > span.left:
                merges.setdefault(span.top, []).append((span.left, span.right))
        return merges

    def named_columns(self, row: int) -> int:
        """How many of the row's texts are headings that we know to the last word."""
        return sum(_is_heading(text) for text in self.texts(row))

    def heading_like(self, row: int, finder: Finder) -> bool:
        """Whether a row with figures is a heading all the same: a known heading beside years or days of the month, or
        nothing but years that leave the first column free."""
        if self._holds_years(row):
            return True
        columns = self.sheet.filled(row)
        figures = [self.sheet.at(row, column) for column in columns if self.sheet.kind(row, column) in {NUMBER, LONG}]
        if not all(_is_year_or_day(text) or _BAND.fullmatch(text) for text in map(str, figures)):
            return False
        texts = [self.sheet.text(row, column) for column in columns if self.sheet.kind(row, column) == TEXT]
        named = any(_is_heading(text) and not any(map(str.isdecimal, text)) for text in texts)
        return named and not any(finder.known(text) for text in texts)

    def _holds_years(self, row: int) -> bool:
        columns = self.sheet.filled(row)
        return columns[0] > self.sheet.left and all(map(_YEAR.fullmatch, self.texts(row)))

    def data_like(self, row: int, finder: Finder) -> bool:
        """Whether a row of words holds the name of a place and no heading."""
        texts = self.texts(row)
        return not any(_is_heading(text) for text in texts) and any(finder.known(text) for text in texts)

    def totals(self, row: int) -> bool:
        """Whether the row bears the label of a total."""
        return any(is_label(text, "total") for text in self.texts(row))

    def is_context(self, row: int, finder: Finder) -> bool:
        """Whether the row tells where or when: `State Name :Bihar`, `जिला | खगड़िया`, `As on | 04.12.2021`."""
        texts = self.texts(row)
        labels = [split_label(text) for text in texts]
        if all(label and label.value for label in labels) and any(is_context_label(label) for label in labels):
            return True
        pairs = list(zip(texts[::2], texts[1::2], strict=False))
        return len(texts) % 2 == 0 and all(
            label_of(label) and (finder.known(value) or _is_dated(value)) for label, value in pairs
        )


def _letter(pattern: bytes) -> bytes:
    filled = len(pattern) - pattern.count(BLANK)
    if filled < 2:
        return b"S" if filled else b"B"
    figures = pattern.count(NUMBER) + pattern.count(LONG)
    words = pattern.count(TEXT) + pattern.count(DATE) + pattern.count(DOUBT)
    if figures >= 2 or (figures and words) or (pattern.count(MISSING) and pattern.count(TEXT)):
        return b"F"
    return b"H"


def _is_heading(text: str) -> bool:
    words = read_words(text)
    strong = any(tag in _STRONG or tag.startswith(("level:", "dimension:")) for tag in words.tags)
    return strong and not words.unknown


def _is_dated(text: str) -> bool:
    """Whether a text tells a date, and not what a column of that date counts ("New registration on 04.12.2021")."""
    return not read_words(text).has(*_COUNTED) and find_date(text) is not None


def _is_year_or_day(text: str) -> bool:
    text = text.strip().removesuffix(".0")
    return text.isdecimal() and (1 <= int(text) <= 31 or 1990 <= int(text) <= 2100)


@dataclass(frozen=True)
class BodyShape:
    """What the columns of a body hold, by its first rows."""

    left: int
    columns: set[int]
    numeric: set[int]
    texts: set[int]

    @classmethod
    def of(cls, sheet: Sheet, kinds: RowKinds, first: int) -> BodyShape:
        """The shape of the first unbroken rows with figures; a single one is judged with those after the gap."""
        rows = _first_rows(kinds, first)
        held = {sheet.left + index: [column[row] for row in rows] for index, column in enumerate(sheet.kinds)}
        filled = {column: [kind for kind in cells if kind != BLANK] for column, cells in held.items()}
        used = {column: cells for column, cells in filled.items() if cells}
        numeric = {column for column, cells in used.items() if _share(cells, NUMERIC) > 0.5}
        texts = {column for column, cells in used.items() if _share(cells, frozenset({TEXT})) > 0.5}
        return cls(sheet.left, set(used), numeric, texts)

    def fits(self, pattern: bytes) -> bool:
        """Whether a row has figures where the body has figures, and words where it has words, with few exceptions."""
        cells = {self.left + index: kind for index, kind in enumerate(pattern) if kind}
        wrong = sum(
            (kind == TEXT and column in self.numeric)
            or (kind in {NUMBER, LONG} and column in self.texts)
            or column not in self.columns
            for column, kind in cells.items()
        )
        figures = sum(column in self.numeric and kind in NUMERIC for column, kind in cells.items())
        return figures * 3 >= len(self.numeric) and wrong * 3 <= len(cells)


def _first_rows(kinds: RowKinds, first: int) -> list[int]:
    rows: list[int] = []
    for row in range(first, min(kinds.sheet.height, first + _SHAPE_ROWS)):
        kind = kinds.of(row)
        if kind in b"F":
            rows.append(row)
        elif kind in b"H" or (kind in b"B" and len(rows) >= 3):
            break
    return rows


def _share(cells: list[int], wanted: frozenset[int]) -> float:
    return sum(map(wanted.__contains__, cells)) / len(cells)
