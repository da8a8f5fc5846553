"""Counts held against the people there are: more persons than live in a place cannot be registered there."""

from __future__ import annotations

from collections.abc import Iterable

from eshram_cli.checks._figures import FEW, KEPT_OUT, listed, where
from eshram_cli.checks._history import History
from eshram_cli.language.written import group
from eshram_cli.places.model import GROWTH
from eshram_cli.problems import Problem
from eshram_cli.returns.model import Figure, Return

CODE = "above-population-kept"

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
    known = [figure for figure in ret.figures if figure.place in people]
    above = [figure for figure in known if figure.value > people[figure.place]]
    impossible = {figure.place for figure in above}
    near = [
        figure
        for figure in known
        if not figure.cut and figure.place not in impossible and figure.value > ADULTS * people[figure.place]
    ]
    first = list({figure.place: figure for figure in above}.values())
    if len(first) > FEW:
        words = {**_words(above, history), KEPT_OUT: tuple({figure.row for figure in above})}
        problems = [Problem("counts-above-population", where(ret, above[0]), words)]
    else:
        problems = []
        for one in first:
            rows = tuple({figure.row for figure in above if figure.place == one.place})
            words = {**_words([one], history), KEPT_OUT: rows}
            problems.append(Problem("count-above-population", where(ret, one), words))
    if near:
        problems.append(Problem("count-near-population", where(ret, near[0]), _words(near, history)))
    return problems


def _words(figures: Iterable[Figure], history: History) -> dict[str, object]:
    """What is said of the first of the figures, with how many places there are."""
    places = list({figure.place: figure for figure in figures}.values())
    persons = history.populations[places[0].place]
    return {
        "place": places[0].written,
        "value": group(places[0].value),
        "census": group(persons),
        "people": group(round(GROWTH * persons)),
        "count": len(places),
        "places": listed(figure.written for figure in places),
    }
