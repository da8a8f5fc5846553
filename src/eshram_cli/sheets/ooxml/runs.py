"""Cells of which a part is set in a legacy Hindi font: `iz[k.M (Block)` with the font on the first word alone."""

from __future__ import annotations

import re
from typing import Any

from eshram_cli.sheets.fonts import legacy
from eshram_cli.sheets.model import Run
from eshram_cli.sheets.ooxml.parts import parse
from eshram_cli.sheets.ooxml.scan import address

FONT = b"rFont"
SHARED = re.compile(rb'<c ([^>]*\bt="s"[^>]*)>\s*<v>([0-9]+)</v>')
INLINE = re.compile(rb'<c ([^>]*\bt="inlineStr"[^>]*)>\s*(<is\b.*?</is>)', re.DOTALL)

Runs = tuple[Run, ...]


def shared_runs(strings: bytes) -> dict[int, Runs]:
    """Of the shared texts, by their number, those with a part in a legacy Hindi font."""
    root = parse(strings) if FONT in strings else None
    if root is None:
        return {}
    found = ((number, _runs(item)) for number, item in enumerate(root.iterfind("{*}si")))
    return {number: runs for number, runs in found if runs}


def cell_runs(xml: bytes, shared: dict[int, Runs]) -> dict[tuple[int, int], Runs]:
    """The cells of a sheet whose text is such a one, shared or the cell's own."""
    found = {}
    for head, number in SHARED.findall(xml) if shared else ():
        if int(number) in shared:
            found[address(head)] = shared[int(number)]
    for head, item in INLINE.findall(xml) if FONT in xml else ():
        root = parse(item)
        runs = _runs(root) if root is not None else ()
        if runs:
            found[address(head)] = runs
    return found


def _runs(item: Any) -> Runs:
    """The parts of a text; none where no part is in such a font."""
    runs = tuple(_run(part) for part in item if part.tag.rpartition("}")[2] in {"r", "t"})
    return runs if any(legacy(run.font) for run in runs) else ()


def _run(part: Any) -> Run:
    if part.tag.rpartition("}")[2] == "t":
        return Run(part.text or "", "")
    font = part.find("{*}rPr/{*}rFont")
    text = part.find("{*}t")
    return Run((text.text or "") if text is not None else "", font.get("val", "") if font is not None else "")
