"""Offices of any state: their blocks, their own lists of tehsils, their home."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Eshram, Ran

BLOCKS = "District: Jhansi, {day}\nBlock,Target,Registered\nBabina,20000,{first}\nमोंठ,20000,9000\n"
TEHSILS = "District: Jaipur, 14.12.2021\nTehsil,Registered\nAmber,11000\nBassi,9000\n"
LIST = (
    "State Code,District Code,Sub-District Code,Sub-District Name (In English),Sub-District Name (In Local)\n"
    "8,102,504,AMBER,आमेर\n8,102,505,BASSI,बस्सी\n8,102,506,CHAKSU,चाकसू\n"
)


def write(folder: Path, name: str, text: str) -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def named(ran: Ran) -> list[str]:
    return [row["place"] for row in json.loads(ran.out)["rows"]]


def test_blocks_of_uttar_pradesh_from_the_sheet_to_the_ranking(eshram: Eshram, home: Path) -> None:
    for day, first in (("13.12.2021", 11000), ("14.12.2021", 12500)):
        assert eshram("ingest", write(home, f"{first}.csv", BLOCKS.format(day=day, first=first))).code == 0
    ran = eshram("rank", "--district", "jhansi", "--level", "block", "--format", "json")
    answer = json.loads(ran.out)
    assert (answer["reported"], answer["places"]) == (2, 8)
    assert [(row["place"], row["code"], row["new"]) for row in answer["rows"][:2]] == [
        ("Babina", 1244, 1500),
        ("Moth", 1251, 0),
    ]
    assert "मऊरानीपुर" in eshram("rank", "--district", "jhansi", "--level", "block", "--lang", "hi").out


def test_a_rule_that_needs_the_population_says_nothing_where_it_is_not_known(eshram: Eshram) -> None:
    known = eshram("target", "set", "mansi", "9000000")
    assert known.code == 2
    assert "2011 population" in known.err
    unknown = eshram("target", "set", "babina, jhansi", "9000000")
    assert unknown.code == 0
    assert "population" not in unknown.err


def test_tehsils_come_with_their_list_and_stand_alone(eshram: Eshram, home: Path) -> None:
    assert eshram("places", "load", write(home, "list.csv", LIST)).code == 0
    assert eshram("ingest", write(home, "tehsils.csv", TEHSILS)).code == 0
    ran = eshram("rank", "--district", "jaipur", "--level", "block", "--by", "registered", "--format", "json")
    assert named(ran) == ["Amber", "Bassi", "Chaksu"]
    assert json.loads(ran.out)["reported"] == 2
    # The next district keeps its blocks.
    assert len(named(eshram("places", "list", "sikar", "--format", "json"))) > 5


def test_a_list_that_was_learned_by_name_stays_as_it_is(eshram: Eshram, home: Path) -> None:
    file = write(home, "tehsils.csv", TEHSILS)
    assert eshram("ingest", file).code == 1
    assert eshram("ingest", file, "--yes").code == 0
    assert named(eshram("places", "list", "jaipur", "--format", "json")) == ["Amber", "Bassi"]
    again = eshram("ingest", write(home, "next.csv", TEHSILS.replace("14.12", "15.12").replace("9000", "9100")))
    assert again.code == 0
    assert (
        named(eshram("rank", "--district", "jaipur", "--level", "block", "--by", "new", "--format", "json"))[0]
        == "Bassi"
    )
    # The official list gives it codes and Hindi names, and the tehsil that it lacked.
    assert eshram("places", "load", write(home, "list.csv", LIST)).code == 0
    assert named(eshram("places", "list", "jaipur", "--format", "json")) == ["Amber", "Bassi", "Chaksu"]


def test_a_typed_name_means_the_block_nearest_to_the_office(eshram: Eshram, home: Path) -> None:
    asked = eshram("show", "kalyanpur")
    assert asked.code in {2, 4}
    assert len(named(eshram("places", "find", "kalyanpur", "--format", "json"))) == 2
    (home / "settings.toml").write_text('place = "purbi champaran"\n', encoding="utf-8")
    (row,) = json.loads(eshram("places", "find", "kalyanpur", "--format", "json").out)["rows"]
    assert row["within"] == "Purbi Champaran, Bihar"


def test_the_states_of_the_ledger_go_before_all_others(eshram: Eshram, home: Path) -> None:
    assert eshram("ingest", write(home, "a.csv", BLOCKS.format(day="13.12.2021", first=11000))).code == 0
    (row,) = json.loads(eshram("places", "find", "kalyanpur", "--format", "json").out)["rows"]
    assert row["within"] == "Kanpur Nagar, Uttar Pradesh"


def test_a_home_that_nobody_knows_stops_no_command_that_names_its_place(eshram: Eshram, home: Path) -> None:
    (home / "settings.toml").write_text('place = "nowhere at all"\n', encoding="utf-8")
    assert named(eshram("places", "find", "babina", "--format", "json")) == ["Babina"]
