"""Tables of persons are refused: a return holds counts of workers, never workers. Addresses and kinds, no value.

A table is one of persons by its headings, by a column of bank accounts, or by Aadhaar numbers written in three cells of
four digits, and mobile numbers in two or three: no cell holds one then, the row does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from eshram_cli.errors import EshramError
from eshram_cli.language.lexicon import read_words
from eshram_cli.language.personal import KINDS
from eshram_cli.privacy.check_digit import ends_in_check_digit
from eshram_cli.privacy.numbers import ENOUGH
from eshram_cli.sheets.view import LONG, NUMBER, TEXT, Sheet, text_of

_MOSTLY = 0.8
_PROVEN = 4
"""So many numbers with a right check digit are no chance: one count in ten has it."""
_FIRST_ROWS = 5
_FOUR = re.compile(r"\d{4}")
_MOBILE = re.compile(r"(?:91|0)?[6-9]\d{9}")
_ACCOUNT = re.compile(r"[\W_]{0,2}\d(?:[ _-]?\d){8,17}[\W_]{0,2}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_IDENTITY = ("person:aadhaar", "person:mobile", "person:bank", "person:account", "person:birth", "person:uan")
_PERSONAL = ("person:aadhaar", "person:uan", "person:name", "person:father")
_COUNTED = ("registered", "new", "target", "percent", "balance", "cumulative")


class Listing(NamedTuple):
    """A table as it is looked at here: the rows of its body, and the heading of each of its columns in one line, blank
    where it has none. `top` is its first row, heading included; its titles lie between `floor` and the body."""

    sheet: Sheet
    floor: int
    top: int
    rows: range
    headings: Mapping[int, str]


def refuse_persons(table: Listing) -> None:
    """EshramError("persons") for a table that lists persons.

    Its headings say so: a father's or husband's name beside another mark of a person, a worker's name beside an
    identity number, or any name beside an account number. Or a column of bank accounts, by its heading, holds a number
    of nine to eighteen digits: eleven and sixteen are usual, and look like nothing else. Or numbers of persons stand in
    parts over several columns.
    """
    tags = {tag for heading in table.headings.values() for tag in read_words(heading).tags}
    father, worker = "person:father" in tags, "person:name" in tags or "name" in tags
    identity = tags & set(_IDENTITY)
    account = worker and "person:account" in tags
    if account or (father and (worker or identity)) or (worker and len(identity) >= 2):
        raise EshramError("persons", table.sheet.grid.where(table.top), kind=KINDS["list"])
    if "person:name" in tags and identity:
        raise EshramError("persons", table.sheet.grid.where(table.top), kind=KINDS["list"])
    for column, heading in table.headings.items():
        if "person:account" in read_words(heading).tags:
            for row in table.rows:
                if _ACCOUNT.fullmatch(table.sheet.text(row, column)):
                    raise EshramError("persons", table.sheet.grid.where(row, column), kind=KINDS["account"])
    _refuse_split_aadhaar(table)
    _refuse_split_mobiles(table)


def refuse_long_counts(sheet: Sheet, rows: range, columns: Iterable[int]) -> None:
    """EshramError("persons") where these columns of counts hold three integers of ten digits or more."""
    found = [(row, column) for column in columns for row in rows if sheet.kind(row, column) == LONG]
    if len(found) >= ENOUGH:
        raise EshramError("persons", sheet.grid.where(*min(found)), kind=KINDS["long"])


def _refuse_split_aadhaar(table: Listing) -> None:
    """EshramError("persons") where three columns side by side hold numbers of twelve digits in most of their rows.

    Counts may have four digits each, too. So there must be three such rows or more, and the three columns have no
    heading but one over all of them that is not of counts, or those of a person; or hold groups with a leading zero
    ("0123"), as no count does and only a code else. Or every row ends in the right check digit: four rows, or fewer
    where heading or title speaks of Aadhaar.
    """
    sheet = table.sheet
    for columns in _triples(table):
        texts = [table.headings[column] for column in columns]
        alone = bool(texts[0]) and set(texts[1:]) <= {"", texts[0]}
        told = _is_of_person(texts) or (alone and not read_words(texts[0]).has(*_COUNTED))
        # Counts of four digits under headings of their own show none of the signs in their first rows, and need not be
        # looked at row by row.
        first = list(islice(_split_rows(table, columns), _PROVEN))
        suspect = told or all(ends_in_check_digit("".join(_groups(sheet, row, columns))) for row in first)
        cells = (sheet.at(row, column) for column in columns[1:] for row in table.rows)
        if not first or not (suspect or any(isinstance(cell, str) for cell in cells)):
            continue
        rows = list(_split_rows(table, columns))
        if len(rows) < _MOSTLY * sum(any(sheet.kind(row, column) for column in columns) for row in table.rows):
            continue
        if not told and not read_words(" ".join(texts)).has("code", "date", "serial"):
            groups = (sheet.at(row, column) for row in rows for column in columns[1:])
            told = any(isinstance(cell, str) and cell.strip().startswith("0") and cell.strip("0 ") for cell in groups)
        checked = all(ends_in_check_digit("".join(_groups(sheet, row, columns))) for row in rows)
        proven = checked and (len(rows) >= _PROVEN or _speaks_of_aadhaar(table, texts))
        if proven or (len(rows) >= ENOUGH and told):
            raise EshramError("persons", sheet.grid.where(rows[0], columns[0]), kind=KINDS["aadhaar"])


def _triples(table: Listing) -> Iterator[tuple[int, int, int]]:
    """Columns side by side whose first rows hold four digits each. Below a word for Aadhaar the second and the third
    may hold fewer: a number that begins with a zero has lost it."""
    four = set()
    for column in table.headings:
        cells = [table.sheet.at(row, column) for row in table.rows[:_FIRST_ROWS]]
        if any(1000 <= cell <= 9999 if type(cell) is int else _FOUR.fullmatch(text_of(cell)) for cell in cells):
            four.add(column)
    listed = list(table.headings)
    for columns in zip(listed, listed[1:], listed[2:], strict=False):
        if columns[0] in four and columns[2] - columns[0] == 2:
            texts = [table.headings[column] for column in columns]
            if four.issuperset(columns) or _speaks_of_aadhaar(table, texts):
                yield columns


def _split_rows(table: Listing, columns: Sequence[int]) -> Iterator[int]:
    """The rows with four digits in each of the columns, that do not begin with 0 or 1 and are not three years."""
    for row in table.rows:
        if not all(table.sheet.kind(row, column) in {NUMBER, TEXT} for column in columns):
            continue
        groups = _groups(table.sheet, row, columns)
        if all(map(_FOUR.fullmatch, groups)) and groups[0] >= "2" and not all(map(_YEAR.fullmatch, groups)):
            yield row


def _groups(sheet: Sheet, row: int, columns: Sequence[int]) -> list[str]:
    """The texts of the cells; a number that lost its leading zeros has them again."""
    texts = [sheet.text(row, column) for column in columns]
    return [
        text.zfill(4) if at and not isinstance(sheet.at(row, column), str) and text.isdecimal() else text
        for at, (text, column) in enumerate(zip(texts, columns, strict=True))
    ]


def _is_of_person(texts: Sequence[str]) -> bool:
    """Whether the first heading is of a person and none of them of counts: "Aadhaar first", "second", "third".

    "Aadhaar linked" beside "Aadhaar not linked" and "Total" counts workers. Where nothing tells, they are a person's:
    a sheet of counts that is refused can be sent under another heading, a number that was kept cannot be taken back.
    """
    words = [read_words(text) for text in texts]
    return words[0].has(*_PERSONAL) and not any(one.has(*_COUNTED, "part", "total") for one in words)


def _speaks_of_aadhaar(table: Listing, texts: Sequence[str]) -> bool:
    """Whether the headings are of Aadhaar, or the title above columns that have none."""
    if any(texts):
        return _is_of_person(texts)
    titles = range(table.floor, table.rows.start)
    cells = (table.sheet.text(row, column) for row in titles for column in table.sheet.filled(row))
    return any(read_words(text).has(_PERSONAL[0]) for text in cells)


def _refuse_split_mobiles(table: Listing) -> None:
    """EshramError("persons") where two or three columns side by side hold mobile numbers in parts.

    Counts may have five digits each, too. So the columns stand below a word for a mobile number and no heading of
    counts; or they have no heading at all, and in three rows a part begins with a zero, as no count does.
    """
    listed = list(table.headings)
    for size in (2, 3):
        for columns in zip(*(listed[at:] for at in range(size)), strict=False):
            if columns[-1] - columns[0] != size - 1:
                continue
            texts = [table.headings[column] for column in columns]
            words = [read_words(text) for text in texts]
            told = words[0].has("person:mobile") and not any(one.has(*_COUNTED, "part", "total") for one in words)
            if not told and any(texts):
                continue
            rows = [row for row in table.rows if _is_mobile(table.sheet, row, columns, told)]
            if rows and (told or len(rows) >= ENOUGH):
                raise EshramError("persons", table.sheet.grid.where(rows[0], columns[0]), kind=KINDS["mobile"])


def _is_mobile(sheet: Sheet, row: int, columns: Sequence[int], told: bool) -> bool:
    """Whether the cells together are a mobile number. A number that is told by its heading has its lost zeros again;
    where nothing tells, one of its later parts begins with a zero."""
    cells = [sheet.at(row, column) for column in columns]
    texts = [text_of(cell) for cell in cells]
    if told and len(texts) == 2 and type(cells[1]) is int:
        texts[1] = texts[1].zfill(10 - len(texts[0]))
    zero = any(isinstance(cell, str) and cell.startswith("0") for cell in cells[1:])
    return (told or zero) and all(map(str.isdecimal, texts)) and _MOBILE.fullmatch("".join(texts)) is not None
