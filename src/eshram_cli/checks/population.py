"""Counts held against the people there are: more persons than live in a place cannot be registered there."""

from __future__ import annotations

from collections.abc import Iterable

from eshram_cli.checks._figures import FEW, KEPT_OUT, listed, where
from eshram_cli.checks._history import History
from eshram_cli.language.numerals import group
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Record, Return

GROWTH = 1.2
"""Ten years of growth add about a fifth to the people of 2011."""

ADULTS = 0.7
"""Adults are some two thirds of the people, and not every one of them is an unorganised worker."""


def check(ret: Return, history: History) -> list[Problem]:
    """An error for counts above the projected population of their place, and one warning for those above 70 % of it.

    Any count: of one channel or of one day as well. Of more than three places the first is told, with their number.
    Places without a known population are passed over.
    """
    if not history.populations:
        return []
    people = {place: round(GROWTH * persons) for place, persons in history.populations.items()}
    known = [record for record in ret.records if record.place in people]
    above = [record for record in known if record.value > people[record.place]]
    impossible = {record.place for record in above}
    near = [
        record
        for record in known
        if not record.cut and record.place not in impossible and record.value > ADULTS * people[record.place]
    ]
    first = list({record.place: record for record in above}.values())
    if len(first) > FEW:
        words = {**_words(above, history), KEPT_OUT: tuple({record.row for record in above})}
        return [Problem("counts-above-population", where(ret, above[0]), words), *_near(ret, near, history)]
    errors = [
        Problem(
            "count-above-population",
            where(ret, one),
            {**_words([one], history), KEPT_OUT: tuple({record.row for record in above if record.place == one.place})},
        )
        for one in first
    ]
    return [*errors, *_near(ret, near, history)]


def _near(ret: Return, near: list[Record], history: History) -> list[Problem]:
    return [Problem("count-near-population", where(ret, near[0]), _words(near, history))] if near else []


def _words(records: Iterable[Record], history: History) -> dict[str, object]:
    """What is said of the first of the records, with how many places there are."""
    places = list({record.place: record for record in records}.values())
    persons = history.populations[places[0].place]
    return {
        "place": places[0].written,
        "value": group(places[0].value),
        "census": group(persons),
        "people": group(round(GROWTH * persons)),
        "count": len(places),
        "places": listed(record.written for record in places),
    }
