"""Rows by what they are made of: blank, one cell, words, figures; and what the columns of a body hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eshram_cli.language.dates import find_date
from eshram_cli.language.lexicon import is_label, is_total, read_words
from eshram_cli.language.text import fold
from eshram_cli.places.finder import Finder
from eshram_cli.returns.find.labels import is_context_label, label_of, split_label
from eshram_cli.sheets.view import BLANK, DATE, DOUBT, LONG, MISSING, NUMBER, NUMERIC, TEXT, Sheet

_STRONG = frozenset(
    {"serial", "code", "date", "registered", "target", "percent", "balance", "new", "cumulative", "name", "count"}
)
"""What only a heading says."""

_COUNTED = ("registered", "target", "percent", "balance", "new", "count")
"""What a column of figures holds."""

_YEAR = re.compile(r"((?:19|20)\d\d)(?: ?[-–/] ?(?:(?:19|20)?\d\d)?)? ?[*†‡%]{0,2}")
"""2011, 2019-20, 2019-2020, 2008*: a census or a financial year over a column."""

_BAND = re.compile(
    r"(?:(?:above|over|below|under|more than|less than|[<>≥≤]=?) ?\d{1,2}"
    r"|\d{1,2} ?(?:\+|(?:&|and) (?:above|below)|से (?:अधिक|ऊपर|कम)))"
    r"(?: ?(?:years?|yrs?|वर्ष))?",
    re.IGNORECASE,
)
"""50+, Above 50, 50 से अधिक: the open end of a row of ages."""

_SHAPE_ROWS = 200

_UNIT_MARKS = frozenset({"%", "(%)", "#", "₹", "(₹)"})
"""What stands over a column of figures, and never for "nothing to report"."""

_PIECE_CHARS = 20

_NEAR = 8
"""So many rows below a heading's row one of data is seen."""

_LEVEL_CHARS = 80
"""A longer text above a table is a title."""

_NUMBER = re.compile(
    r"[(\[]?\s*(?:col\w*\.?\s*)?(\d{1,3})\s*([-.]?\s*[a-z]|[(\[]\s*[a-z]\s*[)\]])?\s*[)\].]?\s*(?:[=(\[:].*)?",
    re.IGNORECASE,
)
"""A column's number, maybe with the letter of a part, 12(a), or with what the column is made of, 6=[4-5]."""
_GAP = 10
"""So many numbers may be left out between two columns."""
_FORMULA = re.compile(r"(?:[\d\s+\-–*/×÷x=%().\[\]]|col\w*\.?)+", re.IGNORECASE)
_LETTER = re.compile(r"[(\[]?\s*([^\W\d_]{1,5})\s*[)\].]?\s*(?:=[\w\s+\-*/×÷%().\[\]]+)?")
"""A letter or a Roman numeral, alone or with what its column is made of: "E = D/C*100"."""
_LETTERS = (
    tuple("abcdefghijklmnopqrstuvwxyz"),
    tuple("कखगघङचछजझञ"),
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"),
)


class RowKinds:
    """For every row of a sheet one letter: B blank, S a single cell, H words (or dates), F figures beside a name."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        letters = {pattern: _letter(pattern) for pattern in set(sheet.patterns)}
        self.all = b"".join(map(letters.__getitem__, sheet.patterns))
        self._merges: dict[int, list[range]] = {}
        for span in sheet.merges:
            if span.right > span.left:
                self._merges.setdefault(span.top, []).append(range(span.left, span.right + 1))

    def of(self, row: int) -> bytes:
        """The row's letter."""
        return self.all[row : row + 1]

    def texts(self, row: int) -> list[str]:
        """The texts of the row's filled cells."""
        return [self.sheet.text(row, column) for column in self.sheet.filled(row)]

    def covered(self, row: int) -> set[int]:
        """The columns that the row's texts stand over, merged ranges whole."""
        columns = set(self.sheet.filled(row))
        return columns.union(*(merge for merge in self._merges.get(row, ()) if merge.start in columns))

    def covered_by(self, row: int, column: int) -> set[int]:
        """The columns that the cell stands over, a merged range whole."""
        return set(next((merge for merge in self._merges.get(row, ()) if merge.start == column), (column,)))

    def spans(self, row: int, columns: set[int]) -> bool:
        """Whether a cell of the row is merged over several of the columns, but not over all of them."""
        merges = (merge for merge in self._merges.get(row, ()) if merge.start in self.sheet.filled(row))
        return any(1 < len(columns.intersection(merge)) < len(columns) for merge in merges)

    def named_columns(self, row: int) -> int:
        """How many of the row's texts are headings that we know to the last word."""
        return sum(map(_is_heading, self.texts(row)))

    def says_all(self, row: int) -> bool:
        """Whether at least half of the row's texts say what their columns hold: words that we know to the last, or one
        for a measure among others."""
        read = [read_words(text) for text in self.texts(row)]
        return sum((bool(one.tags) and not one.unknown) or one.has(*_COUNTED) for one in read) * 2 >= len(read)

    def heading_like(self, row: int, finder: Finder) -> bool:
        """Whether a row with figures is a heading all the same: a known heading beside years, days of the month or
        numbers in equal steps; years that leave the first column free; three years and more in their order, beside
        words that name no place; or words beside nothing but "%"."""
        sheet, columns = self.sheet, self.sheet.filled(row)
        texts = [sheet.text(row, column) for column in columns if sheet.kind(row, column) == TEXT]
        figures = [sheet.text(row, c) for c in columns if sheet.kind(row, c) in {NUMBER, LONG}]
        doubtful = [sheet.text(row, c) for c in columns if sheet.kind(row, c) == DOUBT]
        below = (sheet.filled(after)[:1] for after in range(row + 1, min(sheet.height, row + _NEAR)))
        free = any(first and first[0] < columns[0] for first in below)
        if any(map(finder.known, texts)) or (not free and any(map(is_total, texts[:1]))):
            return False
        marks = {sheet.text(row, c) for c in columns if sheet.kind(row, c) == MISSING}
        if marks and marks <= _UNIT_MARKS and not figures:
            return True
        matches = list(map(_YEAR.fullmatch, [*figures, *doubtful]))
        if all(matches):
            years = [int(match[1]) for match in matches if match]
            rising = sorted(set(years))
            if (free and len(years) > 1) or (len(years) > 2 and years in (rising, rising[::-1])):
                return True
        numbers = [int(figure) for figure in figures if figure.isdecimal()]
        steps = {after - before for before, after in pairwise(numbers)}
        series = len(numbers) == len(figures) > 2 and len(steps) == 1 and min(steps) > 0
        days_or_years = all(1 <= number <= 31 or 1990 <= number <= 2100 for number in numbers)
        rest = (figure for figure in figures if not figure.isdecimal())
        if not (series or days_or_years) or not all(map(_BAND.fullmatch, rest)):
            return False
        return any(_is_heading(text) and not any(map(str.isdecimal, text)) for text in texts)

    def is_year(self, row: int) -> bool:
        """Whether the row's only text is a year."""
        return self.of(row) in b"S" and all(map(_YEAR.fullmatch, self.texts(row)))

    def is_piece(self, row: int, finder: Finder) -> bool:
        """Whether the row's only text is a short one, as where the words of one column are broken over lines: neither a
        place nor a date, which a title gives."""
        text = next(iter(self.texts(row)), "")
        short = self.of(row) in b"S" and len(text) <= _PIECE_CHARS
        return short and not finder.known(text) and find_date(text) is None

    def is_level(self, row: int, columns: Collection[int], finder: Finder) -> bool:
        """Whether the row has short words over two of the columns at least, as one level of a heading has; names of
        places, or a date among words, are those of a title."""
        texts = [self.sheet.text(row, column) for column in self.sheet.filled(row) if column in columns]
        if len(texts) < 2 or any(len(text) > _LEVEL_CHARS for text in texts) or any(map(finder.known, texts)):
            return False
        dated = [find_date(text) is not None for text in texts]
        return all(dated) or not any(dated)

    def data_like(self, row: int, finder: Finder) -> bool:
        """Whether a row of words holds the name of a place and no heading."""
        texts = self.texts(row)
        return not any(map(_is_heading, texts)) and any(map(finder.known, texts))

    def totals(self, row: int) -> bool:
        """Whether the row bears the label of a total."""
        return any(is_label(text, "total") for text in self.texts(row))

    def is_context(self, row: int, finder: Finder) -> bool:
        """Whether the row tells where or when: `State Name :Bihar`, `जिला | खगड़िया`, `As on | 04.12.2021`."""
        texts = self.texts(row)
        labels = [split_label(text) for text in texts]
        if all(label and label.value for label in labels) and any(is_context_label(label) for label in labels):
            return True
        # A date alone, and not what a column of that date counts ("New registration on 04.12.2021").
        pairs = list(zip(texts[::2], texts[1::2], strict=False))
        return len(texts) % 2 == 0 and all(
            label_of(label)
            and (finder.known(value) or (not read_words(value).has(*_COUNTED) and find_date(value) is not None))
            for label, value in pairs
        )

    def numbers_columns(self, row: int) -> bool:
        """Whether the row below a heading numbers the columns: `1 2 3`, `(1) (2) (3)`, `१ २ ३`, `7 = [5+6]`, `A B
        C=A+B`; a formula between them stands for its column's number, and `12(a) 12(b)` are one. Columns that were
        taken out of the form leave gaps, `1 2 4 5`.

        Two cells are enough when they are 1 and 2, four where there are gaps, else three. Any other word in the row,
        and it is data.
        """
        texts = self.texts(row)
        return len(texts) >= 2 and (_counts_up(texts) or _spells_up(texts))


def _counts_up(texts: Sequence[str]) -> bool:
    numbers: list[int] = []
    counted = 0
    for text in texts:
        match = _NUMBER.fullmatch(text)
        if match is not None:
            number, counted = int(match[1]), counted + 1
        elif numbers and _FORMULA.fullmatch(text) and not text.isdigit():
            number = numbers[-1] + 1
        else:
            return False
        # 12(a) and 12(b) have one number between them.
        if not numbers or number != numbers[-1] or match is None or match[2] is None:
            numbers.append(number)
    if not _rises(numbers):
        return False
    if numbers[-1] - numbers[0] >= len(numbers):
        return numbers[0] == 1 and len(numbers) >= 4
    return (counted >= 3 and numbers[0] <= 3) or (counted == 2 and numbers[0] == 1)


def _spells_up(texts: Sequence[str]) -> bool:
    letters = [fold(match[1]) for text in texts if (match := _LETTER.fullmatch(text))]
    if len(letters) < max(3, len(texts)):
        return False
    known = (alphabet for alphabet in _LETTERS if letters[0] == alphabet[0] and set(letters) <= set(alphabet))
    return any(_rises([alphabet.index(letter) for letter in letters]) for alphabet in known)


def _rises(numbers: Sequence[int]) -> bool:
    """Whether the numbers go up by one, with few gaps: a column that was taken out leaves one in its form's row."""
    steps = [after - before for before, after in pairwise(numbers)]
    return all(1 <= step <= _GAP for step in steps) and sum(step > 1 for step in steps) * 3 <= len(steps)


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


@dataclass(frozen=True)
class BodyShape:
    """What the columns of a body hold, by its first rows."""

    left: int
    columns: set[int]
    numeric: set[int]
    texts: set[int]

    @classmethod
    def of(cls, kinds: RowKinds, first: int) -> BodyShape:
        """The shape of the first unbroken rows with figures; a single one is judged with those after the gap."""
        sheet, rows = kinds.sheet, list[int]()
        for row in range(first, min(sheet.height, first + _SHAPE_ROWS)):
            if kinds.of(row) in b"F":
                rows.append(row)
            elif kinds.of(row) in b"H" or (kinds.of(row) in b"B" and len(rows) >= 3):
                break
        held = {at: [column[row] for row in rows if column[row]] for at, column in enumerate(sheet.kinds, sheet.left)}
        used = {at: cells for at, cells in held.items() if cells}
        numeric = {at for at, cells in used.items() if sum(map(cells.count, NUMERIC)) > 0.5 * len(cells)}
        texts = {at for at, cells in used.items() if cells.count(TEXT) > 0.5 * len(cells)}
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
