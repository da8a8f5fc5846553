"""How well the tool understands real sheets, beside what plain pandas gets right on the same files.

`python benchmarks/inspect_manifest.py SHEETS` prints, for each column of SHEETS/MANIFEST.csv, how many of the files
agree. pandas is given its defaults, `read_excel(path)` or `read_csv(path)`: its heading is then row 1, its data all
rows below, and it knows no number row, no total row and no reason to refuse.
"""

from __future__ import annotations

import argparse
import csv
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path

from eshram_cli.errors import EshramError
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.returns.model import Table
from eshram_cli.returns.read import inspect_book
from eshram_cli.sheets.read import read_book

COLUMNS = ("header_rows", "number_row", "first_row", "last_row", "rows", "total_row", "total_agrees", "refuse")
Row = Mapping[str, str]


def manifest(folder: Path) -> list[dict[str, str]]:
    """The rows of the folder's MANIFEST.csv."""
    with (folder / "MANIFEST.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def expected(row: Row) -> dict[str, str]:
    """What the manifest says, as texts."""
    return {name: row[name] for name in COLUMNS if name != "refuse"} | {
        "refuse": "yes" if row["expect"] == "refuse" else ""
    }


def ours(path: Path, row: Row) -> dict[str, str]:
    """What the tool says of the sheet that the manifest names; of several tables the one that agrees most."""
    try:
        seen = inspect_book(read_book(path), Gazetteer.bundled())
    except EshramError:
        return {"refuse": "yes"}
    refused = {"refuse": "yes" if seen.refused else ""}
    sheets = list(dict.fromkeys(table.sheet for table in seen.tables))
    tables = [_said(table) | refused for table in seen.tables if _is_sheet(table, sheets, row["sheet"], path)]
    return max(tables, key=lambda said: _agreeing(said, expected(row)), default=refused)


def _is_sheet(table: Table, sheets: list[str], wanted: str, path: Path) -> bool:
    book = read_book(path)
    names = [grid.sheet for grid in book.grids]
    return table.sheet in sheets and (not wanted or names.index(table.sheet) + 1 == int(wanted))


def _said(table: Table) -> dict[str, str]:
    closing = next((total for total in table.total_rows if total.row > table.last_row), None)
    agrees = {True: "yes", False: "no", None: "rate"}
    return {
        "header_rows": " ".join(map(str, table.header_rows)),
        "number_row": str(table.number_row or ""),
        "first_row": str(table.first_row),
        "last_row": str(table.last_row),
        "rows": str(table.rows),
        "total_row": str(closing.row) if closing else "",
        "total_agrees": agrees[closing.agrees] if closing else "",
    }


def plain(path: Path, row: Row) -> dict[str, str]:  # noqa: ARG001
    """What pandas makes of the file with its defaults."""
    import pandas as pd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            frame = pd.read_csv(path) if path.suffix == ".csv" else pd.read_excel(path)
        except Exception as error:
            return {"error": type(error).__name__}
    last = str(len(frame) + 1)
    said = {"header_rows": "1", "number_row": "", "first_row": "2", "last_row": last, "rows": str(len(frame))}
    return {**said, "total_row": "", "total_agrees": "", "refuse": ""}


def _agreeing(said: Row, wanted: Row) -> int:
    return sum(said.get(name) == wanted[name] for name in COLUMNS)


def score(folder: Path, reader: Callable[[Path, Row], dict[str, str]]) -> dict[str, tuple[int, int]]:
    """For each column how many files agree of how many; of refused files only the refusal counts."""
    points = {name: [0, 0] for name in (*COLUMNS, "whole file")}
    for row in manifest(folder):
        said, wanted = reader(folder / row["file"], row), expected(row)
        names = ["refuse"] if wanted["refuse"] else list(COLUMNS)
        right = {name: said.get(name) == wanted[name] for name in names} | {"error": "error" not in said}
        right["whole file"] = all(right.values())
        for name in [*names, "whole file"]:
            points[name][0] += right[name]
            points[name][1] += 1
    return {name: (right, of) for name, (right, of) in points.items()}


def main() -> None:
    """Prints the two scores side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheets", type=Path, help="the folder with MANIFEST.csv and its files")
    folder = parser.parse_args().sheets
    tool, pandas = score(folder, ours), score(folder, plain)
    print(f"{'':14}{'eshram':>10}{'pandas':>10}")
    for name, (right, of) in tool.items():
        print(f"{name:14}{f'{right}/{of}':>10}{f'{pandas[name][0]}/{of}':>10}")


if __name__ == "__main__":
    main()
