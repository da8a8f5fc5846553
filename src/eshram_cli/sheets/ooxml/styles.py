"""What a workbook's styles tell about values: which numbers are dates, which text is in a legacy Hindi font."""

from __future__ import annotations

import re

from eshram_cli.sheets.fonts import legacy
from eshram_cli.sheets.ooxml.parts import parse

DATE_IDS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Number formats built into Excel that show a date or a time (ECMA-376 part 1, 18.8.30)."""

QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
FONT_NAME = re.compile(rb'<(?:\w+:)?name [^>]*?val="([^"]*)"')
DATE_LETTER = re.compile(r"[dmyhs]", re.IGNORECASE)


def is_date_format(code: str) -> bool:
    """Whether a number format such as `dd-mm-yyyy` shows a date: d, m, y, h or s outside quotes and brackets."""
    return DATE_LETTER.search(QUOTED.sub("", code.partition(";")[0])) is not None


def date_styles(styles: bytes) -> frozenset[int]:
    """The indices of the cell styles whose numbers are dates."""
    root = parse(styles)
    if root is None:
        return frozenset()
    own = {item.get("numFmtId"): is_date_format(item.get("formatCode", "")) for item in root.iter("{*}numFmt")}
    found = []
    for index, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        number = style.get("numFmtId", "0")
        if own.get(number, number.isdigit() and int(number) in DATE_IDS):
            found.append(index)
    return frozenset(found)


def legacy_fonts(styles: bytes) -> dict[int, str]:
    """The indices of the cell styles in a legacy Hindi font, with its name; cheap where there is none."""
    if not any(legacy(name.decode("utf-8", "replace")) for name in FONT_NAME.findall(styles)):
        return {}
    root = parse(styles)
    if root is None:
        return {}
    names = [font.find("{*}name") for font in root.iterfind("{*}fonts/{*}font")]
    fonts = [name.get("val", "") if name is not None else "" for name in names]
    return {
        index: fonts[number]
        for index, style in enumerate(root.iterfind("{*}cellXfs/{*}xf"))
        if (number := int(style.get("fontId", "0"))) < len(fonts) and legacy(fonts[number])
    }
