"""A composite of several measures, by weights that an office chose.

Each measure is brought to points: 100 for the best of the places, 0 for the last, in between by its value,

    points = (value - last) / (best - last) x 100

(of the balance the least is best), 100 for all where all are equal. The composite is the weighted mean of the points,
so that neither the unit of a measure nor the sum of the weights matters. Best and last are those of the places that
have every measure of the composite; a place that lacks one has no composite, and moves nobody else's.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from eshram_cli.analysis.measures import value_of
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.ranking import Standing
from eshram_cli.described import replace

Weights = Mapping[Measure, float]


def shares_of(weights: Weights) -> dict[Measure, float]:
    """The weights in percent of their sum."""
    return {one: weight / math.fsum(weights.values()) * 100 for one, weight in weights.items()}


def with_composite(rows: Sequence[Standing], weights: Weights) -> list[Standing]:
    """The rows with their composite, 0 to 100, and the points that it is made of, or with the measures they lack."""
    values = {row.id: {one: value_of(row, one) for one in weights} for row in rows}
    lacking = {place: frozenset(one for one, value in own.items() if value is None) for place, own in values.items()}
    whole = [{one: value or 0 for one, value in values[row.id].items()} for row in rows if not lacking[row.id]]
    ends = {one: (min(own[one] for own in whole), max(own[one] for own in whole)) for one in weights if whole}
    found = []
    for row in rows:
        if lacking[row.id]:
            found.append(replace(row, lacking=lacking[row.id]))
            continue
        points = {one: _points(values[row.id][one] or 0, *ends[one], one) for one in weights}
        score = math.fsum(weights[one] * point for one, point in points.items()) / math.fsum(weights.values())
        # What the last bits of a sum say must not decide between two places.
        found.append(replace(row, points=points, composite=round(score, 9)))
    return found


def _points(value: float, least: float, most: float, measure: Measure) -> float:
    if least == most:
        return 100.0
    return ((most - value) if measure.lowest_first else (value - least)) / (most - least) * 100
