"""The outlines of the places of a ranking, from a GeoJSON file of the office."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from eshram_cli.answers.outlines import Outlined
from eshram_cli.answers.ranking import Ranking
from eshram_cli.counted import counted
from eshram_cli.errors import EshramError
from eshram_cli.jobs.session import Session
from eshram_cli.places.model import INDIA, Level, PlaceId, Polygon
from eshram_cli.places.resolve import bearers
from eshram_cli.problems import Problem, Where
from eshram_cli.sheets.geojson import Feature, read_geojson

NAMED = 8
"""So many names a message holds; the others are counted."""
LGD = "lgd"
"""A property with this in its name holds codes of the Local Government Directory."""


def outlined(session: Session, ranking: Ranking, file: Path) -> tuple[Outlined, tuple[Problem, ...]]:
    """The ranking with its outlines, and what has none on either side.

    One property of the file says which place each outline is: that of the directory's codes, else the one whose texts
    name the most of the places, else one of codes that hits the most. An outline that another property puts into
    another state or district is none of them: codes and names come back elsewhere. Nothing is matched by likeness.
    Raises `geojson-no-match` where no place has an outline, and what `read_geojson` raises.
    """
    features = read_geojson(file)
    gazetteer, level = session.gazetteer, Level[ranking.level]
    rows = {row.id: row for row in ranking.rows}
    by_code = {row.code: row.id for row in ranking.rows if row.code is not None}
    above = [one for one in Level if Level.country < one < level]

    @cache
    def named(text: str, at: Level) -> frozenset[str]:
        """The places of the level that bear the name, of the rows' own level within the ranking's place alone."""
        inside = PlaceId(ranking.within_id) if at is level and ranking.within_id != INDIA else None
        return frozenset(place.id for place in bearers(gazetteer, text, level=at, within=inside))

    def lies_in(place: str, feature: Feature, key: str) -> bool:
        """Whether no other property of the outline names a state or a district that the place is not in."""
        parents = {parent.id for parent in gazetteer.parents(PlaceId(place))}
        told = [named(text, one) for other, text in feature.texts.items() if other != key for one in above]
        return all(found & parents for found in told if found)

    def of_texts(key: str) -> dict[int, str]:
        """The places by the number of the outline that the texts of a property name, each without doubt."""
        found: dict[int, str] = {}
        for at, feature in enumerate(features):
            places = named(feature.texts[key], level) & rows.keys() if key in feature.texts else ()
            fitting = [place for place in places if lies_in(place, feature, key)]
            if len(fitting) == 1:
                found[at] = fitting[0]
        return found

    def of_codes(key: str) -> dict[int, str]:
        """The same by the codes of a property."""
        found = {at: by_code.get(feature.numbers.get(key, -1), "") for at, feature in enumerate(features)}
        return {at: place for at, place in found.items() if place and lies_in(place, features[at], key)}

    texts = {key: of_texts(key) for key in dict.fromkeys(key for feature in features for key in feature.texts)}
    codes = {key: of_codes(key) for key in dict.fromkeys(key for feature in features for key in feature.numbers)}
    sure = [*((key, found) for key, found in codes.items() if LGD in key.casefold()), *texts.items()]
    told_by, best = _widest(sure)
    if not best:
        told_by, best = _widest([*codes.items()])
    if not best:
        raise EshramError("geojson-no-match", Where(str(file)), outlines=counted(len(features)))
    outlines: dict[str, tuple[Polygon, ...]] = {}
    for at, place in best.items():
        outlines[place] = (*outlines.get(place, ()), *features[at].polygons)
    where, problems = Where(str(file)), []
    if lacking := [row.place for row in ranking.rows if row.id not in outlines]:
        words = {"names": ", ".join(lacking[:NAMED]), "count": counted(len(lacking))}
        problems.append(Problem("geojson-places-lacking", where, words))
    if others := [feature for at, feature in enumerate(features) if at not in best]:
        labels = [feature.texts.get(told_by) or next(iter(feature.texts.values()), "–") for feature in others]
        words = {"names": ", ".join(labels[:NAMED]), "count": counted(len(others))}
        problems.append(Problem("geojson-outlines-left", where, words))
    return Outlined(ranking, outlines), tuple(problems)


def _widest(found: Sequence[tuple[str, dict[int, str]]]) -> tuple[str, dict[int, str]]:
    """The property that finds the most places, the first of several, with what it finds."""
    return max(found, key=lambda one: len(set(one[1].values())), default=("", {}))
