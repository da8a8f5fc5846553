"""Counts and percentages as offices write them, read strictly, and written again for people.

What can be read in two ways is refused with a reason. A blank or a dash is missing, never 0; शून्य, nil, निरंक are 0,
since an office that writes them says that there is none. A number in lakh or crore is as exact as it is written:
`quality` speaks only of words such as लगभग (about) and से अधिक (at least); both together are at least.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from eshram_cli.language.amounts import Refused, amount
from eshram_cli.language.dates import looks_like_date
from eshram_cli.language.number_words import missing, phrases
from eshram_cli.language.personal import PERSONAL_DIGITS
from eshram_cli.language.text import clean, fold
from eshram_cli.language.unread import Unread, unread

Quality = Literal["exact", "about", "at least"]

_LIMIT = 10 ** (PERSONAL_DIGITS - 1)
_INFINITE = (math.inf, -math.inf)


class Count(NamedTuple):
    """A count of persons; None is a cell that says that there is no figure."""

    value: int | None
    quality: Quality = "exact"


class Number(NamedTuple):
    """A number with decimals, a percentage as printed: 37.04 for 37.04 %; None where there is none."""

    value: float | None
    quality: Quality = "exact"


NO_COUNT = Count(None)
NO_NUMBER = Number(None)

_SAME_SIGNS = str.maketrans("–—−‒―‐‑，．＋％।॰", "-------,.+%..")
_NO_FIGURE = re.compile(r"[-.…_*/\s]*")
_LONG = re.compile(r"(?<!\d)(?<!\d\.)\d(?:[\s,\-]*\d){9,}")
_COMMON_GROUPING = re.compile("[1-9][0-9]?(?:,[0-9]{2}){0,3},[0-9]{3}|[1-9][0-9]{0,2}(?:,[0-9]{3}){1,2}")
_POINTED = re.compile(r"(?!0+\.)[\d,]+\.\d{3}")
_POINT_FIRST = re.compile(r"(?<![\w.,])\.(?=\d)")
_TWO_POINTS = re.compile(r"(?<!\.)\.\.\d")
_NOISE = Decimal("1e-6")
_EXPONENT = re.compile(r"[-+]?\d+(?:\.\d+)?e[-+]?\d+")
_NEGATIVE = re.compile(r"-\s*\.?\d[\d,.]*.*|\(\s*\d[\d,.]*\s*\)|\d[\d,.]*\s*-")
_EXCEL_TEXT = re.compile(r'="(.*)"')
_LETTER_O = frozenset("oOОоοΟ")
_LOOKALIKES = {**dict.fromkeys(_LETTER_O, 0), **dict(zip("lIi|ZzSsB", (1, 1, 1, 1, 2, 2, 5, 5, 8), strict=True))}
"""Letters that are typed for a digit."""
_TOKEN = re.compile(r"\d[\d,.]*|[a-z\u0900-\u0963\u0970-\u097f\u200c\u200d:]+|[<>]=?|/[-=]|\S")


def read_count(cell: object) -> Count | Unread:
    """A count of persons, 0 to 999,999,999. Whole floats are ints; a fraction, a date, a truth value is refused."""
    if type(cell) is int:
        if 0 <= cell < _LIMIT:
            return _exact(cell)
        return _too_long(str(abs(cell))) if abs(cell) >= _LIMIT else unread("count-negative", cell)
    if type(cell) is str:
        if cell.isdecimal() and len(cell) < PERSONAL_DIGITS:
            return _exact(int(cell))
        if _COMMON_GROUPING.fullmatch(cell):
            return _exact(int(cell.replace(",", "")))
        return _count_of_text(cell)
    return NO_COUNT if cell is None else _count_of_other(cell)


def read_number(cell: object) -> Number | Unread:
    """A number that may have decimals and a sign, with or without a percent sign: 37.0, `37.04%`, `37 प्रतिशत`."""
    if cell is None:
        return NO_NUMBER
    if isinstance(cell, str):
        return _number_of_text(cell)
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell in _INFINITE:
        return unread("number-not-number", cell)
    if isinstance(cell, float) and math.isnan(cell):
        return NO_NUMBER
    return Number(float(cell)) if abs(cell) < _LIMIT else _too_long(str(int(cell)))


def _exact(value: int) -> Count:
    """`Count(value)` at half its cost: a state's year is 600,000 cells."""
    return tuple.__new__(Count, (value, "exact"))


def _too_long(digits: str) -> Unread:
    return Unread("count-too-long", {"digits": max(PERSONAL_DIGITS, sum(map(str.isdecimal, digits)))})


def _count_of_other(cell: object) -> Count | Unread:
    if isinstance(cell, bool):
        return unread("count-truth", cell)
    if isinstance(cell, dt.date):
        return unread("count-date", cell)
    if not isinstance(cell, int | float) or cell in _INFINITE:
        return unread("count-not-number", cell)
    if math.isnan(cell):
        return NO_COUNT
    whole = _without_noise(Decimal(cell))
    return read_count(whole) if whole is not None else unread("count-fraction", cell)


def _without_noise(value: Decimal) -> int | None:
    """The whole number that a value is, or misses by less than a millionth, as sums of fractions do in a spreadsheet:
    36740.99999999999 is 36,741. None for a true fraction."""
    whole = int(value.to_integral_value(ROUND_HALF_UP))
    return whole if abs(value - whole) < _NOISE else None


@lru_cache(maxsize=8192)
def _count_of_text(cell: str) -> Count | Unread:
    text = _plain(cell)
    if _is_missing(text):
        return NO_COUNT
    try:
        # What looks like something else than a count: a date, a negative, a number that the spreadsheet cut.
        if looks_like_date(text):
            raise Refused("count-date")
        _refuse_signs(text)
        if _NEGATIVE.fullmatch(text):
            raise Refused("count-negative")
        if _POINTED.fullmatch(text):
            whole, _, tail = text.partition(".")
            raise Refused("count-point", small=whole, large=whole + tail)
        words, quality = _quality(_words(text))
        if phrases("percent").search(words):
            raise Refused("count-percent" if len(_digits(words)) < 2 else "count-two")
        # Words such as persons or श्रमिक at the end say what is counted.
        tokens = words.split()
        while len(tokens) > 1 and (tokens[-1] == "." or phrases("units").fullmatch(tokens[-1])):
            tokens.pop()
        value = _without_noise(_value(" ".join(tokens)))
        if value is None:
            raise Refused("count-fraction")
        if value >= _LIMIT:
            raise Refused("count-too-long")
        return Count(value, quality)
    except Refused as refused:
        return _too_long(text) if refused.code == "count-too-long" else unread(refused.code, cell, **refused.words)


@lru_cache(maxsize=8192)
def _number_of_text(cell: str) -> Number | Unread:
    text = _plain(cell)
    if _is_missing(text):
        return NO_NUMBER
    try:
        _refuse_signs(text)
        words, quality = _quality(_words(text.lstrip("-").strip()))
        value = float(_value(" ".join(phrases("percent").sub(" ", words).split())))
        return Number(-value if text.startswith("-") else value, quality)
    except Refused as refused:
        if refused.code == "count-too-long":
            return _too_long(text)
        told = refused.code in {"count-letter", "count-two", "count-sheet-error"}
        return unread(refused.code if told else "number-not-number", cell, **refused.words)


def _plain(cell: str) -> str:
    """Clean, ASCII digits, one kind of dash, a 0 before a point that comes first (`.36 lakh`; the point of `approx.500`
    ends the word); without the marks that a spreadsheet puts round text."""
    text = clean(cell).translate(_SAME_SIGNS)
    if not text.isascii():
        text = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text)
    if wrapped := _EXCEL_TEXT.fullmatch(text):
        text = wrapped[1]
    return _POINT_FIRST.sub("0.", text.removeprefix("'").strip())


def _is_missing(text: str) -> bool:
    return _NO_FIGURE.fullmatch(text) is not None or (not text.startswith("#") and fold(text) in missing())


def _refuse_signs(text: str) -> None:
    """Refuses a number of a person, an error of the spreadsheet, an exponent, two points, and a letter that was typed
    for a digit."""
    if _LONG.search(text):
        raise Refused("count-too-long")
    if text.startswith("#"):
        raise Refused("count-sheet-error")
    if _EXPONENT.fullmatch(text.lower()):
        raise Refused("count-exponent")
    if _TWO_POINTS.search(text):
        raise Refused("count-grouping")
    for chunk in text.split():
        letters = [char for char in chunk if char.isalpha() or char == "|"]
        typed = letters and _LOOKALIKES.keys() >= set(letters)
        if typed and (any(map(str.isdecimal, chunk)) or _LETTER_O.issuperset(letters)):
            raise Refused("count-letter", letter=letters[0], digit=_LOOKALIKES[letters[0]])


def _words(text: str) -> str:
    """Numbers as written, words folded, signs by themselves, parted by single spaces."""
    text = re.sub(r"(?<=[^\W\d])-(?=[^\W\d])", " ", text.lower().replace("छ:", "छह"))
    text = re.sub(r"\(([^()\d]*)\)|\[([^\[\]\d]*)\]", r" \1\2 ", text)
    words = []
    for token in _TOKEN.findall(text):
        if token[0].isdecimal():
            words.append(token.rstrip(",."))
        elif token not in {"/-", "/="}:
            words.append(fold(token) if token[0].isalpha() else token)
    return " ".join(words).strip(" .")


def _quality(words: str) -> tuple[str, Quality]:
    """The words without those of quality. `+` after a number is at least; before it, a plain sign."""
    words = words.replace("कम से कम", "at least")
    if phrases("at_most").search(words):
        raise Refused("count-upper")
    words = words.removeprefix("+ ")
    more = words.endswith(" +") or phrases("at_least").search(words)
    rest = phrases("at_least").sub(" ", words.removesuffix(" +"))
    about = phrases("about").search(rest)
    rest = " ".join(phrases("about").sub(" ", rest).replace(" . ", " ").split())
    return rest, "at least" if more else "about" if about else "exact"


def _value(words: str) -> Decimal:
    tokens = re.sub(r"\band\b", " ", words).split()
    if not all(map(fold, tokens)):
        raise Refused("count-two" if len(_digits(words)) > 1 else "count-not-number")
    return amount(tokens)


def _digits(words: str) -> list[str]:
    return [token for token in words.split() if token[0].isdecimal()]
