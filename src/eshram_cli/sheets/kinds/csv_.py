"""csv, tsv and other delimited text, and messages saved as text: the last resort, which refuses what is no text and
says what it is instead."""

from __future__ import annotations

from eshram_cli.problems import Problem
from eshram_cli.sheets import limits
from eshram_cli.sheets.delimited import read_delimited
from eshram_cli.sheets.foreign import BINARY, foreign
from eshram_cli.sheets.kinds import Kind
from eshram_cli.sheets.pasted import is_message, read_message
from eshram_cli.sheets.source import Content, Source

LONGEST_MESSAGE = 200_000
"""Characters; a longer text is an export."""


def read(source: Source) -> Content:
    """One grid of text cells. Errors: not-a-sheet, file-empty, line-too-long, too-many-cells, too-many-columns."""
    other = foreign(source)
    if other is None and longest_line(source.data) > limits.LINE_BYTES:
        raise source.error("line-too-long", limit=f"{limits.LINE_BYTES // limits.MIB} MB")
    text, decoded = source.text, source.decoded
    if other or text is None or decoded is None:
        raise source.error("not-a-sheet", what=other or BINARY)
    if not text.strip():
        raise source.error("file-empty")
    if text.count("\n") + sum(map(text.count, "\t;|,")) > limits.CELLS:
        raise source.error("too-many-cells", lakhs=limits.CELLS // 100_000)
    damaged = [Problem("text-damaged", source.where, {"count": decoded.broken})] if decoded.broken else []
    if len(text) <= LONGEST_MESSAGE and is_message(text):
        grids, lines = read_message(text, source.file)
        return Content(grids, (*damaged, *lines), "text")
    found = read_delimited(text)
    grid, told = found.grid(source.file)
    return Content((grid,), (*damaged, *told), "tsv" if found.delimiter == "\t" else "csv")


def longest_line(data: bytes) -> int:
    """Bytes of the longest line, looked at before anything is made of them; only old Macs end a line with `\\r`."""
    longest, start = 0, 0
    end = b"\n" if b"\n" in data else b"\r"
    while (stop := data.find(end, start)) >= 0:
        longest, start = max(longest, stop - start), stop + 1
    return max(longest, len(data) - start)


KIND = Kind("csv", lambda _: True, read, order=100)
