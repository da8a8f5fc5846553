"""Places and spellings that the ledger remembers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from eshram_cli.places.model import Level, Place, PlaceId

if TYPE_CHECKING:
    from tests.ledger.conftest import Office

SADAR = Place(
    PlaceId("d213/sadar"),
    Level.block,
    "Sadar",
    PlaceId("d213"),
    "सदर",
    77,
    dt.date(2022, 1, 1),
    dt.date(2025, 3, 31),
    9,
)
BARE = Place(PlaceId("d213/x"), Level.block, "X", None)


def learn(office: Office, *places: Place) -> int | None:
    return office.ledger.learn(places, who="DLS", received_at=office.now(), source="blocks.csv", tool_version="0.1.0")


def test_a_learned_place_comes_back_as_it_was(office: Office) -> None:
    learn(office, SADAR, BARE)
    assert office.ledger.places() == [SADAR, BARE]


def test_the_same_place_again_is_nothing_new(office: Office) -> None:
    learn(office, SADAR)
    assert learn(office, SADAR) is None
    assert len(office.ledger.log()) == 1


def test_a_place_that_is_loaded_again_with_another_name_has_that_name(office: Office) -> None:
    first = learn(office, SADAR)
    learn(office, SADAR._replace(name="Sadar Block"))
    assert [place.name for place in office.ledger.places()] == ["Sadar Block"]
    assert office.ledger.places(known=first) == [SADAR]


def test_a_place_that_gets_its_first_name_back(office: Office) -> None:
    for name in ("Sadar", "Sadar Block", "Sadar"):
        learn(office, SADAR._replace(name=name))
    assert office.ledger.places() == [SADAR]


def test_a_spelling_is_remembered_once(office: Office) -> None:
    for _ in range(2):
        office.ledger.add_alias(PlaceId("d213"), "मोतिहारी", who="DLS", received_at=office.now())
    assert office.ledger.aliases() == [("d213", "मोतिहारी")]
    assert [act.kind for act in office.ledger.log()] == ["alias"]
