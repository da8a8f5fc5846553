"""What the bundled tables hold."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from eshram_cli.language.text import is_devanagari
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.keys import place_key
from eshram_cli.places.model import INDIA, Level, PlaceId
from eshram_cli.places.resolve import resolve

REPOSITORY = Path(__file__).resolve().parents[2]
DRIVE_BEGAN = dt.date(2021, 8, 26)
BIHAR = PlaceId("s10")


def test_the_tree_holds_every_state_and_district_and_bihars_blocks(india: Gazetteer) -> None:
    assert Counter(place.level for place in india.all()) == {
        Level.country: 1,
        Level.state: 36,
        Level.district: 787,
        Level.block: 534,
    }
    assert len(india.children(BIHAR)) == 38
    assert {india.state_of(block.id) for block in india.all(Level.block)} == {BIHAR}


def test_no_place_bears_a_name_that_only_begins_or_ends_like_one(india: Gazetteer) -> None:
    assert [india.named(key) for key in ("", "bih", "ihar", "biharx", "key", "nowhere")] == [()] * 6
    assert [place.id for place in india.named("bihar")] == ["s10", "b1896"]


@pytest.mark.parametrize(
    ("state", "districts"),
    [("s9", 75), ("s10", 38), ("s8", 33), ("s23", 52), ("s27", 36), ("s7", 11), ("s2", 12), ("s5", 13), ("s28", 13)],
)
def test_states_have_the_districts_of_the_day_the_drive_began(india: Gazetteer, state: str, districts: int) -> None:
    alive = [place for place in india.children(PlaceId(state)) if place.alive(DRIVE_BEGAN)]
    assert len(alive) == districts


def test_eight_of_rajasthans_districts_are_younger_than_the_drive(india: Gazetteer) -> None:
    young = {place.name for place in india.children(PlaceId("s8")) if not place.alive(dt.date(2023, 8, 6))}
    assert young == {
        "Deeg",
        "Didwana-Kuchaman",
        "Khairthal-Tijara",
        "Phalodi",
        "Beawar",
        "Balotra",
        "Salumbar",
        "Kotputli-Behror",
    }
    assert all(place.alive(dt.date(2023, 8, 7)) for place in india.children(PlaceId("s8")))


def test_shahdara_ends_the_day_before_delhis_three_new_districts_begin(india: Gazetteer) -> None:
    delhi = india.children(PlaceId("s7"))
    before = {place.name for place in delhi if place.alive(dt.date(2025, 12, 24))}
    after = {place.name for place in delhi if place.alive(dt.date(2025, 12, 25))}
    assert before - after == {"Shahdara"}
    assert after - before == {"Old Delhi", "Outer North", "Central North"}
    assert len(after) == 13


def test_every_name_finds_its_own_place_below_its_parent(india: Gazetteer) -> None:
    """No name or alias of a place is also a name of a neighbour of its level."""
    wrong = [
        (name, place.id)
        for place in india.all()
        for name in india.names(place.id)
        if resolve(india, name, level=place.level, within=place.parent).place != place
    ]
    assert wrong == []


def test_no_alias_repeats_another_name_of_its_place(india: Gazetteer) -> None:
    keys = Counter((alias.place, place_key(alias.name)) for alias in india.aliases())
    for place in india.all():
        keys.update({(place.id, key): 1 for key in {place_key(place.name), place_key(place.name_hi)}})
    assert [key for key, count in keys.items() if count > 1] == []


def test_hindi_names_are_devanagari_and_stand_for_every_district_of_the_hindi_states(india: Gazetteer) -> None:
    named = [place for place in india.all() if place.name_hi]
    assert all(is_devanagari(place.name_hi) and not place.name_hi.isascii() for place in named)
    assert not [letter for place in named for letter in place.name_hi if "a" <= letter.lower() <= "z"]
    hindi_states = ("s2", "s5", "s6", "s7", "s8", "s9", "s10", "s20", "s22", "s23")
    blank = [place.name for state in hindi_states for place in india.children(PlaceId(state)) if not place.name_hi]
    assert blank == []


def test_the_seed_districts_have_their_blocks_in_hindi(india: Gazetteer) -> None:
    khagaria = {place.name: place.name_hi for place in india.children(PlaceId("d202"))}
    assert khagaria == {
        "Alauli": "अलौली",
        "Beldaur": "बेलदौर",
        "Chautham": "चौथम",
        "Gogri": "गोगरी",
        "Khagaria": "खगड़िया",
        "Mansi": "मानसी",
        "Parbatta": "परबत्ता",
    }
    champaran = india.children(PlaceId("d213"))
    assert len(champaran) == 27
    assert all(block.name_hi for block in champaran)


def test_population_of_2011_adds_up(india: Gazetteer) -> None:
    def total(places: list[PlaceId]) -> int:
        return sum(india.get(place).population or 0 for place in places)

    assert india.get(INDIA).population == 1_210_854_977
    assert india.get(BIHAR).population == 104_099_452
    assert total([place.id for place in india.children(BIHAR)]) == 104_099_452
    assert total([place.id for place in india.all(Level.block)]) == 104_099_452
    assert india.get(PlaceId("d213")).population == 5_099_371


def test_districts_divided_before_the_drive_carry_no_population(india: Gazetteer) -> None:
    # Jalpaiguri's 2011 count holds Alipurduar (2014), Bharatpur's holds Deeg (2023), which did not exist in 2021.
    assert india.get(PlaceId("d314")).population is None
    assert india.get(PlaceId("d91")).population is not None


def test_the_reference_lists_resolve(reference: Path) -> None:
    script = REPOSITORY / "scripts" / "check_gazetteer.py"
    done = subprocess.run(
        [sys.executable, str(script), str(reference)], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "district_aliases.csv                   resolved 286\n" in done.stdout


def test_the_score_without_reference_lists_says_so(tmp_path: Path) -> None:
    script = REPOSITORY / "scripts" / "check_gazetteer.py"
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "none")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "is not there" in done.stderr


def test_a_name_that_no_encoding_holds_is_nobodys(india: Gazetteer) -> None:
    """A command line may carry bytes that are no text."""
    assert india.named("\udcff") == ()
    assert india.named("patna")


def test_every_block_of_bihar_and_every_district_has_a_hindi_name(india: Gazetteer) -> None:
    blocks = [place for place in india.descendants(PlaceId("s10"), Level.block) if not place.name_hi]
    assert blocks == [] == [place.name for place in india.all(Level.district) if not place.name_hi]


@pytest.mark.parametrize(
    ("district", "block"),
    [("Purbi Champaran", "Motihari"), ("Khagaria", "Khagaria"), ("Gaya", "Gaya Town"), ("Patna", "Patna Sadar")],
)
def test_sadar_is_the_block_of_the_headquarters(india: Gazetteer, district: str, block: str) -> None:
    within = resolve(india, district, level=Level.district).place
    assert within is not None
    for written in ("Sadar", "सदर", "सदर प्रखंड"):
        found = resolve(india, written, level=Level.block, within=within.id).place
        assert found is not None
        assert found.name == block


def test_sadar_names_nothing_where_several_blocks_could_be_meant(india: Gazetteer) -> None:
    assert resolve(india, "Sadar", level=Level.block, within=PlaceId("d208")).place is None
