"""Departments, categories, camps and officers from the sheets of blocks to the honours list, through whole commands."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.conftest import Eshram

DISTRICT = ("--district", "purbi champaran")
LABOUR, TEACHING, TOWNS = "श्रम विभाग", "शिक्षा विभाग", "नगर विकास विभाग"
LABOUR_BY_DAY = {5: (100, 40), 6: (110, 45), 7: (130, 50), 8: (150, 70), 9: (180, 80), 10: (200, 100)}
"""Persons so far of the labour department in Turkaulia and Raxaul, by day of December 2021."""
TEACHING_BY_DAY = {5: 50, 6: 60, 7: 80, 8: 90, 9: 95, 10: 120}
TOWNS_BY_DAY = {5: 10, 10: 900}
"""Turkaulia's schools; and the towns, which sent two sheets and leapt in the last."""

Rows = Sequence[Sequence[object]]


def book(path: Path, title: str, *rows: Sequence[object]) -> Path:
    """A workbook as an office types it: a title, headings, rows."""
    workbook = openpyxl.Workbook()
    sheet = workbook.create_sheet(index=0)
    for row in ([title], *rows):
        sheet.append(list(row))
    del workbook["Sheet"]
    workbook.save(path)
    return path


def asked(eshram: Eshram, *arguments: str) -> Any:
    ran = eshram(*arguments, *DISTRICT, "--format", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


def members(answer: Any, *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in answer["rows"]]


@pytest.fixture
def departments(eshram: Eshram, tmp_path: Path) -> Eshram:
    """Six evenings of a district's Hindi sheets, a department in each row; these are all that there are."""
    for day, (turkaulia, raxaul) in LABOUR_BY_DAY.items():
        rows: list[list[object]] = [
            ["तुरकौलिया", LABOUR, turkaulia],
            ["तुरकौलिया", TEACHING, TEACHING_BY_DAY[day]],
            ["रक्सौल", LABOUR, raxaul],
        ]
        if day in TOWNS_BY_DAY:
            rows.append(["रक्सौल", TOWNS, TOWNS_BY_DAY[day]])
        rows.append(["कुल", "", sum(int(str(row[2])) for row in rows)])
        title = f"पूर्वी चंपारण: सभी विभागों का निबंधन, दिनांक {day:02}.12.2021"
        sheet = book(tmp_path / f"{day}.xlsx", title, ["प्रखंड", "विभाग", "निबंधित श्रमिक"], *rows)
        assert eshram("ingest", sheet).code == 0
    return eshram


def test_departments_of_a_district_add_up_over_its_blocks(departments: Eshram) -> None:
    answer = asked(departments, "by", "department", "--since", "05.12.2021")
    assert members(answer, "member", "registered", "new", "gain", "rank", "move") == [
        (TOWNS, 900, None, 890, 1, 2),
        (LABOUR, 300, 40, 160, 2, -1),
        (TEACHING, 120, 25, 70, 3, -1),
    ]
    total = answer["total"]
    assert (total["registered"], total["members"], total["difference"]) == (1320, 1320, 0)
    assert sum(row["share"] for row in answer["rows"]) == pytest.approx(100)


def test_a_leap_after_a_gap_is_no_new_of_the_day(departments: Eshram) -> None:
    """Raxaul's towns tell what came in five days; the district says what is known, and that it is not all."""
    answer = asked(departments, "by", "department")
    assert answer["total"]["new"] is None
    ranking = asked(departments, "rank")
    rows = {row["place"]: (row["new"], row["gain"], row["gain_days"]) for row in ranking["rows"]}
    assert rows["Turkaulia"] == (45, None, None)
    assert rows["Raxaul"] == (None, 910, 5)
    known = next(note for note in ranking["notes"] if note["code"] == "new-known")
    assert (known["persons"], known["lacks"]) == (45, 1)


def test_blocks_beside_their_departments(departments: Eshram) -> None:
    answer = asked(departments, "by", "department", "--level", "block")
    assert members(answer, "place", "member", "registered") == [
        ("Raxaul", TOWNS, 900),
        ("Raxaul", LABOUR, 100),
        ("Turkaulia", LABOUR, 200),
        ("Turkaulia", TEACHING, 120),
    ]
    table = departments("by", "department", *DISTRICT, "--level", "block", "--lang", "hi").out
    heading = next(line for line in table.splitlines() if line.startswith("स्थान"))
    assert [name in heading for name in (LABOUR, TEACHING, TOWNS)] == [True] * 3


def test_departments_are_honoured_and_one_lucky_day_does_not_win(departments: Eshram) -> None:
    answer = asked(departments, "honours", "--since", "05.12.2021", "--top", "1")
    best = {(one["of"], one["by"]): [row["name"] for row in one["rows"]] for one in answer["sections"]}
    assert best["department", "gain"] == best["department", "registered"] == [LABOUR]
    assert best["block", "gain"] == best["block", "registered"] == ["Raxaul"]
    left_out = {one["of"]: {row["name"]: row["completeness"] for row in one["rows"]} for one in answer["left_out"]}
    assert left_out["department"] == {TOWNS: 0.2}
    lenient = asked(departments, "honours", "--since", "05.12.2021", "--min-completeness", "0.2", "--top", "1")
    assert [one["rows"][0]["name"] for one in lenient["sections"] if one["of"] == "department"] == [TOWNS, TOWNS]


def test_honours_in_every_format_name_the_same(departments: Eshram) -> None:
    asked_for = ("honours", *DISTRICT, "--since", "05.12.2021")
    csv = departments(*asked_for, "--format", "csv").out.splitlines()
    assert csv[0].startswith("of,by,rank,name")
    assert f"department,gain,1,{LABOUR}" in "\n".join(csv)
    assert LABOUR in departments(*asked_for, "--format", "md").out
    hindi = departments(*asked_for, "--lang", "hi").out
    assert "तुरकौलिया" in hindi
    assert f"(1): {TOWNS}" in hindi


def test_a_department_has_its_own_target(departments: Eshram) -> None:
    assert departments("target", "set", "purbi champaran", "600", "--department", LABOUR).code == 0
    rows = members(asked(departments, "by", "department"), "member", "target", "percent")
    assert rows == [(TOWNS, None, None), (LABOUR, 600, 50.0), (TEACHING, None, None)]
    percents = [
        one for one in asked(departments, "honours", "--since", "05.12.2021")["sections"] if one["by"] == "percent"
    ]
    assert [(one["of"], one["rows"][0]["name"], one["rows"][0]["percent"]) for one in percents] == [
        ("department", LABOUR, 50.0)
    ]


def test_targets_of_departments_from_a_sheet(departments: Eshram, tmp_path: Path) -> None:
    rows: Rows = [["प्रखंड", "विभाग", "लक्ष्य"], ["तुरकौलिया", LABOUR, 400], ["रक्सौल", LABOUR, 80]]
    sheet = book(tmp_path / "targets.xlsx", "पूर्वी चंपारण", *rows)
    assert departments("target", "load", sheet, *DISTRICT).code == 0
    found = members(asked(departments, "by", "department", "--level", "block"), "place", "member", "target", "percent")
    assert ("Turkaulia", LABOUR, 400, 50.0) in found
    assert ("Raxaul", LABOUR, 80, 125.0) in found
    assert ("Turkaulia", TEACHING, None, None) in found


@pytest.mark.parametrize(("off", "told"), [(0, []), (1, [-1]), (-1, [1])])
def test_departments_that_miss_the_count_by_one_are_told(
    eshram: Eshram, tmp_path: Path, off: int, told: list[int]
) -> None:
    sheet = book(
        tmp_path / "wide.xlsx",
        "Purbi Champaran: registration as on 10.12.2021",
        ["Block", "Total registered", "Department wise", "", ""],
        ["", "", "Labour", "Education", "Rural Development"],
        ["Turkaulia", 321 + off, 200, 121, 0],
        ["Raxaul", 400, 100, 250, 50],
    )
    eshram("ingest", sheet)
    answer = asked(eshram, "by", "department")
    assert members(answer, "member", "registered") == [("education", 371), ("labour", 300), ("rural development", 50)]
    assert answer["total"]["difference"] == off
    assert [note["persons"] for note in answer["notes"] if note["code"] == "cuts-differ"] == told
    table = eshram("by", "department", *DISTRICT).out
    assert ("Not in any of these" in table, "More than the total" in table) == (off > 0, off < 0)


@pytest.mark.parametrize("language", ["en", "hi"])
def test_categories_under_a_heading_of_their_own(eshram: Eshram, tmp_path: Path, language: str) -> None:
    hindi = language == "hi"
    sheet = book(
        tmp_path / "categories.xlsx",
        "पूर्वी चंपारण: निबंधन दिनांक 11.12.2021" if hindi else "Purbi Champaran: registration as on 11.12.2021",
        ["प्रखंड", "कुल निबंधन", "श्रेणीवार", "", ""] if hindi else ["Block", "Registered", "Category wise", "", ""],
        ["", "", "निर्माण", "कृषि", "रेहड़ी"] if hindi else ["", "", "Construction", "Agriculture", "Street vendor"],
        ["तुरकौलिया" if hindi else "Turkaulia", 330, 200, 100, 30],
        ["रक्सौल" if hindi else "Raxaul", 410, 300, 100, 10],
    )
    assert eshram("ingest", sheet).code == 0
    rows = members(asked(eshram, "by", "category"), "member", "registered")
    names = ("निर्माण", "कृषि", "रेहड़ी") if hindi else ("construction", "agriculture", "street vendor")
    assert rows == list(zip(names, (500, 200, 40), strict=True))


def test_camps_by_their_names(eshram: Eshram, tmp_path: Path) -> None:
    heads = ["प्रखंड", "शिविर का नाम", "निबंधित"]
    for day, counts in {11: (120, 80, 210), 12: (150, 95, 240)}.items():
        rows = zip(("तुरकौलिया", "तुरकौलिया", "रक्सौल"), ("पंचायत भवन", "मध्य विद्यालय", "रेलवे स्टेशन"), counts, strict=True)
        title = f"पूर्वी चंपारण: शिविरवार निबंधन दिनांक {day}.12.2021"
        assert eshram("ingest", book(tmp_path / f"{day}.xlsx", title, heads, *rows)).code == 0
    answer = asked(eshram, "by", "camp", "--since", "11.12.2021")
    assert members(answer, "member", "registered", "new", "gain") == [
        ("रेलवे स्टेशन", 240, 30, 30),
        ("पंचायत भवन", 150, 30, 30),
        ("मध्य विद्यालय", 95, 15, 15),
    ]
    assert answer["total"]["registered"] is None, "camps make no count"


def test_officers_whom_returns_name_are_a_cut_where_a_block_has_two(eshram: Eshram, tmp_path: Path) -> None:
    heads = ["प्रखंड", "पदाधिकारी का नाम", "अब तक निबंधन"]
    for day, counts in {11: (200, 90, 400), 12: (231, 100, 410)}.items():
        rows = zip(("तुरकौलिया", "तुरकौलिया", "रक्सौल"), ("अ. कुमार", "ब. देवी", "स. लाल"), counts, strict=True)
        title = f"पूर्वी चंपारण: सभी पदाधिकारियों का निबंधन दिनांक {day}.12.2021"
        assert eshram("ingest", book(tmp_path / f"{day}.xlsx", title, heads, *rows)).code == 0
    rows_ = members(asked(eshram, "by", "officer"), "member", "registered", "new")
    assert rows_ == [("स. लाल", 410, 10), ("अ. कुमार", 231, 31), ("ब. देवी", 100, 10)]
    honours = asked(eshram, "honours", "--since", "11.12.2021", "--top", "1")
    assert [
        (one["by"], one["rows"][0]["name"], one["rows"][0]["gain"])
        for one in honours["sections"]
        if one["of"] == "officer"
    ] == [("gain", "अ. कुमार", 31), ("registered", "स. लाल", 10)]


def test_an_officer_who_is_moved_takes_what_he_did_and_leaves_the_rest(departments: Eshram) -> None:
    """A. Kumar leaves Turkaulia for Raxaul on the 8th; B. Devi comes after him on the same day."""
    moves = [
        ("A. Kumar", "turkaulia", "05.12.2021"),
        ("B. Devi", "turkaulia", "08.12.2021"),
        ("A. Kumar", "raxaul", "08.12.2021"),
    ]
    for name, block, since in moves:
        ran = departments("officer", "assign", name, "--block", f"{block}, purbi champaran", "--from", since)
        assert ran.code == 0, ran.err
    # Turkaulia had 150 on the 5th, 210 on the 7th, 320 on the 10th; Raxaul 60 on the 7th, 1,000 on the 10th.
    answer = asked(departments, "honours", "--since", "05.12.2021", "--min-completeness", "0")
    gains = next(one for one in answer["sections"] if (one["of"], one["by"]) == ("officer", "gain"))
    assert [(row["name"], row["gain"], row["within"]) for row in gains["rows"]] == [
        ("A. Kumar", (210 - 150) + (1000 - 60), "Turkaulia, Raxaul"),
        ("B. Devi", 320 - 210, "Turkaulia"),
    ]
