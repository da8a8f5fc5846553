"""Seeded nonsense for what reads from outside: it may be refused, in words and soon, and nothing else.

Numerals, dates and settings are strings; sheets are the sample's files with bytes changed, moved and cut; returns are
their grids with cells, rows and columns changed, doubled and left out.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import random
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from eshram_cli.checks import History, run_checks
from eshram_cli.errors import EshramError
from eshram_cli.language.dates import date_or_reason, found_or_reason
from eshram_cli.language.numerals import read_count, read_number
from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.returns.read import read_returns
from eshram_cli.settings import load_settings
from eshram_cli.sheets.model import Book, Cell
from eshram_cli.sheets.read import read_book

SECONDS = 15.0
"""Of the processor, of this program and its forks: how long it takes by the clock says how busy the machine is."""
SUFFIXES = {".csv", ".xlsx", ".xls", ".html", ".tsv"}
_PIECES = (
    *"0123456789०१२३४५६७८९", *".,-/+%()'\"[]{}=#\\\t\n\x00\x1f\u200b\u200d\u202e ",
    "लाख", "करोड़", "हजार", "दो", "lakh", "crore",
    "Dec", "दिसंबर", "2021", "31", "02", "29", "as on", "तक", "1e308", "-0", "∞", "½", "²", "NaN", "null",
    "ledger", "[smtp]", "host", "port", "true", "'''", "🙂", "Ⅷ", "٣", "10**9", "9" * 40, "\u0915\u094d",
)  # fmt: skip
Eshram = Callable[..., int]


def _spent() -> float:
    return sum(os.times()[:4])


def text(chance: random.Random) -> str:
    """A few pieces of numbers, dates and settings in a row."""
    return "".join(chance.choice(_PIECES) for _ in range(chance.randrange(1, 24)))


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The bytes of a file with some changed, doubled, moved or cut."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 3, 20))):
        at = chance.randrange(len(made) + 1)
        length = chance.choice((1, 4, 100, 2000))
        match chance.randrange(4):
            case 0:
                made[at : at + length] = chance.randbytes(length)
            case 1:
                made[at:at] = made[at : at + length]
            case 2:
                del made[at : at + length]
            case _:
                made[at : at + 1] = bytes([chance.randrange(256)])
    return bytes(made)


def garbled(book: Book, chance: random.Random) -> Book:
    """The book with some cells, rows and columns of its grids changed, doubled, moved or left out."""
    grids = []
    for grid in book.grids:
        rows: list[list[Cell]] = [list(row) for row in grid.rows]
        for _ in range(chance.choice((1, 1, 3, 20))):
            if not rows:
                break
            at, column = chance.randrange(len(rows)), chance.randrange(max(1, *map(len, rows)))
            match chance.randrange(6):
                case 0:
                    rows.insert(chance.randrange(len(rows)), list(rows[at]))
                case 1:
                    del rows[at]
                case 2:
                    for row in rows:
                        row[column : column + 1] = []
                case 3:
                    for row in rows:
                        row[column:column] = row[column - 1 : column]
                case _:
                    rows[at][column : column + 1] = [_cell(chance)]
        grids.append(replace(grid, rows=rows, merges=grid.merges if chance.random() < 0.5 else ()))
    return replace(book, grids=tuple(grids))


def _cell(chance: random.Random) -> Cell:
    day = dt.date(chance.choice((1900, 2021, 2021, 2099)), chance.randrange(1, 13), chance.randrange(1, 29))
    numbers = (0, -5, chance.randrange(10**6), 10**12, 0.5, 1e300, float("inf"))
    return chance.choice((None, True, text(chance), text(chance), day, *numbers))


def books(size: int, seed: int, folder: Path, sample_data: Path) -> Counter[str]:
    """Spoiled files and garbled grids read as returns and checked, so many in all, in this process; how they ended."""
    chance, told = random.Random(seed), Counter[str]()  # noqa: S311 - to be repeated
    sheets = sorted(file for file in sample_data.rglob("*") if file.suffix in SUFFIXES)
    good = {sheet: (sheet.read_bytes(), read_book(sheet)) for sheet in sheets}
    for number in range(size):
        sheet = chance.choice(sheets)
        data, book = good[sheet]
        began, kind = _spent(), ("sheet", "return")[number % 2]
        try:
            if kind == "sheet":
                file = folder / f"spoiled{sheet.suffix}"
                file.write_bytes(spoiled_within(data, chance))
                book = read_book(file)
            else:
                book = garbled(book, chance)
            for found in read_returns(book, Gazetteer.bundled()):
                run_checks(found, History(today=dt.date(2022, 12, 31)))
            told[f"{kind} read"] += 1
        except EshramError:
            told[f"{kind} refused"] += 1
        except Exception as error:
            error.add_note(f"seed {seed}, number {number}, {sheet.name}")
            raise
        assert _spent() - began < SECONDS, (seed, number, sheet.name)
    return told


def spoiled_within(data: bytes, chance: random.Random) -> bytes:
    """A workbook in which one part is spoiled and the zip round it is good; any other file spoiled as it lies."""
    if not zipfile.is_zipfile(io.BytesIO(data)) or chance.random() < 0.25:
        return spoiled(data, chance)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        spoilt = chance.choice(old.namelist())
        for name in old.namelist():
            new.writestr(name, spoiled(old.read(name), chance) if name == spoilt else old.read(name))
    return made.getvalue()


def words(size: int, seed: int, folder: Path) -> Counter[str]:
    """Numerals, dates and settings, so many in all; how many of each."""
    chance, told = random.Random(seed), Counter[str]()  # noqa: S311 - to be repeated
    file = folder / "settings.toml"
    for number in range(size):
        said, began = text(chance), _spent()
        kind = ("numeral", "date", "settings")[number % 3]
        if kind == "numeral":
            read_count(said), read_number(said)
        elif kind == "date":
            date_or_reason(said), found_or_reason(said)
        else:
            file.write_text("\n".join(text(chance) for _ in range(3)) if chance.random() < 0.5 else said, "utf-8")
            try:
                load_settings({}, {"ESHRAM_SETTINGS": str(file), "ESHRAM_SMTP_PORT": text(chance)})
            except EshramError as error:
                assert error.exit_code == 4, (seed, number, error)
        assert _spent() - began < SECONDS, (seed, number, said)
        told[kind] += 1
    return told


def files(size: int, seed: int, folder: Path, sample_data: Path, eshram: Eshram) -> Counter[int]:
    """Spoiled sheets through `inspect` and a trial of `ingest`, so many in all; how often each exit code."""
    chance, told = random.Random(seed), Counter[int]()  # noqa: S311 - to be repeated
    sheets = sorted(file for file in sample_data.rglob("*") if file.suffix in SUFFIXES)
    for number in range(size):
        sheet = chance.choice(sheets)
        file = folder / f"spoiled{number}{sheet.suffix}"
        file.write_bytes(spoiled_within(sheet.read_bytes(), chance))
        began = _spent()
        words = ("inspect", file) if number % 2 else ("ingest", file, "--dry-run", "--state", "bihar")
        code = eshram(*map(str, words))
        assert code in {0, 1, 2, 3}, (seed, number, sheet.name, code)
        assert _spent() - began < SECONDS, (seed, number, sheet.name)
        told[code] += 1
        file.unlink()
    return told
