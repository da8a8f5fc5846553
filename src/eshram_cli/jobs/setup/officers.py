"""Officers: who looks after which place, from when to when."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from eshram_cli.answers.officers import Officers, OfficersLoaded, OfficerTerm
from eshram_cli.errors import EshramError
from eshram_cli.jobs.clock import acting
from eshram_cli.jobs.intake.list_sheets import PLACES, headed_grids, named_place, roles_of
from eshram_cli.jobs.session import Session
from eshram_cli.language.dates import read_date
from eshram_cli.language.text import clean
from eshram_cli.ledger.receipt import Receipt
from eshram_cli.ledger.registers import Term
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Place
from eshram_cli.places.words import above_words
from eshram_cli.problems import NOWHERE, Language, Problem, Where
from eshram_cli.sheets.model import Cell, Grid

_LONG_NUMBER = re.compile(r"(?:\d[\s.-]?){10}")
_HEADINGS = {
    "officer": (
        "officer",
        "name of officer",
        "officer name",
        "name",
        "पदाधिकारी",
        "पदाधिकारी का नाम",
        "अधिकारी",
        "नाम",
    ),
    **PLACES,
    "since": ("from", "since", "date of joining", "joined", "कब से", "से", "योगदान की तिथि", "पदस्थापन तिथि"),
    "until": ("until", "to", "till", "relieved", "कब तक", "तक", "विरमित"),
}
_ROLES = roles_of(_HEADINGS)
_NEEDED = (("officer",), ("since",), ("district", "block"))


def assign(
    session: Session, name: str, place: Place, since: dt.date, until: dt.date | None = None
) -> tuple[Officers, Receipt]:
    """Remember that an officer has a place from a day on, until another comes or until a last day.

    Raises `officer-number` for a name that holds a long number, `officer-dates` for a last day before the first.
    """
    officer = clean(name)
    _refuse_numbers(officer, NOWHERE)
    if until is not None and until < since:
        raise EshramError("officer-dates", since=since, until=until)
    term = Term(officer, place.id, since, until)
    receipt = session.ledger.assign([term], **acting())
    return list_officers(session, place), receipt


def load(session: Session, file: Path, within: Place | None = None) -> OfficersLoaded:
    """Remember the officers that a sheet names: columns officer, block or district, from, and until where known.

    Other columns are passed over, telephone numbers among them. Raises `officer-columns` where the first rows of no
    sheet are such headings.
    """
    terms: list[Term] = []
    problems: list[Problem] = []
    for grid, at, roles in headed_grids(file, _ROLES, _NEEDED, "officer-columns"):
        for row in range(at + 1, len(grid.rows)):
            texts = {role: clean(str(grid.at(row, column) or "")) for role, column in roles.items()}
            if any(texts.values()):
                try:
                    terms.append(_term(session.gazetteer, within, grid, row, roles, texts))
                except EshramError as error:
                    problems.append(error.problem)
    receipt = session.ledger.assign(terms, file=file.name, **acting())
    return OfficersLoaded(
        file=file.name,
        accepted=receipt.accepted,
        unchanged=receipt.unchanged,
        rejected=len(problems),
        problems=tuple(problems),
    )


def list_officers(session: Session, place: Place | None = None, *, as_on: dt.date | None = None) -> Officers:
    """The officers of a place and of those within it (None: of all); with `as_on` those in office on that day."""
    gazetteer = session.gazetteer
    inside = {one.id for one in (place, *gazetteer.descendants(place.id))} if place else None
    rows = []
    for term in session.ledger.terms():
        in_office = as_on is None or (term.since <= as_on and (term.until is None or as_on <= term.until))
        if term.place in gazetteer and in_office and (inside is None or term.place in inside):
            at = gazetteer.get(term.place)
            above = above_words(gazetteer, at)
            rows.append(
                OfficerTerm(
                    officer=term.officer,
                    place=at.name,
                    place_hi=at.name_hi or None,
                    within=above[Language.en],
                    since=term.since,
                    until=term.until,
                    within_hi=above[Language.hi],
                )
            )
    ordered = tuple(sorted(rows, key=lambda row: (row.place, row.within, row.since)))
    if place is None:
        return Officers(rows=ordered)
    return Officers(within=place.name, rows=ordered, within_hi=place.name_hi or None)


def _refuse_numbers(text: str, where: Where) -> None:
    if _LONG_NUMBER.search(text):
        raise EshramError("officer-number", where)


def _term(
    gazetteer: Gazetteer, within: Place | None, grid: Grid, row: int, roles: dict[str, int], texts: dict[str, str]
) -> Term:
    """What a row says: `roles` the column of each heading, `texts` the cells below them."""
    where = {role: grid.where(row, column) for role, column in roles.items()}
    _refuse_numbers(texts["officer"], where["officer"])
    if not texts["officer"]:
        raise EshramError("officer-missing", where["officer"])
    place, at, unknown = named_place(gazetteer, texts, within, where)
    if place is None or at is NOWHERE:
        raise EshramError("officer-place", at or where["officer"], text=unknown)
    since = _date(grid.at(row, roles["since"]), where["since"])
    until = _date(grid.at(row, roles["until"]), where["until"]) if texts.get("until") else None
    if until is not None and until < since:
        raise EshramError("officer-dates", where["until"], since=since, until=until)
    return Term(texts["officer"], place.id, since, until)


def _date(cell: Cell, where: Where) -> dt.date:
    found = read_date(cell if isinstance(cell, dt.date) else str(cell or ""))
    if not isinstance(found, tuple):
        raise EshramError("officer-date", where, text=clean(str(cell or "")))
    return found[0]
