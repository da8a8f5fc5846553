"""How the sheets of offices were told to be read: remembered, listed, forgotten; `profiles` uses it."""

from __future__ import annotations

from eshram_cli.answers.remembered import Remembered, RememberedHeading, RememberedLayout
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.intake.profiles import read_known
from eshram_cli.jobs.session import Session
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import NOWHERE, Problem, Where, column_letters
from eshram_cli.returns.hints import Hints, meaning
from eshram_cli.returns.model import Return
from eshram_cli.returns.profiles import SheetProfile, office_of, profile_of
from eshram_cli.sheets.model import Book

MANY_ROWS = 5000
"""A longer sheet is not read a second time to find out whether its place had to be told."""


def learn(session: Session, book: Book, ret: Return, file: str, hints: Hints, number: int | None) -> Problem | None:
    """Remembers how the file was told to be read, if it had to be told; a note that says so, None where nothing new.

    `number`: the acceptance number of the return, with which the profile falls if it is undone.
    """
    if not (hints.of_form or hints.place) or not office_of(file):
        return None
    profile = profile_of(book, ret, file, hints)
    if profile.is_known(session.ledger.profiles.standing()):
        return None
    if not hints.of_form:
        # A place that the title names too needs no remembering.
        try:
            plain = Hints(as_on=hints.as_on, learn=hints.learn)
            again = read_known(book, file, session.gazetteer, plain) if ret.table.rows <= MANY_ROWS else [ret]
        except EshramError:
            again = []
        if any(one.sheet == ret.sheet and set(one.records) >= set(ret.records) for one in again):
            return None
    added = session.ledger.profiles.add(profile, number, **acting())
    words = {"options": profile.read_as.line(session.gazetteer)}
    return None if added is None else Problem("layout-remembered", Where(ret.file, ret.sheet), words)


def list_layouts(session: Session) -> Remembered:
    """The profiles in force, the first learned first."""
    return Remembered(layouts=tuple(_shown(one, session.gazetteer) for one in session.ledger.profiles.standing()))


def show_layout(session: Session, number: int) -> Remembered:
    """One profile with its headings. Raises `no-such-layout`."""
    return Remembered(layouts=(_shown(_numbered(session, number), session.gazetteer),), full=True)


def forget_layout(session: Session, number: int) -> Remembered:
    """Takes a profile back; those that are left. Raises `no-such-layout`."""
    session.ledger.profiles.forget(_numbered(session, number), **acting())
    return list_layouts(session)


def _numbered(session: Session, number: int) -> SheetProfile:
    profiles = {profile.number: profile for profile in session.ledger.profiles.standing()}
    if number not in profiles:
        known = ", ".join(map(str, profiles)) or "–"
        raise EshramError("no-such-layout", NOWHERE, (), number=number, known=known)
    return profiles[number]


def _shown(profile: SheetProfile, gazetteer: Gazetteer) -> RememberedLayout:
    told = {letters: meaning(role) for role, letters in profile.read_as.mapping.items()}
    roles = {letters: ":".join(filter(None, (as_.role, as_.level, as_.cut))) for letters, as_ in told.items()}
    heads = [(column_letters(column), text) for column, text in profile.headings[-1]]
    return RememberedLayout(
        number=profile.number,
        office=profile.office,
        options=profile.read_as.line(gazetteer),
        file=profile.file,
        sheet=profile.sheet,
        headings=tuple(
            RememberedHeading(column=letters, heading=text, role=roles.get(letters) or None) for letters, text in heads
        ),
    )
