"""The ledger's knowledge as the analysis wants it: the tree of places, and counts and targets by day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from eshram_cli.analysis.engine import PANDAS, Engine
from eshram_cli.analysis.frames import TARGETS
from eshram_cli.analysis.tree import Node, Tree
from eshram_cli.analysis.workdays import EVERY_DAY, Workdays
from eshram_cli.errors import EshramError
from eshram_cli.frames import frame
from eshram_cli.jobs.session import Session
from eshram_cli.language.written import show_date
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place
from eshram_cli.places.words import level_words, name_words
from eshram_cli.problems import Language
from eshram_cli.settings import Settings

if TYPE_CHECKING:
    import pandas as pd

    from eshram_cli.analysis.counts import Counts, Figures, Targets
    from eshram_cli.ledger.drives import Drive


def counts(
    session: Session, top: Place, known: int | None = None, workdays: Workdays = EVERY_DAY, *, cuts: str | None = None
) -> Counts:
    """Counts and targets of a place and all below it, as the ledger knew them; `workdays` and `cuts` as in `Counts`."""
    from eshram_cli.analysis.counts import Counts

    shared = session.shared or {}
    for above in (top, *session.gazetteer.parents(top.id)) if shared else ():
        if (found := shared.get((above.id, known, workdays, cuts))) is not None:
            return found
    figures, engine = figures_of(session, known)
    targets, within = targets_of(session, known), tree(session.gazetteer, top)
    made = Counts(within, figures, targets, workdays, cuts=cuts, base_on=session.base_on, engine=engine)
    if session.shared is not None:
        session.shared[top.id, known, workdays, cuts] = made
    return made


def figures_of(session: Session, known: int | None) -> tuple[Figures, Engine]:
    """What tells the figures of places that say what stands on days, and the engine that works it out."""
    if session.lake is None:
        return partial(session.ledger.figures, known=known), PANDAS
    return partial(session.lake.standing_input, known=known), session.lake.engine


def targets_of(session: Session, known: int | None) -> Targets:
    """What tells the targets in force on days (`analysis.frames.TARGETS`): those of the ledger, which are of the first
    drive; of another drive its own alone, from its base on."""
    drive, base_on = session.drive, session.base_on
    if drive is None or base_on is None:
        return partial(session.ledger.targets_on, known=known)

    def of_drive(places: Sequence[str], days: Sequence[dt.date]) -> pd.DataFrame:
        """The drive's target, where its place is among those asked."""
        told = days if drive.target is not None and drive.place in set(places) else ()
        rows = [(day, drive.place, drive.target, "exact", drive.until, base_on) for day in told if day >= base_on]
        return frame(rows, TARGETS)

    return of_drive


def standing(
    session: Session, places: Iterable[str], days: Sequence[dt.date], known: int | None, *, members: bool = False
) -> pd.DataFrame:
    """What stands on the days by the places' own figures (`analysis.frames.STANDING`), with `members` of cuts too."""
    from eshram_cli.analysis.counts import standing_table

    figures, engine = figures_of(session, known)
    return standing_table(figures(list(places), days), days, members=members, engine=engine)


def workdays_of(settings: Settings, asked: str | None = None) -> Workdays:
    """The days that a prorated target counts: those asked for, else as the settings say."""
    return Workdays((asked or settings.days) == "working", frozenset(settings.holidays))


def tree(gazetteer: Gazetteer, top: Place, leaving_out: Collection[str] = ()) -> Tree:
    """The tree below a place, itself included; its parent stands above it, so that it can be named."""
    above = [gazetteer.get(top.parent)] if top.parent else []
    places = [*above, top, *gazetteer.descendants(top.id)]
    return Tree(
        Node(one.id, one.parent, int(one.level), one.name, one.name_hi, one.code, one.since, one.until)
        for one in places
        if one.id not in leaving_out
    )


def day_of(session: Session, place: Place, asked: dt.date | None, known: int | None = None) -> dt.date:
    """The date asked for, else the latest that anything within the place has reported; of a drive its last day at most.

    Raises `nothing-reported`, `drive-days` for a date that is not of the drive, `drive-base` where its base is
    not known.
    """
    drive, base_on = session.drive, session.base_on
    if drive and base_on:
        first = session.ledger.first_date(session.gazetteer.branch(place.id), known=known)
        if first is not None and first > base_on:
            raise EshramError("drive-base", place=name_words(place), day=base_on, name=drive.name)
    if asked is not None:
        if drive and not (drive.since <= asked <= (drive.until or asked)):
            raise _not_of_drive(drive, asked)
        return asked
    latest = session.ledger.latest_date(session.gazetteer.branch(place.id), known=known)
    if latest is None:
        raise nothing_reported(place)
    if drive is None:
        return latest
    if latest < drive.since:
        raise _not_of_drive(drive, latest)
    return min(latest, drive.until or latest)


def _not_of_drive(drive: Drive, day: dt.date) -> EshramError:
    words = {"name": drive.name, "day": day, "since": drive.since, "until": drive.until or ""}
    return EshramError("drive-days" if drive.until else "drive-days-open", **words)


def refuse_late_start(since: dt.date | None, day: dt.date, *, least: int = 0) -> None:
    """Raises `since-after` where a span that starts on `since` does not reach `least` days on, up to the day asked."""
    if since is not None and (day - since).days < least:
        raise EshramError("since-after", since=since, as_on=day)


def nothing_reported(place: Place, day: dt.date | None = None) -> EshramError:
    """What to raise where a question finds no figure at all."""
    when = "" if day is None else show_date(day)
    words = {
        "place": name_words(place),
        "when": {Language.en: f" up to {when}" if when else "", Language.hi: f" {when} तक" if when else ""},
    }
    return EshramError("nothing-reported", **words)


def level_below(gazetteer: Gazetteer, place: Place, asked: Level | None) -> Level:
    """The level of a ranking's rows: the one asked, which must lie below the place, else the next that has places.

    Raises `level-above`, `no-places-below`.
    """
    below = [level for level in Level if level > place.level]
    if asked is not None and asked not in below:
        names = ", ".join(level.name for level in below)
        raise EshramError("level-above", place=name_words(place), level=level_words(asked), below=names)
    wanted = asked or (below[0] if below else place.level)
    if not below or not gazetteer.descendants(place.id, wanted):
        raise EshramError("no-places-below", place=name_words(place), level=level_words(wanted))
    return wanted
