"""xls, Excel 5 to 2003: values by calamine; the records walked before it for extent, hidden rows, errors, fonts and
number formats.

Record numbers and layouts: [MS-XLS] 2.3 and 2.4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, replace

from python_calamine import SheetTypeEnum, SheetVisibleEnum

from eshram_cli.sheets.binary import error_name, too_sparse
from eshram_cli.sheets.calamine import Unreadable, guarded, merges_of, open_workbook, rows_of
from eshram_cli.sheets.decrypt import decrypted
from eshram_cli.sheets.fonts import legacy
from eshram_cli.sheets.formats import changes
from eshram_cli.sheets.kinds import Kind, kind_of
from eshram_cli.sheets.model import Run
from eshram_cli.sheets.notes import Notes
from eshram_cli.sheets.ole import MAGIC, BrokenCompound, Compound
from eshram_cli.sheets.quiet import quiet
from eshram_cli.sheets.richtext import shared_runs, shared_texts
from eshram_cli.sheets.source import Content, Source

BOF, EOF, FILEPASS, BOUNDSHEET = 0x0809, 0x000A, 0x002F, 0x0085
FONT, FORMAT, XF, ROW, COLINFO = 0x0031, 0x041E, 0x00E0, 0x0208, 0x007D
FORMULA, BOOLERR, MULRK, MULBLANK = 0x0006, 0x0205, 0x00BD, 0x00BE
SHARED = 0x00FD
CELLS = frozenset({FORMULA, BOOLERR, 0x0201, 0x0203, 0x0204, 0x027E, SHARED, 0x00D6})
STREAMS = ("workbook", "book")

Record = tuple[int, bytes]


def matches(source: Source) -> bool:
    """An OLE file with a workbook stream."""
    return source.data.startswith(MAGIC) and bool(_stream(source))


def read(source: Source) -> Content:
    """All worksheets. Errors: password-protected, password-wrong, sheet-too-sparse, file-unreadable."""
    stream = _stream(source)
    globals_ = list(_records(stream, 0))
    if any(kind == FILEPASS for kind, _ in globals_):
        inner = source.unwrapped(decrypted(source))
        return replace(kind_of(inner).read(inner), locked=source.password is not None)
    looks = _looks(globals_)
    offsets = [struct.unpack("<I", body[:4])[0] for kind, body in globals_ if kind == BOUNDSHEET and len(body) > 6]
    seen = [_seen(stream, offset, looks) for offset in offsets]
    if too_sparse(seen):
        raise source.error("sheet-too-sparse")
    try:
        with quiet():
            return _read(source, seen)
    except Unreadable as error:
        raise source.error("file-unreadable") from error


def _read(source: Source, seen: list[Notes]) -> Content:
    book = open_workbook(source)
    grids = []
    for index, sheet in enumerate(book.sheets_metadata):
        if sheet.typ != SheetTypeEnum.WorkSheet:
            continue
        found = seen[index] if index < len(seen) else Notes()
        values = guarded(source, book.get_sheet_by_index, index)
        found.merges = merges_of(values)
        rows = guarded(source, rows_of, values)
        grids.append(found.grid(source.file, sheet.name, rows, hidden=sheet.visible != SheetVisibleEnum.Visible))
    return Content(tuple(grids))


def _stream(source: Source) -> bytes:
    """The workbook stream; empty where there is none."""
    try:
        compound = Compound(source.data)
    except BrokenCompound:
        return b""
    return next((compound.read(name) for name in STREAMS if name in compound.names), b"")


def _records(stream: bytes, offset: int) -> Iterator[Record]:
    """The records of one substream, from its BOF to its EOF."""
    end = len(stream) - 4
    while 0 <= offset <= end:
        kind, size = struct.unpack_from("<HH", stream, offset)
        yield kind, stream[offset + 4 : offset + 4 + size]
        if kind == EOF:
            return
        offset += 4 + size


@dataclass(frozen=True)
class _Looks:
    """By the number of a cell's style its legacy Hindi font, its number format where that changes numbers, and whether
    it is struck out; by the number of a shared text its runs, and what is left of it."""

    fonts: dict[int, str]
    formats: dict[int, str]
    struck: frozenset[int]
    runs: dict[int, tuple[Run, ...]]
    texts: dict[int, str]


def _looks(records: list[Record]) -> _Looks:
    bodies = [body for kind, body in records if kind == FONT]
    names, marks = list(map(_font_name, bodies)), list(map(_mark, bodies))
    styles = [body for kind, body in records if kind == XF and len(body) > 3]
    codes = dict(_format(body) for kind, body in records if kind == FORMAT and len(body) > 4)
    codes = {number: code for number, code in codes.items() if changes(code)}
    # No font bears the number 4: a gap in the format that every writer keeps.
    fonts = [number - (number > 4) for number in (_u16(body, 0) for body in styles)]
    of = [(style, font) for style, font in enumerate(fonts) if font < len(names)]
    return _Looks(
        fonts={style: names[font] for style, font in of if legacy(names[font])},
        formats={style: codes[_u16(body, 2)] for style, body in enumerate(styles) if _u16(body, 2) in codes},
        struck=frozenset(style for style, font in of if marks[font] == "struck"),
        runs=shared_runs(records, names),
        texts=shared_texts(records, marks),
    )


def _mark(font: bytes) -> str:
    """Whether a font strikes its text out, or raises it as a footnote's mark."""
    if len(font) < 10:
        return ""
    return "struck" if font[2] & 8 else "raised" if _u16(font, 8) in {1, 2} else ""


def _format(body: bytes) -> tuple[int, str]:
    """A number format's number and code: Excel 97 and later write two bytes of length and a flag before it."""
    length, text = _u16(body, 2), body[5:]
    if body[4] in {0, 1} and len(text) == length * (1 + body[4]):
        return _u16(body, 0), text.decode("utf-16-le" if body[4] else "latin-1", "replace")
    return _u16(body, 0), body[3 : 3 + body[2]].decode("latin-1")


def _seen(stream: bytes, offset: int, looks: _Looks) -> Notes:
    found = Notes()
    for kind, body in _records(stream, offset):
        if len(body) < 6:
            continue
        if kind in CELLS:
            _cell(kind, body, found, looks)
            if kind == SHARED and len(body) >= 10:
                _shared(body, found, looks)
        elif kind in {MULRK, MULBLANK}:
            _several(kind, body, found, looks)
        elif kind == ROW and len(body) >= 14 and body[12] & 0x20:
            found.hidden_rows.add(_u16(body, 0))
        elif kind == COLINFO and len(body) >= 10 and body[8] & 1:
            found.hide_columns(_u16(body, 0), _u16(body, 2))
    return found


def _shared(body: bytes, found: Notes, looks: _Looks) -> None:
    """What is known of the shared text that the cell shows."""
    address, number = (_u16(body, 0), _u16(body, 2)), _u32(body, 6)
    if number in looks.runs:
        found.runs[address] = looks.runs[number]
    if looks.texts.get(number):
        found.texts[address] = looks.texts[number]
    elif number in looks.texts:
        found.struck.add(address)


def _cell(kind: int, body: bytes, found: Notes, looks: _Looks) -> None:
    row, column, style = struct.unpack_from("<HHH", body)
    found.add(row, column)
    _styled(row, column, style, found, looks)
    if kind == BOOLERR and len(body) >= 8 and body[7]:
        found.errors[row, column] = error_name(body[6])
    # A formula's value is eight bytes; one that is no number ends in FF FF and tells its type first: 2 is an error.
    if kind == FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        found.errors[row, column] = error_name(body[8])


def _styled(row: int, column: int, style: int, found: Notes, looks: _Looks) -> None:
    if style in looks.fonts:
        found.fonts[row, column] = looks.fonts[style]
    if style in looks.formats:
        found.formats[row, column] = looks.formats[style]
    if style in looks.struck:
        found.struck.add((row, column))


def _several(kind: int, body: bytes, found: Notes, looks: _Looks) -> None:
    """A run of cells in a row: its first column stands at the front, its last at the end; each has a style and a
    number of four bytes."""
    if kind == MULRK:
        row, first = _u16(body, 0), _u16(body, 2)
        found.add(row, _u16(body, len(body) - 2), max(1, (len(body) - 6) // 6))
        for at in range((len(body) - 6) // 6 if looks.formats or looks.struck else 0):
            _styled(row, first + at, _u16(body, 4 + 6 * at), found, looks)


def _font_name(body: bytes) -> str:
    """The name follows its length; Excel 97 and later put a flag between, whose lowest bit means two bytes a letter."""
    if len(body) < 16:
        return ""
    length, text = body[14], body[15:]
    if text[0] in {0, 1}:
        return text[1 : 1 + length * 2].decode("utf-16-le", "replace") if text[0] else text[1:].decode("latin-1")
    return text[:length].decode("latin-1")


def _u16(body: bytes, offset: int) -> int:
    return int.from_bytes(body[offset : offset + 2], "little")


def _u32(body: bytes, offset: int) -> int:
    return int.from_bytes(body[offset : offset + 4], "little")


KIND = Kind("xls", matches, read, order=20)
