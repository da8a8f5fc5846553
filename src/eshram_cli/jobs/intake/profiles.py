"""Sheets whose profile is known, read by it, so that nothing has to be asked or guessed: an office's sheet whose
options were given once and are remembered, and our own form when it comes back.

What the user says goes before any profile. A sheet that is no longer as its profile says is read like any other, and a
problem says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from eshram_cli.errors import EshramError
from eshram_cli.language.dates import date_or_reason
from eshram_cli.language.unread import Unread
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level
from eshram_cli.places.suggest import is_like
from eshram_cli.problems import Problem, Where, column_letters
from eshram_cli.returns.hints import Hints
from eshram_cli.returns.model import Return, Table
from eshram_cli.returns.profiles import (
    HIDDEN,
    NAME,
    NAME_HI,
    PARENT,
    SUM,
    FilledForm,
    SheetProfile,
    both_names,
    changes,
    office_of,
    pattern,
    read_form,
)
from eshram_cli.returns.read import Inspection, inspect_book, read_returns
from eshram_cli.sheets.model import Book, Grid

PASSED_OVER = "Remark"
"""A heading whose column is never read, put over columns that are only for the eye."""

NOTHING = frozenset({"no-table", "no-place"})


def read_known(
    book: Book, file: str, gazetteer: Gazetteer, hints: Hints | None = None, profiles: Sequence[SheetProfile] = ()
) -> list[Return]:
    """As `read_returns`, with sheets whose profile is known read by it: those of the `profiles` that are remembered of
    the file's office, and forms of our own that are intact, by columns, rows, date and the ids of their places.

    Raises what `read_returns` raises, with what is said of the profile among its other problems.
    """
    hints, told = with_profile(book, file, gazetteer, hints or Hints(), profiles)
    forms, changed = _forms(book, gazetteer, hints)
    try:
        if not forms:
            returns = read_returns(book, gazetteer, hints)
            first = (*told, *changed)
        else:
            returns = [ret for form in forms for ret in _read_form(book, form, gazetteer)]
            rest = _rest(book, forms)
            try:
                returns += read_returns(rest, gazetteer, hints) if rest.grids else []
            except EshramError as error:
                if error.problem.code not in NOTHING:
                    raise
            first = (*told, *book.problems, *changed)
    except EshramError as error:
        error.others = (*error.others, *told)
        raise
    return [replace(returns[0], problems=(*first, *returns[0].problems)), *returns[1:]]


def inspect_known(
    book: Book, file: str, gazetteer: Gazetteer, hints: Hints | None = None, profiles: Sequence[SheetProfile] = ()
) -> Inspection:
    """As `inspect_book`, each sheet looked at as `read_known` reads it."""
    hints, told = with_profile(book, file, gazetteer, hints or Hints(), profiles)
    forms, changed = _forms(book, gazetteer, hints)
    if not forms:
        found = inspect_book(book, gazetteer, hints)
        return replace(found, problems=(*told, *changed, *found.problems))
    parts = []
    for form in forms:
        found = inspect_book(replace(book, grids=(form.grid,), problems=()), gazetteer, form.hints)
        tables = [replace(table, problems=form.in_its_cell(table.problems)) for table in found.tables]
        parts.append(replace(found, tables=tuple(map(form.dated_table, tables))))
    rest = _rest(book, forms)
    parts += [inspect_book(rest, gazetteer, hints)] if rest.grids else []
    persons = next((part.refused for part in parts if part.refused and part.refused.code not in NOTHING), None)
    return Inspection(
        book.file,
        tuple(table for part in parts for table in part.tables),
        persons or parts[0].refused,
        (*told, *book.problems, *changed),
    )


# --- an office's sheet, remembered ---


def with_profile(
    book: Book, file: str, gazetteer: Gazetteer, hints: Hints, profiles: Sequence[SheetProfile]
) -> tuple[Hints, tuple[Problem, ...]]:
    """The hints for a file of an office whose form is remembered, and what is said of it; the user's own options go
    before all of it. The date of the figures is another thing every day, and no such option.

    Nothing is applied where the form has changed (`layout-changed`), where the file bears the form twice
    (`layout-unclear`), or where its own title names another place (`layout-place`).
    """
    office = office_of(file)
    own = [profile for profile in profiles if profile.office == office]
    if not own or hints.of_form or hints.place:
        return hints, ()
    fitting = [(profile, found) for profile in own if (found := profile.find(book))]
    if not fitting:
        return hints, tuple(_changed(own[-1], book))
    profile, found = fitting[-1]
    read_as = profile.read_as
    if len(fitting) > 1 or (read_as.sheet and len(found) > 1):
        return hints, (Problem("layout-unclear", Where(book.file), {"number": profile.number}),)
    grid, row = found[0]
    given = replace(
        hints.within(read_as.place, gazetteer) if read_as.place in gazetteer and read_as.place else hints,
        mapping=read_as.mapping,
        sheet=grid.sheet if read_as.sheet else "",
        header_row=row if read_as.header_row and row else None,
        table=read_as.table,
    )
    conflict = _conflict(profile, book, given, gazetteer)
    if conflict is not None:
        return hints, (conflict,)
    words = {"number": profile.number, "file": profile.file, "options": read_as.line(gazetteer)}
    return given, (Problem("layout-applied", Where(book.file), words),)


def _conflict(profile: SheetProfile, book: Book, given: Hints, gazetteer: Gazetteer) -> Problem | None:
    """Another place in the sheet's own title than the one remembered: the office's file is about something else."""
    if given.place is None:
        return None
    plain = replace(given, state=None, district=None, block=None)
    try:
        tables = inspect_book(book, gazetteer, plain).tables
    except EshramError:
        return None
    words = {"number": profile.number, "place": gazetteer.title(given.place)}
    for table in tables:
        for problem in table.problems:
            # A name that nobody knows may be the same place misspelt, as when the sheet was told.
            text, option = str(problem.words.get("text", "")), f"--{gazetteer.get(given.place).level.name}"
            asked = problem.code.startswith("title-place-un") and problem.words.get("option") == option
            if asked and not is_like(gazetteer, text, given.place):
                return Problem("layout-place", Where(book.file, table.sheet), {**words, "own": text})
        for place in filter(None, (table.state, table.district, table.block)):
            related = gazetteer.within(place, given.place) or gazetteer.within(given.place, place)
            if place != given.place and not related:
                return Problem("layout-place", Where(book.file, table.sheet), {**words, "own": gazetteer.title(place)})
    return None


def _changed(profile: SheetProfile, book: Book) -> list[Problem]:
    """The warning that a known office's form is not as it was, with the columns that came and went."""
    now_there = {pattern(text): text for _, text in profile.nearest(book)}
    if not now_there and not any(profile.texts):
        return []
    came = ", ".join(f'"{text}"' for key, text in now_there.items() if key not in profile.texts)
    gone = ", ".join(f'"{text}"' for key, text in profile.texts.items() if key not in now_there)
    what = {"en": "columns or the sheet are in another place", "hi": "कॉलम या शीट अपनी जगह पर नहीं हैं"}
    if came or gone:
        what = {
            "en": "; ".join([f"new: {came}"] * bool(came) + [f"gone: {gone}"] * bool(gone)),
            "hi": "; ".join([f"नए: {came}"] * bool(came) + [f"हटे: {gone}"] * bool(gone)),
        }
    words = {"number": profile.number, "file": profile.file, "what": what}
    return [Problem("layout-changed", Where(book.file), words)]


# --- our own form ---


@dataclass(frozen=True)
class _Form:
    """A form ready to be read: its sheet without what is only for the eye, the hints, what its date cell lacks; `dated`
    where the date is the form's own."""

    grid: Grid
    hints: Hints
    filled: FilledForm
    undated: Problem | None = None
    dated: bool = False

    def dated_table(self, table: Table) -> Table:
        """The table with the form's date cell as the source of its date."""
        given = table.as_on is not None and self.dated
        return replace(table, as_on_from=f"form {self.grid.where(*self.filled.date).cell}") if given else table

    def in_its_cell(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        """The problems, that of the date once and in the date's cell."""
        if self.undated is None:
            return problems
        same = {"no-date", self.undated.code}
        return (self.undated, *(one for one in problems if one.code not in same or one.where.cell))


def _rest(book: Book, forms: Sequence[_Form]) -> Book:
    """The workbook's other sheets."""
    taken = {form.grid.sheet for form in forms}
    return replace(book, grids=tuple(grid for grid in book.grids if grid.sheet not in taken), problems=())


def _forms(book: Book, gazetteer: Gazetteer, hints: Hints) -> tuple[list[_Form], list[Problem]]:
    """The sheets that are our own form, intact and not to be read otherwise; what is said of the others."""
    forms: list[_Form] = []
    told: list[Problem] = []
    found = [(grid, read_form(grid)) for grid in book.grids]
    one = book.form if sum(filled is not None for _, filled in found) == 1 else ""
    if book.form and not any(filled for _, filled in found):
        gone = {"en": "its hidden first column is gone", "hi": "इसका छिपा पहला कॉलम नहीं है"}
        told.append(Problem("form-changed", Where(book.file), {"what": gone}))
    for grid, filled in found:
        of_sheet = hints.sheet.casefold() == grid.sheet.casefold()
        if filled is None or (replace(hints, sheet="") if of_sheet else hints).of_form:
            continue
        what = changes(grid, filled, one)
        if what is not None or filled.form.within not in gazetteer:
            unheard = {"en": "its place is not known here", "hi": "इसका स्थान यहाँ ज्ञात नहीं है"}
            told.append(Problem("form-changed", grid.where(filled.head), {"what": what or unheard}))
        else:
            forms.append(_prepared(grid, filled, gazetteer, hints))
    return forms, told


def _prepared(grid: Grid, filled: FilledForm, gazetteer: Gazetteer, hints: Hints) -> _Form:
    """The sheet without ids, with columns for the eye passed over and untouched parents under one name; the hints.
    Formulas of the form itself that hold no value ask nothing of anybody."""
    form = filled.form
    total = set() if filled.total is None else {filled.total}
    sums = {(row, column.index - 1) for column in form.columns if column.role == SUM for row in filled.places}
    own = sums | {(row, column.index - 1) for column in form.columns for row in total}
    idle = bool(grid.uncached & sums)
    rows = [[None, *cells[1:]] for cells in grid.rows]
    for column in form.columns:
        at = column.index - 1
        if column.role == NAME_HI or (column.role == SUM and idle):
            rows[filled.head][at] = PASSED_OVER
        for row, place in filled.places.items() if column.role == PARENT else ():
            above = gazetteer.get(place).parent if place in gazetteer else None
            if above is not None and grid.at(row, at) == both_names(gazetteer.get(above)):
                rows[row][at] = gazetteer.get(above).name
    keys = {NAME: form.level.name, PARENT: Level(form.level - 1).name, SUM: "" if idle else "registered", NAME_HI: ""}
    mapping = {keys.get(column.role, column.role): column_letters(column.index) for column in form.columns}
    mapping.pop("", None)
    as_on, undated = hints.as_on, None
    if as_on is None:
        read, where = date_or_reason(grid.at(*filled.date)), grid.where(*filled.date)
        if isinstance(read, Unread):
            undated = read.problem(where)
        elif read is None:
            undated = Problem("no-date", where)
        else:
            as_on = read.date
    dated = hints.as_on is None and undated is None
    if hints.place is None:
        hints = hints.within(form.within, gazetteer)
    return _Form(
        replace(grid, rows=rows, uncached=grid.uncached - own, hidden_columns=grid.hidden_columns - {HIDDEN - 1}),
        replace(hints, mapping=mapping, header_row=filled.head + 1, as_on=as_on),
        filled,
        undated,
        dated,
    )


def _read_form(book: Book, form: _Form, gazetteer: Gazetteer) -> list[Return]:
    """The returns of a form, without rows whose name was changed from the place that the form has there."""
    found, places = [], form.filled.places
    name = next(column.index for column in form.filled.form.columns if column.role == NAME)
    for ret in read_returns(replace(book, grids=(form.grid,), problems=()), gazetteer, form.hints):
        renamed = {
            record.row: record.written
            for record in ret.records
            if record.counts and places.get(record.row - 1, record.place) != record.place
        }
        told = []
        for row, text in sorted(renamed.items()):
            place = places[row - 1]
            words = {"text": text, "place": gazetteer.get(place).name if place in gazetteer else place}
            told.append(Problem("form-place", form.grid.where(row - 1, name - 1), words))
        kept = ret.without_rows(renamed, told)
        found.append(replace(kept, table=form.dated_table(kept.table), problems=form.in_its_cell(kept.problems)))
    return found
