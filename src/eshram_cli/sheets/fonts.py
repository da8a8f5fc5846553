"""Fonts that show Latin letters as Devanagari: a cell set in one says `iz[k.M` and shows प्रखंड."""

from __future__ import annotations

import re

LEGACY = re.compile(
    r"kruti ?dev|dev ?lys|chanakya|shusha|walkman|krishna|agra(?: |$)|4c ?gandhi|aps-dv|sulekha", re.IGNORECASE
)


def legacy(name: str) -> bool:
    """Whether a font's name, or a text that lists fonts, names a legacy Hindi font."""
    return LEGACY.search(name) is not None
