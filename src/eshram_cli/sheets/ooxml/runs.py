"""Texts of which a part is set in another way: in a legacy Hindi font (`iz[k.M (Block)` with the font on the first word
alone), struck out, or raised as the mark of a footnote."""

from __future__ import annotations

from typing import Any

from eshram_cli.sheets.fonts import legacy
from eshram_cli.sheets.model import Run
from eshram_cli.sheets.ooxml.parts import parse
from eshram_cli.sheets.ooxml.styles import is_set

MARKS = (b"rFont", b"strike", b"vertAlign")
"""Without these no part of a text is set in such a way."""

Mixed = tuple[tuple[Run, ...], str | None]


def mixed_texts(strings: bytes) -> dict[int, Mixed]:
    """Of the shared texts, by their number, those that `mixed` tells something of."""
    root = parse(strings) if any(mark in strings for mark in MARKS) else None
    if root is None:
        return {}
    found = ((number, mixed(item)) for number, item in enumerate(root.iterfind("{*}si")))
    return {number: one for number, one in found if one}


def mixed(item: Any) -> Mixed | None:
    """A text's parts where one is in a legacy Hindi font, else none; and what is left of it without its raised and
    struck parts, blank where all of it is struck out, None where it has none. None where there is nothing to tell."""
    runs: list[Run] = []
    kept = level = ""
    altered = False
    for part in item.iterchildren("{*}r", "{*}t"):
        plain = part.tag.rpartition("}")[2] == "t"
        font, sign = part.find("{*}rPr/{*}rFont"), part.find("{*}rPr/{*}vertAlign")
        text = (part.text if plain else part.findtext("{*}t")) or ""
        struck = is_set(part.find("{*}rPr/{*}strike"))
        raised = sign is not None and sign.get("val") in {"superscript", "subscript"}
        runs.append(Run(text, "" if font is None else font.get("val", "")))
        altered |= struck or raised
        kept += "" if struck else text
        level += "" if struck or raised else text
    mixed_fonts = any(legacy(run.font) for run in runs)
    if not altered and not mixed_fonts:
        return None
    return (tuple(runs) if mixed_fonts else (), (level.strip() or kept.strip()) if altered else None)
