"""Centres: which registered how many, which are idle, and which places have none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from eshram_cli.analysis.centres import centres as analysed
from eshram_cli.analysis.workdays import WEEK
from eshram_cli.answers.centres import Centres, State
from eshram_cli.described import KnownOn
from eshram_cli.errors import EshramError
from eshram_cli.jobs.questions.views import day_of, level_below, refuse_late_start, standing, tree
from eshram_cli.jobs.session import Session
from eshram_cli.language.words import words_of
from eshram_cli.places.model import Level, Place
from eshram_cli.places.words import name_words


def centres(
    session: Session,
    place: Place,
    *,
    level: Level | None = None,
    states: Collection[State] = (),
    as_on: dt.date | None = None,
    since: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> Centres:
    """The centres within a place, and the places of a level that have none; see `analysis.centres` for the rules.

    `as_on` None is the latest date reported within the place, `since` None a week before, `level` None the lowest one
    at which centres are told. Raises `nothing-reported`, `since-after`, and `nothing-by` where no figure is of a
    centre.
    """
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    refuse_late_start(since, day, least=1)
    start = since or day - WEEK
    rows_at = None if level is None else level_below(session.gazetteer, place, level)
    found = standing(session, session.gazetteer.branch(place.id), [start, day], known, members=True)
    result = analysed(
        found, tree(session.gazetteer, place), place.id, day, start, level=rows_at, states=states, known_on=known_on
    )
    if not result.centres:
        raise EshramError("nothing-by", place=name_words(place), when=day, dimension=words_of("by-centre"))
    return result
