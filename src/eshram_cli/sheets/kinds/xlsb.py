"""xlsb: values by calamine.

No library tells the rest, which is walked for here: how far a sheet reaches (calamine ends the process on one that is
too large), hidden rows and columns, merges, errors (a blank to calamine), number formats and struck-out cells. Record
numbers and layouts: [MS-XLSB] 2.3 and 2.4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from xlrd import error_text_from_code

from eshram_cli.problems import Where
from eshram_cli.sheets import limits
from eshram_cli.sheets.archive import Archive
from eshram_cli.sheets.calamine import Unreadable, open_workbook, quiet, sheet_by_name
from eshram_cli.sheets.formats import changes
from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.loose import LooseSheet
from eshram_cli.sheets.model import Span
from eshram_cli.sheets.ooxml.parts import SheetPart, relations
from eshram_cli.sheets.source import Content, Source

ROW, CELL_ERROR, FORMULA_ERROR, COLUMN, SHEET, MERGE = 0, 3, 11, 60, 156, 176
FONT, FORMAT, STYLE, STYLES, STYLES_END = 43, 44, 47, 617, 618
CELLS = range(1, 12)
WORKBOOK = "xl/workbook.bin"


def matches(source: Source) -> bool:
    """A zip with a binary workbook."""
    return source.archive is not None and WORKBOOK in source.archive


def read(source: Source) -> Content:
    """All worksheets. Errors: sheet-too-sparse, file-unreadable, zip-bomb."""
    archive = source.archive
    if archive is None:
        raise source.error("file-unreadable")
    archive.verify("xl/")
    sheets = _sheets(archive)
    looks = _looks(archive.read("xl/styles.bin"))
    seen, area = [], 0
    for sheet in sheets:
        notes, cells = _seen(archive.read(sheet.part), *looks)
        seen.append(notes)
        area += cells
    if area > limits.CELLS:
        raise source.error("sheet-too-sparse")
    try:
        with quiet():
            book = open_workbook(source)
            rows = [sheet_by_name(source, book, sheet.name)[0] for sheet in sheets]
    except Unreadable as error:
        raise source.error("file-unreadable") from error
    grids = [
        notes.grid(Where(source.file, sheet.name), cells, sheet.hidden)
        for notes, sheet, cells in zip(seen, sheets, rows, strict=True)
    ]
    return Content(tuple(grids))


def _sheets(archive: Archive) -> list[SheetPart]:
    """The worksheets in their order, chart sheets left out."""
    parts = relations(archive, "xl/_rels/workbook.bin.rels")
    found = []
    for kind, body in _records(archive.read(WORKBOOK)):
        if kind == SHEET and len(body) >= 12:
            link, rest = _text(body[8:])
            name, _ = _text(rest)
            part, of = parts.get(link, ("", ""))
            if of == "worksheet":
                found.append(SheetPart(name, part, body[0] != 0))
    return found


def _text(raw: bytes) -> tuple[str, bytes]:
    """A text that follows its length, and what comes after it."""
    end = 4 + 2 * int.from_bytes(raw[:4], "little")
    return raw[4:end].decode("utf-16-le", "replace"), raw[end:]


def _records(part: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: their numbers and bodies."""
    offset = 0
    while offset < len(part):
        kind = part[offset]
        offset += 1
        if kind & 0x80 and offset < len(part):
            kind = (kind & 0x7F) | (part[offset] & 0x7F) << 7
            offset += 1
        size, shift = 0, 0
        while offset < len(part) and shift < 28:
            byte = part[offset]
            size |= (byte & 0x7F) << shift
            offset, shift = offset + 1, shift + 7
            if byte < 0x80:
                break
        yield kind, part[offset : offset + size]
        offset += size


def _looks(styles: bytes) -> tuple[dict[int, str], set[int]]:
    """By the number of a cell's style its number format where that changes numbers, and the styles that strike out."""
    codes: dict[int, str] = {}
    struck: list[bool] = []
    formats: dict[int, str] = {}
    lines: set[int] = set()
    number, inside = 0, False
    for kind, body in _records(styles):
        if kind in {STYLES, STYLES_END}:
            inside = kind == STYLES
        elif kind == FORMAT and len(body) > 6 and changes(code := _text(body[2:])[0]):
            codes[int.from_bytes(body[:2], "little")] = code
        elif kind == FONT and len(body) > 3:
            struck.append(bool(body[2] & 8))
        elif kind == STYLE and inside and len(body) > 5:
            form, font = struct.unpack_from("<HH", body, 2)
            if form in codes:
                formats[number] = codes[form]
            if font < len(struck) and struck[font]:
                lines.add(number)
            number += 1
    return formats, lines


def _seen(part: bytes, formats: dict[int, str], struck: set[int]) -> tuple[LooseSheet, int]:
    """What is noticed of a sheet, and the cells of its rectangle from A1 on."""
    found, row, bottom, right = LooseSheet(), 0, -1, -1
    for kind, body in _records(part):
        if kind in CELLS and len(body) >= 8:
            column, style = int.from_bytes(body[:4], "little"), int.from_bytes(body[4:7], "little")
            bottom, right = max(bottom, row), max(right, column)
            if kind in {CELL_ERROR, FORMULA_ERROR}:
                found.errors[row, column] = error_text_from_code.get(body[8] if len(body) > 8 else 42, "#N/A")
            if style in formats:
                found.formats[row, column] = formats[style]
            if style in struck:
                found.struck.add((row, column))
        elif kind == ROW and len(body) >= 12:
            row = int.from_bytes(body[:4], "little")
            if body[11] & 0x10:
                found.hidden_rows.add(row)
        elif kind == COLUMN and len(body) >= 18 and body[16] & 1:
            found.hide_columns(*struct.unpack_from("<II", body))
        elif kind == MERGE and len(body) >= 16:
            top, down, left, last = struct.unpack_from("<IIII", body)
            found.merges.append(Span(top, left, down, last))
    return found, (bottom + 1) * (right + 1)


KIND = Kind("xlsb", matches, read, order=20)
