"""A district's week in December 2021, played through whole commands: each evening's ranking is worked out by hand.

27 blocks of Purbi Champaran send Hindi sheets. What a block has is one line of arithmetic: so many persons on Monday,
and so many more each day. Around it happens what happens in a week:

| day | what comes |
|---|---|
| Mon 13 | a sheet of all blocks; the targets are set and split |
| Tue 14 | a sheet without Dhaka, which is late; then Dhaka's own |
| Wed 15 | a sheet of all, in which Raxaul has a digit too few |
| Thu 16 | Wednesday's sheet corrected; a sheet of all |
| Fri 17 | a sheet without four blocks: one tells its figure by telephone, three send a message |
| Sat 18 | a sheet with the officer of each block, and with other targets than those that were split |
| Sun 19 | no count of anybody: departments, and what the camps of the day yielded |
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from tests.conftest import Eshram

DISTRICT = ("--district", "purbi champaran")

MON, TUE, WED, THU, FRI, SAT, SUN = range(13, 20)


class Block(NamedTuple):
    """A block as sheets write it: its persons on Monday, and how many more there are each day."""

    hindi: str
    monday: int
    daily: int


BLOCKS = {
    "Adapur": Block("आदापुर", 5_000, 100),
    "Areraj": Block("अरेराज", 4_800, 150),
    "Banjariya": Block("बंजरिया", 4_700, 40),
    "Bankatwa": Block("बनकटवा", 2_900, 60),
    "Chakia (Pipra)": Block("चकिया", 5_200, 20),
    "Chawradano": Block("छौड़ादानो", 4_100, 90),
    "Chiraiya": Block("चिरैया", 6_300, 110),
    "Dhaka": Block("ढाका", 9_000, 400),
    "Ghorasahan": Block("घोड़ासहन", 4_400, 70),
    "Harsidhi": Block("हरसिद्धी", 5_600, 80),
    "Kalyanpur": Block("कल्याणपुर", 6_100, 180),
    "Kesaria": Block("केशरिया", 5_000, 100),
    "Kotwa": Block("कोटवा", 3_900, 70),
    "Madhuban": Block("मधुबन", 4_000, 55),
    "Mehsi": Block("मेहसी", 3_800, 95),
    "Motihari": Block("मोतिहारी", 8_200, 50),
    "Paharpur": Block("पहाड़पुर", 4_300, 30),
    "Pakridayal": Block("पकड़ीदयाल", 3_500, 85),
    "Patahi": Block("पताही", 3_600, 65),
    "Phenhara": Block("फेनहारा", 1_900, 45),
    "Pipra Kothi": Block("पीपराकोठी", 1_800, 75),
    "Ramgarhwa": Block("रामगढवा", 4_900, 125),
    "Raxaul": Block("रक्सौल", 5_900, 160),
    "Sangrampur": Block("संग्रामपुर", 3_300, 35),
    "Sugauli": Block("सुगौली", 5_700, 290),
    "Tetariya": Block("तेतरिया", 2_400, 50),
    "Turkaulia": Block("तुरकौलिया", 4_600, 115),
}

TARGETS = dict.fromkeys(BLOCKS, 10_000) | {"Dhaka": 20_000}
"""Dhaka's was set by itself; the rest of 2,80,000 was split evenly among the other 26."""

FIRST = {
    MON: "Motihari 8,200, Chiraiya 6,300, Kalyanpur 6,100, Raxaul 5,900, Sugauli 5,700",
    TUE: "Motihari 8,250, Chiraiya 6,410, Kalyanpur 6,280, Raxaul 6,060, Sugauli 5,990",
    WED: "Motihari 8,300, Chiraiya 6,520, Kalyanpur 6,460, Sugauli 6,280, Raxaul 6,220",
    THU: "Motihari 8,350, Kalyanpur 6,640, Chiraiya 6,630, Sugauli 6,570, Raxaul 6,380",
    FRI: "Motihari 8,400, Sugauli 6,860, Kalyanpur 6,820, Chiraiya 6,740, Raxaul 6,540",
    SAT: "Motihari 8,450, Sugauli 7,150, Kalyanpur 7,000, Chiraiya 6,850, Raxaul 6,700",
    SUN: "Motihari 8,450, Sugauli 7,150, Kalyanpur 7,000, Chiraiya 6,850, Raxaul 6,700",
}
"""The best five of each evening, with their persons, on paper."""


def has(block: str, day: int) -> int:
    """The persons of a block on a day."""
    return BLOCKS[block].monday + (day - MON) * BLOCKS[block].daily


class Line(NamedTuple):
    """A block in the ranking of an evening; `as_on` the day of December that its last figure speaks of."""

    rank: int
    place: str
    registered: int
    percent: float
    new: int | None
    move: int | None
    as_on: int


def ranking(day: int, last: Mapping[str, int]) -> list[Line]:
    """The lines of an evening on which the blocks in `last` have their last figure of that day, the others of the very
    day. A block's rank is one more than there are blocks with a higher percent; it moved against the evening before, of
    which every figure has come. Of a day without a figure nobody knows the new."""
    days = {block: last.get(block, day) for block in BLOCKS}
    ranks, before = ranks_of(days), ranks_of(dict.fromkeys(BLOCKS, min(day - 1, SAT)))
    return sorted(
        Line(
            ranks[block],
            block,
            has(block, on),
            percent(block, on),
            BLOCKS[block].daily if on == day > MON else None,
            before[block] - ranks[block] if day > MON else None,
            on,
        )
        for block, on in days.items()
    )


def percent(block: str, day: int) -> float:
    return round(100 * has(block, day) / TARGETS[block], 6)


def ranks_of(days: Mapping[str, int]) -> dict[str, int]:
    """By block its rank, each with its figure of the day given."""
    percents = {block: percent(block, day) for block, day in days.items()}
    return {block: 1 + sum(other > mine for other in percents.values()) for block, mine in percents.items()}


# --- what the offices send ---


def sheet(path: Path, title: str, heads: list[str], rows: list[list[object]]) -> Path:
    workbook = openpyxl.Workbook()
    page = workbook.create_sheet("प्रतिवेदन", 0)
    page.append(["कार्यालय श्रम अधीक्षक, पूर्वी चंपारण (बिहार)"])
    page.append([title])
    page.append(heads)
    for row in rows:
        page.append(row)
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(heads))
    del workbook["Sheet"]
    workbook.save(path)
    return path


def evening(
    folder: Path, day: int, *, without: Collection[str] = (), typed: Mapping[str, int] | None = None, name: str = ""
) -> Path:
    """The district's sheet of an evening; `typed`: figures that are typed otherwise than they are."""
    counts = {block: has(block, day) for block in BLOCKS if block not in without} | dict(typed or {})
    rows: list[list[object]] = [
        [number, BLOCKS[block].hindi, count] for number, (block, count) in enumerate(counts.items(), start=1)
    ]
    rows.append([None, "कुल", sum(counts.values())])
    title = f"प्रखंडवार ई-श्रम निबंधन, दिनांक {day}.12.2021 तक"
    return sheet(folder / f"{name or day}.xlsx", title, ["क्र०", "प्रखंड", "अब तक कुल निबंधन"], rows)


MESSAGE = """[17/12/21, 6:42:10 PM] श्रम प्रवर्तन पदाधिकारी: *ई-श्रम निबंधन दिनांक 17.12.2021*
👉 *कोटवा* : 4,180 (+70)
2. मेहसी - 4180
पताही ३,८६० 🙏
"""
"""Kotwa 3,900 + 4 x 70, Mehsi 3,800 + 4 x 95, Patahi 3,600 + 4 x 65."""


@pytest.fixture
def office(eshram: Eshram, tmp_path: Path) -> Office:
    return Office(eshram, tmp_path)


class Office:
    """The district's labour office: what it stores, and what it asks each evening."""

    def __init__(self, eshram: Eshram, folder: Path) -> None:
        self.eshram, self.folder = eshram, folder

    def does(self, *arguments: str | Path) -> str:
        """Runs a command that must succeed; what it said beside its answer."""
        ran = self.eshram(*arguments)
        assert ran.code == 0, ran.err
        return ran.err

    def asks(self, *arguments: str) -> Any:
        ran = self.eshram(*arguments, "--format", "json")
        assert ran.code == 0, ran.err
        return json.loads(ran.out)

    def ranks(self, day: int, *, last: Mapping[str, int] | None = None) -> None:
        """The ranking of the evening is the one worked out by hand, and so are the district's sum and the moves."""
        answer = self.asks("rank", *DISTRICT, "--as-on", f"{day}.12.2021")
        expected = ranking(day, last or {})
        found = [
            Line(
                row["rank"],
                row["place"],
                row["registered"],
                round(row["percent"], 6),
                row["new"],
                row["move"],
                int(row["as_on"][-2:]),
            )
            for row in answer["rows"]
        ]
        assert sorted(found) == expected
        assert ", ".join(f"{line.place} {line.registered:,}" for line in found[:5]) == FIRST[day]
        assert answer["total"]["registered"] == sum(line.registered for line in expected)
        assert answer["total"]["target"] == 280_000


def test_a_week_of_the_district(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monday(office)
    tuesday(office)
    wednesday_and_thursday(office)
    friday(office, monkeypatch)
    saturday(office)
    sunday(office)
    # Every evening still is what it was.
    for day in (TUE, WED, FRI):
        office.ranks(day)


def monday(office: Office) -> None:
    """The first sheet, and the targets of the week."""
    office.does("ingest", evening(office.folder, MON))
    office.does("target", "set", "dhaka, purbi champaran", "20000", "--as-on", "13.12.2021")
    office.does("target", "set", "purbi champaran", "280000", "--as-on", "13.12.2021")
    office.does("target", "split", *DISTRICT, "--by", "equal", "--keep-existing", "--as-on", "13.12.2021", "--yes")
    office.ranks(MON)


def tuesday(office: Office) -> None:
    """Dhaka is late; its figure of Monday is carried until its own sheet comes."""
    said = office.does("ingest", evening(office.folder, TUE, without=["Dhaka"]))
    assert "ढाका (1 of 27)" in said
    office.ranks(TUE, last={"Dhaka": MON})
    late = office.asks("pending", *DISTRICT, "--as-on", "14.12.2021")
    assert [row["place"] for row in late["rows"] if row["status"] != "reported"] == ["Dhaka"]
    title = "ई-श्रम निबंधन, दिनांक 14.12.2021 तक"
    rows: list[list[object]] = [[1, "ढाका", has("Dhaka", TUE)]]
    office.does("ingest", sheet(office.folder / "dhaka.xlsx", title, ["क्र०", "प्रखंड", "अब तक कुल निबंधन"], rows))
    office.ranks(TUE)


def wednesday_and_thursday(office: Office) -> None:
    """In Wednesday's sheet Raxaul lost a digit, which is told; on Thursday it is corrected, and stays so."""
    said = office.does("ingest", evening(office.folder, WED, typed={"Raxaul": 622}))
    assert "The count of रक्सौल falls from 6,060 on 14.12.2021 to 622 on 15.12.2021" in said
    said = office.does("ingest", evening(office.folder, WED, name="15 संशोधित"))
    assert "from 622 to 6,220" in said
    office.ranks(WED)
    office.does("ingest", evening(office.folder, THU))
    office.ranks(THU)
    again = office.eshram("ingest", office.folder / "15.xlsx")
    assert (again.code, "corrected" in again.err) == (0, True), "the wrong sheet sent again changes nothing"
    office.ranks(WED)


def friday(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Four blocks are not in the sheet; one telephones, three write."""
    away = ["Madhuban", "Kotwa", "Mehsi", "Patahi"]
    office.does("ingest", evening(office.folder, FRI, without=away))
    office.ranks(FRI, last=dict.fromkeys(away, THU))
    office.does("enter", "madhuban, purbi champaran", "4,220", "--as-on", "17.12.2021", "--from", "phone, BDO")
    monkeypatch.setattr(sys, "stdin", io.StringIO(MESSAGE))
    office.does("ingest", "-", *DISTRICT)
    office.ranks(FRI)


def saturday(office: Office) -> None:
    """An officer on each row, and targets that nobody set: the counts are the blocks', the targets stay."""
    officers = {block: ("रमेश कुमार" if block < "K" else "सीमा देवी") for block in BLOCKS}
    rows: list[list[object]] = [
        [known.hindi, officers[block], 6_000, has(block, SAT)] for block, known in BLOCKS.items()
    ]
    heads = ["प्रखंड", "नोडल पदाधिकारी", "लक्ष्य", "निबंधन"]
    said = office.does("ingest", sheet(office.folder / "18.xlsx", "ई-श्रम निबंधन, दिनांक 18.12.2021 तक", heads, rows))
    assert "The targets of 27 places differ from those that were set" in said
    assert "The new ones were not stored" in said
    office.ranks(SAT)
    by_officer = {row["member"]: row["registered"] for row in office.asks("by", "officer", *DISTRICT)["rows"]}
    assert by_officer == {
        name: sum(has(block, SAT) for block in BLOCKS if officers[block] == name) for name in ("रमेश कुमार", "सीमा देवी")
    }


def sunday(office: Office) -> None:
    """Departments and camps, and no count of anybody: Saturday's figures stay."""
    rows: list[list[object]] = []
    for block in BLOCKS.values():
        rows += [[block.hindi, "मनरेगा", 700], [block.hindi, "जीविका", 500]]
    rows.append(["कुल", None, 27 * 1_200])
    title = "विभागवार ई-श्रम निबंधन, दिनांक 19.12.2021 तक"
    said = office.does("ingest", sheet(office.folder / "19 विभाग.xlsx", title, ["प्रखंड", "विभाग", "निबंधन"], rows))
    assert "only a part came for 19.12.2021" in said
    assert "27 such places" in said
    camps: list[list[object]] = [
        ["ढाका", "हाई स्कूल", "सुबह", 40],
        ["ढाका", "हाई स्कूल", "रात", 25],
        ["रक्सौल", "स्टेशन", "दिन", 60],
    ]
    heads = ["प्रखंड", "शिविर का नाम", "पाली", "आज का निबंधन"]
    title = "शिविरों में ई-श्रम निबंधन, दिनांक 19.12.2021"
    office.does("ingest", sheet(office.folder / "19 शिविर.xlsx", title, heads, camps))
    office.ranks(SUN, last=dict.fromkeys(BLOCKS, SAT))
    departments = office.asks("by", "department", *DISTRICT)["rows"]
    assert [(row["member"], row["registered"]) for row in departments] == [("मनरेगा", 27 * 700), ("जीविका", 27 * 500)]
    yields = office.asks("by", "camp", *DISTRICT)["rows"]
    assert [(row["member"], row["registered"]) for row in yields] == [
        ("स्टेशन (दिन)", 60),
        ("हाई स्कूल (सुबह)", 40),
        ("हाई स्कूल (रात)", 25),
    ]
