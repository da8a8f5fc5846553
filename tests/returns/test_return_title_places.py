"""Places that a title names and nobody knows: told with suggestions, and nothing is inferred around them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.learn import learned_place
from eshram_cli.places.model import Level, PlaceId
from eshram_cli.problems import Language
from eshram_cli.returns.find.labels import split_labels
from eshram_cli.returns.read import Hints, read_returns
from eshram_cli.sheets.model import Book, Grid

Read = Callable[..., Any]

PANCHAYATS = "Sl|Panchayat|Registered\n1|Rampur|600\n2|Belari|700"
BLOCKS = "Sl|Block|Registered\n1|Alauli|10\n2|Gogri|20"


def knowing(*names: str) -> Gazetteer:
    """A gazetteer that has learned panchayats of these names below Kalyanpur of Samastipur."""
    known = Gazetteer.bundled()
    district = next(place for place in known.named("samastipur") if place.level == Level.district)
    (block,) = known.named("kalyanpur", Level.block, district.id)
    return known.with_places(learned_place(block.id, Level.panchayat, name) for name in names)


def returned(title: str, table: str, gazetteer: Gazetteer | None = None, hints: Hints | None = None) -> Any:
    rows: list[list[Any]] = [[title, *[None] * 2]]
    rows += [[int(cell) if cell.isdigit() else cell for cell in line.split("|")] for line in table.split("\n")]
    grid = Grid("return 27-12-2021.xlsx", "", rows)
    return read_returns(Book(grid.file, "", "xlsx", (grid,)), gazetteer or Gazetteer.bundled(), hints)[0]


TITLES = [
    "State:BIHAR      District:SAMASTIPUR      Block:UJIYARPUR",
    "District : Samastipur, Block : Ujiyarpur",
    "जिला - समस्तीपुर  प्रखंड - उजियारपुरर",
    "Progress of Block Ujiyarpur, District Samastipur",
    "समस्तीपुर जिला के उजियारपुरर प्रखंड की प्रगति",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_block_that_nobody_knows_is_asked_about_though_another_one_has_such_panchayats(title: str) -> None:
    ret = returned(title, PANCHAYATS, knowing("Rampur", "Belari"))
    assert ret.records == ()
    assert ret.unknown == ()
    assert ret.rejected == 2
    (problem,) = ret.problems
    assert (problem.code, problem.where.cell) == ("title-place-unknown", "A1")
    assert "Did you mean Ujiarpur, Samastipur, Bihar?" in problem.message()
    assert "Ujiarpur" in problem.message(Language.hi)
    assert "प्रखंड" in problem.message(Language.hi)
    assert "--block" in problem.hint()


@pytest.mark.parametrize("title", ["State:BIHAR District:SAMASTIPUR Block:KALYANPUR", "कल्याणपुर प्रखंड, समस्तीपुर जिला"])
def test_a_block_that_is_known_is_quiet(title: str) -> None:
    ret = returned(title, PANCHAYATS, knowing("Rampur", "Belari"))
    assert {problem.code for problem in ret.problems} <= {"place-inferred"}
    assert [count.value for record in ret.records for count in record.counts] == [600, 700]


def test_a_block_like_nothing_has_no_suggestion() -> None:
    (problem,) = returned("District: Samastipur Block: Xyzzy", PANCHAYATS).problems
    assert problem.code == "title-place-unheard-of"
    assert "a similar one" in problem.message()
    assert "मिलते नाम" in problem.message(Language.hi)


def test_a_block_of_another_district_is_asked_about() -> None:
    (problem,) = returned("District: Samastipur Block: Alauli", PANCHAYATS).problems
    assert problem.code == "title-place-unheard-of"


def test_with_the_block_given_the_panchayats_can_be_learned_below_it() -> None:
    known = knowing("Rampur", "Belari")
    (block,) = known.named("ujiarpur", Level.block)
    district = PlaceId(str(block.parent))
    hints = Hints(state=PlaceId("s10"), district=district, block=block.id, learn=True)
    ret = returned(TITLES[0], PANCHAYATS, known, hints)
    assert ret.problems == ()
    assert [(one.place.parent, one.written) for one in ret.unknown] == [(block.id, "Rampur"), (block.id, "Belari")]


@pytest.mark.parametrize(
    ("title", "near"), [("State: Bihar District: Khagadiaa", "Khagaria"), ("State: Bihaar", "Bihar")]
)
def test_a_district_or_state_that_nobody_knows_is_asked_about(title: str, near: str) -> None:
    ret = returned(title, BLOCKS)
    (problem,) = ret.problems
    assert problem.code == "title-place-unknown"
    assert f"Did you mean {near}" in problem.message()
    assert ret.records == ()


def test_a_table_of_one_place_by_channel_is_kept_out_as_well() -> None:
    ret = returned("Block: Ujiyarpur, District: Samastipur", "Channel|Registered\nCSC|600\nSelf|700")
    assert [problem.code for problem in ret.problems] == ["title-place-unknown"]
    assert ret.records == ()


@pytest.mark.parametrize(
    "title",
    [
        "District: Khagaria  Block: All",
        "District: Khagaria  प्रखंड: सभी",
        "District: Khagaria  No of Blocks: 7",
        "Block Development Office, Khagaria: block wise report",
        "District Khagaria: Block level monitoring committee",
        "District: KHAGARIA (as on 27.12.2021)",
        "State: Government of Bihar, District: Khagaria (Bihar)",
    ],
)
def test_words_beside_a_level_that_name_no_place_are_quiet(title: str) -> None:
    ret = returned(title, BLOCKS)
    assert ret.problems == ()
    assert len(ret.records) == 2


def test_rows_that_name_the_place_themselves_keep_it() -> None:
    ret = returned("Block: Ujiyarpur", "District|Block|Registered\nKhagaria|Alauli|10\nKhagaria|Gogri|20")
    assert len(ret.records) == 2


def test_a_line_of_several_labels_is_taken_apart() -> None:
    found = split_labels("State:BIHAR   Name of District : SAMASTIPUR Block:UJIYARPUR, Date - 27.12.2021")
    assert [(label.value, label.level) for label in found] == [
        ("BIHAR", Level.state),
        ("SAMASTIPUR", Level.district),
        ("UJIYARPUR", Level.block),
        ("27.12.2021", None),
    ]
    assert split_labels("Position on 27.12.2021: final") == []
