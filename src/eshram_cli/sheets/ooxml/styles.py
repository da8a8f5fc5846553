"""What a workbook's styles tell about values: which numbers are dates, which are shown with a unit, which text is in a
legacy Hindi font or struck out, as a whole or in a part: `iz[k.M (Block)` with the font on the first word alone, the
raised mark of a footnote."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from eshram_cli.sheets.elements import local, parse, whole_number
from eshram_cli.sheets.formats import changes, is_date_format
from eshram_cli.sheets.loose import Mixed, legacy, mixed_parts
from eshram_cli.sheets.model import Run

DATE_IDS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Number formats built into Excel that show a date or a time (ECMA-376 part 1, 18.8.30)."""


MARKS = (b"rFont", b"strike", b"vertAlign")
"""Without these no part of a text is set in such a way."""


class Looks(NamedTuple):
    """By the index of a cell style: those of dates and those that strike out, the legacy Hindi fonts, and the number
    formats that may show another number."""

    dates: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()
    fonts: Mapping[int, str] = {}
    formats: Mapping[int, str] = {}

    @property
    def telling(self) -> bool:
        """Whether a cell may show another thing than it holds."""
        return bool(self.struck or self.fonts or self.formats)


@lru_cache(maxsize=64)
def looks(styles: bytes) -> Looks:
    """The part read; programs that fill a form write the same one day after day."""
    root = parse(styles)
    if root is None:
        return Looks()
    own = {
        whole_number(item.get("numFmtId"), 0): item.get("formatCode", "")
        for item in root.iterfind("{*}numFmts/{*}numFmt")
    }
    fonts = root.findall("{*}fonts/{*}font")
    names = [name.get("val", "") if (name := font.find("{*}name")) is not None else "" for font in fonts]
    lines = [is_set(font.find("{*}strike")) for font in fonts]
    styled = [
        (index, whole_number(style.get("fontId"), 0), whole_number(style.get("numFmtId"), 0))
        for index, style in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    ]
    return Looks(
        frozenset(at for at, _, form in styled if (is_date_format(own[form]) if form in own else form in DATE_IDS)),
        frozenset(at for at, font, _ in styled if font < len(fonts) and lines[font]),
        {at: names[font] for at, font, _ in styled if font < len(fonts) and legacy(names[font])},
        {at: own[form] for at, _, form in styled if form in own and changes(own[form])},
    )


def mixed_texts(strings: bytes) -> dict[int, Mixed]:
    """Of the shared texts, by their number, those that `mixed` tells something of."""
    root = parse(strings) if any(mark in strings for mark in MARKS) else None
    if root is None:
        return {}
    found = ((number, mixed(item)) for number, item in enumerate(root.iterfind("{*}si")))
    return {number: one for number, one in found if one}


def mixed(item: Any) -> Mixed | None:
    """What `mixed_parts` tells of a text of a workbook."""
    parts = []
    for part in item.iterchildren("{*}r", "{*}t"):
        font, sign = part.find("{*}rPr/{*}rFont"), part.find("{*}rPr/{*}vertAlign")
        text = (part.text if local(part) == "t" else part.findtext("{*}t")) or ""
        raised = sign is not None and sign.get("val") in {"superscript", "subscript"}
        run = Run(text, "" if font is None else font.get("val", ""))
        parts.append((run, is_set(part.find("{*}rPr/{*}strike")), raised))
    return mixed_parts(parts)


def is_set(element: Any) -> bool:
    """Whether a mark such as `<strike/>` stands and is not switched off again."""
    return element is not None and element.get("val", "1") not in {"0", "false", "off"}
