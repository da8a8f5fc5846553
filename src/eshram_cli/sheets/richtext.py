"""The shared texts of an .xls workbook of which a part is set in a legacy Hindi font, struck out or raised.

Record layouts: [MS-XLS] 2.4.265 SST, 2.5.293 XLUnicodeRichExtendedString, 2.5.129 FormatRun.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from eshram_cli.sheets.fonts import legacy
from eshram_cli.sheets.model import Run

SST, CONTINUE = 0x00FC, 0x003C
WIDE, EXTENDED, RICH = 1, 4, 8


def shared_runs(records: Sequence[tuple[int, bytes]], fonts: Sequence[str]) -> dict[int, tuple[Run, ...]]:
    """Such texts by their number; `fonts` as the workbook counts them, from 0 and without a gap.

    Nothing where no font is one, or where the table of texts is broken.
    """
    if not any(map(legacy, fonts)):
        return {}
    found = ((number, _runs(text, changes, fonts)) for number, text, changes in _texts(records))
    return {number: runs for number, runs in found if any(legacy(run.font) for run in runs)}


def shared_texts(records: Sequence[tuple[int, bytes]], marks: Sequence[str]) -> dict[int, str]:
    """What is left of the texts with a part that is struck out or raised, by their number; blank where all of it is
    struck out. `marks` says of each font, as the workbook counts them, "struck", "raised" or nothing."""
    if not any(marks):
        return {}
    found: dict[int, str] = {}
    for number, text, changes in _texts(records):
        runs = _runs(text, changes, marks)
        if any(run.font for run in runs):
            kept = "".join(run.text for run in runs if run.font != "struck").strip()
            found[number] = "".join(run.text for run in runs if not run.font).strip() or kept
    return found


def _texts(records: Sequence[tuple[int, bytes]]) -> Iterator[tuple[int, str, list[tuple[int, int]]]]:
    """The shared texts with their numbers and changes of font, as far as the table holds together."""
    table = _Table(_pieces(records))
    try:
        for number in range(struct.unpack("<II", table.take(8))[1]):
            yield (number, *table.text())
    except (struct.error, IndexError):
        return


def _pieces(records: Sequence[tuple[int, bytes]]) -> list[bytes]:
    """The table's record and those that continue it."""
    start = next((at for at, (kind, _) in enumerate(records) if kind == SST), None)
    if start is None:
        return []
    end = start + 1
    while end < len(records) and records[end][0] == CONTINUE:
        end += 1
    return [body for _, body in records[start:end]]


def _runs(text: str, changes: Sequence[tuple[int, int]], fonts: Sequence[str]) -> tuple[Run, ...]:
    """The text cut where its font changes; before the first change it has the cell's font."""
    edges = [(0, None), *changes, (len(text), None)]
    cut = [(text[start:end], number) for (start, number), (end, _) in pairwise(edges) if start < end]
    return tuple(Run(part, _named(number, fonts)) for part, number in cut)


def _named(number: int | None, fonts: Sequence[str] | Mapping[int, str]) -> str:
    """No font bears the number 4."""
    if number is None:
        return ""
    at = number - 1 if number > 4 else number
    return fonts[at] if at < len(fonts) else ""


@dataclass
class _Table:
    """The table's bytes from record to record; a text that goes on in the next one tells its width again there."""

    pieces: list[bytes]
    piece: int = 0
    at: int = 0

    def take(self, size: int) -> bytes:
        """The next bytes, across the borders of the pieces."""
        found = b""
        while len(found) < size:
            if self.at >= len(self.pieces[self.piece]):
                self.piece, self.at = self.piece + 1, 0
            part = self.pieces[self.piece][self.at : self.at + size - len(found)]
            self.at += len(part)
            found += part
        return found

    def text(self) -> tuple[str, list[tuple[int, int]]]:
        """A text, and where from which font it has, by the font's number."""
        length, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & RICH else 0
        extra = struct.unpack("<I", self.take(4))[0] if flags & EXTENDED else 0
        text = self._letters(length, bool(flags & WIDE))
        changes = [struct.unpack("<HH", self.take(4)) for _ in range(runs)]
        self.take(extra)
        return text, [(start, font) for start, font in changes]

    def _letters(self, length: int, wide: bool) -> str:
        text = ""
        while len(text) < length:
            if self.at >= len(self.pieces[self.piece]):
                self.piece, self.at = self.piece + 1, 1
                wide = bool(self.pieces[self.piece][0] & WIDE)
            room = (len(self.pieces[self.piece]) - self.at) // (2 if wide else 1)
            part = self.take(min(length - len(text), room) * (2 if wide else 1))
            text += part.decode("utf-16-le", "replace") if wide else part.decode("latin-1")
        return text
