"""How the sheets of an office were told to be read: remembered, listed, forgotten; `applied` uses it."""

from __future__ import annotations

from eshram_cli import __version__
from eshram_cli.answers.remembered import Remembered, RememberedHeading, RememberedLayout
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import now, user
from eshram_cli.jobs.intake.applied import line_of, mapping_of, told
from eshram_cli.jobs.intake.forms import read_with_forms
from eshram_cli.jobs.session import Session
from eshram_cli.ledger.layouts import Layout
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import NOWHERE, Problem, Where, column_letters
from eshram_cli.returns.find.headings import Levels
from eshram_cli.returns.hints import Hints, Meaning, mapped, meaning
from eshram_cli.returns.model import Return
from eshram_cli.returns.profiles.sheet_profile import office_of, profile_of
from eshram_cli.sheets.model import Book

MANY_ROWS = 5000
"""A longer sheet is not read a second time to find out whether its place had to be told."""


def learn(session: Session, book: Book, ret: Return, file: str, hints: Hints, number: int | None) -> Problem | None:
    """Remembers how the file was told to be read, if it had to be told; a note that says so, None where nothing new.

    `number`: the acceptance number of the return, with which the layout falls if it is undone.
    """
    if not told(hints) or not office_of(file):
        return None
    profile = profile_of(book, ret, file)
    layout = Layout(profile.fingerprint, profile.office, profile.sheet, profile.rows, _options(ret, hints), book.file)
    if _is_known(session, layout) or not _is_needed(session.gazetteer, book, ret, hints):
        return None
    session.ledger.layouts.add(layout, number, who=user(), received_at=now(), tool_version=__version__)
    words = {"options": line_of(layout.options, session.gazetteer)}
    return Problem("layout-remembered", Where(ret.file, ret.sheet), words)


def list_layouts(session: Session) -> Remembered:
    """The layouts in force, the first learned first."""
    forms = session.ledger.layouts.standing()
    return Remembered(layouts=tuple(_shown(layout, session.gazetteer) for layout in forms))


def show_layout(session: Session, number: int) -> Remembered:
    """One layout with its headings. Raises `no-such-layout`."""
    return Remembered(layouts=(_shown(_numbered(session, number), session.gazetteer),), full=True)


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


def _shown(layout: Layout, gazetteer: Gazetteer) -> RememberedLayout:
    columns = {letters: _role(meaning(key)) for key, letters in mapping_of(layout.options).items()}
    heads = [
        RememberedHeading(column=letters, heading=text, role=columns.get(letters) or None)
        for letters, text in ((column_letters(column), text) for column, text in layout.headings[-1])
    ]
    return RememberedLayout(
        number=layout.number,
        office=layout.office,
        options=line_of(layout.options, gazetteer),
        file=layout.file,
        sheet=layout.sheet,
        headings=tuple(heads),
    )


def _role(told_as: Meaning) -> str:
    return ":".join(part for part in (told_as.role, told_as.level, told_as.cut) if part)
