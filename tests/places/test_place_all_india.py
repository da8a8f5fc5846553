"""Blocks of all India: looked at only below their own state, or where a person types a name that nobody near bears."""

from __future__ import annotations

import csv
from collections import Counter
from importlib import resources

import pytest

from eshram_cli.places.gazetteer import Gazetteer, set_aside
from eshram_cli.places.keys import place_key
from eshram_cli.places.learn import learned_place
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.places.resolve import resolve, resolve_anywhere

BIHAR, UP = PlaceId("s10"), PlaceId("s9")
JHANSI, JAIPUR, CHAMPARAN = PlaceId("d153"), PlaceId("d102"), PlaceId("d213")
BABINA = PlaceId("b1244")


@pytest.mark.parametrize(
    ("written", "within", "block"),
    [
        ("Babina", "d153", "b1244"),
        ("बबीना", "s9", "b1244"),
        ("Moth", "d153", "b1251"),
        ("मोंठ", "d153", "b1251"),
        ("babina, jhansi", None, "b1244"),
        ("Babina (UP)", None, "b1244"),
        ("बबीना प्रखंड", "d153", "b1244"),
        ("Sadar", "d15", "b135"),
        ("Bilasipara", "d285", "b2550"),
        ("Bilasipara", "d294", "b2550-294"),
    ],
)
def test_a_block_is_found_below_its_state(india: Gazetteer, written: str, within: str | None, block: str) -> None:
    found = resolve(india, written, level=Level.block, within=PlaceId(within) if within else None).place
    assert found is not None
    assert found.id == block


def test_a_bare_name_in_a_sheet_is_no_block_of_another_state(india: Gazetteer) -> None:
    assert resolve(india, "Babina").place is None
    assert resolve(india, "Babina", level=Level.block, within=BIHAR).place is None
    assert india.named(place_key("Babina")) == ()


def test_a_typed_name_that_nobody_near_bears_is_looked_up_in_all_india(india: Gazetteer) -> None:
    found = resolve_anywhere(india, "Babina").place
    assert found is not None
    assert india.title(found.id) == "Babina, Jhansi, Uttar Pradesh"
    assert resolve_anywhere(india, "Babina", within=BIHAR).place is None
    assert resolve_anywhere(india, "Babinaa").suggestions == resolve(india, "Babinaa").suggestions


def test_of_several_blocks_that_nearest_to_the_office_is_meant(india: Gazetteer) -> None:
    """Without a home and an empty ledger a name of two of Bihar's blocks is asked, as it always was."""
    asked = resolve_anywhere(india, "Kalyanpur")
    assert [india.title(one.id) for one in asked.candidates] == [
        "Kalyanpur, Purbi Champaran, Bihar",
        "Kalyanpur, Samastipur, Bihar",
    ]
    at_home = india.of_office(CHAMPARAN, [])
    assert resolve_anywhere(at_home, "Kalyanpur").place == india.get(PlaceId("b1979"))
    # The home's neighbour, block of the same district.
    beside = india.of_office(PlaceId("b1984"), [])
    assert resolve_anywhere(beside, "Kalyanpur").place == india.get(PlaceId("b1979"))
    of_ledger = india.with_states([UP]).of_office(None, [UP])
    assert resolve_anywhere(of_ledger, "Kalyanpur").place == india.get(PlaceId("b1281"))
    # In a sheet no row is decided by the office's home: two rows could be both.
    assert resolve(at_home, "Kalyanpur", within=BIHAR).ambiguous


def test_the_home_decides_between_blocks_only(india: Gazetteer) -> None:
    home = india.of_office(PlaceId("d12"), [PlaceId("s2")])
    assert resolve_anywhere(home, "Hamirpur").ambiguous


def test_asking_below_a_state_leaves_the_gazetteer_as_it_was(india: Gazetteer) -> None:
    before = [place.id for place in india.all()]
    assert len(india.descendants(UP, Level.block)) == 828
    assert india.get(BABINA).parent == JHANSI
    assert [place.id for place in india.all()] == before
    assert {india.state_of(place.id) for place in india.all(Level.block)} == {BIHAR}


def test_a_state_joins_with_all_that_is_below_it(india: Gazetteer) -> None:
    panchayat = learned_place(BABINA, Level.panchayat, "Khailar")
    wider = india.with_states([UP]).with_places([panchayat])
    assert wider.title(panchayat.id) == "Khailar, Babina, Jhansi, Uttar Pradesh"
    assert {wider.state_of(place.id) for place in wider.all(Level.block)} == {BIHAR, UP}


def test_an_offices_own_list_stands_instead_of_the_bundled_blocks_of_its_district(india: Gazetteer) -> None:
    learned = learned_place(JHANSI, Level.block, "Garautha")
    office = india.with_places([learned])
    assert office.children(JHANSI) == [learned]
    assert BABINA not in office
    assert len(office.children(PlaceId("d120"))) > 5
    assert len(office.descendants(UP, Level.block)) == 828 - 8 + 1


def test_beside_blocks_that_have_figures_a_learned_place_is_one_more() -> None:
    moth, extra = (learned_place(JHANSI, Level.block, name) for name in ("Moth", "Garautha"))
    assert set_aside([UP], [extra], [BABINA]) == set()
    assert set_aside([UP], [extra, moth], [BABINA]) == {"b1251"}
    assert set_aside([UP], [moth], [BABINA, PlaceId("b1251")]) == set()
    assert len(set_aside([UP], [extra])) == 8
    assert set_aside([BIHAR], [learned_place(CHAMPARAN, Level.block, "Nayabad")]) == set()


def test_own_lists_have_no_bundled_block_but_bihars(india: Gazetteer) -> None:
    own = india.with_states([UP]).own_lists
    assert {own.state_of(place.id) for place in own.all(Level.block)} == {BIHAR}
    assert own.children(JHANSI) == own.children(JAIPUR) == []


def test_every_name_of_a_block_finds_it_in_its_district(india: Gazetteer) -> None:
    """But Hatidhura, which the directory lists twice in Dhubri: one of both has to be told by its code."""
    whole = india.whole
    wrong = {
        name
        for place in whole.all(Level.block)
        for name in whole.names(place.id)
        if resolve(whole, name, level=Level.block, within=place.parent).place != place
    }
    assert wrong == {"Hatidhura"}
    found = resolve(india, "Hatidhura", within=PlaceId("d285"))
    assert [place.id for place in found.candidates] == ["b2636", "b6559"]


def test_no_alias_of_a_block_repeats_another_name_of_it(india: Gazetteer) -> None:
    whole = india.whole
    keys = Counter((alias.place, place_key(alias.name)) for alias in whole.aliases())
    for place in whole.all(Level.block):
        keys.update({(place.id, key): 1 for key in {place_key(place.name), place_key(place.name_hi)}})
    assert [key for key, count in keys.items() if count > 1] == []


def test_each_state_has_its_table_with_districts_of_its_own(india: Gazetteer) -> None:
    folder = resources.files("eshram_cli") / "places" / "data"
    for kind in ("blocks", "block_aliases"):
        for file in (folder / kind).iterdir():
            state = PlaceId(f"s{file.name.removesuffix('.csv')}")
            rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
            assert rows, file.name
            if kind == "blocks":
                assert {india.get(PlaceId(f"d{row['district']}")).parent for row in rows} == {state}
            else:
                assert {india.state_of(PlaceId(row["place"])) for row in rows} == {state}


def test_all_blocks_of_uttar_pradesh_have_a_hindi_name_and_none_a_population(india: Gazetteer) -> None:
    blocks = india.descendants(UP, Level.block)
    assert [place.name for place in blocks if not place.name_hi] == []
    assert {place.population for place in blocks} == {None}


@pytest.mark.parametrize(
    ("written", "place"),
    [
        *(
            ("Baleswar", "Baleshwar, Odisha"),
            ("Kendrapada", "Kendrapara, Odisha"),
            ("Pauri", "Pauri Garhwal, Uttarakhand"),
        ),
        *(("पौड़ी", "Pauri Garhwal, Uttarakhand"), ("Tehri", "Tehri Garhwal, Uttarakhand")),
        *(("टेहरी", "Tehri Garhwal, Uttarakhand"), ("Firozepur", "Ferozepur, Punjab"), ("फीरोजपुर", "Ferozepur, Punjab")),
        *(("बड़हिया", "Barahiya, Lakhisarai, Bihar"), ("Badahiya", "Barahiya, Lakhisarai, Bihar")),
    ],
)
def test_spellings_that_offices_use(india: Gazetteer, written: str, place: str) -> None:
    found = resolve(india, written).place
    assert found is not None
    assert india.title(found.id) == place
