"""Charts: a frozen result to a picture. The only package that knows matplotlib, which is loaded when a chart is asked.

The module `charts/NAME.py` draws the kind NAME: its function `draw(result, look, size)` gives matplotlib's `Figure`.
Every chart says what it found in its title, and below it the date, who reported, the measure and the source.
"""

from __future__ import annotations

import io
import warnings
from dataclasses import replace
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from eshram_cli.errors import EshramError
from eshram_cli.problems import NOWHERE, Language, Problem, Where
from eshram_cli.reports.look import Look
from eshram_cli.reports.output import save_bytes

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ENDINGS = (".png", ".svg")
COMPRESSION = 3
"""Of 9. The highest takes five times as long and makes a file a twentieth smaller."""


class Kind(StrEnum):
    """What can be drawn, and of which result."""

    ranking = "ranking"  # a Ranking: bars against targets
    trend = "trend"  # a Trend of one place: persons so far, target, deadline, day notes
    daily = "daily"  # a Trend of one place: new of each day, and the 7-day mean
    bump = "bump"  # a Trend of several places: their ranks day by day
    multiples = "multiples"  # a Trend of several places: a small curve each
    calendar = "calendar"  # a Trend of several places: who reported on which day
    shares = "shares"  # a ByCut: members of one dimension
    forecast = "forecast"  # a PlaceForecast: history, the fan of what is to come, target, deadline, day notes
    race = "race"  # a RaceTable: ranks now and on the day
    waterfall = "waterfall"  # a Why: from the rank then to the rank now, a bar for each cause
    uplift = "uplift"  # a CampUplift: days with camps beside like days, the mean and its range
    camps = "camps"  # a CampCalendar: who has a camp on which day, and which were held
    map = "map"  # a Ranking: an equal tile for each place, where it lies
    outlines = "outlines"  # an Outlined: the same on the places' own outlines
    forward = "forward"  # a share.Shared: the one picture to forward


class Size(StrEnum):
    """What the picture is made for: a projector, a sheet of paper, a phone."""

    screen = "screen"
    a4 = "a4"
    phone = "phone"


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
    _, data, problems = _drawn(result, kind, ending, look, size)
    return data, problems


def pictured(result: object, kind: str, look: Look, size: Size = Size.screen) -> tuple[str, str, tuple[Problem, ...]]:
    """The picture as the text of an SVG, its finding in words, and what could not be drawn as it should."""
    figure, data, problems = _drawn(result, Kind(kind), ".svg", look, size)
    largest = max((text.get_fontsize() for text in figure.texts), default=0)
    finding = " ".join(text.get_text() for text in figure.texts if text.get_fontsize() == largest)
    return data.decode("utf-8"), finding, problems


def chart(result: object, kind: Kind, look: Look, size: Size = Size.screen) -> Figure:
    """The picture as a matplotlib figure, to be looked into or drawn on further."""
    from eshram_cli.reports.charts.style import styled

    look = replace(look, drive=getattr(result, "drive", None))
    with styled():
        figure: Figure = import_module(f"{__name__}.{kind.value}").draw(result, look, size)
    return figure


def _drawn(
    result: object, kind: Kind, ending: str, look: Look, size: Size
) -> tuple[Figure, bytes, tuple[Problem, ...]]:
    """Without the date and the version of what drew it, so that the same result gives the same bytes."""
    from eshram_cli.reports.charts.style import styled

    look, problems = readable(look)
    out = io.BytesIO()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        figure = chart(result, kind, look, size)
        with styled():
            if ending == ".svg":
                figure.savefig(out, format="svg", metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
            else:
                figure.savefig(out, metadata={"Software": None}, pil_kwargs={"compress_level": COMPRESSION})
    if any("missing from font" in str(warning.message) for warning in caught):
        problems = (*problems, Problem("chart-glyphs"))
    return figure, out.getvalue(), problems


def readable(look: Look) -> tuple[Look, tuple[Problem, ...]]:
    """The look in a language that can be drawn here."""
    try:
        from eshram_cli.reports.charts.fonts import hindi_trouble
    except ImportError as error:
        raise EshramError("chart-no-matplotlib", NOWHERE, (), why=str(error)) from error
    trouble = hindi_trouble()
    if trouble and look.language is Language.hi:
        return replace(look, language=Language.en), (Problem(trouble),)
    return look, ()
