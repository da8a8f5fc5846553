"""Maps of a ranking: the layouts of tiles, colours that rise in grey, outlines from an office's own file."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Patch, PathPatch, Rectangle
from matplotlib.text import Text

from eshram_cli.answers.measure import Measure
from eshram_cli.answers.outlines import Outlined
from eshram_cli.answers.ranking import Ranking
from eshram_cli.described import replace
from eshram_cli.errors import EshramError
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.places.tiles import tiles
from eshram_cli.reports.charts import Kind, Size, chart
from eshram_cli.reports.charts.map import RAMP, Steps, steps_of
from eshram_cli.reports.charts.outlines import _area
from eshram_cli.reports.look import Look
from eshram_cli.sheets import geojson
from eshram_cli.sheets.geojson import read_geojson
from tests.charts.conftest import line, ranking_of, square

LAYOUTS = {"s10": "district", "s2": "district", "s8": "district", "s5": "district", "in": "state"}


@pytest.mark.parametrize("within", LAYOUTS)
def test_a_layout_has_every_place_once_and_no_two_in_one_cell(within: str) -> None:
    found = tiles(within, LAYOUTS[within])
    places = Gazetteer.bundled().children(PlaceId(within), Level[LAYOUTS[within]])
    file = Path(geojson.__file__).parents[1] / "places" / "data" / "tiles" / f"{within}.csv"
    written = [name for row in file.read_text(encoding="utf-8").splitlines() for name in row.split(",") if name]
    assert sorted(written) == sorted(found) == sorted(place.name for place in places)
    assert len(set(found.values())) == len(found)


@pytest.mark.parametrize(("within", "north_west", "south_east"), [
    ("s10", "Pashchim Champaran", "Banka"), ("s10", "Purbi Champaran", "Patna"), ("s10", "Gopalganj", "Nawada"),
    ("s2", "Chamba", "Sirmaur"), ("s2", "Kangra", "Mandi"), ("s8", "Bikaner", "Jaipur"), ("s8", "Jaisalmer", "Kota"),
    ("s5", "Uttar Kashi", "Pithoragarh"), ("s5", "Haridwar", "Udam Singh Nagar"), ("in", "Punjab", "Odisha"),
    ("in", "Rajasthan", "Tamil Nadu"), ("in", "Bihar", "Tripura"), ("in", "Gujarat", "Andaman and Nicobar Islands"),
])  # fmt: skip
def test_a_place_lies_north_west_of_another(within: str, north_west: str, south_east: str) -> None:
    found = tiles(within, LAYOUTS[within])
    (row, column), (below, right) = found[north_west], found[south_east]
    assert row <= below and column <= right and (row, column) != (below, right)


@pytest.mark.parametrize(("within", "one", "other"), [
    ("s10", "Purbi Champaran", "Sitamarhi"), ("s10", "Patna", "Nalanda"), ("s10", "Araria", "Kishanganj"),
    ("s10", "Kaimur (Bhabua)", "Rohtas"), ("s10", "Gaya", "Nawada"), ("s10", "Purnia", "Katihar"),
    ("s10", "Begusarai", "Khagaria"), ("s8", "Ajmer", "Jaipur"), ("s8", "Kota", "Baran"), ("s2", "Una", "Hamirpur"),
    ("s5", "Dehradun", "Haridwar"), ("in", "Bihar", "Uttar Pradesh"), ("in", "Kerala", "Tamil Nadu"),
])  # fmt: skip
def test_neighbours_touch(within: str, one: str, other: str) -> None:
    found = tiles(within, LAYOUTS[within])
    (row, column), (down, across) = found[one], found[other]
    assert abs(row - down) + abs(column - across) == 1


def test_corners_of_bihar() -> None:
    found = tiles("s10", "district")
    assert found["Pashchim Champaran"] == (0, 0) and found["Purbi Champaran"][1] < 2
    assert found["Kishanganj"] == (0, max(column for _, column in found.values()))
    assert found["Kaimur (Bhabua)"][1] == 0 and found["Kaimur (Bhabua)"][0] > 3


def test_no_layout_for_blocks_and_other_states() -> None:
    assert tiles("s10", "block") == tiles("s9", "district") == {}


def luminance(colour: Any) -> float:
    red, green, blue = to_rgb(colour)
    return 0.299 * red + 0.587 * green + 0.114 * blue


def test_each_step_is_darker_in_grey() -> None:
    greys = [luminance(colour) for colour in RAMP]
    assert all(lighter - darker > 0.08 for lighter, darker in pairwise(greys))


@pytest.mark.parametrize(("value", "step"), [(20, 0), (29.99, 0), (30, 1), (49.9, 2), (50, 2), (19, 0)])
def test_a_step_holds_its_lower_edge(value: float, step: int) -> None:
    steps = Steps([20, 30, 40, 50])
    assert steps.colour(value) == steps.colours[step]


@pytest.mark.parametrize("counts", [[5], [0, 0], [1, 1_00_000], [-400, 20], [999, 1000, 1001], []])
def test_steps_hold_all_values(counts: list[int]) -> None:
    rows = [replace(line("x", at, 500), registered=count, id=str(at)) for at, count in enumerate(counts)]
    steps = steps_of(ranking_of(*rows, measure=Measure.registered))
    assert 1 <= len(steps.colours) <= len(RAMP)
    assert all(steps.edges[0] <= count <= steps.edges[-1] for count in counts)


def tiles_of(figure: Figure) -> dict[str, Patch]:
    return {str(one.get_label()): one for one in figure.axes[0].patches if isinstance(one, Rectangle | PathPatch)}


def test_a_tile_for_each_place_with_its_name_value_and_rank(ranking: Ranking) -> None:
    figure = chart(ranking, Kind.map, Look(), Size.screen)
    found = tiles_of(figure)
    assert sorted(found) == sorted(row.id for row in ranking.rows)
    texts = [text.get_text() for text in figure.findobj(Text)]
    assert {"Kishanganj", "105.00 %", "rank 1", "40.00 %*", "no figure"} <= set(texts)
    assert luminance(found["kishanganj"].get_facecolor()[:3]) < luminance(found["muzaffarpur"].get_facecolor()[:3])
    assert {place for place, tile in found.items() if tile.get_hatch()} == {"khagaria", "sitamarhi"}
    assert any("of a day before 28.12.2021" in text for text in texts)


def test_tiles_of_bihar_lie_where_the_layout_has_them() -> None:
    found = replace(ranking_of(*(line(name) for name in tiles("s10", "district"))), within_id="s10")
    corners = {place: tile.get_xy() for place, tile in tiles_of(chart(found, Kind.map, Look(), Size.a4)).items()}  # type: ignore[attr-defined]
    assert corners["kishanganj"][0] > corners["purbi champaran"][0] > corners["pashchim champaran"][0]
    assert corners["kaimur (bhabua)"][0] == corners["pashchim champaran"][0]
    assert corners["kaimur (bhabua)"][1] > corners["kishanganj"][1]


def test_outlines_keep_their_holes_and_their_order(drawn: Outlined) -> None:
    found = tiles_of(chart(drawn, Kind.outlines, Look(), Size.screen))
    assert sorted(found) == sorted(drawn.outlines)
    rings = {place: [np.asarray(ring) for ring in tile.get_path().to_polygons()] for place, tile in found.items()}
    west = {place: shapes[0][:, 0].min() for place, shapes in rings.items()}
    assert west["kishanganj"] < west["purbi champaran"] < west["muzaffarpur"] < west["khagaria"]
    areas = [_area(ring) for ring in rings["purbi champaran"]]
    assert areas[0] > 0 > areas[1], "a hole runs the other way round, or it would be filled"
    assert -areas[1] / areas[0] == pytest.approx(0.04, rel=0.05)
    assert found["khagaria"].get_hatch(), "without a target it has no percent"


def feature(corner: tuple[float, float] = (84, 25), **properties: object) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Polygon", "coordinates": square(*corner)},
    }


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def written(*features: object) -> Path:
        file = tmp_path / "map.geojson"
        file.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        return file

    return written


def test_a_file_of_polygons_and_multipolygons_is_read(write: Any) -> None:
    many = {"type": "MultiPolygon", "coordinates": [square(84, 25), [*square(86, 25), *square(86.2, 25.2, 0.5)]]}
    point = {"type": "Feature", "properties": None, "geometry": {"type": "Point", "coordinates": [84, 25]}}
    one, two = read_geojson(write(feature(name=" पटना ", code="0203", area=1.5, on=True), point, {
        "type": "Feature", "properties": {"lgd": 203.0}, "geometry": many, "id": 7,
    }))  # fmt: skip
    assert (one.texts, one.numbers) == ({"name": "पटना", "code": "0203"}, {"code": 203})
    assert (two.texts, two.numbers) == ({}, {"lgd": 203, "id": 7})
    assert [len(polygon) for polygon in two.polygons] == [1, 2]


BROKEN = {
    "not JSON": b"PK\x03\x04",
    "not UTF-8": '{"type": "Feature\u0915"}'.encode("utf-16"),
    "nested without end": b"[" * 100_000,
    "a list": b"[]",
    "a map of another kind": b'{"type": "Topology", "objects": {}}',
    "no features": b'{"type": "FeatureCollection", "features": 3}',
    "features that are none": b'{"type": "FeatureCollection", "features": [1]}',
    "nothing in it": b'{"type": "FeatureCollection", "features": []}',
    "no number": b'{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[["x",1],[1,1],[1,2],[0,1]]]}}',
    "not a number": b'{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[NaN,1],[1,1],[1,2],[0,1]]]}}',
    "endless": b'{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1e999,1],[1,1],[1,2],[0,1]]]}}',
    "metres": b'{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[5e5,3e6],[1,1],[1,2],[0,1]]]}}',
    "a line": b'{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[1,1],[2,2]]]}}',
    "flat": b'{"type":"Feature","geometry":{"type":"Polygon","coordinates":[1,2]}}',
    "nothing": b'{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":null}}',
    "a text": b'{"type":"Feature","geometry":{"type":"Polygon","coordinates":"abc"}}',
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_refused_with_its_reason(case: str, tmp_path: Path) -> None:
    file = tmp_path / "broken.geojson"
    file.write_bytes(BROKEN[case])
    with pytest.raises(EshramError) as caught:
        read_geojson(file)
    assert caught.value.problem.code == "geojson-unreadable"
    assert caught.value.exit_code == 3


def test_a_file_beyond_its_bounds_is_refused(write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write(feature(), feature())
    for bound, least in (("FILE_BYTES", 100), ("FEATURES", 1), ("POINTS", 9)):
        with monkeypatch.context() as patched:
            patched.setattr(geojson, bound, least)
            with pytest.raises(EshramError) as caught:
                read_geojson(file)
            assert "too large" in str(caught.value.problem.message())


MAP = ("rank", "bihar", "--geojson", "map.geojson", "--chart")
DISTRICTS = Gazetteer.bundled().children(PlaceId("s10"))


@pytest.fixture
def office(eshram: Any, sample: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The sample's ledger, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    return eshram


def squares(name: Any, *, but: str = "") -> list[dict[str, object]]:
    """A square for each district, its properties by the function."""
    return [feature((at % 8, at // 8), **name(place)) for at, place in enumerate(DISTRICTS) if place.name != but]


@pytest.mark.parametrize("properties", [
    lambda place: {"DISTRICT": place.name.upper(), "censuscode": 230 + place.code % 3},
    lambda place: {"n": place.name_hi},
    lambda place: {"Dist_LGD": place.code, "state_lgd": 10, "label": "East Champaran"},
    lambda place: {"code": str(place.code)},
])  # fmt: skip
def test_outlines_are_found_by_code_or_by_any_name(properties: Any, office: Any, write: Any, tmp_path: Path) -> None:
    write(*squares(properties))
    ran = office(*MAP, "out.svg")
    assert (ran.code, ran.err) == (0, ""), ran.err
    assert (tmp_path / "out.svg").read_bytes().startswith(b"<?xml")


def test_what_has_no_outline_and_what_is_no_place_is_told(office: Any, write: Any) -> None:
    elsewhere = feature((20, 20), st="Maharashtra", district="Aurangabad")
    write(*squares(lambda place: {"st": "Bihar", "district": place.name}, but="Gaya"), elsewhere)
    ran = office(*MAP, "out.png")
    assert ran.code == 0
    assert "1 place has no outline in this file: Gaya." in ran.err  # `geojson-places-lacking`
    assert "1 outline is none of the places ranked and not drawn: Aurangabad." in ran.err  # `geojson-outlines-left`


def test_a_file_without_a_known_place_is_refused(office: Any, write: Any) -> None:
    write(feature(name="Lahore"), feature(name="Karachi"))
    ran = office(*MAP, "out.png")
    assert ran.code == 2
    assert "None of the 2 outlines in this file is one of the places ranked." in ran.err  # `geojson-no-match`
    assert not Path("out.png").exists()


def test_outlines_without_a_map_or_without_their_file(office: Any, write: Any) -> None:
    assert "no map was asked for" in office(*MAP[:-1]).err  # `geojson-no-map`
    assert office(*MAP, "x.png", "--kind", "bars").code == 2
    missing = office("rank", "bihar", "--geojson", "gone.geojson", "--chart", "x.png")
    assert (missing.code, "gone.geojson: This file of outlines cannot be opened" in missing.err) == (3, True)
    # `geojson-missing`


def test_a_chart_that_is_called_map_is_one(office: Any) -> None:
    for name, options in (("map.svg", ()), ("a.svg", ("--kind", "map")), ("b.svg", ()), ("c.svg", ("--kind", "bars"))):
        assert office("rank", "bihar", "--top", "5", "--chart", name, *options).code == 0
    drawn = {name: Path(f"{name}.svg").read_bytes() for name in ("map", "a", "b", "c")}
    assert drawn["map"] == drawn["a"] != drawn["b"] == drawn["c"]
