"""Targets held against the 2011 population of their places: a target is persons, so it cannot pass those there are.

About a third of a district's population are unorganised workers by the drive's own targets (380 million of 1.21 billion
is 31 %). A share above 100 % is a slip of the keyboard; one outside 15-60 % deserves a second look.
"""

from __future__ import annotations

from collections.abc import Iterable

from eshram_cli.language.written import group, show_percent
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.model import TargetRecord

ABOVE = "target-above-population"
LOWEST, HIGHEST, WHOLE = 15, 60, 100
"""Shares of the population in percent."""


def share(target: int, population: int | None) -> float | None:
    """target / population x 100, in percent, not rounded; None where the population is not known or 0."""
    return target / population * 100 if population else None


def population_problems(
    gazetteer: Gazetteer, rows: Iterable[TargetRecord], *, file: str = "", anyway: bool = False
) -> tuple[Problem, ...]:
    """An error for each target of more than everybody (`anyway` lets it in), a note for each share outside 15-60 %.

    A target of one channel or department may be as small as it likes. Places without a population are passed over.
    """
    found = []
    for row in rows:
        place = gazetteer.get(row.place)
        percent = share(row.value, place.population)
        if percent is None:
            continue
        impossible, unusual = percent > WHOLE, not row.cut and not LOWEST <= percent <= HIGHEST
        if impossible or unusual:
            words = {
                "place": gazetteer.title(place.id),
                "target": group(row.value),
                "population": group(place.population or 0),
                "share": show_percent(percent),
            }
            code = ABOVE if impossible and not anyway else "target-share-unusual"
            found.append(Problem(code, Where(file, "", row.row or None, row.column or None), words))
    return tuple(found)
