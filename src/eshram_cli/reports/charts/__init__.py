"""Charts: a frozen result to a picture. The only package that knows matplotlib, which is loaded when a chart is asked.

The module `charts/NAME.py` draws the kind NAME: its function `draw(result, look, size)` gives a finished `Page`. Every
chart says what it found in its title, and below it the date, who reported, the measure and the source.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Protocol

from eshram_cli.errors import EshramError
from eshram_cli.problems import NOWHERE, Language, Problem, Where
from eshram_cli.reports.look import Look
from eshram_cli.reports.output import save_bytes

ENDINGS = (".png", ".svg")


class Kind(StrEnum):
    """What can be drawn, and of which result."""

    ranking = "ranking"  # a Ranking: bars against targets
    trend = "trend"  # a Trend of one place: persons so far, target, deadline, day notes
    daily = "daily"  # a Trend of one place: new of each day, and the 7-day mean
    bump = "bump"  # a Trend of several places: their ranks day by day
    multiples = "multiples"  # a Trend of several places: a small curve each
    calendar = "calendar"  # a Trend of several places: who reported on which day
    shares = "shares"  # a Shares: members of one dimension
    forecast = "forecast"  # a PlaceForecast: history, the fan of what is to come, target, deadline, day notes
    race = "race"  # a RaceTable: ranks now and on the day
    forward = "forward"  # a share.Shared: the one picture to forward


class Size(StrEnum):
    """What the picture is made for: a projector, a sheet of paper, a phone."""

    screen = "screen"
    a4 = "a4"
    phone = "phone"


class Drawn(Protocol):
    """A finished picture."""

    def data(self, ending: str) -> bytes:
        """Its bytes as PNG or SVG; the same picture gives the same bytes."""


def write_chart(result: object, kind: Kind, out: Path, look: Look, size: Size = Size.screen) -> tuple[Problem, ...]:
    """Draws the result into a PNG or SVG file and says what could not be drawn as it should.

    Without a font for Hindi the words are English and the names Latin. Raises EshramError `chart-ending` for another
    ending, `chart-no-matplotlib`, `output-unwritable`.
    """
    if out.suffix.lower() not in ENDINGS:
        endings = ", ".join(ENDINGS)
        raise EshramError("chart-ending", Where(file=str(out)), ending=out.suffix or out.name, endings=endings)
    data, problems = render(result, kind, out.suffix.lower(), look, size)
    save_bytes(out, data)
    return problems


def render(
    result: object, kind: Kind, ending: str, look: Look, size: Size = Size.screen
) -> tuple[bytes, tuple[Problem, ...]]:
    """The picture's bytes, and what could not be drawn as it should."""
    look, problems = _readable(look)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        page: Drawn = import_module(f"{__name__}.{kind.value}").draw(result, look, size)
        data = page.data(ending)
    if any("missing from font" in str(warning.message) for warning in caught):
        problems = (*problems, Problem("chart-glyphs"))
    return data, problems


def _readable(look: Look) -> tuple[Look, tuple[Problem, ...]]:
    """The look in a language that can be drawn here."""
    try:
        from eshram_cli.reports.charts.fonts import hindi_trouble
    except ImportError as error:
        raise EshramError("chart-no-matplotlib", NOWHERE, (), why=str(error)) from error
    trouble = hindi_trouble()
    if trouble and look.language is Language.hi:
        return replace(look, language=Language.en), (Problem(trouble),)
    return look, ()
