"""Text of which a part is in a legacy Hindi font: the part is found by its font, in xlsx and in xls."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from eshram_cli.places.gazetteer import Gazetteer
from eshram_cli.returns.read import Hints, read_returns
from eshram_cli.sheets.model import Book, Run
from eshram_cli.sheets.read import read_book

Read = Callable[[bytes], Book]
Refusal = Callable[[bytes], str]

KRUTI = InlineFont(rFont="Kruti Dev 010")
PARTLY = (Run("iz[k.M", "Kruti Dev 010"), Run(" (Block)", ""))


def workbook(path: Path) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Khagaria 04.12.2021"])
    sheet.append(["x", "Registered"])
    sheet["A2"] = CellRichText(TextBlock(KRUTI, "iz[k.M"), " (Block)")
    for row, (name, count) in enumerate([("vykSyh", 50), ("xksxjh", 60)], start=3):
        sheet.cell(row, 1).value = CellRichText(f"{row - 2}. ", TextBlock(KRUTI, name))
        sheet.cell(row, 2).value = count
    book.save(path)
    return path


STRINGS = (
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><r><rPr><rFont val="Kruti Dev 010"/>'
    '</rPr><t>iz[k.M</t></r><r><t xml:space="preserve"> (Block)</t></r></si></sst>'
)
RELATION = (
    '<Relationship Id="rId99" Target="/xl/sharedStrings.xml" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
)


def shared(path: Path) -> Path:
    """The same with its heading among the shared texts, as Excel writes it."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name).decode() for name in old.namelist()}
    parts["xl/sharedStrings.xml"] = STRINGS
    relations = "xl/_rels/workbook.xml.rels"
    parts[relations] = parts[relations].replace("</Relationships>", RELATION)
    sheet = parts["xl/worksheets/sheet1.xml"]
    start = sheet.index('<c r="A2"')
    end = sheet.index("</c>", start)
    parts["xl/worksheets/sheet1.xml"] = f'{sheet[:start]}<c r="A2" t="s"><v>0</v>{sheet[end:]}'
    with zipfile.ZipFile(path, "w") as new:
        for name, text_ in parts.items():
            new.writestr(name, text_)
    return path


@pytest.mark.parametrize("store", [lambda path: path, shared], ids=["inline", "shared"])
def test_parts_in_the_font_are_read_by_it(tmp_path: Path, store: object) -> None:
    path = store(workbook(tmp_path / "khagaria.xlsx"))  # type: ignore[operator]
    book = read_book(path)
    assert book.grids[0].runs[1, 0] == PARTLY
    ret = read_returns(book, Gazetteer.bundled(), Hints(district=Gazetteer.bundled().named("khagaria")[0].id))[0]
    assert [figure.value for figure in ret.figures] == [50, 60]
    (note,) = [problem.message() for problem in ret.problems]
    assert note.endswith('(Kruti Dev, 3 cells): the font of a part of the cell is "Kruti Dev 010".')


def record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def font(name: str) -> bytes:
    return record(0x0031, struct.pack("<HHHHHI", 200, 0, 8, 400, 0, 0) + bytes([len(name), 0]) + name.encode())


FONTS = b"".join(map(font, ["Arial", "Arial", "Arial", "Arial", "Kruti Dev 010"]))
"""The last one bears the number 5: there is no 4."""

CELLS = b"".join(record(0x00FD, struct.pack("<HHHI", 0, column, 0, column)) for column in (0, 1))


def table(first: bytes, *rest: bytes) -> bytes:
    """The shared texts of an .xls, from record to record."""
    return record(0x00FC, struct.pack("<II", 2, 2) + first) + b"".join(record(0x003C, part) for part in rest)


def text(letters: str, *changes: tuple[int, int]) -> bytes:
    runs = b"".join(struct.pack("<HH", *change) for change in changes)
    return struct.pack("<HBH", len(letters), 8, len(changes)) + letters.encode("latin-1") + runs


def test_the_shared_texts_of_an_xls(read: Read, xls: Callable[..., bytes]) -> None:
    texts = table(text("Total") + text("iz[k.M (Block)", (0, 5), (6, 0)))
    grid = read(xls(CELLS, globals_=FONTS + texts)).grids[0]
    assert grid.rows == [["Total", "iz[k.M (Block)"]]
    assert grid.runs == {(0, 1): (Run("iz[k.M", "Kruti Dev 010"), Run(" (Block)", "Arial"))}


def test_a_text_that_goes_on_in_the_next_record_tells_its_width_again(read: Read, xls: Callable[..., bytes]) -> None:
    wide = "k.M (Block)".encode("utf-16-le")
    head = struct.pack("<HBH", 14, 8, 1) + b"iz["
    texts = table(text("Total") + head, b"\x01" + wide + struct.pack("<HH", 0, 5))
    grid = read(xls(CELLS, globals_=FONTS + texts)).grids[0]
    assert grid.runs == {(0, 1): (Run("iz[k.M (Block)", "Kruti Dev 010"),)}


@pytest.mark.parametrize("texts", [b"", table(b"\xff\xff"), table(text("Total"))])
def test_a_cell_whose_shared_text_is_missing_refuses_the_file(
    refusal: Refusal, xls: Callable[..., bytes], texts: bytes
) -> None:
    assert refusal(xls(CELLS, globals_=FONTS + texts)) == "file-unreadable"
