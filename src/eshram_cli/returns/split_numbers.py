"""Aadhaar numbers written in three cells of four digits, and mobile numbers in two or three: no cell holds one, the row
does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from eshram_cli.errors import EshramError
from eshram_cli.language.personal import KINDS
from eshram_cli.returns.columns.lexicon import Words, read_words
from eshram_cli.returns.find.headings import Levels, join
from eshram_cli.returns.find.scan import NUMBER, TEXT, Sheet, text_of
from eshram_cli.returns.find.tables import Area
from eshram_cli.returns.persons import ENOUGH
from eshram_cli.sheets.model import Cell

_MOSTLY = 0.8
_PROVEN = 4
"""So many numbers with a right check digit are no chance: one count in ten has it."""
_FIRST_ROWS = 5
_FOUR = re.compile(r"\d{4}")
_MOBILE = re.compile(r"(?:91|0)?[6-9]\d{9}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_PERSONAL = ("person:aadhaar", "person:uan", "person:name", "person:father")
_COUNTED = ("registered", "new", "target", "percent", "balance", "cumulative")

_TURNS = "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258"
"""How the check digit of Aadhaar (Verhoeff's) turns the digits, place by place from the right, after the first."""


def refuse_split_numbers(area: Area, headings: Mapping[int, Levels]) -> None:
    """EshramError("persons") where three columns side by side hold numbers of twelve digits in most of their rows.

    Counts may have four digits each, too. So there must be three such rows or more, and the three columns have no
    heading but one over all of them that is not of counts, or those of a person; or hold groups with a leading zero. Or
    every row ends in the right check digit: four rows, or fewer where heading or title speaks of Aadhaar.
    """
    for columns in _triples(area, headings):
        if not _is_suspect(area, columns, headings):
            continue
        rows = list(_split(area.sheet, area, columns))
        filled = sum(any(area.sheet.kind(row, c) for c in columns) for row in range(area.first, area.last + 1))
        if not rows or len(rows) < _MOSTLY * filled:
            continue
        checked = all(_checks(_groups(area.sheet, row, columns)) for row in rows)
        proven = checked and (len(rows) >= _PROVEN or _speaks(area, columns, headings))
        told = _is_one_heading(columns, headings) or _has_zeros(area, rows, columns, headings)
        if proven or (len(rows) >= ENOUGH and told):
            raise EshramError("persons", area.sheet.grid.where(rows[0], columns[0]), kind=KINDS["aadhaar"])


def refuse_split_mobiles(area: Area, headings: Mapping[int, Levels]) -> None:
    """EshramError("persons") where two or three columns side by side hold mobile numbers in parts.

    Counts may have five digits each, too. So the columns stand below a word for a mobile number and no heading of
    counts; or they have no heading at all, and in three rows a part begins with a zero, as no count does.
    """
    for size in (2, 3):
        for columns in zip(*(area.columns[at:] for at in range(size)), strict=False):
            if columns[-1] - columns[0] != size - 1:
                continue
            texts = [join(headings.get(column, ())) for column in columns]
            words = [read_words(text) for text in texts]
            told = words[0].has("person:mobile") and not any(one.has(*_COUNTED, "part", "total") for one in words)
            if not told and any(texts):
                continue
            rows = [row for row in range(area.first, area.last + 1) if _is_mobile(area.sheet, row, columns, told)]
            if rows and (told or len(rows) >= ENOUGH):
                raise EshramError("persons", area.sheet.grid.where(rows[0], columns[0]), kind=KINDS["mobile"])


def _is_mobile(sheet: Sheet, row: int, columns: Sequence[int], told: bool) -> bool:
    """Whether the cells together are a mobile number. A number that is told by its heading has its lost zeros again;
    where nothing tells, one of its later parts begins with a zero."""
    cells = [sheet.at(row, column) for column in columns]
    texts = [text_of(cell) for cell in cells]
    if told and len(texts) == 2 and type(cells[1]) is int:
        texts[1] = texts[1].zfill(10 - len(texts[0]))
    zero = any(isinstance(cell, str) and cell.startswith("0") for cell in cells[1:])
    return (told or zero) and all(map(str.isdecimal, texts)) and _MOBILE.fullmatch("".join(texts)) is not None


def _triples(area: Area, headings: Mapping[int, Levels]) -> Iterator[tuple[int, int, int]]:
    """Columns side by side whose first rows hold four digits each. Below a word for Aadhaar the second and the third
    may hold fewer: a number that begins with a zero has lost it."""
    top = range(area.first, min(area.first + _FIRST_ROWS, area.last + 1))
    four = {c for c in area.columns if any(_is_four(area.sheet.at(row, c)) for row in top)}
    for first, second, third in zip(area.columns, area.columns[1:], area.columns[2:], strict=False):
        columns = first, second, third
        if first in four and third - first == 2 and (four.issuperset(columns) or _speaks(area, columns, headings)):
            yield columns


def _is_four(cell: Cell) -> bool:
    """Whether the cell shows four digits."""
    return 1000 <= cell <= 9999 if type(cell) is int else _FOUR.fullmatch(text_of(cell)) is not None


def _is_suspect(area: Area, columns: Sequence[int], headings: Mapping[int, Levels]) -> bool:
    """Whether any of the three signs is possible. Counts of four digits under headings of their own show none, and need
    not be looked at row by row."""
    first = list(islice(_split(area.sheet, area, columns), _PROVEN))
    if not first:
        return False
    cells = (area.sheet.at(row, column) for column in columns[1:] for row in range(area.first, area.last + 1))
    return (
        all(_checks(_groups(area.sheet, row, columns)) for row in first)
        or _is_one_heading(columns, headings)
        or any(isinstance(cell, str) for cell in cells)
    )


def _groups(sheet: Sheet, row: int, columns: Sequence[int]) -> list[str]:
    """The texts of the cells; a number that lost its leading zeros has them again."""
    texts = [sheet.text(row, column) for column in columns]
    return [
        text.zfill(4) if at and not isinstance(sheet.at(row, column), str) and text.isdecimal() else text
        for at, (text, column) in enumerate(zip(texts, columns, strict=True))
    ]


def _split(sheet: Sheet, area: Area, columns: Sequence[int]) -> Iterator[int]:
    """The rows with four digits in each of the columns, that do not begin with 0 or 1 and are not three years."""
    for row in range(area.first, area.last + 1):
        if not all(sheet.kind(row, column) in {NUMBER, TEXT} for column in columns):
            continue
        groups = _groups(sheet, row, columns)
        if all(map(_FOUR.fullmatch, groups)) and groups[0] >= "2" and not all(map(_YEAR.fullmatch, groups)):
            yield row


def _is_one_heading(columns: Sequence[int], headings: Mapping[int, Levels]) -> bool:
    """Whether one heading stands over the three, of a person or at least of no counts; or three of a person."""
    texts = [join(headings.get(column, ())) for column in columns]
    alone = bool(texts[0]) and set(texts[1:]) <= {"", texts[0]}
    return _is_of_person(texts) or (alone and not read_words(texts[0]).has(*_COUNTED))


def _is_of_person(texts: Sequence[str]) -> bool:
    """Whether the first heading is of a person and none of them of counts: "Aadhaar first", "second", "third".

    "Aadhaar linked" beside "Aadhaar not linked" and "Total" counts workers. Where nothing tells, they are a person's:
    a sheet of counts that is refused can be sent under another heading, a number that was kept cannot be taken back.
    """
    words: list[Words] = [read_words(text) for text in texts]
    return words[0].has(*_PERSONAL) and not any(one.has(*_COUNTED, "part", "total") for one in words)


def _speaks(area: Area, columns: Sequence[int], headings: Mapping[int, Levels]) -> bool:
    """Whether the heading is of Aadhaar, or the title above columns that have none."""
    texts = [join(headings.get(column, ())) for column in columns]
    if any(texts):
        return _is_of_person(texts)
    titles = (area.sheet.text(row, c) for row in range(area.floor, area.first) for c in area.sheet.filled(row))
    return any(read_words(text).has(_PERSONAL[0]) for text in titles)


def _has_zeros(area: Area, rows: Sequence[int], columns: Sequence[int], headings: Mapping[int, Levels]) -> bool:
    """Whether a group begins with a zero, "0123", as no count does and only a code else."""
    if read_words(" ".join(join(headings.get(column, ())) for column in columns)).has("code", "date", "serial"):
        return False
    cells = (area.sheet.at(row, column) for row in rows for column in columns[1:])
    return any(isinstance(cell, str) and cell.strip().startswith("0") and cell.strip("0 ") for cell in cells)


def _checks(groups: Sequence[str]) -> bool:
    """Whether the twelve digits end in Verhoeff's check digit, as every Aadhaar number does."""
    check = 0
    for at, digit in enumerate(map(int, reversed("".join(groups)))):
        check = _times(check, _turned(digit, at % 8))
    return check == 0


def _turned(digit: int, place: int) -> int:
    return int(_TURNS[place - 1][digit]) if place else digit


def _times(left: int, right: int) -> int:
    """The product of two turns or mirrors of a pentagon: 0 to 4 turn it, 5 to 9 mirror it."""
    if left < 5:
        return (left + right) % 5 if right < 5 else 5 + (left + right) % 5
    return 5 + (left - right) % 5 if right < 5 else (left - right) % 5
