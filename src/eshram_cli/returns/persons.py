"""Sheets of persons are refused: a return holds counts of workers, never workers. Addresses and kinds, no value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from eshram_cli.errors import EshramError
from eshram_cli.language.personal import kind_of_number, may_be_branch
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.columns import COUNTS
from eshram_cli.returns.headings import Levels, join
from eshram_cli.returns.lexicon import read_words
from eshram_cli.returns.roles import Roles
from eshram_cli.returns.scan import BLANK, DATE, LONG, MISSING, NUMBER, Sheet
from eshram_cli.sheets.model import Cell

ENOUGH = 3
"""So many numbers of persons make a sheet of persons."""

_HARMLESS = bytes([BLANK, NUMBER, DATE, MISSING])
"""Kinds of cells that hold no number of a person."""
_OTHERS = re.compile(rb"[^" + re.escape(_HARMLESS) + rb"]")
_FEW = 1000
_IDENTITY = ("person:aadhaar", "person:mobile", "person:bank", "person:account", "person:birth", "person:uan")


@dataclass(frozen=True)
class Found:
    """A number of a person: where it stands and its kind."""

    row: int
    column: int
    kind: str


def personal_numbers(sheet: Sheet) -> Iterator[Found]:
    """Cells that hold a number of a person, column by column."""
    for index, column in enumerate(sheet.columns):
        suspects = {cell for cell in _suspects(sheet.kinds[index], column) if _is_long(cell)}
        kinds = {cell: kind_of_number(_digits(cell)) for cell in suspects}
        if not any(kinds.values()):
            continue
        for row, cell in enumerate(column):
            if kinds.get(cell):
                yield Found(row, sheet.left + index, kinds[cell])


def _suspects(kinds: bytes, column: Sequence[Cell]) -> set[Cell]:
    """The cells that are more than a short number or a date."""
    if len(kinds.translate(None, _HARMLESS)) > _FEW:
        return set(column)
    return {column[match.start()] for match in _OTHERS.finditer(kinds)}


def _is_long(cell: object) -> bool:
    if isinstance(cell, str):
        return len(cell) >= 10 and (sum(map(str.isdecimal, cell)) >= 10 or may_be_branch(cell))
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return 10**9 <= abs(cell) < 10**18 and cell == int(cell)


def _digits(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) else str(cell)


def refuse_persons(sheet: Sheet) -> list[Problem]:
    """EshramError("persons") for a sheet with three or more mobile or Aadhaar numbers; a warning for each of fewer, as
    of an officer's mobile below a return."""
    found = list(islice(personal_numbers(sheet), ENOUGH))
    if len(found) >= ENOUGH:
        first = found[0]
        raise EshramError("persons", sheet.grid.where(first.row, first.column), kind=KINDS[first.kind])
    return [Problem("person-number", sheet.grid.where(one.row, one.column), {"kind": KINDS[one.kind]}) for one in found]


def refuse_person_headings(headings: Sequence[Levels], where: Where) -> None:
    """EshramError("persons") for a heading of a list of persons: a father's or husband's name beside another mark of a
    person, or a worker's name beside an identity number, or any name beside an account number."""
    tags = {tag for levels in headings for tag in read_words(join(levels)).tags}
    father, worker = "person:father" in tags, "person:name" in tags or "name" in tags
    identity = tags & set(_IDENTITY)
    account = worker and "person:account" in tags
    if account or (father and (worker or identity)) or (worker and len(identity) >= 2):
        raise EshramError("persons", where, kind=KINDS["list"])
    if "person:name" in tags and identity:
        raise EshramError("persons", where, kind=KINDS["list"])


def refuse_long_counts(roles: Roles) -> None:
    """EshramError("persons") where columns of counts hold three integers of ten digits or more."""
    found = []
    for column in roles.columns:
        if column.role in COUNTS and column.kinds.get(LONG):
            area = column.area
            rows = range(area.first, area.last + 1)
            found += [(row, column.index) for row in rows if area.sheet.kind(row, column.index) == LONG]
    if len(found) >= ENOUGH:
        raise EshramError("persons", roles.columns[0].area.sheet.grid.where(*min(found)), kind=KINDS["long"])


KINDS = {
    "aadhaar": {"en": "twelve-digit numbers such as Aadhaar", "hi": "आधार जैसी बारह अंकों की संख्याएँ"},
    "bank": {"en": "codes of bank branches (IFSC)", "hi": "बैंक शाखाओं के कोड (IFSC)"},
    "mobile": {"en": "mobile numbers", "hi": "मोबाइल नंबर"},
    "list": {"en": "the headings of a list of persons", "hi": "व्यक्तियों की सूची के शीर्षक"},
    "long": {"en": "numbers of ten digits or more among the counts", "hi": "गिनती के स्तंभों में दस या अधिक अंकों की संख्याएँ"},
}
