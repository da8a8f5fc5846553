"""What a workbook's styles tell about values: which numbers are dates, which are shown with a unit, which text is in a
legacy Hindi font or struck out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Any

from eshram_cli.sheets.fonts import legacy
from eshram_cli.sheets.formats import changes, is_date_format
from eshram_cli.sheets.ooxml.parts import parse

DATE_IDS = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Number formats built into Excel that show a date or a time (ECMA-376 part 1, 18.8.30)."""

FORMAT_CODE = re.compile(rb'\bformatCode="([^"]*)"')
FONT_NAME = re.compile(rb'<(?:\w+:)?name [^>]*?val="([^"]*)"')


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
    return _by_style(root, "fontId", {number: name for number, name in enumerate(fonts) if legacy(name)})


def telling_formats(styles: bytes) -> dict[int, str]:
    """The indices of the cell styles whose number format may show another number, with the format."""
    codes = (unescape(code.decode("utf-8", "replace")) for code in FORMAT_CODE.findall(styles))
    root = parse(styles) if any(map(changes, codes)) else None
    if root is None:
        return {}
    own = {_int(item.get("numFmtId")): item.get("formatCode", "") for item in root.iterfind("{*}numFmts/{*}numFmt")}
    return _by_style(root, "numFmtId", {number: code for number, code in own.items() if changes(code)})


def struck_styles(styles: bytes) -> dict[int, str]:
    """The indices of the cell styles whose text is struck out."""
    root = parse(styles) if b"strike" in styles else None
    if root is None:
        return {}
    fonts = enumerate(root.iterfind("{*}fonts/{*}font"))
    return _by_style(root, "fontId", {number: "struck" for number, font in fonts if is_set(font.find("{*}strike"))})


def is_set(element: Any) -> bool:
    """Whether a mark such as `<strike/>` stands and is not switched off again."""
    return element is not None and element.get("val", "1") not in {"0", "false", "off"}


def _by_style(root: Any, name: str, words: Mapping[int, str]) -> dict[int, str]:
    """The words by the index of the cell styles whose attribute has their number."""
    styles = enumerate(root.iterfind("{*}cellXfs/{*}xf"))
    return {index: words[number] for index, style in styles if (number := _int(style.get(name))) in words}


def _int(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
