"""The shapes of numbers that belong to persons, in any script and with any marks between their groups."""

from __future__ import annotations

import re
import unicodedata

from eshram_cli.language.text import clean

_TWELVE = re.compile(r"(?<![\d.,])([1-9]\d{3})[ ./_-]{0,3}(\d{4})[ ./_-]{0,3}(\d{4})(?![\d,.]*\d)")
"""Aadhaar, or the worker's own e-Shram number, in one piece or in groups of four."""
_MOBILE = re.compile(r"(?<![\d.,])(?:\+?91[ -]?|0)?[6-9](?:[ -]?\d){9}(?![\d,.]*\d)")
_IFSC = re.compile(r"(?<![A-Z0-9])[A-Z]{4}0(?=[A-Z0-9]{0,5}\d)[A-Z0-9]{6}(?![A-Z0-9])")
"""The code of a bank's branch, which stands beside an account number."""
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MOMENT = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:[01]\d|2[0-3])[0-5]\d")
"""The minute in which a program wrote something: 202112041730."""


def kind_of_number(text: str) -> str:
    """ "aadhaar" for twelve digits, in one piece or in groups of four, "mobile" for a mobile number, "bank" for the
    code of a bank's branch, else blank. Three years, or a moment written in one piece, are no number of a person."""
    text = _plain(text)
    if any(not _is_time(match) for match in _TWELVE.finditer(text)):
        return "aadhaar"
    if _MOBILE.search(text):
        return "mobile"
    return "bank" if _IFSC.search(text) else ""


def _is_time(match: re.Match[str]) -> bool:
    years = all(_YEAR.fullmatch(group) for group in match.groups())
    return years or _MOMENT.fullmatch(match[0]) is not None


def may_be_branch(text: str) -> bool:
    """Whether the text holds the code of a bank's branch."""
    return "0" in text and len(text) >= 11 and _IFSC.search(text) is not None


def _plain(text: str) -> str:
    """With ASCII digits, plain spaces and hyphens: web pages and Word put others in their place."""
    text = _DASHES.sub("-", clean(text))
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
