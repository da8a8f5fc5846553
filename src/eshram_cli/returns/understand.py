"""One table understood: its columns, date, places and totals, before its rows are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from eshram_cli.counted import counted
from eshram_cli.dimensions import PARTS
from eshram_cli.errors import EshramError
from eshram_cli.language.lexicon import has_label, is_label
from eshram_cli.language.written import show_date
from eshram_cli.places.finder import Finder
from eshram_cli.places.model import INDIA, Level
from eshram_cli.places.words import level_words, name_words
from eshram_cli.problems import Problem, Where, column_letters
from eshram_cli.returns.columns.date_columns import with_month_ends
from eshram_cli.returns.columns.exchanged_dates import exchanged_problems, read_dates
from eshram_cli.returns.columns.measures import unit_in
from eshram_cli.returns.columns.roles import Roles, find_roles
from eshram_cli.returns.columns.same_day import of_same_day
from eshram_cli.returns.find.surroundings import clues, footers, notes
from eshram_cli.returns.find.tables import Area, Levels, find_areas, read_headings
from eshram_cli.returns.find.turned import turned
from eshram_cli.returns.hints import Hints, Meaning, check_mapping, mapped
from eshram_cli.returns.model import Table
from eshram_cli.returns.placing.context import find_context
from eshram_cli.returns.placing.dating import TITLES, AsOn, find_as_on
from eshram_cli.returns.placing.locate import Located, finder_of_list, locate
from eshram_cli.returns.placing.place_entries import PlaceEntry
from eshram_cli.returns.placing.registers import find_register, unsure_place
from eshram_cli.returns.placing.titles import title_doubt
from eshram_cli.returns.totals.contradictions import find_contradictions
from eshram_cli.returns.totals.total_rows import Totals, find_totals
from eshram_cli.sheets.model import Book, Grid
from eshram_cli.sheets.view import Sheet

_OF_MANDALS = frozenset({"s28", "s36"})
"""Andhra Pradesh and Telangana, where a mandal is a block; elsewhere it is a division of districts."""


@dataclass(frozen=True)
class Understood:
    """A table with all that was made of it."""

    area: Area
    roles: Roles
    located: Located
    totals: Totals
    as_on: AsOn
    problems: tuple[Problem, ...]
    complete: frozenset[str] = frozenset()
    """The dimensions whose members are all of them, by title or heading: "all departments"."""
    register: bool = False
    """Whether the rows are the days of one place."""

    @property
    def counts(self) -> bool:
        """Whether it has figures to keep."""
        return bool(self.roles.of("registered", "new"))

    @property
    def has_figures(self) -> bool:
        """Whether a column of unknown meaning holds numbers."""
        return any(column.filled and column.is_numeric for column in self.roles.columns if column.role == "other")

    @property
    def places(self) -> bool:
        """Whether it says of which places it speaks: by a place column, or as a table of one place by days or cuts."""
        if self.roles.of("place") or self.register:
            return True
        cuts = self.roles.of("cut") or [column for column in self.roles.counts if column.cut]
        counts = self.counts or bool(self.roles.of("target"))
        return bool(cuts) and counts and self.located.context.deepest is not None


def wanted_grids(book: Book, hints: Hints) -> Sequence[Grid]:
    """The sheets that the user meant, by name or number. Raises EshramError: sheet-missing."""
    wanted = [grid for grid in book.grids if hints.sheet.casefold() in {"", grid.sheet.casefold()}]
    if not wanted and hints.sheet.isdecimal() and 1 <= int(hints.sheet) <= len(book.grids):
        wanted = [book.grids[int(hints.sheet) - 1]]
    if hints.sheet and not wanted:
        names = ", ".join(grid.sheet for grid in book.grids)
        raise EshramError("sheet-missing", Where(book.file), name=hints.sheet, sheets=names)
    return wanted


def find_tables(
    book: Book, sheets: Sequence[Sheet], finder: Finder, hints: Hints
) -> list[tuple[Area, dict[int, Levels], list[Area]]]:
    """The areas of these sheets that the user meant, each with its headings and the other areas of its sheet. Raises
    EshramError: table-missing, map-heading, map-role."""
    header_row = hints.header_row - 1 if hints.header_row else None
    of_sheets = [find_areas(sheet, finder, header_row) for sheet in sheets]
    found = [
        (area, read_headings(area), [other for other in areas if other is not area])
        for areas in of_sheets
        for number, area in enumerate(areas, start=1)
        if hints.table in {None, number}
    ]
    if hints.table is not None and not found:
        most = max(map(len, of_sheets), default=0)
        raise EshramError("table-missing", Where(book.file), table=hints.table, tables=most)
    check_mapping(hints.mapping, [headings for _, headings, _ in found], book.file)
    return found


def understand(
    area: Area, headings: dict[int, Levels], others: Sequence[Area], finder: Finder, hints: Hints
) -> Understood:
    """The area as a table; `others` are the other areas of its sheet. Raises EshramError: map-place.

    One with a column for each place is turned where its counts are then understood; else it is read as it stands.
    """
    sources = clues(area, others)
    of_drive = any(has_label(clue.text, "drive") for source in sources for clue in source)
    # A date below the table may be that of a signature: whatever stands above it and the names go first.
    as_on = find_as_on(hints, [*sources, footers(area, others)], area.sheet.grid.where())
    given = mapped(hints.mapping, headings)
    titles = [clue.text for clue in chain(*sources[:TITLES])]
    area = with_month_ends(area, headings, as_on.date, titles)
    dated = as_on.date is not None and as_on.source not in {"sheet name", "file name"}
    context = find_context(finder, hints, sources)
    state = context.id(Level.state)
    if state is not None and (wider := finder.gazetteer.at(state)) is not finder.gazetteer:
        # What the sheet says of itself is read again with the blocks of its state at hand.
        finder = Finder.of(wider)
        context = find_context(finder, hints, sources)
    grid = None if others else turned(area, finder)
    if grid is not None and any(finder.known(area.sheet.text(area.top, column)) for column in given):
        raise EshramError("map-place", grid.where())
    areas = [] if grid is None or given else find_areas(Sheet.of(grid), finder)
    if grid is not None and len(areas) == 1:
        table = understand(areas[0], read_headings(areas[0]), (), finder, hints)
        if table.counts:
            return replace(table, problems=(Problem("table-turned", grid.where()), *table.problems))
    roles = find_roles(area, headings, given, finder, of_drive, as_on.beside, dated=dated)
    roles = _without_mandals(roles, state, given)
    unit = max(map(unit_in, [*titles, *notes(area, others)]), default=1)
    if unit != 1:
        # The title or a note gives the unit ("figures in lakh") of counts whose own heading gives none.
        counts = {column.index for column in roles.counts if column.unit == 1}
        columns = [replace(column, unit=unit) if column.index in counts else column for column in roles.columns]
        roles = replace(roles, columns=tuple(columns))
    # A date, a cut, or the same few words ("Rural", "Urban") again and again tell the rows of one place apart. Parts
    # that are no cut then stand twice under their place, and none of them is taken for the whole.
    parts = [column for column in roles.of("", "other") if column.is_words and column.sample]
    has_keys = bool(roles.of("date", "cut")) or any(len(one.sample) * 2 <= one.filled for one in parts)
    finder = finder_of_list(roles.places, context, finder, [clue.text for clue in chain(*sources)])
    serial = next(iter(roles.of("serial")), None)
    register = find_register(roles, context, sources, finder)
    context = register or context
    located = locate(roles.places, context, finder, has_keys, serial, roles.counts)
    placed = {column.index: column for column in located.columns}
    roles = replace(roles, columns=tuple([placed.get(column.index, column) for column in roles.columns]))
    located, unknown = _without_unknown(located, area, finder)
    doubt = title_doubt(roles, sources, context)
    if doubt is not None:
        located, unknown = _without_places(located, area), [*unknown, doubt]
        roles = replace(roles, problems=tuple(one for one in roles.problems if one.code != "role-assumed"))
    as_on, problems = _dated(roles, hints, as_on)
    roles = of_same_day(roles, as_on.date)
    totals = find_totals(area, roles, located)
    found = [*roles.problems, *problems, *unknown, *_notes(located, area, finder)]
    if register is not None and unsure_place(register):
        found.append(
            Problem("register-place", area.sheet.grid.where(), {"place": finder.gazetteer.title(located.within)})
        )
    texts = [*(clue.text for clue in chain(*sources)), *(column.heading for column in roles.columns)]
    complete = frozenset(one for one in PARTS if any(has_label(text, f"all-{one}") for text in texts))
    problems_of_all = (*found, *totals.problems, *find_contradictions(roles, totals))
    return Understood(area, roles, located, totals, as_on, problems_of_all, complete, register is not None)


def _without_mandals(roles: Roles, state: str | None, given: Mapping[int, Meaning]) -> Roles:
    """The roles; outside the states whose mandals are blocks a column of mandals names divisions of districts."""
    if state is None or state in _OF_MANDALS:
        return roles
    mandals = [one for one in roles.columns if one.index not in given and is_label(one.heading, "mandals")]
    return replace(roles, columns=tuple(one.replace(level="unit") if one in mandals else one for one in roles.columns))


def _dated(roles: Roles, hints: Hints, as_on: AsOn) -> tuple[AsOn, Iterator[Problem] | list[Problem]]:
    """The date of the table, by that of its title and names. A column of several dates speaks for itself, even against
    the option."""
    column = next(iter(roles.dates), None)
    if column is None:
        wide = [one.as_on for one in roles.counts if one.as_on is not None]
        bare = {one.role for one in roles.of("registered", "new") if one.as_on is None}
        # "New" beside "Registered up to 04.12." and "up to 05.12." is of the last of these days.
        if wide and (not bare or (bare == {"new"} and as_on.date is None)):
            return AsOn(max(wide), None, "headings"), []
        return as_on, [as_on.problem] if as_on.problem is not None and as_on.date is not None else []
    found = read_dates(set(column.cells), as_on.beside)
    days = {moment.date for moment in found.known.values() if moment}
    if hints.as_on is not None and len(days) <= 1:
        return as_on, []
    told = AsOn(max(days, default=None), None, f"column {column.letter}", beside=as_on.beside)
    if hints.as_on is None:
        return told, exchanged_problems(column, found)
    words = {"column": column.letter, "date": show_date(hints.as_on)}
    return told, [Problem("as-on-ignored", column.where_of(None), words)]


def _without_unknown(located: Located, area: Area, finder: Finder) -> tuple[Located, list[Problem]]:
    """The table with every row left without a place, and why, where the title names a place around the rows that
    nobody knows: their names could be those of any place of that kind. Rows that tell the place themselves keep it."""
    top = next((Level[column.level] for column in located.columns if column.level in Level.__members__), None)
    unknown = [clue for clue in located.context.unknown if clue.level and (top is None or clue.level < top)]
    if not unknown:
        return located, []
    clue = unknown[0]
    level = clue.level or Level.district
    above = next((one for upper, one in sorted(located.context.places.items(), reverse=True) if upper < level), None)
    found = finder.find(clue.text, level, above.id if above else None)
    near = "; ".join(finder.gazetteer.title(place.id) for place in (*found.candidates, *found.suggestions))
    words = {
        "text": clue.text,
        "level": level_words(level),
        "within": name_words(above or finder.gazetteer.get(INDIA)),
        "suggestions": near,
        "option": f"--{level.name}",
        "rows": area.last - area.first + 1,
    }
    code = "title-place-unknown" if near else "title-place-unheard-of"
    told = Problem(code, area.sheet.grid.where(clue.row, clue.column), words)
    return replace(_without_places(located, area), inferred=None), [told]


def _without_places(located: Located, area: Area) -> Located:
    """The table with no row that is kept: a total stays a total, and a blank row blank; the rest names no place."""
    column = located.columns[-1].index if located.columns else area.columns[0]
    entries = located.entries or [PlaceEntry("wrong", column)] * (area.last - area.first + 1)
    entries = [
        entry if entry.kind in {"total", "blank"} else PlaceEntry("wrong", column, entry.written) for entry in entries
    ]
    return replace(located, entries=entries)


HIDDEN = {
    "rows": {"en": "{count:row|rows}", "hi": "{count:पंक्ति|पंक्तियाँ}"},
    "columns": {"en": "{count:column|columns}", "hi": "{count} कॉलम"},
    "sheet": {"en": "the whole sheet", "hi": "पूरी शीट"},
}
"""What a spreadsheet may hide, counted."""


def _notes(located: Located, area: Area, finder: Finder) -> Iterator[Problem]:
    """What the reader did, or could not, and what the sheet hides from a person looking at it."""
    grid = area.sheet.grid
    if not located.context.deepest and located.context.unclear and all(one.kind != "place" for one in located.entries):
        # The title's name is one of several places, and no row tells which.
        text, places = located.context.unclear[0]
        words = {"text": text, "candidates": "; ".join(sorted(finder.gazetteer.title(place.id) for place in places))}
        yield Problem("title-place-ambiguous", grid.where(), words)
    if located.inferred is not None:
        yield Problem("place-inferred", grid.where(), {"place": finder.gazetteer.title(located.inferred.id)})
    for column in located.filled:
        yield Problem("filled-down", grid.where(None, column), {"column": column_letters(column + 1)})
    rows = [row for row in grid.hidden_rows if area.first <= row <= area.last]
    columns = grid.hidden_columns & set(area.columns)
    for what, count in (("rows", len(rows)), ("columns", len(columns)), ("sheet", int(grid.hidden))):
        if count:
            number = counted(count)
            words = {language: text.format(count=number) for language, text in HIDDEN[what].items()}
            yield Problem("hidden", grid.where(), {"what": words})
    struck = [row for row in sorted({row for row, _ in grid.struck}) if area.first <= row <= area.last]
    struck = [row for row in struck if area.sheet.is_struck(row)]
    if struck:
        words = {"rows": ", ".join(str(row + 1) for row in struck[:10]) + (", …" if len(struck) > 10 else "")}
        yield Problem("rows-struck", grid.where(struck[0]), words)


def shown(understood: Understood, problems: Sequence[Problem] = ()) -> Table:
    """The table as the outside sees it, rows and columns from 1; `problems` are those of its rows."""
    area, context = understood.area, understood.located.context
    return Table(
        sheet=area.sheet.grid.sheet,
        header_rows=tuple(row + 1 for row in area.heads),
        number_row=None if area.number_row is None else area.number_row + 1,
        first_row=area.first + 1,
        last_row=understood.totals.last + 1,
        columns=tuple(column.shown for column in understood.roles.columns),
        total_rows=understood.totals.found,
        as_on=understood.as_on.date,
        as_on_from=understood.as_on.source if understood.as_on.date else "",
        state=context.id(Level.state),
        district=context.id(Level.district),
        block=context.id(Level.block),
        problems=(*understood.problems, *problems),
        context_rows=tuple(sorted(row + 1 for row in area.context)),
        places_from={level.name: source for level, source in context.sources.items()},
    )
