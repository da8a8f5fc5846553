"""Sheets as portals and offices lay them out, made here: each is understood as a careful clerk would, or refused.

The real ones of these kinds are not part of the project (`test_return_manifest.py` reads them where they are at hand);
both are compared by `benchmarks/inspect_manifest.py`.
"""

from __future__ import annotations

import csv
import importlib.util
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import Workbook

Row = Sequence[str | int | float | None]

BLOCKS = ("Araraj", "Adapur", "Banjaria", "Chiraia", "Dhaka", "Ghorasahan", "Harsidhi", "Kalyanpur")
DISTRICTS = ("Araria", "Arwal", "Banka", "Bhojpur", "Gaya", "Jamui", "Katihar", "Nalanda")
COUNTS = (31_250, 28_114, 22_961, 41_870, 36_002, 19_407, 27_733, 30_518)


@pytest.fixture(scope="module")
def manifest() -> ModuleType:
    script = Path(__file__).parents[2] / "benchmarks" / "inspect_manifest.py"
    spec = importlib.util.spec_from_file_location("inspect_manifest", script)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def xlsx(path: Path, *sheets: Sequence[Row]) -> None:
    book = Workbook()
    for number, rows in enumerate(sheets):
        page = book.worksheets[0] if number == 0 else book.create_sheet()
        for row in rows:
            page.append(list(row))
    book.save(path)


def text(rows: Sequence[Row], line: str = "\r\n", delimiter: str = ",") -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator=line, delimiter=delimiter).writerows(rows)
    return stream.getvalue()


def numbered(names: Sequence[str]) -> list[Row]:
    return [(number, name, 60_000, count) for number, (name, count) in enumerate(zip(names, COUNTS, strict=True), 1)]


def web_page(path: Path) -> None:
    """A page of a portal: titles, headings over three rows, a number row, a blank one, a total."""
    titles: list[Row] = [["e-Shram MIS"], ["State: Bihar"], ["District: East Champaran"], ["As on 14.12.2021"], []]
    heads: list[Row] = [
        ["Sr.No.", "Block", "Registration", None],
        [None, None, "Target", "Registered"],
        [None, None, "(Nos.)", "(Nos.)"],
    ]
    total: Row = [None, "Total", 480_000, sum(COUNTS)]
    xlsx(path, [*titles, *heads, [1, 2, 3, 4], [], *numbered(BLOCKS), total])


def export(path: Path) -> None:
    """An export: a title, a date, a blank row, one row of headings, a total that agrees."""
    top: list[Row] = [["Registrations of Bihar by district"], ["as on 14/12/2021"], []]
    total: Row = [None, "Total", 480_000, sum(COUNTS)]
    xlsx(path, [*top, ["Sl", "District", "Target", "Registered"], *numbered(DISTRICTS), total])


def wrong_total(path: Path) -> None:
    top: list[Row] = [["Registrations of Bihar by district, 14/12/2021"]]
    total: Row = [None, "Total", 480_000, sum(COUNTS) + 900]
    xlsx(path, [*top, ["Sl", "District", "Target", "Registered"], *numbered(DISTRICTS), total])


def plain_csv(path: Path) -> None:
    heads = ("Sl", "District", "Target", "Registered as on 14.12.2021")
    path.write_text(text([heads, *numbered(DISTRICTS)]), encoding="utf-8")


def old_line_ends(path: Path) -> None:
    """Lines that end as on old Macs."""
    heads = ("Sl", "District", "Target", "Registered as on 14.12.2021")
    path.write_bytes(text([heads, *numbered(DISTRICTS)], "\r").encode("utf-8"))


def utf_7(path: Path) -> None:
    """Texts in UTF-7, headings broken over lines inside their cells."""
    heads = ("Sl", "District\n(जिला)", "Target", "Registered\nas on 14.12.2021")
    path.write_bytes(text([heads, *numbered(DISTRICTS)]).encode("utf-7"))


def numbers_of_a_title(path: Path) -> None:
    """A title padded to the table's width, headings, a number row."""
    title = ("East Champaran, 14.12.2021", "", "", "")
    rows = [title, ("Sl", "Block", "Target", "Registered"), ("1", "2", "3", "4"), *numbered(BLOCKS)]
    path.write_text(text(rows), encoding="utf-8")


def page_as_xls(path: Path) -> None:
    """A web table under the name of a workbook."""
    rows = [("Sl", "District", "Target", "Registered as on 14.12.2021"), *numbered(DISTRICTS)]
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    path.write_text(f"<html><body><table>{cells}</table></body></html>", encoding="utf-8")


def hindi(path: Path) -> None:
    names = ("अररिया", "अरवल", "बांका", "भोजपुर", "गया", "जमुई", "कटिहार", "नालंदा")
    xlsx(path, [["क्रमांक", "जिला", "लक्ष्य", "पंजीकरण 14.12.2021 तक"], *numbered(names)])


def second_sheet(path: Path) -> None:
    """The first sheet explains, the second has the table."""
    notes: list[Row] = [["Notes"], ["All figures are provisional."]]
    heads: list[Row] = [["Sl", "District", "Target", "Registered as on 14.12.2021"]]
    xlsx(path, notes, heads + numbered(DISTRICTS))


def table_below(path: Path) -> None:
    """Two tables in one sheet, the one of places below the one of activities."""
    done: list[Row] = [[f"Activity {number}", number] for number in range(1, 8)]
    above: list[Row] = [["Activity", "Done"], *done, [], []]
    top: list[Row] = [["East Champaran, 14.12.2021"]]
    total: Row = [None, "Total", 480_000, sum(COUNTS)]
    xlsx(path, [*above, *top, ["Sl", "Block", "Target", "Registered"], *numbered(BLOCKS), total])


def with_spaces(path: Path) -> None:
    """Cells padded with spaces to the width of their columns."""
    rows = [("Sl", "District", "Target", "Registered as on 14.12.2021"), *numbered(DISTRICTS)]
    path.write_text(text([[f"{cell!s:<16}" for cell in row] for row in rows]), encoding="utf-8")


def no_places(path: Path) -> None:
    """Classes of vehicles, no place anywhere in the rows."""
    classes = ("Motor car", "Motor cycle", "Tractor", "Goods carrier", "Bus", "Ambulance", "Moped", "Trailer")
    rows: list[Row] = [["Vehicles of Uttar Pradesh"], ["Sl", "Vehicle Class", "Target", "2021"]]
    xlsx(path, [*rows, *[(one, kind, 60_000, count) for one, kind, _, count in numbered(classes)]])


def categories(path: Path) -> None:
    rows: list[Row] = [("Category", "Count"), ("Farm labour", 41), ("Masons", 32), ("Hawkers", 23), ("Other", 14)]
    path.write_text(text(rows), encoding="utf-8")


def understood(heads: str, first: int, last: int, *, number: str = "", total: str = "", agrees: str = "") -> str:
    """`heads;number row;first;last;rows;total row;agrees`, as in the manifest."""
    return ";".join([heads, number, str(first), str(last), str(last - first + 1), total, agrees])


@pytest.mark.parametrize(
    ("make", "ending", "sheet", "wanted"),
    [
        (web_page, "xlsx", "1", understood("6 7 8", 11, 18, number="9", total="19", agrees="yes")),
        (export, "xlsx", "1", understood("4", 5, 12, total="13", agrees="yes")),
        (wrong_total, "xlsx", "1", understood("2", 3, 10, total="11", agrees="no")),
        (plain_csv, "csv", "1", understood("1", 2, 9)),
        (old_line_ends, "csv", "1", understood("1", 2, 9)),
        (utf_7, "csv", "1", understood("1", 2, 9)),
        (with_spaces, "csv", "1", understood("1", 2, 9)),
        (numbers_of_a_title, "csv", "1", understood("2", 4, 11, number="3")),
        (page_as_xls, "xls", "1", understood("1", 2, 9)),
        (hindi, "xlsx", "1", understood("1", 2, 9)),
        (second_sheet, "xlsx", "2", understood("1", 2, 9)),
        (table_below, "xlsx", "1", understood("12", 13, 20, total="21", agrees="yes")),
        (no_places, "xlsx", "1", "refuse"),
        (categories, "csv", "1", "refuse"),
    ],
    ids=lambda one: one.__name__ if callable(one) else "",
)
def test_a_sheet_is_understood_or_refused(
    make: Callable[[Path], None], ending: str, sheet: str, wanted: str, manifest: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / f"sheet.{ending}"
    make(path)
    names = ("header_rows", "number_row", "first_row", "last_row", "rows", "total_row", "total_agrees")
    row = {"expect": "refuse"} if wanted == "refuse" else {"expect": "table"}
    values = [""] * len(names) if wanted == "refuse" else wanted.split(";")
    row |= dict(zip(names, values, strict=True)) | {"file": path.name, "sheet": sheet}
    said = manifest.ours(path, row)
    if wanted == "refuse":
        assert said["refuse"] == "yes"
    else:
        assert {name: said.get(name) for name in names} == {name: row[name] for name in names}
