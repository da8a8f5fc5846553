"""Every chart in every size and language: a whole picture, without a missing letter, the same each time."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from matplotlib.text import Text
from PIL import Image

from eshram_cli.analysis.forecasts import PlaceForecast
from eshram_cli.answers.by import ByCut
from eshram_cli.answers.camps import CampCalendar, CampUplift
from eshram_cli.answers.measure import Measure
from eshram_cli.answers.outlines import Outlined
from eshram_cli.answers.race import RaceTable
from eshram_cli.answers.ranking import Ranking
from eshram_cli.answers.share import Shared
from eshram_cli.answers.trend import Trend
from eshram_cli.answers.why import Why
from eshram_cli.described import replace
from eshram_cli.errors import EshramError
from eshram_cli.problems import Language
from eshram_cli.reports.charts import Kind, Size, chart, render, write_chart
from eshram_cli.reports.look import Look

DISTRICTS = ("Patna", "Pashchim Champaran", "Kaimur (Bhabua)", "Purbi Champaran", "Muzaffarpur", "Gaya") * 4
ENGLISH, HINDI = Look(Language.en), Look(Language.hi)


@pytest.fixture
def results(
    ranking: Ranking,
    drawn: Outlined,
    one: Trend,
    many: Trend,
    shares: ByCut,
    shared: Shared,
    ahead: PlaceForecast,
    contest: RaceTable,
    moved: Why,
    camped: CampCalendar,
    lifted: CampUplift,
) -> dict[Kind, object]:
    return {
        Kind.ranking: ranking,
        Kind.map: ranking,
        Kind.outlines: drawn,
        Kind.trend: one,
        Kind.daily: one,
        Kind.bump: many,
        Kind.multiples: many,
        Kind.calendar: many,
        Kind.shares: shares,
        Kind.forward: shared,
        Kind.forecast: ahead,
        Kind.race: contest,
        Kind.waterfall: moved,
        Kind.camps: camped,
        Kind.uplift: lifted,
    }


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("kind", list(Kind))
def test_each_chart_fits_its_sheet_in_hindi(kind: Kind, size: Size, results: dict[Kind, object]) -> None:
    data, problems = render(results[kind], kind, ".png", HINDI, size)
    picture = Image.open(io.BytesIO(data)).convert("L")
    widths = {Size.screen: {1920}, Size.a4: {1654, 2339}, Size.phone: {1080}}
    assert problems == ()
    assert picture.width in widths[size]
    assert 400 < picture.height <= {Size.screen: 1080, Size.a4: 2339, Size.phone: 6000}[size] or kind is Kind.forward
    assert _blank(picture, edge=12 if kind is not Kind.forward else 0), "nothing is cut off at the edges"


def _blank(picture: Image.Image, edge: int) -> bool:
    """Whether the strips along the left, right and lower edge are white."""
    if not edge:
        return True
    width, height = picture.size
    strips = [(0, 0, edge, height), (width - edge, 0, width, height), (0, height - edge, width, height)]
    return all(picture.crop(strip).getextrema() == (255, 255) for strip in strips)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_same_result_gives_the_same_bytes(kind: Kind, results: dict[Kind, object]) -> None:
    for ending in (".png", ".svg"):
        first, _ = render(results[kind], kind, ending, ENGLISH)
        again, _ = render(results[kind], kind, ending, ENGLISH)
        assert first == again
        # No moment of drawing, as a file's metadata would hold: neither its field nor a date written by a program.
        assert b"dc:date" not in first
        assert re.search(rb"20\d\d-\d\d-\d\d", first) is None
        assert b"matplotlib.org" not in first
    ET.fromstring(first)  # noqa: S314  our own bytes


@pytest.mark.parametrize("kind", list(Kind))
def test_a_chart_reads_in_grey(kind: Kind, results: dict[Kind, object]) -> None:
    """Three shades at least that differ clearly: paper, what is meant lightly, what is meant strongly."""
    data, _ = render(results[kind], kind, ".png", ENGLISH, Size.phone)
    histogram = Image.open(io.BytesIO(data)).convert("L").histogram()
    often = [shade for shade, count in enumerate(histogram) if count > 300]
    assert min(often) < 60, "the words are dark"
    assert any(60 <= shade <= 225 for shade in often)


def test_a_png_of_a4_prints_at_its_size(ranking: Ranking) -> None:
    data, _ = render(ranking, Kind.ranking, ".png", ENGLISH, Size.a4)
    dots = Image.open(io.BytesIO(data)).info["dpi"]
    assert round(dots[0]) == 200


def test_a_chart_is_written_whole_beside_what_stood_there(tmp_path: Path, ranking: Ranking) -> None:
    out = tmp_path / "charts" / "rank.PNG"
    assert write_chart(ranking, Kind.ranking, out, ENGLISH) == ()
    assert out.read_bytes().startswith(b"\x89PNG")
    assert [path.name for path in out.parent.iterdir()] == ["rank.PNG"]


@pytest.mark.parametrize("name", ["rank.pdf", "rank", "rank.csv"])
def test_another_ending_is_refused_before_anything_is_drawn(name: str, tmp_path: Path, ranking: Ranking) -> None:
    with pytest.raises(EshramError) as caught:
        write_chart(ranking, Kind.ranking, tmp_path / name, ENGLISH)
    assert caught.value.problem.code == "chart-ending"
    assert ".png, .svg" in str(caught.value)
    assert "For a PDF use `eshram report`." in str(caught.value)
    assert not list(tmp_path.iterdir())


def test_commands_that_draw_nothing_do_not_load_matplotlib() -> None:
    script = (
        "import sys; from eshram_cli.cli import load_commands; load_commands();"
        "import eshram_cli.reports.layouts.share, eshram_cli.reports.charts, eshram_cli.reports.layouts.trend;"
        "sys.exit('matplotlib' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_chart_does_not_load_pyplot(tmp_path: Path) -> None:
    script = (
        "import sys, eshram_cli.reports.charts.ranking\n"
        "with eshram_cli.reports.charts.style.styled(): pass\n"
        "print([name for name in ('matplotlib.pyplot', 'matplotlib.style') if name in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", script], check=True, cwd=tmp_path, capture_output=True, text=True)
    assert found.stdout == "[]\n"


@pytest.mark.parametrize("size", list(Size))
@pytest.mark.parametrize("measure", [Measure.registered, Measure.percent])
def test_no_name_of_a_district_is_cut_among_many(many: Trend, size: Size, measure: Measure) -> None:
    first = many.courses[0]
    rows = [replace(first, now=replace(first.now, place=name, place_hi="")) for name in DISTRICTS]
    figure = chart(replace(many, courses=tuple(rows), measure=measure), Kind.multiples, ENGLISH, size)
    assert set(DISTRICTS) <= {text.get_text() for text in figure.findobj(Text)}
