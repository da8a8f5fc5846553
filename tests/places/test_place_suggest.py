"""Did you mean."""

from __future__ import annotations

import pytest

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.learn import learned_place
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.places.suggest import sound, suggest

BIHAR, CHAMPARAN = PlaceId("s10"), PlaceId("d213")


@pytest.mark.parametrize(
    ("written", "level", "within", "first"),
    [
        ("Khagria", Level.district, BIHAR, "Khagaria"),
        ("खगाड़िया", Level.district, BIHAR, "Khagaria"),
        ("Muzafferpoor", Level.district, BIHAR, "Muzaffarpur"),
        ("मुज्जफ्फरपूर", Level.district, BIHAR, "Muzaffarpur"),
        ("Purvi Champarn", Level.district, BIHAR, "Purbi Champaran"),
        ("मोतीहारि", Level.block, CHAMPARAN, "Motihari"),
        ("छौरादनो", Level.block, CHAMPARAN, "Chawradano"),
        ("Turkolia", Level.block, CHAMPARAN, "Turkaulia"),
        ("Medchal", Level.district, PlaceId("s36"), "Medchal Malkajgiri"),
        ("Distt. Samastpur", Level.district, BIHAR, "Samastipur"),
        ("Utar Pradesh", Level.state, None, "Uttar Pradesh"),
    ],
)
def test_the_nearest_by_sound_comes_first(
    india: Gazetteer, written: str, level: Level, within: PlaceId | None, first: str
) -> None:
    near = suggest(india, written, level=level, within=within)
    assert near[0].name == first
    assert len(near) <= 3


def test_both_champarans_for_a_bare_champaran(india: Gazetteer) -> None:
    near = suggest(india, "Champaran", level=Level.district)
    assert {place.name for place in near} >= {"Purbi Champaran", "Pashchim Champaran"}


def test_the_district_for_the_name_of_its_headquarters(india: Gazetteer) -> None:
    assert suggest(india, "motihari", level=Level.district)[0].name == "Purbi Champaran"


@pytest.mark.parametrize("text", ["", "*", "qqqq", "12345"])
def test_nothing_near(india: Gazetteer, text: str) -> None:
    assert suggest(india, text) == ()


def test_only_places_within_and_of_the_level(india: Gazetteer) -> None:
    near = suggest(india, "Khagria", within=PlaceId("d202"))
    assert near
    assert all(place.level == Level.block for place in near)


def test_learned_names_are_suggested(india: Gazetteer) -> None:
    block = learned_place(PlaceId("d1"), Level.block, "अचबल")
    wider = india.with_places([block])
    assert suggest(wider, "Achbal", level=Level.block, within=PlaceId("d1")) == (block,)


@pytest.mark.parametrize(
    ("hindi", "english"),
    [("खगड़िया", "Khagariya"), ("मोतिहारी", "Motihari"), ("पटना", "Patna"), ("सीवान", "Siwan"), ("गया", "Gaya")],
)
def test_hindi_and_english_sound_nearly_the_same(hindi: str, english: str) -> None:
    assert sound(hindi)[0] == sound(english)[0]
    assert abs(len(sound(hindi)) - len(sound(english))) <= 1
