"""The shapes of numbers that belong to persons, in any script and with any marks between their groups."""

from __future__ import annotations

import re
import unicodedata

from eshram_cli.language.text import clean

_AADHAAR = re.compile(r"(?<![\d.,])[2-9]\d{3}[ -]?\d{4}[ -]?\d{4}(?![\d,.]*\d)")
_MOBILE = re.compile(r"(?<![\d.,])(?:\+?91[ -]?|0)?[6-9]\d{4}[ -]?\d{5}(?![\d,.]*\d)")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def kind_of_number(text: str) -> str:
    """ "aadhaar" for twelve digits in Aadhaar's shape, "mobile" for a mobile number, else blank."""
    text = _plain(text)
    if _AADHAAR.search(text):
        return "aadhaar"
    return "mobile" if _MOBILE.search(text) else ""


def _plain(text: str) -> str:
    """With ASCII digits, plain spaces and hyphens: web pages and Word put others in their place."""
    text = _DASHES.sub("-", clean(text))
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
