"""What is drawn is what was found: values read off the axes of every kind, beside the figures of its result."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.container import BarContainer

from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.analysis.measures import value_of
from eshram_cli.answers.by import ByCut
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.race import RaceTable
from eshram_cli.answers.ranking import Ranking
from eshram_cli.answers.share import Shared
from eshram_cli.answers.trend import Trend
from eshram_cli.described import replace
from eshram_cli.reports.charts import Kind, Size, chart
from eshram_cli.reports.charts.race import in_mean_order
from eshram_cli.reports.look import Look
from tests.charts.conftest import LAST

ENGLISH = Look()
FIRST = dt.date(2021, 12, 15)


def axes_of(result: object, kind: Kind, size: Size = Size.screen) -> list[Axes]:
    return chart(result, kind, ENGLISH, size).axes


def bars(ax: Axes, label: str) -> BarContainer:
    return next(found for found in ax.containers if isinstance(found, BarContainer) and found.get_label() == label)


def widths(ax: Axes, label: str) -> list[float]:
    return [bar.get_width() for bar in bars(ax, label)]


def line(ax: Axes, label: str) -> tuple[list[Any], list[float]]:
    found: Any = next(line for line in ax.get_lines() if line.get_label() == label)
    return list(found.get_xdata()), [float(value) for value in found.get_ydata()]


def known(values: Sequence[float]) -> list[float]:
    return [value for value in values if not math.isnan(value)]


@pytest.mark.parametrize("measure", [Measure.percent, Measure.registered, Measure.new, Measure.pace7, Measure.balance])
def test_a_ranking_has_a_bar_for_each_value_in_its_row(measure: Measure, ranking: Ranking) -> None:
    ranking = replace(ranking, measure=measure)
    (ax,) = axes_of(ranking, Kind.ranking)
    drawn = {round(bar.get_y() + bar.get_height() / 2): bar.get_width() for bar in bars(ax, "values")}
    values = {at: value_of(row, measure) for at, row in enumerate(ranking.rows)}
    assert drawn == pytest.approx({at: value for at, value in values.items() if value is not None})


def test_a_ranking_has_its_targets_and_the_whole(ranking: Ranking) -> None:
    (ax,) = axes_of(ranking, Kind.ranking)
    assert widths(ax, "goals") == [100, 100, 100]
    assert line(ax, "whole")[0] == pytest.approx([30, 30])
    (ax,) = axes_of(replace(ranking, measure=Measure.registered), Kind.ranking)
    assert widths(ax, "goals") == [1000, 1714038, 1000]


def test_a_bar_of_an_old_figure_is_striped(ranking: Ranking) -> None:
    (ax,) = axes_of(ranking, Kind.ranking)
    assert [bar.get_hatch() for bar in bars(ax, "values")] == [None, None, "///"]


def test_a_curve_goes_through_the_figures_and_leaves_gaps(one: Trend) -> None:
    (ax,) = axes_of(one, Kind.trend)
    fresh = one.courses[0].fresh
    days, counts = line(ax, "figures")
    assert days == [FIRST + dt.timedelta(days=step) for step in range(14)]
    assert known(counts) == [point.registered for point in fresh]
    assert [day.day for day, count in zip(days, counts, strict=True) if math.isnan(count)] == [20, 21]
    assert line(ax, "days") == ([point.as_on for point in fresh], [point.registered for point in fresh])
    assert line(ax, "target")[1] == [1000, 1000]
    assert line(ax, "needed") == ([LAST, dt.date(2021, 12, 31)], [280, 1000])
    assert line(ax, "deadline")[0] == [dt.date(2021, 12, 31)] * 2


def test_days_have_their_new_and_a_gap_its_mean(one: Trend) -> None:
    (ax,) = axes_of(one, Kind.daily)
    fresh = one.courses[0].fresh
    assert [bar.get_height() for bar in bars(ax, "new")] == [point.new for point in fresh if point.new is not None]
    assert [bar.get_height() for bar in bars(ax, "spread")] == [10, 10, 10]
    assert known(line(ax, "figures")[1]) == [point.pace7 for point in fresh if point.pace7 is not None]


def test_ranks_are_at_their_height(many: Trend) -> None:
    (ax,) = axes_of(many, Kind.bump)
    for course in many.courses:
        assert line(ax, course.now.place) == (list(range(14)), [point.rank for point in course.points])


@pytest.mark.parametrize("measure", [Measure.percent, Measure.registered])
def test_each_panel_has_its_curve(measure: Measure, many: Trend) -> None:
    (ax,) = axes_of(replace(many, measure=measure), Kind.multiples)
    for course in many.courses:
        days, values = line(ax, course.now.place)
        expected = [point.percent if measure is Measure.percent else point.registered for point in course.fresh]
        assert known(values) == pytest.approx(expected)
        assert [
            FIRST + dt.timedelta(days=int(day))
            for day, value in zip(days, values, strict=True)
            if not math.isnan(value)
        ] == [point.as_on for point in course.fresh]


def test_panels_share_one_scale(many: Trend) -> None:
    """A point of 28 percent is as high in one panel as in another."""
    (ax,) = axes_of(many, Kind.multiples)
    found = [line for line in ax.get_lines() if line.get_label() in {course.now.place for course in many.courses}]
    ends = [one.get_transform().transform((0, value)) for one in found for value in (0, 28)]
    heights = [high - low for (_, low), (_, high) in zip(ends[::2], ends[1::2], strict=True)]
    assert heights == pytest.approx([heights[0]] * 3)
    assert heights[0] > 0


def test_a_calendar_fills_the_days_that_reported(many: Trend) -> None:
    (ax,) = axes_of(many, Kind.calendar)
    filled, empty = (
        {tuple(np.round(np.asarray(path.vertices)[:4].mean(axis=0)).astype(int)) for path in found.get_paths()}
        for found in sorted(ax.collections, key=lambda one: one.get_label() == "missing")
    )
    assert empty == {(5, 0), (6, 0)}, "the place that missed most stands on top"
    assert len(filled) == 3 * 14 - 2


def test_shares_are_as_long_as_they_are_large(shares: ByCut) -> None:
    (ax,) = axes_of(shares, Kind.shares)
    assert widths(ax, "shares") == [63.343, 36.657]


def test_a_forecast_shows_its_quantiles(ahead: PlaceForecast) -> None:
    (ax,) = axes_of(ahead, Kind.forecast)
    days, middle = line(ax, "middle")
    assert days[0] == ahead.as_on
    assert middle[0] == ahead.registered
    assert middle[1:] == [row[3] for row in ahead.counts[: len(days) - 1]]
    for label, low, high in (("wide", 1, 5), ("narrow", 2, 4)):
        band = np.asarray(next(one for one in ax.collections if one.get_label() == label).get_paths()[0].vertices)
        last = ahead.counts[len(days) - 2]
        at_last = band[band[:, 0] == band[:, 0].max()][:, 1]
        assert (at_last.min(), at_last.max()) == pytest.approx((last[low], last[high]))
    assert known(line(ax, "days")[1])[-1] == ahead.registered
    assert line(ax, "target")[1] == [ahead.target] * 2


def test_a_race_leads_from_rank_to_mean_order(contest: RaceTable) -> None:
    (ax,) = axes_of(contest, Kind.race)
    order = in_mean_order(contest.runners)
    for at, runner in enumerate(contest.runners):
        assert line(ax, runner.place) == ([0, 1], [at, order.index(runner)])


def test_a_page_to_forward_has_the_bars_of_its_places(shared: Shared) -> None:
    target, rows = axes_of(shared, Kind.forward, Size.phone)
    assert [bar.get_width() for bar in bars(target, "percent")] == [pytest.approx(shared.now.percent)]
    assert widths(rows, "values") == pytest.approx([row.percent for row in shared.top])


def test_small_counts_have_no_bar_either(shared: Shared) -> None:
    small = replace(shared.ranked[0], registered=3, percent=0.3)
    assert shared.ranking
    rows = (small, *shared.ranking.rows[1:])
    kept = replace(shared, suppress_small=True, ranking=replace(shared.ranking, rows=rows))
    _, ax = axes_of(kept, Kind.forward, Size.phone)
    assert widths(ax, "values")[0] == 0
