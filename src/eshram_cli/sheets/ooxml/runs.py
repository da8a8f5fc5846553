"""Cells of which a part is set in another way: in a legacy Hindi font (`iz[k.M (Block)` with the font on the first word
alone), struck out, or raised as the mark of a footnote."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from eshram_cli.sheets.fonts import legacy
from eshram_cli.sheets.model import Run
from eshram_cli.sheets.ooxml.parts import parse
from eshram_cli.sheets.ooxml.scan import address
from eshram_cli.sheets.ooxml.styles import is_set

FONT = b"rFont"
ALTERED = (b"strike", b"vertAlign")
SHARED = re.compile(rb'<c ([^>]*\bt="s"[^>]*)>\s*<v>([0-9]+)</v>')
INLINE = re.compile(rb'<c ([^>]*\bt="inlineStr"[^>]*)>\s*(<is\b.*?</is>)', re.DOTALL)

Runs = tuple[Run, ...]
T = TypeVar("T")


def shared_runs(strings: bytes) -> dict[int, Runs]:
    """Of the shared texts, by their number, those with a part in a legacy Hindi font."""
    return _shared(strings, _runs) if FONT in strings else {}


def cell_runs(xml: bytes, shared: dict[int, Runs]) -> dict[tuple[int, int], Runs]:
    """The cells of a sheet whose text is such a one, shared or the cell's own."""
    return _cells(xml, shared, _runs if FONT in xml else None)


def shared_texts(strings: bytes) -> dict[int, str]:
    """Of the shared texts, by their number, those with a part that is struck out or raised: what is left of them, blank
    where all of it is struck out."""
    return _shared(strings, _left) if any(mark in strings for mark in ALTERED) else {}


def cell_texts(xml: bytes, shared: dict[int, str]) -> dict[tuple[int, int], str]:
    """The cells of a sheet whose text is such a one, shared or the cell's own."""
    return _cells(xml, shared, _left if any(mark in xml for mark in ALTERED) else None)


def _shared(strings: bytes, of: Callable[[Any], T | None]) -> dict[int, T]:
    root = parse(strings)
    if root is None:
        return {}
    found = ((number, of(item)) for number, item in enumerate(root.iterfind("{*}si")))
    return {number: one for number, one in found if one is not None}


def _cells(xml: bytes, shared: dict[int, T], of: Callable[[Any], T | None] | None) -> dict[tuple[int, int], T]:
    found: dict[tuple[int, int], T] = {}
    for head, number in SHARED.findall(xml) if shared else ():
        if int(number) in shared:
            found[address(head)] = shared[int(number)]
    for head, item in INLINE.findall(xml) if of else ():
        root = parse(item)
        one = of(root) if of and root is not None else None
        if one is not None:
            found[address(head)] = one
    return found


def _left(item: Any) -> str | None:
    """The text without its raised and struck parts, a text that is all raised as it is; None where it has none."""
    runs = [(_run(part).text, part) for part in item if part.tag.rpartition("}")[2] in {"r", "t"}]
    struck = [is_set(part.find("{*}rPr/{*}strike")) for _, part in runs]
    raised = [
        (sign := part.find("{*}rPr/{*}vertAlign")) is not None and sign.get("val") in {"superscript", "subscript"}
        for _, part in runs
    ]
    if not any(struck) and not any(raised):
        return None
    kept = [text for (text, _), out in zip(runs, struck, strict=True) if not out]
    level = [text for (text, _), out, up in zip(runs, struck, raised, strict=True) if not out and not up]
    return "".join(level).strip() or "".join(kept).strip()


def _runs(item: Any) -> Runs | None:
    """The parts of a text; None where no part is in such a font."""
    runs = tuple(_run(part) for part in item if part.tag.rpartition("}")[2] in {"r", "t"})
    return runs if any(legacy(run.font) for run in runs) else None


def _run(part: Any) -> Run:
    if part.tag.rpartition("}")[2] == "t":
        return Run(part.text or "", "")
    font = part.find("{*}rPr/{*}rFont")
    text = part.find("{*}t")
    return Run((text.text or "") if text is not None else "", font.get("val", "") if font is not None else "")
