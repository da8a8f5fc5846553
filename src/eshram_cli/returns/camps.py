"""Calendars of camps as offices make them: a book as camps, each with its cell's problems.

Two forms are read. A list has a row a camp, with columns for the date (one, several, a range, a weekday), the place,
the window and what else is known; merged cells stand for all their rows. A roster has a column a day, or a weekday of a
week that a cell or the title names: below it stands the window or a tick, or, where no column names places, the place.

Columns of names and mobiles are dropped before anything in them is read. A list of workers is refused as everywhere.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from eshram_cli.camps import Camp
from eshram_cli.errors import EshramError
from eshram_cli.language.camps import (
    HOURS,
    Period,
    UnreadableDays,
    Window,
    heading_role,
    is_calendar_title,
    is_yes,
    kind_of,
    period_of,
    read_days,
    read_window,
    speaks_of_camps,
    weekdays_in,
    window_word,
)
from eshram_cli.language.dates import read_date
from eshram_cli.language.lexicon import is_total, read_words
from eshram_cli.language.numerals import Count, read_count
from eshram_cli.language.personal import KINDS
from eshram_cli.language.text import clean
from eshram_cli.language.unread import shown
from eshram_cli.places.finder import Finder
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.learn import is_name, learned_place
from eshram_cli.places.model import INDIA, Level, PlaceId
from eshram_cli.privacy.masking import masked
from eshram_cli.privacy.numbers import without_persons
from eshram_cli.problems import Problem, Where, column_letters
from eshram_cli.returns.find.legacy_fonts import in_unicode
from eshram_cli.returns.find.surroundings import clues
from eshram_cli.returns.find.tables import Area
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import Unknown
from eshram_cli.returns.placing.context import find_context
from eshram_cli.returns.placing.place_entries import why_unplaced
from eshram_cli.sheets.model import Book, Cell, Grid
from eshram_cli.sheets.view import Sheet, text_of

_TOP = 15
"""Rows in which the heading of a calendar begins."""
_LEVELS = ("state", "district", "block", "panchayat")
_DATES = frozenset({"date", "from", "day"})
_PLACES = frozenset({*_LEVELS, "place", "site"})
_OF_CAMPS = frozenset({"window", "starts", "kind", "sponsor", "expected", "site"})
_KEPT_TEXTS = ("site", "kind", "sponsor")
_FILLED = ("week", "date", "from", "until", "day", *_LEVELS)
"""Columns whose blank cells are those of the row above where they are merged, or where a row goes on below a day."""
_WORKERS = ("person:aadhaar", "person:father", "person:account", "person:uan", "person:birth")
_NAMES = ("camp", "शिविर", "कैंप", "कैम्प")
_DOTS = re.compile(r"[•\W]*•[•\W]*")


@dataclass(frozen=True)
class CampSheet:
    """The camps of a book with the rows that they stand in (from 1), in order; the figures that rows tell, by the
    camp's key; what is wrong; rows left out; places that nobody knows yet."""

    camps: tuple[Camp, ...]
    rows: tuple[int, ...]
    figures: Mapping[tuple[str, dt.date, str, str], int]
    problems: tuple[Problem, ...]
    rejected: int
    unknown: tuple[Unknown, ...]


@dataclass
class _Sheet:
    """One sheet on its way: its grid without persons, the row and roles of its heading, the place and period around.
    `merged`: what stands in each cell of a merged range; `above`: the last cell of each role that holds anything."""

    grid: Grid
    head: int
    roles: dict[str, int]
    days: dict[int, str]
    finder: Finder
    within: PlaceId
    period: Period | None
    learn: bool
    merged: dict[tuple[int, int], Cell]
    above: dict[str, Cell] = field(default_factory=dict)
    camps: list[tuple[Camp, int]] = field(default_factory=list)
    figures: dict[tuple[str, dt.date, str, str], int] = field(default_factory=dict)
    unknown: list[Unknown] = field(default_factory=list)


def is_calendar(book: Book) -> bool:
    """Whether a heading of the book is one of a calendar, and a title says that it is one of camps; or the heading has
    the hours of camps and what is expected of them, which a return would take for targets of the places."""
    for grid in book.grids:
        # Of a season's returns hardly one names a camp: the others are not looked at any closer.
        top = [cell for row in grid.rows[:_TOP] for cell in row if isinstance(cell, str)]
        named = any(word in text.casefold() for text in (*top, *grid.above, grid.sheet, grid.file) for word in _NAMES)
        found = _heading(grid) if named else None
        if found is None:
            continue
        head, roles, _ = found
        titles = [str(cell) for row in grid.rows[:head] for cell in row if isinstance(cell, str)]
        titles = [*titles, *grid.above, grid.sheet, PurePath(grid.file).stem]
        planned = "expected" in roles and "registered" not in roles and bool(roles.keys() & {"window", "starts"})
        of_camps = any(map(speaks_of_camps, (*titles, *map(text_of, grid.rows[head]))))
        if any(map(is_calendar_title, titles)) or (planned and of_camps):
            return True
    return False


def read_camps(
    book: Book, gazetteer: Gazetteer, hints: Hints | None = None, period: Period | None = None, *, learn: bool = False
) -> CampSheet:
    """The camps of a book. `period`: the days within which rules without an end are meant, before that of the title.
    `learn`: panchayats and wards that nobody knows yet are places to learn, in `unknown`.

    Raises EshramError: camp-no-table, persons, camp-title-place; what is wrong with a row is a problem.
    """
    hints, finder = hints or Hints(), Finder.of(gazetteer)
    book = in_unicode(book, finder)
    problems = list(book.problems)
    camps: list[tuple[Camp, int]] = []
    figures: dict[tuple[str, dt.date, str, str], int] = {}
    unknown: list[Unknown] = []
    rejected, seen = 0, False
    for whole in book.grids:
        found = _heading(whole)
        if found is None:
            continue
        seen = True
        grid, told = _without_contacts(whole, *found)
        sheet = _around(grid, found, finder, hints, period, learn)
        problems += told
        rows = range(sheet.head + 1, len(grid.rows))
        struck = [row for row in rows if Sheet.of(grid).is_struck(row)] if grid.struck else []
        if struck:
            problems.append(Problem("camps-struck", grid.where(struck[0]), {"count": len(struck)}))
        for row in rows:
            if row in struck:
                continue
            before = len(sheet.camps)
            try:
                _read_row(sheet, row)
            except EshramError as error:
                del sheet.camps[before:]
                problems += [*error.others, error.problem]
                rejected += 1
        camps, unknown, figures = camps + sheet.camps, unknown + sheet.unknown, figures | sheet.figures
    if not seen:
        raise EshramError("camp-no-table", book.grids[0].where() if book.grids else Grid(book.file, "", []).where())
    first: dict[tuple[str, dt.date, str, str], int] = {}
    for camp, row in camps:
        if camp.key in first:
            problems.append(Problem("camp-twice", Grid(book.file, "", []).where(row - 1), {"row": first[camp.key]}))
        first.setdefault(camp.key, row)
    kept = {camp.key: (camp, row) for camp, row in camps}
    return CampSheet(
        tuple(camp for camp, _ in kept.values()),
        tuple(row for _, row in kept.values()),
        figures,
        tuple(problems),
        rejected,
        tuple(unknown),
    )


def _heading(grid: Grid) -> tuple[int, dict[str, int], dict[int, str]] | None:
    """The row of the heading, the column of each role, and the columns that are days, each with its text."""
    for at, cells in enumerate(grid.rows[:_TOP]):
        texts = {column: text_of(cell) for column, cell in enumerate(cells) if text_of(cell)}
        roles: dict[str, int] = {}
        for column, text in texts.items():
            roles.setdefault(heading_role(text), column)
        roles.pop("other", None)
        if len(texts) > 2 and roles.keys() & _DATES and roles.keys() & _PLACES and roles.keys() & _OF_CAMPS:
            return at, roles, {}
        days = {column: text for column, text in texts.items() if read_date(cells[column]) or weekdays_in(text)}
        if len(days) > 2 and len(days) + len(roles) >= len(texts) - 1:
            return at, {role: column for role, column in roles.items() if column not in days}, days
    return None


def _without_contacts(
    grid: Grid, head: int, roles: Mapping[str, int], days: Mapping[int, str]
) -> tuple[Grid, list[Problem]]:
    """The grid without its columns of persons, with a note of them; the few numbers of persons left elsewhere in it
    become dots. Raises `persons` for a list of workers."""
    headings = {column: text_of(cell) for column, cell in enumerate(grid.rows[head])}
    tags = {column: read_words(text) for column, text in headings.items()}
    for column, words in tags.items():
        if words.has(*_WORKERS):
            raise EshramError("persons", grid.where(head, column), kind=KINDS["list"])
    used = {*roles.values(), *days}
    # What stands under another heading, or none, is not read either: it may be a mobile all the same.
    rows = [
        [None if row > head and column not in used else cell for column, cell in enumerate(cells)]
        for row, cells in enumerate(grid.rows)
    ]
    sheet, told = without_persons(replace(grid, rows=rows))
    named = [
        column
        for column, words in tags.items()
        if column not in used and (words.under("person") or words.has("dimension:officer", "name", "person"))
    ]
    if named:
        letters = ", ".join(column_letters(column + 1) for column in named)
        told.append(Problem("camp-persons-dropped", grid.where(head), {"columns": letters}))
    return sheet.grid, told


def _around(
    grid: Grid,
    found: tuple[int, dict[str, int], dict[int, str]],
    finder: Finder,
    hints: Hints,
    period: Period | None,
    learn: bool,
) -> _Sheet:
    """The sheet with the place and the period that its titles, else its names, tell."""
    head, roles, days = found
    cells = Sheet.of(grid)
    area = Area(cells, 0, (head,), None, (), head + 1, max(cells.height - 1, head + 1), tuple(range(cells.right + 1)))
    sources = clues(area, [])
    context = find_context(finder, hints, sources)
    state = context.id(Level.state)
    if state is not None and (wider := finder.gazetteer.at(state)) is not finder.gazetteer:
        finder = Finder.of(wider)
        context = find_context(finder, hints, sources)
    if context.unknown:
        clue = context.unknown[0]
        raise EshramError("camp-title-place", grid.where(clue.row, clue.column), text=shown(clue.text))
    titles = [*grid.above, *(text_of(cell) for row in grid.rows[:head] for cell in row), grid.sheet, grid.file]
    told = next((one for text in titles if (one := period_of(text.replace("_", " ")))), None)
    deepest = context.deepest
    within, used = deepest.id if deepest else INDIA, {*roles.values(), *days}
    merged = {
        (row, column): grid.at(span.top, span.left)
        for span in grid.merges
        if span.top > head
        for row in range(span.top, min(span.bottom + 1, len(grid.rows)))
        for column in used
        if span.left <= column <= span.right
    }
    return _Sheet(grid, head, roles, days, finder, within, period or told, learn, merged)


def _read_row(sheet: _Sheet, row: int) -> None:
    """Adds the camps of a row. Raises EshramError where something of it cannot be right; a blank row adds nothing."""
    grid, roles = sheet.grid, sheet.roles
    own = {role: text_of(grid.at(row, column)) for role, column in roles.items()}
    if not any(text for role, text in own.items() if role not in {"week", "passed"}) and not any(
        text_of(grid.at(row, column)) for column in sheet.days
    ):
        return
    if any(is_total(text) for role, text in own.items() if role in {*_PLACES, "date", "passed"} and text):
        return
    lost = [at for at in (*grid.uncached, *grid.errors, *grid.unsure) if at[0] == row and at[1] in roles.values()]
    if lost:
        raise EshramError("camp-cell", grid.where(*min(lost)))
    cells = {role: _filled(sheet, row, role) for role in roles}
    sheet.above |= {role: cell for role, cell in cells.items() if text_of(cell)}
    texts = {role: _kept(text_of(cell)) if role in _KEPT_TEXTS else text_of(cell) for role, cell in cells.items()}
    period = period_of(texts.get("week", "")) or sheet.period
    if sheet.days:
        _read_roster(sheet, row, texts, period)
        return
    place, site = _place(sheet, row, texts)
    window = _window(sheet, row, texts)
    expected = _count(sheet, row, "expected")
    days = _days(sheet, row, cells, texts, period)
    registered = _count(sheet, row, "registered")
    told = "night" if not texts.get("kind") and window.name == "night" else ""
    for day in days:
        camp = Camp(
            place, day, site, *window, kind_of(texts.get("kind", "")) or told, texts.get("sponsor", ""), expected
        )
        sheet.camps.append((camp, row + 1))
    if registered is not None and len(days) > 1:
        raise EshramError("camp-figure-days", _where(sheet, row, "registered"), days=len(days))
    if registered is not None:
        sheet.figures[sheet.camps[-1][0].key] = registered


def _read_roster(sheet: _Sheet, row: int, texts: Mapping[str, str], period: Period | None) -> None:
    """The camps of a row with a column a day: where columns name the place, a cell tells the window, a kind or a tick;
    else it names places, one a line, each with its window in brackets."""
    grid = sheet.grid
    named = any(texts.get(role) for role in _PLACES)
    for column, heading in sheet.days.items():
        cell = _kept(text_of(grid.at(row, column)))
        if not cell:
            continue
        made = read_date(grid.at(sheet.head, column))
        days = [made.date] if made else days_in(heading, period, grid.where(sheet.head, column))
        for text in [cell] if named else re.split(r"\s*[\n;]\s*", str(grid.at(row, column))):
            name, bracket, inside = _kept(text).partition("(")
            window = read_window(inside.rstrip(") ") if bracket and not named else cell if named else "")
            kind = kind_of(texts.get("kind", ""))
            if window is None and named:
                window, kind = _window(sheet, row, texts), kind if is_yes(cell) else kind_of(cell)
            if window is None:
                raise EshramError("camp-window", grid.where(row, column), text=shown(text))
            if not window.name:
                window = _window(sheet, row, texts)
            if named:
                place, site = _place(sheet, row, texts)
            else:
                place, site = _resolved(sheet, row, column, clean(name), None, sheet.within), ""
            kind = kind or ("night" if window.name == "night" else "")
            expected = _count(sheet, row, "expected")
            sheet.camps += [
                (Camp(place, day, site, *window, kind, texts.get("sponsor", ""), expected), row + 1) for day in days
            ]


def _filled(sheet: _Sheet, row: int, role: str) -> Cell:
    """The cell of a role: that of the range it is merged into; of days, and of places with a place below them in the
    row and none above, where it is blank, that of the row above."""
    column = sheet.roles[role]
    if (row, column) in sheet.merged:
        return sheet.merged[row, column]
    cell = sheet.grid.at(row, column)
    if text_of(cell) or role not in _FILLED:
        return cell
    written = {one for one in sheet.roles if text_of(sheet.grid.at(row, sheet.roles[one]))}
    if role in _LEVELS:
        at = _LEVELS.index(role)
        repeats = bool(written & {*_LEVELS[at + 1 :], "site", "place"}) and not written & {*_LEVELS[:at]}
    elif role == "day":
        repeats = not sheet.roles.keys() & {"date", "from"}
    else:
        repeats = role not in {"until", "from"} or "from" not in written
    return sheet.above.get(role) if repeats else cell


def _days(
    sheet: _Sheet, row: int, cells: Mapping[str, Cell], texts: Mapping[str, str], period: Period | None
) -> list[dt.date]:
    """The days of a row; a weekday in a column of its own is a rule where there is no date, else must be that of it."""
    where = _where(sheet, row, next((role for role in ("date", "from", "day") if role in sheet.roles), "date"))
    day = texts.get("day", "")
    if texts.get("from"):
        first, *_ = _days_of(cells["from"], period, where)
        *_, last = _days_of(cells["until"], period, where) if texts.get("until") else [first]
        if last < first:
            raise EshramError("camp-date", where, text=shown(f"{texts['from']} - {texts['until']}"))
        return days_in(day or "daily", Period(first, last), where)
    if not texts.get("date"):
        return days_in(day, period, where)
    days = _days_of(cells["date"], period, where)
    named = weekdays_in(day)
    if named and not {one.weekday() for one in days} <= named:
        raise EshramError("camp-weekday", where, text=shown(f"{texts['date']}, {day}"))
    return days


def _days_of(cell: Cell, period: Period | None, where: Where) -> list[dt.date]:
    # A text may be a range, of which a return would take the last day.
    made = None if isinstance(cell, str) else read_date(cell)
    return [made.date] if made else days_in(text_of(cell), period, where)


def days_in(text: str, period: Period | None, where: Where) -> list[dt.date]:
    """The days that a text tells, see `read_days`. Raises EshramError with the address where it tells none."""
    try:
        return read_days(text, period)
    except UnreadableDays as why:
        raise EshramError(why.code, where, text=shown(text)) from None


def _window(sheet: _Sheet, row: int, texts: Mapping[str, str]) -> Window:
    """The window by its own columns, else by the word of the kind: a night camp is held at night."""
    text = texts.get("window", "")
    if texts.get("starts") and texts.get("ends"):
        text = f"{texts['starts']} - {texts['ends']}"
    # An hour that a spreadsheet keeps has its seconds.
    text = re.sub(r"\b(\d{1,2}:\d\d):00\b", r"\1", text)
    kind = texts.get("kind", "")
    word = (
        window_word(kind.rpartition(" ")[0]) or window_word(kind) or (kind_of(kind) if kind_of(kind) in HOURS else "")
    )
    window = read_window(text)
    if window is None and word:
        window = read_window(f"{word} {text}")
    if window is None:
        raise EshramError(
            "camp-window", _where(sheet, row, "window" if "window" in sheet.roles else "starts"), text=shown(text)
        )
    return Window(word, *HOURS[word]) if not window.name and word else window


def _place(sheet: _Sheet, row: int, texts: Mapping[str, str]) -> tuple[PlaceId, str]:
    """The place of a row, from the highest column down, and the site in it."""
    within, site = sheet.within, texts.get("site", "")
    named = False
    for role in (*_LEVELS, "place"):
        if text := texts.get(role, ""):
            level = Level[role] if role in Level.__members__ else None
            heading = text_of(sheet.grid.at(sheet.head, sheet.roles[role])).casefold()
            if level is Level.panchayat and text.isdecimal() and re.search("ward|वार्ड", heading):
                text = f"Ward {text}"
            within, named = _resolved(sheet, row, sheet.roles[role], text, level, within), True
    if not named and site and "panchayat" not in sheet.roles:
        # A list without a column of places: the site is the name of one, or lies in the place of the title.
        found = sheet.finder.find(site, None, within)
        if found.place is not None:
            return found.place.id, ""
    if within == INDIA or (not named and not site):
        raise EshramError("camp-place-missing", sheet.grid.where(row))
    return within, site


def _resolved(sheet: _Sheet, row: int, column: int, text: str, level: Level | None, within: PlaceId) -> PlaceId:
    """The place that a cell names within another. Raises as the rows of a return tell it: row-place-ambiguous,
    row-place-unknown, row-place-unheard-of; `camp-place-new` for a panchayat or ward that nobody knows yet."""
    gazetteer, where = sheet.finder.gazetteer, sheet.grid.where(row, column)
    found = sheet.finder.find(text, level, within)
    parent = gazetteer.get(within)
    if found.place is not None:
        return found.place.id
    if level is not None and level == parent.level and parent in sheet.finder.names(text, parent.level, None):
        return within
    told: dict[str, object] = {"text": shown(text), "rows": 1}
    unheard_of = not found.candidates and not found.suggestions
    below = level is Level.panchayat and parent.level is Level.block
    if below and unheard_of and is_name(text) and masked(text, suspect=True) == text:
        place = learned_place(parent.id, Level.panchayat, text)
        if not any(one.place.id == place.id for one in sheet.unknown):
            sheet.unknown.append(Unknown(place, text, row + 1, column + 1))
        if sheet.learn:
            return place.id
        raise EshramError("camp-place-new", where, within=gazetteer.title(parent.id), **told)
    code, words = why_unplaced(text, found, level or Level.panchayat, parent, gazetteer)
    raise EshramError(code, where, **told, **words)


def _count(sheet: _Sheet, row: int, role: str) -> int | None:
    if role not in sheet.roles:
        return None
    cell = sheet.grid.at(row, sheet.roles[role])
    read = read_count(cell)
    if not isinstance(read, Count):
        raise EshramError("camp-count", _where(sheet, row, role), text=shown(text_of(cell)))
    return read.value


def _kept(text: str) -> str:
    """A text of the calendar without the numbers of persons in it."""
    return clean(_DOTS.sub(" ", str(masked(text, suspect=True)))).strip(" ,;:-")


def _where(sheet: _Sheet, row: int, role: str) -> Where:
    return sheet.grid.where(row, sheet.roles.get(role))
