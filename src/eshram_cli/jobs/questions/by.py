"""Figures by channel, department, category, officer, camp, gender or age."""

from __future__ import annotations

import datetime as dt

from eshram_cli.analysis.by import by_cut
from eshram_cli.answers.by import ByCut
from eshram_cli.described import KnownOn
from eshram_cli.errors import EshramError
from eshram_cli.jobs.questions.views import counts, day_of, level_below, nothing_reported, refuse_late_start
from eshram_cli.jobs.session import Session
from eshram_cli.language.words import words_of
from eshram_cli.places.model import Level, Place
from eshram_cli.places.words import name_words


def by(
    session: Session,
    place: Place,
    dimension: str,
    *,
    level: Level | None = None,
    as_on: dt.date | None = None,
    since: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> ByCut:
    """The members of a dimension in a place, or in the places of a level within it; see `analysis.by` for the rules.

    `as_on` None is the latest date reported within the place, `since` None shows no movement. Raises
    `nothing-reported`, `since-after`, and `nothing-by` where figures are there but none of this dimension.
    """
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    refuse_late_start(since, day, least=1)
    rows_at = None if level is None else level_below(session.gazetteer, place, level)
    # In a pack one dimension after the other is asked for.
    asked = counts(session, place, known, cuts=f"{dimension}=" if session.shared is None else "")
    below = [] if rows_at is None else session.gazetteer.descendants(place.id, rows_at)
    table = session.ledger.targets([place.id, *(one.id for one in below)], day, known=known, cut=None)
    aims = zip(table["place"], table["cut"], table["target"], strict=True)
    goals = {(one, cut): int(target) for one, cut, target in aims if cut.startswith(f"{dimension}=") and "|" not in cut}
    if session.base_on:
        goals = {}
    result = by_cut(asked, dimension, place.id, day, level=rows_at, since=since, goals=goals, known_on=known_on)
    if not result.rows and not result.unsent:
        if result.total.registered is None:
            raise nothing_reported(place, day)
        raise EshramError("nothing-by", place=name_words(place), when=day, dimension=words_of(f"by-{dimension}"))
    return session.told(result)
