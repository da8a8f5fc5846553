"""Dates and numbers as they are written for people: what is shown, where `dates` and `numerals` are what is read."""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from eshram_cli.problems import Language

INDIA = "Asia/Kolkata"

Digits = Literal["latin", "devanagari"]
Style = Literal["lakh", "international"]

WRITTEN_MONTHS = {
    Language.en: "January February March April May June July August September October November December".split(),
    Language.hi: "जनवरी फ़रवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर अक्टूबर नवंबर दिसंबर".split(),
}
"""The months as they are written (Unicode's CLDR, locales en_IN and hi_IN)."""


def show_date(day: dt.date, language: Language | str = Language.en, *, long: bool = False) -> str:
    """`28.12.2021` in both languages; `long` writes the month: 28 December 2021, 28 दिसंबर 2021."""
    if not long:
        return f"{day:%d.%m.}{day.year:04d}"
    return f"{day.day} {WRITTEN_MONTHS[Language(language)][day.month - 1]} {day.year}"


def short_date(day: dt.date) -> str:
    """A day where its year is told elsewhere, as in a heading or on an axis: `28.12` in both languages."""
    return f"{day:%d.%m}"


def group(value: int, style: Style = "lakh") -> str:
    """Digits grouped for people: 9,88,912 as India does (the last three, then pairs), or 988,912."""
    if style == "international":
        return f"{value:,}"
    sign, digits = "-" if value < 0 else "", str(abs(value))
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, end - 2) : end] for end in range(len(head), 0, -2)]
    return sign + ",".join([*reversed(pairs), tail])


def signed(value: int, style: Style = "lakh") -> str:
    """A gain with its sign: +46,401, -120, 0."""
    return ("+" if value > 0 else "") + group(value, style)


def deva(text: str) -> str:
    """The same text with Devanagari digits: ९,८८,९१२."""
    return text.translate(str.maketrans("0123456789", "०१२३४५६७८९"))


def show_percent(value: float) -> str:
    """Two decimals, halves upward as in Excel and at school (12.345 is 12.35), never capped: 37.04, 102.00.

    What is short of 100 stays short of it: 99.997 is 99.99, since 100.00 would say that the target is met.
    """
    text = str(Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP))
    return "99.99" if text == "100.00" and value < 100 else text
