"""Sheets with anything in their cells: understood or refused, never a traceback."""

from __future__ import annotations

import contextlib
import datetime as dt
import random
from dataclasses import replace

import pytest

from eshram_cli.checks import History, run_checks
from eshram_cli.errors import EshramError
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.places.model import PlaceId
from eshram_cli.returns.counting import count_persons
from eshram_cli.returns.read import Hints, inspect_book, read_returns
from eshram_cli.sheets.model import Book, Cell, Grid, Span

ODD: list[Cell] = [
    *(None, "", " ", True, False, float("nan"), float("inf"), -1, -(10**15), 0, 1, 10**12, 1e300, 0.5),
    *("Total", "कुल", "%", "1", "(1)", "7=[5+6]", "वार्ड 3", "Khagaria", "9431012345", "2345 6789 0123", "46,4O1"),
    *(
        "1.22 करोड़",
        "x" * 3000,
        "😀",
        "\u200d",
        "\x00",
        "04.12.2021",
        "12/13/2021",
        "District",
        "Registered",
        "New",
        "Target",
    ),
    *("As on 04.12.2021", "à¤œà¤¿à¤²à¤¾", "iz[k.M", "-", "NA", "SBIN0001234", "#REF!", "1e5", "٣٤", "ⅣX", "1\n2"),
    *(dt.date(2021, 12, 4), dt.datetime(2021, 12, 4, 17)),  # noqa: DTZ001  a cell has no zone
]
SHEET: list[list[Cell]] = [
    ["जिला खगड़िया दिनांक 04.12.2021"],
    ["क्र", "प्रखंड", "लक्ष्य", "आज", "कुल निबंधन", "%"],
    [1, "अलौली", 1000, 10, 500, 50],
    [2, "बेलदौर", 900, 20, 450, 50],
    [3, "गोगरी", 800, 30, 400, 50],
    [4, "मानसी", 700, 40, 350, 50],
    [None, "योग", 3400, 100, 1700, 50],
]


def spoiled(chance: random.Random) -> Grid:
    rows = [list(row) for row in SHEET]
    for _ in range(chance.choice([1, 3, 10, 40])):
        row = chance.choice(rows)
        what = chance.randrange(5)
        if what < 3 and row:
            row[chance.randrange(len(row))] = chance.choice(ODD)
        elif what == 3:
            row.insert(chance.randrange(len(row) + 1), chance.choice(ODD))
        else:
            rows.insert(chance.randrange(len(rows) + 1), [chance.choice(ODD) for _ in range(chance.randrange(6))])
    top, left = chance.randrange(len(rows)), chance.randrange(5)
    span = Span(top, left, min(len(rows) - 1, top + chance.randrange(3)), left + chance.randrange(3))
    merges = (span,) if chance.random() < 0.3 else ()
    return Grid("sheet.xlsx", "", rows, merges, uncached=frozenset({(top, left)} if chance.random() < 0.2 else ()))


@pytest.mark.parametrize("seed", range(4))
def test_anything_in_the_cells_is_read_or_refused(seed: int) -> None:
    chance, gazetteer = random.Random(seed), Gazetteer.bundled()  # noqa: S311  the same sheets every time
    for _ in range(100):
        book = Book("sheet.xlsx", "0" * 64, "xlsx", (spoiled(chance),))
        hints = (
            Hints(district=PlaceId("d202"), as_on=dt.date(2021, 12, 4)) if chance.random() < 0.5 else Hints(learn=True)
        )
        assert inspect_book(book, gazetteer, replace(hints, learn=False)).file
        with contextlib.suppress(EshramError):
            for ret in read_returns(book, gazetteer, hints):
                found = (*ret.problems, *run_checks(ret, History(today=dt.date(2023, 1, 1))))
                assert all(problem.line() for problem in found)
        with contextlib.suppress(EshramError):
            count_persons(book, gazetteer, hints)
