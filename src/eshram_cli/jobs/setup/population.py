"""Targets held against the 2011 population of their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eshram_cli.analysis.shares import impossible, share, unusual
from eshram_cli.language.numerals import group, show_percent
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.problems import Problem, Where
from eshram_cli.returns.model import TargetRecord

ABOVE = "target-above-population"


def population_problems(
    gazetteer: Gazetteer, rows: Iterable[TargetRecord], *, file: str = "", anyway: bool = False
) -> tuple[Problem, ...]:
    """An error for each target of more than everybody (`anyway` lets it in), a note for each share outside 15-60 %.

    A target of one channel or department may be as small as it likes. Places without a population are passed over.
    """
    return tuple(_problems(gazetteer, rows, file, anyway))


def _problems(gazetteer: Gazetteer, rows: Iterable[TargetRecord], file: str, anyway: bool) -> Iterator[Problem]:
    for row in rows:
        place = gazetteer.get(row.place)
        percent = share(row.value, place.population)
        if percent is None:
            continue
        where = Where(file, "", row.row or None, row.column or None)
        words = {
            "place": gazetteer.title(place.id),
            "target": group(row.value),
            "population": group(place.population or 0),
            "share": show_percent(percent),
        }
        if impossible(percent) and not anyway:
            yield Problem(ABOVE, where, words)
        elif impossible(percent) or (unusual(percent) and not row.cut):
            yield Problem("target-share-unusual", where, words)
