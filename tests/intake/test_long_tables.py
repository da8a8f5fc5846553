"""A long table read piece by piece says what it says when it is read as a whole, wherever the pieces end."""

from __future__ import annotations

import datetime as dt
import gzip
import itertools
import os
import random
import re
import signal
import sqlite3
import time
import zipfile
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import Font

from eshram_cli.jobs.intake import opening
from eshram_cli.jobs.intake.ingest import IngestOptions, ingest
from eshram_cli.jobs.session import Session
from eshram_cli.language.written import group
from eshram_cli.ledger import sums
from eshram_cli.ledger.ledger import Ledger
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import Level, Place
from eshram_cli.returns import long_survey
from eshram_cli.sheets import limits, long_file, long_text

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

GAZETTEER = Gazetteer.bundled()
BIHAR = next(one for one in GAZETTEER.all() if one.level is Level.state and one.name == "Bihar")
DISTRICTS = [one for one in GAZETTEER.children(BIHAR.id) if one.name in {"Siwan", "Gopalganj"}]


def _four(district: Place) -> list[Place]:
    """Four blocks of the district, that of its own name among them."""
    blocks = sorted(GAZETTEER.children(district.id), key=lambda one: (one.name != district.name, one.id))
    return blocks[:4]


BLOCKS = [(one, block) for one in DISTRICTS for block in _four(one)]
FIRST_DAY = dt.date(2021, 9, 1)
HEADING = ["District", "Block", "Date", "CSC", "Self", "Registered"]
WITHOUT_CUTS = ["District", "Block", "Date", "Registered"]

Row = list[str]
Rows = list[Row]


def rows_of(days: int, seed: int = 1, *, by_day: bool = True, cuts: bool = True) -> Rows:
    """Counts of eight blocks over some days, with their channels, day by day or block by block."""
    dice = random.Random(seed)  # noqa: S311 - to be repeated
    rows: dict[tuple[int, int], Row] = {}
    for at, (district, block) in enumerate(BLOCKS):
        parts = [dice.randrange(100, 900), dice.randrange(10, 90)]
        for day in range(days):
            parts = [part + dice.randrange(1, 40) for part in parts]
            key = (day, at) if by_day else (at, day)
            date = FIRST_DAY + dt.timedelta(day)
            counts = [*map(str, parts), str(sum(parts))] if cuts else [str(sum(parts))]
            rows[key] = [district.name, block.name, f"{date:%d.%m.%Y}", *counts]
    heading = HEADING if cuts else WITHOUT_CUTS
    return [list(heading), *(rows[key] for key in sorted(rows))]


def written(path: Path, rows: Rows) -> Path:
    """The table as a file: a workbook has dates and numbers as such and each text in its cell, or, where its name says
    so, Indian text alone, stored beside the sheet as Excel does."""
    if path.suffix == ".xlsx":
        shared = path.stem == "text"
        cast("Workbook", sheet_of(rows, in_text if shared else in_workbook).parent).save(path)
        if shared:
            share_texts(path)
        return path
    text = "\n".join(",".join(row) for row in rows) + "\n"
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else text.encode())
    return path


def sheet_of(rows: Rows, cell: Callable[[str], object]) -> Worksheet:
    """The table as the only sheet of a workbook."""
    sheet = cast("Worksheet", Workbook().active)
    for row in rows:
        sheet.append(list(map(cell, row)))
    return sheet


def share_texts(path: Path) -> None:
    """Puts the texts of the sheet into the part of shared texts: openpyxl writes them into the cells."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    texts: dict[bytes, int] = {}
    sheet, links, types = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    parts[sheet] = re.sub(
        rb't="inlineStr"><is><t>(.*?)</t></is>',
        lambda found: b't="s"><v>%d</v>' % texts.setdefault(found[1], len(texts)),
        parts[sheet],
    )
    items = b"".join(b"<si><t>%s</t></si>" % text for text in texts)
    formats = "http://schemas.openxmlformats.org"
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{formats}/spreadsheetml/2006/main">'.encode() + items + b"</sst>"
    kind = f"{formats}/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="texts" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    parts[links] = parts[links].replace(b"</Relationships>", link.encode())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    link = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    parts[types] = parts[types].replace(b"</Types>", link.encode())
    with zipfile.ZipFile(path, "w") as file:
        for name, part in parts.items():
            file.writestr(name, part)


def in_workbook(text: str) -> str | int | dt.date | None:
    """The cell as a person types it into a workbook, which makes numbers and dates of what looks like them."""
    if text.isascii() and text.isdecimal():
        return int(text)
    try:
        return dt.datetime.strptime(text, "%d.%m.%Y").date()  # noqa: DTZ007 - a day
    except ValueError:
        return text or None


def in_text(text: str) -> str | None:
    """The cell in a workbook that holds nothing but text."""
    return group(int(text)) if text.isascii() and text.isdecimal() else text or None


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of some rows are read piece by piece, and the extract has few of the first rows."""
    monkeypatch.setattr(long_file, "LONG_BYTES", 300)
    monkeypatch.setattr(long_survey, "FIRST", 12)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of each file whether it was read piece by piece to its end."""
    return _watched(monkeypatch)


def _watched(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    found: list[bool] = []
    read = opening.Reader._read_long

    def watched(reader: opening.Reader, *arguments: Any) -> opening.Read | None:
        answer = read(reader, *arguments)
        found.append(answer is not None)
        return answer

    monkeypatch.setattr(opening.Reader, "_read_long", watched)
    return found


def stored(file: Path, ledger: Path, options: IngestOptions, *, at_once: int, whole: bool) -> list[Any]:
    """All that is told of the file, and all that the ledger has."""
    with pytest.MonkeyPatch.context() as patch, Ledger.open(ledger) as opened:
        patch.setattr(long_file, "ROWS_AT_ONCE", at_once)
        if whole:
            patch.setattr(opening, "long_file", lambda _: None)
        told = ingest(Session(opened, GAZETTEER), [str(file)], options)
    with closing(sqlite3.connect(ledger)) as db:
        assert not sums.differing(db)
        columns = "kind, file, sheet, content_sha, figures_sha, as_on, accepted, rejected"
        tables = ("figures", "spellings", "targets")
        asked = (*(f"SELECT * FROM {table}" for table in tables), f"SELECT {columns} FROM submissions")
        return [told.model_dump(), *([list(db.execute(one)) for one in asked])]


def both(folder: Path, rows: Rows, at_once: int = 30, *, name: str = "long.csv", **options: Any) -> list[Any]:
    """What both ways tell and store, which must be the same; it."""
    return both_ways(folder, written(folder / name, rows), at_once, **options)


def both_ways(folder: Path, file: Path, at_once: int = 30, **options: Any) -> list[Any]:
    """The same for a file that is there."""
    wanted = IngestOptions(**options)
    pieces = stored(file, folder / "pieces.db", wanted, at_once=at_once, whole=False)
    whole = stored(file, folder / "whole.db", wanted, at_once=at_once, whole=True)
    assert pieces == whole
    return pieces


@pytest.mark.parametrize("at_once", [13, 16, 17, 100, 10_000])
@pytest.mark.parametrize(("by_day", "name"), [(True, "long.csv"), (False, "long.csv"), (True, "long.xlsx")])
def test_pieces_may_end_inside_a_date_or_a_district(
    tmp_path: Path, taken: list[bool], at_once: int, by_day: bool, name: str
) -> None:
    told, figures, *_ = both(tmp_path, rows_of(25, by_day=by_day), at_once, name=name)
    assert taken == [True]
    assert len(figures) == 25 * 8 * 3
    assert told["submissions"][0]["accepted"] == 200


@pytest.mark.parametrize("name", ["long.csv.gz", "text.xlsx"])
def test_a_table_of_counts_alone_in_another_kind_of_file(tmp_path: Path, taken: list[bool], name: str) -> None:
    _, figures, *_ = both(tmp_path, rows_of(25, cuts=False), name=name)
    assert taken == [True]
    assert len(figures) == 200


def with_changes(changes: Callable[[Rows], None], days: int = 25) -> Rows:
    rows = rows_of(days)
    changes(rows)
    return rows


def put(row: int, column: int, text: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        rows[row][column] = text

    return change


def all_of(*changes: Callable[[Rows], None]) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        for one in changes:
            one(rows)

    return change


def insert(*rows: tuple[int, Row]) -> Callable[[Rows], None]:
    def change(all_rows: Rows) -> None:
        for at, row in rows:
            all_rows.insert(at, row)

    return change


def _sum_up(rows: Rows) -> None:
    """On one day a district's block of its own name has what the other blocks have together."""
    own = next(row for row in rows[97:] if row[0] == row[1])
    beside = [row for row in rows if row[0] == own[0] and row[2] == own[2] and row is not own]
    own[3:] = [str(sum(int(row[column]) for row in beside)) for column in (3, 4, 5)]


# What stands in row 100 (from 0), and whether the table is read piece by piece all the same.
ODD: dict[str, tuple[Callable[[Rows], None], bool]] = {
    "a bad number": (put(100, 3, "12O4"), True),
    "a number in Hindi": (put(100, 3, "१२३"), True),
    "about so many": (put(100, 5, "1.2 lakh"), True),
    "a blank count of a channel": (put(100, 3, ""), True),
    "a blank count of all": (put(100, 5, ""), True),
    "a mark for nothing": (put(100, 4, "-"), True),
    "a place that nobody knows": (put(100, 1, "Nowhere"), True),
    "a district among its blocks": (put(100, 1, ""), False),
    "a blank date": (put(100, 2, ""), True),
    "a bad date": (put(100, 2, "41.13.2021"), True),
    "a time of the day": (put(100, 2, "13.09.2021 6:30 pm"), False),
    "a date ahead": (put(100, 2, "01.01.2090"), True),
    "a date before the drive": (put(100, 2, "01.08.2021"), True),
    "a count that falls": (put(100, 5, "5"), True),
    "a part above its whole": (put(100, 3, "900000"), True),
    "a count above the people": (put(100, 5, "90000000"), True),
    "parts that do not add up": (put(100, 4, "0"), True),
    "a repeated heading": (insert((100, HEADING)), True),
    "a blank row": (insert((100, [""] * 6)), True),
    "a short row": (insert((100, ["Siwan"])), True),
    "a row twice": (lambda rows: rows.insert(100, list(rows[60])), True),
    "two rows that differ": (lambda rows: rows.insert(100, [*rows[60][:5], "1"]), True),
    "a wrong total of the day": (insert((97, ["Total", "", "12.09.2021", "9", "9", "18"])), True),
    "a wrong total of all": (lambda rows: rows.append(["Total", "", "", "1", "1", "2"]), False),
    "a row without a name": (lambda rows: rows[100].__setitem__(slice(0, 2), ["", ""]), False),
    "a row that may be a total": (put(100, 1, "TOTAL (BIHAR)"), False),
    "a block with the sum of the others": (_sum_up, False),
    "a name of a block in another district": (put(100, 0, "Gaya"), True),
    "a heading in thousands": (put(0, 5, "Registered (in thousands)"), False),
    "two spellings": (lambda rows: put(100, 1, rows[100][1].upper())(rows), True),
}


@pytest.mark.parametrize(("at_once", "name"), [(100, "long.csv"), (101, "long.xlsx")])
@pytest.mark.parametrize("odd", list(ODD))
def test_a_row_that_is_not_as_the_others(tmp_path: Path, taken: list[bool], odd: str, at_once: int, name: str) -> None:
    changes, in_pieces = ODD[odd]
    both(tmp_path, with_changes(changes), at_once, name=name)
    assert taken == [in_pieces]


def fill(address: str, value: object, **look: object) -> Callable[[Worksheet], None]:
    """Another value in a cell, and how it looks."""

    def change(sheet: Worksheet) -> None:
        cell = sheet[address]
        cell.value = value
        for name, one in look.items():
            setattr(cell, name, one)

    return change


def _under_a_title(sheet: Worksheet) -> None:
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Registrations so far"
    sheet.merge_cells("A1:F1")


def _with_notes(sheet: Worksheet) -> None:
    book = cast("Workbook", sheet.parent)
    book.create_sheet("Notes", 0)["A1"] = "As told by the CSC office."
    book.create_sheet("Sheet3")


def _with_another_table(sheet: Worksheet) -> None:
    other = cast("Workbook", sheet.parent).create_sheet("Sheet2")
    for row in (["Block", "Registered"], ["Siwan", 7000], ["Barharia", 6000]):
        other.append(row)


def _with_other_figures(sheet: Worksheet) -> None:
    other = cast("Workbook", sheet.parent).create_sheet("Sheet2")
    for row in (["Date", "Block", "Registered"], [FIRST_DAY, "Barharia", 1], [FIRST_DAY, "Andar", 1]):
        other.append(row)


def with_second_sheet(
    days: int, first: int, changes: Callable[[Rows], None] = lambda _: None
) -> Callable[[Worksheet], None]:
    """Another long sheet, of so many days, with the rows from the given one on."""

    def change(sheet: Worksheet) -> None:
        rows = rows_of(days)
        changes(rows)
        other = cast("Workbook", sheet.parent).create_sheet("Sheet2")
        for row in (rows[0], *rows[first:]):
            other.append(list(map(in_workbook, row)))

    return change


def _far_down(sheet: Worksheet) -> None:
    sheet["A2000"] = "Siwan"


# What stands in a workbook beside plain cells, and whether the table is read piece by piece all the same.
IN_WORKBOOK: dict[str, tuple[Callable[[Worksheet], None], bool]] = {
    "a title over merged cells": (_under_a_title, True),
    "merged cells in the body": (lambda sheet: sheet.merge_cells("A100:A102"), False),
    "a hidden row": (lambda sheet: setattr(sheet.row_dimensions[100], "hidden", True), False),
    "a hidden column": (lambda sheet: setattr(sheet.column_dimensions["D"], "hidden", True), False),
    "a formula without a value": (fill("F100", "=D100+E100"), True),
    "an error": (fill("D100", "#N/A"), True),
    "a time of the day": (fill("C100", dt.datetime(2021, 9, 13, 18, 30)), False),  # noqa: DTZ001
    "a date in words": (fill("C100", "13 Sept 2021"), True),
    "a number of a day": (fill("C100", 44452), True),
    "a number shown in lakh": (fill("D100", 5, number_format='0" lakh"'), False),
    "a grouped number": (fill("D100", 5, number_format="#,##0"), True),
    "a number struck out": (fill("D100", 5, font=Font(strike=True)), False),
    "a fraction": (fill("D100", 12.5), True),
    "true": (fill("D100", True), True),
    "a number for a name": (fill("B100", 12), True),
    "blank and empty sheets": (_with_notes, True),
    "another table": (_with_another_table, True),
    "another table with other figures": (_with_other_figures, False),
    "a second long sheet": (with_second_sheet(45, 201), True),
    "a second long sheet with some of the same rows": (with_second_sheet(25, 101), True),
    "a second long sheet with another figure": (with_second_sheet(25, 101, put(150, 5, "9999")), False),
    "a cell far down": (_far_down, False),
}


@pytest.mark.parametrize("what", list(IN_WORKBOOK))
def test_what_only_a_workbook_holds(tmp_path: Path, taken: list[bool], what: str) -> None:
    change, in_pieces = IN_WORKBOOK[what]
    sheet = sheet_of(rows_of(25), in_workbook)
    change(sheet)
    cast("Workbook", sheet.parent).save(tmp_path / "long.xlsx")
    both_ways(tmp_path, tmp_path / "long.xlsx")
    assert taken == [in_pieces]


# What a program writes into the sheet, in place of what it should, and whether that is read piece by piece.
WRITTEN: dict[str, tuple[bytes, bytes, bool]] = {
    "a text that is not there": (rb't="s"><v>1<', b't="s"><v>9999<', False),
    "an address left out": (rb'<c r="A100"', b"<c", False),
    "an address of another row": (rb'<c r="A100"', b'<c r="A1000"', False),
    "cells in another order": (rb'<c r="A100"', b'<c r="G100"', False),
    "rows in another order": (rb'<row r="100"', b'<row r="10"', False),
    "a tag that is not closed": (rb"</sheetData>", b"</sheetdata>", False),
    "a formula with its value": (rb'(<c r="F100")[^>]*>', rb'\1 t="str"><f>D100+E100</f>', True),
    "a formula with 0 for its value": (rb'(<c r="F100").*?</c>', rb"\1><f>D100+E100</f><v>0</v></c>", True),
    "line ends between the tags": (rb"(</[vc]>)", rb"\1\r\n ", True),
}


@pytest.mark.parametrize("what", list(WRITTEN))
def test_a_workbook_that_another_program_wrote(tmp_path: Path, taken: list[bool], what: str) -> None:
    old, new, in_pieces = WRITTEN[what]
    with (
        zipfile.ZipFile(written(tmp_path / "text.xlsx", rows_of(25))) as good,
        zipfile.ZipFile(tmp_path / "long.xlsx", "w") as other,
    ):
        for name in good.namelist():
            part = good.read(name)
            sheet = re.sub(old, new, part) if name.endswith("sheet1.xml") else part
            assert sheet != part or not name.endswith("sheet1.xml")
            other.writestr(name, sheet)
    both_ways(tmp_path, tmp_path / "long.xlsx")
    assert taken == [in_pieces]


def with_totals(rows: Rows, *, of_districts: bool = False, dated: bool = True, grand: bool = True) -> Rows:
    """The table day by day with the sum of each day, of each district before it, and of all days at the end."""

    def total(label: str, some: Rows, date: str) -> Row:
        columns = list(zip(*(row[3:] for row in some), strict=True))
        return [label, "", date, *("" if "." in cells[0] else str(sum(map(int, cells))) for cells in columns)]

    found = rows[:1]
    for date, group_of in itertools.groupby(rows[1:], key=lambda row: row[2]):
        day = list(group_of)
        for district, some in itertools.groupby(day, key=lambda row: row[0]):
            members = list(some)
            found += [*members, *([total(f"{district} Total", members, date)] if of_districts else [])]
        found.append(total("Total", day, date if dated else ""))
    return [*found, *([total("Grand Total", rows[1:], "")] if grand else [])]


def test_totals_are_held_against_the_sums_of_their_rows(tmp_path: Path, taken: list[bool]) -> None:
    told, figures, *_ = both(tmp_path, with_totals(rows_of(25), of_districts=True))
    assert (taken, told["submissions"][0]["total_agrees"], len(figures)) == ([True], True, 600)


TOTALS: dict[str, tuple[dict[str, bool], Callable[[Rows], None], bool, bool | None]] = {
    "without dates": ({"dated": False}, lambda _: None, True, True),
    "a wrong one": ({}, put(99, 5, "99"), True, False),
    "a wrong one of a district": ({"of_districts": True}, put(16, 3, "99"), True, False),
    "a wrong one without a date": ({"dated": False, "grand": False}, put(99, 5, "99"), False, False),
    "a blank in one": ({}, put(99, 4, ""), True, True),
    "a bad row": ({"grand": False}, put(100, 3, "12O4"), True, True),
    "a bad row and a total of all": ({}, put(100, 3, "12O4"), False, True),
    "a row twice": ({"grand": False}, lambda rows: rows.insert(100, list(rows[95])), True, True),
    "a name that nobody knows": ({}, put(100, 1, "Nowhere"), True, True),
    "a heading below one": ({}, insert((100, HEADING)), False, True),
    "a heading in a day": ({}, insert((104, HEADING)), True, True),
    "a blank row below one": ({"grand": False}, insert((100, [""] * 6)), True, True),
    "a total of another name": ({}, put(99, 0, "State Total"), True, True),
    "an average": ({"grand": False}, lambda rows: rows.append(["Average", "", "", "5", "5", "9"]), False, True),
    "a date of no row": ({"grand": False}, put(99, 2, "01.01.2022"), True, True),
}


@pytest.mark.parametrize("what", list(TOTALS))
def test_totals_that_are_not_as_the_others(tmp_path: Path, taken: list[bool], what: str) -> None:
    totals, change, in_pieces, agree = TOTALS[what]
    rows = with_totals(rows_of(25), **totals)
    change(rows)
    told, *_ = both(tmp_path, rows)
    assert taken == [in_pieces]
    assert told["submissions"][0]["total_agrees"] is agree


def with_targets(rows: Rows) -> Rows:
    """The table with the target of each block beside its counts, what percentage of it they are, and what is left."""
    found = [["District", "Block", "Date", "Target", "Registered", "Percent", "Balance"]]
    for row in rows[1:]:
        target, count = 900 + 10 * len(row[1]), int(row[-1])
        found.append([*row[:3], str(target), str(count), f"{100 * count / target:.2f}", str(target - count)])
    return found


def _doubled(rows: Rows) -> None:
    """Halved targets: most counts are far above them."""
    for row in rows[1:]:
        row[3] = str(int(row[3]) // 4)


def _in_parts_of_1(rows: Rows) -> None:
    for row in rows[1:]:
        row[5] = f"{float(row[5]) / 100:.4f}"


def _rising(rows: Rows) -> None:
    """Each month another target."""
    for row in rows[1:]:
        row[3] = str(int(row[3]) + 10 * int(row[2][:2]))


# What is done to targets, percentages and balances, and whether the table is read piece by piece all the same.
TARGETS: dict[str, tuple[Callable[[Rows], None], bool]] = {
    "nothing": (lambda _: None, True),
    "another target in the middle": (put(100, 3, "777"), True),
    "another target every day": (_rising, False),
    "another target on the last day": (put(-1, 3, "777"), True),
    "no target on the last days": (all_of(put(-1, 3, ""), put(-9, 3, "")), True),
    "no count on the last day": (put(-1, 4, ""), True),
    "a bad number on the last day": (put(-1, 4, "12O4"), True),
    "a bad target on the last day": (put(-1, 3, "77O"), True),
    "a target below 0": (put(100, 3, "-5"), True),
    "a count below 0": (put(100, 4, "-5"), True),
    "a count that is the target": (put(-1, 4, rows_of(1, cuts=False)[-1][-1]), True),
    "the last day twice": (lambda rows: rows.append(list(rows[-1])), True),
    "the last day twice with other figures": (lambda rows: rows.append([*rows[-1][:3], "777", *rows[-1][4:]]), True),
    "another percentage": (put(100, 5, "1.50"), True),
    "another percentage in the first rows": (put(5, 5, "1.50"), True),
    "a blank percentage": (put(100, 5, ""), True),
    "a percentage as such": (put(100, 5, "91.30 %"), True),
    "a percentage in words": (put(100, 5, "half"), True),
    "a percentage without a count": (put(100, 4, ""), True),
    "percentages as parts of 1": (_in_parts_of_1, True),
    "a percentage as a part of 1": (all_of(_in_parts_of_1, put(100, 5, "0.5")), True),
    "another balance": (put(100, 6, "7"), True),
    "other balances": (all_of(*(put(at, 6, "7") for at in range(90, 105))), True),
    "a balance without its sign": (put(-1, 6, "0"), True),
    "targets far below the counts": (_doubled, False),
}


@pytest.mark.parametrize("what", list(TARGETS))
def test_targets_beside_counts(tmp_path: Path, taken: list[bool], what: str) -> None:
    change, in_pieces = TARGETS[what]
    rows = with_targets(rows_of(20, cuts=False))
    change(rows)
    both(tmp_path, rows, name="long.xlsx" if what == "another percentage" else "long.csv")
    assert taken == [in_pieces]


def with_members(rows: Rows, heading: str = "Gender", members: tuple[str, ...] = ("Male", "Female", "Total")) -> Rows:
    """A row for each member of a cut, the last one of them all where there are three."""
    found = [["District", "Block", heading, "Date", "Registered"]]
    for row in rows[1:]:
        count = int(row[-1])
        parts = [count // 3, count - count // 3, count]
        found += [[*row[:2], one, row[2], str(part)] for one, part in zip(members, parts, strict=False)]
    return found


# What a column of words holds, what is done to the rows, and whether the table is read piece by piece all the same.
MEMBERS: dict[str, tuple[str, tuple[str, ...], Callable[[Rows], None], bool]] = {
    "men, women and all": ("Gender", ("Male", "Female", "Total"), lambda _: None, True),
    "men and women": ("Gender", ("Male", "Female"), lambda _: None, True),
    "all in another word": ("Gender", ("M", "F", "All"), lambda _: None, True),
    "modes of registration": ("Mode of registration", ("CSC", "Self"), lambda _: None, True),
    "age groups": ("Age group", ("16-40", "41-60"), lambda _: None, True),
    "age groups in words and not": ("Age group", ("16-40", "above 40"), lambda _: None, False),
    "departments": ("Department", ("Labour", "Health", "All"), lambda _: None, False),
    "departments alone": ("Department", ("Labour", "Health"), lambda _: None, True),
    "another spelling": ("Gender", ("Male", "Female", "Total"), put(302, 2, "महिला"), True),
    "a third member once": ("Gender", ("Male", "Female", "Total"), put(301, 2, "Transgender"), True),
    "a blank": ("Gender", ("Male", "Female", "Total"), put(301, 2, ""), False),
    "a bad number": ("Gender", ("Male", "Female", "Total"), put(301, 4, "12O4"), True),
    "a row that is missing": ("Gender", ("Male", "Female", "Total"), lambda rows: rows.__delitem__(301), True),
    "a row that is missing of two": ("Gender", ("Male", "Female"), lambda rows: rows.__delitem__(301), True),
    "a row twice": ("Gender", ("Male", "Female"), lambda rows: rows.insert(200, list(rows[150])), True),
    "two rows that differ": ("Gender", ("Male", "Female"), lambda rows: rows.insert(200, [*rows[150][:4], "1"]), True),
    "men above all": ("Gender", ("Male", "Female", "Total"), put(301, 4, "90000"), True),
    "parts below their total": ("Gender", ("Male", "Female", "Total"), put(301, 4, "1"), True),
    "a total that falls": ("Gender", ("Male", "Female", "Total"), put(300, 4, "1"), True),
    "a heading repeated": ("Gender", ("Male", "Female"), lambda rows: rows.insert(200, rows[0]), True),
    "a total of the day": (
        "Gender",
        ("Male", "Female"),
        insert((177, ["Total", "", "Male", "11.09.2021", "7"])),
        True,
    ),
}


@pytest.mark.parametrize("what", list(MEMBERS))
def test_members_in_a_column(tmp_path: Path, taken: list[bool], what: str) -> None:
    heading, members, change, in_pieces = MEMBERS[what]
    rows = with_members(rows_of(20, cuts=False), heading, members)
    change(rows)
    both(tmp_path, rows, 31)
    assert taken == [in_pieces]


@pytest.mark.parametrize("members", [("Male", "Female"), ("Male", "Female", "Total")])
def test_members_of_places_that_the_ledger_knows(tmp_path: Path, members: tuple[str, ...]) -> None:
    """They may be a part of what the ledger has: that is decided day by day, from all rows."""
    first = written(tmp_path / "first.csv", rows_of(25, cuts=False))
    rows = with_members(rows_of(30, seed=2, cuts=False), members=members)
    second = written(tmp_path / "second.csv", rows)
    told = [
        [stored(file, tmp_path / f"{whole}.db", IngestOptions(), at_once=40, whole=whole) for file in (first, second)]
        for whole in (False, True)
    ]
    assert told[0] == told[1]


def test_targets_again(tmp_path: Path, taken: list[bool]) -> None:
    """The same again changes nothing; another target alone is taken for its row."""
    rows = with_targets(rows_of(25, cuts=False))
    before = written(tmp_path / "before.csv", rows)
    rows[-1][3] = "999"
    after = written(tmp_path / "after.csv", rows)
    told = [
        [
            stored(file, tmp_path / f"{whole}.db", IngestOptions(), at_once=40, whole=whole)
            for file in (before, before, after)
        ]
        for whole in (False, True)
    ]
    assert taken == [True] * 3
    assert told[0] == told[1]
    assert [of["submissions"][0]["accepted"] for of, *_ in told[0]] == [200, 0, 1]


def with_new(rows: Rows) -> Rows:
    """The table with the new persons of each day in place of the channels."""
    found, before = [["District", "Block", "Date", "New today", "Registered so far"]], dict[str, int]()
    for row in rows[1:]:
        count = int(row[-1])
        found.append([*row[:3], str(count - before.get(row[1], count - 7)), str(count)])
        before[row[1]] = count
    return found


def _slow_growth(rows: Rows) -> None:
    """Large gains: those of all blocks but for two days are a tenth of what the column says."""
    for row in rows[1:]:
        row[4] = str(int(row[4]) * 100)


# What is done to new persons and counts, and whether the table is read piece by piece all the same.
NEW: dict[str, tuple[Callable[[Rows], None], bool]] = {
    "nothing": (lambda _: None, True),
    "far from the gain": (put(100, 3, "690"), True),
    "far from many gains": (all_of(*(put(at, 3, "690") for at in range(90, 120))), True),
    "above the count": (put(100, 3, "69000"), True),
    "no count": (put(100, 4, ""), True),
    "no counts in many rows": (all_of(*(put(at, 4, "") for at in range(100, 130))), True),
    "no count and too large": (all_of(put(100, 4, ""), put(100, 3, "9999")), True),
    "no new persons": (put(100, 3, ""), True),
    "a day that is missing": (lambda rows: rows.__delitem__(slice(97, 105)), True),
    "another column": (_slow_growth, False),
}


@pytest.mark.parametrize("what", list(NEW))
def test_new_persons_beside_counts(tmp_path: Path, taken: list[bool], what: str) -> None:
    change, in_pieces = NEW[what]
    rows = with_new(rows_of(25))
    change(rows)
    both(tmp_path, rows)
    assert taken == [in_pieces]


@pytest.mark.parametrize("wrong", [1, 8])
def test_new_persons_of_the_day_after_the_ledgers_last(tmp_path: Path, taken: list[bool], wrong: int) -> None:
    rows = with_new(rows_of(40))
    first, rest = written(tmp_path / "first.csv", rows[:105]), [rows[0], *rows[105:]]
    for at in (*range(1, 1 + wrong), 30, 31):
        put(at, 3, "450")(rest)
    second = written(tmp_path / "second.csv", rest)
    told = [
        [stored(file, tmp_path / f"{whole}.db", IngestOptions(), at_once=30, whole=whole) for file in (first, second)]
        for whole in (False, True)
    ]
    assert told[0] == told[1]
    assert taken == [True, True]
    problems = told[0][1][0]["submissions"][0]["problems"]
    counts = [one["words"]["count"] for one in problems if one["code"] == "new-row-differs"]
    assert counts == [wrong + 2]


CHANGES = st.lists(
    st.tuples(
        st.integers(1, 110),
        st.sampled_from(
            "12O4|१२३||-|5|007|900000|-5|9.5|9.5%|Nowhere|Siwan|Male|01.08.2021|41.13.2021|05.09.2021".split("|")
        ),
        st.integers(0, 6),
    ),
    max_size=4,
)
MORE_ROWS = st.lists(
    st.tuples(
        st.integers(1, 110),
        st.sampled_from(["heading", "blank", "short", "twice", "other figures", "total"]),
    ),
    max_size=2,
)


def changed(rows: Rows, cells: list[tuple[int, str, int]], more: list[tuple[int, str]]) -> Rows:
    """The table with other texts in some cells, and with some more rows."""
    for at, text, column in cells:
        rows[at][min(column, len(rows[at]) - 1)] = text
    for at, what in more:
        other = list(rows[at])
        total = ["Total", "", *other[2:3], *("18" for _ in other[3:])]
        given = {"heading": list(rows[0]), "blank": [""], "short": other[:2], "total": total}
        figures = [*other[:3], *("7" for _ in other[3:])]
        rows.insert(at + 9, given.get(what, figures if what == "other figures" else other))
    return rows


COUNTS = st.sampled_from(["channels", "alone", "new", "targets", "members"])
KINDS = st.sampled_from(["long.csv", "long.xlsx", "text.xlsx"])
WITH_TOTALS = st.one_of(
    st.none(), st.fixed_dictionaries({"of_districts": st.booleans(), "dated": st.booleans(), "grand": st.booleans()})
)


def table_of(counts: str, by_day: bool, totals: dict[str, bool] | None) -> Rows:
    """A table of fifteen days with these counts; with totals, where it is one of a row a place and day."""
    rows = rows_of(15, by_day=by_day or totals is not None, cuts=counts == "channels")
    if counts == "members":
        return with_members(rows)
    rows = {"new": with_new, "targets": with_targets}.get(counts, list)(rows)
    return rows if totals is None else with_totals(rows, **totals)


def check_equal(tmp: Path, rows: Rows, at_once: int, name: str) -> None:
    for file in tmp.glob("*.db*"):
        file.unlink()
    both(tmp, rows, at_once, name=name)


@given(CHANGES, MORE_ROWS, st.integers(13, 60), st.booleans(), COUNTS, KINDS, WITH_TOTALS)
@settings(max_examples=8, derandomize=True, suppress_health_check=list(HealthCheck))
def test_any_table(
    tmp_path: Path,
    cells: list[tuple[int, str, int]],
    more: list[tuple[int, str]],
    at_once: int,
    by_day: bool,
    counts: str,
    name: str,
    totals: dict[str, bool] | None,
) -> None:
    check_equal(tmp_path, changed(table_of(counts, by_day, totals), cells, more), at_once, name)


@pytest.mark.long
@given(CHANGES, MORE_ROWS, st.integers(13, 60), st.booleans(), COUNTS, KINDS, WITH_TOTALS)
@settings(max_examples=300, suppress_health_check=list(HealthCheck))
def test_any_of_many_tables(
    tmp_path: Path,
    cells: list[tuple[int, str, int]],
    more: list[tuple[int, str]],
    at_once: int,
    by_day: bool,
    counts: str,
    name: str,
    totals: dict[str, bool] | None,
) -> None:
    check_equal(tmp_path, changed(table_of(counts, by_day, totals), cells, more), at_once, name)


def test_what_the_ledger_had(tmp_path: Path, taken: list[bool]) -> None:
    """The same again changes nothing; other figures restate; the old ones are not taken back unasked."""
    before = written(tmp_path / "before.csv", rows_of(25))
    changes = [put(100, 5, "9000"), put(3, 5, "9000"), insert((150, ["Siwan", "Nowhere", "01.09.2021", "1", "1", "2"]))]
    rows = rows_of(25)
    for change in changes:
        change(rows)
    after = written(tmp_path / "after.csv", rows)
    told = []
    for whole in (False, True):
        ledger = tmp_path / f"{whole}.db"
        told.append(
            [
                stored(file, ledger, IngestOptions(again=again), at_once=40, whole=whole)
                for file, again in ((before, False), (before, False), (after, False), (before, False), (before, True))
            ]
        )
    assert taken == [True] * 5
    assert told[0] == told[1]
    one, same, new, old, again = (of["submissions"][0] for of, *_ in told[0])
    assert (one["accepted"], same["unchanged"], new["restated"], again["restated"]) == (200, 200, 2, 2)
    assert "corrected-since" in {problem["code"] for problem in old["problems"]}


@pytest.mark.parametrize("options", [{"strict": True}, {"dry_run": True}, {"anyway": True}, {"mark": True}])
def test_options(tmp_path: Path, options: dict[str, bool]) -> None:
    rows = with_changes(put(100, 5, "90000000"))
    put(50, 3, "12O4")(rows)
    both(tmp_path, rows, **cast("dict[str, Any]", options))


def test_a_ledger_in_memory(tmp_path: Path, taken: list[bool]) -> None:
    with Ledger.in_memory() as ledger:
        told = ingest(Session(ledger, GAZETTEER), [str(written(tmp_path / "long.csv", rows_of(20)))])
    assert (taken, told.submissions[0].accepted) == ([True], 160)


def test_a_table_that_is_too_long_to_be_held_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, taken: list[bool]
) -> None:
    monkeypatch.setattr(limits, "WHOLE_BYTES", 1000)
    file = written(tmp_path / "long.csv", with_changes(put(100, 2, "13.09.2021 6:30 pm")))
    with Ledger.in_memory() as ledger:
        told = ingest(Session(ledger, GAZETTEER), [str(file)])
    assert (taken, [problem.code for problem in told.refused]) == ([False], ["long-table-uneven"])


def test_a_file_that_changes_between_two_looks_is_not_read_in_pieces(tmp_path: Path) -> None:
    file = long_text.LongText.of(written(tmp_path / "long.csv", rows_of(25)))
    assert file is not None
    assert sum(map(len, file.pieces())) == sum(map(len, file.pieces())) == 201
    written(tmp_path / "long.csv", with_changes(put(100, 3, "7")))
    with pytest.raises(long_file.NotPlain):
        list(file.pieces())


def test_a_line_without_end_is_not_held(tmp_path: Path, taken: list[bool]) -> None:
    rows = [*rows_of(25), ["1" * 5_000_000]]
    file = written(tmp_path / "long.csv.gz", rows)
    with Ledger.in_memory() as ledger:
        told = ingest(Session(ledger, GAZETTEER), [str(file)])
    assert taken == [False]
    assert [problem.code for problem in told.refused] == ["line-too-long"]


def _killed(file: Path, size: int, first: Callable[[], None], seconds: float | None = None) -> int:
    """A run that is killed leaves nothing at all or everything, and the next one has all of it stored; how many
    submissions it left. `first`: what the run does before all; `seconds`: after which it is killed from outside."""
    ledger = file.with_name("eshram.db")
    for old in file.parent.glob("eshram.db*"):
        old.unlink()
    child = os.fork()
    if not child:
        first()
        with Ledger.open(ledger) as opened:
            ingest(Session(opened, GAZETTEER), [str(file)])
        os._exit(0)
    if seconds is not None:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    left = 0
    if ledger.exists():
        with Ledger.open(ledger), closing(sqlite3.connect(ledger)) as db:
            left = db.execute("SELECT count(*) FROM submissions").fetchone()[0]
            assert db.execute("SELECT count(*) FROM figures").fetchone()[0] == left * size * 3
            assert not sums.differing(db)
    with Ledger.open(ledger) as opened:
        told = ingest(Session(opened, GAZETTEER), [str(file)])
        assert sums.whole(opened._db)
    assert [(one.accepted, one.unchanged) for one in told.submissions] == [(0, size) if left else (size, 0)]
    return left


def _kill_at(call: int) -> None:
    """This process is killed when the figures of so many series are in the ledger's tree."""
    calls, checks_of = itertools.count(1), sums.checks_of

    def counted(*arguments: Any) -> int:
        if next(calls) == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return checks_of(*arguments)

    vars(sums)["checks_of"] = counted


forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a fork of this program")


@forks
@pytest.mark.parametrize(("call", "name"), [(1, "long.csv"), (24, "long.csv"), (13, "long.xlsx")])
def test_a_killed_run_leaves_nothing_half(tmp_path: Path, taken: list[bool], call: int, name: str) -> None:
    assert _killed(written(tmp_path / name, rows_of(20)), 160, partial(_kill_at, call)) == 0
    assert taken == [True]


@forks
@pytest.mark.long
@pytest.mark.parametrize("name", ["long.csv", "long.xlsx"])
def test_fifty_killed_runs_leave_nothing_half(tmp_path: Path, name: str) -> None:
    rows = rows_of(1500)
    file, dice = written(tmp_path / name, rows), random.Random(1)  # noqa: S311 - to be repeated
    before = time.monotonic()
    with Ledger.open(tmp_path / "first.db") as opened:
        ingest(Session(opened, GAZETTEER), [str(file)])
    taken = time.monotonic() - before
    left = [_killed(file, len(rows) - 1, lambda: None, dice.uniform(0.01, taken)) for _ in range(50)]
    assert 0 in left
