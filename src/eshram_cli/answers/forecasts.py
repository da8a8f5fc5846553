"""The lines of forecasts: the course ahead day by day, a place among many, how good past forecasts were."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from eshram_cli.described import LATIN, Kind, Row, hindi, shown


def _quantile(key: str) -> object:
    return shown(Kind.count, key=f"q{key}", label=key)


class CurveDay(Row):
    """A place on a coming day: the quantiles of its count in persons."""

    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(9)]
    date: Annotated[dt.date, shown(Kind.date)]
    lowest: Annotated[int, _quantile("0.025")]
    low: Annotated[int, _quantile("0.1")]
    lower: Annotated[int, _quantile("0.25")]
    median: Annotated[int, _quantile("0.5")]
    upper: Annotated[int, _quantile("0.75")]
    high: Annotated[int, _quantile("0.9")]
    highest: Annotated[int, _quantile("0.975")]


class PlaceAhead(Row):
    """A place among many: when its target is reached with chance 0.1, 0.5, 0.9, and where it stands in four weeks."""

    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(9)]
    code: Annotated[int | None, shown(Kind.number, 10)]
    registered: Annotated[int | None, shown(Kind.count)]
    target: Annotated[int | None, shown(Kind.count, 2)]
    pace7: Annotated[float | None, shown(Kind.rate, 3)]
    needed_per_day: Annotated[float | None, shown(Kind.rate, 4)]
    earliest: Annotated[dt.date | None, shown(Kind.date, 2, heading="forecast-earliest")]
    finish: Annotated[dt.date | None, shown(Kind.date, heading="forecast-finish")]
    latest: Annotated[dt.date | None, shown(Kind.date, 2, heading="forecast-latest")]
    deadline: Annotated[dt.date | None, shown(Kind.date, 5)]
    chance: Annotated[float | None, shown(Kind.percent, 1, heading="forecast-chance", fraction=True)]
    median_28: Annotated[int | None, shown(Kind.count, 5, heading="forecast-median-28")]


class Score(Row):
    """One method on a place's own past: its mean absolute error in persons, a week and four weeks ahead."""

    place: Annotated[str, LATIN]
    place_hi: Annotated[str, hindi(9)]
    method: Annotated[str, shown(words="forecast-method")]
    error_7: Annotated[int | None, shown(Kind.count, heading="forecast-error-7")]
    error_28: Annotated[int | None, shown(Kind.count, heading="forecast-error-28")]
    best: Annotated[bool, shown(Kind.flag, 2, heading="forecast-best")]
