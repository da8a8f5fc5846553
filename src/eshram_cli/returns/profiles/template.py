"""Our own blank form: what it asks, as its hidden first column says, and whether what came back is still that form.

The hidden column holds one text beside the heading, which describes the form, and below it the id of each row's place.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from eshram_cli.language.text import clean
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.problems import column_letters
from eshram_cli.sheets.model import Grid

MARK = "eshram.form/1"
HIDDEN = 1
"""The hidden column, from 1."""

DEEPEST = 60
"""Rows in which the heading is looked for: somebody may have put a letterhead above the form."""

TOTAL = "total"
"""What the hidden column says beside the total row."""

NAME, NAME_HI, PARENT, SUM, OTHER = "name", "name_hi", "parent", "sum", ""
"""Roles of a form's columns beside the keys of `Hints.mapping`: the row's place in Latin and in Hindi, the place above
it, a sum of other columns, and what is not read."""


@dataclass(frozen=True)
class FormColumn:
    """A column (`index` from 1): its heading as written, and its role."""

    index: int
    heading: str
    role: str


@dataclass(frozen=True)
class Form:
    """A form: the place it is about, the level of its rows, its columns, its places. `up` and `date_column` say where
    the date stands, in rows above the heading and as a column from 1."""

    within: PlaceId
    level: Level
    columns: tuple[FormColumn, ...]
    places: tuple[PlaceId, ...]
    up: int
    date_column: int

    @property
    def text(self) -> str:
        """What stands in the hidden column beside the heading; `read_form` reads it back."""
        columns = [[column.index, column.role, column.heading] for column in self.columns]
        said = [self.within, self.level.name, self.up, self.date_column, columns]
        return f"{MARK} {json.dumps(said, ensure_ascii=False, separators=(',', ':'))}"

    @property
    def fingerprint(self) -> str:
        """The form in short: the same for equal columns and places."""
        return f"{MARK} {hashlib.sha256('|'.join([self.text, *self.places]).encode()).hexdigest()[:16]}"


@dataclass(frozen=True)
class Found:
    """A form that came back: the form, the row of its heading (from 0), its places by row (from 0)."""

    form: Form
    head: int
    places: dict[int, PlaceId]
    total: int | None

    @property
    def date(self) -> tuple[int, int]:
        """Row and column (from 0) of the date."""
        return self.head - self.form.up, self.form.date_column - 1


def both_names(place: Place) -> str:
    """A place's name in both languages, Hindi over Latin, as the form writes it."""
    return f"{place.name_hi}\n{place.name}" if place.name_hi else place.name


def read_form(grid: Grid) -> Found | None:
    """The form that a sheet bears in its first column; None for any other sheet."""
    for row, cells in enumerate(grid.rows[:DEEPEST]):
        cell = cells[0] if cells else None
        if isinstance(cell, str) and cell.startswith(f"{MARK} "):
            return _found(grid, row, cell)
    return None


def _found(grid: Grid, head: int, text: str) -> Found | None:
    ids: dict[int, PlaceId] = {}
    total = None
    for row in range(head + 1, len(grid.rows)):
        cell = grid.at(row, HIDDEN - 1)
        if cell == TOTAL:
            total = row
            break
        if isinstance(cell, str) and cell.strip():
            ids[row] = PlaceId(cell.strip())
    try:
        within, level, up, date_column, columns = json.loads(text.removeprefix(MARK))
        asked = tuple(FormColumn(int(index), str(heading), str(role)) for index, role, heading in columns)
        form = Form(PlaceId(str(within)), Level[level], asked, tuple(ids.values()), int(up), int(date_column))
    except (ValueError, KeyError, TypeError):
        return None
    return Found(form, head, ids, total)


def changes(grid: Grid, found: Found, fingerprint: str) -> dict[str, str] | None:
    """What is not as it was sent, in both languages: columns gone or moved, rows added or gone; None where nothing.

    `fingerprint` is the workbook's, blank where its format keeps none (csv, ods): then only what the sheet itself shows
    is compared.
    """
    if columns := _moved(grid, found):
        return columns
    last = found.total if found.total is not None else len(grid.rows)
    added = [row + 1 for row in range(found.head + 1, last) if row not in found.places and _filled(grid, row)]
    if added:
        rows = ", ".join(map(str, added))
        return {"en": f"added rows: {rows}", "hi": f"जोड़ी गई पंक्तियाँ: {rows}"}
    gaps = last != found.head + 1 + len(found.places)
    if found.total is None or gaps or (fingerprint and fingerprint != found.form.fingerprint):
        return {
            "en": "rows of places are missing, added or out of order",
            "hi": "स्थानों की पंक्तियाँ कम, अधिक या क्रम से बाहर हैं",
        }
    return None


def _moved(grid: Grid, found: Found) -> dict[str, str] | None:
    """Columns whose heading is gone, else columns whose heading stands elsewhere."""
    headings = [clean(str(cell or "")) for cell in grid.rows[found.head]]
    moved = {
        clean(column.heading): column_letters(column.index)
        for column in found.form.columns
        if column.index > len(headings) or headings[column.index - 1] != clean(column.heading)
    }
    gone = {heading: letters for heading, letters in moved.items() if heading not in headings}
    names = ", ".join(f'{letters} "{heading}"' for heading, letters in (gone or moved).items())
    if gone:
        return {"en": f"columns are gone or renamed: {names}", "hi": f"कॉलम हटाए या बदले गए: {names}"}
    return {"en": f"columns have moved: {names}", "hi": f"कॉलम अपनी जगह पर नहीं: {names}"} if moved else None


def _filled(grid: Grid, row: int) -> bool:
    return any(cell is not None for cell in grid.rows[row])
