"""The tree: up, down, across, and widened by what a ledger learned."""

from __future__ import annotations

import subprocess
import sys

import pytest

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.keys import place_key
from eshram_cli.places.learn import learned_place
from eshram_cli.places.model import INDIA, Alias, Level, Place, PlaceId

BIHAR, KHAGARIA, MANSI = PlaceId("s10"), PlaceId("d202"), PlaceId("b1819")


def test_up(india: Gazetteer) -> None:
    assert [place.name for place in india.parents(MANSI)] == ["Khagaria", "Bihar", "India"]
    assert india.above(MANSI, Level.state) == india.get(BIHAR)
    assert india.above(MANSI, Level.block) == india.get(MANSI)
    assert india.above(BIHAR, Level.block) is None
    assert india.title(MANSI) == "Mansi, Khagaria, Bihar"
    assert india.title(INDIA) == "India"


def test_down(india: Gazetteer) -> None:
    assert len(india.children(INDIA)) == 36
    assert india.children(INDIA, Level.district) == []
    assert len(india.descendants(BIHAR, Level.block)) == 534
    assert len(india.descendants(BIHAR)) == 38 + 534
    assert india.children(MANSI) == []


def test_within_is_strict(india: Gazetteer) -> None:
    assert india.within(MANSI, BIHAR)
    assert india.within(MANSI, INDIA)
    assert not india.within(BIHAR, BIHAR)
    assert not india.within(MANSI, PlaceId("d213"))


def test_by_id_and_code(india: Gazetteer) -> None:
    assert india.by_code(Level.district, 202) == india.get(KHAGARIA)
    assert india.by_code(Level.district, 99999) is None
    assert MANSI in india
    assert "b0" not in india
    with pytest.raises(KeyError):
        india.get(PlaceId("b0"))


def test_names_begin_with_the_gazetteers_own(india: Gazetteer) -> None:
    names = india.names(PlaceId("d213"))
    assert names[:2] == ["Purbi Champaran", "पूर्वी चंपारण"]
    assert "East Champaran" in names
    assert all(alias.place == "d213" for alias in india.aliases(PlaceId("d213")))


def test_bundled_is_one_object() -> None:
    assert Gazetteer.bundled() is Gazetteer.bundled()


def test_widened_by_learned_places_in_any_order(india: Gazetteer) -> None:
    block = learned_place(PlaceId("d1"), Level.block, "Achabal")
    panchayat = learned_place(block.id, Level.panchayat, "Thajiwara")
    wider = india.with_places([panchayat, block], [(block.id, "Acchabal"), Alias(KHAGARIA, "Khagarya", "told")])
    assert wider.children(PlaceId("d1")) == [block]
    assert wider.named(place_key("acchabal")) == (block,)
    assert wider.named(place_key("khagarya"))[0].id == KHAGARIA
    assert block not in india.children(PlaceId("d1"))


def test_a_place_of_a_known_id_replaces_it(india: Gazetteer) -> None:
    old = india.get(MANSI)
    wider = india.with_places([Place(MANSI, Level.block, "Mansi", KHAGARIA, "मानसी", 1819, population=1)])
    assert wider.get(MANSI).population == 1
    assert india.get(MANSI) is old
    assert len(wider) == len(india)


def test_a_widened_gazetteer_is_what_all_its_places_would_make(india: Gazetteer) -> None:
    block = learned_place(PlaceId("d1"), Level.block, "Achabal")
    moved = Place(MANSI, Level.block, "Mansi", PlaceId("d1"), "मानसी", 1819)
    for more in ([block], [moved], [block, moved]):
        wider, made = india.with_places(more), Gazetteer([*india.all(), *more], india.aliases())
        assert wider.all() == made.all()
        assert [wider.children(place.id) for place in wider.all()] == [made.children(place.id) for place in made.all()]
    assert block.id not in india
    assert india.above(MANSI, Level.district) == india.get(KHAGARIA)


def test_a_branch_is_a_place_and_all_below_it(india: Gazetteer) -> None:
    assert india.branch(BIHAR) == [BIHAR, *(place.id for place in india.descendants(BIHAR))]
    assert india.branch(MANSI) == [MANSI]
    assert list(india.below(BIHAR)) == [place.id for place in india.children(BIHAR)]


def test_what_hangs_on_an_unlearned_place_is_left_out(india: Gazetteer) -> None:
    lost = learned_place(PlaceId("d1/gone"), Level.panchayat, "Thajiwara")
    wider = india.with_places([lost], [(lost.id, "Tajiwara"), (PlaceId("d1/gone"), "Gone")])
    assert lost.id not in wider
    assert wider.aliases() == india.aliases()


def test_nothing_learned_is_the_same_gazetteer(india: Gazetteer) -> None:
    assert india.with_places([], []) is india


def test_the_bundled_places_load_nothing_heavy() -> None:
    """A command that only looks a place up pays for neither pandas nor rapidfuzz."""
    code = (
        "import sys; from eshram_cli.places.gazetteer import Gazetteer; from eshram_cli.places.resolve import resolve;"
        "assert resolve(Gazetteer.bundled(), 'khagaria').place;"
        "print([name for name in ('pandas', 'numpy', 'rapidfuzz', 'pydantic', 'rich') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
