"""What is known of a sheet before it is read: its profile. Our own form bears its profile in its hidden first column;
an office's sheet was once read with options, and these are remembered as its profile.

Dates, months and numbers in headings and names change from day to day, so they do not count where a sheet is known by
its heading.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, field
from dataclasses import dataclass as plain_dataclass
from functools import lru_cache
from pathlib import PurePath

from pydantic.dataclasses import dataclass

from eshram_cli.language.text import clean, fold
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place, PlaceId
from eshram_cli.privacy.masking import masked
from eshram_cli.problems import column_letters
from eshram_cli.returns.find.tables import Levels
from eshram_cli.returns.hints import Hints, mapped
from eshram_cli.returns.model import Return
from eshram_cli.sheets.model import Book, Grid
from eshram_cli.sheets.view import text_of

# --- an office's sheet, remembered ---

DEEPEST = 200
"""A heading is looked for in so many rows."""

_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\b|"
    "जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|अक्तूबर|नवंबर|दिसंबर"
)
_NUMBERS = re.compile(r"[\d#]+(?: *#?\d*)*(?:st|nd|rd|th)?")
_WORDS = re.compile(r"[^\W\d_]{2,}")

Heading = tuple[int, str]
"""A column (from 1) and what stands over it."""


@dataclass(frozen=True)
class ReadAs:
    """How a sheet was told to be read: the column letter of each role, whether its sheet and its heading row were
    named, the number of the table on its sheet, its place."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    sheet: bool = False
    header_row: bool = False
    table: int | None = None
    place: PlaceId | None = None

    @property
    def said(self) -> dict[str, object]:
        """What was told, by the names of the fields."""
        return {name: value for name, value in asdict(self).items() if value}

    def line(self, gazetteer: Gazetteer) -> str:
        """The same as one would type it."""
        parts = [f"--map {role}={letters}" for role, letters in self.mapping.items()]
        parts += ["--sheet"] if self.sheet else []
        parts += ["--header-row"] if self.header_row else []
        parts += [f"--table {self.table}"] if self.table else []
        if self.place is not None and self.place in gazetteer:
            place = gazetteer.get(self.place)
            parts.append(f"--{place.level.name} {place.name}")
        return ", ".join(parts)


@dataclass(frozen=True)
class SheetProfile:
    """Heading rows from top to bottom, each its texts by column (from 1); the patterns of the sheet's name and of the
    file's, which tells the office; how it is read. `number` is the act that told it, `file` the file it was learned
    from."""

    headings: tuple[tuple[Heading, ...], ...]
    sheet: str
    office: str
    read_as: ReadAs = field(default_factory=ReadAs)
    file: str = ""
    number: int = 0

    @property
    def fingerprint(self) -> str:
        """The same for profiles with the same headings in the same columns, on a sheet named alike."""
        said = [[[column, pattern(text)] for column, text in row] for row in self.headings]
        return hashlib.sha256(json.dumps([said, self.sheet], ensure_ascii=False).encode()).hexdigest()[:16]

    def is_known(self, profiles: Iterable[SheetProfile]) -> bool:
        """Whether one of them says just this of the same form from the same office."""
        same = self.fingerprint, self.office, self.read_as
        return any((one.fingerprint, one.office, one.read_as) == same for one in profiles)

    @property
    def texts(self) -> dict[str, str]:
        """The headings as written, by their pattern."""
        return {pattern(text): text for row in self.headings for _, text in row}

    def find(self, book: Book) -> list[tuple[Grid, int]]:
        """The sheets that bear the profile, each with the row (from 1) of its lowest heading; of one without a heading,
        0 for each sheet of as many columns."""
        named = [grid for grid in book.grids if pattern(grid.sheet) == self.sheet]
        if not any(text for row in self.headings for _, text in row):
            last = self.headings[0][-1][0]
            return [(grid, 0) for grid in named if max((len(row) for row in grid.rows), default=0) == last]
        wanted = [[(column, pattern(text)) for column, text in row] for row in self.headings]
        found = []
        for grid in named:
            rows = [[(column, pattern(text)) for column, text in _texts(grid, row)] for row in _top(grid)]
            starts = (at for at in range(len(rows) - len(wanted) + 1) if rows[at : at + len(wanted)] == wanted)
            found += [(grid, start + len(wanted)) for start in starts][:1]
        return found

    def nearest(self, book: Book) -> tuple[Heading, ...]:
        """The row that shares most texts with the headings; nothing where no row shares any."""
        wanted = set(self.texts)
        rows = [_texts(grid, row) for grid in book.grids for row in _top(grid)]
        shared = [len({pattern(text) for _, text in row} & wanted) for row in rows]
        return rows[shared.index(max(shared))] if any(shared) else ()


@lru_cache(maxsize=4096)
def pattern(text: str) -> str:
    """The text without what changes from day to day: `Registered till 14 Dec 2021` and `… 15 Dec 2021` are one."""
    return " ".join(_NUMBERS.sub("#", _MONTH.sub("#", fold(text.replace("_", " ")))).replace("#", " # ").split())


def office_of(file: str) -> str:
    """The pattern of a file's name, which an office keeps from day to day; beside that of its folder where the name is
    only a date. Blank for a pasted list."""
    path = PurePath(file.replace("\\", "/"))
    name = pattern(path.name.split(".")[0] if path.name.count(".") == 1 else path.name.rpartition(".")[0])
    return name if _WORDS.search(name) or not path.parent.name else f"{pattern(path.parent.name)}/{name}"


def profile_of(book: Book, ret: Return, file: str, hints: Hints) -> SheetProfile:
    """The profile of a table that was read with these hints; without heading rows it is known by its columns and names
    alone. Columns are kept by their letters, since headings may carry the day."""
    table = ret.table
    grid = next(grid for grid in book.grids if grid.sheet == table.sheet)
    rows = range(table.header_rows[0] - 1, table.header_rows[-1]) if table.header_rows else ()
    headings = tuple(_texts(grid, row) for row in rows)
    levels: dict[int, Levels] = {
        column.index - 1: tuple(column.heading.split(" / ")) if column.heading else () for column in table.columns
    }
    columns = {role: mapped({role: name}, levels) for role, name in hints.mapping.items()}
    letters = {role: column_letters(next(iter(found)) + 1) for role, found in columns.items() if found}
    read_as = ReadAs(
        mapping={**hints.mapping, **letters},
        sheet=bool(hints.sheet),
        header_row=hints.header_row is not None,
        table=hints.table,
        place=hints.place,
    )
    unheaded = (tuple((column.index, "") for column in table.columns),)
    return SheetProfile(headings or unheaded, pattern(table.sheet), office_of(file), read_as, book.file)


def _texts(grid: Grid, row: int) -> tuple[Heading, ...]:
    """The texts of the row, without numbers of persons."""
    cells = grid.rows[row] if row < len(grid.rows) else []
    return tuple((column, str(masked(text))) for column, cell in enumerate(cells, start=1) if (text := text_of(cell)))


def _top(grid: Grid) -> range:
    return range(min(DEEPEST, len(grid.rows)))


# --- our own form, which bears its profile ---

MARK = "eshram.form/1"
HIDDEN = 1
"""The hidden column, from 1. It holds one text beside the heading, which describes the form, and below it the id of
each row's place."""

TOP_ROWS = 60
"""Rows in which the heading is looked for: somebody may have put a letterhead above the form."""

TOTAL = "total"
"""What the hidden column says beside the total row."""

NAME, NAME_HI, PARENT, SUM, OTHER = "name", "name_hi", "parent", "sum", ""
"""Roles of a form's columns beside the keys of `Hints.mapping`: the row's place in Latin and in Hindi, the place above
it, a sum of other columns, and what is not read."""


@plain_dataclass(frozen=True)
class FormColumn:
    """A column (`index` from 1): its heading as written, and its role."""

    index: int
    heading: str
    role: str


@plain_dataclass(frozen=True)
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


@plain_dataclass(frozen=True)
class FilledForm:
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


def read_form(grid: Grid) -> FilledForm | None:
    """The form that a sheet bears in its first column; None for any other sheet."""
    tops = enumerate(str(cells[0]) if cells else "" for cells in grid.rows[:TOP_ROWS])
    head = next((row for row, text in tops if text.startswith(f"{MARK} ")), None)
    if head is None:
        return None
    hidden = [cells[0] if cells and isinstance(cells[0], str) else "" for cells in grid.rows]
    total = next((row for row in range(head + 1, len(hidden)) if hidden[row] == TOTAL), None)
    ids = {row: PlaceId(hidden[row].strip()) for row in range(head + 1, total or len(hidden)) if hidden[row].strip()}
    try:
        within, level, up, date_column, columns = json.loads(hidden[head].removeprefix(MARK))
        asked = tuple(FormColumn(int(index), str(heading), str(role)) for index, role, heading in columns)
        form = Form(PlaceId(str(within)), Level[level], asked, tuple(ids.values()), int(up), int(date_column))
    except (ValueError, KeyError, TypeError):
        return None
    return FilledForm(form, head, ids, total)


def changes(grid: Grid, filled: FilledForm, fingerprint: str) -> dict[str, str] | None:
    """What is not as it was sent, in both languages: columns gone or moved, rows added or gone; None where nothing.

    `fingerprint` is the workbook's, blank where its format keeps none (csv, ods): then only what the sheet itself shows
    is compared.
    """
    headings = [clean(str(cell or "")) for cell in grid.rows[filled.head]]
    moved = {
        clean(column.heading): column_letters(column.index)
        for column in filled.form.columns
        if headings[column.index - 1 : column.index] != [clean(column.heading)]
    }
    gone = {heading: letters for heading, letters in moved.items() if heading not in headings}
    names = ", ".join(f'{letters} "{heading}"' for heading, letters in (gone or moved).items())
    if gone:
        return {"en": f"columns are gone or renamed: {names}", "hi": f"कॉलम हटाए या बदले गए: {names}"}
    if moved:
        return {"en": f"columns have moved: {names}", "hi": f"कॉलम अपनी जगह पर नहीं: {names}"}
    last = filled.total if filled.total is not None else len(grid.rows)
    rows = [row for row in range(filled.head + 1, last) if row not in filled.places]
    added = ", ".join(str(row + 1) for row in rows if any(cell is not None for cell in grid.rows[row]))
    if added:
        return {"en": f"added rows: {added}", "hi": f"जोड़ी गई पंक्तियाँ: {added}"}
    gaps = last != filled.head + 1 + len(filled.places)
    if filled.total is None or gaps or (fingerprint and fingerprint != filled.form.fingerprint):
        return {
            "en": "rows of places are missing, added or out of order",
            "hi": "स्थानों की पंक्तियाँ कम, अधिक या क्रम से बाहर हैं",
        }
    return None
