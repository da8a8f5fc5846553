"""Figures that were corrected since a review: as they stood then, and as they stand."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from eshram_cli.analysis.workdays import WEEK, days_between
from eshram_cli.answers.restated import RestatedFigure, Restatements
from eshram_cli.described import KnownOn
from eshram_cli.jobs.clock import INDIA_TIME
from eshram_cli.jobs.questions.views import day_of, refuse_late_start
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import Place, PlaceId

BACK = dt.timedelta(days=35)
"""Figures of days as far before the review as this are looked at."""
_KEY = ["place", "as_on"]


def restated(
    session: Session,
    place: Place,
    since: dt.date | None = None,
    *,
    as_on: dt.date | None = None,
    known_on: KnownOn | None = None,
) -> Restatements:
    """The counts of all persons of a place and all within it that are others than at the end of the day `since`.

    A figure that came after that day is held against what was first told of its date. Figures of the five weeks before
    `since` (None: a week before `as_on`) and up to `as_on` are looked at. Raises `nothing-reported`, `since-after`.
    """
    known = session.known(known_on)
    day = day_of(session, place, as_on, known)
    since = since or day - WEEK
    refuse_late_start(since, day)
    first = since - BACK
    days = days_between(first, day)
    branch = session.gazetteer.branch(place.id)
    then = session.ledger.known_number(dt.datetime.combine(since, dt.time.max, INDIA_TIME))

    def told(*, up_to: int | None = known, first_told: bool = False) -> pd.DataFrame:
        """The counts of the days, by place and day."""
        found = session.ledger.figures(branch, days, known=up_to, cuts=[""], first=first_told)
        counts = found[(found["measure"] == "registered") & (found["as_on"] >= pd.Timestamp(first))]
        return counts.astype({"place": "str"}).set_index(_KEY)[["value", "submission"]]

    was, earliest, now = told(up_to=then), told(first_told=True), told()
    before = pd.concat([was, earliest[~earliest.index.isin(was.index)]])
    both = before.merge(now, left_index=True, right_index=True, suffixes=("_before", ""))
    changed = both[both["value_before"] != both["value"]]
    order = {one: at for at, one in enumerate(branch)}
    files = {act.number: act.file for act in session.ledger.log(known=known)} if len(changed) else {}
    rows = []
    told_otherwise = changed.reset_index().to_dict("records")
    for line in sorted(told_otherwise, key=lambda line: (line["as_on"], order[PlaceId(line["place"])])):
        at = session.gazetteer.get(PlaceId(line["place"]))
        rows.append(
            RestatedFigure(
                place=at.name,
                place_hi=at.name_hi or None,
                as_on=line["as_on"].date(),
                before=int(line["value_before"]),
                now=int(line["value"]),
                change=int(line["value"] - line["value_before"]),
                file=files.get(int(line["submission"])) or None,
                before_act=int(line["submission_before"]),
                act=int(line["submission"]),
            )
        )
    return Restatements(
        within=place.name,
        within_hi=place.name_hi or None,
        since=since,
        first=first,
        as_on=day,
        known_on=known_on,
        rows=tuple(rows),
    )
