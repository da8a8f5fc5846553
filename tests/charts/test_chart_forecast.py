"""The chart of a forecast names its place whatever is known of it, and says what its bands are worth."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from eshram_cli.analysis.forecasting import History
from eshram_cli.analysis.forecasting.history import Floats
from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.problems import Language
from eshram_cli.reports.charts import Kind, Size, render
from eshram_cli.reports.charts.forecast import title
from eshram_cli.reports.look import Look, say
from tests.forecast.conftest import forecasts

FIRST = dt.date(2021, 11, 1)
STEADY = np.cumsum(np.full(40, 1000.0))
ONE = np.append(np.full(39, np.nan), 40_000.0)


def made(counts: Floats, target: float | None, above: Floats | None = None) -> PlaceForecast:
    return forecasts(History(FIRST, counts[:, None], None, above), [target])[0]


@pytest.mark.parametrize(
    ("counts", "target", "says"),
    [
        (STEADY, 60_000, "Purbi Champaran: 60,000 by 16 January 2022 (9 in 10)"),
        (STEADY, 120_000, "Purbi Champaran: 1,20,000 around "),
        (STEADY, 20_000, "Purbi Champaran: 20,000 reached on 20 November 2021"),
        (STEADY, None, "Purbi Champaran: 68,000 around 7 January 2022"),
        (np.minimum(STEADY, 20_000), 90_000, "Purbi Champaran: 90,000 not within a year"),
        (ONE, 90_000, "Purbi Champaran: 40,000, the figure of one day"),
        (ONE, 30_000, "Purbi Champaran: 30,000 reached by 10 December 2021"),
    ],
)
def test_the_title_is_short_and_names_the_place(counts: Floats, target: float | None, says: str) -> None:
    found = made(counts, target)
    assert say(title(found), Look()).startswith(says)
    assert say(title(found), Look(Language.hi)).startswith("पूर्वी चंपारण: ")


@pytest.mark.parametrize("size", list(Size))
def test_a_single_figure_is_drawn_with_room_for_its_label(size: Size) -> None:
    data, _ = render(made(ONE, 90_000), Kind.forecast, ".png", Look(), size)
    assert data.startswith(b"\x89PNG")


def test_the_notes_say_whose_pace_it_is() -> None:
    borrowed, alone = made(ONE, 90_000, STEADY * 9), made(ONE, 90_000)
    assert borrowed.made.borrowed
    assert render(borrowed, Kind.forecast, ".svg", Look()) != render(alone, Kind.forecast, ".svg", Look())
