"""How the sheets of an office were told to be read: remembered, applied to the next one, listed, forgotten."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eshram_cli import __version__
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import now, user
from eshram_cli.jobs.forms import read_with_forms
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.layouts import Layout
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.problems import NOWHERE, Language, Problem, Where, column_letters
from eshram_cli.reports.layouts.remembered import Remembered, RememberedLayout
from eshram_cli.returns.headings import Levels
from eshram_cli.returns.hints import Hints, Meaning, mapped, meaning
from eshram_cli.returns.layouts import Form, form_of, nearest, office_of, pattern, places_of
from eshram_cli.returns.model import Return
from eshram_cli.returns.read import inspect_book
from eshram_cli.sheets.model import Book, Grid

MANY_ROWS = 5000
"""A longer sheet is not read a second time to find out whether its place had to be told."""


@dataclass(frozen=True)
class Applied:
    """The hints to read a file with, the layout that gave them (None: the user's own), and what is said of it."""

    hints: Hints
    layout: Layout | None = None
    problems: tuple[Problem, ...] = ()


def told(hints: Hints) -> bool:
    """Whether the user said how the sheet is to be read. The date of the figures is another thing every day."""
    return bool(hints.mapping or hints.sheet or hints.place) or hints.header_row is not None or hints.table is not None


def applied(layouts: Sequence[Layout], gazetteer: Gazetteer, book: Book, file: str, hints: Hints) -> Applied:
    """The hints for a file of an office whose form is remembered; the user's own options go before all of it.

    Nothing is applied where the form has changed (`layout-changed`), where the file bears the form twice
    (`layout-unclear`), or where its own title names another place (`layout-place`).
    """
    office = office_of(file)
    own = [layout for layout in layouts if layout.office == office]
    if not own or told(hints):
        return Applied(hints)
    found = [(layout, places_of(_form(layout), book)) for layout in own]
    fitting = [(layout, places) for layout, places in found if places]
    if not fitting:
        return Applied(hints, None, tuple(_changed(own[-1], book)))
    layout, places = fitting[-1]
    if len(fitting) > 1 or (layout.options.get("sheet") and len(places) > 1):
        return Applied(hints, None, (Problem("layout-unclear", Where(book.file), {"number": layout.number}),))
    given = _hints(layout, places[0], hints, gazetteer)
    conflict = _conflict(layout, book, given, gazetteer)
    if conflict:
        return Applied(hints, None, (conflict,))
    words = {"number": layout.number, "file": layout.file, "options": _line(layout.options, gazetteer)}
    return Applied(given, layout, (Problem("layout-applied", Where(book.file), words),))


def learn(session: Session, book: Book, ret: Return, file: str, hints: Hints, number: int | None) -> Problem | None:
    """Remembers how the file was told to be read, if it had to be told; a note that says so, None where nothing new.

    `number`: the acceptance number of the return, with which the layout falls if it is undone.
    """
    if not told(hints) or not office_of(file):
        return None
    form = form_of(book, ret, file)
    layout = Layout(form.fingerprint, form.office, form.sheet, form.rows, _options(ret, hints), book.file)
    if _is_known(session, layout) or not _is_needed(session.gazetteer, book, ret, hints):
        return None
    session.ledger.layouts.add(layout, number, who=user(), received_at=now(), tool_version=__version__)
    words = {"options": _line(layout.options, session.gazetteer)}
    return Problem("layout-remembered", Where(ret.file, ret.sheet), words)


def list_layouts(session: Session) -> Remembered:
    """The layouts in force, the first learned first."""
    return Remembered(tuple(_shown(layout, session.gazetteer) for layout in session.ledger.layouts.standing()))


def show_layout(session: Session, number: int) -> Remembered:
    """One layout with its headings. Raises `no-such-layout`."""
    return Remembered((_shown(_numbered(session, number), session.gazetteer),), full=True)


def forget_layout(session: Session, number: int) -> Remembered:
    """Takes a layout back; those that are left. Raises `no-such-layout`."""
    layout = _numbered(session, number)
    session.ledger.layouts.forget(layout, who=user(), received_at=now(), tool_version=__version__)
    return list_layouts(session)


def _numbered(session: Session, number: int) -> Layout:
    layouts = session.ledger.layouts.standing()
    for layout in layouts:
        if layout.number == number:
            return layout
    known = ", ".join(str(layout.number) for layout in layouts) or "–"
    raise EshramError("no-such-layout", NOWHERE, (), number=number, known=known)


def _is_known(session: Session, layout: Layout) -> bool:
    same = (layout.form, layout.office, dict(layout.options))
    return any((one.form, one.office, dict(one.options)) == same for one in session.ledger.layouts.standing())


def _is_needed(gazetteer: Gazetteer, book: Book, ret: Return, hints: Hints) -> bool:
    """Whether the file says less without the options: a place that the title names too needs no remembering."""
    if hints.mapping or hints.sheet or hints.header_row is not None or hints.table is not None:
        return True
    if ret.table.rows > MANY_ROWS:
        return False
    try:
        plain = read_with_forms(book, gazetteer, Hints(as_on=hints.as_on, learn=hints.learn))
    except EshramError:
        return True
    return not any(one.sheet == ret.sheet and set(one.records) >= set(ret.records) for one in plain)


def _form(layout: Layout) -> Form:
    return Form(layout.headings, layout.sheet, layout.office)


def _options(ret: Return, hints: Hints) -> dict[str, object]:
    """What to remember of the options: columns by their letters, since headings may carry the day."""
    levels: dict[int, Levels] = {
        column.index - 1: tuple(column.heading.split(" / ")) if column.heading else () for column in ret.table.columns
    }
    columns = {key: mapped({key: name}, levels) for key, name in hints.mapping.items()}
    letters = {key: column_letters(next(iter(found)) + 1) for key, found in columns.items() if found}
    options: dict[str, object] = {
        "mapping": {**hints.mapping, **letters},
        "sheet": bool(hints.sheet),
        "header_row": hints.header_row is not None,
        "table": hints.table,
        "place": hints.place,
    }
    return {name: value for name, value in options.items() if value}


def _hints(layout: Layout, at: tuple[Grid, int], hints: Hints, gazetteer: Gazetteer) -> Hints:
    options, (grid, row) = layout.options, at
    table = options.get("table")
    return replace(
        _placed(hints, options.get("place"), gazetteer),
        mapping=_mapping(options),
        sheet=grid.sheet if options.get("sheet") else "",
        header_row=row if options.get("header_row") and row else None,
        table=table if isinstance(table, int) else None,
    )


def _mapping(options: Mapping[str, object]) -> dict[str, str]:
    mapping = options.get("mapping")
    return {str(key): str(name) for key, name in mapping.items()} if isinstance(mapping, dict) else {}


def _placed(hints: Hints, place: object, gazetteer: Gazetteer) -> Hints:
    if not isinstance(place, str) or PlaceId(place) not in gazetteer:
        return hints
    line = {one.level: one.id for one in (gazetteer.get(PlaceId(place)), *gazetteer.parents(PlaceId(place)))}
    return replace(hints, state=line.get(Level.state), district=line.get(Level.district), block=line.get(Level.block))


def _conflict(layout: Layout, book: Book, given: Hints, gazetteer: Gazetteer) -> Problem | None:
    """Another place in the sheet's own title than the one remembered: the office's file is about something else."""
    if given.place is None:
        return None
    plain = replace(given, state=None, district=None, block=None)
    try:
        tables = inspect_book(book, gazetteer, plain).tables
    except EshramError:
        return None
    for table in tables:
        own = [place for place in (table.state, table.district, table.block) if place is not None]
        for place in own:
            related = gazetteer.within(place, given.place) or gazetteer.within(given.place, place)
            if place != given.place and not related:
                words = {"number": layout.number, "place": gazetteer.title(given.place), "own": gazetteer.title(place)}
                return Problem("layout-place", Where(book.file, table.sheet), words)
    return None


def _changed(layout: Layout, book: Book) -> list[Problem]:
    """The warning that a known office's form is not as it was, with the columns that came and went."""
    form = _form(layout)
    now_there = {pattern(text): text for _, text in nearest(form, book)}
    gone = ", ".join(f'"{text}"' for key, text in form.texts.items() if key not in now_there)
    came = ", ".join(f'"{text}"' for key, text in now_there.items() if key not in form.texts)
    if not now_there and not any(form.texts):
        return []
    words = {"number": layout.number, "file": layout.file, "what": _what(came, gone)}
    return [Problem("layout-changed", Where(book.file), words)]


def _what(came: str, gone: str) -> Mapping[Language, str]:
    if not came and not gone:
        return {Language.en: "columns or the sheet are in another place", Language.hi: "स्तंभ या शीट अपनी जगह पर नहीं हैं"}
    en = [f"new: {came}" if came else "", f"gone: {gone}" if gone else ""]
    hi = [f"नए: {came}" if came else "", f"हटे: {gone}" if gone else ""]
    return {Language.en: "; ".join(filter(None, en)), Language.hi: "; ".join(filter(None, hi))}


def _line(options: Mapping[str, object], gazetteer: Gazetteer) -> str:
    """The options as one would type them."""
    parts = [f"--map {key}={name}" for key, name in _mapping(options).items()]
    parts += ["--sheet"] if options.get("sheet") else []
    parts += ["--header-row"] if options.get("header_row") else []
    parts += [f"--table {options['table']}"] if options.get("table") else []
    place = options.get("place")
    if isinstance(place, str) and PlaceId(place) in gazetteer:
        parts.append(f"--{gazetteer.get(PlaceId(place)).level.name} {gazetteer.get(PlaceId(place)).name}")
    return ", ".join(parts)


def _shown(layout: Layout, gazetteer: Gazetteer) -> RememberedLayout:
    columns = {letters: _role(meaning(key)) for key, letters in _mapping(layout.options).items()}
    heads = [
        (column_letters(column), text, columns.get(column_letters(column), "")) for column, text in layout.headings[-1]
    ]
    return RememberedLayout(
        layout.number, layout.file, layout.office, layout.sheet, _line(layout.options, gazetteer), tuple(heads)
    )


def _role(told_as: Meaning) -> str:
    return ":".join(part for part in (told_as.role, told_as.level, told_as.cut) if part)
