"""`eshram centres`: small sheets in, the table out; what is registered adds up; who of a list sent nothing."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eshram_cli.analysis.centres import centres
from eshram_cli.analysis.counts import Counts, standing_table
from eshram_cli.analysis.frames import FIGURES, PLACES, TARGETS
from eshram_cli.analysis.tree import Tree
from eshram_cli.frames import frame
from tests.conftest import Eshram, Ran

HEAD = "Block,Panchayat,Centre name,Registered"
PANCHAYATS = "Block,Panchayat,Registered\nGogri,Rampur,200\nGogri,Basudeopur,90\nGogri,Pasraha,80\nAlauli,Haripur,70\n"


def sheet(home: Path, name: str, text: str) -> Path:
    path = home / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def told(eshram: Eshram, home: Path) -> None:
    """Three panchayats of Gogri and one of Alauli, of which Pasraha has no centre; two returns of the centres."""
    where = ("--district", "khagaria", "--yes")
    eshram("ingest", sheet(home, "panchayats.csv", PANCHAYATS), "--as-on", "12.12.2021", *where)
    old = f"{HEAD}\nGogri,Rampur,Bazar,100\nGogri,Rampur,Station,20\nGogri,Basudeopur,Chowk,30\nAlauli,Haripur,Haat,7\n"
    new = f"{HEAD}\nGogri,Rampur,Bazar,150\nGogri,Rampur,Station,20\nGogri,Rampur,Thana,9\nAlauli,Haripur,Haat,0\n"
    eshram("ingest", sheet(home, "old.csv", old), "--as-on", "05.12.2021", *where)
    eshram("ingest", sheet(home, "new.csv", new), "--as-on", "12.12.2021", *where)


def answer(ran: Ran) -> Any:
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def rows(ran: Ran) -> list[tuple[str, str, int | None, int | None, str]]:
    return [
        (row["place"], row["cut"].partition("=")[2], row["registered"], row["gain"], row["state"])
        for row in answer(ran)["rows"]
    ]


@pytest.mark.usefixtures("told")
def test_which_centre_registered_how_many(eshram: Eshram) -> None:
    ran = eshram("centres", "--district", "khagaria", "--format", "json")
    assert rows(ran) == [
        ("Rampur", "bazar", 150, 50, "working"),
        ("Basudeopur", "chowk", 30, 0, "silent"),
        ("Rampur", "station", 20, 0, "idle"),
        ("Rampur", "thana", 9, None, "working"),
        ("Haripur", "haat", 0, -7, "idle"),
        ("Pasraha", "", None, None, "none"),
    ]
    counts = {key: answer(ran)[key] for key in ("centres", "working", "idle", "silent", "registered")}
    assert counts == {"centres": 5, "working": 2, "idle": 2, "silent": 1, "registered": 209}
    places = {key: answer(ran)[key] for key in ("level", "places", "covered", "without", "untold")}
    assert places == {"level": "panchayat", "places": 4, "covered": 3, "without": 1, "untold": 0}


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(
    ("options", "shown"),
    [
        (("--idle",), ["Basudeopur", "Rampur", "Haripur"]),
        (("--without",), ["Pasraha"]),
        (("--idle", "--without"), ["Basudeopur", "Rampur", "Haripur", "Pasraha"]),
        (("--as-on", "06.12.2021", "--without"), ["Pasraha"]),
        (("--level", "block", "--without"), ["Beldaur", "Chautham", "Khagaria", "Mansi", "Parbatta"]),
    ],
)
def test_only_the_lines_asked_for(eshram: Eshram, options: tuple[str, ...], shown: list[str]) -> None:
    ran = eshram("centres", "--district", "khagaria", *options, "--format", "json")
    assert [row[0] for row in rows(ran)] == shown


@pytest.mark.usefixtures("told")
def test_as_people_read_it(eshram: Eshram) -> None:
    english = eshram("centres", "gogri", "--idle").out
    assert "As on 12.12.2021: 4 centres, 209 registered. Since 05.12.2021: 2 working, 1 idle, 1 silent." in english
    assert "2 of 3 panchayats have a centre, 1 has none." in english
    hindi = eshram("centres", "gogri", "--lang", "hi").out
    assert "सक्रिय" in hindi and "केन्द्र नहीं" in hindi
    for shape in ("csv", "md", "html"):
        assert "silent" in eshram("centres", "gogri", "--format", shape).out


@pytest.mark.usefixtures("told")
def test_known_on_and_undo(eshram: Eshram) -> None:
    log = answer(eshram("log", "--format", "json"))["rows"]
    number = next(row["number"] for row in log if row["file"] == "new.csv")
    before = eshram("centres", "gogri", "--known-on", f"#{number - 1}", "--as-on", "12.12.2021", "--format", "json")
    assert ("Rampur", "bazar", 100, 0, "silent") in rows(before)
    eshram("undo", str(number))
    after = eshram("centres", "gogri", "--as-on", "12.12.2021", "--format", "json")
    assert rows(after) == rows(before)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("centres", "--district", "khagaria"), 1, "by centre"),
        (("centres", "--district", "khagaria", "--since", "13.12.2021"), 2, "13.12.2021"),
        (("centres", "--district", "nowhere"), 2, "nowhere"),
        (("centres", "gogri", "--level", "district"), 2, "district"),
    ],
)
def test_what_is_refused(eshram: Eshram, home: Path, arguments: tuple[str, ...], code: int, says: str) -> None:
    path = sheet(home, "panchayats.csv", PANCHAYATS)
    eshram("ingest", path, "--as-on", "12.12.2021", "--district", "khagaria", "--yes")
    ran = eshram(*arguments)
    assert (ran.code, ran.out) == (code, "")
    assert says in ran.err


def test_where_centres_are_told_for_the_block_nothing_is_said_of_its_panchayats(eshram: Eshram, home: Path) -> None:
    where = ("--district", "khagaria", "--yes", "--as-on", "12.12.2021")
    eshram("ingest", sheet(home, "panchayats.csv", PANCHAYATS), *where)
    eshram("ingest", sheet(home, "blocks.csv", "Block,Centre name,Registered\nGogri,Bazar,5\n"), *where)
    found = answer(eshram("centres", "--district", "khagaria", "--level", "panchayat", "--format", "json"))
    assert (found["covered"], found["without"], found["untold"]) == (0, 1, 3)


_DAYS = (dt.date(2021, 12, 5), dt.date(2021, 12, 12))
_TREE = Tree.of(
    frame(
        [
            ("d", None, 2, "D", "", None, None, None),
            ("b1", "d", 3, "B1", "", None, None, None),
            ("b2", "d", 3, "B2", "", None, None, None),
            *((f"p{at}", f"b{1 + at % 2}", 4, f"P{at}", "", None, None, None) for at in range(6)),
        ],
        PLACES,
    )
)


@settings(max_examples=15)
@given(
    st.dictionaries(
        st.tuples(st.integers(0, 5), st.sampled_from(["x", "y", "z"]), st.sampled_from(_DAYS)),
        st.integers(0, 500),
        min_size=1,
    )
)
def test_the_centres_add_up_to_the_cut_of_their_place(told: dict[tuple[int, str, dt.date], int]) -> None:
    lines = [
        (f"p{at}", day, f"centre={name}", "registered", value, "exact", 1) for (at, name, day), value in told.items()
    ]
    figures = frame(lines, FIGURES)
    found = centres(standing_table(figures, _DAYS), _TREE, "d", _DAYS[1], _DAYS[0])
    counts = Counts(_TREE, lambda *_: figures, lambda *_: frame((), TARGETS), cuts="centre=")
    counts.need([_DAYS[1]], ["d"])
    assert found.registered == sum(part.registered for part in counts.parts("d", _DAYS[1]).values())
    assert found.centres == found.working + found.idle + found.silent == len({(at, name) for at, name, _ in told})
    assert found.covered + found.without == 6


EXPECTED = "Category,Expected\nASHA,2950\nAnganwadi,1500\nSchool cooks,800\n"
SENT = "Category,Registered\nASHA,2884\nAnganwadi,1200\nMGNREGA,9000\n"


@pytest.fixture
def listed(eshram: Eshram, home: Path) -> None:
    """What came of Khagaria by category, then the numbers expected."""
    eshram("ingest", sheet(home, "sent.csv", SENT), "--district", "khagaria", "--as-on", "04.12.2021")
    ran = eshram("target", "load", sheet(home, "list.csv", EXPECTED), "--district", "khagaria")
    assert ran.code == 0, ran.err


@pytest.mark.usefixtures("listed")
def test_so_many_of_the_number_expected(eshram: Eshram) -> None:
    found = answer(eshram("by", "category", "--district", "khagaria", "--format", "json"))
    lines = [(row["member"], row["registered"], row["target"], row["balance"]) for row in found["rows"]]
    assert lines == [("mgnrega", 9000, None, None), ("asha", 2884, 2950, 66), ("anganwadi", 1200, 1500, 300)]
    assert [(one["member"], one["target"]) for one in found["unsent"]] == [("school cooks", 800)]
    said = eshram("by", "category", "--district", "khagaria").out
    assert "asha 2,884 of 2,950" in said
    assert "Khagaria: nothing was sent of school cooks (800 expected)." in said
    assert "school cooks (अपेक्षित 800)" in eshram("by", "category", "--district", "khagaria", "--lang", "hi").out


@pytest.mark.usefixtures("listed")
def test_an_expected_number_is_set_again_and_undone(eshram: Eshram) -> None:
    def asha(*options: str) -> int | None:
        ran = eshram("by", "category", "--district", "khagaria", *options, "--format", "json")
        targets = {row["member"]: row["target"] for row in answer(ran)["rows"]}
        found: int | None = targets["asha"]
        return found

    ran = eshram("target", "set", "khagaria", "3000", "--level", "district", "--cut", "category=ASHA")
    assert ran.code == 0, ran.err
    number = answer(eshram("log", "--format", "json"))["rows"][-1]["number"]
    assert (asha(), asha("--known-on", f"#{number - 1}")) == (3000, 2950)
    eshram("undo", str(number))
    assert asha() == 2950


@pytest.mark.parametrize("cut", ["asha", "job=asha", "category=", "category=a|b"])
def test_a_part_that_is_none(eshram: Eshram, cut: str) -> None:
    ran = eshram("target", "set", "khagaria", "3000", "--level", "district", "--cut", cut)
    assert (ran.code, "is no channel, department, category" in ran.err) == (2, True)


def test_a_list_of_departments_whose_title_names_the_place(eshram: Eshram, home: Path) -> None:
    text = "खगड़िया: विभागवार अपेक्षित संख्या\nविभाग,अपेक्षित संख्या\nशिक्षा विभाग,2950\nकृषि विभाग,1500\n"
    ran = eshram("target", "load", sheet(home, "list.csv", text), "--district", "khagaria")
    assert ran.code == 0, ran.err
    found = answer(eshram("target", "show", "khagaria", "--district", "khagaria", "--format", "json"))
    assert {row["cut"]: row["target"] for row in found["rows"]} == {
        "department=शिक्षा विभाग": 2950,
        "department=कृषि विभाग": 1500,
    }
